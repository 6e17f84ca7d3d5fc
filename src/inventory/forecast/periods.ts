import * as z from 'zod/mini';

/** A day, a week that starts on Monday, or a calendar month. */
export const Period = z.enum(['day', 'week', 'month']);
export type Period = z.infer<typeof Period>;

/** Periods after which sales repeat: a week of days, a year of weeks or months. */
export const SEASON_OF: Readonly<Record<Period, number>> = { day: 7, week: 52, month: 12 };

const DAY = 86_400_000;
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4;

/** Days since 1970-01-01 of a local date `2026-11-29`. */
export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;

/** The period in which a day lies, counted from 1970. */
export function periodOf(day: number, period: Period): number {
  if (period === 'day') return day;
  if (period === 'week') return Math.floor((day - FIRST_MONDAY) / 7);
  const date = new Date(day * DAY);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** The local date on which a period begins. */
export function firstDayOf(number: number, period: Period): string {
  const at =
    period === 'month' ? Date.UTC(1970, number, 1) : (period === 'week' ? number * 7 + FIRST_MONDAY : number) * DAY;
  return new Date(at).toISOString().slice(0, 10);
}
