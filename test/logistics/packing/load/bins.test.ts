import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CargoKind, fewestBins, ORIENTATIONS } from '../../../../src/logistics/packing/index.js';
import { allSupported, counted, wrongs } from './check.js';
import { cutUp } from './cut-up.js';

const box = (length: number, width: number, height: number) => ({ length, width, height });
const side = fc.integer({ min: 1, max: 110 });
const cargo: fc.Arbitrary<CargoKind[]> = fc.array(
  fc.record({
    size: fc.record({ length: side, width: side, height: side }),
    quantity: fc.integer({ min: 0, max: 5 }),
    weightGrams: fc.integer({ min: 0, max: 600 }),
    orientations: fc.subarray([...ORIENTATIONS], { minLength: 1 }),
  }),
  { maxLength: 10 },
);
const goods = (size: CargoKind['size'], quantity: number): CargoKind => ({ size, quantity, weightGrams: 1 });
const bin = { size: box(100, 90, 80), maxLoadGrams: 1000 };

describe('identical bins, whatever the goods', () => {
  it('hold every unit once, inside and apart, turned as allowed and within the weight', () => {
    fc.assert(
      fc.property(cargo, fc.constantFrom('none' as const, 'full' as const), (kinds, support) => {
        const { bins, left } = fewestBins(bin, kinds, { nodes: 500, support });
        for (const units of bins) {
          expect(wrongs(bin, kinds, units)).toEqual([]);
          expect(units.length).toBeGreaterThan(0);
          if (support === 'full') expect(allSupported(units)).toBe(true);
        }
        expect(counted(kinds, bins.flat(), left)).toEqual(kinds.map(({ quantity }) => quantity));
      }),
      { numRuns: 80 },
    );
  });

  it('are never more with more work, never fewer than the bound, and the same with the same seed', () => {
    fc.assert(
      fc.property(cargo, (kinds) => {
        const plans = [0, 300, 2000].map((nodes) => fewestBins(bin, kinds, { nodes }));
        const counts = plans.map(({ bins }) => bins.length);
        expect(counts).toEqual([...counts].sort((a, b) => b - a));
        for (const { bins, lowerBound, ended } of plans) {
          expect(bins.length).toBeGreaterThanOrEqual(lowerBound);
          expect(ended === 'proved').toBe(bins.length === lowerBound);
        }
        expect(fewestBins(bin, kinds, { nodes: 2000 })).toEqual(plans[2]);
      }),
      { numRuns: 40 },
    );
  });

  it('are bounded by no more than the bins that the pieces were cut from', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 9 }), (seed, pieces) => {
        const kinds = [0, 1, 2].flatMap((one) =>
          cutUp(bin.size, pieces, seed + one).map((size) => ({
            size,
            quantity: 1,
            weightGrams: 0,
            orientations: ['lwh'] as const,
          })),
        );
        expect(fewestBins({ size: bin.size }, kinds, { nodes: 0 }).lowerBound).toBe(3);
      }),
      { numRuns: 50 },
    );
  });
});

describe('known bins', () => {
  const fixed = ['lwh'] as const;

  it('take one large unit each, which is proved', () => {
    const { bins, lowerBound, ended } = fewestBins(bin, [
      { size: box(51, 46, 41), quantity: 7, weightGrams: 1, orientations: fixed },
    ]);
    expect([bins.length, lowerBound, ended]).toEqual([7, 7, 'proved']);
  });

  it('are as many as the weight asks for', () => {
    const { bins, lowerBound } = fewestBins(bin, [{ size: box(10, 10, 10), quantity: 10, weightGrams: 400 }], {
      nodes: 500,
    });
    expect([bins.length, lowerBound]).toEqual([5, 4]);
  });

  it('are none for no units', () => {
    expect(fewestBins(bin, [])).toEqual({ bins: [], left: [], lowerBound: 0, nodes: 0, ended: 'proved' });
  });

  it('leave out a unit that no bin takes', () => {
    const { bins, left } = fewestBins(bin, [
      { size: box(101, 10, 10), quantity: 2, weightGrams: 1 },
      { size: box(10, 10, 10), quantity: 1, weightGrams: 1001 },
      { size: box(10, 10, 10), quantity: 3, weightGrams: 1 },
    ]);
    expect([bins.length, left]).toEqual([1, [2, 1, 0]]);
  });

  it('gain from more work', () => {
    const size = (n: number) => box(20 + ((n * 35) % 71), 20 + ((n * 53) % 61), 20 + ((n * 29) % 51));
    const kinds = Array.from({ length: 40 }, (_, n) => ({
      size: size(n),
      quantity: 1,
      weightGrams: 1,
      orientations: fixed,
    }));
    const counts = [0, 6000].map((nodes) => fewestBins(bin, kinds, { nodes }).bins.length);
    expect(counts[1]).toBeLessThan(counts[0] ?? 0);
  });

  it('of many units each are well filled and sound', () => {
    const kinds = [goods(box(23, 17, 11), 150), goods(box(19, 13, 9), 150), goods(box(29, 14, 12), 100)];
    const { bins, left } = fewestBins(bin, kinds, { nodes: 3000 });
    for (const units of bins) expect(wrongs(bin, kinds, units)).toEqual([]);
    expect(counted(kinds, bins.flat(), left)).toEqual([150, 150, 100]);
    expect(bins.length).toBe(3);
  });

  it('end when told to stop', () => {
    const kinds = Array.from({ length: 30 }, (_, n) => ({
      size: box(31 + n, 41, 60 - n),
      quantity: 1,
      weightGrams: 1,
      orientations: fixed,
    }));
    expect(fewestBins(bin, kinds, { nodes: 1e9, stop: () => true }).ended).toMatch(/stop|proved/);
  });
});
