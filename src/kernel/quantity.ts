import * as z from 'zod/mini';
import { complaint, wholeNumber } from './input.js';

const MOST_UNITS = 1_000_000_000;
const bounded = { error: complaint('quantity.too_large', `must be at most ${MOST_UNITS}`) };
const whole = wholeNumber(complaint('quantity.must_be_whole', 'must be a whole number'), bounded.error);

/** Whole positive units. */
export const Quantity = z
  .int(whole)
  .check(
    z.minimum(1, { error: complaint('quantity.must_be_positive', 'must be a whole number from 1') }),
    z.maximum(MOST_UNITS, bounded),
  );
export type Quantity = z.infer<typeof Quantity>;

/** A counter: whole units, zero allowed. */
export const Count = z
  .int(whole)
  .check(
    z.minimum(0, { error: complaint('quantity.must_not_be_negative', 'must be a whole number from 0') }),
    z.maximum(MOST_UNITS, bounded),
  );
export type Count = z.infer<typeof Count>;
