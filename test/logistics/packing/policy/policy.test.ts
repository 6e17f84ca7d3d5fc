import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { parseInput } from '../../../../src/kernel/index.js';
import { PackedPlan, type PackingFacts } from '../../../../src/logistics/index.js';
import { cartonPacking, housePackaging } from '../../../../src/logistics/packing/index.js';
import { always } from '../rules/support.js';
import { BOXES, carriage, line, packingBy, SMALL } from './support.js';

const packed = (facts: PackingFacts, more: Parameters<typeof packingBy>[0] = {}) =>
  packingBy(more)(facts)._unsafeUnwrap();

describe('Packing by the merchant’s own boxes', () => {
  it('says of each parcel what is in it, where it stands, with what, and what that costs', () => {
    const { answer, explanation } = packed({ lines: [line('mug', { quantity: 2, traits: ['fragile'] })] });
    expect(answer).toHaveLength(1);
    const [parcel] = answer;
    expect(parcel).toMatchObject({
      lines: [{ line: 'mug', sku: 'mug', quantity: 2 }],
      box: 'M',
      plan: { labels: ['fragile'], protectionPermille: 900, notBy: [] },
    });
    const { plan } = parcel ?? {};
    expect(plan?.placements?.map(({ unit, sku }) => [unit, sku])).toEqual([
      ['mug.1', 'mug'],
      ['mug.2', 'mug'],
    ]);
    expect(plan?.materials.map(({ material, times }) => [material, times])).toEqual([
      ['bubble', 2],
      ['airPillows', 1],
    ]);
    expect(plan?.papers).toEqual([
      { paper: 'returnSlip', copies: 1 },
      { paper: 'thankYouCard', copies: 1 },
    ]);
    expect(explanation.because).toContain('proved to be the least');
    expect(explanation.because).toContain('fragile');
    expect(explanation.because).toContain('by "cost" it would be kraftWrap instead of bubble');
  });

  it('adds up grams of a waste stream whatever it is called', () => {
    const { answer } = packed({ lines: [line('mug')] }, { boxes: [{ ...SMALL, material: { constructor: 50 } }] });
    expect(answer[0]?.plan?.grams).toContainEqual({ stream: 'constructor', grams: 50 });
  });

  it('keeps apart what the rules keep apart', () => {
    const { answer } = packed({
      lines: [line('tea', { traits: ['food'] }), line('fish', { traits: ['odour'] }), line('cup')],
    });
    expect(answer).toHaveLength(2);
    for (const { lines } of answer) {
      expect(lines.map(({ sku }) => sku)).not.toEqual(expect.arrayContaining(['tea', 'fish']));
    }
  });

  it('tells which modes may not carry a parcel', () => {
    expect(packed({ lines: [line('torch', { traits: ['battery'] })] }).answer[0]?.plan).toMatchObject({
      notBy: ['air'],
      labels: ['lithiumBattery'],
    });
  });

  it('sends what has a carton of its own in it', () => {
    const { answer } = packed({ lines: [line('tv', { traits: ['ownContainer', 'fragile'] }), line('mug')] });
    expect(answer.map(({ box }) => box).toSorted()).toEqual(['S', 'own:tv.1']);
  });

  it('puts each paper once where it belongs', () => {
    const papers = [
      { id: 'invoice', each: 'order' as const, grams: 5, cost: 10 },
      { id: 'manual', each: 'sku' as const, grams: 30, cost: 50 },
      { id: 'warranty', each: 'unit' as const, grams: 5, cost: 10 },
      { id: 'card', each: 'parcel' as const, grams: 6, cost: 15 },
    ];
    const rules = {
      ...housePackaging,
      papers,
      rules: [always('all', { papers: papers.map(({ id }) => id), ownParcel: true })],
    };
    const { answer } = packed({ lines: [line('mug', { quantity: 2 })] }, { rules });
    const copies = answer.map(({ plan }) => plan?.papers.map(({ paper, copies: n }) => `${paper} ${n}`));
    expect(copies).toEqual([
      ['invoice 1', 'manual 1', 'warranty 1', 'card 1'],
      ['warranty 1', 'card 1'],
    ]);
  });

  it.each<[string, object, Parameters<typeof packingBy>[0]]>([
    ['packaging.size_unknown', { size: undefined }, {}],
    ['packaging.weight_unknown', { unitWeightGrams: undefined }, {}],
    ['packing.unit_fits_no_box', { size: { length: 900, width: 90, height: 90 } }, {}],
    ['packing.weight_looks_like_kilograms', { size: { length: 300, width: 200, height: 100 }, unitWeightGrams: 2 }, {}],
    ['packing.unit_conflicts_with_itself', { traits: ['food', 'odour'] }, {}],
  ])('refuses goods with %s', (code, wrong, more) => {
    const given = Object.fromEntries(
      Object.entries({ ...line('mug'), ...wrong }).filter(([, one]) => one !== undefined),
    );
    const result = packingBy(more)({ lines: [given as ReturnType<typeof line>] });
    expect(result._unsafeUnwrapErr().code).toBe(code);
  });

  it.each<[string, Parameters<typeof cartonPacking>[0]]>([
    ['packing.no_boxes', { boxes: [] }],
    ['packing.box_given_twice', { boxes: [SMALL, SMALL] }],
    [
      'packaging.weighing_does_not_sum',
      { boxes: BOXES, rules: { ...housePackaging, weighing: { protection: 1, cost: 1, environment: 1 } } },
    ],
  ])('refuses options with %s', (code, options) => {
    expect(cartonPacking(options)._unsafeUnwrapErr().code).toBe(code);
  });

  it('keeps every unit in one parcel, adds up, and fits the record, whatever is packed', () => {
    const traits = fc.subarray(['fragile', 'liquid', 'food', 'odour', 'battery', 'heavy', 'textile'], { maxLength: 3 });
    const side = fc.integer({ min: 20, max: 200 });
    const goods = fc.record({
      traits,
      length: side,
      width: side,
      height: side,
      quantity: fc.integer({ min: 1, max: 2 }),
    });
    const packing = packingBy({ nodes: 500 });
    fc.assert(
      fc.property(fc.array(goods, { minLength: 1, maxLength: 3 }), (all) => {
        const lines = all.map(({ traits: own, quantity, ...size }, n) =>
          line(`l${n}`, { traits: own, quantity, size, unitWeightGrams: 2000 }),
        );
        const result = packing({ lines });
        if (result.isErr()) return;
        const parcels = result.value.answer;
        for (const { line: id, quantity } of lines) {
          const held = parcels.flatMap((one) => one.lines).filter((one) => one.line === id);
          expect(held.reduce((sum, one) => sum + one.quantity, 0)).toBe(quantity);
        }
        for (const { plan, lines: content } of parcels) {
          expect(parseInput(PackedPlan, plan, 'the plan').isOk()).toBe(true);
          const { total, ...parts } = plan?.cost ?? { total: 0 };
          expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(total);
          expect(plan?.placements).toHaveLength(content.reduce((sum, { quantity }) => sum + quantity, 0));
        }
      }),
      { numRuns: 40 },
    );
  });
});

it('Carriage is paid for the papers too', () => {
  const seen: number[] = [];
  const watching: typeof carriage = (parcel) => {
    seen.push(parcel.weightGrams);
    return carriage(parcel);
  };
  const grams = housePackaging.papers.reduce((sum, paper) => sum + paper.grams, 0);
  packed({ lines: [line('mug')] }, { carriage: watching, boxes: [SMALL] });
  expect(seen).toContain(350 + SMALL.emptyWeightGrams + grams);
});
