import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, cartonize, type PackUnit, UPRIGHT } from '../../../src/logistics/packing/index.js';
import { size } from './plans.js';
import { box, expectSound, planFor, type Sides, unit } from './shop.js';

const boxes: Box[] = [
  box('A', [160, 110, 60], 30),
  box('B', [260, 200, 120], 58, { maxFillPermille: 950 }),
  box('C', [305, 215, 150], 75, { features: ['strong'], maxLoadGrams: 4000 }),
  box('D', [400, 300, 200], 130),
  box('E', [600, 400, 400], 310),
  box('F', [600, 400, 400], 390, { features: ['strong'] }),
];

const side = fc.integer({ min: 20, max: 190 });
const sides: fc.Arbitrary<Sides> = fc.tuple(side, side, side);
const plain = fc.array(sides, { minLength: 1, maxLength: 6 }).map((all) => all.map((one, i) => unit(`u-${i}`, one)));

const wish = <T>(of: T): fc.Arbitrary<T | object> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, fc.constant(of));
/** At most one of these: together they would contradict each other too often. */
const company: fc.Arbitrary<Partial<PackUnit>> = fc.constantFrom(
  {},
  {},
  { ownParcel: true },
  { together: 'set-1' },
  { together: 'set-2' },
  { classes: ['food'] },
  { classes: ['battery'] },
);
const wishes = fc
  .tuple(
    company,
    wish({ orientations: [...UPRIGHT] }),
    wish({ onFloor: true }),
    fc.oneof(
      { weight: 2, arbitrary: fc.constant({}) },
      fc.integer({ min: 0, max: 800 }).map((bearsGrams) => ({ bearsGrams })),
    ),
    fc.constantFrom({}, {}, {}, { needs: ['strong'] }, { avoids: ['strong'] }),
  )
  .map((all): Partial<PackUnit> => Object.assign({}, ...all));

/** Goods with wishes of every kind, often several equal ones. */
const fussy: fc.Arbitrary<PackUnit[]> = fc
  .array(fc.tuple(sides, fc.integer({ min: 1, max: 3 }), wishes), { minLength: 1, maxLength: 5 })
  .map((all) =>
    all.flatMap(([one, count, wanted], i) => Array.from({ length: count }, (_, k) => unit(`u-${i}-${k}`, one, wanted))),
  );
const segregation = [{ classes: ['food', 'battery'] as [string, string], because: 'batteries leak' }];
const filler = { gramsPerLitre: 15, costPerLitre: 4 };

describe('The laws of packing', () => {
  it('every unit is in exactly one parcel, nothing overlaps or sticks out, and every wish is kept', () => {
    fc.assert(
      fc.property(fussy, fc.constantFrom(0, 700, 1000), fc.boolean(), (units, supportPermille, few) => {
        const parcels: 'free' | 'fewest' = few ? 'fewest' : 'free';
        const request = { units, boxes, segregation, filler, supportPermille, parcels, nodes: 500 };
        const packed = cartonize(request);
        if (packed.isOk()) expectSound(request, packed.value);
      }),
      { numRuns: 120 },
    );
  });

  it('holds for many units too', () => {
    const many = fc
      .tuple(fussy, fussy, fussy, fussy)
      .map((some) => some.flatMap((units, n) => units.map((one) => ({ ...one, id: `${one.id}-${n}` }))));
    fc.assert(
      fc.property(many, fc.constantFrom(0, 800), (units, supportPermille) => {
        const request = { units, boxes, segregation, filler, supportPermille, nodes: 2000 };
        const packed = cartonize(request);
        if (packed.isOk()) expectSound(request, packed.value);
      }),
      { numRuns: 20 },
    );
  });

  it('the order of the units does not matter to the cost', () => {
    const shuffled = fussy.chain((units) =>
      fc.tuple(fc.constant(units), fc.shuffledSubarray(units, { minLength: units.length })),
    );
    fc.assert(
      fc.property(shuffled, ([units, others]) => {
        const costs = [units, others].map((some) => {
          const packed = cartonize({ units: some, boxes, segregation, nodes: 500 });
          return packed.isOk() ? packed.value.total : packed.error.code;
        });
        expect(costs[0]).toBe(costs[1]);
      }),
      { numRuns: 60 },
    );
  });

  it('more budget never makes a plan dearer', () => {
    fc.assert(
      fc.property(fussy, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 600 }), (units, few, more) => {
        const total = (nodes: number) =>
          cartonize({ units, boxes, segregation, nodes }).match(
            (plan) => plan.total,
            () => Number.POSITIVE_INFINITY,
          );
        expect(total(few + more)).toBeLessThanOrEqual(total(few));
      }),
      { numRuns: 60 },
    );
  });

  it('more budget never makes a plan of many units dearer', () => {
    fc.assert(
      fc.property(fc.array(sides, { minLength: 14, maxLength: 30 }), (all) => {
        const units = all.map((one, i) => unit(`u-${i}`, one));
        const totals = [500, 1500, 5000].map((nodes) => planFor({ units, boxes, nodes }).total);
        expect(totals).toEqual(totals.toSorted((a, b) => b - a));
      }),
      { numRuns: 3 },
    );
  });

  it('the same units and boxes, all k times as large, cost the same', () => {
    fc.assert(
      fc.property(plain, fc.integer({ min: 2, max: 9 }), (units, k) => {
        const grown = ({ length, width, height }: PackUnit['size']) => size(k * length, k * width, k * height);
        const plan = planFor({ units, boxes });
        const larger = planFor({
          units: units.map((one) => ({ ...one, size: grown(one.size), weightGrams: one.weightGrams * k ** 3 })),
          boxes: boxes.map((one) => ({ ...one, inner: grown(one.inner), maxLoadGrams: one.maxLoadGrams * k ** 3 })),
        });
        expect(larger.total).toBe(plan.total);
      }),
      { numRuns: 60 },
    );
  });

  it('a unit less never costs more, and neither does a box that is larger in one side', () => {
    fc.assert(
      fc.property(
        plain,
        fc.nat(),
        fc.constantFrom<keyof PackUnit['size']>('length', 'width', 'height'),
        (units, n, which) => {
          const plan = planFor({ units, boxes });
          expect(plan.proof).toBe('optimal');
          const fewer = units.filter((_, i) => i !== n % units.length);
          if (fewer.length > 0) expect(planFor({ units: fewer, boxes }).total).toBeLessThanOrEqual(plan.total);
          const wider = boxes.map((one) => ({ ...one, inner: { ...one.inner, [which]: one.inner[which] + 37 } }));
          expect(planFor({ units, boxes: wider }).total).toBeLessThanOrEqual(plan.total);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a box cut into three to eight pieces takes them all back', () => {
    fc.assert(
      fc.property(cutBox, fc.boolean(), (pieces, turnable) => {
        const units = pieces.map((piece, i) => unit(`u-${i}`, piece, turnable ? {} : { orientations: ['lwh'] }));
        const plan = planFor({ units, boxes: [box('whole', WHOLE, 1)], parcels: 'fewest', nodes: 200_000 });
        expect(plan.parcels.map(({ fillPermille }) => fillPermille)).toEqual([1000]);
      }),
      { numRuns: 60 },
    );
  });
});

const WHOLE: Sides = [240, 180, 120];

/** Cuts the largest piece again and again, right through. */
const cutBox: fc.Arbitrary<Sides[]> = fc
  .array(fc.record({ axis: fc.nat(2), share: fc.double({ min: 0.2, max: 0.8, noNaN: true }) }), {
    minLength: 2,
    maxLength: 7,
  })
  .map((cuts) => {
    let pieces: Sides[] = [WHOLE];
    for (const { axis, share } of cuts) {
      const [largest = WHOLE, ...others] = pieces.toSorted((a, b) => b[0] * b[1] * b[2] - a[0] * a[1] * a[2]);
      const at = Math.max(1, Math.round((largest[axis] ?? 2) * share));
      pieces = [...others, cut(largest, axis, at), cut(largest, axis, (largest[axis] ?? 2) - at)];
    }
    return pieces;
  });

const cut = ([x, y, z]: Sides, axis: number, to: number): Sides => [
  axis === 0 ? to : x,
  axis === 1 ? to : y,
  axis === 2 ? to : z,
];
