import { notNegative, type Trial, type Window } from './backtest.js';
import type { Candidates } from './candidates.js';
import { METHODS, type MethodName } from './methods/index.js';

/** A method of a mixture, with its share. */
export interface Part {
  readonly name: MethodName;
  readonly weight: number;
}

/** Below this share of an even one a method is left out: it costs time, and nobody could explain it. */
const LEAST_SHARE = 0.5;

/** Below this share of the mean square an error is a rounding. */
const NO_ERROR = 1e-20;

/**
 * Weights by the inverse of the squared error in the backtest: J. M. Bates and C. W. J. Granger, "The combination of
 * forecasts" (1969), without correlations. A method that is far better than the others gets all.
 */
export function weigh(trials: readonly Trial[], { values }: Window, trust: Candidates): Part[] {
  const meanSquare = values.reduce((sum, value) => sum + value * value, 0) / values.length;
  const least = Math.min(...trials.map(({ squaredError }) => squaredError));
  const perfect = trials.find(({ squaredError }) => squaredError <= NO_ERROR * meanSquare);
  if (perfect !== undefined) return [{ name: perfect.name, weight: 1 }];
  const inverse = trials.map(({ name, squaredError }) => ({
    name,
    weight: ((trust[name] ?? 1) * least) / squaredError,
  }));
  const even = inverse.reduce((sum, { weight }) => sum + weight, 0) / inverse.length;
  const kept = inverse.filter(({ weight }) => weight >= LEAST_SHARE * even);
  const total = kept.reduce((sum, { weight }) => sum + weight, 0);
  return kept.map(({ name, weight }) => ({ name, weight: weight / total })).sort((a, b) => b.weight - a.weight);
}

/** The weighted mean of forecasts, step by step. */
function mix(parts: readonly { readonly weight: number; readonly forecast: readonly number[] }[]): number[] {
  const [first] = parts;
  return (first?.forecast ?? []).map((_, step) =>
    parts.reduce((sum, { weight, forecast }) => sum + weight * (forecast[step] ?? 0), 0),
  );
}

/** The parts of a mixture, learned anew from all that is known. */
export function forecastOf(
  parts: readonly Part[],
  values: readonly number[],
  season: number,
  horizon: number,
): number[] {
  const learned = parts.flatMap(({ name, weight }) => {
    const follow = METHODS[name](values, season)?.(values);
    return follow === undefined ? [] : [{ weight, forecast: notNegative(follow(values.length, horizon)) }];
  });
  const total = learned.reduce((sum, { weight }) => sum + weight, 0);
  return mix(learned.map(({ weight, forecast }) => ({ weight: weight / total, forecast })));
}

/** What happened less what was foretold, by origin and step; NaN where nothing is known of it. */
export function errorsOf(
  parts: readonly Part[],
  trials: readonly Trial[],
  { values, isKnown, first }: Window,
): number[][] {
  const chosen = parts.flatMap(({ name, weight }) => {
    const trial = trials.find((one) => one.name === name);
    return trial === undefined ? [] : [{ weight, trial }];
  });
  return (trials[0]?.forecasts ?? []).map((_, i) => {
    const foretold = mix(chosen.map(({ weight, trial }) => ({ weight, forecast: trial.forecasts[i] ?? [] })));
    return foretold.map((value, step) => {
      const at = first + i + step;
      return isKnown[at] === false ? Number.NaN : (values[at] ?? 0) - value;
    });
  });
}
