import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../src/kernel/index.js';
import { orderLifecycle, orderMachine, refundable } from '../../src/order/index.js';
import {
  ALL,
  accept,
  allTerms,
  askWith,
  buyer,
  type Command,
  cancel,
  cancelUnits,
  delivered,
  given,
  lost,
  mugs,
  noon,
  noTerms,
  packed,
  pay,
  person,
  place,
  placePaid,
  refund,
  refundByCase,
  shipped,
  Trade,
  tradeAfter,
  units,
} from './support.js';

describe('cancelling some units', () => {
  test('pays their share back and leaves the rest as it was', () => {
    given(placePaid())
      .when(cancelUnits({ mug: 1 }))
      .then([
        {
          type: 'UnitsCancelled',
          lines: units({ mug: 1 }),
          cause: 'byMerchant',
          reason: 'sold out',
          refund: 1000,
        },
      ])
      .thenState({ status: 'placed', refunded: 1000, lines: [{ cancelled: 1 }, { cancelled: 0 }] });
  });

  test('counts a line that is named twice once, with both quantities', () => {
    const twice: Command = { type: 'CancelUnits', lines: [...units({ mug: 1 }), ...units({ mug: 1 })], reason: 'r' };
    given(placePaid()).when(twice).thenState({ refunded: 2000 });
    const thrice: Command = { ...twice, lines: [...twice.lines, ...units({ mug: 1 })] };
    given(placePaid()).when(thrice).thenRefused('order.more_than_there_is');
  });

  test('is refused for lines and units that there are not, the unknown line first', () => {
    given(placePaid())
      .when(cancelUnits({ mug: 3, cup: 1 }))
      .thenRefused('order.line_unknown');
    given(placePaid())
      .when(cancelUnits({ mug: 3 }))
      .thenRefused('order.more_than_there_is');
    given(placePaid(), cancelUnits({ mug: 1 }))
      .when(cancelUnits({ mug: 2 }))
      .thenRefused('order.more_than_there_is');
  });

  test('is refused for units that are in a parcel', () => {
    const begun = [placePaid(), accept, packed({ mug: 1 })];
    given(...begun)
      .when(cancelUnits({ mug: 2 }))
      .thenRefused('order.units_have_left');
    given(...begun)
      .when(cancelUnits({ mug: 1 }))
      .thenState({ status: 'preparing', refunded: 1000 });
  });

  test('is done by the seller or the platform; a buyer calls the whole order off', () => {
    given(placePaid())
      .when(cancelUnits({ mug: 1 }), buyer)
      .thenRefused('record.actor_not_permitted');
    given(placePaid())
      .when(cancelUnits({ mug: 1 }), { by: person('platform') })
      .thenState({ lines: [{ cancelled: 1 }, {}] });
    const trade = tradeAfter(noTerms, placePaid());
    expect(trade.give(cancelUnits({ mug: 1 }), 'platform')[0]).toMatchObject({ cause: 'byPlatform' });
  });

  test('of which nothing is left calls the order off', () => {
    const trade = tradeAfter(allTerms, placePaid(), cancelUnits({ mug: 2 }));
    trade.news;
    trade.give(cancelUnits({ tea: 1 }));
    expect(trade.events).toMatchObject([
      { type: 'UnitsCancelled', refund: 501 },
      { type: 'OrderCancelled', cause: 'byMerchant', refund: 0, settles: ['acceptBy', 'shipBy'] },
    ]);
    expect(trade.now).toMatchObject({ status: 'cancelled', refunded: 2501 });
    expect(trade.now.owed).toBeUndefined();
  });

  test.each([
    ['packed', [packed({ mug: 2 })], ['UnitsCancelled', 'OrderPacked']],
    ['shipped', [packed({ mug: 2 }), shipped({ mug: 2 })], ['UnitsCancelled', 'OrderShipped']],
    [
      'delivered',
      [packed({ mug: 2 }), shipped({ mug: 2 }), delivered({ mug: 2 })],
      ['UnitsCancelled', 'OrderShipped', 'OrderDelivered'],
    ],
    [
      'completed',
      [packed({ mug: 2 }), shipped({ mug: 2 }), delivered({ mug: 2 }), refund({ mug: 2 })],
      ['UnitsCancelled', 'OrderShipped', 'OrderDelivered', 'OrderCompleted'],
    ],
    [
      'cancelled',
      [packed({ mug: 2 }), shipped({ mug: 2 }), lost({ mug: 2 }), refund({ mug: 2 })],
      ['UnitsCancelled', 'OrderShipped', 'OrderCancelled'],
    ],
  ])('that were the last the order waited for makes it %s', (status, steps, events) => {
    const trade = tradeAfter(allTerms, placePaid(), accept, ...steps);
    expect(trade.status).toBe('preparing');
    trade.news;
    trade.give(cancelUnits({ tea: 1 }));
    expect(trade.types).toEqual(events);
    expect(trade.status).toBe(status);
    if (orderLifecycle.final.includes(trade.now.status)) expect(trade.now.owed).toBeUndefined();
  });
});

describe('unit by unit, an order pays back exactly what was paid', () => {
  test('100 over three units are 34, 33 and 33', () => {
    const trade = tradeAfter(noTerms, placePaid({ ...mugs(3, 33), tax: 1, total: 100 }));
    const parts = [1, 2, 3].map(() => {
      const before = trade.now.refunded;
      trade.give(cancelUnits({ mug: 1 }));
      return trade.now.refunded - before;
    });
    expect(parts).toEqual([34, 33, 33]);
    expect(trade.status).toBe('cancelled');
  });

  const anyOrder = fc.record({
    quantities: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }),
    price: fc.integer({ min: 0, max: 999 }),
    off: fc.nat(97),
    shipping: fc.nat(997),
    tax: fc.nat(101),
  });

  test('whatever the order and whatever is cancelled first', () => {
    fc.assert(
      fc.property(anyOrder, fc.array(fc.nat(), { minLength: 25, maxLength: 25 }), (anOrder, choices) => {
        const lines = anOrder.quantities.map((quantity, i) => ({
          id: `${i}`,
          sku: 'x',
          quantity,
          unitPrice: anOrder.price + i,
        }));
        const goods = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
        const discount = Math.floor((goods * anOrder.off) / 100);
        const { shipping, tax } = anOrder;
        const trade = new Trade(noTerms);
        trade.give(placePaid({ lines, discount, shipping, tax, total: goods - discount + shipping + tax }));
        for (const choice of choices) {
          const left = trade.now.lines.filter(({ ordered, cancelled }) => ordered > cancelled);
          const line = left[choice % Math.max(1, left.length)];
          if (line !== undefined)
            trade.give(cancelUnits({ [line.id]: 1 + (choice % (line.ordered - line.cancelled)) }));
        }
        expect(trade.now).toMatchObject({ status: 'cancelled', refunded: trade.now.total });
        const parts = trade.events.map((event) => (event.type === 'UnitsCancelled' ? event.refund : 0));
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(trade.now.total);
      }),
      { numRuns: 60 },
    );
  });

  test('also when some units are refunded and others cancelled', () => {
    const trade = tradeAfter(noTerms, { ...mugs(3, 100), shipping: 1, total: 301, paid: 301 }, accept);
    for (const step of [packed({ mug: 1 }), shipped({ mug: 1 }), lost({ mug: 1 }), refund({ mug: 1 })])
      trade.give(step);
    expect(trade.now.refunded).toBe(101);
    trade.give(cancelUnits({ mug: 2 }));
    expect(trade.now).toMatchObject({ status: 'cancelled', refunded: 301 });
  });

  test('each by its own share: a unit that was refunded is not cancelled again', () => {
    const lines = [
      { id: 'mug', sku: 'mug', quantity: 3, unitPrice: 100, tax: 1 },
      { id: 'tea', sku: 'tea', quantity: 1, unitPrice: 5000 },
    ];
    const trade = tradeAfter(
      noTerms,
      placePaid({ lines, total: 5301 }),
      accept,
      packed({ mug: 1 }),
      shipped({ mug: 1 }),
    );
    trade.give(refund({ mug: 1 }));
    expect(trade.now.refunded).toBe(101);
    trade.give(cancelUnits({ mug: 1 }));
    expect(trade.now.refunded).toBe(201);
    trade.give(cancelUnits({ mug: 1 }));
    expect(trade.now.refunded).toBe(301);
  });

  test('what a case has given back as a rebate is not paid twice', () => {
    const trade = tradeAfter(noTerms, placePaid(), accept, packed({ mug: 1 }), shipped({ mug: 1 }), refundByCase(700));
    trade.give(cancelUnits({ mug: 1, tea: 1 }));
    expect(trade.now.refunded).toBe(700 + 1501);
    trade.give(refund({ mug: 1 }));
    expect(refundable(trade.now)).toBe(0);
  });

  test('who has paid in part gets back no more than that part', () => {
    const trade = tradeAfter(noTerms, place({ awaits: [] }), pay(600));
    trade.give(cancelUnits({ mug: 2 }));
    trade.give(cancelUnits({ tea: 1 }));
    expect(trade.now).toMatchObject({ status: 'cancelled', refunded: 600 });
  });
});

describe('calling the whole order off', () => {
  const stages: readonly (readonly [string, readonly Command[], object])[] = [
    ['it waits', [place()], { refund: 0, recall: [] }],
    ['it is placed', [placePaid()], { refund: 2501, recall: [] }],
    ['it is accepted', [placePaid(), accept], { refund: 2501, recall: [] }],
    ['it is half packed', [placePaid(), accept, packed({ mug: 1 })], { refund: 2501, recall: [] }],
    ['it is packed', [placePaid(), accept, packed(ALL)], { refund: 2501, recall: [] }],
    [
      'part of it has left',
      [placePaid(), accept, packed(ALL), shipped({ mug: 1 })],
      { refund: 2501, recall: units({ mug: 1 }) },
    ],
    ['all of it has left', [placePaid(), accept, packed(ALL), shipped(ALL)], { refund: 2501, recall: units(ALL) }],
    [
      'part of it is lost and part is refunded',
      [placePaid(), accept, packed(ALL), shipped(ALL), lost({ mug: 1 }), refund({ mug: 1 })],
      { refund: 1501, recall: units(ALL).map((one) => ({ ...one, quantity: 1 })) },
    ],
    ['some of it is cancelled', [placePaid(), cancelUnits({ mug: 2 })], { refund: 501, recall: [] }],
  ];

  test.each(stages)('while %s brings back all that is left of the money, and what is on its way', (_, steps, says) => {
    const trade = tradeAfter(allTerms, ...steps);
    const owed = trade.now.owed?.map(({ kind }) => kind) ?? [];
    const [event] = trade.give(cancel, 'owner');
    expect(event).toMatchObject({ type: 'OrderCancelled', cause: 'byMerchant', settles: owed, ...says });
    expect(refundable(trade.now)).toBe(0);
    expect(trade.now.owed).toBeUndefined();
    expect(trade.wakeAt).toBeUndefined();
    expect(trade.refusal(cancel, 'owner')).toBe('record.command_not_allowed_now');
  });

  test('is no answer any more once a unit has been delivered', () => {
    const half = [placePaid(), accept, packed(ALL), shipped({ mug: 2 }), delivered({ mug: 1 })];
    given(...half)
      .when(cancel)
      .thenRefused('order.units_have_left');
    const all = [placePaid(), accept, packed(ALL), shipped(ALL), delivered({ mug: 1 })];
    given(...all)
      .when(cancel)
      .thenRefused('order.units_have_left');
    given(...all, delivered({ mug: 1, tea: 1 }))
      .when(cancel)
      .thenRefused('record.command_not_allowed_now');
  });

  test('says how many units could still be taken out', () => {
    const trade = tradeAfter(
      noTerms,
      placePaid(),
      accept,
      packed({ mug: 1 }),
      shipped({ mug: 1 }),
      delivered({ mug: 1 }),
    );
    const context = { at: noon, by: person('owner'), id: 'o-1', ask: askWith(noTerms) };
    expect(decide(orderMachine, cancel, trade.now, context)._unsafeUnwrapErr()).toMatchObject({
      code: 'order.units_have_left',
      details: { line: 'mug', asked: 2, left: 1 },
    });
  });

  test('is the right of the buyer until the merchant has accepted', () => {
    for (const begun of [[place()], [placePaid()]]) {
      given(...begun)
        .when(cancel, buyer)
        .thenState({ status: 'cancelled', cancelled: 'byBuyer' });
    }
    given(placePaid(), accept).when(cancel, buyer).thenRefused('record.actor_not_permitted');
    given(placePaid(), accept)
      .when(cancel, { by: person('platform') })
      .thenState({ status: 'cancelled', cancelled: 'byPlatform' });
  });

  test('a parcel that cannot be stopped may still arrive; the order stays off', () => {
    const trade = tradeAfter(allTerms, placePaid(), accept, packed(ALL), shipped(ALL), cancel);
    trade.news;
    trade.give(delivered({ mug: 2 }));
    trade.give(lost({ tea: 1 }));
    expect(trade.now.owed).toBeUndefined();
    expect(trade.types).toEqual(['UnitsDelivered', 'UnitsUndelivered']);
    expect(trade.now).toMatchObject({ status: 'cancelled', refunded: 2501 });
    expect(trade.wakeAt).toBeUndefined();
  });
});
