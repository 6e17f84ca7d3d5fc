import { afterEach, describe, expect, test } from 'vitest';
import { chinaCalendar } from '../../src/calendars/index.js';
import { Calendar, endOf, type Instant, instant, isWorkingDay } from '../../src/kernel/index.js';

const at = (local: string): Instant => instant(Date.parse(`${local}+08:00`));
const calendar = (await chinaCalendar(2024, 2026))._unsafeUnwrap();
const isWorked = (date: string) => isWorkingDay(at(`${date}T12:00:00`), calendar);
const dates = (year: number, first: string, last: string): string[] => {
  const all: string[] = [];
  for (let day = Date.parse(`${year}-${first}`); day <= Date.parse(`${year}-${last}`); day += 86_400_000) {
    all.push(new Date(day).toISOString().slice(0, 10));
  }
  return all;
};

// The State Council's notices: 国办发明电〔2023〕7号 (People's Daily, 2023-10-26), 国办发明电〔2024〕12号 (2024-11-12)
// and that of 2025-11-04 (Xinhua, politics.gmw.cn/2025-11/04/content_38391083.htm).
const notices = [
  { year: 2024, name: 'Spring Festival', off: ['02-10', '02-17'], worked: ['02-04', '02-18'] },
  { year: 2024, name: 'Qingming', off: ['04-04', '04-06'], worked: ['04-07'] },
  { year: 2024, name: 'Labour Day', off: ['05-01', '05-05'], worked: ['04-28', '05-11'] },
  { year: 2024, name: 'Dragon Boat', off: ['06-10', '06-10'], worked: [] },
  { year: 2024, name: 'Mid-Autumn', off: ['09-15', '09-17'], worked: ['09-14'] },
  { year: 2024, name: 'National Day', off: ['10-01', '10-07'], worked: ['09-29', '10-12'] },
  { year: 2025, name: 'New Year', off: ['01-01', '01-01'], worked: [] },
  { year: 2025, name: 'Spring Festival', off: ['01-28', '02-04'], worked: ['01-26', '02-08'] },
  { year: 2025, name: 'Labour Day', off: ['05-01', '05-05'], worked: ['04-27'] },
  { year: 2025, name: 'Dragon Boat', off: ['05-31', '06-02'], worked: [] },
  { year: 2025, name: 'National Day and Mid-Autumn', off: ['10-01', '10-08'], worked: ['09-28', '10-11'] },
  { year: 2026, name: 'New Year', off: ['01-01', '01-03'], worked: ['01-04'] },
  { year: 2026, name: 'Spring Festival', off: ['02-15', '02-23'], worked: ['02-14', '02-28'] },
  { year: 2026, name: 'Labour Day', off: ['05-01', '05-05'], worked: ['05-09'] },
  { year: 2026, name: 'Dragon Boat', off: ['06-19', '06-21'], worked: [] },
  { year: 2026, name: 'Mid-Autumn', off: ['09-25', '09-27'], worked: [] },
  { year: 2026, name: 'National Day', off: ['10-01', '10-07'], worked: ['09-20', '10-10'] },
] as const;

describe("China's working days are those of the State Council's notices", () => {
  test.each(notices)('$name $year', ({ year, off, worked }) => {
    for (const date of dates(year, off[0], off[1])) expect([date, isWorked(date)]).toEqual([date, false]);
    for (const day of worked) expect([day, isWorked(`${year}-${day}`)]).toEqual([day, true]);
  });

  test('the days around are plain weekdays and weekends', () => {
    expect(isWorked('2026-09-30')).toBe(true);
    expect(isWorked('2026-10-08')).toBe(true);
    expect(isWorked('2026-10-11')).toBe(false);
    expect(isWorked('2024-02-09')).toBe(true);
  });

  test('there are 8 worked weekend days in 2024, 5 in 2025 and 6 in 2026', () => {
    const count = (year: number) => calendar.workedDays.filter((date) => date.startsWith(`${year}`)).length;
    expect([2024, 2025, 2026].map(count)).toEqual([8, 5, 6]);
  });

  test('it is plain data which its schema takes, and tells its source', () => {
    expect(Calendar.parse(JSON.parse(JSON.stringify(calendar)))).toEqual(calendar);
    expect(calendar.source).toContain('2024 to 2026');
  });
});

describe('deadlines over the holidays', () => {
  test.each([
    ['three working days over Golden Week 2026', '2026-09-30T18:00:00', 3, '2026-10-11T00:00:00'],
    ['one working day over Golden Week 2025', '2025-09-30T18:00:00', 1, '2025-10-10T00:00:00'],
    ['two working days before Spring Festival 2026', '2026-02-13T09:00:00', 2, '2026-02-25T00:00:00'],
    ['paid in the holidays', '2026-10-03T12:00:00', 1, '2026-10-09T00:00:00'],
  ])('%s', (_, since, workingDays, end) => expect(endOf({ workingDays }, at(since), calendar)).toBe(at(end)));

  test('seven days run through the holidays, or to the next working day where a law asks so', () => {
    const signed = at('2026-09-25T12:00:00');
    expect(endOf({ days: 7 }, signed, calendar)).toBe(at('2026-10-03T00:00:00'));
    expect(endOf({ days: 7, ifNotWorked: 'nextWorkingDay' }, signed, calendar)).toBe(at('2026-10-09T00:00:00'));
  });
});

describe('wherever the process runs', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  test.each([
    'UTC',
    'Asia/Shanghai',
    'America/New_York',
    'America/Sao_Paulo',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
  ])('the days are the same in %s', async (there) => {
    process.env.TZ = there;
    expect((await chinaCalendar(2024, 2026))._unsafeUnwrap()).toEqual(calendar);
  });
});

describe('what is not known is not made up', () => {
  test.each([
    [2026, 2099, 'calendar.years_not_in_order'],
    [2026, 2030, 'calendar.years_not_known'],
    [2000, 2004, 'calendar.years_not_known'],
    [2026, 2025, 'calendar.years_not_in_order'],
    [1999, 2025, 'calendar.years_not_in_order'],
    [2025.5, 2026, 'calendar.years_not_in_order'],
    [Number.NaN, 2026, 'calendar.years_not_in_order'],
  ])('%d to %d: %s', async (from, to, code) =>
    expect((await chinaCalendar(from, to))._unsafeUnwrapErr().code).toBe(code),
  );
});
