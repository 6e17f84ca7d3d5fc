import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DemandQuestion, demandOf, forecast } from '../../../src/inventory/forecast/index.js';
import { instant } from '../../../src/kernel/index.js';
import { answerOf, expectRefusal } from './support.js';

const at = (text: string) => instant(Date.parse(text));
const shop = { zone: 'Asia/Shanghai', until: at('2026-02-01T16:00:00Z') };
const ask = (more: Partial<DemandQuestion>) => demandOf({ lines: [], period: 'week', ...shop, ...more });

describe('demand from order lines', () => {
  test('falls on the days of the shop, not of the server', () => {
    const lines = [
      { sku: 'mug', at: at('2026-01-04T15:59:59Z'), units: 1 }, // Sunday 23:59 in Shanghai
      { sku: 'mug', at: at('2026-01-04T16:00:00Z'), units: 5 }, // Monday 00:00
    ];
    expect(answerOf(ask({ lines }))).toMatchObject([{ sku: 'mug', firstDay: '2025-12-29', values: [1, 5, 0, 0, 0] }]);
    expect(answerOf(ask({ lines, zone: 'UTC', until: at('2026-01-18T12:00:00Z') }))).toMatchObject([
      { firstDay: '2025-12-29', values: [6, 0] },
    ]);
  });

  test('is counted by day, by week from Monday and by month', () => {
    const lines = [
      { sku: 'mug', at: at('2026-01-29T04:00:00Z'), units: 2 },
      { sku: 'mug', at: at('2026-01-31T04:00:00Z'), units: 3 },
    ];
    expect(answerOf(ask({ lines, period: 'day' }))).toMatchObject([{ firstDay: '2026-01-29', values: [2, 0, 3, 0] }]);
    expect(answerOf(ask({ lines, period: 'week' }))).toMatchObject([{ firstDay: '2026-01-26', values: [5] }]);
    expect(answerOf(ask({ lines, period: 'month' }))).toMatchObject([{ firstDay: '2026-01-01', values: [5] }]);
  });

  test('leaves the period out that is not over yet', () => {
    const lines = [
      { sku: 'mug', at: at('2026-01-20T04:00:00Z'), units: 2 },
      { sku: 'cup', at: at('2026-02-02T04:00:00Z'), units: 9 },
    ];
    const demand = answerOf(ask({ lines, until: at('2026-02-02T05:00:00Z') }));
    expect(demand).toMatchObject([{ sku: 'mug', values: [2, 0] }]);
  });

  test('holds the day on which clocks change', () => {
    const lines = ['2026-03-28T22:30:00Z', '2026-03-28T23:30:00Z', '2026-03-29T21:30:00Z', '2026-03-29T22:30:00Z'].map(
      (text) => ({ sku: 'mug', at: at(text), units: 1 }),
    );
    const question = { lines, period: 'day' as const, zone: 'Europe/Berlin', until: at('2026-03-30T22:00:00Z') };
    expect(answerOf(demandOf(question))).toMatchObject([{ firstDay: '2026-03-28', values: [1, 2, 1] }]);
  });

  test('does not count what was cancelled or came back', () => {
    const line = { sku: 'mug', at: at('2026-01-20T04:00:00Z'), units: 10 };
    const lines = [
      { ...line, cancelled: 3 },
      { ...line, returned: 4 },
      { ...line, cancelled: 6, returned: 4 },
    ];
    expect(answerOf(ask({ lines }))[0]?.values).toEqual([13, 0]);
  });

  test('of a period without stock is not known', () => {
    const lines = ['2026-01-05', '2026-01-13', '2026-01-19'].map((day) => ({
      sku: 'mug',
      at: at(`${day}T04:00:00Z`),
      units: 2,
    }));
    const stockOuts = [
      { sku: 'mug', from: at('2026-01-14T00:00:00Z'), until: at('2026-01-15T00:00:00Z') }, // a day of the second week
      { sku: 'mug', from: at('2026-01-20T00:00:00Z'), until: at('2026-01-23T00:00:00Z') }, // three days of the third …
      { sku: 'mug', from: at('2026-01-23T16:00:00Z'), until: at('2026-01-25T00:00:00Z') }, // … and more than one
      { sku: 'mug', from: at('2026-01-27T00:00:00Z') }, // since then
      { sku: 'jug', from: at('2026-01-05T00:00:00Z') },
    ];
    expect(answerOf(ask({ lines, stockOuts }))[0]?.values).toEqual([2, 2, null, null]);
  });

  test('counts time without stock once, where several stock-outs of an article overlap', () => {
    const lines = [{ sku: 'mug', at: at('2026-01-05T04:00:00Z'), units: 2 }];
    const twoDays = { sku: 'mug', from: at('2026-01-14T00:00:00Z'), until: at('2026-01-16T00:00:00Z') };
    const later = { ...twoDays, from: at('2026-01-15T00:00:00Z'), until: at('2026-01-17T00:00:00Z') };
    const values = answerOf(ask({ lines, stockOuts: [later, twoDays, twoDays] }))[0]?.values;
    expect(values).toEqual([2, 0, 0, 0]);
  });

  test('marks promotions, also those to come, under one name', () => {
    const lines = [{ sku: 'mug', at: at('2026-01-05T04:00:00Z'), units: 2 }];
    const promotions = [
      { name: 'sale', from: '2026-01-13', until: '2026-01-14' },
      { name: 'sale', from: '2026-02-10', until: '2026-02-17' },
      { name: 'cups', from: '2026-01-13', until: '2026-01-14', skus: ['cup'] },
      { name: 'long ago', from: '2025-01-13', until: '2026-01-06' },
    ];
    expect(answerOf(ask({ lines, promotions }))[0]?.events).toEqual([
      { name: 'sale', periods: [1, 5, 6] },
      { name: 'long ago', periods: [0] },
    ]);
  });

  test('with a promotion without end in sight can still be foretold', () => {
    const lines = [{ sku: 'mug', at: at('2026-01-05T04:00:00Z'), units: 2 }];
    const promotions = [{ name: 'always', from: '2026-01-20', until: '2199-12-31' }];
    const [series] = answerOf(ask({ lines, promotions, period: 'day' }));
    if (series === undefined) throw new Error('the mug was sold');
    expect(series.events[0]?.periods.at(-1)).toBe(series.values.length + 400);
    expect(forecast(series, { horizon: 400 }).isOk()).toBe(true);
  });

  test('does not depend on the order of the lines, and loses no unit', () => {
    const line = fc.record({
      sku: fc.constantFrom('a', 'b', 'c'),
      at: fc.integer({ min: Date.parse('2025-06-01'), max: Date.parse('2026-01-31') }).map(instant),
      units: fc.integer({ min: 0, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), fc.constantFrom('day', 'week', 'month'), (lines, period) => {
        const until = at('2026-03-02T00:00:00Z');
        const demand = answerOf(ask({ lines, period, until }));
        expect(answerOf(ask({ lines: lines.toReversed(), period, until }))).toEqual(demand);
        const sold = demand.flatMap(({ values }) => values).reduce<number>((sum, value) => sum + (value ?? 0), 0);
        expect(sold).toBe(lines.reduce((sum, { units }) => sum + units, 0));
      }),
    );
  });
});

describe('order lines that make no sense are refused', () => {
  const line = { sku: 'mug', at: at('2026-01-20T04:00:00Z'), units: 1 };
  test.each([
    ['demand.units_not_whole', { lines: [{ ...line, units: -1 }] }],
    ['demand.units_not_whole', { lines: [{ ...line, units: 1.5 }] }],
    ['demand.units_not_whole', { lines: [{ ...line, units: Number.NaN }] }],
    ['demand.more_back_than_sold', { lines: [{ ...line, cancelled: 1, returned: 1 }] }],
    ['calendar.zone_unknown', { zone: 'Mars/Olympus' }],
    [
      'demand.stock_out_ends_before_it_begins',
      { stockOuts: [{ sku: 'mug', from: at('2026-01-20T04:00:00Z'), until: at('2026-01-19T04:00:00Z') }] },
    ],
    [
      'demand.promotion_ends_before_it_begins',
      { promotions: [{ name: 'x', from: '2026-01-02', until: '2026-01-01' }] },
    ],
  ])('%s', (code, more) => expectRefusal(ask(more), code));

  test('no lines are no demand', () => expect(answerOf(ask({}))).toEqual([]));
});
