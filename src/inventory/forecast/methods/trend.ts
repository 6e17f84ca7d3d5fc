import { nelderMead } from '../../../statistics/index.js';
import type { Learned, Method } from './method.js';

interface Trend {
  readonly alpha: number;
  /** As a share of alpha, which keeps the method stable. */
  readonly beta: number;
  readonly phi: number;
}

interface Start {
  readonly level: number;
  readonly slope: number;
}

const between = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

/** A straight line through the first points gives the start. */
export function lineThrough(values: readonly number[]): Start {
  const n = values.length;
  let [sum, moment] = [0, 0];
  for (const [i, value] of values.entries()) {
    sum += value;
    moment += i * value;
  }
  const middle = (n - 1) / 2;
  const slope = n < 2 ? 0 : (moment - middle * sum) / ((n * (n * n - 1)) / 12);
  return { level: sum / n - slope * middle, slope };
}

const STARTS_WITH = 10;

function startOf(history: readonly number[], phi: number): Start {
  const { level, slope } = lineThrough(history.slice(0, STARTS_WITH));
  return { level: level - slope, slope: slope / phi };
}

function squaresOf(history: readonly number[], { alpha, beta, phi }: Trend, start: Start): number {
  let { level, slope } = start;
  let squares = 0;
  for (const value of history) {
    const expected = level + phi * slope;
    const error = value - expected;
    squares += error * error;
    level = expected + alpha * error;
    slope = phi * slope + alpha * beta * error;
  }
  return squares;
}

const follow =
  ({ alpha, beta, phi }: Trend, start: Start): Learned =>
  (series) => {
    let { level, slope } = start;
    const states: Start[] = [start];
    for (const value of series) {
      const expected = level + phi * slope;
      const error = value - expected;
      level = expected + alpha * error;
      slope = phi * slope + alpha * beta * error;
      states.push({ level, slope });
    }
    return (known, horizon) => {
      const state = states[known] ?? start;
      let [damping, sum] = [1, 0];
      return Array.from({ length: horizon }, () => {
        damping *= phi;
        sum += damping;
        return state.level + sum * state.slope;
      });
    };
  };

const learn = (history: readonly number[], trendAt: (x: readonly number[]) => Trend, from: readonly number[]) => {
  const cost = (x: readonly number[]) => {
    const trend = trendAt(x);
    return squaresOf(history, trend, startOf(history, trend.phi));
  };
  const steps = from.map(() => 0.2);
  const trend = trendAt(nelderMead(cost, from, { steps, mostEvaluations: 80, tolerance: 1e-5 }).x);
  return follow(trend, startOf(history, trend.phi));
};

/** Holt's linear trend (C. C. Holt, 1957) in the error form of Hyndman, Koehler, Ord and Snyder (2008). */
export const linearTrend: Method = (history) => {
  if (history.length < 5) return undefined;
  return learn(
    history,
    ([alpha = 0, beta = 0]) => ({ alpha: between(alpha, 0.01, 0.99), beta: between(beta, 0.001, 0.99), phi: 1 }),
    [0.4, 0.1],
  );
};

/** A trend that flattens out (E. S. Gardner and E. McKenzie, 1985); its damping is searched between 0.8 and 0.98. */
export const dampedTrend: Method = (history) => {
  if (history.length < 5) return undefined;
  return learn(
    history,
    ([alpha = 0, beta = 0, phi = 0]) => ({
      alpha: between(alpha, 0.01, 0.99),
      beta: between(beta, 0.001, 0.99),
      phi: between(phi, 0.8, 0.98),
    }),
    [0.4, 0.1, 0.9],
  );
};
