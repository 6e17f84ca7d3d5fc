import { betaCdf, betaTail } from './beta.js';
import { gammaCdf, gammaTail } from './gamma.js';
import { normalQuantile } from './normal.js';
import { leastWhole } from './root.js';
import { binomialTerm, poissonTerm } from './saddle.js';

/** Distributions of whole counts: Poisson, binomial, negative binomial. `…Tail(k)` is the probability of more than k. */

const isCount = (k: number): boolean => Number.isInteger(k) && k >= 0;

export const poissonPmf = (k: number, mean: number): number => (isCount(k) ? poissonTerm(k, mean) : 0);

export const poissonCdf = (k: number, mean: number): number => {
  if (k < 0) return 0;
  return mean === 0 ? 1 : gammaTail(mean, Math.floor(k) + 1);
};

export const poissonTail = (k: number, mean: number): number => {
  if (k < 0) return 1;
  return mean === 0 ? 0 : gammaCdf(mean, Math.floor(k) + 1);
};

/** The least k with a cumulative probability of at least p. */
export const poissonQuantile = (p: number, mean: number): number =>
  quantileOf(
    p,
    mean,
    mean,
    (k) => poissonCdf(k, mean),
    (k) => poissonTail(k, mean),
  );

/** E max(X - s, 0) for whole s: the expected shortage with a stock of s. */
export const poissonLoss = (s: number, mean: number): number =>
  s <= 0 ? mean - s : mean * poissonTail(s - 2, mean) - s * poissonTail(s - 1, mean);

export const binomialPmf = (k: number, trials: number, rate: number): number =>
  isCount(k) && k <= trials ? binomialTerm(k, trials, rate, 1 - rate) : 0;

export const binomialCdf = (k: number, trials: number, rate: number): number => {
  if (k < 0) return 0;
  return k >= trials ? 1 : betaTail(rate, Math.floor(k) + 1, trials - Math.floor(k));
};

export const binomialTail = (k: number, trials: number, rate: number): number => {
  if (k < 0) return 1;
  return k >= trials ? 0 : betaCdf(rate, Math.floor(k) + 1, trials - Math.floor(k));
};

export const binomialQuantile = (p: number, trials: number, rate: number): number =>
  quantileOf(
    p,
    trials * rate,
    trials * rate * (1 - rate),
    (k) => binomialCdf(k, trials, rate),
    (k) => binomialTail(k, trials, rate),
  );

/** Failures before `size` successes of probability `success`; `size` need not be whole. */
export interface NegativeBinomial {
  readonly size: number;
  readonly success: number;
}

/** The negative binomial of a mean and a variance above it; undefined where the variance is no larger (use Poisson). */
export const negativeBinomialOf = (mean: number, variance: number): NegativeBinomial | undefined =>
  mean > 0 && variance > mean ? { size: (mean * mean) / (variance - mean), success: mean / variance } : undefined;

const meanOf = ({ size, success }: NegativeBinomial): number => (size * (1 - success)) / success;

export const negativeBinomialPmf = (k: number, { size, success }: NegativeBinomial): number =>
  isCount(k) ? (size / (size + k)) * binomialTerm(size, size + k, success, 1 - success) : 0;

export const negativeBinomialCdf = (k: number, { size, success }: NegativeBinomial): number =>
  k < 0 ? 0 : betaCdf(success, size, Math.floor(k) + 1);

export const negativeBinomialTail = (k: number, { size, success }: NegativeBinomial): number =>
  k < 0 ? 1 : betaTail(success, size, Math.floor(k) + 1);

export const negativeBinomialQuantile = (p: number, of: NegativeBinomial): number =>
  quantileOf(
    p,
    meanOf(of),
    meanOf(of) / of.success,
    (k) => negativeBinomialCdf(k, of),
    (k) => negativeBinomialTail(k, of),
  );

/**
 * E max(X - s, 0) for whole s, from the tail of a negative binomial with one more success:
 * E[X; X > s] = mean · P(Y >= s) with Y of size + 1.
 */
export const negativeBinomialLoss = (s: number, of: NegativeBinomial): number => {
  const mean = meanOf(of);
  if (s <= 0) return mean - s;
  const larger = { size: of.size + 1, success: of.success };
  return mean * negativeBinomialTail(s - 2, larger) - s * negativeBinomialTail(s - 1, of);
};

function quantileOf(
  p: number,
  mean: number,
  variance: number,
  cdf: (k: number) => number,
  tail: (k: number) => number,
): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return variance === 0 ? mean : Number.POSITIVE_INFINITY;
  const guess = mean + normalQuantile(p) * Math.sqrt(variance);
  return leastWhole(p <= 0.5 ? (k) => cdf(k) >= p : (k) => tail(k) <= 1 - p, guess);
}
