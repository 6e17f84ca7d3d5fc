import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  earliest,
  instant,
  isoOf,
  latest,
  plusHours,
  plusMilliseconds,
  roundUpToMinute,
} from '../../src/kernel/index.js';

const noon = instant(Date.UTC(2026, 10, 22, 12));

describe('instants', () => {
  test('hours are exact, also parts of them', () => {
    expect(plusHours(noon, 48)).toBe(Date.UTC(2026, 10, 24, 12));
    expect(plusHours(noon, 0.5)).toBe(Date.UTC(2026, 10, 22, 12, 30));
    expect(plusHours(noon, 1 / 3)).toBe(Date.UTC(2026, 10, 22, 12, 20));
    expect(plusMilliseconds(noon, -1)).toBe(noon - 1);
  });

  test('the earliest of some, of none, and of those that are known', () => {
    expect(earliest([noon, plusHours(noon, -1), undefined])).toBe(plusHours(noon, -1));
    expect(earliest([undefined])).toBeUndefined();
    expect(earliest([])).toBeUndefined();
    expect(latest(noon, plusHours(noon, 1))).toBe(plusHours(noon, 1));
  });

  test('rounding up never shortens, and adds less than a minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2199, 0, 1) }), (at) => {
        const rounded = roundUpToMinute(instant(at));
        expect(rounded % 60_000).toBe(0);
        expect(rounded - at).toBeGreaterThanOrEqual(0);
        expect(rounded - at).toBeLessThan(60_000);
      }),
    );
  });

  test('read as ISO 8601 in UTC', () => expect(isoOf(noon)).toBe('2026-11-22T12:00:00.000Z'));
});
