import { TZDate } from '@date-fns/tz';
import { startOfDay } from 'date-fns/startOfDay';
import * as z from 'zod/mini';
import { complaint } from './input.js';
import { type Instant, instant, plusHours } from './instant.js';
import { strictObject } from './strict-object.js';

/** An IANA time zone. Days, working days and ends of days mean nothing without one. */
const notZone = { error: complaint('calendar.zone_unknown', 'is not an IANA time zone (China is Asia/Shanghai)') };
export const Zone = z.string(notZone).check(z.refine(isZone, notZone));

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}

const MOST_HOURS = 9600;
const MOST_DAYS = 4000;
const MOST_WORKING_DAYS = 1000;

/** Which days are worked in one zone. Plain data: a host can change every part of it. */
export const Calendar = strictObject({
  zone: Zone,
  /** ISO weekdays (1 is Monday) that are not worked unless listed in `workedDays`. */
  weekend: z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.maxLength(6)),
  /** Public holidays, as local dates `2026-10-01`. */
  holidays: z.array(z.iso.date()).check(z.maxLength(MOST_DAYS)),
  /** Weekend days that are worked all the same (调休), as local dates. */
  workedDays: z.array(z.iso.date()).check(z.maxLength(MOST_DAYS)),
  /** Where the days come from, and for which years they are known. */
  source: z.string(),
});
export type Calendar = z.infer<typeof Calendar>;

/** Every day of the week is worked, and there are no holidays. */
export const everyDay = (zone: string): Calendar => ({
  zone,
  weekend: [],
  holidays: [],
  workedDays: [],
  source: 'every day counts',
});

/** Whether the day on which an instant falls, in the calendar's zone, is worked. */
export const isWorkingDay = (at: Instant, calendar: Calendar): boolean =>
  isWorked(localDay(at, calendar.zone), calendar);

/** Days are counted from 1970-01-01, whatever the zone: between instants and days the zone matters, among days not. */
type Day = number;
const DAY = 86_400_000;

function localDay(at: Instant, zone: string): Day {
  const local = new TZDate(at, zone);
  return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / DAY;
}

function isWorked(day: Day, { weekend, holidays, workedDays }: Calendar): boolean {
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  if (workedDays.includes(date)) return true;
  const isoWeekday = ((day + 3) % 7) + 1;
  return !weekend.includes(isoWeekday) && !holidays.includes(date);
}

/** The first moment of a day; some begin at 01:00, where clocks change at midnight. */
function beginning(day: Day, zone: string): Instant {
  const date = new Date(day * DAY);
  const local = new TZDate(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), zone);
  return instant(startOfDay(local).getTime());
}

/**
 * A span of time as people agree upon it. Hours are exact. Days count from the day after, in the calendar's zone, and
 * end at midnight (24:00) of the last one; with `ifNotWorked` a last day that is not worked gives way to the next one
 * that is, as laws often ask. `workingDays` count only days that are worked.
 */
export const Span = z.union(
  [
    strictObject({ hours: z.number().check(z.positive(), z.maximum(MOST_HOURS)) }),
    strictObject({
      days: z.int().check(z.minimum(0), z.maximum(MOST_DAYS)),
      ifNotWorked: z.optional(z.literal('nextWorkingDay')),
    }),
    strictObject({ workingDays: z.int().check(z.minimum(0), z.maximum(MOST_WORKING_DAYS)) }),
  ],
  {
    error: complaint(
      'calendar.span_unclear',
      `must be one of { hours: up to ${MOST_HOURS} }, { days: whole, up to ${MOST_DAYS} } and ` +
        `{ workingDays: whole, up to ${MOST_WORKING_DAYS} }`,
    ),
  },
);
export type Span = z.infer<typeof Span>;

/**
 * When a span that begins at an instant is over.
 *
 * @example
 * ```ts
 * endOf({ hours: 48 }, paidAt, calendar); // exactly 48 hours later
 * endOf({ days: 7 }, signedAt, calendar); // 24:00 of the seventh day after the day of signing
 * ```
 */
export function endOf(span: Span, since: Instant, calendar: Calendar): Instant {
  if ('hours' in span) return plusHours(since, span.hours);
  const today = localDay(since, calendar.zone);
  if ('days' in span) {
    let last = today + span.days;
    if (span.ifNotWorked !== undefined) while (!isWorked(last, calendar)) last += 1;
    return beginning(last + 1, calendar.zone);
  }
  let day = today;
  for (let left = span.workingDays; left > 0; ) {
    day += 1;
    if (isWorked(day, calendar)) left -= 1;
  }
  return beginning(day + 1, calendar.zone);
}

const MINUTE = 60_000;
const MOST_DAYS_AHEAD = 400;

/**
 * The first moment, at the instant or after it, at which clocks in the calendar's zone show that time on a day that is
 * worked: when a carrier comes next. A time that clocks skip is the moment after the gap.
 *
 * @param minuteOfDay 17:30 is 1050.
 * @returns undefined where no day of the next 400 is worked.
 */
export function nextAt(minuteOfDay: number, since: Instant, calendar: Calendar): Instant | undefined {
  const today = localDay(since, calendar.zone);
  for (let day = today; day <= today + MOST_DAYS_AHEAD; day += 1) {
    if (!isWorked(day, calendar)) continue;
    const date = new Date(day * DAY + minuteOfDay * MINUTE);
    const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
    const local = new TZDate(year, month, dayOfMonth, date.getUTCHours(), date.getUTCMinutes(), calendar.zone);
    if (local.getTime() >= since) return instant(local.getTime());
  }
  return undefined;
}
