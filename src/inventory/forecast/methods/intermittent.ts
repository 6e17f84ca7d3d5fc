import { goldenSection } from '../../../statistics/index.js';
import { flat, type Method } from './method.js';
import { SLOW } from './smoothing.js';

/** Smoothing weights of sizes and intervals; small, since sales are few. J. D. Croston (1972) advises 0.1 to 0.2. */
const CROSTON_WEIGHT = 0.1;

/**
 * J. D. Croston, "Forecasting and stock control for intermittent demands" (1972): the smoothed size of a sale over the
 * smoothed interval between sales. It is updated at sales alone, so it never sees an article die.
 */
const crostonTimes =
  (factor: number): Method =>
  (history) => {
    if (!history.some((value) => value > 0)) return undefined;
    return (series) => {
      const rates = [0];
      let [size, interval, since] = [0, 0, 0];
      for (const value of series) {
        since += 1;
        if (value > 0) {
          const first = size === 0;
          size = first ? value : size + CROSTON_WEIGHT * (value - size);
          interval = first ? since : interval + CROSTON_WEIGHT * (since - interval);
          since = 0;
        }
        rates.push(size === 0 ? 0 : (factor * size) / interval);
      }
      return (known, horizon) => flat(rates[known] ?? 0, horizon);
    };
  };

export const croston = crostonTimes(1);

/** A. Syntetos and J. Boylan (2005): Croston's rate less its bias, by 1 - weight / 2. */
export const sba = crostonTimes(1 - CROSTON_WEIGHT / 2);

/**
 * R. Teunter, A. Syntetos and M. Babai, "Intermittent demand: linking forecasting to inventory obsolescence" (2011): the
 * smoothed size of a sale times the smoothed probability of one, which falls with every period without a sale.
 */
export const tsb: Method = (history) => {
  const sales = history.filter((value) => value > 0);
  if (sales.length === 0) return undefined;
  const start = {
    size: sales.reduce((sum, value) => sum + value, 0) / sales.length,
    chance: sales.length / history.length,
  };
  const rates = (series: readonly number[], weight: number): number[] => {
    let { size, chance } = start;
    const all = [size * chance];
    for (const value of series) {
      chance += weight * ((value > 0 ? 1 : 0) - chance);
      if (value > 0) size += CROSTON_WEIGHT * (value - size);
      all.push(size * chance);
    }
    return all;
  };
  const squares = (weight: number) => {
    const all = rates(history, weight);
    let sum = 0;
    for (const [i, value] of history.entries()) sum += (value - (all[i] ?? 0)) ** 2;
    return sum;
  };
  const { x: weight } = goldenSection(squares, SLOW.least, SLOW.most, 0.02);
  return (series) => {
    const all = rates(series, weight);
    return (known, horizon) => flat(all[known] ?? 0, horizon);
  };
};
