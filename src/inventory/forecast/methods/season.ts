import type { Learned, Method } from './method.js';

/** What a place in the season does to sales: a factor on them, or units added to them. */
export interface Seasonality {
  readonly kind: 'factors' | 'additions';
  readonly byPlace: readonly number[];
}

/** Centred moving average over one season; undefined at both ends. Even seasons take the half weights of both ends. */
function movingAverage(values: readonly number[], season: number): (number | undefined)[] {
  const half = Math.floor(season / 2);
  const even = season % 2 === 0;
  let sum = 0;
  for (let i = 0; i < season; i += 1) sum += values[i] ?? 0;
  const averages: (number | undefined)[] = values.map(() => undefined);
  for (let centre = half; centre + half < values.length; centre += 1) {
    // `sum` runs over one season from centre - half.
    const first = values[centre - half] ?? 0;
    const beyond = values[centre - half + season] ?? 0;
    averages[centre] = even ? (sum + (beyond - first) / 2) / season : sum / season;
    sum += beyond - first;
  }
  return averages;
}

/**
 * Classical decomposition: the mean ratio (or difference) to a centred moving average at each place of the season, brought
 * to a mean of 1 (or 0). Undefined for fewer than two seasons.
 */
export function seasonalityOf(
  values: readonly number[],
  season: number,
  kind: Seasonality['kind'],
): Seasonality | undefined {
  if (season < 2 || values.length < 2 * season) return undefined;
  const sums = new Array<number>(season).fill(0);
  const counts = new Array<number>(season).fill(0);
  for (const [i, average] of movingAverage(values, season).entries()) {
    if (average === undefined || (kind === 'factors' && average <= 0)) continue;
    const value = values[i] ?? 0;
    const place = i % season;
    sums[place] = (sums[place] ?? 0) + (kind === 'factors' ? value / average : value - average);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const neutral = kind === 'factors' ? 1 : 0;
  const means = sums.map((sum, place) => (counts[place] ? sum / counts[place] : neutral));
  const mean = means.reduce((sum, each) => sum + each, 0) / season;
  if (kind === 'factors' && !(mean > 0)) return undefined;
  return { kind, byPlace: means.map((each) => (kind === 'factors' ? Math.max(each / mean, 0.01) : each - mean)) };
}

/** Whether a season shows, by either of two tests: one misses smooth waves, the other needs three seasons. */
export function hasSeason(values: readonly number[], season: number): boolean {
  if (season < 2 || values.length < 2 * season + 1) return false;
  return isCorrelated(values, season) || (values.length >= 3 * season && strengthOf(values, season) > STRONG);
}

/**
 * The test of the winner of the M3 competition: autocorrelation at the season's lag beyond 1.645 standard errors
 * (V. Assimakopoulos and K. Nikolopoulos, "The theta model", 2000).
 */
function isCorrelated(values: readonly number[], season: number): boolean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const off = values.map((value) => value - mean);
  const covariance = (lag: number): number => {
    let sum = 0;
    for (let i = lag; i < off.length; i += 1) sum += (off[i] ?? 0) * (off[i - lag] ?? 0);
    return sum;
  };
  const variance = covariance(0);
  if (variance <= 0) return false;
  let squares = 0;
  for (let lag = 1; lag < season; lag += 1) squares += (covariance(lag) / variance) ** 2;
  const limit = 1.645 * Math.sqrt((1 + 2 * squares) / values.length);
  return Math.abs(covariance(season) / variance) > limit;
}

/** From here on R's `forecast` package takes a season for strong. */
const STRONG = 0.64;

/** 1 less the share of what the season leaves unexplained (X. Wang, K. Smith and R. Hyndman, 2006). */
function strengthOf(values: readonly number[], season: number): number {
  const seasonality = seasonalityOf(values, season, 'additions');
  if (seasonality === undefined) return 0;
  let [left, all, count, sum] = [0, 0, 0, 0];
  for (const [i, average] of movingAverage(values, season).entries()) {
    if (average === undefined) continue;
    const detrended = (values[i] ?? 0) - average;
    left += (detrended - (seasonality.byPlace[i % season] ?? 0)) ** 2;
    all += detrended ** 2;
    sum += detrended;
    count += 1;
  }
  const variance = all - (sum * sum) / count;
  return variance > 0 ? 1 - left / variance : 0;
}

/** Takes the season out of a series that begins at place 0, or puts it in from a place on. */
export function withoutSeason(values: readonly number[], { kind, byPlace }: Seasonality): number[] {
  const season = byPlace.length;
  return kind === 'factors'
    ? values.map((value, i) => value / (byPlace[i % season] ?? 1))
    : values.map((value, i) => value - (byPlace[i % season] ?? 0));
}

export function withSeason(values: readonly number[], { kind, byPlace }: Seasonality, from: number): number[] {
  const season = byPlace.length;
  return kind === 'factors'
    ? values.map((value, i) => value * (byPlace[(from + i) % season] ?? 1))
    : values.map((value, i) => value + (byPlace[(from + i) % season] ?? 0));
}

/** Factors where all sales are positive, since seasons mostly grow with sales; else additions. */
export const seasonKind = (values: readonly number[]): Seasonality['kind'] =>
  values.every((value) => value > 0) ? 'factors' : 'additions';

/** Runs a method that knows no season on the seasonally adjusted series. */
export function adjusted(method: Method, seasonality: Seasonality, history: readonly number[]): Learned | undefined {
  const learned = method(withoutSeason(history, seasonality), 1);
  return (
    learned &&
    ((series) => {
      const follow = learned(withoutSeason(series, seasonality));
      return (known, horizon) => withSeason(follow(known, horizon), seasonality, known);
    })
  );
}

/** The method on the adjusted series where a season shows, else on the series as it is. */
export const seasonally =
  (method: Method): Method =>
  (history, season) => {
    const seasonality = hasSeason(history, season) ? seasonalityOf(history, season, seasonKind(history)) : undefined;
    return seasonality === undefined ? method(history, 1) : adjusted(method, seasonality, history);
  };
