import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  betaCdf,
  betaQuantile,
  betaTail,
  binomialPmf,
  binomialQuantile,
  binomialTail,
  gammaCdf,
  gammaPdf,
  gammaQuantile,
  negativeBinomialCdf,
  negativeBinomialOf,
  negativeBinomialPmf,
  negativeBinomialQuantile,
  normalCdf,
  normalPdf,
  normalQuantile,
  normalTail,
  poissonCdf,
  poissonPmf,
  poissonQuantile,
  poissonTail,
} from '../../src/statistics/index.js';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const inside = number(1e-9, 1 - 1e-9);
const shape = number(0.05, 2000);
const close = (got: number, wanted: number) => expect(Math.abs(got - wanted)).toBeLessThan(1e-10);

describe('laws of distributions', () => {
  test('a quantile has its probability below it', () => {
    fc.assert(
      fc.property(inside, shape, shape, (p, a, b) => {
        close(normalCdf(normalQuantile(p)), p);
        close(gammaCdf(gammaQuantile(p, a), a), p);
        // A quantile within a rounding of 1 cannot be told from 1.
        const x = betaQuantile(p, a, b);
        if (x < 0.999_999 && x > 1e-6) close(betaCdf(x, a, b), p);
      }),
    );
  });

  test('normal and beta are symmetrical', () => {
    fc.assert(
      fc.property(number(-30, 30), number(0.001, 0.999), shape, shape, (z, x, a, b) => {
        close(normalTail(z), normalCdf(-z));
        close(normalCdf(z) + normalTail(z), 1);
        close(normalPdf(z), normalPdf(-z));
        close(betaCdf(x, a, b), betaTail(1 - x, b, a));
      }),
    );
  });

  test('probabilities of counts add up to those of at most so many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), number(1e-6, 40), number(1.01, 20), (k, mean, factor) => {
        const spread = negativeBinomialOf(mean, mean * factor);
        let [poisson, negative] = [0, 0];
        for (let i = 0; i <= k; i += 1) {
          poisson += poissonPmf(i, mean);
          if (spread !== undefined) negative += negativeBinomialPmf(i, spread);
        }
        close(poissonCdf(k, mean), poisson);
        close(poissonTail(k, mean), 1 - poisson);
        if (spread !== undefined) close(negativeBinomialCdf(k, spread), negative);
      }),
    );
  });

  test('all outcomes of a binomial add up to one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), number(0, 1), (trials, rate) => {
        let sum = 0;
        for (let k = 0; k <= trials; k += 1) sum += binomialPmf(k, trials, rate);
        close(sum, 1);
      }),
    );
  });

  test('the quantile of a count is the least that suffices', () => {
    fc.assert(
      fc.property(inside, number(0.01, 5000), number(0, 1), (p, mean, rate) => {
        const k = poissonQuantile(p, mean);
        expect(poissonTail(k, mean)).toBeLessThanOrEqual(1 - p + 1e-12);
        if (k > 0) expect(poissonTail(k - 1, mean)).toBeGreaterThanOrEqual(1 - p - 1e-12);
        const of = negativeBinomialOf(mean, 3 * mean);
        if (of !== undefined) {
          const n = negativeBinomialQuantile(p, of);
          expect(negativeBinomialCdf(n, of)).toBeGreaterThanOrEqual(p - 1e-12);
          if (n > 0) expect(negativeBinomialCdf(n - 1, of)).toBeLessThanOrEqual(p + 1e-12);
        }
        const successes = binomialQuantile(p, 50, rate);
        expect(binomialTail(successes, 50, rate)).toBeLessThanOrEqual(1 - p + 1e-12);
      }),
    );
  });

  test('a density is the slope of its distribution', () => {
    const step = 1e-5;
    for (const a of [0.7, 3, 40]) {
      for (const x of [0.5, 2, 30]) {
        const slope = (gammaCdf(x + step, a) - gammaCdf(x - step, a)) / (2 * step);
        expect(gammaPdf(x, a)).toBeCloseTo(slope, 6);
      }
    }
  });

  test('what is no probability has no quantile', () => {
    for (const p of [-0.1, 1.1, Number.NaN]) {
      for (const quantile of [normalQuantile(p), gammaQuantile(p, 2), betaQuantile(p, 2, 3), poissonQuantile(p, 2)]) {
        expect(quantile).toBeNaN();
      }
    }
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
  });
});
