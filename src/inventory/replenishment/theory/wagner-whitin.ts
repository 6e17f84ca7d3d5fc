import * as z from 'zod/mini';
import { complaint, strictObject } from '../../../kernel/index.js';
import { checked, NotNegative } from '../../planning-numbers.js';

const MOST_PERIODS = 2000;
const periods = z
  .array(NotNegative)
  .check(
    z.minLength(1, { error: complaint('planning.no_periods', 'must name the demand of at least one period') }),
    z.maxLength(MOST_PERIODS, { error: complaint('planning.too_many_periods', `must have at most ${MOST_PERIODS}`) }),
  );

const LotPlanInput = strictObject({
  /** Units needed in each period. */
  demand: periods,
  orderCost: NotNegative,
  /** What keeping one unit from one period to the next costs. */
  holdingCost: NotNegative,
  /** What one unit costs when ordered in each period; nothing where left out. */
  unitCost: z.optional(periods),
}).check(
  z.refine(({ demand, unitCost }) => unitCost === undefined || unitCost.length === demand.length, {
    error: complaint('planning.periods_do_not_match', 'must have as many periods as the demand'),
    path: ['unitCost'],
  }),
);
type LotPlanInput = z.infer<typeof LotPlanInput>;

/** What to order at the start of each period, and what it costs over all of them. */
export interface LotPlan {
  readonly orderQuantities: readonly number[];
  readonly cost: number;
}

function plan({ demand, orderCost, holdingCost, unitCost }: LotPlanInput): LotPlan {
  const count = demand.length;
  // Least cost from each period to the end, and the period before which the order placed there is used up.
  const cost = new Array<number>(count + 1).fill(Number.POSITIVE_INFINITY);
  const until = new Array<number>(count).fill(count);
  cost[count] = 0;
  for (let from = count - 1; from >= 0; from -= 1) {
    let units = 0;
    let kept = 0;
    for (let to = from + 1; to <= count; to += 1) {
      const needed = demand[to - 1] ?? 0;
      units += needed;
      kept += (to - 1 - from) * needed;
      const order = units === 0 ? 0 : orderCost + units * (unitCost?.[from] ?? 0);
      const total = order + holdingCost * kept + (cost[to] ?? 0);
      if (total < (cost[from] ?? 0)) {
        cost[from] = total;
        until[from] = to;
      }
    }
  }
  const orderQuantities = new Array<number>(count).fill(0);
  for (let from = 0; from < count; from = until[from] ?? count) {
    orderQuantities[from] = demand.slice(from, until[from]).reduce((a, b) => a + b, 0);
  }
  return { orderQuantities, cost: cost[0] ?? 0 };
}

/**
 * The cheapest plan of orders for demand that is known and changes from period to period.
 *
 * Source: Wagner & Whitin (1958), *Management Science* 5(1); Snyder & Shen, section 3.7. Steps grow with the square of the
 * periods. Failures of its own: `planning.no_periods`, `planning.too_many_periods`, `planning.periods_do_not_match`.
 *
 * @example
 * ```ts
 * planLots({ demand: [90, 120, 80, 70], orderCost: 500, holdingCost: 2 }); // order 210, 0, 150, 0 for 1,380
 * ```
 */
export const planLots = checked('the plan of lots', LotPlanInput, plan);
