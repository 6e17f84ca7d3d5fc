import { cheapestFlow, type Flow, type Side } from './flow.js';
import { costOf, countsOf, levelAt, type Wave } from './problem.js';

/** What a solver found; undefined instead where no assignment keeps the capacities. */
export interface WaveSolution {
  /** The service of each parcel, by its place in the problem. */
  readonly assignment: ArrayLike<number>;
  /** No assignment costs less, as far as the solver knows. Absent: it does not know. */
  readonly lowerBound?: number;
}

/** Finds an assignment. What it answers is checked, and its cost reckoned again. */
export type WaveSolver = (wave: Wave) => WaveSolution | undefined;

/** How many parcels each service may have below this node of the search: from, and up to. */
interface Node {
  readonly least: readonly number[];
  readonly most: readonly number[];
  /** By service and parcel, what is believed. */
  readonly believed: readonly Float64Array[];
  readonly bound: number;
  readonly flow: Flow;
}

/**
 * The solver without dependencies: branch and bound over how many parcels each service has.
 *
 * Below each node every service is believed to take for each parcel the least of all discounts that it may still give
 * there; the exact cheapest flow under that belief bounds all that lies below from under, and its assignment, at its real
 * cost, is a candidate. A belief that was not kept splits the node: enough parcels for the highest level, or fewer.
 * Cheapest bound first.
 *
 * @param mostNodes ends the search early; the bound that is left is then reported. House default: 2,000.
 */
export const branchAndBound =
  ({ mostNodes = 2000 }: { readonly mostNodes?: number } = {}): WaveSolver =>
  (wave) => {
    const none = wave.capacities.map(() => 0);
    const root = nodeOf(wave, none, wave.capacities);
    if (root === undefined) return undefined;
    let best = root.flow.assignment;
    let cost = costOf(wave, best);
    const open = [root];
    for (let nodes = 0; nodes < mostNodes; nodes += 1) {
      const node = takeCheapest(open);
      if (node === undefined || node.bound >= cost) return { assignment: best, lowerBound: cost };
      for (const child of split(wave, node)) {
        const real = costOf(wave, child.flow.assignment);
        if (real < cost) {
          best = child.flow.assignment;
          cost = real;
        }
        if (child.bound < cost) open.push(child);
      }
    }
    return { assignment: best, lowerBound: open.reduce((least, { bound }) => Math.min(least, bound), cost) };
  };

function nodeOf(wave: Wave, least: readonly number[], most: readonly number[]): Node | undefined {
  const sides = wave.levels.map((levels, service) => {
    const bounds = { least: least[service] ?? 0, most: most[service] ?? 0 };
    return { costs: leastCosts(levels, bounds), ...bounds };
  });
  const flow = cheapestFlow(wave.parcels, sides);
  return flow && { least, most, believed: sides.map(({ costs }) => costs), bound: flow.cost, flow };
}

/** By parcel, the least that it costs at any level within these bounds: a higher level may well be dearer for some. */
function leastCosts(levels: Wave['levels'][number], { least, most }: Omit<Side, 'costs'>): Float64Array {
  const lowest = levelAt(levels, least);
  const highest = levelAt(levels, most);
  const others = levels.filter(({ from }) => from >= lowest.from && from < highest.from);
  return others.reduce(
    (costs, level) =>
      level.costs.every((cost, parcel) => cost >= (costs[parcel] ?? 0))
        ? costs
        : costs.map((cost, parcel) => Math.min(cost, level.costs[parcel] ?? cost)),
    highest.costs,
  );
}

function takeCheapest(open: Node[]): Node | undefined {
  let place = 0;
  for (const [index, { bound }] of open.entries()) if (bound < (open[place]?.bound ?? 0)) place = index;
  return open.splice(place, 1)[0];
}

/** The two halves of a node by the belief that was furthest from being kept; none where all were. */
function split(wave: Wave, { least, most, believed, flow }: Node): Node[] {
  const counts = countsOf(wave, flow.assignment);
  let worst = -1;
  let furthest = 0;
  for (const [service, levels] of wave.levels.entries()) {
    const real = levelAt(levels, counts[service] ?? 0);
    const short = overstated(flow, service, believed[service] ?? real.costs, real.costs);
    if (short > furthest) {
      furthest = short;
      worst = service;
    }
  }
  if (worst < 0) return [];
  const { from } = levelAt(wave.levels[worst] ?? [], most[worst] ?? 0);
  const enough = least.map((one, service) => (service === worst ? Math.max(one, from) : one));
  const fewer = most.map((one, service) => (service === worst ? from - 1 : one));
  return [nodeOf(wave, enough, most), nodeOf(wave, least, fewer)].filter((node) => node !== undefined);
}

/** By how much the belief in a discount made the parcels of a service look cheaper than they are. */
function overstated({ assignment }: Flow, service: number, believed: Float64Array, real: Float64Array): number {
  let sum = 0;
  for (const [parcel, one] of assignment.entries()) {
    if (one === service) sum += (real[parcel] ?? 0) - (believed[parcel] ?? 0);
  }
  return sum;
}
