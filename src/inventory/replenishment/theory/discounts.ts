import * as z from 'zod/mini';
import { complaint, strictObject } from '../../../kernel/index.js';
import { checked, NotNegative, Positive } from '../../planning-numbers.js';
import type { LotSize } from './lot-size.js';

const Band = strictObject({ from: NotNegative, unitCost: Positive });
type Band = z.infer<typeof Band>;

/** True where bands begin at ever larger quantities. */
export const breaksRise = (bands: readonly { readonly from: number }[]): boolean =>
  bands.every(({ from }, i) => i === 0 || from > (bands[i - 1]?.from ?? 0));

const DiscountInput = strictObject({
  orderCost: Positive,
  /** Cost of keeping, as a share of a unit's cost per period. */
  holdingRate: Positive,
  demand: Positive,
  /** Unit cost from a quantity on; the first from 0. */
  bands: z.array(Band).check(
    z.minLength(1, { error: complaint('planning.price_missing', 'must name at least one price') }),
    z.maxLength(50),
    z.refine((bands) => bands[0]?.from === 0, {
      error: complaint('planning.first_price_must_begin_at_0', 'must have a first price that holds from 0 units'),
    }),
    z.refine(breaksRise, {
      error: complaint('planning.price_breaks_out_of_order', 'must begin at ever larger quantities'),
    }),
    z.refine((bands) => bands.every(({ unitCost }, i) => i === 0 || unitCost < (bands[i - 1]?.unitCost ?? 0)), {
      error: complaint('planning.price_break_rises', 'must have a lower unit cost from each larger quantity on'),
    }),
  ),
});
type DiscountInput = z.infer<typeof DiscountInput>;

/** A lot size, and the index of the price that it gets. Its cost includes what the goods cost. */
export interface DiscountedLotSize extends LotSize {
  readonly region: number;
}

const cheapest = (options: readonly DiscountedLotSize[]): DiscountedLotSize =>
  options.reduce((best, one) => (one.costRate < best.costRate ? one : best));

const nextFrom = (bands: readonly Band[], region: number): number =>
  bands[region + 1]?.from ?? Number.POSITIVE_INFINITY;

function allUnits({ orderCost, holdingRate, demand, bands }: DiscountInput): DiscountedLotSize {
  return cheapest(
    bands.map(({ from, unitCost }, region) => {
      const best = Math.sqrt((2 * orderCost * demand) / (holdingRate * unitCost));
      const orderQuantity = Math.min(Math.max(best, from), nextFrom(bands, region));
      const costRate =
        unitCost * demand + (orderCost * demand) / orderQuantity + (holdingRate * unitCost * orderQuantity) / 2;
      return { orderQuantity, costRate, region };
    }),
  );
}

/**
 * The best order where a larger order makes every unit cheaper.
 *
 * Source: Snyder & Shen, section 3.4.1. Failures of its own: `planning.price_missing`,
 * `planning.first_price_must_begin_at_0`, `planning.price_breaks_out_of_order`, `planning.price_break_rises`.
 */
export const allUnitsDiscount = checked('the lot size with a discount on all units', DiscountInput, allUnits);

function incremental({ orderCost, holdingRate, demand, bands }: DiscountInput): DiscountedLotSize {
  // What an order costs beyond its units at the region's own price: the dearer units below the break.
  let extra = 0;
  return cheapest(
    bands.map(({ from, unitCost }, region) => {
      extra += ((bands[region - 1]?.unitCost ?? unitCost) - unitCost) * from;
      const best = Math.sqrt((2 * (orderCost + extra) * demand) / (holdingRate * unitCost));
      const orderQuantity = Math.min(Math.max(best, from), nextFrom(bands, region));
      const costRate =
        unitCost * demand +
        ((orderCost + extra) * demand) / orderQuantity +
        (holdingRate * (unitCost * orderQuantity + extra)) / 2;
      return { orderQuantity, costRate, region };
    }),
  );
}

/** The best order where only the units beyond a break get cheaper. Source: Snyder & Shen, section 3.4.2. */
export const incrementalDiscount = checked('the lot size with a discount on further units', DiscountInput, incremental);
