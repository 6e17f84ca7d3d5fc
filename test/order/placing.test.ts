import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInput } from '../../src/kernel/index.js';
import { MOST_LINES, nextShares, OrderCommand, type PlaceOrder, sharesOf } from '../../src/order/index.js';
import {
  ALL,
  accept,
  allTerms,
  buyer,
  delivered,
  given,
  hours,
  noon,
  noTerms,
  order,
  packed,
  pay,
  person,
  place,
  placePaid,
  shipped,
  tradeAfter,
  units,
  within,
} from './support.js';

type Line = PlaceOrder['lines'][number];
const line = (id: string, quantity: number, unitPrice: number, more: Partial<Line> = {}): Line => ({
  id,
  sku: id,
  quantity,
  unitPrice,
  ...more,
});
const carried = (command: PlaceOrder) =>
  tradeAfter(noTerms, command).now.lines.map(({ goods, shipping, tax }) => ({ goods, shipping, tax }));
const codeOf = (command: unknown) => parseInput(OrderCommand, command, 'The order')._unsafeUnwrapErr().code;

describe('an order that is placed', () => {
  test('waits for its payment, and keeps what the buyer ordered', () => {
    order
      .given([])
      .when(place({ number: '2603-1', recipient: 'r-1' }), buyer)
      .then([
        {
          type: 'OrderPlaced',
          id: 'o-1',
          channel: 'web',
          number: '2603-1',
          buyer: 'b-1',
          recipient: 'r-1',
          region: place().region,
          currency: 'CNY',
          total: 2501,
          paid: 0,
          awaits: ['payment'],
          lines: [
            { id: 'mug', sku: 'mug', unitPrice: 1000, goods: 2000, shipping: 0, tax: 0, ordered: 2 },
            { id: 'tea', sku: 'tea', unitPrice: 501, goods: 501, shipping: 0, tax: 0, ordered: 1 },
          ],
        },
      ])
      .thenState({ status: 'pending', refunded: 0, placedAt: noon, readyAt: undefined });
  });

  test('and is paid already goes to the merchant at once', () => {
    order.given([]).when(placePaid()).thenState({ status: 'placed', awaits: [], readyAt: noon });
  });

  test('can be told to wait for nothing, as one that is paid on delivery', () => {
    order
      .given([])
      .when(place({ awaits: [] }))
      .thenState({ status: 'placed', paid: 0, awaits: [] });
  });

  test('waits for each thing once, whoever names it twice', () => {
    const trade = tradeAfter(allTerms, place({ awaits: ['payment', 'group', 'payment', 'group'] }));
    expect(trade.now.awaits).toEqual(['payment', 'group']);
    expect(trade.now.owed?.map(({ kind }) => kind)).toEqual(['payBy', 'groupBy']);
  });

  test('does not wait for a payment that has been made', () => {
    order
      .given([])
      .when(placePaid({ awaits: ['payment', 'balance', 'group'] }))
      .thenState({ awaits: ['group'] });
    order
      .given([])
      .when(place({ paid: 500, awaits: ['payment', 'balance'] }))
      .thenState({ awaits: ['balance'] });
    order
      .given([])
      .when(place({ paid: 500, awaits: ['payment'] }))
      .thenState({ awaits: ['payment'] });
    order
      .given([])
      .when(place({ lines: [line('gift', 1, 0)], total: 0 }))
      .thenState({ status: 'placed' });
  });

  test('is listed under its buyer and found by its number, which no other order of the channel may have', () => {
    expect(tradeAfter(noTerms, place({ number: '2603-1' })).card).toEqual({
      buyer: 'b-1',
      channel: 'web',
      label: '2603-1',
      unique: 'web:2603-1',
      facts: { total: 2501, currency: 'CNY', placedAt: noon, holds: 0, short: false },
    });
  });

  test('cannot be placed a second time', () => {
    given(place()).when(place()).thenRefused('record.exists_already');
    order
      .given([])
      .when(place(), { by: person('carrier') })
      .thenRefused('record.actor_not_permitted');
  });
});

describe('the total has to be right to the minor unit', () => {
  test.each([-1, 1])('off by %i', (off) => {
    order
      .given([])
      .when(place({ total: 2501 + off }))
      .thenRefused('order.total_does_not_add_up');
  });

  test('with discounts, shipping and tax of lines and of the order', () => {
    const lines = [line('mug', 2, 1000, { discount: 100, tax: 30 }), line('tea', 1, 501)];
    const command = place({ lines, discount: 51, shipping: 600, tax: 7, total: 2000 - 100 + 501 - 51 + 600 + 7 + 30 });
    order.given([]).when(command).thenState({ total: 2987, status: 'pending' });
    order
      .given([])
      .when({ ...command, total: 2986 })
      .thenRefused('order.total_does_not_add_up');
  });

  test('a discount is never more than the price', () => {
    const lines = [line('mug', 2, 1000, { discount: 2001 })];
    order
      .given([])
      .when(place({ lines, total: 0 }))
      .thenRefused('order.discount_exceeds_price');
    order
      .given([])
      .when(place({ discount: 2502, total: 0 }))
      .thenRefused('order.discount_exceeds_price');
    const twice = [line('mug', 1, 1000, { discount: 1000 })];
    order
      .given([])
      .when(place({ lines: twice, discount: 1, total: 0 }))
      .thenRefused('order.discount_exceeds_price');
  });

  test('a discount of all there is leaves nothing to pay', () => {
    order
      .given([])
      .when(place({ discount: 2501, total: 0 }))
      .thenState({ status: 'placed', total: 0 });
  });

  test('nobody pays more than the total', () => {
    order
      .given([])
      .when(place({ paid: 2502 }))
      .thenRefused('order.paid_more_than_total');
  });

  test('of several mistakes the first is told', () => {
    const wrong = place({ lines: [line('a', 1, 1), line('a', 2_000_000, 1)], discount: 9, total: 1, paid: 5 });
    order.given([]).when(wrong).thenRefused('order.line_id_given_twice');
    const apart = { ...wrong, lines: [line('a', 1, 1), line('b', 2_000_000, 1)] };
    order.given([]).when(apart).thenRefused('order.too_many_units');
    const fewer = { ...wrong, lines: [line('a', 1, 1), line('b', 2, 1)] };
    order.given([]).when(fewer).thenRefused('order.discount_exceeds_price');
    order
      .given([])
      .when({ ...fewer, discount: 1 })
      .thenRefused('order.total_does_not_add_up');
    order
      .given([])
      .when({ ...fewer, discount: 2 })
      .thenRefused('order.paid_more_than_total');
  });
});

describe('what the order costs is spread over its lines by largest remainder', () => {
  test('in proportion to the price after the line discount', () => {
    const lines = [line('a', 1, 1000), line('b', 1, 2000, { discount: 1000 }), line('c', 1, 1000)];
    expect(carried(place({ lines, discount: 100, shipping: 10, tax: 2, total: 2912 }))).toEqual([
      { goods: 966, shipping: 4, tax: 1 },
      { goods: 967, shipping: 3, tax: 1 },
      { goods: 967, shipping: 3, tax: 0 },
    ]);
  });

  test('the odd cent goes to the largest fraction, not to the first line', () => {
    const lines = [line('cheap', 1, 100), line('dear', 1, 299)];
    expect(carried(place({ lines, discount: 1, total: 398 })).map(({ goods }) => goods)).toEqual([100, 298]);
  });

  test('a line that costs nothing carries nothing, unless nothing else does', () => {
    const lines = [line('mug', 1, 1000), line('gift', 1, 0)];
    expect(carried(place({ lines, shipping: 600, total: 1600 })).map(({ shipping }) => shipping)).toEqual([600, 0]);
    const gifts = [line('gift', 1, 0), line('card', 1, 0)];
    expect(carried(place({ lines: gifts, shipping: 7, total: 7 })).map(({ shipping }) => shipping)).toEqual([4, 3]);
  });

  test('within a line the first units carry the odd minor units', () => {
    const { lines } = tradeAfter(noTerms, place({ lines: [line('mug', 3, 1000)], discount: 1, total: 2999 })).now;
    const [mug] = lines;
    expect(mug && [1, 2, 3].map((n) => nextShares(mug, n))).toEqual([1000, 2000, 2999]);
    expect(sharesOf(lines, units({ mug: 2, none: 1 }))).toBe(2000);
  });

  const amount = fc.integer({ min: 0, max: 100_000 });
  const anyLine = fc.record({
    quantity: fc.integer({ min: 1, max: 9 }),
    unitPrice: amount,
    off: fc.nat(100),
    tax: amount,
  });
  const anyOrder = fc.record({
    lines: fc.array(anyLine, { minLength: 1, maxLength: 8 }),
    off: fc.nat(100),
    shipping: amount,
    tax: amount,
  });

  test('and every unit share together makes the total, whatever was ordered', () => {
    fc.assert(
      fc.property(anyOrder, ({ lines, off, shipping, tax }) => {
        const all = lines.map(({ quantity, unitPrice, off: part, tax }, i) =>
          line(`${i}`, quantity, unitPrice, { discount: Math.floor((quantity * unitPrice * part) / 100), tax }),
        );
        const net = all.reduce((sum, one) => sum + one.quantity * one.unitPrice - (one.discount ?? 0), 0);
        const discount = Math.floor((net * off) / 100);
        const total = net - discount + shipping + tax + all.reduce((sum, one) => sum + (one.tax ?? 0), 0);
        const trade = tradeAfter(noTerms, placePaid({ lines: all, discount, shipping, tax, total }));
        const shares = trade.now.lines.map((one) => {
          const steps = Array.from({ length: one.ordered }, (_, i) => nextShares({ ...one, cancelled: i }, 1));
          expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(3);
          expect(Math.min(one.goods, one.shipping, one.tax)).toBeGreaterThanOrEqual(0);
          return steps.reduce((sum, share) => sum + share, 0);
        });
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total);
      }),
    );
  });
});

describe('lines', () => {
  test('have ids of their own, while the same SKU may stand on several', () => {
    const twice = [line('1', 1, 1000, { sku: 'mug' }), line('1', 1, 501, { sku: 'tea' })];
    order
      .given([])
      .when(place({ lines: twice, total: 1501 }))
      .thenRefused('order.line_id_given_twice');
    const sameSku = [line('1', 1, 1000, { sku: 'mug' }), line('2', 2, 900, { sku: 'mug', location: 'shop' })];
    order
      .given([])
      .when(place({ lines: sameSku, total: 2800 }))
      .thenState({
        lines: [
          { sku: 'mug', ordered: 1 },
          { sku: 'mug', ordered: 2, location: 'shop' },
        ],
      });
  });

  test('together are at most a million units', () => {
    const most = [line('a', 999_999, 1), line('b', 1, 1)];
    order
      .given([])
      .when(place({ lines: most, total: 1_000_000 }))
      .thenState({ status: 'pending' });
    const more = [line('a', 999_999, 1), line('b', 2, 1)];
    order
      .given([])
      .when(place({ lines: more, total: 1_000_001 }))
      .thenRefused('order.too_many_units');
  });

  test('are at least one and at most a thousand, of whole units and whole minor units', () => {
    expect(codeOf(place({ lines: [] }))).toBe('order.lines_must_not_be_empty');
    const many = Array.from({ length: MOST_LINES + 1 }, (_, i) => line(`${i}`, 1, 1));
    expect(codeOf(place({ lines: many }))).toBe('order.too_many_lines');
    expect(codeOf(place({ lines: [line('a', 0, 1)] }))).toBe('quantity.must_be_positive');
    expect(codeOf(place({ lines: [line('a', 1.5, 1)] }))).toBe('quantity.must_be_whole');
    expect(codeOf(place({ lines: [line('a', 1, 19.99)] }))).toBe('money.must_be_whole_minor_units');
    expect(codeOf(place({ lines: [line('a', 1, -1)] }))).toBe('money.must_not_be_negative');
    expect(codeOf(place({ currency: 'RMB' }))).toBe('money.currency_unknown');
    expect(codeOf({ ...place(), number: 2_603_000_000 })).toBe('id.must_be_text');
    expect(codeOf({ ...place(), coupon: 'X' })).toBe('input.unknown_field');
  });

  test('a thousand of them are placed in no time, and even a price beyond reason gets an answer', () => {
    const many = Array.from({ length: MOST_LINES }, (_, i) => line(`${i}`, 1, 7));
    order
      .given([])
      .when(place({ lines: many, shipping: 13, total: 7013 }))
      .thenState({ status: 'pending' });
    const dear = [line('a', 1_000_000, 1_000_000_000_000)];
    order
      .given([])
      .when(place({ lines: dear, total: 1 }))
      .thenRefused('order.total_does_not_add_up');
  });
});

describe('deadlines that a platform gives beat the terms', () => {
  const deadlines = { payBy: hours(5), groupBy: hours(6), acceptBy: hours(7), shipBy: hours(8), deliverBy: hours(9) };
  const journey = [accept, packed(ALL), shipped(ALL)];

  test.each([
    ['terms of its own', allTerms],
    ['no terms', noTerms],
  ])('in a shop with %s', (_, terms) => {
    const trade = tradeAfter(terms, place({ deadlines, awaits: ['payment', 'group'] }));
    expect(trade.owed('payBy')).toMatchObject({ by: 'buyer', due: hours(5), source: 'platform' });
    expect(trade.owed('groupBy')).toMatchObject({ by: 'buyer', due: hours(6), source: 'platform' });
    expect(trade.owed('shipBy')).toBeUndefined();
    for (const command of [pay(2501), { type: 'NoteGroupFormed' } as const]) trade.give(command);
    expect(trade.owed('acceptBy')).toMatchObject({ by: 'merchant', due: hours(7), source: 'platform' });
    expect(trade.owed('shipBy')).toMatchObject({ by: 'merchant', due: hours(8), source: 'platform' });
    for (const command of journey) trade.give(command);
    expect(trade.owed('deliverBy')).toMatchObject({ by: 'carrier', due: hours(9), source: 'platform' });
    trade.give(delivered(ALL));
    expect(trade.now.owed?.map(({ kind }) => kind) ?? []).toEqual(terms === allTerms ? ['confirmBy'] : []);
  });

  test('also when the order is paid before the desk hears of it', () => {
    const trade = tradeAfter(allTerms, placePaid({ deadlines }));
    expect(trade.now.owed?.map(({ kind, due }) => [kind, due])).toEqual([
      ['acceptBy', hours(7)],
      ['shipBy', hours(8)],
    ]);
  });

  test('the reminders of the term come before the deadline of the platform', () => {
    const terms = { ...allTerms, shipBy: within(48, { remindHoursBefore: [2] }) };
    const trade = tradeAfter(terms, placePaid({ deadlines }));
    expect(trade.owed('shipBy')?.remindAt).toEqual([hours(6)]);
  });

  test('what the platform leaves open follows the terms', () => {
    const trade = tradeAfter(allTerms, placePaid({ deadlines: { shipBy: hours(100) } }));
    expect(trade.owed('acceptBy')).toMatchObject({ due: hours(8), source: 'test' });
    expect(trade.owed('shipBy')).toMatchObject({ due: hours(100), source: 'platform' });
  });
});
