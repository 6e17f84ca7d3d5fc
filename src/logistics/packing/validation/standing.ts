import type { PackUnit } from '../types.js';
import { type PlanProblem, planProblems } from './problems.js';

/** A unit as it stands: its corners along the box's length, width and height, from the unit's own size and its turn. */
export interface Standing {
  readonly unit: PackUnit;
  /** In which turn it is put into the box. */
  readonly turn: number;
  readonly from: readonly [number, number, number];
  readonly to: readonly [number, number, number];
}

/** What a sweep over the units of one parcel finds. */
interface Sweep {
  readonly problems: readonly PlanProblem[];
  /** By the place in the list: on which units each one stands, or would come to rest if it fell. */
  readonly carriers: readonly (readonly number[])[];
}

const X = 0;
const Y = 1;
const Z = 2;
type Axis = typeof X | typeof Y | typeof Z;

const meet = (a: Standing, b: Standing, axis: Axis): boolean => a.from[axis] < b.to[axis] && b.from[axis] < a.to[axis];

/**
 * Compares each unit with those that share some of its length: from left to right, so that most pairs are never met.
 * Units over the same spot of the floor either overlap, or one stands over the other.
 */
export function sweep(parcel: number, standing: readonly Standing[], most: number): Sweep {
  const problems: PlanProblem[] = [];
  const carriers = standing.map((): number[] => []);
  const order = [...standing.keys()].sort((a, b) => leftOf(standing, a) - leftOf(standing, b));
  for (const [rank, index] of order.entries()) {
    const one = standing[index];
    for (let next = rank + 1; one !== undefined && next < order.length; next += 1) {
      const otherIndex = order[next] ?? 0;
      const other = standing[otherIndex];
      if (other === undefined || other.from[X] >= one.to[X]) break;
      if (!meet(one, other, Y) || !meet(one, other, X)) continue;
      if (meet(one, other, Z)) {
        problems.push(planProblems.overlapping({ parcel, unit: one.unit.id, other: other.unit.id }));
        if (problems.length >= most) return { problems, carriers };
        continue;
      }
      const oneIsUpper = one.from[Z] >= other.to[Z];
      const [upper, lower] = oneIsUpper ? [one, other] : [other, one];
      if (lower.turn > upper.turn) {
        problems.push(planProblems.packed_under_another({ parcel, unit: lower.unit.id, other: upper.unit.id }));
      }
      note(carriers, standing, oneIsUpper ? index : otherIndex, oneIsUpper ? otherIndex : index);
    }
  }
  return { problems, carriers };
}

const leftOf = (standing: readonly Standing[], index: number): number => standing[index]?.from[X] ?? 0;
const topOf = (standing: readonly Standing[], index: number | undefined): number =>
  index === undefined ? -1 : (standing[index]?.to[Z] ?? -1);

/** Of the units below a place the highest carry it. */
function note(carriers: number[][], standing: readonly Standing[], upper: number, lower: number): void {
  const known = carriers[upper];
  if (known === undefined) return;
  const height = topOf(standing, lower) - topOf(standing, known[0]);
  if (height > 0) carriers[upper] = [lower];
  else if (height === 0) known.push(lower);
}

/** The thousandths of its base with which a unit touches the floor or those that carry it, rounded down. */
export function supportOf(one: Standing, carriers: readonly Standing[]): number {
  if (one.from[Z] === 0) return 1000;
  const touching = carriers.filter((lower) => lower.to[Z] === one.from[Z]);
  const area = touching.reduce((sum, lower) => sum + shared(one, lower, X) * shared(one, lower, Y), 0);
  const base = (one.to[X] - one.from[X]) * (one.to[Y] - one.from[Y]);
  return Math.floor((area * 1000) / base);
}

const shared = (a: Standing, b: Standing, axis: Axis): number =>
  Math.min(a.to[axis], b.to[axis]) - Math.max(a.from[axis], b.from[axis]);

/** All that rests on each unit that bears only so much, directly or on others between, each with its whole weight. */
export function overborne(
  parcel: number,
  standing: readonly Standing[],
  carriers: readonly (readonly number[])[],
): readonly PlanProblem[] {
  const resting = standing.map((): number[] => []);
  for (const [upper, below] of carriers.entries()) for (const lower of below) resting[lower]?.push(upper);
  return standing.flatMap(({ unit }, index) => {
    if (unit.bearsGrams === undefined || resting[index]?.length === 0) return [];
    const above = new Set(resting[index]);
    for (const upper of above) for (const higher of resting[upper] ?? []) above.add(higher);
    const load = [...above].flatMap((upper) => standing[upper]?.unit ?? []);
    const grams = load.reduce((sum, { weightGrams }) => sum + weightGrams, 0);
    // Nothing at all may rest on a unit that bears 0, not even what weighs less than a gram.
    if (unit.bearsGrams > 0 && grams <= unit.bearsGrams) return [];
    const units = load.slice(0, MOST_NAMED).map(({ id }) => id);
    return [planProblems.bears_too_much({ parcel, unit: unit.id, grams, bears: unit.bearsGrams, units })];
  });
}
const MOST_NAMED = 10;
