/** The standard normal distribution. */

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

/** φ(z), the density. */
export const normalPdf = (z: number): number => Math.exp(-0.5 * z * z) / ROOT_TWO_PI;

const SERIES_UP_TO = 2.5;

/** Φ(z), the probability of a value of at most z. Small tails keep their relative precision. */
export const normalCdf = (z: number): number => (z > 0 ? 1 - upperTail(z) : upperTail(-z));

/** 1 - Φ(z), the probability of a value above z, precise also where it is tiny. */
export const normalTail = (z: number): number => normalCdf(-z);

/**
 * For z >= 0: near the middle the series of G. Marsaglia, "Evaluating the normal distribution" (Journal of Statistical
 * Software 11, 2004), beyond it Laplace's continued fraction (DLMF 7.9.3) from its far end.
 */
function upperTail(z: number): number {
  if (z <= SERIES_UP_TO) {
    let term = z;
    let sum = z;
    for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
      term *= (z * z) / k;
      sum += term;
    }
    return 0.5 - normalPdf(z) * sum;
  }
  let fraction = z;
  for (let k = Math.ceil(30 + 500 / (z * z)); k >= 1; k -= 1) fraction = z + k / fraction;
  return normalPdf(z) / fraction;
}

/** E max(Z - z, 0): the standard loss function, from which expected shortage follows. */
export const normalLoss = (z: number): number => (z > SERIES_UP_TO ? lossInTail(z) : normalPdf(z) - z * normalTail(z));

/** φ(z) - z (1 - Φ(z)) cancels in the tail; with the fraction z + 1/(z + 2/…) = z + c, the loss is φ(z) c / (z + c). */
function lossInTail(z: number): number {
  let fraction = z;
  for (let k = Math.ceil(30 + 500 / (z * z)); k >= 2; k -= 1) fraction = z + k / fraction;
  const c = 1 / fraction;
  return (normalPdf(z) * c) / (z + c);
}

/** Coefficients of PPND16, from the constant term upwards. */
const CENTRE = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
  33430.57558358813, 2509.0809287301227,
];
const CENTRE_BELOW = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
  5226.495278852854,
];
const SIDE = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
];
const SIDE_BELOW = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const TAIL = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
];
const TAIL_BELOW = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
  1.421511758316446e-7, 2.0442631033899397e-15,
];

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

/**
 * The value which a standard normal variable does not exceed with probability p: about 16 digits, by M. J. Wichura,
 * Algorithm AS 241 (Applied Statistics 37, 1988). 0 and 1 give the infinities, anything outside them NaN.
 *
 * @example
 * ```ts
 * normalQuantile(0.975); // 1.959963984540054
 * ```
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTRE, r)) / polynomial(CENTRE_BELOW, r);
  }
  if (p === 0 || p === 1) return q * Number.POSITIVE_INFINITY;
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const size =
    r <= 5
      ? polynomial(SIDE, r - 1.6) / polynomial(SIDE_BELOW, r - 1.6)
      : polynomial(TAIL, r - 5) / polynomial(TAIL_BELOW, r - 5);
  return q < 0 ? -size : size;
}
