import { describe, expect, it } from 'vitest';
import type { PackingFacts } from '../../../../src/logistics/index.js';
import type { PackingMove } from '../../../../src/logistics/packing/index.js';
import { BOXES, line, packingBy } from './support.js';

const packing = packingBy();
const facts: PackingFacts = {
  lines: [line('tea', { traits: ['food'] }), line('fish', { traits: ['odour'] }), line('mug', { quantity: 2 })],
};
const advised = (of = facts) => packing(of)._unsafeUnwrap().answer;
const repacked = (move: PackingMove, of = facts, parcels = advised(of)) => packing.repack(of, parcels, move);
const done = (move: PackingMove, of = facts) => repacked(move, of)._unsafeUnwrap();
const codes = (move: PackingMove, of = facts) => done(move, of).problems.map(({ code }) => code);
const where = (unit: string, parcels = advised()) =>
  1 + parcels.findIndex(({ plan }) => plan?.placements?.some((one) => one.unit === unit));

describe('A person who packs otherwise', () => {
  it('is told what it costs to part a unit, and that nothing speaks against it', () => {
    const { parcels, problems, costsMore } = done({ type: 'partUnits', units: ['mug.1'], box: 'S' });
    expect(problems).toEqual([]);
    expect(parcels).toHaveLength(advised().length + 1);
    // A box, and 500 for another parcel of less than a kilogram; the parcel it left may be cheaper by a step of weight.
    expect([560, 460]).toContain(costsMore);
    expect(parcels.at(-1)).toMatchObject({ box: 'S', lines: [{ line: 'mug', quantity: 1 }] });
  });

  it('is told that food and what smells would share a parcel', () => {
    const toParcel = where('fish.1');
    const { parcels } = done({ type: 'changeBox', parcel: toParcel, box: 'X' });
    const together = packing.repack(facts, parcels, { type: 'moveUnits', units: ['tea.1'], toParcel })._unsafeUnwrap();
    expect(together.problems.map(({ code }) => code)).toEqual(['plan.segregated']);
  });

  it('is told the price of a larger box, and gets back where it was by the way back', () => {
    const parcel = where('tea.1');
    const box = advised()[parcel - 1]?.box ?? '';
    const larger = done({ type: 'changeBox', parcel, box: 'X' });
    expect(larger.problems).toEqual([]);
    expect(larger.costsMore).toBeGreaterThan(0);
    const back = packing.repack(facts, larger.parcels, { type: 'changeBox', parcel, box })._unsafeUnwrap();
    expect(back.costsMore).toBe(-larger.costsMore);
    expect(back.problems).toEqual([]);
  });

  it('leaves parcels as they are that the move does not touch', () => {
    // A person has pushed the units of the other parcels along; they stay where they are.
    const pushed = advised().map((one) => {
      const placements = one.plan?.placements?.map((place) => ({ ...place, x: place.x + 1 }));
      return one.plan === undefined ? one : { ...one, plan: { ...one.plan, placements } };
    });
    const move = { type: 'changeBox', parcel: 1, box: 'X' } as const;
    const { parcels } = repacked(move, facts, pushed)._unsafeUnwrap();
    expect(parcels.slice(1)).toEqual(pushed.slice(1));
    expect(parcels[0]?.plan?.placements).not.toEqual(pushed[0]?.plan?.placements);
  });

  it('may empty a parcel, which is then none', () => {
    const apart: PackingFacts = { lines: [line('tea', { traits: ['food'] }), line('fish', { traits: ['odour'] })] };
    const { parcels, costsMore } = done(
      { type: 'moveUnits', units: ['tea.1'], toParcel: where('fish.1', advised(apart)) },
      apart,
    );
    expect(parcels).toHaveLength(1);
    expect(costsMore).toBeLessThan(0);
  });

  it('is told of loads and features that the box lacks, but may lay it in all the same', () => {
    const heavy: PackingFacts = {
      lines: [
        line('iron', { traits: ['heavy'], unitWeightGrams: 12_000, size: { length: 140, width: 120, height: 100 } }),
      ],
    };
    expect(codes({ type: 'changeBox', parcel: 1, box: 'M' }, heavy)).toEqual([
      'plan.box_feature_missing',
      'plan.too_heavy',
    ]);
  });

  it('is told that a box is too small, and nothing is planned', () => {
    const large: PackingFacts = { lines: [line('lamp', { size: { length: 350, width: 100, height: 100 } })] };
    expect(repacked({ type: 'changeBox', parcel: 1, box: 'S' }, large)._unsafeUnwrapErr().code).toBe(
      'repacking.box_too_small',
    );
  });

  it('is told so as well where a parcel stands in a box that has become smaller since the advice', () => {
    const shrunk = packingBy({ boxes: BOXES.map((one) => ({ ...one, inner: { length: 90, width: 80, height: 70 } })) });
    const refused = shrunk.repack(facts, advised(), { type: 'partUnits', units: ['mug.1'], box: 'S' });
    expect(refused._unsafeUnwrapErr().code).toBe('repacking.box_too_small');
  });

  it.each<[string, PackingMove]>([
    ['repacking.unit_unknown', { type: 'moveUnits', units: ['cup.1'], toParcel: 1 }],
    ['repacking.unit_unknown', { type: 'partUnits', units: ['mug.9'], box: 'S' }],
    ['repacking.parcel_unknown', { type: 'moveUnits', units: ['mug.1'], toParcel: 9 }],
    ['repacking.parcel_unknown', { type: 'changeBox', parcel: 9, box: 'S' }],
    ['repacking.box_unknown', { type: 'partUnits', units: ['mug.1'], box: 'Q' }],
    ['repacking.nothing_changes', { type: 'moveUnits', units: ['tea.1'], toParcel: where('tea.1') }],
    ['repacking.nothing_changes', { type: 'changeBox', parcel: 1, box: advised()[0]?.box ?? '' }],
    ['input.too_small', { type: 'moveUnits', units: [], toParcel: 1 }],
    ['quantity.must_be_positive', { type: 'changeBox', parcel: 0, box: 'S' }],
  ])('is refused with %s', (code, move) => {
    expect(repacked(move)._unsafeUnwrapErr().code).toBe(code);
  });

  it('is refused where the parcels are of other goods', () => {
    const others: PackingFacts = { lines: [line('tea')] };
    expect(repacked({ type: 'changeBox', parcel: 1, box: 'X' }, others, advised())._unsafeUnwrapErr().code).toBe(
      'repacking.other_goods',
    );
  });

  it('is refused where the advice did not say where units stand', () => {
    const bare = advised().map(({ lines, box }) => ({ lines, ...(box !== undefined && { box }) }));
    expect(repacked({ type: 'changeBox', parcel: 1, box: 'X' }, facts, bare)._unsafeUnwrapErr().code).toBe(
      'repacking.parcel_without_plan',
    );
  });
});
