import { describe, expect, it } from 'vitest';
import {
  housePackaging,
  type PackagingTerms,
  packagingTerms,
  preparePacking,
} from '../../../../src/logistics/packing/index.js';
import { always, goods, houseWith, prepared, refused } from './support.js';

const wrong = (more: object): string =>
  packagingTerms({ ...housePackaging, ...more }).match(
    () => 'taken',
    ({ code }) => code,
  );
const [bubble] = housePackaging.materials.filter(({ id }) => id === 'bubble');
const wrap = (anyOf: string[], leastProtection = 0) => ({
  rules: [always('a', { materials: [{ use: 'wrap', anyOf, leastProtection }] })],
});

describe('Terms are refused', () => {
  it.each<[string, object]>([
    ['packaging.weighing_does_not_sum', { weighing: { protection: 500, cost: 400, environment: 50 } }],
    ['quantity.must_be_whole', { weighing: { protection: 333.3, cost: 333.3, environment: 333.4 } }],
    ['quantity.must_not_be_negative', { weighing: { protection: 1200, cost: -200, environment: 0 } }],
    ['packaging.share_too_large', { materials: [{ ...bubble, protection: 1001 }] }],
    ['quantity.must_be_whole', { materials: [{ ...bubble, thicknessMm: 2.5 }] }],
    ['quantity.must_not_be_negative', { materials: [{ ...bubble, thicknessMm: -1 }] }],
    ['input.unknown_field', { materials: [{ ...bubble, colour: 'clear' }] }],
    ['packaging.material_given_twice', { materials: [...housePackaging.materials, bubble] }],
    ['packaging.stream_given_twice', { streams: [...housePackaging.streams, ...housePackaging.streams] }],
    ['packaging.paper_given_twice', { papers: [...housePackaging.papers, ...housePackaging.papers] }],
    ['packaging.stream_unknown', { streams: [] }],
    ['packaging.material_unknown', wrap(['silk'])],
    ['packaging.material_of_other_use', wrap(['bubble', 'sealedBag'])],
    ['packaging.protection_out_of_reach', wrap(['kraftWrap'], 800)],
    ['packaging.paper_unknown', { rules: [always('a', { papers: ['poem'] })] }],
    ['packaging.paper_unknown', { rules: [always('a', { withoutPapers: ['poem'] })] }],
    ['packaging.feature_needed_and_avoided', { rules: [always('a', { needs: ['x'], avoids: ['x'] })] }],
    ['packing.class_apart_from_itself', { segregations: [{ classes: ['food', 'food'], because: 'no' }] }],
  ])('with %s', (code, more) => {
    expect(wrong(more)).toBe(code);
  });

  it('also where goods are prepared by them', () => {
    expect(refused([goods([])], houseWith(wrap(['silk'])))).toBe('packaging.material_unknown');
  });
});

describe('Goods are refused', () => {
  const { size: _, ...sizeless } = goods([]);
  const { unitWeightGrams: __, ...weightless } = goods([]);
  const side = (length: number) => goods([], { size: { length, width: 10, height: 10 } });

  it.each<[string, ReturnType<typeof goods>[], Partial<PackagingTerms>]>([
    ['packaging.size_unknown', [goods([]), sizeless], {}],
    ['packaging.weight_unknown', [weightless], {}],
    ['packing.size_too_large', [side(20_001)], {}],
    ['packaging.too_many_units', [goods([], { quantity: 10_000 })], {}],
    ['packing.size_must_be_positive', [side(0)], {}],
    ['packing.size_must_be_positive', [side(-5)], {}],
    ['packing.size_must_be_whole', [side(12.5)], {}],
    ['packing.size_must_be_whole', [side(Number.NaN)], {}],
    ['logistics.lines_must_not_be_empty', [], {}],
    ['packaging.paper_unknown', [goods([], { papers: ['poem'] })], {}],
  ])('with %s', (code, lines, more) => {
    expect(refused(lines, houseWith(more))).toBe(code);
  });

  it('with every SKU named that lacks a size', () => {
    const lines = [sizeless, { ...sizeless, line: 'b', sku: 'lamp' }, goods([], { line: 'c', sku: 'sock' })];
    const failure = preparePacking(housePackaging, { lines })._unsafeUnwrapErr();
    expect(failure.details).toEqual({ skus: ['mug', 'lamp'] });
  });
});

it('Units of lines with long and similar ids have ids of their own', () => {
  const long = 'x'.repeat(100);
  const lines = [long, `${'x'.repeat(99)}y`, `${'x'.repeat(88)}.0`, 'a', 'a.1'].map((line) =>
    goods([], { line, quantity: 11 }),
  );
  const ids = prepared(lines).units.map(({ id }) => id);
  expect(new Set(ids).size).toBe(55);
  expect(Math.max(...ids.map(({ length }) => length))).toBeLessThanOrEqual(100);
});
