import type { Size } from './geometry.js';
import type { Box, Carriage, PackedParcel, PackingPlan, PackUnit, Segregation } from './types.js';
import { checkParcel } from './validation/parcel.js';
import { type PlanProblem, planProblems } from './validation/problems.js';

/** What a plan has to keep. */
export interface PlanRules {
  readonly units: readonly PackUnit[];
  readonly boxes: readonly Box[];
  readonly segregation?: readonly Segregation[];
  /** The share of its base with which each unit has to stand on the floor or on others, in thousandths. Absent: none. */
  readonly supportPermille?: number;
  /** Absent: what the plan says of carriage is only added up. */
  readonly carriage?: Carriage;
}

/** Bound: more problems than these are not listed. */
export const MOST_PLAN_PROBLEMS = 1000;

/**
 * Everything that is wrong with a packing plan, whoever made it: a packer, or a person who moved a unit by hand. Shares
 * no code with any packer, and believes nothing that it can reckon itself. An empty list means that the plan is sound.
 *
 * Whether a box of last resort was necessary, what filler costs, and whether the lower bound is right cannot be seen from
 * a plan, so nothing is said of that. On a unit rests whatever stands on it, directly or on others between, with its
 * whole weight: when a parcel is tilted, one supporter may have to take it all.
 *
 * @returns at most {@link MOST_PLAN_PROBLEMS}, in a stable order: those of the whole plan, then parcel by parcel.
 * @example
 * ```ts
 * const problems = validatePlan({ units, boxes, supportPermille: 700 }, plan);
 * for (const { code, message } of problems) console.log(code, message);
 * ```
 */
export function validatePlan(rules: PlanRules, plan: PackingPlan): readonly PlanProblem[] {
  const units = new Map(rules.units.map((unit) => [unit.id, unit]));
  const boxes = new Map(rules.boxes.map((box) => [box.id, box]));
  const problems = [
    ...twice('unit', rules.units),
    ...twice('box', rules.boxes),
    ...eachOnce(rules.units, plan.parcels),
    ...stocks(rules.boxes, plan.parcels),
    ...partedGroups(units, plan.parcels),
    ...totals(plan),
  ];
  for (const [index, parcel] of plan.parcels.entries()) {
    if (problems.length >= MOST_PLAN_PROBLEMS) break;
    const number = index + 1;
    const box = boxes.get(parcel.box);
    if (box === undefined) problems.push(planProblems.box_unknown({ parcel: number, box: parcel.box }));
    else problems.push(...checkParcel({ number, parcel, box, units, rules, most: MOST_PLAN_PROBLEMS }));
  }
  return problems.slice(0, MOST_PLAN_PROBLEMS);
}

function twice(kind: 'unit' | 'box', things: readonly { readonly id: string; readonly inner?: Size }[]): PlanProblem[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const { id } of things) (seen.has(id) ? again : seen).add(id);
  return [...again].map((id) => planProblems.id_given_twice({ kind, id }));
}

function eachOnce(units: readonly PackUnit[], parcels: readonly PackedParcel[]): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const wanted = new Set(units.map(({ id }) => id));
  const first = new Map<string, number>();
  for (const [index, { placements }] of parcels.entries()) {
    const parcel = index + 1;
    for (const { unit } of placements) {
      const before = first.get(unit);
      if (!wanted.has(unit)) problems.push(planProblems.unit_unknown({ parcel, unit }));
      else if (before !== undefined) problems.push(planProblems.unit_repeated({ parcel, unit, first: before }));
      else first.set(unit, parcel);
    }
  }
  for (const unit of wanted) if (!first.has(unit)) problems.push(planProblems.unit_missing({ unit }));
  return problems;
}

function stocks(boxes: readonly Box[], parcels: readonly PackedParcel[]): PlanProblem[] {
  return boxes.flatMap(({ id, stock }) => {
    const used = stock === undefined ? 0 : parcels.filter(({ box }) => box === id).length;
    return stock !== undefined && used > stock ? [planProblems.box_stock_exceeded({ box: id, used, stock })] : [];
  });
}

function partedGroups(units: ReadonlyMap<string, PackUnit>, parcels: readonly PackedParcel[]): PlanProblem[] {
  const homes = new Map<string, Set<number>>();
  for (const [index, { placements }] of parcels.entries()) {
    for (const { unit } of placements) {
      const group = units.get(unit)?.together;
      if (group !== undefined) homes.set(group, (homes.get(group) ?? new Set()).add(index + 1));
    }
  }
  return [...homes]
    .filter(([, numbers]) => numbers.size > 1)
    .map(([group, numbers]) => planProblems.group_parted({ group, parcels: [...numbers] }));
}

function totals({ parcels, total, lowerBound, proof }: PackingPlan): PlanProblem[] {
  const sum = parcels.reduce((costs, { cost }) => costs + cost.total, 0);
  const sound = proof === 'optimal' ? lowerBound === total : lowerBound <= total;
  return [
    ...(sum === total ? [] : [planProblems.total_wrong({ says: total, is: sum })]),
    ...(sound ? [] : [planProblems.bound_wrong({ total, lowerBound, proof })]),
  ];
}
