import { risingRoot } from './root.js';
import { binomialTerm } from './saddle.js';

/** The beta distribution with shapes a, b > 0. */

const MOST_TERMS = 100_000;
const TINY = 1e-300;

/** I_x(a, b), the regularised incomplete beta function: the probability of at most x. */
export const betaCdf = (x: number, a: number, b: number): number => cdfOf(x, 1 - x, a, b);

/** 1 - I_x(a, b), precise also where it is tiny. */
export const betaTail = (x: number, a: number, b: number): number => cdfOf(1 - x, x, b, a);

/** With y = 1 - x given beside x, since one of them may be far smaller than the other. */
function cdfOf(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  // x^a y^b / B(a, b), in terms of a binomial probability.
  const front = (binomialTerm(a, a + b, x, y) * a * b) / (a + b);
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(y, b, a)) / b;
}

/** DLMF 8.17.22, from the front by Lentz's method. */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < MOST_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return value;
}

const nonZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** The value not exceeded with probability p. Newton's method on the log odds, on the smaller of both tails. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return p;
  const at = (logOdds: number): readonly [number, number] => {
    const x = 1 / (1 + Math.exp(-logOdds));
    const y = 1 / (1 + Math.exp(logOdds));
    const slope = (binomialTerm(a, a + b, x, y) * a * b) / (a + b);
    return p <= 0.5 ? [cdfOf(x, y, a, b) - p, slope] : [1 - p - cdfOf(y, x, b, a), slope];
  };
  return 1 / (1 + Math.exp(-risingRoot(at, Math.log(a / b), -745, 745)));
}
