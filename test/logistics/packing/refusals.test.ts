import { describe, expect, it } from 'vitest';
import { type CartonizeRequest, cartonize, type Misfit } from '../../../src/logistics/packing/index.js';
import { size } from './plans.js';
import { box, codeOf, unit, units } from './shop.js';

const boxes = [box('S', [200, 150, 100], 40)];
const mug = unit('mug', [100, 90, 110]);
const withMug = (more: object) => ({ units: [{ ...mug, ...more }], boxes });
const withBox = (more: object) => ({ units: [mug], boxes: [{ ...boxes[0], ...more }] });

describe('Bad input', () => {
  it.each<[string, unknown]>([
    ['packing.no_units', { units: [], boxes }],
    ['packing.too_many_units', { units: units(501, [10, 10, 10]), boxes }],
    ['packing.too_many_units', { units: units(10_000, [10, 10, 10]), boxes }],
    ['packing.no_boxes', { units: [mug], boxes: [] }],
    [
      'packing.too_many_boxes',
      { units: [mug], boxes: Array.from({ length: 501 }, (_, i) => box(`b${i}`, [9, 9, 9], 1)) },
    ],
    ['packing.unit_given_twice', { units: [mug, mug], boxes }],
    ['packing.box_given_twice', { units: [mug], boxes: [...boxes, ...boxes] }],
    ['packing.size_must_be_positive', withMug({ size: size(0, 90, 110) })],
    ['packing.size_must_be_positive', withMug({ size: size(100, -90, 110) })],
    ['packing.size_must_be_whole', withMug({ size: size(100.5, 90, 110) })],
    ['packing.size_must_be_whole', withMug({ size: { length: '100', width: 90, height: 110 } })],
    ['packing.size_too_large', withMug({ size: size(100, 90, 20_001) })],
    ['packing.size_too_large', withMug({ size: size(100, 90, 2 ** 60) })],
    ['packing.size_missing', withMug({ size: { length: 100, width: 90 } })],
    ['packing.size_missing', withMug({ size: { length: 100, width: 90, height: null } })],
    ['packing.weight_must_be_whole_grams', withMug({ weightGrams: 0.35 })],
    ['packing.weight_must_not_be_negative', withMug({ weightGrams: -1 })],
    ['packing.weight_too_large', withMug({ weightGrams: 1_000_001 })],
    ['packing.weight_looks_like_kilograms', { units: [unit('stool', [400, 400, 400], { weightGrams: 6 })], boxes }],
    ['packing.outer_smaller_than_inner', withBox({ outer: size(199, 150, 100) })],
    ['packing.size_must_be_positive', withBox({ inner: size(0, 150, 100) })],
    ['packing.carriage_not_a_function', { units: [mug], boxes, carriage: 5 }],
    ['packing.stop_not_a_function', { units: [mug], boxes, stop: true }],
    ['packing.class_apart_from_itself', { units: [mug], boxes, segregation: [{ classes: ['a', 'a'], because: 'x' }] }],
  ])('has a code of its own: %s', (code, request) => {
    expect(codeOf(request)).toBe(code);
  });

  it('takes a light unit that is small, and a large one of foam', () => {
    expect(codeOf(withMug({ size: size(99, 100, 100), weightGrams: 0 }))).toBeUndefined();
    expect(codeOf({ units: [unit('foam', [200, 100, 100], { weightGrams: 10 })], boxes })).toBeUndefined();
  });
});

describe('What cannot be packed', () => {
  const misfits = (request: CartonizeRequest): readonly Misfit[] => {
    const failure = cartonize(request)._unsafeUnwrapErr();
    return failure.code === 'packing.unit_fits_no_box' ? (failure.details as { misfits: Misfit[] }).misfits : [];
  };

  it('says of each unit by how many millimetres it is too long, in the nearest box first', () => {
    const pole = unit('pole', [330, 50, 50]);
    const tube = box('T', [300, 60, 60], 90);
    expect(misfits({ units: [pole, mug], boxes: [...boxes, tube] })).toEqual([
      {
        unit: 'pole',
        sku: 'goods',
        boxes: [
          { box: 'T', rule: 'tooLong', overMillimetres: 30 },
          { box: 'S', rule: 'tooLong', overMillimetres: 130 },
        ],
      },
    ]);
  });

  it.each<[object, object, object]>([
    [{ weightGrams: 30_001 }, {}, { rule: 'tooHeavy', overGrams: 1 }],
    [{ needs: ['sealable'] }, {}, { rule: 'featureMissing', feature: 'sealable' }],
    [{ avoids: ['scented'] }, { features: ['scented'] }, { rule: 'featureAvoided', feature: 'scented' }],
    [{}, { maxFillPermille: 300 }, { rule: 'tooFull', fillPermille: 330, maxFillPermille: 300 }],
    [{}, { stock: 0 }, { rule: 'outOfStock' }],
  ])('says what stands between a unit and its box: %j', (ofUnit, ofBox, obstacle) => {
    const request = { units: [{ ...mug, ...ofUnit }], boxes: [box('S', [200, 150, 100], 40, ofBox)] };
    expect(misfits(request)[0]?.boxes).toEqual([{ box: 'S', ...obstacle }]);
  });

  it('says with which weight and girth the carrier does not take it', () => {
    const request = { units: [mug], boxes, carriage: () => undefined };
    expect(misfits(request)[0]?.boxes).toEqual([
      { box: 'S', rule: 'carrierRefuses', weightGrams: 149, outer: size(200, 150, 100), girthMillimetres: 700 },
    ]);
  });

  it('says which group is too large for every box', () => {
    const pair = [unit('a', [90, 90, 90], { together: 'pair' }), unit('b', [90, 90, 90], { together: 'pair' })];
    const failure = cartonize({ units: [...pair, ...units(2, [200, 150, 100], { together: 'set' })], boxes });
    expect(failure._unsafeUnwrapErr()).toMatchObject({
      code: 'packing.group_fits_no_box',
      details: { group: 'set', units: ['u-0', 'u-1'] },
    });
  });

  it('says that boxes run out', () => {
    expect(codeOf({ units: units(2, [200, 150, 100]), boxes: [{ ...boxes[0], stock: 1 }] })).toBe(
      'packing.boxes_run_out',
    );
  });

  it('says that a unit, or a group, breaks a rule in itself', () => {
    const segregation = [{ classes: ['food', 'soap'], because: 'food takes on the smell' }];
    const both = { ...mug, classes: ['food', 'soap'] };
    expect(codeOf({ units: [both], boxes, segregation })).toBe('packing.unit_conflicts_with_itself');
    const pair = [
      { ...mug, id: 'a', classes: ['food'], together: 'set' },
      { ...mug, id: 'b', classes: ['soap'], together: 'set' },
    ];
    expect(codeOf({ units: pair, boxes, segregation })).toBe('packing.group_may_not_be_together');
  });
});
