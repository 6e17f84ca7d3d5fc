import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betaTail, fitBetaPrior, shrinkRate, wilsonInterval } from '../../src/statistics/index.js';

describe('a rate with its interval', () => {
  test('knows no data from a rate of nothing', () => {
    expect(wilsonInterval({ successes: 0, trials: 0 }, 0.95)).toEqual({ kind: 'noData' });
  });

  test.each([
    [0, 10, 0, 0.27753],
    [1, 3, 0.06149, 0.79234],
    [10, 10, 0.72247, 1],
    [414, 5164, 0.073072, 0.087893],
  ])('%i of %i lies within its published bounds', (successes, trials, lower, upper) => {
    const estimate = wilsonInterval({ successes, trials }, 0.95);
    expect(estimate).toMatchObject({ kind: 'rate', trials });
    if (estimate.kind === 'noData') return;
    expect(estimate.lower).toBeCloseTo(lower, 5);
    expect(estimate.upper).toBeCloseTo(upper, 5);
  });

  test('holds its rate and stays between nothing and all', () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0.5, max: 0.999, noNaN: true }),
        (k, n, level) => {
          const estimate = wilsonInterval({ successes: Math.min(k, n), trials: n }, level);
          if (estimate.kind === 'noData') throw new Error('there is data');
          expect(estimate.lower).toBeGreaterThanOrEqual(0);
          expect(estimate.lower).toBeLessThanOrEqual(estimate.rate);
          expect(estimate.upper).toBeGreaterThanOrEqual(estimate.rate);
          expect(estimate.upper).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

const tallies = (pairs: readonly (readonly [number, number])[]) =>
  pairs.map(([successes, trials]) => ({ successes, trials }));

describe('rates of small groups', () => {
  test('fit the prior that makes them most likely', () => {
    const prior = fitBetaPrior(tallies([[3, 20], [10, 45], [1, 30], [8, 25], [0, 12], [20, 90], [5, 60], [9, 33]])); // biome-ignore format: a table
    expect(prior?.a).toBeCloseTo(3.471617, 3);
    expect(prior?.b).toBeCloseTo(16.897637, 3);
  });

  test('are drawn towards the rate of all', () => {
    const shrunk = shrinkRate({ a: 48.306, b: 315.19 }, { successes: 54, trials: 291 }, 0.95);
    expect(shrunk.rate).toBeCloseTo(0.1563, 4);
    expect(shrunk.aboveAverage).toBeCloseTo(0.9553095152953407, 10);
    expect(betaTail(690 / 5164, shrunk.a, shrunk.b)).toBeCloseTo(0.95, 3);
    expect(shrunk.lower).toBeCloseTo(0.12952894380136354, 12);
    expect(shrunk.upper).toBeCloseTo(0.18508519597213974, 12);
  });

  test('that differ by chance alone are as good as equal', () => {
    const prior = fitBetaPrior(tallies(Array.from({ length: 20 }, () => [10, 100] as const)));
    expect((prior?.a ?? 0) + (prior?.b ?? 0)).toBeGreaterThan(1e4);
  });

  test('tell nothing where there is no data, or where all went the same way', () => {
    expect(fitBetaPrior([])).toBeUndefined();
    expect(fitBetaPrior(tallies([[0, 0]]))).toBeUndefined();
    expect(fitBetaPrior(tallies([[5, 5], [9, 9]]))).toBeUndefined(); // biome-ignore format: a table
  });
});
