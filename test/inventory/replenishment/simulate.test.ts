import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { bestMinMax, minMaxCost, type SimulationInput, simulateStock } from '../../../src/inventory/planning.js';
import { drawPoisson, randomFrom } from '../../../src/statistics/index.js';

const input: SimulationInput = {
  demand: [4, 7, 5, 12, 3, 6],
  policy: { kind: 'minMax', reorderPoint: 8, orderUpTo: 24 },
  startingStock: 20,
  leadTime: { mean: 2, deviation: 0 },
  unmet: 'wait',
  costs: { holding: 1, order: 50, short: 30 },
  seed: 1,
};
const run = (more: Partial<SimulationInput> = {}) => simulateStock({ ...input, ...more })._unsafeUnwrap();
const code = (more: object) => simulateStock({ ...input, ...more } as SimulationInput)._unsafeUnwrapErr().code;

describe('A replay of history', () => {
  it('orders when stock falls to the point, and lets buyers wait until it comes', () => {
    const { trajectory, ...rest } = run();
    // 20 - 4 - 7 = 9; below 8 only in the fourth period, where 20 more come two periods later.
    expect(trajectory.map(({ ordered }) => ordered)).toEqual([0, 0, 0, 20, 0, 0]);
    expect(trajectory.map(({ onHand }) => onHand)).toEqual([16, 9, 4, 0, 0, 3]);
    expect(trajectory.map(({ owed }) => owed)).toEqual([0, 0, 0, 8, 11, 0]);
    expect(rest).toMatchObject({ unitsShort: 11, periodsShort: 2, orders: 1, averageStock: 32 / 6 });
    expect(rest.fillRate).toBeCloseTo(26 / 37, 9);
    expect(rest.cost).toEqual({ holding: 32, ordering: 50, short: 330, total: 412 });
  });

  it('orders for those who wait too, and not again what is on its way', () => {
    const { trajectory } = run({
      demand: [25, 0, 0],
      policy: { kind: 'minMax', reorderPoint: 15, orderUpTo: 40 },
    });
    expect(trajectory.map(({ ordered }) => ordered)).toEqual([0, 45, 0]);
    const daily = run({ demand: [5, 5, 5], policy: { kind: 'baseStock', orderUpTo: 20 } });
    expect(daily.trajectory.map(({ ordered }) => ordered)).toEqual([0, 5, 5]);
  });

  it('loses buyers who do not wait', () => {
    const { trajectory } = run({ unmet: 'lost' });
    expect(trajectory.every(({ owed }) => owed === 0)).toBe(true);
    expect(trajectory.at(-1)?.onHand).toBe(14);
  });

  it('takes what is not known for none, and tells no fill rate where nobody came', () => {
    const { fillRate, averageStock } = run({ demand: [null, 0, null] });
    expect(fillRate).toBeUndefined();
    expect(averageStock).toBe(20);
  });

  it('costs what the theory says, over a long time', () => {
    const costs = { orderCost: 64, holdingCost: 1, backorderCost: 9, mean: 10 };
    const { reorderAt, orderUpTo } = bestMinMax(costs)._unsafeUnwrap();
    const random = randomFrom(7);
    const { trajectory, orders } = run({
      demand: Array.from({ length: 10_000 }, () => drawPoisson(random, 10)),
      policy: { kind: 'minMax', reorderPoint: reorderAt, orderUpTo },
      leadTime: { mean: 0, deviation: 0 },
    });
    const cost = trajectory.reduce((sum, { onHand, owed }) => sum + onHand + 9 * owed, 64 * orders) / 10_000;
    const exact = minMaxCost({ ...costs, reorderAt, orderUpTo })._unsafeUnwrap();
    expect(Math.abs(cost / exact - 1)).toBeLessThan(0.01);
  });

  const policy = fc.oneof(
    fc.record({
      kind: fc.constant('reorderPoint' as const),
      reorderPoint: fc.integer({ min: -5, max: 40 }),
      orderQuantity: fc.integer({ min: 1, max: 40 }),
    }),
    fc.record({ kind: fc.constant('baseStock' as const), orderUpTo: fc.nat(60) }),
  );
  const replay = fc.record({
    demand: fc.array(fc.nat(20), { minLength: 1, maxLength: 60 }),
    policy,
    startingStock: fc.nat(50),
    leadTime: fc.record({ mean: fc.nat(6), deviation: fc.nat(3) }),
    reviewPeriods: fc.integer({ min: 1, max: 4 }),
    packSize: fc.integer({ min: 1, max: 12 }),
    unmet: fc.constantFrom('wait' as const, 'lost' as const),
    seed: fc.nat(),
  });

  test.prop([replay])('makes no unit and loses none', (more) => {
    const { trajectory } = run(more);
    const sum = (of: (one: (typeof trajectory)[number]) => number) =>
      trajectory.reduce((total, one) => total + of(one), 0);
    const end = trajectory.at(-1);
    expect(more.startingStock + sum(({ received }) => received)).toBe(sum(({ served }) => served) + (end?.onHand ?? 0));
    expect(sum(({ ordered }) => ordered)).toBe(sum(({ received }) => received) + (end?.onOrder ?? 0));
    expect(sum(({ ordered }) => ordered) % more.packSize).toBe(0);
    const unserved = more.unmet === 'wait' ? (end?.owed ?? 0) : sum(({ short }) => short);
    expect(sum(({ demand }) => demand)).toBe(sum(({ served }) => served) + unserved);
    for (const { onHand, owed, onOrder } of trajectory)
      expect(Math.min(onHand, owed, onOrder)).toBeGreaterThanOrEqual(0);
  });

  test.prop([replay])('the same seed gives the same course', (more) => {
    expect(run(more)).toEqual(run(more));
  });

  it('refuses what cannot be replayed', () => {
    expect(code({ demand: [] })).toBe('planning.no_periods');
    expect(code({ demand: [-1] })).toBe('quantity.must_not_be_negative');
    expect(code({ policy: { kind: 'minMax', reorderPoint: 5, orderUpTo: 5 } })).toBe(
      'planning.order_up_to_not_above_reorder_point',
    );
    expect(code({ packSize: 0 })).toBe('quantity.must_be_positive');
  });
});
