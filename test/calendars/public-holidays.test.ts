import { afterEach, describe, expect, test } from 'vitest';
import { publicHolidayCalendar } from '../../src/calendars/index.js';
import { Calendar, endOf, type Instant, instant, isWorkingDay } from '../../src/kernel/index.js';

const at = (text: string): Instant => instant(Date.parse(text));
const years = { fromYear: 2025, toYear: 2027 };
const newYork = (await publicHolidayCalendar({ country: 'US', zone: 'America/New_York', ...years }))._unsafeUnwrap();
const berlin = (
  await publicHolidayCalendar({ country: 'DE', state: 'BE', zone: 'Europe/Berlin', ...years })
)._unsafeUnwrap();

describe('public holidays', () => {
  test('of the United States, with the day in lieu of a Saturday', () => {
    expect(newYork.holidays).toEqual(expect.arrayContaining(['2026-07-03', '2026-07-04', '2026-11-26', '2027-01-01']));
  });

  test('of Berlin, which are not those of Bavaria', async () => {
    const munich = { country: 'DE', state: 'BY', zone: 'Europe/Berlin', ...years };
    const bavaria = (await publicHolidayCalendar(munich))._unsafeUnwrap();
    expect(berlin.holidays).toContain('2027-03-08');
    expect(bavaria.holidays).not.toContain('2027-03-08');
    expect(bavaria.holidays).toContain('2026-01-06');
    expect(berlin.holidays).not.toContain('2026-01-06');
    expect(berlin.holidays).toEqual(expect.arrayContaining(['2026-04-03', '2026-04-06', '2026-05-14', '2026-12-25']));
  });

  test('that last for days and begin at noon count as their whole days', async () => {
    const turkey = { country: 'TR', zone: 'Europe/Istanbul', fromYear: 2026, toYear: 2026 };
    const { holidays } = (await publicHolidayCalendar(turkey))._unsafeUnwrap();
    expect(holidays.filter((date) => date.startsWith('2026-03'))).toEqual(['2026-03-20', '2026-03-21', '2026-03-22']);
  });

  test('are plain data which the schema takes, each date once and in order', () => {
    for (const calendar of [newYork, berlin]) {
      expect(Calendar.parse(JSON.parse(JSON.stringify(calendar)))).toEqual(calendar);
      expect(calendar.holidays).toEqual([...new Set(calendar.holidays)].sort());
    }
    expect(berlin.source).toContain('DE-BE');
  });

  test('with a weekend of its own', async () => {
    const riyadh = { country: 'SA', zone: 'Asia/Riyadh', fromYear: 2026, toYear: 2026, weekend: [5, 6] };
    const calendar = (await publicHolidayCalendar(riyadh))._unsafeUnwrap();
    expect(isWorkingDay(at('2026-11-20T12:00:00+03:00'), calendar)).toBe(false);
    expect(isWorkingDay(at('2026-11-22T12:00:00+03:00'), calendar)).toBe(true);
  });
});

describe('across a change of clocks', () => {
  test.each([
    ['New York in spring', '2026-03-06T12:00:00-05:00', 2, '2026-03-11T00:00:00-04:00'],
    ['New York over Thanksgiving', '2026-11-25T12:00:00-05:00', 1, '2026-11-28T00:00:00-05:00'],
  ])('working days end at midnight: %s', (_, since, workingDays, end) =>
    expect(endOf({ workingDays }, at(since), newYork)).toBe(at(end)),
  );

  test('Berlin in autumn: days end at midnight, hours are exact', () => {
    const friday = at('2026-10-23T12:00:00+02:00');
    expect(endOf({ workingDays: 1 }, friday, berlin)).toBe(at('2026-10-27T00:00:00+01:00'));
    expect(endOf({ days: 2 }, friday, berlin)).toBe(at('2026-10-26T00:00:00+01:00'));
    expect(endOf({ hours: 48 }, friday, berlin)).toBe(at('2026-10-25T11:00:00+01:00'));
  });

  // Shanghai had summer time from 1986 to 1991. Instants begin in 2000, so no deadline of ours can fall there.
  test('Shanghai has had one offset ever since instants begin', () => {
    const zone = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', timeZoneName: 'longOffset' });
    const offset = (day: number) => zone.formatToParts(day).find(({ type }) => type === 'timeZoneName')?.value;
    expect(offset(Date.UTC(1988, 6, 1))).toBe('GMT+09:00');
    for (let day = Date.UTC(2000, 0, 1); day < Date.UTC(2030, 0, 1); day += 30 * 86_400_000) {
      expect(offset(day)).toBe('GMT+08:00');
    }
  });
});

describe('wherever the process runs', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  test.each(['UTC', 'America/New_York', 'Pacific/Kiritimati'])('the days are the same in %s', async (there) => {
    process.env.TZ = there;
    const again = await publicHolidayCalendar({ country: 'DE', state: 'BE', zone: 'Europe/Berlin', ...years });
    expect(again._unsafeUnwrap()).toEqual(berlin);
  });
});

describe('what is not known is not made up', () => {
  const germany = { country: 'DE', zone: 'Europe/Berlin', ...years };
  test.each([
    [{ ...germany, zone: 'Europe/Munich' }, 'calendar.zone_unknown'],
    [{ ...germany, fromYear: 2028 }, 'calendar.years_not_in_order'],
    [{ ...germany, fromYear: 2000, toYear: 2199 }, 'calendar.years_not_in_order'],
    [{ ...germany, country: 'XX' }, 'calendar.country_unknown'],
    [{ ...germany, country: 'constructor' }, 'calendar.country_unknown'],
    [{ ...germany, country: 'CN' }, 'calendar.make_up_days_not_known'],
    [{ ...germany, state: 'XX' }, 'calendar.state_unknown'],
    [{ ...germany, country: 'MC', state: 'BY' }, 'calendar.state_unknown'],
    [{ ...germany, weekend: [8] }, 'input.too_big'],
  ])('%j: %s', async (asked, code) => expect((await publicHolidayCalendar(asked))._unsafeUnwrapErr().code).toBe(code));
});
