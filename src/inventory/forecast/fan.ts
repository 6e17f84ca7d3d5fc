import { normalQuantile, sortedQuantile } from '../../statistics/index.js';

/** How wide a forecast spreads: scaled errors that occurred, and how the scale grows step by step. */
export interface Fan {
  /** Errors over their step's scale, in rising order, by group of steps; each group holds the nearer ones too. */
  readonly scaled: readonly Float64Array[];
  /** By step. */
  readonly scales: readonly number[];
  /** By step: how often it was tried, overlaps not counted. */
  readonly looks: readonly number[];
}

/** Origins at which a step's own errors weigh as much as what is assumed of it. */
const LEAST_ERRORS = 8;

/**
 * Errors of all origins and steps, brought to one scale, so that far steps, which were tried seldom, borrow from near ones
 * (split conformal prediction: V. Vovk, A. Gammerman and G. Shafer, "Algorithmic learning in a random world", 2005).
 *
 * @param errors by origin and step; NaN is unknown.
 * @param usual what changes from one period to the next: counted as one more error, up and down. So a quiet spell does not
 * make sure that nothing will ever be sold again.
 */
export function fanOf(errors: readonly (readonly number[])[], horizon: number, usual: number): Fan {
  const scales = scalesOf(errors, horizon, usual);
  const scaled: number[][] = Array.from({ length: groupOf(horizon - 1) + 1 }, () => []);
  for (const [step, scale] of scales.entries()) {
    if (scale === 0) continue;
    const groups = scaled.slice(groupOf(step));
    if (step === 0) for (const group of groups) group.push(-usual / scale, usual / scale);
    for (const origin of errors) {
      const error = origin[step];
      if (error === undefined || Number.isNaN(error)) continue;
      for (const group of groups) group.push(error / scale);
    }
  }
  const looks = scales.map((_, step) => Math.max(errors.length - step, 0) / (step + 1));
  return { scaled: scaled.map((group) => Float64Array.from(group).sort()), scales, looks };
}

/** Steps 1, 2 to 3, 4 to 7, 8 to 15 …: near steps are judged by near ones alone, far ones by all up to them. */
const groupOf = (step: number): number => Math.floor(Math.log2(step + 1));

/** Root mean squared errors by step that never fall; steps that were tried seldom lean on the steps before them. */
function scalesOf(errors: readonly (readonly number[])[], horizon: number, usual: number): number[] {
  const scales: number[] = [];
  let before = 0;
  for (let step = 0; step < horizon; step += 1) {
    let [sum, count] = [usual * usual * (step + 1), 1];
    for (const origin of errors) {
      const error = origin[step];
      if (error === undefined || Number.isNaN(error)) continue;
      sum += error * error;
      count += 1;
    }
    // As a random walk's variance would grow.
    const expected = step === 0 ? 0 : (before * (step + 1)) / step;
    const own = sum / count;
    const trust = count / (count + LEAST_ERRORS);
    before = Math.max(before, step === 0 ? own : trust * own + (1 - trust) * expected);
    scales.push(Math.sqrt(before));
  }
  return scales;
}

/**
 * Errors of neighbouring origins overlap: a step of k periods was tried independently only once in k origins. A scale from
 * so few looks is widened as Student's t is wider than the normal (M. Abramowitz and I. Stegun, 26.7.5).
 */
function widening(looks: number, probability: number): number {
  const z = Math.abs(normalQuantile(probability));
  if (z < 1e-9) return 1;
  const n = Math.max(looks, LEAST_LOOKS);
  const square = z * z;
  return 1 + (square + 1) / (4 * n) + (5 * square * square + 16 * square + 3) / (96 * n * n);
}
const LEAST_LOOKS = 2.5;

const NO_ERRORS = new Float64Array(0);

/** How far a probability lies from the forecast, at a step. It rises with the probability. */
export function offsetOf({ scaled, scales, looks }: Fan, step: number, probability: number): number {
  const errors = scaled[groupOf(step)] ?? NO_ERRORS;
  const middle = placed(errors, 0.5);
  return (
    (scales[step] ?? 0) * (middle + widening(looks[step] ?? 0, probability) * (placed(errors, probability) - middle))
  );
}

/** The quantile of the next error, given those that occurred; beyond them it goes on like a normal tail. */
function placed(errors: Float64Array, probability: number): number {
  const n = errors.length;
  if (n < LEAST_ERRORS) return normalQuantile(probability);
  const edge = 1 / (n + 1);
  // (n + 1) p - 1 is the place among the errors that makes the promise hold for the next one.
  const inside = Math.min(Math.max(probability, edge), 1 - edge);
  const place = Math.min(Math.max(((n + 1) * inside - 1) / (n - 1), 0), 1);
  const at = sortedQuantile(errors, place);
  if (inside === probability) return at;
  const beyond = at * Math.abs(normalQuantile(probability) / normalQuantile(edge));
  return probability < 0.5 ? Math.min(beyond, at) : Math.max(beyond, at);
}
