import * as z from 'zod/mini';
import { complaint, strictObject } from '../../kernel/index.js';
import { normalQuantile } from '../../statistics/index.js';
import { NotNegative, Positive } from '../planning-numbers.js';
import type { LeadTime } from '../supply/lead-times.js';
import { countsOf, type Demand } from './theory/laws.js';

const MOST_UNITS_A_DAY = 1_000_000_000;
const upper = { error: complaint('planning.upper_probability_outside_half_to_1', 'must lie between 0.5 and 1') };

/**
 * Demand that is expected from now on. Totals are from now to the end of each period, since what an order has to cover is
 * a total; the last period's pace goes on beyond them.
 */
export const DemandForecast = strictObject({
  /** Days in one period: 1, 7, or 30.4. */
  periodDays: Positive,
  totals: z.array(strictObject({ mean: NotNegative, upper: z.optional(NotNegative) })).check(
    z.minLength(1, { error: complaint('planning.no_periods', 'must name the demand of at least one period') }),
    z.maxLength(2000, { error: complaint('planning.too_many_periods', 'must have at most 2000') }),
    z.refine((totals) => totals.every(({ mean }, i) => i === 0 || mean >= (totals[i - 1]?.mean ?? 0)), {
      error: complaint('planning.totals_must_rise', 'must be totals from now on, which never fall'),
    }),
  ),
  /** The probability with which `upper` is not exceeded; 0.9 where left out. */
  upperProbability: z.optional(z.number(upper).check(z.gt(0.5, upper), z.lt(1, upper))),
}).check(
  z.refine(
    ({ periodDays, totals }) =>
      totals.every(({ mean, upper = mean }, i) => Math.max(mean, upper) <= MOST_UNITS_A_DAY * periodDays * (i + 1)),
    {
      error: complaint('planning.demand_too_large', `must be at most ${MOST_UNITS_A_DAY} units a day`),
      path: ['totals'],
    },
  ),
);
export type DemandForecast = z.infer<typeof DemandForecast>;

/** What a forecast must tell to be planned with; the answer of `forecast` does. */
export interface ForecastTotals {
  readonly probabilities: readonly number[];
  readonly steps: readonly { readonly total: { readonly mean: number; readonly quantiles: readonly number[] } }[];
}

/** A forecast as a plan takes it, with the highest of its quantiles as the spread. */
export function demandFrom({ probabilities, steps }: ForecastTotals, periodDays: number): DemandForecast {
  const highest = Math.max(0, ...probabilities);
  const at = probabilities.indexOf(highest);
  if (highest <= 0.5) return { periodDays, totals: steps.map(({ total }) => ({ mean: total.mean })) };
  const totals = steps.map(({ total }) => ({ mean: total.mean, upper: total.quantiles[at] ?? total.mean }));
  return { periodDays, totals, upperProbability: highest };
}

/** Mean and variance of what is sold in so many days from now. */
export type Ahead = (days: number) => { readonly mean: number; readonly variance: number };

/** Reads a forecast at any day. The spread of a total is that of its upper value, and at least that of chance buyers. */
export function aheadOf({ periodDays, totals, upperProbability = 0.9 }: DemandForecast): Ahead {
  const factor = normalQuantile(upperProbability);
  const means = [0, ...totals.map(({ mean }) => mean)];
  const spreads = [0];
  for (const { mean, upper: high = mean } of totals) {
    const deviation = Math.max(0, high - mean) / factor;
    // What is sold up to a later day is never known better.
    spreads.push(Math.max(mean, deviation * deviation, spreads.at(-1) ?? 0));
  }
  return (days) => {
    const periods = Math.max(0, days / periodDays);
    return { mean: valueAt(means, periods), variance: valueAt(spreads, periods) };
  };
}

/** A running total between its points, and on at its last pace beyond them. */
function valueAt(totals: readonly number[], at: number): number {
  const whole = Math.min(Math.floor(at), totals.length - 2);
  const [from = 0, to = 0] = [totals[whole], totals[whole + 1]];
  return from + (to - from) * (at - whole);
}

/** The law of demand until an order has come and, `moreDays` later, could be followed by the next. */
export function demandUntil(ahead: Ahead, { meanDays, deviationDays }: LeadTime, moreDays: number): Demand {
  const days = meanDays + moreDays;
  const { mean, variance } = ahead(days);
  const perDay = mean / days;
  return countsOf(mean, variance + (perDay * deviationDays) ** 2);
}

/** Days until so many units are sold, at the mean; nothing where that lies beyond `mostDays`. */
export function daysUntilSold(ahead: Ahead, units: number, mostDays: number): number | undefined {
  if (units <= 0) return 0;
  if (ahead(mostDays).mean < units) return undefined;
  let [low, high] = [0, mostDays];
  while (high - low > 0.01) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (ahead(middle).mean < units) low = middle;
    else high = middle;
  }
  return high;
}
