import * as z from 'zod/mini';
import { complaint, strictObject } from '../../../kernel/index.js';
import { poissonPmf } from '../../../statistics/index.js';
import { checked, NotNegative, Positive } from '../../planning-numbers.js';
import { type Demand, lawOf } from './laws.js';
import { expectedCost } from './newsvendor.js';

const costs = { orderCost: NotNegative, holdingCost: Positive, backorderCost: Positive };
interface Costs {
  readonly orderCost: number;
  readonly holdingCost: number;
  readonly backorderCost: number;
}

const optimum = ({ holdingCost: h, backorderCost: p }: Costs, demand: Demand): number => demand.quantile(p / (p + h));

const MOST_STEPS = 5000;
/** Exact answers walk through whole units one by one, so they end at a size where the lot size serves as well. */
const tooLarge = complaint(
  'planning.too_large_for_whole_units',
  `leads to more than ${MOST_STEPS} units; use larger units or the answers for normal demand`,
);
/** By the economic lot with backorders, which grows without end where either cost is next to nothing. */
const walkable = ({ orderCost, holdingCost, backorderCost }: Costs, demand: number): boolean =>
  demand + Math.sqrt(2 * orderCost * demand * (1 / holdingCost + 1 / backorderCost)) <= MOST_STEPS;
const Whole = z.int({ error: complaint('planning.must_be_whole_units', 'must be whole units') });
const Steps = Whole.check(z.minimum(-MOST_STEPS, { error: tooLarge }), z.maximum(MOST_STEPS, { error: tooLarge }));

/** Buyers come one by one. `rate` is units per period. */
const ArrivalInput = strictObject({ ...costs, rate: Positive, leadTime: NotNegative }).check(
  z.refine((input) => walkable(input, input.rate * Math.max(1, input.leadTime)), { error: tooLarge, path: ['rate'] }),
);
type ArrivalInput = z.infer<typeof ArrivalInput>;

/** A reorder policy in whole units, with what it costs per period. */
export interface WholeReorderPolicy {
  readonly reorderPoint: number;
  readonly orderQuantity: number;
  readonly costRate: number;
}

const arrivals = ({ rate, leadTime }: ArrivalInput): Demand => lawOf({ law: 'poisson', mean: rate * leadTime });

/**
 * What a reorder policy costs per period, exactly, for Poisson demand and buyers who wait.
 *
 * Source: Hadley & Whitin (1963); Snyder & Shen, section 5.4.
 */
export const wholeReorderPolicyCost = checked(
  'the cost of a reorder policy',
  strictObject({
    ...costs,
    rate: Positive,
    leadTime: NotNegative,
    reorderPoint: Steps,
    orderQuantity: Steps.check(z.positive({ error: complaint('planning.must_be_positive', 'must be more than 0') })),
  }),
  ({ reorderPoint, orderQuantity, ...input }): number => {
    const demand = arrivals(input);
    let sum = input.orderCost * input.rate;
    for (let unit = 1; unit <= orderQuantity; unit += 1) sum += expectedCost(input, demand, reorderPoint + unit);
    return sum / orderQuantity;
  },
);

/**
 * The best reorder policy in whole units for Poisson demand, exactly: the range of stock positions grows by its cheaper
 * neighbour as long as that lowers the average.
 *
 * Source: Federgruen & Zheng (1992), *Operations Research* 40(4).
 *
 * @example
 * ```ts
 * bestWholeReorderPolicy({ orderCost: 100, holdingCost: 20, backorderCost: 150, rate: 1.5, leadTime: 2 });
 * // at 3 units order 5: 107.92 per period
 * ```
 */
export const bestWholeReorderPolicy = checked('the best reorder policy', ArrivalInput, (input): WholeReorderPolicy => {
  const demand = arrivals(input);
  const costAt = (stock: number) => expectedCost(input, demand, stock);
  const top = optimum(input, demand);
  let [point, quantity, sum] = [top - 1, 1, input.orderCost * input.rate + costAt(top)];
  for (;;) {
    const [below, above] = [costAt(point), costAt(point + quantity + 1)];
    const next = Math.min(below, above);
    if (next >= sum / quantity) return { reorderPoint: point, orderQuantity: quantity, costRate: sum / quantity };
    sum += next;
    quantity += 1;
    if (below <= above) point -= 1;
  }
});

/** Demand of one period is Poisson; whoever orders at its start has the goods for it. */
const ReviewInput = strictObject({ ...costs, mean: Positive }).check(
  z.refine((input) => walkable(input, input.mean), { error: tooLarge, path: ['mean'] }),
);
type ReviewInput = z.infer<typeof ReviewInput>;

/** When a look finds `reorderAt` or less, order up to `orderUpTo`. */
export interface MinMax {
  readonly reorderAt: number;
  readonly orderUpTo: number;
}

/** How often each stock level is visited between two orders, starting from the top: the renewal density of demand. */
function visits(mean: number): (steps: number) => number {
  const chance: number[] = [];
  const none = poissonPmf(0, mean);
  const known: number[] = [1 / (1 - none)];
  return (steps) => {
    for (let at = known.length; at <= steps; at += 1) {
      chance[at] = poissonPmf(at, mean);
      let sum = 0;
      for (let down = 1; down <= at; down += 1) sum += (chance[down] ?? 0) * (known[at - down] ?? 0);
      known.push(sum / (1 - none));
    }
    return known[steps] ?? 0;
  };
}

function averageCost(input: ReviewInput, costAt: (stock: number) => number): (pair: MinMax) => number {
  const visited = visits(input.mean);
  return ({ reorderAt, orderUpTo }) => {
    let cost = input.orderCost;
    let length = 0;
    for (let below = 0; below < orderUpTo - reorderAt; below += 1) {
      const often = visited(below);
      cost += often * costAt(orderUpTo - below);
      length += often;
    }
    return cost / length;
  };
}

const costOver = (input: ReviewInput): ((stock: number) => number) => {
  const demand = lawOf({ law: 'poisson', mean: input.mean });
  const known = new Map<number, number>();
  return (stock) => {
    const cost = known.get(stock) ?? expectedCost(input, demand, stock);
    known.set(stock, cost);
    return cost;
  };
};

/** What a given pair costs per period, exactly. Source: Zheng & Federgruen (1991), *Operations Research* 39(4). */
export const minMaxCost = checked(
  'the cost of a pair',
  strictObject({ ...costs, mean: Positive, reorderAt: Steps, orderUpTo: Steps }).check(
    z.refine(({ reorderAt, orderUpTo }) => orderUpTo > reorderAt, {
      error: complaint('planning.order_up_to_not_above_reorder_point', 'must be above the reorder point'),
      path: ['orderUpTo'],
    }),
  ),
  ({ reorderAt, orderUpTo, ...input }): number => averageCost(input, costOver(input))({ reorderAt, orderUpTo }),
);

/**
 * The best pair (s, S) in whole units for Poisson demand, exactly.
 *
 * Source: Zheng & Federgruen (1991), *Operations Research* 39(4); the corrected bounds of 40(2).
 *
 * @example
 * ```ts
 * bestMinMax({ orderCost: 64, holdingCost: 1, backorderCost: 9, mean: 10 }); // at 6 order up to 40: 35.022 per period
 * ```
 */
export const bestMinMax = checked('the best pair', ReviewInput, (input): MinMax & { cost: number } => {
  const costAt = costOver(input);
  const average = averageCost(input, costAt);
  const top = optimum(input, lawOf({ law: 'poisson', mean: input.mean }));
  let best = { reorderAt: top - 1, orderUpTo: top };
  while (average(best) > costAt(best.reorderAt)) best = { ...best, reorderAt: best.reorderAt - 1 };
  let cost = average(best);
  for (let up = top + 1; costAt(up) <= cost; up += 1) {
    if (average({ reorderAt: best.reorderAt, orderUpTo: up }) >= cost) continue;
    best = { reorderAt: best.reorderAt, orderUpTo: up };
    // A dearer top lets stock fall less far.
    while (average(best) <= costAt(best.reorderAt + 1)) best = { ...best, reorderAt: best.reorderAt + 1 };
    cost = average(best);
  }
  return { ...best, cost };
});

/**
 * A pair (s, S) close to the best where demand is not Poisson: the power approximation.
 *
 * Source: Ehrhardt & Mosier (1984), *Management Science* 30(5); Snyder & Shen, section 4.4.4. Made for whole demand whose
 * lot is larger than about 1.5 periods of it.
 */
export const approximateMinMax = checked(
  'the power approximation',
  strictObject({ ...costs, orderCost: Positive, mean: Positive, deviation: Positive }),
  ({ orderCost, holdingCost: h, backorderCost: p, mean, deviation }): MinMax => {
    const quantity =
      1.3 * mean ** 0.494 * (orderCost / h) ** 0.506 * (1 + (deviation * deviation) / (mean * mean)) ** 0.116;
    const z = Math.sqrt((quantity * h) / (deviation * p));
    const reorderAt = 0.973 * mean + deviation * (0.183 / z + 1.063 - 2.192 * z);
    return { reorderAt, orderUpTo: reorderAt + quantity };
  },
);
