import type { Method } from './method.js';
import { learnLevel, levelsOf } from './smoothing.js';

/** Sums from which the straight line through the first points is read at once, for any number of them. */
function lines(series: readonly number[]): (known: number) => { readonly level: number; readonly slope: number } {
  const sums = [0];
  const moments = [0];
  for (const [i, value] of series.entries()) {
    sums.push((sums[i] ?? 0) + value);
    moments.push((moments[i] ?? 0) + i * value);
  }
  return (known) => {
    const middle = (known - 1) / 2;
    const sum = sums[known] ?? 0;
    const slope = known < 2 ? 0 : ((moments[known] ?? 0) - middle * sum) / ((known * (known * known - 1)) / 12);
    return { level: sum / known - slope * middle, slope };
  };
}

/**
 * The theta method (V. Assimakopoulos and K. Nikolopoulos, International Journal of Forecasting 16, 2000): the mean of the
 * straight line through the history and of a smoothed line that bends twice as much. R. Hyndman and B. Billah (2003) showed
 * it to be simple smoothing with a drift of half the slope.
 */
export const theta: Method = (history) => {
  if (history.length < 4) return undefined;
  const { alpha, start } = learnLevel(history);
  return (series) => {
    const levels = levelsOf(series, alpha, start);
    const lineAt = lines(series);
    return (known, horizon) => {
      const level = levels[known] ?? start;
      const drift = lineAt(known).slope / 2;
      const lag = (1 - (1 - alpha) ** known) / alpha;
      return Array.from({ length: horizon }, (_, step) => level + drift * (step + lag));
    };
  };
};
