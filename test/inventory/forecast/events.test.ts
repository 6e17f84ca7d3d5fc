import { describe, expect, test } from 'vitest';
import { forecast, type Series } from '../../../src/inventory/forecast/index.js';
import { answerOf } from './support.js';

/** Days of 20 units, weekends of 35; on two sales days three times as many. */
const usual = Array.from({ length: 84 }, (_, i) => (i % 7 >= 5 ? 35 : 20));
const SALES_DAYS = [31, 66];
const values = usual.map((value, i) => (SALES_DAYS.includes(i) ? value * 3 : value));
const ask = (events: Series['events'], sold: (number | null)[] = values) =>
  answerOf(forecast({ period: 'day', values: sold, ...(events && { events }) }, { horizon: 14 }));

describe('sales days', () => {
  test('that come again lift the forecast as they did before, and no other day', () => {
    const answer = ask([{ name: '11.11', periods: [...SALES_DAYS, 87] }]);
    expect(answer.uplifts).toEqual([{ event: '11.11', kind: 'times', by: expect.closeTo(3, 6), occurrences: 2 }]);
    expect(answer.steps.map(({ events }) => events.length)).toEqual([0, 0, 0, 1, ...Array(10).fill(0)]);
    expect(answer.steps[3]?.mean).toBeCloseTo(60, 0);
    expect(answer.steps[10]?.mean).toBeCloseTo(20, 0);
    expect(answer.steps[13]?.total.mean).toBeCloseTo(14 * 20 + 4 * 15 + 40, 0);
    expect(answer.sentence.en).toContain('11.11 selling 3 times as much as usual');
    expect(answer.history[31]).toMatchObject({ sold: 60, base: 20, events: ['11.11'] });
  });

  test('do not disturb the days around them once they are known', () => {
    expect(ask([{ name: '11.11', periods: SALES_DAYS }]).steps[3]?.mean).toBeCloseTo(20, 1);
    const known = ask([{ name: '11.11', periods: SALES_DAYS }]).steps[3]?.quantiles.at(-1) ?? 0;
    const unknown = ask(undefined).steps[3]?.quantiles.at(-1) ?? 0;
    expect(known).toBeLessThan(unknown);
  });

  test('that never happened before lift nothing, and say so', () => {
    const answer = ask([{ name: 'first time', periods: [90] }]);
    expect(answer.uplifts).toEqual([{ event: 'first time', kind: 'notLearned', by: 1, occurrences: 0 }]);
    expect(answer.steps[6]?.mean).toBeCloseTo(35, 0);
  });

  test('on which stock ran out teach nothing', () => {
    const sold = values.map((value, i) => (i === 31 ? null : value));
    expect(ask([{ name: '11.11', periods: SALES_DAYS }], sold).uplifts).toMatchObject([{ occurrences: 1 }]);
  });

  test('of an article that else does not sell add units', () => {
    const sold = usual.map((_, i) => (SALES_DAYS.includes(i) ? 12 : 0));
    const answer = ask([{ name: '11.11', periods: [...SALES_DAYS, 87] }], sold);
    expect(answer.uplifts).toMatchObject([{ kind: 'plus', by: 12 }]);
    expect(answer.steps[3]?.mean).toBeCloseTo(12, 0);
    expect(answer.steps[4]?.mean).toBe(0);
  });
});
