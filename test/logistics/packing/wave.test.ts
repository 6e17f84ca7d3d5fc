import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cartonizeWave, type WavePlan, type WaveRequest } from '../../../src/logistics/packing/index.js';
import { box, boxesOf, expectSound, unit, units } from './shop.js';

const small = box('S', [200, 150, 100], 40);
const large = box('L', [400, 300, 200], 100);
const one = units(1, [200, 150, 100]);
const order = (id: string, all = one) => ({ id, units: all });
const boxesIn = ({ orders }: WavePlan) =>
  orders.map((packed) => ('plan' in packed ? boxesOf(packed.plan) : packed.refusal.code));
const wave = (request: WaveRequest): WavePlan => cartonizeWave(request)._unsafeUnwrap();

describe('A wave', () => {
  it('takes boxes from one stock, first come first served', () => {
    const packed = wave({ orders: [order('a'), order('b'), order('c')], boxes: [{ ...small, stock: 2 }, large] });
    expect(boxesIn(packed)).toEqual([['S'], ['S'], ['L']]);
    expect(packed).toMatchObject({ used: { S: 2, L: 1 }, total: 180 });
  });

  it('refuses an order for itself when the boxes have run out, and packs the next', () => {
    const flat = units(1, [100, 100, 20]);
    const packed = wave({
      orders: [order('a'), order('b'), order('c', flat)],
      boxes: [{ ...small, stock: 1 }, box('F', [110, 110, 20], 5)],
    });
    expect(boxesIn(packed)).toEqual([['S'], 'packing.unit_fits_no_box', ['F']]);
  });

  it('refuses an order that gives a unit twice', () => {
    expect(boxesIn(wave({ orders: [order('a', [...one, ...one])], boxes: [small] }))).toEqual([
      'packing.unit_given_twice',
    ]);
  });

  it('says what is wrong with its input', () => {
    const code = (request: WaveRequest) => cartonizeWave(request)._unsafeUnwrapErr().code;
    expect(code({ orders: [order('a')], boxes: [small, small] })).toBe('packing.box_given_twice');
    const many = Array.from({ length: 10_001 }, (_, i) => order(`o-${i}`));
    expect(code({ orders: many, boxes: [small] })).toBe('packing.too_many_orders');
  });

  it('never overdraws a stock', () => {
    const stock = fc.option(fc.nat(4), { nil: undefined });
    const sides = fc.constantFrom([200, 150, 100] as const, [100, 100, 100] as const, [300, 100, 50] as const);
    const orders = fc.array(fc.array(sides, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(orders, stock, stock, (all, ofSmall, ofLarge) => {
        const boxes = [
          { ...small, ...(ofSmall !== undefined && { stock: ofSmall }) },
          { ...large, ...(ofLarge !== undefined && { stock: ofLarge }) },
        ];
        const asked = all.map((some, n) =>
          order(
            `o-${n}`,
            some.map((each, i) => unit(`u-${i}`, each)),
          ),
        );
        const packed = wave({ orders: asked, boxes });
        for (const { id, stock: count = Number.POSITIVE_INFINITY } of boxes) {
          const used = packed.orders
            .flatMap((done) => ('plan' in done ? boxesOf(done.plan) : []))
            .filter((name) => name === id);
          expect(used.length).toBeLessThanOrEqual(count);
          expect(used.length).toBe(packed.used[id]);
        }
        for (const [n, done] of packed.orders.entries()) {
          if ('plan' in done) expectSound({ units: asked[n]?.units ?? [], boxes }, done.plan);
        }
      }),
      { numRuns: 100 },
    );
  });
});
