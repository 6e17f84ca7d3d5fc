import { ORIENTATIONS, type Placement, type Size } from '../geometry.js';
import type { Box, Carriage, PackedParcel, PackUnit, Segregation } from '../types.js';
import { type PlanProblem, planProblems } from './problems.js';
import { overborne, type Standing, supportOf, sweep } from './standing.js';

/** One parcel, and what it has to keep. */
interface ParcelCheck {
  /** Its number in the plan, from 1. */
  readonly number: number;
  readonly parcel: PackedParcel;
  readonly box: Box;
  readonly units: ReadonlyMap<string, PackUnit>;
  readonly rules: {
    readonly segregation?: readonly Segregation[];
    readonly supportPermille?: number;
    readonly carriage?: Carriage;
  };
  readonly most: number;
}

/** Everything that is wrong with one parcel whose box is known. */
export function checkParcel(check: ParcelCheck): readonly PlanProblem[] {
  const { number, parcel, box, units, rules, most } = check;
  const problems: PlanProblem[] = [];
  const standing: Standing[] = [];
  for (const [turn, placement] of parcel.placements.entries()) {
    const unit = units.get(placement.unit);
    if (unit === undefined) continue;
    problems.push(...features(number, unit, box), ...turned(number, unit, placement));
    const one = stand(unit, placement, turn);
    problems.push(...outside(number, one, box.inner));
    standing.push(one);
  }
  const { problems: found, carriers } = sweep(number, standing, most);
  problems.push(...found, ...onFloor(number, standing), ...overborne(number, standing, carriers));
  problems.push(...unsupported(number, standing, carriers, rules.supportPermille ?? 0));
  const held = standing.map(({ unit }) => unit);
  problems.push(...segregated(number, held, rules.segregation ?? []), ...shared(number, held));
  const load = standing.reduce((sum, { unit }) => sum + unit.weightGrams, Math.max(0, parcel.fillerGrams));
  problems.push(...weights(check, load), ...fill(check, standing), ...costs(check, load + box.emptyWeightGrams));
  return problems;
}

function features(parcel: number, unit: PackUnit, box: Box): PlanProblem[] {
  const has = box.features ?? [];
  const needs = (unit.needs ?? []).filter((feature) => !has.includes(feature));
  const avoids = (unit.avoids ?? []).filter((feature) => has.includes(feature));
  const here = { parcel, unit: unit.id, box: box.id };
  return [
    ...(needs.length > 0 ? [planProblems.box_feature_missing({ ...here, needs })] : []),
    ...(avoids.length > 0 ? [planProblems.box_feature_avoided({ ...here, avoids })] : []),
  ];
}

/** An orientation names the unit's own sides: the first letter lies along the box's length, the last stands upright. */
function sides({ size }: PackUnit, orientation: string): [number, number, number] {
  const own: Readonly<Record<string, number>> = { l: size.length, w: size.width, h: size.height };
  const [along = Number.NaN, across = Number.NaN, up = Number.NaN] = [...orientation].map((side) => own[side]);
  return [along, across, up];
}

function stand(unit: PackUnit, { x, y, z, orientation }: Placement, turn: number): Standing {
  const [along, across, up] = sides(unit, orientation);
  return { unit, turn, from: [x, y, z], to: [x + along, y + across, z + up] };
}

function turned(parcel: number, unit: PackUnit, { orientation, size, x, y, z }: Placement): PlanProblem[] {
  const here = { parcel, unit: unit.id };
  const allowed = unit.orientations ?? ORIENTATIONS;
  const is = sides(unit, orientation).join(' × ');
  const says = [size.length, size.width, size.height].join(' × ');
  return [
    ...(allowed.includes(orientation)
      ? []
      : [planProblems.orientation_not_allowed({ ...here, orientation, allowed: [...allowed] })]),
    ...(says === is ? [] : [planProblems.size_wrong({ ...here, says, is })]),
    ...([x, y, z].every(Number.isInteger) ? [] : [planProblems.position_not_whole({ ...here, x, y, z })]),
  ];
}

function outside(parcel: number, { unit, from, to }: Standing, inner: Size): PlanProblem[] {
  return (['length', 'width', 'height'] as const).flatMap((side, axis) => {
    const [start = Number.NaN, end = Number.NaN] = [from[axis], to[axis]];
    const within = start >= 0 && end <= inner[side];
    const reach = { parcel, unit: unit.id, side, from: start, to: end, inner: inner[side] };
    return within ? [] : [planProblems.outside_box(reach)];
  });
}

const onFloor = (parcel: number, standing: readonly Standing[]): PlanProblem[] =>
  standing.flatMap(({ unit, from: [, , z] }) =>
    unit.onFloor === true && z !== 0 ? [planProblems.not_on_floor({ parcel, unit: unit.id, z })] : [],
  );

function unsupported(
  parcel: number,
  standing: readonly Standing[],
  carriers: readonly (readonly number[])[],
  wanted: number,
): PlanProblem[] {
  if (wanted <= 0) return [];
  return standing.flatMap((one, index) => {
    const permille = supportOf(
      one,
      (carriers[index] ?? []).flatMap((lower) => standing[lower] ?? []),
    );
    const here = { parcel, unit: one.unit.id, permille, wanted };
    return permille < wanted ? [planProblems.support_too_small(here)] : [];
  });
}

/** One pair for each rule that is broken is enough to see it. */
function segregated(parcel: number, held: readonly PackUnit[], rules: readonly Segregation[]): PlanProblem[] {
  return rules.flatMap(({ classes: [one, two], because }) => {
    const ones = held.filter(({ classes = [] }) => classes.includes(one));
    const twos = held.filter(({ classes = [] }) => classes.includes(two));
    for (const unit of ones.slice(0, 2)) {
      const other = twos.find(({ id }) => id !== unit.id);
      if (other === undefined) continue;
      const classes = [one, two] as const;
      return [planProblems.segregated({ parcel, unit: unit.id, other: other.id, classes, because })];
    }
    return [];
  });
}

const shared = (parcel: number, held: readonly PackUnit[]): PlanProblem[] =>
  held.length < 2
    ? []
    : held
        .filter(({ ownParcel }) => ownParcel === true)
        .map(({ id }) => planProblems.own_parcel_shared({ parcel, unit: id, others: held.length - 1 }));

const volume = ({ length, width, height }: Size): bigint => BigInt(length) * BigInt(width) * BigInt(height);

function weights({ number, parcel, box }: ParcelCheck, load: number): PlanProblem[] {
  const weight = load + box.emptyWeightGrams;
  const heavy = { parcel: number, box: box.id, grams: load, most: box.maxLoadGrams };
  const says = parcel.weightGrams;
  return [
    ...(load <= box.maxLoadGrams ? [] : [planProblems.too_heavy(heavy)]),
    ...(weight === says ? [] : [planProblems.weight_wrong({ parcel: number, says, is: weight })]),
  ];
}

function fill({ number, parcel, box }: ParcelCheck, standing: readonly Standing[]): PlanProblem[] {
  const inner = volume(box.inner);
  const filled = standing.reduce((sum, { unit }) => sum + volume(unit.size), 0n);
  const permille = Number((filled * 1000n) / inner);
  const most = box.maxFillPermille ?? 1000;
  const tooFull = filled * 1000n > inner * BigInt(most);
  const says = parcel.fillPermille;
  return [
    ...(tooFull ? [planProblems.too_full({ parcel: number, box: box.id, permille, most })] : []),
    ...(permille === says ? [] : [planProblems.fill_wrong({ parcel: number, says, is: permille })]),
  ];
}

function costs({ number, parcel: { cost }, box, rules }: ParcelCheck, weightGrams: number): PlanProblem[] {
  const outer = box.outer ?? box.inner;
  const carriage = rules.carriage === undefined ? cost.carriage : rules.carriage({ weightGrams, outer });
  const filler = Number.isInteger(cost.filler) && cost.filler >= 0 ? cost.filler : 0;
  const total = cost.box + cost.filler + cost.carriage;
  const is = { box: box.cost, filler, carriage: carriage ?? cost.carriage, total };
  const refused = { parcel: number, grams: weightGrams, outer: [outer.length, outer.width, outer.height].join(' × ') };
  return [
    ...(carriage === undefined ? [planProblems.carriage_refused(refused)] : []),
    ...(['box', 'filler', 'carriage', 'total'] as const)
      .filter((part) => cost[part] !== is[part])
      .map((part) => planProblems.cost_wrong({ parcel: number, part, says: cost[part], is: is[part] })),
  ];
}
