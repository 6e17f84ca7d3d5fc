import { TZDate, tzOffset } from '@date-fns/tz';
import { startOfDay } from 'date-fns/startOfDay';
import type { Instant } from '../../kernel/index.js';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Local days of a zone, counted from 1970-01-01. */
export interface LocalDays {
  readonly dayOf: (at: Instant) => number;
  /** The first moment of a local day, in milliseconds. */
  readonly beginningOf: (day: number) => number;
}

/** Quick for many instants: the offset is asked once for each day, and again only on days on which clocks change. */
export function daysIn(zone: string): LocalDays {
  const offsets = new Map<number, number | undefined>();
  const beginnings = new Map<number, number>();
  const offsetAt = (at: number): number => tzOffset(zone, new Date(at)) * MINUTE;
  const offsetOf = (at: number): number => {
    const day = Math.floor(at / DAY);
    if (!offsets.has(day)) {
      const early = offsetAt(day * DAY);
      offsets.set(day, early === offsetAt((day + 1) * DAY - 1) ? early : undefined);
    }
    return offsets.get(day) ?? offsetAt(at);
  };
  return {
    dayOf: (at) => Math.floor((at + offsetOf(at)) / DAY),
    beginningOf: (day) => {
      const known = beginnings.get(day);
      if (known !== undefined) return known;
      const date = new Date(day * DAY);
      const local = new TZDate(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), zone);
      const beginning = startOfDay(local).getTime();
      beginnings.set(day, beginning);
      return beginning;
    },
  };
}
