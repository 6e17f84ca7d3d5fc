import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  allUnitsDiscount,
  approximateMinMax,
  baseStock,
  bestMinMax,
  bestReorderPoint,
  bestWholeReorderPolicy,
  economicOrderQuantity,
  economicOrderQuantityWithBackorders,
  economicProductionQuantity,
  incrementalDiscount,
  leadTimeDemand,
  minMaxCost,
  newsvendor,
  newsvendorCost,
  planJointOrders,
  planLots,
  reorderPolicyByStockLevel,
  reorderPolicyCost,
  safetyStockForCycleService,
  safetyStockForFillRate,
  serviceForCost,
  serviceOf,
  wholeReorderPolicyCost,
} from '../../../src/inventory/planning.js';

// The published examples are computed by `npm run check -- theory`; here stand the laws, and one figure of each kind.
const positive = fc.double({ min: 0.01, max: 1000, noNaN: true });
const costs = { orderCost: 8, holdingCost: 0.225 };
const code = (answer: { isErr(): boolean; error?: unknown }) => (answer as { error: { code: string } }).error?.code;

describe('How much to order at once', () => {
  test.prop([positive, positive, positive, positive])(
    'no lot costs less than the economic one',
    (orderCost, holdingCost, demand, other) => {
      const { orderQuantity, costRate } = economicOrderQuantity({ orderCost, holdingCost, demand })._unsafeUnwrap();
      const costOf = (q: number) => (orderCost * demand) / q + (holdingCost * q) / 2;
      expect(costOf(orderQuantity)).toBeCloseTo(costRate, 6);
      expect(costOf(other)).toBeGreaterThanOrEqual(costRate * (1 - 1e-9));
    },
  );

  it('buyers who wait, and goods that arrive while they are made, allow larger lots at less cost', () => {
    const plain = economicOrderQuantity({ ...costs, demand: 1300 })._unsafeUnwrap();
    const waiting = economicOrderQuantityWithBackorders({ ...costs, demand: 1300, backorderCost: 1 })._unsafeUnwrap();
    const made = economicProductionQuantity({ ...costs, demand: 1300, productionRate: 2000 })._unsafeUnwrap();
    for (const other of [waiting, made]) {
      expect(other.orderQuantity).toBeGreaterThan(plain.orderQuantity);
      expect(other.costRate).toBeLessThan(plain.costRate);
    }
  });

  const bands = [
    { from: 0, unitCost: 0.75 },
    { from: 400, unitCost: 0.72 },
    { from: 800, unitCost: 0.68 },
  ];
  const discount = { orderCost: 8, holdingRate: 0.3, demand: 1300, bands };

  it('a discount on all units is never worse than one on further units only', () => {
    const all = allUnitsDiscount(discount)._unsafeUnwrap();
    const further = incrementalDiscount(discount)._unsafeUnwrap();
    expect(all).toMatchObject({ orderQuantity: 800, region: 2 });
    expect(all.costRate).toBeLessThanOrEqual(further.costRate);
  });

  it('says which numbers cannot be', () => {
    const wrong = (bad: object) => code(allUnitsDiscount({ ...discount, ...bad }));
    expect(wrong({ bands: [] })).toBe('planning.price_missing');
    expect(wrong({ bands: bands.slice(1) })).toBe('planning.first_price_must_begin_at_0');
    expect(wrong({ bands: [bands[0], bands[2], bands[1]] })).toBe('planning.price_breaks_out_of_order');
    expect(wrong({ bands: [bands[0], { from: 400, unitCost: 0.8 }] })).toBe('planning.price_break_rises');
    expect(code(economicOrderQuantity({ ...costs, demand: Number.NaN }))).toBe('planning.must_be_a_number');
    expect(code(economicOrderQuantity({ ...costs, demand: -1 }))).toBe('planning.must_not_be_negative');
    expect(code(economicOrderQuantity({ ...costs, demand: 1, holdingCost: 0 }))).toBe('planning.must_be_positive');
    expect(code(economicProductionQuantity({ ...costs, demand: 5, productionRate: 5 }))).toBe(
      'planning.production_below_demand',
    );
  });
});

describe('A plan of lots', () => {
  const demand = fc.array(fc.nat(50), { minLength: 1, maxLength: 8 });

  test.prop([demand, fc.nat(200), fc.nat(5)])(
    'is as cheap as the best of all plans, and orders what is needed',
    (needed, orderCost, holdingCost) => {
      const { orderQuantities, cost } = planLots({ demand: needed, orderCost, holdingCost })._unsafeUnwrap();
      const total = needed.reduce((a, b) => a + b, 0);
      expect(orderQuantities.reduce((a, b) => a + b, 0)).toBe(total);
      expect(cost).toBe(Math.min(...everyPlan(needed.length).map((orders) => costOf(orders, needed))));

      function costOf(orders: readonly boolean[], of: readonly number[]): number {
        let sum = 0;
        let last = 0;
        orders.forEach((ordered, period) => {
          if (ordered) last = period;
          sum += holdingCost * (period - last) * (of[period] ?? 0);
          const next = orders.indexOf(true, period + 1);
          const lot = of.slice(period, next < 0 ? undefined : next).reduce((a, b) => a + b, 0);
          if (ordered && lot > 0) sum += orderCost;
        });
        return sum;
      }
    },
  );

  it('asks for periods that match', () => {
    const plan = { demand: [1, 2], orderCost: 1, holdingCost: 1 };
    expect(code(planLots({ ...plan, demand: [] }))).toBe('planning.no_periods');
    expect(code(planLots({ ...plan, unitCost: [1] }))).toBe('planning.periods_do_not_match');
  });

  it('joint orders cost no more than one order for each item', () => {
    const items = [120, 840, 300].map((orderCost, i) => ({ orderCost, holdingCost: [160, 20, 50][i] ?? 1, demand: 1 }));
    const { costRate } = planJointOrders({ sharedOrderCost: 600, items })._unsafeUnwrap();
    const alone = items.map((item) => economicOrderQuantity({ ...item, orderCost: item.orderCost + 600 }));
    expect(costRate).toBeLessThan(alone.reduce((sum, one) => sum + one._unsafeUnwrap().costRate, 0));
    expect(code(planJointOrders({ sharedOrderCost: 600, items: [] }))).toBe('planning.no_items');
  });
});

/** Every choice of periods to order in; the first is always one. */
function everyPlan(periods: number): boolean[][] {
  return Array.from({ length: 2 ** (periods - 1) }, (_, choice) =>
    Array.from({ length: periods }, (_, period) => period === 0 || ((choice >> (period - 1)) & 1) === 1),
  );
}

describe('How much to have', () => {
  const laws = fc.oneof(
    fc.record({ law: fc.constant('normal' as const), mean: positive, deviation: positive }),
    fc.record({ law: fc.constant('poisson' as const), mean: positive }),
    fc.record({ law: fc.constant('counts' as const), mean: positive, variance: positive }),
    fc.record({ law: fc.constant('observed' as const), values: fc.array(fc.nat(50), { minLength: 1, maxLength: 9 }) }),
  );

  test.prop([laws, positive, positive, fc.integer({ min: -20, max: 20 })])(
    'no stock nearby costs less than the answer',
    (demand, holdingCost, backorderCost, away) => {
      const input = { demand, holdingCost, backorderCost };
      const { stock, cost } = newsvendor(input)._unsafeUnwrap();
      const other = newsvendorCost({ ...input, stock: stock + away })._unsafeUnwrap();
      expect(other).toBeGreaterThanOrEqual(cost - 1e-6 * (1 + Math.abs(cost)));
    },
  );

  test.prop([fc.double({ min: 0.5, max: 300, noNaN: true }), fc.double({ min: 1, max: 3, noNaN: true })])(
    'more demand, or a dearer shortage, never means less stock',
    (mean, more) => {
      const input = { holdingCost: 1, backorderCost: 5, leadTime: 2, reviewPeriod: 1 };
      const stock = (law: 'poisson' | 'counts', scale: number, dearer = 1) =>
        baseStock({
          ...input,
          backorderCost: 5 * dearer,
          demand:
            law === 'poisson' ? { law, mean: mean * scale } : { law, mean: mean * scale, variance: 3 * mean * scale },
        })._unsafeUnwrap().stock;
      for (const law of ['poisson', 'counts'] as const) {
        expect(stock(law, more)).toBeGreaterThanOrEqual(stock(law, 1));
        expect(stock(law, 1, more)).toBeGreaterThanOrEqual(stock(law, 1));
      }
    },
  );

  it('takes values with their probabilities, which must add up', () => {
    const values = [
      { units: 0, probability: 0.7 },
      { units: 10, probability: 0.1 },
      { units: 100, probability: 0.2 },
    ];
    const ask = (list: typeof values) =>
      newsvendor({ holdingCost: 1, backorderCost: 4, demand: { law: 'explicit', values: list } });
    expect(ask(values)._unsafeUnwrap()).toEqual({ stock: 10, cost: expect.closeTo(0.7 * 10 + 0.2 * 90 * 4, 9) });
    expect(code(ask(values.slice(1)))).toBe('planning.probabilities_must_add_up_to_1');
    expect(code(ask([{ units: 1, probability: 1.2 }]))).toBe('planning.probability_outside_0_to_1');
  });
});

describe('When to order', () => {
  const flow = { orderCost: 8, holdingCost: 0.225, backorderCost: 7.5, mean: 1300, deviation: 150, leadTime: 1 / 12 };

  test.prop([fc.double({ min: -100, max: 100, noNaN: true })])('no other point costs less than the best', (away) => {
    const best = bestReorderPoint({ ...flow, orderQuantity: 318 })._unsafeUnwrap();
    const cost = (by: number) =>
      reorderPolicyCost({ ...flow, ...best, reorderPoint: best.reorderPoint + by })._unsafeUnwrap();
    expect(cost(away)).toBeGreaterThanOrEqual(cost(0) - 1e-9);
  });

  it('the classical approximation gives the figures of its example', () => {
    const { reorderPoint, orderQuantity } = reorderPolicyByStockLevel(flow)._unsafeUnwrap();
    expect(reorderPoint).toBeCloseTo(213.97, 2);
    expect(orderQuantity).toBeCloseTo(318.59, 2);
  });

  const whole = fc.record({
    orderCost: fc.integer({ min: 0, max: 60 }),
    holdingCost: fc.integer({ min: 1, max: 5 }),
    backorderCost: fc.integer({ min: 1, max: 60 }),
  });

  test.prop([whole, fc.integer({ min: 1, max: 8 })], { numRuns: 40 })(
    'in whole units no other policy costs less',
    (input, rate) => {
      const demand = { ...input, rate, leadTime: 1 };
      const { costRate, ...best } = bestWholeReorderPolicy(demand)._unsafeUnwrap();
      const pair = { ...input, mean: rate };
      const { cost, ...minMax } = bestMinMax(pair)._unsafeUnwrap();
      for (let a = -3; a <= 3; a += 1) {
        for (let b = -3; b <= 3; b += 1) {
          const [reorderPoint, orderQuantity] = [best.reorderPoint + a, best.orderQuantity + b];
          if (orderQuantity > 0) {
            const other = wholeReorderPolicyCost({ ...demand, reorderPoint, orderQuantity })._unsafeUnwrap();
            expect(other).toBeGreaterThanOrEqual(costRate - 1e-9);
          }
          const [reorderAt, orderUpTo] = [minMax.reorderAt + a, minMax.orderUpTo + b];
          if (orderUpTo > reorderAt) {
            expect(minMaxCost({ ...pair, reorderAt, orderUpTo })._unsafeUnwrap()).toBeGreaterThanOrEqual(cost - 1e-9);
          }
        }
      }
    },
  );

  it('the power approximation costs little more than the best pair', () => {
    const input = { orderCost: 64, holdingCost: 1, backorderCost: 9, mean: 10 };
    const near = approximateMinMax({ ...input, deviation: Math.sqrt(10) })._unsafeUnwrap();
    const pair = { reorderAt: Math.round(near.reorderAt), orderUpTo: Math.round(near.orderUpTo) };
    const best = bestMinMax(input)._unsafeUnwrap();
    expect(minMaxCost({ ...input, ...pair })._unsafeUnwrap()).toBeLessThan(best.cost * 1.05);
  });

  it.each([1e17, 1e200])('comes to an end where demand is %d: no unit can be told from the next one there', (mean) => {
    const demand = { law: 'poisson', mean } as const;
    expect(newsvendor({ holdingCost: 1, backorderCost: 4, demand })._unsafeUnwrap().stock / mean).toBeCloseTo(1, 6);
  });

  it('refuses to walk through more units than it can', () => {
    const input = { orderCost: 1, holdingCost: 1, backorderCost: 9 };
    expect(code(bestMinMax({ ...input, mean: 1e6 }))).toBe('planning.too_large_for_whole_units');
    // Where waiting costs next to nothing, it pays to let very many buyers wait.
    const patient = { ...input, backorderCost: 1e-9 };
    expect(code(bestMinMax({ ...patient, mean: 10 }))).toBe('planning.too_large_for_whole_units');
    expect(code(bestWholeReorderPolicy({ ...patient, rate: 1.5, leadTime: 2 }))).toBe(
      'planning.too_large_for_whole_units',
    );
    expect(code(minMaxCost({ ...input, mean: 2, reorderAt: 4, orderUpTo: 4 }))).toBe(
      'planning.order_up_to_not_above_reorder_point',
    );
    expect(code(minMaxCost({ ...input, mean: 2, reorderAt: 0.5, orderUpTo: 4 }))).toBe('planning.must_be_whole_units');
  });
});

describe('Service', () => {
  it('tells cycles without shortage from units served', () => {
    const inLeadTime = leadTimeDemand({ mean: 2500, deviation: 500, leadTime: 2 })._unsafeUnwrap();
    const served = serviceOf({ ...inLeadTime, orderQuantity: 10_000, reorderPoint: 6000 })._unsafeUnwrap();
    expect(served.safetyStock).toBe(1000);
    expect(served.cycleService).toBeCloseTo(0.92135, 5);
    expect(served.shortagePerCycle).toBeCloseTo(25.1273, 4);
    expect(served.fillRate).toBeCloseTo(0.997487, 6);
  });

  test.prop([fc.double({ min: 0.5, max: 0.999, noNaN: true }), positive, positive])(
    'the stock for a fill rate serves that rate, and a higher one needs more',
    (fillRate, deviation, orderQuantity) => {
      const ask = (rate: number) =>
        safetyStockForFillRate({ fillRate: rate, deviation, orderQuantity })._unsafeUnwrap();
      const mean = 5000;
      const served = serviceOf({ mean, deviation, orderQuantity, reorderPoint: mean + ask(fillRate) })._unsafeUnwrap();
      expect(served.fillRate).toBeCloseTo(fillRate, 6);
      expect(ask(fillRate + (1 - fillRate) / 2)).toBeGreaterThan(ask(fillRate));
    },
  );

  it('a lead time that varies needs more safety', () => {
    const steady = leadTimeDemand({ mean: 10, deviation: 3, leadTime: 4 })._unsafeUnwrap();
    const varying = leadTimeDemand({ mean: 10, deviation: 3, leadTime: 4, leadTimeDeviation: 2 })._unsafeUnwrap();
    expect(steady.deviation).toBe(6);
    expect(varying.deviation).toBeCloseTo(Math.sqrt(36 + 400), 9);
  });

  it('follows from what a stock-out costs', () => {
    expect(serviceForCost({ stockOutCost: 19, holdingCost: 1 })._unsafeUnwrap()).toBeCloseTo(0.95, 9);
    expect(safetyStockForCycleService({ deviation: 10, cycleService: 0.95 })._unsafeUnwrap()).toBeCloseTo(16.4485, 4);
    expect(code(safetyStockForCycleService({ deviation: 10, cycleService: 1 }))).toBe(
      'planning.probability_outside_0_to_1',
    );
  });
});
