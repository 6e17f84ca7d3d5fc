import { TZDate } from '@date-fns/tz';
import { type Instant, instant } from 'orderwright';

/** The data name no zone; the shop is in London. */
export const ZONE = 'Europe/London';
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

const OPENS = 7;
const CLOSES = 19;
const SATURDAY = 6;

type Stamp = readonly [year: number, month: number, day: number, hour: number, minute: number, second: number];

export const localInstant = (stamp: Stamp): Instant => instant(new TZDate(...stamp, ZONE).getTime());

/** The same day, or some days on, at a full hour. */
export function atHour(from: Instant, hour: number, daysOn = 0): Instant {
  const local = new TZDate(from, ZONE);
  local.setDate(local.getDate() + daysOn);
  local.setHours(hour, 0, 0, 0);
  return instant(local.getTime());
}

/** The first half hour from then on in which the warehouse works: from 7 to 19, never on a Saturday. */
export function atWork(from: number): Instant {
  const at = instant(Math.ceil(from / (HOUR / 2)) * (HOUR / 2));
  const local = new TZDate(at, ZONE);
  if (local.getDay() === SATURDAY || local.getHours() >= CLOSES) return atWork(atHour(at, OPENS, 1));
  return local.getHours() < OPENS ? atHour(at, OPENS) : at;
}

/** The next working day's collection by the carrier, at 17 o'clock. */
export function atCollection(from: Instant): Instant {
  const at = atHour(from, 17);
  const isWorked = new TZDate(at, ZONE).getDay() !== SATURDAY;
  return at >= from && isWorked ? at : atCollection(atHour(from, 0, 1));
}

/** The full hour from then on: carriers report by the hour. */
export const onTheHour = (from: number): Instant => instant(Math.ceil(from / HOUR) * HOUR);

/** The Mondays at 7 o'clock from then on, up to an end. */
export function mondays(from: Instant, until: Instant): Instant[] {
  const found: Instant[] = [];
  for (let at = atHour(from, OPENS); at <= until; at = atHour(at, OPENS, 1)) {
    if (at >= from && new TZDate(at, ZONE).getDay() === 1) found.push(at);
  }
  return found;
}
