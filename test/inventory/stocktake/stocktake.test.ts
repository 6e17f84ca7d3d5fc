import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  blindSheet,
  type CountedFacts,
  type CountFacts,
  classifyStock,
  defaultClassLimits,
  defaultCountTerms,
  inventoryAccuracy,
  judgeCount,
  planCounts,
} from '../../../src/inventory/planning.js';
import { type Stock, stockMachine } from '../../../src/inventory/stock/index.js';
import { apply, decide, instant } from '../../../src/kernel/index.js';

const code = (answer: { isErr(): boolean; error?: unknown }) => (answer as { error: { code: string } }).error?.code;
const DATA = fileURLToPath(new URL('../../../../shared/data/demand/', import.meta.url));

describe('Classes by value and steadiness', () => {
  it('the SKU that passes a limit still belongs to the class', () => {
    const items = [
      { sku: 'cup', value: 10 },
      { sku: 'mug', value: 700, demand: [4, 5, 6] },
      { sku: 'lamp', value: 200, demand: [0, 0, 9] },
      { sku: 'pot', value: 90, demand: [2, 8, 5, 9] },
      { sku: 'dust', value: 0, demand: [0, 0] },
    ];
    const classed = classifyStock(items)._unsafeUnwrap();
    expect(classed.map(({ sku, value, steadiness }) => `${sku} ${value} ${steadiness}`)).toEqual([
      'mug A X',
      'lamp A Z',
      'pot B X',
      'cup C unknown',
      'dust C unknown',
    ]);
    expect(classed[1]?.cumulativeShare).toBeCloseTo(0.9, 9);
  });

  test.prop([fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 })])(
    'no SKU of a lower class is worth more than one of a higher',
    (values) => {
      const items = values.map((value, i) => ({ sku: `s${i}`, value }));
      const classed = classifyStock(items)._unsafeUnwrap();
      expect(classed.map(({ value }) => value).join('')).toMatch(/^A*B*C*$/);
      expect(classed.length).toBe(values.length);
    },
  );

  it('refuses limits out of order and SKUs named twice', () => {
    expect(code(classifyStock([], { ...defaultClassLimits, b: 0.7 }))).toBe('stocktake.classes_out_of_order');
    expect(code(classifyStock([], { ...defaultClassLimits, a: 1.2 }))).toBe('planning.probability_outside_0_to_1');
    const twice = [
      { sku: 'mug', value: 1 },
      { sku: 'mug', value: 2 },
    ];
    expect(code(classifyStock(twice))).toBe('planning.named_twice');
  });

  // A year of a real shop (UCI Online Retail), which is not part of the package.
  it.skipIf(!existsSync(`${DATA}facts.json`))('has the published counts on a real shop', () => {
    const facts = JSON.parse(readFileSync(`${DATA}facts.json`, 'utf8')).online_retail;
    const [, ...rows] = gunzipSync(readFileSync(`${DATA}online_retail_lines.csv.gz`))
      .toString()
      .trim()
      .split('\n');
    const notProducts = new Set<string>(facts.non_product_codes);
    const sold = new Map<string, number>();
    for (const row of rows) {
      const [invoice = '', sku = '', quantity, , price] = row.split(',');
      const value = Number(quantity) * Number(price);
      if (invoice.startsWith('C') || notProducts.has(sku) || !(Number(quantity) > 0 && Number(price) > 0)) continue;
      sold.set(sku, (sold.get(sku) ?? 0) + value);
    }
    const classed = classifyStock([...sold].map(([sku, value]) => ({ sku, value })))._unsafeUnwrap();
    const count = (of: string) => classed.filter(({ value }) => value === of).length;
    expect([count('A'), count('B'), count('C')]).toEqual(facts.abc_80_95);
  });
  if (!existsSync(`${DATA}facts.json`)) console.warn(`Skipped the classes of a real shop: there is no ${DATA}.`);
});

const at = instant(Date.parse('2026-11-01T00:00:00Z'));
const ago = (days: number) => instant(at - days * 86_400_000);
const mug: CountFacts = {
  sku: 'mug',
  location: 'main',
  class: 'B',
  onHand: 20,
  unitCost: 500,
  movements: 10,
  lastCountedAt: ago(10),
  pastCounts: 6,
};

describe('What to count', () => {
  it('overdue places first, then those that are most likely wrong; each says why', () => {
    const { lastCountedAt: _, ...never } = { ...mug, sku: 'new' };
    const plan = planCounts(
      [
        mug,
        { ...mug, sku: 'lamp', pastCountsOff: 4, wentNegative: 2 },
        { ...mug, sku: 'cup', class: 'C', lastCountedAt: ago(200) },
        never,
        { ...mug, sku: 'pot', class: 'A', lastCountedAt: ago(29) },
      ],
      at,
      { ...defaultCountTerms, mostCounts: 4 },
    )._unsafeUnwrap();
    expect(plan.counts.map(({ sku }) => sku)).toEqual(['cup', 'new', 'lamp', 'pot']);
    expect(plan.counts[2]?.reasons.map(({ en }) => en)).toContain('4 of 6 counts found the books wrong');
    expect(plan.counts[2]?.reasons.map(({ zh }) => zh)).toContain('历史 6 次盘点中 4 次有差异');
    expect(plan.overdueLeft).toBe(0);
  });

  it('is made for a warehouse of a hundred and fifty thousand places', () => {
    const places = Array.from({ length: 150_000 }, (_, n) => ({ ...mug, sku: `s${n}` }));
    expect(planCounts(places, at)._unsafeUnwrap().counts).toHaveLength(50);
  });

  it('tells the counter where and what, and no figure', () => {
    const plan = planCounts([{ ...mug, location: 'z' }, mug], at)._unsafeUnwrap();
    expect(blindSheet(plan)).toEqual([
      { location: 'main', sku: 'mug' },
      { location: 'z', sku: 'mug' },
    ]);
  });

  it('one wrong count of one weighs less than eight of ten', () => {
    const stock = [
      { ...mug, sku: 'once', pastCounts: 1, pastCountsOff: 1 },
      { ...mug, sku: 'often', pastCounts: 10, pastCountsOff: 8 },
      ...Array.from({ length: 20 }, (_, i) => ({ ...mug, sku: `s${i}`, pastCounts: 10, pastCountsOff: 1 })),
    ];
    expect(planCounts(stock, at)._unsafeUnwrap().counts[0]?.sku).toBe('often');
  });

  it('more trouble never lowers a place in the list', () => {
    const score = (more: Partial<CountFacts>) =>
      planCounts(
        [
          { ...mug, ...more },
          { ...mug, sku: 'other', movements: 99, onHand: 99 },
        ],
        at,
      )
        ._unsafeUnwrap()
        .counts.find(({ sku }) => sku === 'mug')?.score ?? 0;
    for (const more of [
      { movements: 40 },
      { onHand: 60 },
      { wentNegative: 1 },
      { reachedZero: 3 },
      { lastCountedAt: ago(60) },
    ]) {
      expect(score(more)).toBeGreaterThan(score({}));
    }
    expect(code(planCounts([{ ...mug, pastCounts: 1, pastCountsOff: 2 }], at))).toBe(
      'stocktake.more_counts_off_than_counts',
    );
  });
});

const counted = (more: Partial<CountedFacts> = {}): CountedFacts => ({
  class: 'B',
  onHand: 20,
  reserved: 5,
  damaged: 3,
  unitCost: 500,
  counts: [20],
  ...more,
});
const judge = (more: Partial<CountedFacts>) => judgeCount(counted(more))._unsafeUnwrap();

describe('A count', () => {
  it('that agrees changes nothing', () => {
    expect(judge({})).toEqual({ verdict: 'agrees' });
    expect(judge({ counts: [17, 20] })).toEqual({ verdict: 'agrees' });
  });

  it('within the tolerance of its class adjusts at once, beyond it is made again', () => {
    expect(judge({ counts: [19] })).toMatchObject({ verdict: 'adjust', difference: -1, value: 500 });
    expect(judge({ counts: [18] })).toEqual({ verdict: 'countAgain', because: 'beyondTolerance' });
    expect(judge({ class: 'A', counts: [19] })).toEqual({ verdict: 'countAgain', because: 'beyondTolerance' });
    expect(judge({ class: 'C', counts: [18] })).toMatchObject({ verdict: 'adjust' });
    // A dear unit is never lost within a tolerance.
    expect(judge({ counts: [19], unitCost: 900_000 })).toMatchObject({ verdict: 'countAgain' });
  });

  it('is taken when two agree, or when the last one was made', () => {
    expect(judge({ counts: [14, 15] })).toEqual({ verdict: 'countAgain', because: 'countsDiffer' });
    expect(judge({ counts: [14, 14] })).toMatchObject({ verdict: 'adjust', difference: -6 });
    expect(judge({ counts: [14, 15, 16] })).toMatchObject({ verdict: 'adjust', difference: -4 });
  });

  it('of much value waits for an approval', () => {
    expect(judge({ counts: [14, 14], unitCost: 10_000 })).toMatchObject({ needsApproval: true });
    expect(judge({ counts: [14, 14] })).toMatchObject({ needsApproval: false });
  });

  it('says why in the books', () => {
    expect(judge({ counts: [22, 22] })).toMatchObject({
      commands: [{ type: 'AddFound', quantity: 2, reason: 'counted 22, expected 20' }],
    });
    expect(judge({ counts: [21], reason: 'found behind the shelf' })).toMatchObject({
      commands: [{ reason: 'found behind the shelf' }],
    });
  });

  const places = fc
    .record({ free: fc.nat(20), reserved: fc.nat(20), damaged: fc.nat(20), counted: fc.nat(80) })
    .map(({ free, ...rest }) => ({ ...rest, onHand: free + rest.reserved + rest.damaged }));

  test.prop([places])('leaves the units that were counted, and those that orders still hold', (drawn) => {
    const { counted: found, ...before } = drawn;
    const answer = judge({ ...before, counts: [found, found] });
    if (answer.verdict !== 'adjust') {
      expect(found).toBe(before.onHand);
      return;
    }
    const stock: Stock = { id: 'mug@main', status: 'kept', sku: 'mug', location: 'main', incoming: 0, ...before };
    // Whoever may count may give each of these commands, and none of them is refused.
    const context = { by: { role: 'approver', id: 'lin' }, at, id: stock.id, ask: undefined } as const;
    const after = answer.commands.reduce(
      (state, command) =>
        decide(stockMachine, command, state, context)
          ._unsafeUnwrap()
          .reduce<Stock>((one, event) => apply(stockMachine, one, event, at), state),
      stock,
    );
    expect(after.onHand).toBe(found + answer.reservedMissing);
    expect(after.reserved).toBe(before.reserved);
    if (answer.reservedMissing > 0) expect(after.onHand).toBe(before.reserved);
  });

  it('must have been made, of stock that can be', () => {
    expect(code(judgeCount(counted({ counts: [] })))).toBe('stocktake.not_counted');
    expect(code(judgeCount(counted({ reserved: 18 })))).toBe('stocktake.more_held_than_on_hand');
  });
});

describe('How right the books are', () => {
  const place = (expected: number, found: number, unitCost = 100) => ({ expected, counted: found, unitCost });

  it('is told with intervals, in records, units and value', () => {
    const places = [...Array.from({ length: 18 }, () => place(50, 50)), place(50, 40), place(50, 45, 1000)];
    const { records, shrinkage, valueShrinkage } = inventoryAccuracy(places, 0.95)._unsafeUnwrap();
    expect(records).toMatchObject({ kind: 'rate', rate: 0.9, trials: 20 });
    expect(shrinkage).toMatchObject({ kind: 'loss', rate: 0.015, places: 20 });
    expect(valueShrinkage).toMatchObject({ rate: (10 * 100 + 5 * 1000) / (19 * 5000 + 50_000) });
    if (shrinkage.kind !== 'loss') throw new Error('there is data');
    expect(shrinkage.interval?.lower).toBeLessThan(0.015);
    expect(shrinkage.interval?.upper).toBeGreaterThan(0.015);
  });

  it('is no 100 % where nothing was counted, and has no interval for one place', () => {
    expect(inventoryAccuracy([], 0.95)._unsafeUnwrap()).toEqual({
      records: { kind: 'noData' },
      shrinkage: { kind: 'noData' },
      valueShrinkage: { kind: 'noData' },
    });
    expect(inventoryAccuracy([place(10, 9)], 0.95)._unsafeUnwrap().shrinkage).toEqual({
      kind: 'loss',
      rate: 0.1,
      places: 1,
    });
  });
});
