/**
 * Probabilities of a count without loss of digits, however large it is: the saddle-point form of C. Loader, "Fast and
 * accurate computation of binomial probabilities" (2000). Gamma and beta tails begin with one of these terms too.
 */

const HALF_LOG_TWO_PI = 0.9189385332046728;
/** B(2k) / (2k (2k - 1)) of Stirling's series, DLMF 5.11.1. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];
const SERIES_IS_EXACT_FROM = 15;

/** log Γ(x + 1) less Stirling's √(2πx) (x/e)^x in logarithms, for x > 0. */
export function stirlingRemainder(x: number): number {
  // Γ(x + 1) = Γ(x + n + 1) / ((x + 1) … (x + n)) carries small x to where the series holds.
  if (x < SERIES_IS_EXACT_FROM) return logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - HALF_LOG_TWO_PI;
  return stirlingSeries(x);
}

function stirlingSeries(x: number): number {
  let sum = 0;
  for (const term of STIRLING.toReversed()) sum = sum / (x * x) + term;
  return sum / x;
}

/** The natural logarithm of the gamma function for x > 0, by Stirling's series after a shift (DLMF 5.11.1, 5.5.1). */
export function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  let product = 1;
  let y = x;
  for (; y < SERIES_IS_EXACT_FROM; y += 1) product *= y;
  return (y - 0.5) * Math.log(y) - y + HALF_LOG_TWO_PI + stirlingSeries(y) - Math.log(product);
}

/** x log(x / m) + m - x, without cancellation where x is near m. */
export function deviance(x: number, m: number): number {
  if (x === 0) return m;
  const difference = x - m;
  if (Math.abs(difference) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  // With v = (x - m) / (x + m): log(x / m) = 2 (v + v³/3 + v⁵/5 + …).
  const v = difference / (x + m);
  let sum = difference * v;
  let power = 2 * x * v;
  for (let k = 1; k < 1000; k += 1) {
    power *= v * v;
    const next = sum + power / (2 * k + 1);
    if (next === sum) return sum;
    sum = next;
  }
  return sum;
}

/** m^x e^-m / Γ(x + 1) for x >= 0, m >= 0, x not necessarily whole. */
export function poissonTerm(x: number, m: number): number {
  if (m === 0) return x === 0 ? 1 : 0;
  if (x === 0) return Math.exp(-m);
  return Math.exp(-stirlingRemainder(x) - deviance(x, m)) / Math.sqrt(2 * Math.PI * x);
}

/** Γ(n + 1) / (Γ(x + 1) Γ(n - x + 1)) p^x q^(n - x) with q = 1 - p given beside p, for 0 <= x <= n. */
export function binomialTerm(x: number, n: number, p: number, q: number): number {
  if (p === 0) return x === 0 ? 1 : 0;
  if (q === 0) return x === n ? 1 : 0;
  if (x === 0) return Math.exp(n * (p < 0.1 ? Math.log1p(-p) : Math.log(q)));
  if (x === n) return Math.exp(n * (q < 0.1 ? Math.log1p(-q) : Math.log(p)));
  const exponent =
    stirlingRemainder(n) -
    stirlingRemainder(x) -
    stirlingRemainder(n - x) -
    deviance(x, n * p) -
    deviance(n - x, n * q);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * x * (n - x)));
}
