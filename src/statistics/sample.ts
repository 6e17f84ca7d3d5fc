/** What a sample of numbers says. An empty one has no mean: NaN. */

export const sumOf = (values: readonly number[]): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};

export const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;

/** With n - 1 below, the estimate for the population; NaN for fewer than two values. */
export const varianceOf = (values: readonly number[]): number =>
  values.length < 2 ? Number.NaN : squaresAround(values) / (values.length - 1);

/** With n below: of these values alone, as the demand classes take it. */
export const populationVarianceOf = (values: readonly number[]): number => squaresAround(values) / values.length;

function squaresAround(values: readonly number[]): number {
  const mean = meanOf(values);
  let sum = 0;
  for (const value of values) sum += (value - mean) ** 2;
  return sum;
}

/**
 * The sample quantile of type 7 of R. Hyndman and Y. Fan, "Sample quantiles in statistical packages" (1996): linear
 * between order statistics, as spreadsheets and R do it.
 */
export const quantileOf = (values: readonly number[], p: number): number =>
  sortedQuantile(Float64Array.from(values).sort(), p);

/** The same for values already in rising order. */
export function sortedQuantile(sorted: ArrayLike<number>, p: number): number {
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (at - Math.floor(at)) * (high - low);
}
