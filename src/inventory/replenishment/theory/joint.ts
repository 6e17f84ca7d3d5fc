import * as z from 'zod/mini';
import { complaint, strictObject } from '../../../kernel/index.js';
import { checked, NotNegative, Positive } from '../../planning-numbers.js';
import { LotSizeInput } from './lot-size.js';

const JointInput = strictObject({
  /** What one order costs, whatever stands in it. */
  sharedOrderCost: NotNegative,
  /** `orderCost` of an item is what it adds to an order that it stands in. */
  items: z
    .array(z.extend(LotSizeInput, { demand: Positive }))
    .check(
      z.minLength(1, { error: complaint('planning.no_items', 'must name at least one item') }),
      z.maxLength(10_000),
    ),
});
type JointInput = z.infer<typeof JointInput>;

/** Order every `baseCycle`; an item stands in each order whose number its multiple divides. */
export interface JointPlan {
  readonly baseCycle: number;
  readonly multiples: readonly number[];
  readonly costRate: number;
}

/** The whole number m for which m(m-1) <= square <= m(m+1). */
function nearestMultiple(square: number): number {
  const m = Math.max(1, Math.floor(Math.sqrt(square)));
  return m * (m + 1) < square ? m + 1 : m;
}

function jointPlan({ sharedOrderCost, items }: JointInput): JointPlan {
  const ratios = items.map(({ orderCost, holdingCost, demand }) => orderCost / (holdingCost * demand));
  const first = items[ratios.indexOf(Math.min(...ratios))] ?? { orderCost: 0, holdingCost: 1, demand: 1 };
  const base = (sharedOrderCost + first.orderCost) / (first.holdingCost * first.demand);
  const multiples = ratios.map((ratio) => (base === 0 ? 1 : nearestMultiple(ratio / base)));
  const sum = (of: (item: JointInput['items'][number], multiple: number) => number) =>
    items.reduce((total, item, i) => total + of(item, multiples[i] ?? 1), 0);
  const ordering = sharedOrderCost + sum(({ orderCost }, multiple) => orderCost / multiple);
  const keeping = sum(({ holdingCost, demand }, multiple) => holdingCost * demand * multiple);
  return {
    baseCycle: Math.sqrt((2 * ordering) / keeping),
    multiples,
    costRate: Math.sqrt(2 * ordering * keeping),
  };
}

/**
 * Several SKUs of one supplier in shared orders: how often to order, and which SKU in every which order.
 *
 * Source: E. A. Silver (1976), *Management Science* 22(12). A heuristic: the item that gains least by waiting stands in every
 * order. Failure of its own: `planning.no_items`.
 */
export const planJointOrders = checked('the joint orders', JointInput, jointPlan);
