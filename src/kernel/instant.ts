import * as z from 'zod/mini';
import { complaint, wholeNumber } from './input.js';

const YEAR_2000 = Date.UTC(2000, 0, 1);
const YEAR_2200 = Date.UTC(2200, 0, 1);
const TOO_LATE = complaint('instant.out_of_range', 'lies after the year 2200; it looks like a finer unit');

/** A point in time: whole milliseconds since 1970-01-01T00:00Z. JSON-safe, comparable, what date-fns takes. */
export const Instant = z
  .int(
    wholeNumber(
      complaint(
        'instant.must_be_whole_milliseconds',
        'must be whole milliseconds since 1970, as a number; a date as text does not tell its zone everywhere',
      ),
      TOO_LATE,
    ),
  )
  .check(
    z.minimum(YEAR_2000, {
      error: complaint(
        'instant.out_of_range',
        'lies before the year 2000; it looks like seconds where milliseconds belong',
      ),
    }),
    z.maximum(YEAR_2200, { error: TOO_LATE }),
  )
  .brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/** Takes whole milliseconds as an instant, without a check; for values that are already trusted. */
export const instant = (milliseconds: number): Instant => milliseconds as Instant;

const HOUR = 3_600_000;

/** Exact hours, whatever the clocks on the wall do meanwhile. */
export const plusHours = (from: Instant, hours: number): Instant => instant(from + Math.round(hours * HOUR));

/** Exact milliseconds later. */
export const plusMilliseconds = (from: Instant, milliseconds: number): Instant => instant(from + milliseconds);

/** Rounded up to the whole minute: a hold never ends before it was promised to. */
export const roundUpToMinute = (at: Instant): Instant => instant(Math.ceil(at / 60_000) * 60_000);

export const earliest = (instants: Iterable<Instant | undefined>): Instant | undefined => {
  let first: Instant | undefined;
  for (const at of instants) if (at !== undefined && (first === undefined || at < first)) first = at;
  return first;
};

/** The later of two. */
export const latest = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/** For messages: `2026-11-22T08:00:00.000Z`. */
export const isoOf = (at: Instant): string => new Date(at).toISOString();
