import * as z from 'zod/mini';
import { complaint, Minor, strictObject } from '../../kernel/index.js';
import { NotNegative, OpenProbability, Positive } from '../planning-numbers.js';
import type { Demand } from './theory/laws.js';

/** How well buyers are to be served, said in one of three ways. */
export const ServiceGoal = z.discriminatedUnion('by', [
  /** The probability that no buyer waits before the next order has come. */
  strictObject({ by: z.literal('cycleService'), level: OpenProbability }),
  /** The share of units that are served at once. */
  strictObject({ by: z.literal('fillRate'), level: OpenProbability }),
  /** As well as pays: what one unit short costs, against keeping it for a cycle. */
  strictObject({ by: z.literal('cost') }),
]);
export type ServiceGoal = z.infer<typeof ServiceGoal>;

/** What stock and its lack cost. */
export const StockCostTerms = strictObject({
  service: ServiceGoal,
  /** Days between two looks at the stock. */
  reviewDays: Positive.check(
    z.maximum(3650, { error: complaint('planning.review_too_long', 'must be at most 3650 days') }),
  ),
  /** Capital, space, wear: per year, as a share of what a unit costs. */
  holdingRatePerYear: NotNegative,
  /** Penalty of the platform, and goodwill, for one unit that ships late. */
  latePenalty: Minor,
  /** Margin on the unit cost that is lost with a sale, for SKUs whose selling price is not known. */
  assumedMargin: NotNegative,
});
export type StockCostTerms = z.infer<typeof StockCostTerms>;

const DAYS_A_YEAR = 365;
/** Beyond it, one more unit is kept for less than one buyer in ten thousand cycles. */
const BEST_SERVICE = 0.9999;

/** What keeping one unit for a day costs. */
export const holdingPerDay = (unitPrice: number, { holdingRatePerYear }: StockCostTerms): number =>
  (unitPrice * holdingRatePerYear) / DAYS_A_YEAR;

/** What one unit short costs: its margin and the penalty. */
export const stockOutCost = (unitPrice: number, salePrice: number | undefined, terms: StockCostTerms): number =>
  terms.latePenalty + Math.max(0, salePrice === undefined ? unitPrice * terms.assumedMargin : salePrice - unitPrice);

/** One cycle, from order to order. */
export interface Cycle {
  readonly units: number;
  readonly days: number;
  readonly unitPrice: number;
  readonly stockOut: number;
}

/** The stock position below which to order, so that the goal is met until the next order has come. */
export function reorderPointFor(demand: Demand, cycle: Cycle, terms: StockCostTerms): number {
  const { service } = terms;
  if (service.by === 'cycleService') return demand.quantile(service.level);
  if (service.by === 'fillRate') return leastFor(demand, (1 - service.level) * cycle.units);
  const keeping = holdingPerDay(cycle.unitPrice, terms) * cycle.days;
  const { stockOut } = cycle;
  return stockOut === 0 ? 0 : demand.quantile(Math.min(BEST_SERVICE, stockOut / (stockOut + keeping)));
}

/** The least whole stock whose expected shortage is at most so many units. */
function leastFor(demand: Demand, mostShort: number): number {
  let high = Math.max(1, Math.ceil(demand.mean));
  while (demand.shortage(high) > mostShort) high *= 2;
  let low = -1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    // Beyond 2^53 not every whole number can be told from its neighbours.
    if (middle <= low || middle >= high) break;
    if (demand.shortage(middle) > mostShort) low = middle;
    else high = middle;
  }
  return high;
}
