import { flat, type Learned, type Method } from './method.js';
import { learnWeight, levelsOf, SLOW } from './smoothing.js';

/** Sums of `width` periods each, counted back from the end; the rest at the beginning is left out. */
function buckets(series: readonly number[], known: number, width: number): number[] {
  const count = Math.floor(known / width);
  const sums = new Array<number>(count).fill(0);
  const first = known - count * width;
  for (let i = first; i < known; i += 1) {
    const bucket = Math.floor((i - first) / width);
    sums[bucket] = (sums[bucket] ?? 0) + (series[i] ?? 0);
  }
  return sums;
}

/** The rate per period by simple smoothing of sums over `width` periods. */
function learnWidth(history: readonly number[], width: number): Learned | undefined {
  const sums = buckets(history, history.length, width);
  if (sums.length < 3) return undefined;
  const alpha = learnWeight(sums, SLOW.least, SLOW.most);
  return (series) => (known, horizon) => {
    const seen = buckets(series, known, width);
    return flat((levelsOf(seen, alpha, seen[0] ?? 0).at(-1) ?? 0) / width, horizon);
  };
}

/** The mean interval between sales, rounded: the width at which most buckets hold a sale. */
function meanInterval(history: readonly number[]): number {
  const sales = history.filter((value) => value > 0).length;
  return sales === 0 ? 1 : Math.max(1, Math.round(history.length / sales));
}

/**
 * K. Nikolopoulos, A. Syntetos, J. Boylan, F. Petropoulos and V. Assimakopoulos, "An aggregate-disaggregate intermittent
 * demand approach" (ADIDA, 2011): smooth sums over the mean interval between sales, and spread the forecast evenly.
 */
export const adida: Method = (history) => {
  for (let width = meanInterval(history); width >= 1; width -= 1) {
    const learned = learnWidth(history, width);
    if (learned !== undefined) return learned;
  }
  return undefined;
};

/**
 * F. Petropoulos and N. Kourentzes, "Forecast combinations for intermittent demand" (IMAPA, 2015): the mean of such
 * forecasts over all widths up to the mean interval.
 */
export const imapa: Method = (history) => {
  const all: Learned[] = [];
  for (let width = meanInterval(history); width >= 1; width -= 1) {
    const learned = learnWidth(history, width);
    if (learned !== undefined) all.push(learned);
  }
  if (all.length === 0) return undefined;
  return (series) => {
    const follows = all.map((learned) => learned(series));
    return (known, horizon) => {
      const rates = follows.map((follow) => follow(known, 1)[0] ?? 0);
      return flat(rates.reduce((sum, rate) => sum + rate, 0) / rates.length, horizon);
    };
  };
};
