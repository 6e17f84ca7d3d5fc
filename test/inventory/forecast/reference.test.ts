import { describe, expect, test } from 'vitest';
import { type Forecast, forecast } from '../../../src/inventory/forecast/index.js';
import { answerOf, referenceRows } from './support.js';

/** Some of the series, to stay quick; `npm run bench -- forecast` runs all. */
const sample = <T>(rows: readonly T[], every: number): T[] => rows.filter((_, i) => i % every === 0);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const numbers = (text = ''): number[] => text.trim().split(' ').map(Number);

describe('against published series', () => {
  const m3 = referenceRows('m3.csv.gz');
  test.skipIf(m3 === undefined)(
    'the choice is near the best method of the M3 competition, and its intervals hold',
    () => {
      const monthly = sample(
        (m3 ?? []).filter(([, period]) => period === 'MONTHLY'),
        20,
      );
      const scores: number[] = [];
      const inside: number[] = [];
      for (const row of monthly) {
        const [values, test] = [numbers(row[6]), numbers(row[7])];
        const { steps } = answerOf(
          forecast({ values }, { horizon: test.length, season: 12, probabilities: [0.1, 0.9] }),
        );
        const scale = mean(values.slice(12).map((value, i) => Math.abs(value - (values[i] ?? 0))));
        scores.push(mean(test.map((value, i) => Math.abs(value - (steps[i]?.mean ?? 0)))) / scale);
        inside.push(mean(test.map((value, i) => (within(value, steps[i]) ? 1 : 0))));
      }
      expect(mean(scores)).toBeLessThan(0.9);
      expect(mean(inside)).toBeGreaterThan(0.75);
      expect(mean(inside)).toBeLessThan(0.87);
    },
  );

  const parts = referenceRows('carparts.csv.gz');
  test.skipIf(parts === undefined)('the choice for spare parts beats the forecast of zero', () => {
    const complete = (parts ?? []).filter((row) => !row.includes('')).map((row) => row.slice(1).map(Number));
    const scores: number[] = [];
    const zeros: number[] = [];
    for (const units of sample(complete, 4)) {
      const [values, test] = [units.slice(0, -12), units.slice(-12)];
      if (!values.some((value) => value > 0)) continue;
      const { steps } = answerOf(forecast({ values }, { horizon: 12, season: 1 }));
      const scale = mean(values.slice(1).map((value, i) => (value - (values[i] ?? 0)) ** 2));
      scores.push(Math.sqrt(mean(test.map((value, i) => (value - (steps[i]?.mean ?? 0)) ** 2)) / scale));
      zeros.push(Math.sqrt(mean(test.map((value) => value * value)) / scale));
    }
    expect(mean(scores)).toBeLessThan(mean(zeros));
  });
});

const within = (value: number, step: Forecast['steps'][number] | undefined): boolean =>
  value >= (step?.quantiles[0] ?? 0) && value <= (step?.quantiles[1] ?? 0);
