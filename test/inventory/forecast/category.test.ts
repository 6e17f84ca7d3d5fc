import { describe, expect, test } from 'vitest';
import { type CategoryShape, forecast, learnCategory, type Series } from '../../../src/inventory/forecast/index.js';
import { answerOf } from './support.js';

const BY_MONTH = [0.5, 0.5, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.4, 1.2, 1, 0.8];
/** Three years of an article that sells by the season of its category. */
const article = (level: number): Series => ({
  period: 'month',
  firstDay: '2023-01-01',
  values: Array.from({ length: 36 }, (_, i) => Math.round(level * (BY_MONTH[i % 12] ?? 1) + ((i * 7) % 3))),
});
const members = [20, 40, 60, 80, 100, 150, 200].map(article);
const category = learnCategory(members) as CategoryShape;

describe('a category', () => {
  test('shows the season that its articles share, and how their levels spread', () => {
    expect(category.articles).toBe(7);
    expect(category.byPlace.length).toBe(12);
    expect(Math.max(...category.byPlace)).toBe(category.byPlace[7]);
    expect(category.level).toBeCloseTo(81, 0);
    expect(category.spread[9]).toBeCloseTo(1, 9);
    expect(category.spread[0]).toBeLessThan(0.5);
  });

  test('lends its season to an article too young to show its own, by the calendar', () => {
    // Begun in March: the season is aligned by dates, not by the first value.
    const values = BY_MONTH.slice(2, 12).map((factor) => Math.round(50 * factor));
    const young: Series = { period: 'month', firstDay: '2025-03-01', values };
    const lent = answerOf(forecast(young, { horizon: 8, category }));
    const alone = answerOf(forecast(young, { horizon: 8 }));
    // August, seven months ahead of January.
    const august = (answer: typeof lent) => answer.steps[7]?.mean ?? 0;
    expect(lent.steps[7]?.firstDay).toBe('2026-08-01');
    expect(august(lent)).toBeGreaterThan(60);
    expect(august(alone)).toBeLessThan(60);
    expect(lent.steps[0]?.mean).toBeLessThan(40);
  });

  test('stands in for an article that has not sold yet, with the spread of its articles', () => {
    const fresh: Series = { period: 'month', firstDay: '2026-01-01', values: [] };
    const answer = answerOf(forecast(fresh, { horizon: 12, category, probabilities: [0.1, 0.5, 0.9] }));
    expect(answer.method).toBe('category');
    const perMonth = (answer.steps[11]?.total.mean ?? 0) / 12;
    expect(perMonth).toBeGreaterThan(80);
    expect(perMonth).toBeLessThan(110);
    const [low = 0, middle = 0, high = 0] = answer.steps[11]?.total.quantiles ?? [];
    expect(high / low).toBeGreaterThan(3);
    expect(middle).toBeGreaterThan(low);
    expect(answer.sentence.en).toContain('similar articles');
  });

  test('gives way to what an article sells itself, month by month', () => {
    const levels = [0, 1, 3, 6].map((months) => {
      const series: Series = { period: 'month', firstDay: '2025-05-01', values: Array<number>(months).fill(400) };
      return (answerOf(forecast(series, { horizon: 12, category })).steps[11]?.total.mean ?? 0) / 12;
    });
    expect(levels.every((level, i) => level > (levels[i - 1] ?? 0))).toBe(true);
  });

  test('in which nothing sold is none', () => {
    expect(learnCategory([])).toBeUndefined();
    expect(learnCategory([{ values: [0, 0] }, { values: [null] }])).toBeUndefined();
  });

  test('without two seasons of history knows no season', () => {
    expect(learnCategory([{ period: 'month', values: [3, 4, 5] }])?.byPlace).toEqual([1]);
  });
});
