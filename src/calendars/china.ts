import { err, ok, type Result } from 'neverthrow';
import type { Calendar } from '../kernel/index.js';
import { type CalendarFailure, calendarFailures, yearsBetween, yearsNotInOrder } from './failures.js';

const DAY = 86_400_000;
const SATURDAY = 6;
const SUNDAY = 0;

/**
 * China's working days by the State Council's yearly notices: public holidays, and the weekend days that are worked in
 * their place (调休). Needs the package `chinese-days`, which a host updates when a new notice comes, every November.
 * Beyond the years asked for the calendar knows weekends alone, and its `source` says so.
 *
 * @returns plain data in the zone `Asia/Shanghai`, or `calendar.years_not_in_order` or `calendar.years_not_known`.
 *
 * @example
 * ```ts
 * const calendar = await chinaCalendar(2024, 2026);
 * if (calendar.isOk()) endOf({ workingDays: 3 }, paidAt, calendar.value);
 * ```
 */
export async function chinaCalendar(fromYear: number, toYear: number): Promise<Result<Calendar, CalendarFailure>> {
  const years = yearsBetween(fromYear, toYear);
  if (years === undefined) return err(yearsNotInOrder(fromYear, toYear));
  const library = await import('chinese-days');
  // Node sees one default export where bundlers see names.
  const isWorkday = library.isWorkday ?? library.default.isWorkday;
  const known = years.map((year) => ({ year, ...daysOf(year, isWorkday) }));
  const unknown = known.filter(({ holidays }) => holidays.length === 0).map(({ year }) => year);
  if (unknown.length > 0) return err(calendarFailures.years_not_known({ years: unknown, library: 'chinese-days' }));
  return ok({
    zone: 'Asia/Shanghai',
    weekend: [6, 7],
    holidays: known.flatMap(({ holidays }) => holidays),
    workedDays: known.flatMap(({ workedDays }) => workedDays),
    source: `State Council notices of ${fromYear} to ${toYear}, by chinese-days; weekends alone in other years`,
  });
}

/** The weekdays that are not worked, and the weekend days that are. */
function daysOf(year: number, isWorkday: (date: string) => boolean) {
  const holidays: string[] = [];
  const workedDays: string[] = [];
  for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += DAY) {
    const date = new Date(day).toISOString().slice(0, 10);
    const weekday = new Date(day).getUTCDay();
    const weekend = weekday === SATURDAY || weekday === SUNDAY;
    // A bare date is midnight in UTC to the library, which is the day before in America; local noon is not.
    const worked = isWorkday(`${date}T12:00:00`);
    if (weekend && worked) workedDays.push(date);
    if (!weekend && !worked) holidays.push(date);
  }
  return { holidays, workedDays };
}
