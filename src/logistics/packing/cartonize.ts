import { err, ok, type Result } from 'neverthrow';
import { parseInput } from '../../kernel/index.js';
import { Cartonizer } from './carton/cartonizer.js';
import { type PackingFailure, packingFailures } from './failures.js';
import { type PackingPlan, PackingTerms, type PackUnit, PackUnits } from './types.js';

/** One order's units, with the boxes and terms that they are packed by. */
export interface CartonizeRequest extends PackingTerms {
  /** One entry for each physical unit. */
  readonly units: PackUnit[];
}

/** Packs the units of one order. The units are trusted: they come from `PackUnits`, or from the host's own checked facts. */
export type PackOrder = (units: readonly PackUnit[]) => Result<PackingPlan, PackingFailure>;

/**
 * Packs units into the cheapest set of parcels: boxes, filler and carriage together. Up to twelve units, every way to spread
 * them over parcels is weighed, and the plan is proved the cheapest unless `proof` says `nodeLimit`; more units are packed
 * by a heuristic, with a lower bound beside it. The order of the units does not matter.
 *
 * Units stand as they may be turned, and on a unit weighs everything that stands above any part of it, touching or not. A unit
 * with a parcel of its own that needs no box travels in its own carton, see `ownCartonOf`.
 *
 * Lengths are millimetres, weights grams, costs minor units of one currency.
 *
 * @returns the plan; or, of bad input, a code such as `packing.size_must_be_positive`, `packing.weight_looks_like_kilograms`
 * or `packing.box_given_twice`; or `packing.unit_fits_no_box`, which says of each such unit why no box takes it.
 *
 * @example
 * ```ts
 * const size = { length: 200, width: 150, height: 100 };
 * const plan = cartonize({
 *   units: [{ id: 'u-1', sku: 'mug', size, weightGrams: 400 }],
 *   boxes: [{ id: 'S', inner: { length: 220, width: 160, height: 120 }, emptyWeightGrams: 90, maxLoadGrams: 5000, cost: 45 }],
 *   carriage: ({ weightGrams, outer }) =>
 *     500 + Math.ceil(Math.max(weightGrams, (outer.length * outer.width * outer.height) / 5000) / 1000) * 120,
 * });
 * if (plan.isOk()) plan.value.parcels.map(({ box, cost }) => [box, cost.total]);
 * ```
 */
export function cartonize({ units, ...terms }: CartonizeRequest): Result<PackingPlan, PackingFailure> {
  return parseInput(PackUnits, units, 'The units to pack').andThen((checked) =>
    cartonizer(terms).andThen((packOrder) => packOrder(checked)),
  );
}

/**
 * The same for many orders: boxes and terms are checked once.
 *
 * @example
 * ```ts
 * const packOrder = cartonizer({ boxes, parcels: 'fewest' });
 * if (packOrder.isOk()) orders.map(({ units }) => packOrder.value(units));
 * ```
 */
export function cartonizer(terms: PackingTerms): Result<PackOrder, PackingFailure> {
  return checkedTerms(terms).map((checked): PackOrder => {
    const made = new Cartonizer(checked);
    return (units) => {
      const twice = unitGivenTwice(units);
      return twice === undefined ? made.pack(units) : err(twice);
    };
  });
}

/** Boxes and terms from outside. */
export function checkedTerms(terms: PackingTerms): Result<PackingTerms, PackingFailure> {
  return parseInput(PackingTerms, terms, 'The boxes and terms').andThen((checked) => {
    const box = repeated(checked.boxes);
    return box === undefined ? ok(checked) : err(packingFailures.box_given_twice({ box }));
  });
}

export function unitGivenTwice(units: readonly PackUnit[]): PackingFailure | undefined {
  const unit = repeated(units);
  return unit === undefined ? undefined : packingFailures.unit_given_twice({ unit });
}

function repeated(things: readonly { readonly id: string }[]): string | undefined {
  if (things.length < 2) return undefined;
  const seen = new Set<string>();
  return things.find(({ id }) => seen.size === seen.add(id).size)?.id;
}
