import { describe, expect, test } from 'vitest';
import {
  ALL,
  accept,
  allTerms,
  type Command,
  cancel,
  confirm,
  delivered,
  given,
  hours,
  lost,
  noTerms,
  packed,
  place,
  placePaid,
  refund,
  refundByCase,
  shipped,
  tradeAfter,
  units,
  within,
} from './support.js';

const costly = { ...allTerms, settleUndeliveredBy: within(72, { penalty: { fixed: 300, to: 'buyer' } }) };
const gone: readonly Command[] = [placePaid(), accept, packed(ALL), shipped(ALL)];

describe('units that were lost or came back', () => {
  test.each(['lost', 'refused', 'returned'] as const)('%s: the merchant owes their money back', (how) => {
    const trade = tradeAfter(allTerms, ...gone).wait(1);
    trade.news;
    trade.give(lost({ mug: 1 }, 'p-1', how));
    expect(trade.events).toMatchObject([{ type: 'UnitsUndelivered', how, lines: units({ mug: 1 }) }]);
    expect(trade.owed('settleUndeliveredBy')).toMatchObject({ by: 'merchant', due: hours(73) });
    expect(trade.status).toBe('shipped');
  });

  test('are at most those on their way', () => {
    given(...gone, delivered({ mug: 2 }))
      .when(lost({ mug: 1 }), { by: { role: 'system', id: 'desk' } })
      .thenRefused('order.more_than_there_is');
  });

  test('that are paid back in time cost nothing more', () => {
    const trade = tradeAfter(costly, ...gone, lost({ mug: 1 }), delivered({ mug: 1, tea: 1 }));
    expect(trade.now.owed?.map(({ kind }) => kind)).toEqual(['settleUndeliveredBy', 'confirmBy']);
    trade.give(refund({ mug: 1 }));
    expect(trade.now.owed?.map(({ kind }) => kind)).toEqual(['confirmBy']);
    trade.news;
    trade.until(hours(200));
    expect(trade.news).toEqual([]);
    expect(trade.now.refunded).toBe(1000);
  });

  test('that a case pays back are settled as well', () => {
    const trade = tradeAfter(costly, ...gone, lost({ mug: 1 }), refundByCase(1000, { mug: 1 }));
    expect(trade.owed('settleUndeliveredBy')).toBeUndefined();
  });

  test('a rebate does not settle them', () => {
    const trade = tradeAfter(costly, ...gone, lost({ mug: 1 }), refundByCase(1000));
    expect(trade.owed('settleUndeliveredBy')).toBeDefined();
  });

  test('that were paid back while they were still looked for owe nothing', () => {
    const trade = tradeAfter(costly, ...gone, refund({ mug: 1 }), lost({ mug: 1 }));
    expect(trade.owed('settleUndeliveredBy')).toBeUndefined();
  });

  test('that are not settled in time are paid back by the desk, and the penalty is due', () => {
    const trade = tradeAfter(costly, ...gone, lost({ mug: 1 }));
    trade.news;
    trade.until(hours(72));
    expect(trade.events).toMatchObject([
      { type: 'ObligationBreached', kind: 'settleUndeliveredBy' },
      { type: 'PenaltyIncurred', amount: 300, to: 'buyer' },
      { type: 'UnitsRefunded', amount: 1000, lines: units({ mug: 1 }) },
    ]);
    expect(trade.now).toMatchObject({ status: 'shipped', refunded: 1000 });
    expect(trade.owed('settleUndeliveredBy')).toBeUndefined();
    trade.until(hours(500));
    expect(trade.now.refunded).toBe(1000);
  });

  test('that follow others do not put off what is owed for the first', () => {
    const trade = tradeAfter(costly, ...gone, lost({ mug: 1 })).wait(50);
    trade.give(lost({ tea: 1 }));
    expect(trade.owed('settleUndeliveredBy')?.due).toBe(hours(72));
    trade.until(hours(72));
    expect(trade.now.refunded).toBe(1501);
    trade.give(lost({ mug: 1 }));
    expect(trade.status).toBe('shipped');
    expect(trade.owed('settleUndeliveredBy')?.due).toBe(hours(144));
  });

  test('that cost nothing are settled with nothing, and keep nobody waiting', () => {
    const lines = [
      { id: 'mug', sku: 'mug', quantity: 1, unitPrice: 1000 },
      { id: 'gift', sku: 'card', quantity: 1, unitPrice: 0 },
    ];
    const all = { mug: 1, gift: 1 };
    const history = [placePaid({ lines, total: 1000 }), accept, packed(all), shipped(all), lost({ gift: 1 })];
    const trade = tradeAfter(costly, ...history);
    trade.give(refund({ gift: 1 }));
    expect(trade.line('gift').refunded).toBe(1);
    expect(trade.owed('settleUndeliveredBy')).toBeUndefined();
    const left = tradeAfter(costly, ...history).until(hours(72));
    expect(left.line('gift').refunded).toBe(1);
    expect(left.now.refunded).toBe(0);
  });
});

describe('an order of which nothing arrives', () => {
  test('is off as soon as all of it is paid back', () => {
    const trade = tradeAfter(allTerms, ...gone, lost(ALL));
    expect(trade.status).toBe('shipped');
    trade.give(refund({ mug: 2 }));
    trade.news;
    trade.give(refund({ tea: 1 }));
    expect(trade.events).toMatchObject([
      { type: 'UnitsRefunded', amount: 501 },
      { type: 'OrderCancelled', cause: 'undeliverable', refund: 0, recall: [] },
    ]);
    expect(trade.now).toMatchObject({ status: 'cancelled', cancelled: 'undeliverable', refunded: 2501 });
    expect(trade.now.owed).toBeUndefined();
  });

  test('keeps none of the money, also where a case had settled for less', () => {
    const trade = tradeAfter(allTerms, ...gone, lost(ALL), refundByCase(1500, { mug: 2 }), refund({ tea: 1 }));
    expect(trade.now).toMatchObject({ status: 'cancelled', refunded: 2501 });
  });

  test('is paid back by the deadline at the latest', () => {
    const trade = tradeAfter(allTerms, ...gone, lost(ALL)).until(hours(72));
    expect(trade.now).toMatchObject({ status: 'cancelled', cancelled: 'undeliverable', refunded: 2501 });
  });

  test('can be called off before', () => {
    given(...gone, lost(ALL))
      .when(cancel)
      .thenState({ status: 'cancelled', refunded: 2501 });
  });

  test('and was to be paid on delivery ends without money', () => {
    const trade = tradeAfter(allTerms, place({ awaits: [] }), accept, packed(ALL), shipped(ALL), lost(ALL));
    trade.until(hours(72));
    expect(trade.now).toMatchObject({ status: 'cancelled', cancelled: 'undeliverable', paid: 0, refunded: 0 });
  });
});

describe('an order of which a part arrives', () => {
  const half = [...gone, delivered({ mug: 1, tea: 1 }), lost({ mug: 1 })];

  test('is delivered', () => {
    expect(tradeAfter(noTerms, ...half).status).toBe('delivered');
    const other = tradeAfter(noTerms, ...gone, lost({ mug: 1 }), delivered({ mug: 1, tea: 1 }));
    expect(other.status).toBe('delivered');
  });

  test('does not forget the lost unit when the buyer confirms the rest', () => {
    const trade = tradeAfter(allTerms, ...half);
    trade.news;
    trade.give(confirm);
    expect(trade.types).toEqual(['UnitsRefunded', 'OrderCompleted']);
    expect(trade.now).toMatchObject({ status: 'completed', refunded: 1000 });
  });

  test('nor when the time to confirm runs out first', () => {
    const trade = tradeAfter({ ...allTerms, confirmBy: within(24) }, ...half);
    trade.news;
    trade.until(hours(24));
    expect(trade.types).toEqual(['ObligationLapsed', 'UnitsRefunded', 'OrderCompleted']);
    expect(trade.now).toMatchObject({ status: 'completed', refunded: 1000 });
  });

  test('is completed once, also where everything else was refunded before', () => {
    const trade = tradeAfter(allTerms, ...gone, delivered({ mug: 2 }), lost({ tea: 1 }), refund({ mug: 2 }));
    expect(trade.status).toBe('delivered');
    trade.news;
    trade.give(confirm);
    expect(trade.events).toMatchObject([
      { type: 'UnitsRefunded', amount: 501, lines: units({ tea: 1 }) },
      { type: 'OrderCompleted', by: 'settlement' },
    ]);
    expect(trade.now).toMatchObject({ status: 'completed', refunded: 2501 });
  });

  test('in a shop that promises no such refund, is completed without one', () => {
    const { settleUndeliveredBy: _, ...terms } = allTerms;
    const trade = tradeAfter(terms, ...half, confirm);
    expect(trade.now).toMatchObject({ status: 'completed', refunded: 0 });
  });
});
