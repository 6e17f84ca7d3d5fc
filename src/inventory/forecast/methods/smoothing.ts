import { goldenSection } from '../../../statistics/index.js';
import { flat, type Method } from './method.js';

const LEAST_ALPHA = 0.01;
const MOST_ALPHA = 0.99;

/** Levels of simple exponential smoothing after 0, 1, 2 … points, begun at `start`. */
export function levelsOf(series: readonly number[], alpha: number, start: number): number[] {
  let level = start;
  const levels = [start];
  for (const value of series) {
    level += alpha * (value - level);
    levels.push(level);
  }
  return levels;
}

/**
 * The smoothing weight and start with the least squared error one step ahead. Errors are linear in the start, so for each
 * weight the best start is a least-squares solution, and only the weight is searched for.
 */
export function learnLevel(history: readonly number[]): { readonly alpha: number; readonly start: number } {
  const startFor = (alpha: number) => {
    let [level, share, errorByShare, shares, errors] = [0, 1, 0, 0, 0];
    for (const value of history) {
      const error = value - level;
      errorByShare += error * share;
      shares += share * share;
      errors += error * error;
      level += alpha * error;
      share *= 1 - alpha;
    }
    return { start: errorByShare / shares, squares: errors - (errorByShare * errorByShare) / shares };
  };
  const { x: alpha } = goldenSection((candidate) => startFor(candidate).squares, LEAST_ALPHA, MOST_ALPHA, 0.005);
  return { alpha, start: startFor(alpha).start };
}

/** The weight between two bounds with the least squared error, where the start is the first value: for few sales. */
export function learnWeight(history: readonly number[], least: number, most: number): number {
  const squares = (alpha: number): number => {
    let level = history[0] ?? 0;
    let sum = 0;
    for (const value of history) {
      sum += (value - level) ** 2;
      level += alpha * (value - level);
    }
    return sum;
  };
  return goldenSection(squares, least, most, 0.02).x;
}

/** Simple exponential smoothing (R. G. Brown, 1959): a level that moves a share of each error, and no trend. */
export const simpleSmoothing: Method = (history) => {
  if (history.length < 3) return undefined;
  const { alpha, start } = learnLevel(history);
  return (series) => {
    const levels = levelsOf(series, alpha, start);
    return (known, horizon) => flat(levels[known] ?? start, horizon);
  };
};

/**
 * Bounds of the weight where sales are few: a quick level would follow every single sale. J. D. Croston (1972) advises 0.1
 * to 0.2, J. Boylan and A. Syntetos (Intermittent Demand Forecasting, 2021) up to 0.3.
 */
export const SLOW = { least: 0.1, most: 0.3 };

/** Simple exponential smoothing with a small weight, for demand in fits and starts. */
export const slowSmoothing: Method = (history) => {
  if (history.length < 3) return undefined;
  const alpha = learnWeight(history, SLOW.least, SLOW.most);
  const start = history[0] ?? 0;
  return (series) => {
    const levels = levelsOf(series, alpha, start);
    return (known, horizon) => flat(levels[known] ?? start, horizon);
  };
};
