import * as z from 'zod/mini';
import { complaint, strictObject } from '../../../kernel/index.js';
import { checked, NotNegative, Positive } from '../../planning-numbers.js';

const costs = {
  /** What placing one order costs, however large it is. */
  orderCost: NotNegative,
  /** What keeping one unit for one period costs. */
  holdingCost: Positive,
  /** Units per period. */
  demand: NotNegative,
};
export const LotSizeInput = strictObject(costs);
export type LotSizeInput = z.infer<typeof LotSizeInput>;

/** How much to order at once, and what ordering and keeping then cost per period. */
export interface LotSize {
  readonly orderQuantity: number;
  readonly costRate: number;
}

/** {@link economicOrderQuantity} for numbers that are already trusted. */
export function lotSize({ orderCost, holdingCost, demand }: LotSizeInput): LotSize {
  return {
    orderQuantity: Math.sqrt((2 * orderCost * demand) / holdingCost),
    costRate: Math.sqrt(2 * orderCost * demand * holdingCost),
  };
}

/**
 * The economic order quantity: steady demand, no shortage. Q = sqrt(2KD/h), cost sqrt(2KDh).
 *
 * Source: F. W. Harris (1913); Snyder & Shen, *Fundamentals of Supply Chain Theory*, 2nd ed., section 3.2.
 *
 * @returns quantity and cost per period, or `planning.must_…` for a number that cannot be.
 * @example
 * ```ts
 * economicOrderQuantity({ orderCost: 8, holdingCost: 0.225, demand: 1300 }); // 304.05 units, 68.41 per period
 * ```
 */
export const economicOrderQuantity = checked('the economic order quantity', LotSizeInput, lotSize);

const BackorderInput = strictObject({ ...costs, backorderCost: Positive });

/** {@link economicOrderQuantityWithBackorders} for numbers that are already trusted. */
export function lotSizeWithBackorders(input: z.infer<typeof BackorderInput>): LotSize & { backorderFraction: number } {
  const { orderCost, holdingCost: h, backorderCost: p, demand } = input;
  return {
    orderQuantity: Math.sqrt((2 * orderCost * demand * (h + p)) / (h * p)),
    costRate: Math.sqrt((2 * orderCost * demand * h * p) / (h + p)),
    backorderFraction: h / (h + p),
  };
}

/**
 * The economic order quantity where buyers wait: `backorderFraction` of an order serves those who waited.
 *
 * Source: Snyder & Shen, section 3.5. `backorderCost` is per unit and period of waiting.
 */
export const economicOrderQuantityWithBackorders = checked(
  'the economic order quantity with backorders',
  BackorderInput,
  lotSizeWithBackorders,
);

const ProductionInput = strictObject({ ...costs, productionRate: Positive }).check(
  z.refine(({ demand, productionRate }) => productionRate > demand, {
    error: complaint('planning.production_below_demand', 'must produce more per period than is demanded'),
    path: ['productionRate'],
  }),
);

/**
 * The economic production quantity: goods arrive at a rate while they are made, not at once.
 *
 * Source: E. W. Taft (1918); Snyder & Shen, section 3.7. Failure of its own: `planning.production_below_demand`.
 */
export const economicProductionQuantity = checked(
  'the economic production quantity',
  ProductionInput,
  ({ productionRate, holdingCost, ...rest }): LotSize => {
    const kept = holdingCost * (1 - rest.demand / productionRate);
    return lotSize({ ...rest, holdingCost: kept });
  },
);
