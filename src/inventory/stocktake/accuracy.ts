import type { Result } from 'neverthrow';
import * as z from 'zod/mini';
import { Count, type InputFailure, Minor, parseInput, strictObject } from '../../kernel/index.js';
import { normalQuantile, type RateEstimate, sumOf, wilsonInterval } from '../../statistics/index.js';
import { OpenProbability } from '../planning-numbers.js';

const CountedPlace = strictObject({
  expected: Count,
  counted: Count,
  unitCost: Minor,
  /** Units by which it may differ and still count as accurate; 0 where left out. */
  tolerance: z.optional(Count),
});
/** One counted place. */
export type CountedPlace = z.infer<typeof CountedPlace>;

/** A share of units or value that is gone; below zero where more was found. */
export type LossEstimate =
  | { readonly kind: 'noData' }
  | {
      readonly kind: 'loss';
      readonly rate: number;
      /** Absent where a single place tells nothing of the spread. */
      readonly interval?: { readonly lower: number; readonly upper: number };
      readonly places: number;
    };

/** How right the books are. */
export interface InventoryAccuracy {
  /** Share of places whose books were right within their tolerance. */
  readonly records: RateEstimate;
  /** Units missing less units found, as a share of those expected. */
  readonly shrinkage: LossEstimate;
  /** The same in value. */
  readonly valueShrinkage: LossEstimate;
}

const AccuracyInput = strictObject({
  places: z.array(CountedPlace).check(z.maxLength(1_000_000)),
  confidence: OpenProbability,
});

/**
 * How right the books are, and how much is gone, with intervals: Wilson's for the share of right records, and that of a
 * ratio of sums over places for the losses (W. G. Cochran, *Sampling Techniques*, 3rd ed., section 6.3).
 *
 * Places counted because they looked suspicious tell of themselves, not of the whole shop; take a random sample for that.
 */
export function inventoryAccuracy(
  places: readonly CountedPlace[],
  confidence: number,
): Result<InventoryAccuracy, InputFailure> {
  return parseInput(AccuracyInput, { places, confidence }, 'the counts').map((it) => ({
    records: wilsonInterval({ successes: it.places.filter(isRight).length, trials: it.places.length }, it.confidence),
    shrinkage: lossOf(it.places, it.confidence, () => 1),
    valueShrinkage: lossOf(it.places, it.confidence, ({ unitCost }) => unitCost),
  }));
}

const isRight = ({ expected, counted, tolerance = 0 }: CountedPlace): boolean =>
  Math.abs(counted - expected) <= tolerance;

function lossOf(
  places: readonly CountedPlace[],
  confidence: number,
  weightOf: (place: CountedPlace) => number,
): LossEstimate {
  const expected = places.map((place) => place.expected * weightOf(place));
  const lost = places.map((place) => (place.expected - place.counted) * weightOf(place));
  const total = sumOf(expected);
  if (total === 0) return { kind: 'noData' };
  const rate = sumOf(lost) / total;
  const count = places.length;
  if (count < 2) return { kind: 'loss', rate, places: count };
  const squares = sumOf(lost.map((one, i) => (one - rate * (expected[i] ?? 0)) ** 2));
  const error = Math.sqrt((squares * count) / (count - 1)) / total;
  const half = normalQuantile(0.5 + confidence / 2) * error;
  return { kind: 'loss', rate, interval: { lower: rate - half, upper: rate + half }, places: count };
}
