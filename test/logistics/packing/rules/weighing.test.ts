import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { housePackaging, KNOWN_TRAITS, type MaterialReport } from '../../../../src/logistics/packing/index.js';
import { caringFor, goods, prepared } from './support.js';

const burden = ({ grams }: MaterialReport): number => {
  const recycled = new Map(housePackaging.streams.map(({ id, recyclablePermille }) => [id, recyclablePermille]));
  return Object.entries(grams).reduce((sum, [id, all]) => sum + all * (2000 - (recycled.get(id) ?? 0)), 0);
};
const vase = () => [goods(['fragile'])];
const wrapOf = (weighing: object) => prepared(vase(), caringFor(weighing)).goods[0]?.dressings[0]?.material.id;

const weighing = fc
  .tuple(fc.nat(1000), fc.nat(1000))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
  .map(([a, b]) => ({ protection: a, cost: b - a, environment: 1000 - b }));
const line = fc
  .record({
    traits: fc.uniqueArray(fc.constantFrom(...Object.keys(KNOWN_TRAITS)), { maxLength: 4 }),
    length: fc.integer({ min: 1, max: 900 }),
    width: fc.integer({ min: 1, max: 900 }),
    height: fc.integer({ min: 1, max: 900 }),
    unitWeightGrams: fc.integer({ min: 0, max: 30_000 }),
    quantity: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ traits, length, width, height, ...rest }) => goods(traits, { ...rest, size: { length, width, height } }));
/** The house's rules without what no parcel could keep. */
const terms = { ...housePackaging, segregations: [] };

describe('The weighing', () => {
  it('chooses what guards best, costs least or burdens least', () => {
    expect(wrapOf({ protection: 1000 })).toBe('bubble');
    expect(wrapOf({ cost: 1000 })).toBe('kraftWrap');
    expect(wrapOf({ environment: 1000 })).toBe('bubble');
  });

  it('tells what another one would have chosen', () => {
    const { alternatives, report } = prepared(vase(), caringFor({ protection: 1000 }));
    expect(alternatives.map(({ name, changes }) => [name, changes.map(({ instead }) => instead)])).toEqual([
      ['protection', []],
      ['cost', ['kraftWrap']],
      ['environment', []],
    ]);
    expect(alternatives[0]?.report).toEqual(report);
    expect(alternatives[1]?.report.cost).toBeLessThan(report.cost);
  });

  it('compares with the weighings that the merchant names', () => {
    const compareWith = [{ name: 'half', weighing: { protection: 500, cost: 500, environment: 0 } }];
    const { alternatives } = prepared(vase(), { ...housePackaging, compareWith });
    expect(alternatives.map(({ name }) => name)).toEqual(['half']);
  });

  it('never guards worse by protection alone, nor costs more by cost alone, than by any other', () => {
    fc.assert(
      fc.property(line, weighing, (one, other) => {
        // One use alone: what a bag takes changes the area of the wrap round it.
        const vases = { ...one, traits: ['fragile'], unitWeightGrams: 900 };
        const by = (own: object) => prepared([vases], { ...caringFor(own), segregations: [] }).report;
        const all = by(other);
        expect(by({ protection: 1000 }).protectionPermille).toBeGreaterThanOrEqual(all.protectionPermille);
        expect(by({ cost: 1000 }).cost).toBeLessThanOrEqual(all.cost);
        // A unit's burden is rounded up to a gram before it is compared.
        const rounding = 1000 * vases.quantity;
        expect(burden(by({ environment: 1000 }))).toBeLessThanOrEqual(burden(all) + rounding);
      }),
      { numRuns: 60 },
    );
  });
});

describe('Whatever goods are prepared', () => {
  it('units are no smaller and no lighter than the goods, and sums agree with the parts', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 3 }), weighing, (lines, own) => {
        const named = lines.map((one, n) => ({ ...one, line: `l${n}` }));
        const { units, goods: all, report } = prepared(named, { ...terms, weighing: own });
        expect(units).toHaveLength(named.reduce((sum, { quantity }) => sum + quantity, 0));
        expect(new Set(units.map(({ id }) => id)).size).toBe(units.length);
        let cost = 0;
        let grams = 0;
        for (const [n, one] of named.entries()) {
          const dressings = all[n]?.dressings ?? [];
          const added = dressings.reduce((sum, dressing) => sum + dressing.grams, 0);
          for (const id of all[n]?.units ?? []) {
            const unit = units.find((candidate) => candidate.id === id);
            expect(unit?.weightGrams).toBe((one.unitWeightGrams ?? 0) + added);
            for (const side of ['length', 'width', 'height'] as const) {
              expect(unit?.size[side]).toBeGreaterThanOrEqual(one.size?.[side] ?? 0);
            }
            cost += dressings.reduce((sum, dressing) => sum + dressing.cost, 0);
            grams += added;
          }
        }
        expect(report.cost).toBe(cost);
        expect(Object.values(report.grams).reduce((sum, one) => sum + one, 0)).toBe(grams);
      }),
      { numRuns: 60 },
    );
  });

  it('the same goods in another order are prepared the same', () => {
    fc.assert(
      fc.property(line, line, (one, other) => {
        const [a, b] = [
          { ...one, line: 'a' },
          { ...other, line: 'b' },
        ];
        const by = (lines: (typeof one)[]) => prepared(lines, terms).units.toSorted((x, y) => (x.id < y.id ? -1 : 1));
        expect(by([a, b])).toEqual(by([b, a]));
      }),
      { numRuns: 30 },
    );
  });
});
