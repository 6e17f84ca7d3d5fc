import { normalQuantile } from './normal.js';
import { risingRoot } from './root.js';
import { logGamma, poissonTerm } from './saddle.js';

/** The gamma distribution with shape a and scale 1; multiply by the scale. */

const MOST_TERMS = 100_000;
const TINY = 1e-300;

/** P(a, x), the regularised lower incomplete gamma function: the probability of at most x. For a > 0. */
export function gammaCdf(x: number, a: number): number {
  if (x <= 0) return 0;
  return x < a + 1 ? lowerSeries(x, a) : 1 - upperFraction(x, a);
}

/** Q(a, x) = 1 - P(a, x), precise also where it is tiny. */
export function gammaTail(x: number, a: number): number {
  if (x <= 0) return 1;
  return x < a + 1 ? 1 - lowerSeries(x, a) : upperFraction(x, a);
}

/** DLMF 8.11.4. */
function lowerSeries(x: number, a: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < MOST_TERMS && term > 1e-17 * sum; k += 1) {
    term *= x / (a + k);
    sum += term;
  }
  return poissonTerm(a, x) * sum;
}

/** DLMF 8.9.2 in its even part, from the front by Lentz's method. */
function upperFraction(x: number, a: number): number {
  if (x === Number.POSITIVE_INFINITY) return 0;
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < MOST_TERMS; k += 1) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / nonZero(numerator * d + b);
    c = nonZero(b + numerator / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return poissonTerm(a, x) * a * fraction;
}

const nonZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** The density at x > 0. */
export const gammaPdf = (x: number, a: number): number => (x < 0 ? 0 : (poissonTerm(a, x) * a) / x);

/** The value not exceeded with probability p. Newton's method on log x, on the smaller of both tails. */
export function gammaQuantile(p: number, a: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return p === 0 ? 0 : Number.POSITIVE_INFINITY;
  const slope = (x: number) => poissonTerm(a, x) * a;
  const at = (y: number): readonly [number, number] => {
    const x = Math.exp(y);
    return p <= 0.5 ? [gammaCdf(x, a) - p, slope(x)] : [1 - p - gammaTail(x, a), slope(x)];
  };
  return Math.exp(risingRoot(at, Math.log(firstGuess(p, a)), -745, 709));
}

/** Wilson and Hilferty's cube for large shapes, the leading term of the series for small values. */
function firstGuess(p: number, a: number): number {
  const cube = a * (1 - 1 / (9 * a) + normalQuantile(p) / (3 * Math.sqrt(a))) ** 3;
  const small = Math.exp((Math.log(p) + logGamma(a + 1)) / a);
  const guess = a > 0.5 && cube > 0.2 * a ? cube : small;
  return Math.min(Math.max(guess, 1e-300), 1e300);
}
