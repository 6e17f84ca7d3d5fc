import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { METHOD_NAMES, METHODS, type MethodName } from '../../../src/inventory/forecast/index.js';

/** What a method foretells after a whole history. */
const foretold = (name: MethodName, history: readonly number[], horizon: number, season = 1): number[] => {
  const learned = METHODS[name](history, season);
  if (learned === undefined) throw new Error(`${name} learns nothing from ${history.length} points`);
  return learned(history)(history.length, horizon);
};
const near = (got: readonly number[], wanted: readonly number[], digits = 6) =>
  expect(got.map((value, i) => Math.abs(value - (wanted[i] ?? Number.NaN)) < 0.5 * 10 ** -digits)).not.toContain(false);

const PATTERN = [10, 20, 60, 30];
const seasonal = Array.from({ length: 24 }, (_, i) => PATTERN[i % 4] ?? 0);
const straight = Array.from({ length: 20 }, (_, i) => 100 + 5 * i);

describe('methods', () => {
  test('seasonal naive repeats the last season', () => {
    expect(foretold('seasonalNaive', [1, 2, 3, 4, 5, 6], 5, 3)).toEqual([4, 5, 6, 4, 5]);
    expect(foretold('seasonalNaive', [1, 2, 3], 2)).toEqual([3, 3]);
  });

  test('a straight trend goes on, a damped one flattens', () => {
    near(foretold('linearTrend', straight, 3), [200, 205, 210], 3);
    const [first = 0, second = 0, third = 0] = foretold('dampedTrend', straight, 3);
    expect(first).toBeGreaterThan(198);
    expect(third - second).toBeLessThan(second - first + 1e-9);
  });

  test('theta goes on with half the slope of the line', () => {
    const steps = foretold('theta', straight, 3);
    expect((steps[2] ?? 0) - (steps[1] ?? 0)).toBeCloseTo(2.5, 9);
  });

  test.each([
    'simpleSmoothing',
    'dampedTrend',
    'linearTrend',
    'theta',
    'holtWintersAdditive',
    'holtWintersMultiplicative',
    'slowSmoothing',
  ] as const)('%s keeps a season that never changes', (name) =>
    near(foretold(name, seasonal, 6, 4), [10, 20, 60, 30, 10, 20], 1),
  );

  test("Croston's rate is the smoothed size over the smoothed interval", () => {
    // Sizes 4, then 4 + 0.1 (6 - 4) = 4.2; intervals 2, then 2 + 0.1 (3 - 2) = 2.1.
    near(foretold('croston', [0, 4, 0, 0, 6, 0], 2), [2, 2], 12);
    near(foretold('sba', [0, 4, 0, 0, 6, 0], 1), [1.9], 12);
  });

  test('TSB falls with every period without a sale, Croston does not', () => {
    const dying = [5, 0, 5, 0, 5, 0, 5, 0, 5, 0, 0, 0, 0, 0, 0, 0];
    const still = dying.slice(0, 10);
    expect(foretold('tsb', dying, 1)[0]).toBeLessThan((foretold('tsb', still, 1)[0] ?? 0) * 0.7);
    expect(foretold('croston', dying, 1)).toEqual(foretold('croston', still, 1));
  });

  test('sums over the usual interval find the rate of a regular rhythm', () => {
    const rhythm = Array.from({ length: 30 }, (_, i) => (i % 3 === 2 ? 6 : 0));
    near(foretold('adida', rhythm, 2), [2, 2], 9);
    expect(foretold('imapa', rhythm, 1)[0]).toBeGreaterThan(1.5);
  });

  test('each says so where a history is too short for it', () => {
    for (const name of METHOD_NAMES) expect(METHODS[name]([], 12)).toBeUndefined();
    expect(METHODS.holtWintersAdditive([1, 2, 3], 12)).toBeUndefined();
    expect(METHODS.holtWintersMultiplicative(Array(30).fill(0), 12)).toBeUndefined();
  });

  test('what a method foretold at an origin does not depend on what came after', () => {
    const sales = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 16, maxLength: 30 });
    fc.assert(
      fc.property(sales, fc.constantFrom(...METHOD_NAMES), fc.constantFrom(1, 4), (values, name, season) => {
        const learned = METHODS[name](values.slice(0, 12), season);
        if (learned === undefined) return;
        const short = learned(values.slice(0, 14))(14, 5);
        near(learned(values)(14, 5), short, 9);
      }),
    );
  });

  test('ten times the sales are ten times the forecast, and a constant stays a constant', () => {
    const sales = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 16, maxLength: 40 });
    fc.assert(
      fc.property(
        sales,
        fc.constantFrom(...METHOD_NAMES),
        fc.integer({ min: 1, max: 99 }),
        (values, name, constant) => {
          const learned = METHODS[name](values, 4);
          const times = METHODS[name](
            values.map((value) => value * 8),
            4,
          );
          if (learned !== undefined && times !== undefined) {
            const small = learned(values)(values.length, 5).map((value) => value * 8);
            near(times(values.map((value) => value * 8))(values.length, 5), small);
          }
          const level = Array<number>(20).fill(constant);
          near(foretold(name, level, 5, 4), Array<number>(5).fill(name === 'sba' ? constant * 0.95 : constant), 4);
        },
      ),
    );
  });
});
