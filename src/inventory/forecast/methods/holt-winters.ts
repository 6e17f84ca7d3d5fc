import { nelderMead } from '../../../statistics/index.js';
import type { Learned, Method } from './method.js';
import { type Seasonality, seasonalityOf, withoutSeason } from './season.js';
import { lineThrough } from './trend.js';

interface Weights {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
}

interface Start {
  readonly level: number;
  readonly slope: number;
  readonly seasonality: Seasonality;
}

/** A factor beyond these is a breakdown of the recursion, not a season. */
const LEAST_FACTOR = 0.05;
const MOST_FACTOR = 20;

const between = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

const weightsAt = ([alpha = 0, beta = 0, gamma = 0, phi = 0]: readonly number[]): Weights => {
  const level = between(alpha, 0.01, 0.99);
  return {
    alpha: level,
    beta: between(beta, 0.001, 0.99),
    gamma: between(gamma, 0.001, 1 - level),
    phi: between(phi, 0.8, 0.98),
  };
};

/** What it knows after each point: levels, slopes, and the seasonal part of each period up to one season ahead. */
interface Path {
  readonly levels: number[];
  readonly slopes: number[];
  readonly seasons: number[];
}

/** Runs over the series; returns the squared errors, and keeps the path where one is given. */
function run(series: readonly number[], { alpha, beta, gamma, phi }: Weights, start: Start, path: Path): number {
  const factors = start.seasonality.kind === 'factors';
  const season = start.seasonality.byPlace.length;
  const { levels, slopes, seasons } = path;
  let { level, slope } = start;
  const floor = LEAST_FACTOR * Math.abs(level) + Number.MIN_VALUE;
  let squares = 0;
  levels[0] = level;
  slopes[0] = slope;
  for (let place = 0; place < season; place += 1) seasons[place] = start.seasonality.byPlace[place] ?? 0;
  let i = 0;
  for (const value of series) {
    const seasonal = seasons[i] ?? 0;
    const base = level + phi * slope;
    const error = factors ? value - base * seasonal : value - base - seasonal;
    squares += error * error;
    const onLevel = factors ? error / seasonal : error;
    level = base + alpha * onLevel;
    slope = phi * slope + alpha * beta * onLevel;
    seasons[i + season] = factors
      ? between(seasonal + (gamma * error) / Math.max(base, floor), LEAST_FACTOR, MOST_FACTOR)
      : seasonal + gamma * error;
    i += 1;
    levels[i] = level;
    slopes[i] = slope;
  }
  return squares;
}

const emptyPath = (): Path => ({ levels: [], slopes: [], seasons: [] });

function follow(weights: Weights, start: Start): Learned {
  const factors = start.seasonality.kind === 'factors';
  const season = start.seasonality.byPlace.length;
  return (series) => {
    const path = emptyPath();
    run(series, weights, start, path);
    return (known, horizon) => {
      let [damping, sum] = [1, 0];
      return Array.from({ length: horizon }, (_, step) => {
        damping *= weights.phi;
        sum += damping;
        const base = (path.levels[known] ?? 0) + sum * (path.slopes[known] ?? 0);
        const seasonal = path.seasons[known + (step % season)] ?? 0;
        return factors ? base * seasonal : base + seasonal;
      });
    };
  };
}

const holtWinters =
  (kind: Seasonality['kind']): Method =>
  (history, season) => {
    if (season < 2 || history.length < 2 * season + 2) return undefined;
    if (kind === 'factors' && !history.every((value) => value > 0)) return undefined;
    const seasonality = seasonalityOf(history, season, kind);
    if (seasonality === undefined) return undefined;
    const line = lineThrough(withoutSeason(history.slice(0, Math.max(10, season)), seasonality));
    const start = { level: line.level - line.slope, slope: line.slope, seasonality };
    const path = emptyPath();
    const cost = (x: readonly number[]) => run(history, weightsAt(x), start, path);
    const fit = nelderMead(cost, [0.3, 0.1, 0.1, 0.95], {
      steps: [0.2, 0.1, 0.1, -0.05],
      mostEvaluations: 90,
      tolerance: 1e-4,
    });
    return follow(weightsAt(fit.x), start);
  };

/**
 * Smoothing of level, damped trend and season together (C. C. Holt, 1957; P. R. Winters, 1960), in the error form of
 * Hyndman, Koehler, Ord and Snyder (2008). The season adds units.
 */
export const holtWintersAdditive = holtWinters('additions');

/** The same with a season that multiplies; for series without a period of no sales. */
export const holtWintersMultiplicative = holtWinters('factors');
