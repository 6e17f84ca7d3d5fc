import { normalQuantile } from '../../statistics/index.js';
import type { DemandClass } from './classify.js';
import { lift } from './events.js';
import { type Fan, fanOf, offsetOf } from './fan.js';
import { naiveError } from './judge.js';
import type { Part } from './mixture.js';
import type { Period } from './periods.js';
import type { Prepared } from './prepare.js';
import { sentenceOf } from './sentence.js';
import type { BacktestResult, Expectation, Forecast, ForecastMethod, ForecastStep } from './types.js';

/** How far the value of a probability lies from the mean: of one step, or of the total of so many steps. */
export type Spread = (steps: number, probability: number) => number;

/** What was found out, before events and a lent season are put back. */
export interface Outlook {
  readonly method: ForecastMethod;
  readonly parts: readonly Part[];
  readonly season: number;
  readonly demand: DemandClass;
  readonly backtest?: BacktestResult;
  readonly means: readonly number[];
  /** What a season lent by the category makes of each step. */
  readonly factors: readonly number[];
  /** Of step 0, 1, 2 … */
  readonly ofStep: Spread;
  /** Of the total up to and with step 0, 1, 2 … */
  readonly ofTotal: Spread;
}

/** The spread of a backtest's errors, by step and for totals. */
export function spreadsOf(
  errors: readonly (readonly number[])[],
  values: readonly number[],
  season: number,
  horizon: number,
): Pick<Outlook, 'ofStep' | 'ofTotal'> {
  const usual = Math.sqrt(naiveError(values, season, (difference) => difference * difference));
  const steps = fanOf(errors, horizon, usual);
  const totals = fanOf(errors.map(runningTotals), horizon, usual);
  const spread =
    (fan: Fan): Spread =>
    (step, probability) =>
      offsetOf(fan, step, probability);
  return { ofStep: spread(steps), ofTotal: spread(totals) };
}

function runningTotals(errors: readonly number[]): number[] {
  let sum = 0;
  return errors.map((error) => {
    sum += error;
    return sum;
  });
}

/** Without a backtest: a normal spread of these points, and of their mean, which is not known better either. */
export function fewPoints(demand: DemandClass, known: readonly number[], horizon: number): Outlook {
  const n = known.length;
  const mean = known.reduce((sum, value) => sum + value, 0) / n;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(n - 1, 1);
  // Counts spread as their mean at least (Poisson).
  const variance = Math.max(squares, mean);
  const spread =
    (of: (steps: number) => number): Spread =>
    (step, probability) =>
      normalQuantile(probability) * Math.sqrt(variance * of(step + 1));
  return {
    method: 'fewPoints',
    parts: [],
    season: 1,
    demand,
    means: new Array<number>(horizon).fill(mean),
    factors: [],
    ofStep: spread(() => 1 + 1 / n),
    ofTotal: spread((steps) => steps + (steps * steps) / n),
  };
}

/** An article that sold nothing in all its history is not expected to. */
export const neverSold = (demand: DemandClass, horizon: number): Outlook => ({
  method: 'neverSold',
  parts: [],
  season: 1,
  demand,
  means: new Array<number>(horizon).fill(0),
  factors: [],
  ofStep: () => 0,
  ofTotal: () => 0,
});

export interface Asked {
  readonly period: Period | undefined;
  readonly probabilities: readonly number[];
}

/** Puts events and a lent season back, and says it in words. */
export function answerOf(outlook: Outlook, prepared: Prepared, asked: Asked): Forecast {
  const { method, parts, season, demand, backtest } = outlook;
  const steps = stepsOf(outlook, prepared, asked.probabilities);
  const history = prepared.values.map((sold, at) => ({
    at,
    ...dated(prepared.firstDayAt(at)),
    sold,
    base: prepared.base[at] ?? 0,
    events: prepared.eventsAt(at),
  }));
  const found = {
    method,
    parts,
    season,
    demand,
    ...(backtest && { backtest }),
    probabilities: asked.probabilities,
    steps,
    history,
    uplifts: prepared.uplifts,
  };
  return { ...found, sentence: sentenceOf(found, asked.period) };
}

const dated = (firstDay: string | undefined) => (firstDay === undefined ? {} : { firstDay });

function stepsOf(outlook: Outlook, prepared: Prepared, probabilities: readonly number[]): ForecastStep[] {
  const { means, factors, ofStep, ofTotal } = outlook;
  let [baseTotal, total] = [0, 0];
  return means.map((base, step) => {
    const at = prepared.values.length + step;
    const events = prepared.eventsAt(at);
    const uplift = prepared.uplifts.find(({ event }) => event === events[0]);
    const restored = (value: number) => lift(value * (factors[step] ?? 1), uplift);
    const mean = restored(base);
    baseTotal += base;
    total += mean;
    const scale = baseTotal > 0 ? total / baseTotal : 1;
    const of = total;
    return {
      at,
      ...dated(prepared.firstDayAt(at)),
      events,
      ...expectation(mean, probabilities, (p) => restored(Math.max(base + ofStep(step, p), 0))),
      total: expectation(of, probabilities, (p) => of + scale * ofTotal(step, p)),
    };
  });
}

const expectation = (mean: number, probabilities: readonly number[], at: (p: number) => number): Expectation => ({
  mean,
  quantiles: probabilities.map((p) => Math.max(at(p), 0)),
});
