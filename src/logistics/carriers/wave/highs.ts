import { cheapestFlow } from './flow.js';
import type { Wave } from './problem.js';
import type { WaveSolver } from './search.js';

/** What is used of the package `highs` (the solver HiGHS as WebAssembly): load it yourself, and hand over what it loads. */
export interface Highs {
  solve(
    problem: string,
    options?: {
      readonly time_limit?: number;
      readonly mip_rel_gap?: number;
      readonly mip_heuristic_effort?: number;
      readonly output_flag?: boolean;
    },
  ): {
    readonly Status: string;
    readonly ObjectiveValue: number;
    readonly Columns: Readonly<Record<string, { readonly Primal?: number }>>;
  };
}

/**
 * The solver HiGHS for {@link planWave}. It runs at once and blocks until it is done: give it a limit, and for large waves
 * a worker.
 *
 * Names in the model are numbers of ours, never ids from outside. HiGHS settles which discounts are reached; the parcels are
 * then assigned by an exact flow under these, so that the answer is whole whatever the solver rounds.
 *
 * @param secondsAtMost House default: 10. An answer found by then is taken without its bound.
 * @example
 * ```ts
 * const highs = await load(); // The default export of the package.
 * planWave(problem, highsSolver(highs));
 * ```
 */
export const highsSolver =
  (highs: Highs, { secondsAtMost = 10 }: { readonly secondsAtMost?: number } = {}): WaveSolver =>
  (wave) => {
    const exactly = { mip_rel_gap: 0, mip_heuristic_effort: 0, output_flag: false };
    const answer = highs.solve(modelOf(wave), { ...exactly, time_limit: secondsAtMost });
    const sides = wave.levels.map((levels, service) => {
      const chosen = levels.findIndex((_, level) => (answer.Columns[`y${service}_${level}`]?.Primal ?? 0) > 0.5);
      const { from = 0, costs = new Float64Array() } = levels[chosen] ?? levels[0] ?? {};
      // From the next level on these are not the costs. Where no level was chosen, none is left out.
      const next = chosen < 0 ? undefined : levels[chosen + 1];
      return {
        costs,
        least: from,
        most: Math.min(wave.capacities[service] ?? 0, (next?.from ?? Number.POSITIVE_INFINITY) - 1),
      };
    });
    const flow = cheapestFlow(wave.parcels, sides);
    if (flow === undefined) return undefined;
    const { assignment } = flow;
    // Costs are whole, so the bound may be rounded up; a little is left for what floating point lost.
    const lowerBound = Math.ceil(answer.ObjectiveValue - 1e-3);
    return answer.Status === 'Optimal' ? { assignment, lowerBound } : { assignment };
  };

/**
 * The wave as a mixed-integer program in CPLEX LP format: x, parcel p with service s at level l (continuous, since with the
 * levels fixed it is a transport problem, whose corners are whole); y, service s reaches level l (binary).
 */
function modelOf({ parcels, capacities, levels }: Wave): string {
  const room = capacities.reduce((sum, one) => sum + one, 0);
  const objective: string[] = [];
  const once: string[][] = Array.from({ length: parcels }, () => []);
  const rows: string[] = [];
  const binaries: string[] = [];
  for (const [service, steps] of levels.entries()) {
    const capacity = capacities[service] ?? 0;
    const reached: string[] = [];
    for (const [level, { from, costs }] of steps.entries()) {
      const most = Math.min(capacity, (steps[level + 1]?.from ?? Number.POSITIVE_INFINITY) - 1);
      // What the others cannot take has to go here: a level below that is never the one.
      if (from > capacity || most < parcels - (room - capacity)) continue;
      const name = `${service}_${level}`;
      const terms: string[] = [];
      for (const [parcel, cost] of costs.entries()) {
        if (cost === Number.POSITIVE_INFINITY) continue;
        const x = `x${parcel}_${name}`;
        objective.push(`+ ${cost} ${x}`);
        once[parcel]?.push(`+ ${x}`);
        terms.push(`+ ${x}`);
      }
      binaries.push(`y${name}`);
      reached.push(`+ y${name}`);
      if (terms.length === 0) continue;
      rows.push(`most${name}: ${inLines(terms)} - ${most} y${name} <= 0`);
      if (from > 0) rows.push(`least${name}: ${inLines(terms)} - ${from} y${name} >= 0`);
    }
    rows.push(`level${service}: ${reached.join(' ')} = 1`);
  }
  for (const [parcel, terms] of once.entries()) rows.push(`parcel${parcel}: ${inLines(terms)} = 1`);
  return `Minimize\n cost: ${inLines(objective)}\nSubject To\n${rows.join('\n')}\nBinary\n${inLines(binaries)}\nEnd\n`;
}

/** The format wants short lines. */
function inLines(terms: readonly string[]): string {
  const lines: string[] = [];
  for (let at = 0; at < terms.length; at += 12) lines.push(terms.slice(at, at + 12).join(' '));
  return lines.join('\n ');
}
