import type * as z from 'zod/mini';
import { strictObject } from '../../../kernel/index.js';
import { normalCdf, normalPdf, normalQuantile } from '../../../statistics/index.js';
import { checked, Finite, Positive } from '../../planning-numbers.js';
import { type Demand, lawOf } from './laws.js';
import { lotSize, lotSizeWithBackorders } from './lot-size.js';
import { expectedCost } from './newsvendor.js';

const shape = {
  orderCost: Positive,
  holdingCost: Positive,
  /** Per unit and period of waiting. */
  backorderCost: Positive,
  /** Demand per period is normal, with this mean and deviation. */
  mean: Positive,
  deviation: Positive,
  leadTime: Positive,
};
const ReorderInput = strictObject(shape);
type ReorderInput = z.infer<typeof ReorderInput>;

/** Order so much whenever stock on hand and on order has fallen to the reorder point, which may be below zero. */
export interface ReorderPolicy {
  readonly reorderPoint: number;
  readonly orderQuantity: number;
}

const leadTimeDemand = ({ mean, deviation, leadTime }: ReorderInput) => ({
  mean: mean * leadTime,
  deviation: deviation * Math.sqrt(leadTime),
});

const demandIn = (input: ReorderInput): Demand => lawOf({ law: 'normal', ...leadTimeDemand(input) });

/** The integral of the expected shortage from a stock up to infinity: the second-order loss function. */
function shortageBeyond(input: ReorderInput, stock: number): number {
  const { mean, deviation } = leadTimeDemand(input);
  const z = (stock - mean) / deviation;
  return (deviation * deviation * ((z * z + 1) * normalCdf(-z) - z * normalPdf(z))) / 2;
}

function costRate(input: ReorderInput & ReorderPolicy): number {
  const { orderCost, holdingCost: h, backorderCost: p, mean, reorderPoint: r, orderQuantity: q } = input;
  const kept = h * (q / 2 + r - leadTimeDemand(input).mean);
  const short = (h + p) * (shortageBeyond(input, r) - shortageBeyond(input, r + q));
  return (orderCost * mean) / q + kept + short / q;
}

/**
 * What a reorder policy costs per period, exactly, for normal demand and buyers who wait.
 *
 * Source: Hadley & Whitin (1963); Snyder & Shen, section 5.2.
 */
export const reorderPolicyCost = checked(
  'the cost of a reorder policy',
  strictObject({ ...shape, reorderPoint: Finite, orderQuantity: Positive }),
  costRate,
);

/** The reorder point at which too early and too late cost the same: the cost at r equals that at r + Q. */
function pointFor(input: ReorderInput, orderQuantity: number): number {
  const demand = demandIn(input);
  const best = demand.quantile(input.backorderCost / (input.backorderCost + input.holdingCost));
  const costAt = (stock: number) => expectedCost(input, demand, stock);
  return whereFalling((r) => costAt(r) - costAt(r + orderQuantity), best - orderQuantity, best);
}

/** Halves a range until the falling function's zero is found. */
function whereFalling(f: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (f(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The best reorder point for an order quantity that is given. Source: Snyder & Shen, section 5.3. */
export const bestReorderPoint = checked(
  'the best reorder point',
  strictObject({ ...shape, orderQuantity: Positive }),
  ({ orderQuantity, ...input }): ReorderPolicy => ({ orderQuantity, reorderPoint: pointFor(input, orderQuantity) }),
);

const byBackorders = (input: ReorderInput): ReorderPolicy => {
  const { orderQuantity } = lotSizeWithBackorders({ ...input, demand: input.mean });
  return { orderQuantity, reorderPoint: pointFor(input, orderQuantity) };
};

/** The lot size with backorders, and its best reorder point. Source: Zheng (1992); Snyder & Shen, section 5.3.2. */
export const reorderPolicyByBackorders = checked('the reorder policy', ReorderInput, byBackorders);

/** The plain lot size, and demand of the lead time plus a safety stock. Source: Snyder & Shen, section 5.3.3. */
export const reorderPolicyBySafetyStock = checked('the reorder policy', ReorderInput, (input): ReorderPolicy => {
  const { backorderCost: p, holdingCost: h } = input;
  return {
    orderQuantity: lotSize({ ...input, demand: input.mean }).orderQuantity,
    reorderPoint: demandIn(input).quantile(p / (p + h)),
  };
});

/** Repeats "point for the quantity, quantity for the point" until the quantity stands still. */
function settle(
  input: ReorderInput,
  pointOf: (quantity: number) => number,
  quantityOf: (point: number) => number,
): ReorderPolicy {
  let { orderQuantity } = lotSize({ ...input, demand: input.mean });
  for (let round = 0; round < 1000; round += 1) {
    const next = quantityOf(pointOf(orderQuantity));
    const still = Math.abs(next - orderQuantity) <= 1e-13 * orderQuantity;
    orderQuantity = next;
    if (still) break;
  }
  return { orderQuantity, reorderPoint: pointOf(orderQuantity) };
}

/** Shortage per cycle and shortage over time, in turn. Source: Hadley & Whitin (1963); Snyder & Shen, section 5.3.4. */
export const reorderPolicyByShortage = checked('the reorder policy', ReorderInput, (input): ReorderPolicy => {
  const { orderCost, holdingCost: h, backorderCost: p, mean } = input;
  const demand = demandIn(input);
  const { mean: middle, deviation } = leadTimeDemand(input);
  const farBelow = (target: number) => middle - target - 40 * deviation;
  return settle(
    input,
    (quantity) => {
      const target = (h * quantity) / (h + p);
      return whereFalling((r) => demand.shortage(r) - target, farBelow(target), middle + 40 * deviation);
    },
    (point) => Math.sqrt((2 * (orderCost * mean + (h + p) * shortageBeyond(input, point))) / h),
  );
});

/**
 * The classical approximation by the expected stock level; `backorderCost` counts per unit short, however long.
 *
 * Source: Hadley & Whitin (1963); Snyder & Shen, section 5.3.1.
 */
export const reorderPolicyByStockLevel = checked('the reorder policy', ReorderInput, (input): ReorderPolicy => {
  const { orderCost, holdingCost: h, backorderCost: p, mean } = input;
  const demand = demandIn(input);
  const { mean: middle, deviation } = leadTimeDemand(input);
  return settle(
    input,
    (quantity) => middle + deviation * normalQuantile(Math.max(1e-12, 1 - (h * quantity) / (p * mean))),
    (point) => Math.sqrt((2 * mean * (orderCost + p * demand.shortage(point))) / h),
  );
});
