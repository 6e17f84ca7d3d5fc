import { err, ok, type Result } from 'neverthrow';
import { type InputFailure, parseInput, strictObject } from '../../kernel/index.js';
import { trialOf, windowOf } from './backtest.js';
import { candidatesFor } from './candidates.js';
import { fromCategory, lendSeason } from './category.js';
import { classify } from './classify.js';
import { type ForecastFailure, forecastFailures } from './failures.js';
import { judge } from './judge.js';
import { METHOD_NAMES } from './methods/index.js';
import { errorsOf, forecastOf, weigh } from './mixture.js';
import { answerOf, fewPoints, neverSold, type Outlook, spreadsOf } from './outlook.js';
import { type Prepared, prepare } from './prepare.js';
import { type Forecast, ForecastOptions, Series } from './types.js';

const Request = strictObject({ series: Series, options: ForecastOptions });
const USUAL_PROBABILITIES = [0.025, 0.1, 0.5, 0.9, 0.975];
/** Fewer known periods than this allow no backtest. */
const FEW_POINTS = 8;

/**
 * What will be sold, period by period, with the spread around it.
 *
 * Methods compete in a rolling-origin backtest: each learns from the first part of the history and foretells the rest from
 * every point on. They are mixed by their squared errors there (Bates and Granger, 1969), and the errors of the mixture
 * give the quantiles. Sales days and promotions are taken out first and put back where they are known to come. Periods
 * without stock (null) are gaps, not zeros.
 *
 * @param series units per period, the oldest first, from an article's first sale on; see `demandOf`.
 * @returns the forecast, or `forecast.nothing_to_go_by`, `forecast.method_needs_more`, or what is wrong with the input.
 * @example
 * ```ts
 * const weekly = { period: 'week' as const, values: [12, 9, 14, 11, 13, 10, 12, 15, 11, 12] };
 * const answer = forecast(weekly, { horizon: 4, probabilities: [0.5, 0.95] });
 * if (answer.isOk()) answer.value.steps[3]?.total.quantiles; // units of four weeks: the middle, and enough for 95 %
 * ```
 */
export function forecast(series: Series, options: ForecastOptions): Result<Forecast, ForecastFailure | InputFailure> {
  return parseInput(Request, { series, options }, 'The forecast').andThen((request) =>
    forecastChecked(request.series, request.options),
  );
}

function forecastChecked(series: Series, options: ForecastOptions): Result<Forecast, ForecastFailure> {
  const prepared = prepare(series, options.season);
  const known = prepared.isKnown.filter(Boolean).length;
  if (known === 0 && options.category === undefined) {
    return err(forecastFailures.nothing_to_go_by({ periods: series.values.length }));
  }
  return outlookOf(series, prepared, options, known).map((outlook) =>
    answerOf(outlook, prepared, {
      period: series.period,
      probabilities: options.probabilities ?? USUAL_PROBABILITIES,
    }),
  );
}

function outlookOf(
  series: Series,
  prepared: Prepared,
  { horizon, methods, category }: ForecastOptions,
  known: number,
): Result<Outlook, ForecastFailure> {
  const demand = classify(series.values);
  const { base, isKnown } = prepared;
  if (known < FEW_POINTS && category !== undefined) return ok(fromCategory(category, series, prepared, horizon));
  if (demand.kind === 'none') return ok(neverSold(demand, horizon));
  const { season, factors, values } = lendSeason(category, series, prepared, horizon);
  const window = windowOf(values, isKnown, season, horizon);
  const candidates = candidatesFor(demand.kind);
  const names = methods ?? METHOD_NAMES.filter((name) => name in candidates);
  const trials = window === undefined ? [] : names.flatMap((name) => trialOf(name, window) ?? []);
  if (window === undefined || trials.length === 0) {
    const seen = base.filter((_, at) => isKnown[at]);
    return methods === undefined
      ? ok(fewPoints(demand, seen, horizon))
      : err(forecastFailures.method_needs_more({ methods, known }));
  }
  const parts = weigh(trials, window, methods === undefined ? candidates : {});
  const errors = errorsOf(parts, trials, window);
  return ok({
    demand,
    parts,
    season,
    factors,
    means: forecastOf(parts, values, season, horizon),
    ...spreadsOf(errors, values, season, horizon),
    method: parts.length === 1 && parts[0] ? parts[0].name : 'combination',
    backtest: judge(errors, window, demand.kind),
  });
}
