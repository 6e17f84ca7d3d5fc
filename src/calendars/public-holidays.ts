import { TZDate } from '@date-fns/tz';
import { err, type Result } from 'neverthrow';
import { Calendar, endOf, everyDay, type Failure, instant, parseInput, Zone } from '../kernel/index.js';
import { calendarFailures, yearsBetween, yearsNotInOrder } from './failures.js';

/** Whose public holidays, and of which years. */
export interface PublicHolidays {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** ISO 3166-2 without the country, such as `BY` of Germany. */
  readonly state?: string;
  /** Whose days are meant; a country may have several zones. */
  readonly zone: string;
  readonly fromYear: number;
  readonly toYear: number;
  /** ISO weekdays (1 is Monday). House default: Saturday and Sunday. */
  readonly weekend?: readonly number[];
}

/**
 * The working days of a country or state: all but its weekend and its public holidays, days in lieu included. A day
 * that is a holiday for some hours only is worked. Needs the package `date-holidays`.
 *
 * @returns plain data, or `calendar.zone_unknown`, `calendar.years_not_in_order`, `calendar.country_unknown`,
 * `calendar.make_up_days_not_known` (China), `calendar.state_unknown`.
 *
 * @example
 * ```ts
 * const berlin = { country: 'DE', state: 'BE', zone: 'Europe/Berlin', fromYear: 2025, toYear: 2027 };
 * const calendar = await publicHolidayCalendar(berlin);
 * ```
 */
export async function publicHolidayCalendar(asked: PublicHolidays): Promise<Result<Calendar, Failure>> {
  const { country, state, fromYear, toYear, weekend = [6, 7] } = asked;
  const zone = parseInput(Zone, asked.zone, 'The calendar');
  if (zone.isErr()) return err(zone.error);
  const years = yearsBetween(fromYear, toYear);
  if (years === undefined) return err(yearsNotInOrder(fromYear, toYear));

  const { default: Holidays } = await import('date-holidays');
  const all = new Holidays();
  if (!Object.hasOwn(all.getCountries(), country)) return err(calendarFailures.country_unknown({ country }));
  if (country === 'CN') return err(calendarFailures.make_up_days_not_known({ country }));
  const states = Object.keys(all.getStates(country) ?? {});
  if (state !== undefined && !states.includes(state)) {
    return err(calendarFailures.state_unknown({ country, state, states }));
  }
  const options = { types: ['public' as const], timezone: zone.value };
  const library = state === undefined ? new Holidays(country, options) : new Holidays(country, state, options);
  const dates = years
    .flatMap((year) => library.getHolidays(year))
    .flatMap(({ start, end }) => wholeDays(start.getTime(), end.getTime(), zone.value));
  const place = state === undefined ? country : `${country}-${state}`;
  const source = `public holidays of ${place} in ${fromYear} to ${toYear}, by date-holidays; none in other years`;
  const holidays = [...new Set(dates)].sort();
  return parseInput(Calendar, { zone: zone.value, weekend, holidays, workedDays: [], source }, 'The calendar');
}

/** The dates of the days which lie wholly in between; some holidays begin at sunset, or last half a day. */
function wholeDays(start: number, end: number, zone: string): string[] {
  const calendar = everyDay(zone);
  const midnightAfter = (at: number) => endOf({ days: 0 }, instant(at), calendar);
  const dates: string[] = [];
  for (let day = midnightAfter(start - 1); midnightAfter(day) <= end; day = midnightAfter(day)) {
    dates.push(new TZDate(day, zone).toISOString().slice(0, 10));
  }
  return dates;
}
