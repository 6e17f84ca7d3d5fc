import { TZDate } from '@date-fns/tz';
import type { Instant } from 'orderwright';
import type { Promotion } from 'orderwright/planning';
import type { Buying } from '../scenario.js';
import { atHour, ZONE } from './hours.js';

const SATURDAY = 6;
/** How far the calendar is written ahead of the plan. */
const DAYS_KNOWN_AHEAD = 28;

/** Good Friday to Easter Monday, a royal wedding and May Day. */
const HOLIDAYS = [
  ['2011-04-22', '2011-04-25'],
  ['2011-04-29', '2011-04-29'],
  ['2011-05-02', '2011-05-02'],
] as const;

/** Days without business: no invoice of the data falls on a Saturday or a holiday. */
function closedDays(from: Instant, until: Instant): Promotion[] {
  const closed = (first: string, last: string): Promotion => ({ name: 'closed', from: first, until: last });
  const days: Promotion[] = HOLIDAYS.map(([first, last]) => closed(first, last));
  for (let noon = atHour(from, 12); noon <= until; noon = atHour(noon, 12, 1)) {
    const local = new TZDate(noon, ZONE);
    const date = local.toISOString().slice(0, 10);
    if (local.getDay() === SATURDAY) days.push(closed(date, date));
  }
  return days;
}

/** How the simulated shop buys: all but the calendar is made up. */
export const buyingAt = (start: Instant, at: Instant): Buying => ({
  at,
  supplier: 'simulated-supplier',
  priceShare: 0.55,
  packSize: 6,
  calendar: closedDays(start, atHour(at, 0, DAYS_KNOWN_AHEAD)),
  terms: {
    service: { by: 'cycleService', level: 0.9 },
    reviewDays: 7,
    holdingRatePerYear: 0.25,
    latePenalty: 20,
    assumedMargin: 0.8,
  },
});
