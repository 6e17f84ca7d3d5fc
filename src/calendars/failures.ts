import { type AnyFailureOf, defineFailures, rule } from '../kernel/index.js';

/** In the order of precedence. */
export const calendarFailures = defineFailures('calendar', {
  years_not_in_order: rule<{ fromYear: number; toYear: number; first: number; last: number; most: number }>(
    (d) => `The years ${d.fromYear} to ${d.toYear} make no calendar.`,
    'Name whole years from 2000 to 2199, the earlier one first, and at most 50 of them.',
  ),
  years_not_known: rule<{ years: readonly number[]; library: string }>(
    (d) => `The days off of ${d.years.join(', ')} are not known to ${d.library}.`,
    'Leave these years out, or update the library; the State Council announces a year in the November before it.',
  ),
  country_unknown: rule<{ country: string }>(
    (d) => `There are no public holidays on record for the country "${d.country}".`,
    'Name a country by ISO 3166-1, such as DE, or build the calendar by hand: it is plain data.',
  ),
  make_up_days_not_known: rule<{ country: string }>(
    (d) =>
      `Working days in ${d.country} cannot be told from public holidays alone: weekends are worked in their place.`,
    'Use chinaCalendar.',
  ),
  state_unknown: rule<{ country: string; state: string; states: readonly string[] }>(
    (d) => `${d.country} has no state "${d.state}"; it has: ${d.states.join(', ') || 'none'}.`,
    'Name one of them by ISO 3166-2, or leave it out.',
  ),
});
/** Any refusal to make a calendar. */
export type CalendarFailure = AnyFailureOf<typeof calendarFailures>;

const FIRST_YEAR = 2000;
const LAST_YEAR = 2199;
const MOST_YEARS = 50;

/** The years as a list, or undefined where they are none. Instants begin in 2000, so earlier days are never asked for. */
export function yearsBetween(fromYear: number, toYear: number): number[] | undefined {
  const whole = Number.isSafeInteger(fromYear) && Number.isSafeInteger(toYear);
  if (!whole || fromYear < FIRST_YEAR || toYear > LAST_YEAR || toYear < fromYear) return undefined;
  const count = toYear - fromYear + 1;
  return count > MOST_YEARS ? undefined : Array.from({ length: count }, (_, i) => fromYear + i);
}

export const yearsNotInOrder = (fromYear: number, toYear: number): CalendarFailure =>
  calendarFailures.years_not_in_order({ fromYear, toYear, first: FIRST_YEAR, last: LAST_YEAR, most: MOST_YEARS });
