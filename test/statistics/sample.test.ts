import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  drawGamma,
  drawNormal,
  drawPoisson,
  goldenSection,
  meanOf,
  nelderMead,
  populationVarianceOf,
  quantileOf,
  randomFrom,
  sumOf,
  varianceOf,
} from '../../src/statistics/index.js';

const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 50 });

describe('a sample', () => {
  test('has the mean, variances and quantiles of the textbook', () => {
    const sample = [2, 4, 4, 4, 5, 5, 7, 9];
    expect(sumOf(sample)).toBe(40);
    expect(meanOf(sample)).toBe(5);
    expect(populationVarianceOf(sample)).toBe(4);
    expect(varianceOf(sample)).toBeCloseTo(32 / 7, 12);
    // R: quantile(c(2, 4, 4, 4, 5, 5, 7, 9), c(.1, .25, .9)) with its default type 7.
    for (const [p, value] of [
      [0.1, 3.4],
      [0.25, 4],
      [0.9, 7.6],
    ] as const)
      expect(quantileOf(sample, p)).toBeCloseTo(value, 12);
  });

  test('of nothing has no mean, of one value no variance', () => {
    expect(meanOf([])).toBeNaN();
    expect(quantileOf([], 0.5)).toBeNaN();
    expect(varianceOf([3])).toBeNaN();
  });

  test('has quantiles that rise from its least to its greatest', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (sample, p, q) => {
          const [low, high] = [quantileOf(sample, Math.min(p, q)), quantileOf(sample, Math.max(p, q))];
          expect(low).toBeLessThanOrEqual(high + 1e-9);
          expect(low).toBeGreaterThanOrEqual(Math.min(...sample));
          expect(high).toBeLessThanOrEqual(Math.max(...sample));
        },
      ),
    );
  });
});

describe('random numbers', () => {
  test('are fixed by their seed, and go on from a stored state', () => {
    const first = randomFrom(42);
    // The published mulberry32 gives these for seed 42.
    expect([first.next(), first.next()].map((x) => Math.floor(x * 2 ** 32))).toEqual([2581720956, 1925393290]);
    const again = randomFrom(first.state);
    expect(Array.from({ length: 5 }, () => again.next())).toEqual(Array.from({ length: 5 }, () => first.next()));
  });

  test('have the mean and spread that was asked for', () => {
    const random = randomFrom(7);
    const sample = (draw: () => number) => Array.from({ length: 5000 }, draw);
    const normal = sample(() => drawNormal(random, 10, 3));
    const poisson = sample(() => drawPoisson(random, 2.5));
    const gamma = sample(() => drawGamma(random, 3, 2));
    expect(meanOf(normal)).toBeCloseTo(10, 0);
    expect(Math.sqrt(varianceOf(normal))).toBeCloseTo(3, 1);
    expect(meanOf(poisson)).toBeCloseTo(2.5, 1);
    expect(varianceOf(poisson)).toBeCloseTo(2.5, 0);
    expect(meanOf(gamma)).toBeCloseTo(6, 0);
    expect(varianceOf(gamma)).toBeCloseTo(12, -1);
  });
});

describe('searches for the least', () => {
  test('find the bottom of a valley', () => {
    expect(goldenSection((x) => (x - 0.3) ** 2, 0, 1, 1e-8).x).toBeCloseTo(0.3, 6);
  });

  test("find the bottom of Rosenbrock's bent valley", () => {
    const rosenbrock = ([x = 0, y = 0]: readonly number[]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    const { x } = nelderMead(rosenbrock, [-1.2, 1], { steps: [0.5, 0.5], mostEvaluations: 1000, tolerance: 1e-16 });
    expect(x[0]).toBeCloseTo(1, 4);
    expect(x[1]).toBeCloseTo(1, 4);
  });

  test('take what is no number for the worst', () => {
    const f = ([x = 0]: readonly number[]) => (x < 0 ? Number.NaN : (x - 0.1) ** 2);
    const { x } = nelderMead(f, [1], { steps: [0.5], mostEvaluations: 200, tolerance: 1e-16 });
    expect(x[0]).toBeCloseTo(0.1, 4);
  });
});
