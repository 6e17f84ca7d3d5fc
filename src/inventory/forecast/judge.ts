import type { Window } from './backtest.js';
import type { DemandKind } from './classify.js';
import type { BacktestResult } from './types.js';

/** The errors of a backtest in the usual measures (R. Hyndman and A. Koehler, 2006; the M5 competition for RMSSE). */
export function judge(errors: readonly (readonly number[])[], window: Window, kind: DemandKind): BacktestResult {
  const { values, first, season } = window;
  let [squares, absolute, error, sold, count] = [0, 0, 0, 0, 0];
  for (const [origin, steps] of errors.entries()) {
    for (const [step, off] of steps.entries()) {
      if (Number.isNaN(off)) continue;
      squares += off * off;
      absolute += Math.abs(off);
      error += off;
      sold += values[first + origin + step] ?? 0;
      count += 1;
    }
  }
  const byStep = naiveError(values, 1, (difference) => difference * difference);
  const bySeason = naiveError(values, season, Math.abs);
  return {
    origins: errors.length,
    rmsse: Math.sqrt(over(squares / count, byStep)),
    ...(kind !== 'intermittent' && kind !== 'lumpy' && { mase: over(absolute / count, bySeason) }),
    ...(sold > 0 && { bias: -error / sold }),
  };
}

/** Nothing over nothing is no error at all. */
const over = (error: number, scale: number): number => (error === 0 ? 0 : error / Math.max(scale, Number.MIN_VALUE));

/** The mean error of "as so many periods before" within a history. */
export function naiveError(values: readonly number[], lag: number, measure: (difference: number) => number): number {
  let sum = 0;
  for (let i = lag; i < values.length; i += 1) sum += measure((values[i] ?? 0) - (values[i - lag] ?? 0));
  return sum / (values.length - lag);
}
