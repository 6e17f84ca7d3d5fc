import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Forecast, type ForecastOptions, forecast } from '../../../src/inventory/forecast/index.js';
import { answerOf } from './support.js';

const ask = (values: (number | null)[], options: Partial<ForecastOptions> = {}): Forecast =>
  answerOf(forecast({ values }, { horizon: 4, ...options }));

/** A year and a half of weeks with a level, waves and a rhythm, without chance. */
const weeks = Array.from({ length: 80 }, (_, i) => Math.round(100 + 20 * Math.sin(i / 5) + 10 * ((i * 7) % 5)));
const now = [0, 0, 4, 0, 0, 0, 7, 0, 1, 0, 0, 3, 0, 0, 0, 0, 12, 0, 0, 2, 0, 0, 0, 5, 0, 0];

describe('a forecast', () => {
  test('says for each period what to expect, alone and summed up', () => {
    const { steps, probabilities } = ask(weeks, { horizon: 3, probabilities: [0.5, 0.9] });
    expect(probabilities).toEqual([0.5, 0.9]);
    expect(steps.map(({ at }) => at)).toEqual([80, 81, 82]);
    const [one, two, three] = steps;
    const sum = (one?.mean ?? 0) + (two?.mean ?? 0) + (three?.mean ?? 0);
    expect(three?.total.mean).toBeCloseTo(sum, 9);
    expect(one?.total.quantiles[1]).toBeCloseTo(one?.quantiles[1] ?? 0, 6);
    // Errors of several weeks partly cancel out: their total is surer than the sum of the single quantiles.
    const each = steps.reduce((total, { quantiles }) => total + (quantiles[1] ?? 0), 0);
    expect(three?.total.quantiles[1]).toBeLessThan(each);
  });

  test('carries dates, history and method, and a sentence in two languages', () => {
    const answer = answerOf(forecast({ values: weeks, period: 'week', firstDay: '2025-01-06' }, { horizon: 2 }));
    expect(answer.steps.map(({ firstDay }) => firstDay)).toEqual(['2026-07-20', '2026-07-27']);
    expect(answer.history[0]).toEqual({ at: 0, firstDay: '2025-01-06', sold: 100, base: 100, events: [] });
    expect(answer.parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(answer.backtest?.mase).toBeGreaterThan(0);
    expect(answer.sentence.en).toMatch(
      /^In the next 2 weeks expect about \d+ units, and no more than \d+ with a chance/,
    );
    expect(answer.sentence.zh).toMatch(/^预计未来 2 周销售约 \d+ 件/);
  });

  test('mixes methods by their errors, and names one where it is alone', () => {
    expect(ask(weeks).method).toBe('combination');
    expect(ask(weeks, { methods: ['theta'] })).toMatchObject({
      method: 'theta',
      parts: [{ name: 'theta', weight: 1 }],
    });
    const line = Array.from({ length: 30 }, (_, i) => 50 + 4 * i);
    expect(ask(line).method).toBe('linearTrend');
  });

  test('follows the season that its period implies', () => {
    const days = Array.from({ length: 70 }, (_, i) => [20, 20, 20, 20, 25, 60, 50][i % 7] ?? 0);
    const { steps, season } = answerOf(forecast({ values: days, period: 'day' }, { horizon: 7 }));
    expect(season).toBe(7);
    expect(steps[5]?.mean).toBeCloseTo(60, 0);
    expect(steps[0]?.mean).toBeCloseTo(20, 0);
  });

  test('of demand in fits and starts is judged without the absolute error, where zero would win', () => {
    const answer = ask(now, { probabilities: [0.1, 0.5, 0.9, 0.95] });
    expect(answer.demand.kind).toBe('lumpy');
    expect(answer.backtest).toMatchObject({ rmsse: expect.any(Number) });
    expect(answer.backtest).not.toHaveProperty('mase');
    expect(answer.parts.map(({ name }) => name)).toContain('imapa');
    const [low, middle, high] = answer.steps[0]?.quantiles ?? [];
    expect([low, (middle ?? 9) < 2, (high ?? 0) > 2]).toEqual([0, true, true]);
  });

  test('of what never sold is nothing, and says so', () => {
    const answer = ask(Array(20).fill(0));
    expect(answer.method).toBe('neverSold');
    expect(answer.steps.every(({ mean, quantiles }) => mean === 0 && quantiles.every((value) => value === 0))).toBe(
      true,
    );
    expect(answer.sentence.en).toContain('sold nothing in 20 periods');
  });

  test('of one point is that point, with a wide margin', () => {
    const answer = ask([9], { probabilities: [0.1, 0.9] });
    expect(answer.method).toBe('fewPoints');
    expect(answer.steps[0]).toMatchObject({ mean: 9 });
    expect(answer.steps[0]?.quantiles[1]).toBeGreaterThan(13);
    expect(answer.sentence.en).toContain('too short');
  });

  test('of a constant is that constant without any doubt', () => {
    const { steps } = ask(Array(30).fill(7), { probabilities: [0.01, 0.99] });
    for (const { mean, quantiles } of steps) expect([mean, ...quantiles]).toEqual([7, 7, 7]);
  });

  test('fills a period without stock from its neighbours, and never reads it as zero', () => {
    const gaps = weeks.map((value, i) => (i % 9 === 4 ? null : value));
    const zeros = weeks.map((value, i) => (i % 9 === 4 ? 0 : value));
    const full = ask(weeks).steps[3]?.total.mean ?? 0;
    const filled = ask(gaps);
    expect(Math.abs((filled.steps[3]?.total.mean ?? 0) / full - 1)).toBeLessThan(0.05);
    expect(ask(zeros).steps[3]?.total.mean).toBeLessThan(full * 0.97);
    expect(filled.history[4]).toMatchObject({ sold: null });
    expect(filled.history[4]?.base).toBeGreaterThan(80);
  });

  test('of an article that has gone quiet leaves room for another sale', () => {
    const quiet = [...now, ...Array<number>(20).fill(0)];
    const answer = ask(quiet, { probabilities: [0.5, 0.99] });
    expect(answer.demand.phase).toBe('dying');
    expect(answer.steps[0]?.mean).toBeLessThan(0.3);
    expect(answer.steps[0]?.quantiles[1]).toBeGreaterThan(0);
    expect(answer.sentence.en).toContain('has gone quiet');
  });
});

describe('laws of forecasts', () => {
  const history = fc.oneof(
    fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 60 }),
    fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 30 })), {
      minLength: 1,
      maxLength: 60,
    }),
    fc.array(fc.option(fc.integer({ min: 0, max: 60 })), { minLength: 8, maxLength: 60 }),
  );
  const season = fc.constantFrom(1, 4, 7);
  const PROBABILITIES = [0.001, 0.05, 0.3, 0.5, 0.8, 0.9, 0.975, 0.9999];
  const askFor = (values: (number | null)[], wanted: number) =>
    forecast({ values }, { horizon: 6, season: wanted, probabilities: PROBABILITIES });

  test('quantiles rise with the probability and are never negative', () => {
    fc.assert(
      fc.property(history, season, (values, wanted) => {
        const answer = askFor(values, wanted);
        if (answer.isErr()) return expect(values.every((value) => value === null)).toBe(true);
        for (const step of answer.value.steps) {
          for (const { mean, quantiles } of [step, step.total]) {
            expect(mean).toBeGreaterThanOrEqual(0);
            expect(quantiles.every((value, i) => value >= (quantiles[i - 1] ?? 0))).toBe(true);
          }
        }
      }),
    );
  });

  test('eight times the sales are eight times the forecast', () => {
    fc.assert(
      fc.property(history, season, (values, wanted) => {
        const known = values.filter((value) => value !== null).length;
        const small = askFor(values, wanted);
        const large = askFor(
          values.map((value) => (value === null ? null : 8 * value)),
          wanted,
        );
        if (small.isErr() || large.isErr()) return;
        for (const [i, { mean, quantiles }] of small.value.steps.entries()) {
          const step = large.value.steps[i];
          expect(step?.mean).toBeCloseTo(8 * mean, 5);
          // Of few points the spread is that of counts, which grows more slowly.
          for (const [j, value] of quantiles.entries())
            if (known >= 10) expect(step?.quantiles[j]).toBeCloseTo(8 * value, 5);
        }
      }),
    );
  });

  test('more history of a constant stays that constant', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 60 }),
        season,
        (level, length, wanted) => {
          for (const { mean } of answerOf(askFor(Array(length).fill(level), wanted)).steps)
            expect(mean).toBeCloseTo(level, 6);
        },
      ),
    );
  });

  test('the same question has the same answer', () => {
    fc.assert(
      fc.property(history, (values) => {
        expect(JSON.stringify(askFor(values, 1))).toBe(JSON.stringify(askFor([...values], 1)));
      }),
      { numRuns: 30 },
    );
  });
});
