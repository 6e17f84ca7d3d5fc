import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Calendar, endOf, everyDay, type Instant, instant, isWorkingDay } from '../../src/kernel/index.js';

/** The wall clock of a zone, by the platform's own time zone data: an oracle that shares no code with ours. */
const wallClock = (zone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return (at: number): string => format.format(at);
};
const dateIn = (zone: string) => {
  const clock = wallClock(zone);
  return (at: number): string => clock(at).slice(0, 10);
};
const later = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const shanghai = everyDay('Asia/Shanghai');
const at = (text: string): Instant => instant(Date.parse(text));

describe('hours are exact, whatever the clocks do', () => {
  test.each([
    ['America/New_York', '2026-03-07T12:00:00-05:00', '2026-03-09T13:00:00-04:00'],
    ['America/New_York', '2026-10-31T12:00:00-04:00', '2026-11-02T11:00:00-05:00'],
    ['Asia/Shanghai', '2026-03-07T12:00:00+08:00', '2026-03-09T12:00:00+08:00'],
  ])('48 hours in %s', (zone, from, to) => expect(endOf({ hours: 48 }, at(from), everyDay(zone))).toBe(at(to)));
});

describe('days count from the day after and end at 24:00 local time', () => {
  test.each([
    ['signed at noon', '2026-11-22T12:00:00+08:00', 7, '2026-11-30T00:00:00+08:00'],
    ['signed just after midnight', '2026-11-22T00:00:00+08:00', 7, '2026-11-30T00:00:00+08:00'],
    ['signed just before midnight', '2026-11-22T23:59:59.999+08:00', 7, '2026-11-30T00:00:00+08:00'],
    ['on UTC it is still the day before', '2026-11-21T16:00:00Z', 7, '2026-11-30T00:00:00+08:00'],
    ['today counts for nothing more', '2026-11-22T12:00:00+08:00', 0, '2026-11-23T00:00:00+08:00'],
    ['over a leap day', '2028-02-26T12:00:00+08:00', 3, '2028-03-01T00:00:00+08:00'],
    ['onto a leap day', '2028-02-26T12:00:00+08:00', 2, '2028-02-29T00:00:00+08:00'],
    ['over a year without one', '2027-02-26T12:00:00+08:00', 3, '2027-03-02T00:00:00+08:00'],
    ['over the new year', '2026-12-30T12:00:00+08:00', 3, '2027-01-03T00:00:00+08:00'],
  ])('%s', (_, from, days, to) => expect(endOf({ days }, at(from), shanghai)).toBe(at(to)));

  test('across a change of clocks the end stays at midnight', () => {
    const berlin = everyDay('Europe/Berlin');
    expect(endOf({ days: 1 }, at('2026-03-28T12:00:00+01:00'), berlin)).toBe(at('2026-03-30T00:00:00+02:00'));
    expect(endOf({ days: 1 }, at('2026-10-24T12:00:00+02:00'), berlin)).toBe(at('2026-10-26T00:00:00+01:00'));
  });

  // Cairo, Havana, Santiago and Beirut change their clocks at midnight, so that some days begin at 01:00.
  const zones = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Africa/Cairo', 'America/Havana'];
  const rarer = ['America/Santiago', 'Asia/Beirut', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Kiritimati'];
  test.each([...zones, ...rarer])('in %s the end is the first moment of the day after the last', (zone) => {
    const date = dateIn(zone);
    const calendar = everyDay(zone);
    const moment = fc.integer({ min: Date.UTC(2023, 0, 1), max: Date.UTC(2027, 0, 1) });
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 400 }), (since, days) => {
        const end = endOf({ days }, instant(since), calendar);
        const after = later(date(since), days + 1);
        expect(date(end)).toBe(after);
        expect(date(end - 1)).toBe(later(after, -1));
        if (days < 30) expect(endOf({ workingDays: days }, instant(since), calendar)).toBe(end);
      }),
      { numRuns: 40 },
    );
  });

  test.each([...zones, ...rarer])('in %s this holds on each day of two years, at the edges of the day', (zone) => {
    const date = dateIn(zone);
    const calendar = everyDay(zone);
    for (let since = Date.UTC(2025, 0, 1, 3, 30); since < Date.UTC(2027, 0, 1); since += 86_400_000 / 2) {
      const end = endOf({ days: 1 }, instant(since), calendar);
      const after = later(date(since), 2);
      if (date(end) !== after || date(end - 1) === after) {
        expect.fail(`${wallClock(zone)(since)} + 1 day ended at ${wallClock(zone)(end)}`);
      }
    }
  });
});

describe('working days', () => {
  const office = Calendar.parse({
    zone: 'Asia/Shanghai',
    weekend: [6, 7],
    holidays: ['2026-10-01', '2026-10-02'],
    workedDays: ['2026-10-10'],
    source: 'test',
  });

  test.each([
    ['a Friday', '2026-09-25T12:00:00+08:00', true],
    ['a Saturday', '2026-09-26T12:00:00+08:00', false],
    ['a holiday', '2026-10-01T12:00:00+08:00', false],
    ['a Saturday that is worked', '2026-10-10T12:00:00+08:00', true],
    ['the last moment of a holiday', '2026-10-02T23:59:59+08:00', false],
    ['a holiday in Shanghai that has not begun in UTC', '2026-09-30T16:00:00Z', false],
  ])('%s', (_, day, worked) => expect(isWorkingDay(at(day), office)).toBe(worked));

  test.each([
    ['from Wednesday over holidays and a weekend', '2026-09-30T12:00:00+08:00', 1, '2026-10-06T00:00:00+08:00'],
    ['a worked Saturday counts', '2026-10-09T12:00:00+08:00', 1, '2026-10-11T00:00:00+08:00'],
    ['none: the end of today, worked or not', '2026-10-01T12:00:00+08:00', 0, '2026-10-02T00:00:00+08:00'],
  ])('%s', (_, from, workingDays, to) => expect(endOf({ workingDays }, at(from), office)).toBe(at(to)));

  test.each([
    ['a last day that is worked stays', '2026-09-21T12:00:00+08:00', 7, '2026-09-29T00:00:00+08:00'],
    ['a Saturday gives way to Monday', '2026-09-19T12:00:00+08:00', 7, '2026-09-29T00:00:00+08:00'],
    ['a holiday before a weekend gives way to Monday', '2026-09-24T12:00:00+08:00', 7, '2026-10-06T00:00:00+08:00'],
    ['a Saturday that is worked stays', '2026-10-03T12:00:00+08:00', 7, '2026-10-11T00:00:00+08:00'],
  ])('%s, where a law asks so', (_, from, days, to) =>
    expect(endOf({ days, ifNotWorked: 'nextWorkingDay' }, at(from), office)).toBe(at(to)),
  );

  test('more days never end earlier, and as many worked days lie between', () => {
    const moment = fc.integer({ min: Date.UTC(2026, 8, 1), max: Date.UTC(2026, 11, 1) });
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 40 }), (since, workingDays) => {
        const end = endOf({ workingDays }, instant(since), office);
        expect(endOf({ workingDays: workingDays + 1 }, instant(since), office)).toBeGreaterThan(end);
        let worked = 0;
        const day = 86_400_000;
        const today = Math.floor((since + 8 * 3_600_000) / day) * day - 8 * 3_600_000;
        for (let next = today + day; next < end; next += day) if (isWorkingDay(instant(next), office)) worked += 1;
        expect(worked).toBe(workingDays);
      }),
      { numRuns: 50 },
    );
  });

  test('a calendar that never works is refused', () => {
    expect(Calendar.safeParse({ ...office, weekend: [1, 2, 3, 4, 5, 6, 7] }).success).toBe(false);
    expect(Calendar.safeParse({ ...office, holidays: ['2026-02-30'] }).success).toBe(false);
    expect(Calendar.safeParse({ ...office, zone: 'Asia/Beijing' }).success).toBe(false);
  });
});
