import { METHODS, type MethodName } from './methods/index.js';

/** What a method would have foretold from each origin, for as many steps as are known by now. */
export interface Trial {
  readonly name: MethodName;
  /** By origin, by step. */
  readonly forecasts: readonly (readonly number[])[];
  /** Mean squared error over all origins and steps. */
  readonly squaredError: number;
}

/** Where a backtest begins, and what happened. */
export interface Window {
  readonly values: readonly number[];
  /** False where the value was filled in: nothing is judged by it. */
  readonly isKnown: readonly boolean[];
  readonly season: number;
  readonly horizon: number;
  /** Points known at the first origin. */
  readonly first: number;
}

/** Points that a method wants to have seen at the first origin. */
const LEAST_HISTORY = 6;
/** A backtest looks back over so many horizons, so that far steps are tried several times too. */
const HORIZONS_BACK = 2;
const MOST_ORIGINS = 60;

/** Undefined where the history is too short to hold some of it back. */
export function windowOf(
  values: readonly number[],
  isKnown: readonly boolean[],
  season: number,
  horizon: number,
): Window | undefined {
  const least =
    season > 1 && values.length >= 2 * season + 6
      ? 2 * season + 2
      : Math.max(LEAST_HISTORY, Math.floor(values.length / 2));
  const back = Math.min(Math.max(HORIZONS_BACK * horizon, 8), MOST_ORIGINS);
  const first = Math.max(values.length - back, least);
  return values.length - first < 2 ? undefined : { values, isKnown, season, horizon, first };
}

/** Learns from what was known at the first origin alone, and follows the series from there. */
export function trialOf(name: MethodName, { values, isKnown, season, horizon, first }: Window): Trial | undefined {
  const follow = METHODS[name](values.slice(0, first), season)?.(values);
  if (follow === undefined) return undefined;
  let [squares, count] = [0, 0];
  const forecasts: number[][] = [];
  for (let origin = first; origin < values.length; origin += 1) {
    const foretold = notNegative(follow(origin, Math.min(horizon, values.length - origin)));
    let at = origin;
    for (const value of foretold) {
      if (isKnown[at] !== false) {
        squares += ((values[at] ?? 0) - value) ** 2;
        count += 1;
      }
      at += 1;
    }
    forecasts.push(foretold);
  }
  const squaredError = squares / count;
  return Number.isFinite(squaredError) ? { name, forecasts, squaredError } : undefined;
}

export const notNegative = (forecast: readonly number[]): number[] => forecast.map((value) => Math.max(value, 0));
