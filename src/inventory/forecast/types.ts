import * as z from 'zod/mini';
import { complaint, freeText, Sku, strictObject } from '../../kernel/index.js';
import type { DemandClass } from './classify.js';
import { METHOD_NAMES, type MethodName } from './methods/index.js';
import { Period } from './periods.js';

const MOST_PERIODS = 5000;
const MOST_HORIZON = 400;
const MOST_SEASON = 400;
const MOST_EVENTS = 100;
const MOST_PROBABILITIES = 50;

const units = z
  .number({ error: complaint('forecast.value_not_a_number', 'must be a finite number of units, or null if not known') })
  .check(
    z.minimum(0, {
      error: complaint(
        'forecast.value_negative',
        'is below zero: book a return in the period of its sale, or not at all',
      ),
    }),
  );

const place = z.int().check(z.minimum(0), z.maximum(MOST_PERIODS + MOST_HORIZON));

/** A sales day, a holiday, a promotion: the periods it falls into, counted from the first of the series as 0. */
export const SeriesEvent = strictObject({
  name: freeText(60).check(z.minLength(1)),
  /** Those beyond the end of the values are foretold with the uplift that was learned from the earlier ones. */
  periods: z.array(place).check(z.maxLength(MOST_PERIODS)),
});
export type SeriesEvent = z.infer<typeof SeriesEvent>;

/** Units sold per period, the oldest first. `null` is not known: there was no stock to sell, or the books are missing. */
export const Series = strictObject({
  sku: z.optional(Sku),
  period: z.optional(Period),
  /** The first day of the first period. */
  firstDay: z.optional(z.iso.date()),
  values: z
    .array(z.nullable(units))
    .check(
      z.maxLength(MOST_PERIODS, { error: complaint('forecast.series_too_long', `holds over ${MOST_PERIODS} periods`) }),
    ),
  events: z.optional(z.array(SeriesEvent).check(z.maxLength(MOST_EVENTS))),
});
export type Series = z.infer<typeof Series>;

const factor = z.number().check(z.minimum(0), z.maximum(1e6));

/** What similar articles do. Plain data; made by `learnCategory`. */
export const CategoryShape = strictObject({
  /** How many articles it was learned from. */
  articles: z.int().check(z.minimum(1)),
  /** Factor on sales by place of the season; the first place is that of `firstDay`, or of the first period. */
  byPlace: z.array(factor).check(z.minLength(1), z.maxLength(400)),
  /** Of the periods of the members, for dated series. */
  firstDay: z.optional(z.iso.date()),
  /** Units per period of the middle article. */
  level: z.number().check(z.minimum(0)),
  /** Articles' levels over the middle one: their quantiles at 0.05, 0.1 … 0.95. */
  spread: z.array(factor).check(z.minLength(19), z.maxLength(19)),
});
export type CategoryShape = z.infer<typeof CategoryShape>;

const wholeWithin = (code: string, most: number) => {
  const error = complaint(code, `must be a whole number of periods from 1 to ${most}`);
  return z.int({ error }).check(z.minimum(1, { error }), z.maximum(most, { error }));
};

const notInside = { error: complaint('forecast.probability_out_of_range', 'must lie between 0 and 1, both excluded') };

export const ForecastOptions = strictObject({
  /** How many periods ahead. */
  horizon: wholeWithin('forecast.horizon_out_of_range', MOST_HORIZON),
  /** Periods after which the pattern repeats; if left out 7 for days, 52 for weeks, 12 for months, else none (1). */
  season: z.optional(wholeWithin('forecast.season_out_of_range', MOST_SEASON)),
  /** Which quantiles to answer; if left out 0.025, 0.1, 0.5, 0.9, 0.975. */
  probabilities: z.optional(
    z
      .array(z.number(notInside).check(z.positive(notInside), z.lt(1, notInside)))
      .check(z.maxLength(MOST_PROBABILITIES)),
  ),
  /** Only these methods compete; if left out, those that fit the kind of demand. */
  methods: z.optional(z.array(z.enum(METHOD_NAMES)).check(z.minLength(1), z.maxLength(METHOD_NAMES.length))),
  /** What similar articles do, for one with little history of its own; see `learnCategory`. */
  category: z.optional(CategoryShape),
});
export type ForecastOptions = z.infer<typeof ForecastOptions>;

/** A mean and what is not exceeded with each of the asked probabilities. */
export interface Expectation {
  readonly mean: number;
  /** In the order of `Forecast.probabilities`. Never negative, and rising with the probability. */
  readonly quantiles: readonly number[];
}

/** One period ahead. */
export interface ForecastStep extends Expectation {
  /** Counted from the first period of the series as 0. */
  readonly at: number;
  readonly firstDay?: string;
  /** Names of the events of this period. */
  readonly events: readonly string[];
  /** Of all units from the first period ahead up to this one: what a lead time of so many periods has to cover. */
  readonly total: Expectation;
}

/** What happened in one period, as a chart shows it. */
export interface HistoryPoint {
  readonly at: number;
  readonly firstDay?: string;
  /** What was sold; null where it is not known. */
  readonly sold: number | null;
  /** What the methods saw: gaps filled, the uplift of events taken out. */
  readonly base: number;
  readonly events: readonly string[];
}

/** What an event did to sales, learned from the periods it fell into. */
export interface Uplift {
  readonly event: string;
  /** Times the base, or units more where the base was nothing; `notLearned` where it never happened before. */
  readonly kind: 'times' | 'plus' | 'notLearned';
  readonly by: number;
  readonly occurrences: number;
}

/** How well the answer would have done so far. */
export interface BacktestResult {
  readonly origins: number;
  /** Root mean squared error over that of "as in the period before" within the history. */
  readonly rmsse: number;
  /** Mean absolute error over that of the seasonal naive; left out for intermittent demand, where zero would win. */
  readonly mase?: number;
  /** Units foretold over units sold, less one; left out where nothing was sold. */
  readonly bias?: number;
}

/** How the forecast came about. */
export type ForecastMethod = MethodName | 'combination' | 'fewPoints' | 'category' | 'neverSold';

export interface Forecast {
  readonly method: ForecastMethod;
  /** The methods in it and their weights, the heaviest first. */
  readonly parts: readonly { readonly name: MethodName; readonly weight: number }[];
  readonly season: number;
  readonly demand: DemandClass;
  readonly backtest?: BacktestResult;
  readonly probabilities: readonly number[];
  readonly steps: readonly ForecastStep[];
  readonly history: readonly HistoryPoint[];
  readonly uplifts: readonly Uplift[];
  /** For a merchant: what to expect, and why. */
  readonly sentence: { readonly en: string; readonly zh: string };
}
