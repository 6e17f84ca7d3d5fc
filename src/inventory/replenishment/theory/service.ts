import * as z from 'zod/mini';
import { strictObject } from '../../../kernel/index.js';
import { normalCdf, normalLoss, normalQuantile } from '../../../statistics/index.js';
import { checked, Finite, NotNegative, OpenProbability, Positive } from '../../planning-numbers.js';

const LeadTimeDemandInput = strictObject({
  /** Demand per period. */
  mean: NotNegative,
  deviation: NotNegative,
  /** Periods, on average and in their spread. */
  leadTime: NotNegative,
  leadTimeDeviation: z.optional(NotNegative),
  /** Periods between two looks; 0 or absent where stock is watched all the time. */
  reviewPeriod: z.optional(NotNegative),
});

/** Mean and spread of what is sold until an order has come. */
export interface LeadTimeDemand {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * Demand from one look to the arrival of what the next one orders: mean D(L + R), deviation sqrt((L + R) sd² + D² sd_L²).
 *
 * Source: Chopra & Meindl, *Supply Chain Management*, chapter 12. Periods are taken as independent of each other.
 */
export const leadTimeDemand = checked(
  'demand in the lead time',
  LeadTimeDemandInput,
  ({ mean, deviation, leadTime, leadTimeDeviation = 0, reviewPeriod = 0 }): LeadTimeDemand => ({
    mean: mean * (leadTime + reviewPeriod),
    deviation: Math.hypot(Math.sqrt(leadTime + reviewPeriod) * deviation, mean * leadTimeDeviation),
  }),
);

/** Expected units short per cycle for a safety factor, the standard loss: φ(z) - z (1 - Φ(z)), and its complement. */
export const standardLoss = checked(
  'the loss function',
  strictObject({ safetyFactor: Finite }),
  ({ safetyFactor: z }) => ({
    loss: normalLoss(z),
    complementaryLoss: z + normalLoss(z),
  }),
);

const atPoint = { mean: NotNegative, deviation: Positive, orderQuantity: Positive };

/** What a reorder point serves. Cycle service and fill rate are two questions: most of a cycle has no risk at all. */
export interface ServiceLevel {
  readonly safetyStock: number;
  /** The probability that a cycle passes without shortage. */
  readonly cycleService: number;
  readonly shortagePerCycle: number;
  /** The share of units served at once. */
  readonly fillRate: number;
  readonly averageStock: number;
}

/**
 * What a reorder point serves, for normal demand of `mean` and `deviation` in the lead time.
 *
 * Source: Chopra & Meindl, chapter 12.
 *
 * @example
 * ```ts
 * serviceOf({ mean: 5000, deviation: 707.1, orderQuantity: 10_000, reorderPoint: 6000 }); // cycles 92.1 %, units 99.75 %
 * ```
 */
export const serviceOf = checked(
  'the service of a reorder point',
  strictObject({ ...atPoint, reorderPoint: Finite }),
  ({ mean, deviation, orderQuantity, reorderPoint }): ServiceLevel => {
    const safetyStock = reorderPoint - mean;
    const z = safetyStock / deviation;
    const shortagePerCycle = deviation * normalLoss(z);
    return {
      safetyStock,
      cycleService: normalCdf(z),
      shortagePerCycle,
      fillRate: 1 - shortagePerCycle / orderQuantity,
      averageStock: orderQuantity / 2 + safetyStock,
    };
  },
);

/** The safety stock for a cycle service level: z times the deviation. */
export const safetyStockForCycleService = checked(
  'the safety stock',
  strictObject({ deviation: NotNegative, cycleService: OpenProbability }),
  ({ deviation, cycleService }): number => normalQuantile(cycleService) * deviation,
);

/** The safety stock for a fill rate; below zero where large orders alone serve better than was asked. */
export const safetyStockForFillRate = checked(
  'the safety stock',
  strictObject({ deviation: Positive, orderQuantity: Positive, fillRate: OpenProbability }),
  ({ deviation, orderQuantity, fillRate }): number => {
    const target = ((1 - fillRate) * orderQuantity) / deviation;
    let [low, high] = [-target - 10, 40];
    for (let step = 0; step < 100; step += 1) {
      const middle = (low + high) / 2;
      if (normalLoss(middle) > target) low = middle;
      else high = middle;
    }
    return high * deviation;
  },
);

/**
 * The cycle service level that a stock-out's cost asks for: p/(p + h), where p is the lost margin and late penalty of one
 * unit and h what keeping one unit for the cycle costs.
 */
export const serviceForCost = checked(
  'the service level',
  strictObject({ stockOutCost: Positive, holdingCost: Positive }),
  ({ stockOutCost, holdingCost }): number => stockOutCost / (stockOutCost + holdingCost),
);
