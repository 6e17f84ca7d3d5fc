import { describe, expect, test } from 'vitest';
import {
  ALL,
  accept,
  allTerms,
  delivered,
  desk,
  given,
  hours,
  noTerms,
  packed,
  placePaid,
  refund,
  refundByCase,
  shipped,
  tradeAfter,
  units,
  unpacked,
} from './support.js';

const preparing = { type: 'NotePreparing' } as const;
const accepted = [placePaid(), accept];
const returned = (of: Record<string, number>) => ({ type: 'NoteReturned' as const, case: 'c-1', lines: units(of) });

describe('preparing', () => {
  test('begins once, with whatever is picked first', () => {
    given(...accepted)
      .when(preparing, desk)
      .then([{ type: 'PreparationStarted' }])
      .thenState({ status: 'preparing' });
    given(...accepted, preparing)
      .when(preparing, desk)
      .thenNothing();
    given(...accepted, packed(ALL))
      .when(preparing, desk)
      .thenNothing()
      .thenState({ status: 'packed' });
  });
});

describe('parcels', () => {
  test('are counted on the order, and the last one makes it packed', () => {
    given(...accepted)
      .when(packed({ mug: 2 }), desk)
      .then([{ type: 'UnitsPacked', parcel: 'p-1', lines: units({ mug: 2 }) }])
      .thenState({ status: 'preparing', parcels: ['p-1'] });
    given(...accepted, packed({ mug: 2 }))
      .when(packed({ tea: 1 }, 'p-2'), desk)
      .then([{ type: 'UnitsPacked', parcel: 'p-2', lines: units({ tea: 1 }) }, { type: 'OrderPacked' }])
      .thenState({ status: 'packed', parcels: ['p-1', 'p-2'] });
  });

  test('hold no more than is wanted', () => {
    given(...accepted)
      .when(packed({ mug: 3 }), desk)
      .thenRefused('order.more_than_there_is');
    given(...accepted, packed({ mug: 1 }))
      .when(packed({ mug: 2 }), desk)
      .thenRefused('order.more_than_there_is');
    given(...accepted)
      .when(packed({ cup: 1 }), desk)
      .thenRefused('order.line_unknown');
    given(...accepted, packed(ALL))
      .when(packed({ mug: 1 }), desk)
      .thenRefused('record.command_not_allowed_now');
  });

  test('that are opened again give their units back to the table', () => {
    given(...accepted, packed(ALL))
      .when(unpacked(ALL), desk)
      .thenState({ status: 'preparing', parcels: [], lines: [{ packed: 0 }, { packed: 0 }] });
    given(...accepted, packed({ mug: 2 }), packed({ tea: 1 }, 'p-2'))
      .when(unpacked({ tea: 1 }, 'p-2'), desk)
      .thenState({ status: 'preparing', parcels: ['p-1'] });
  });

  test('that have left cannot be opened', () => {
    given(...accepted, packed(ALL), shipped({ mug: 2 }))
      .when(unpacked({ mug: 1 }), desk)
      .thenRefused('order.more_than_there_is');
  });

  test('ship what was packed, and only that', () => {
    given(...accepted, packed({ mug: 1 }))
      .when(shipped({ mug: 2 }), desk)
      .thenRefused('order.more_than_there_is');
    given(...accepted)
      .when(shipped({ mug: 1 }), desk)
      .thenRefused('record.command_not_allowed_now');
  });

  test('one by one make the order shipped, and the carrier owes its delivery from the last on', () => {
    const trade = tradeAfter(allTerms, ...accepted, packed({ mug: 2 }), packed({ tea: 1 }, 'p-2'));
    trade.give(shipped({ tea: 1 }, 'p-2'));
    expect(trade.now).toMatchObject({ status: 'packed', shippedAt: undefined });
    expect(trade.owed('shipBy')).toBeDefined();
    trade.wait(5).give(shipped({ mug: 2 }));
    expect(trade.now).toMatchObject({ status: 'shipped', shippedAt: hours(5) });
    expect(trade.now.owed?.map(({ kind, by, due }) => [kind, by, due])).toEqual([['deliverBy', 'carrier', hours(101)]]);
  });

  test('may leave and arrive before the rest is packed', () => {
    const trade = tradeAfter(allTerms, ...accepted, packed({ mug: 2 }), shipped({ mug: 2 }), delivered({ mug: 2 }));
    expect(trade.status).toBe('preparing');
    trade.give(packed({ tea: 1 }, 'p-2'));
    expect(trade.status).toBe('packed');
    trade.give(shipped({ tea: 1 }, 'p-2'));
    expect(trade.status).toBe('shipped');
    trade.give(delivered({ tea: 1 }, 'p-2'));
    expect(trade.status).toBe('delivered');
  });
});

describe('delivery', () => {
  const gone = [
    ...accepted,
    packed({ mug: 2 }),
    packed({ tea: 1 }, 'p-2'),
    shipped({ mug: 2 }),
    shipped({ tea: 1 }, 'p-2'),
  ];

  test('of the last parcel is the delivery of the order', () => {
    given(...gone, delivered({ mug: 2 }))
      .when(delivered({ tea: 1 }, 'p-2'), desk)
      .thenState({ status: 'delivered', lines: [{ delivered: 2 }, { delivered: 1 }] });
  });

  test('cannot be told of more than is on its way, nor twice', () => {
    given(...gone, delivered({ mug: 2 }))
      .when(delivered({ mug: 1 }), desk)
      .thenRefused('order.more_than_there_is');
    given(...accepted)
      .when(delivered({ mug: 1 }), desk)
      .thenRefused('record.command_not_allowed_now');
  });

  test('was at the latest time that a carrier names, in whatever order the reports come', () => {
    const trade = tradeAfter(noTerms, ...gone).wait(60);
    trade.give({ ...delivered({ mug: 2 }), deliveredAt: hours(50) });
    trade.give({ ...delivered({ tea: 1 }, 'p-2'), deliveredAt: hours(30) });
    expect(trade.now.deliveredAt).toBe(hours(50));
    const other = tradeAfter(noTerms, ...gone).wait(60);
    other.give({ ...delivered({ mug: 2 }), deliveredAt: hours(30) });
    other.give({ ...delivered({ tea: 1 }, 'p-2'), deliveredAt: hours(50) });
    expect(other.now.deliveredAt).toBe(hours(50));
  });

  test('is now, where no carrier says when', () => {
    const trade = tradeAfter(noTerms, ...gone).wait(7);
    trade.give(delivered({ mug: 2 }));
    expect(trade.now.deliveredAt).toBe(hours(7));
  });
});

describe('what comes back', () => {
  const all = [...accepted, packed(ALL), shipped(ALL), delivered(ALL)];

  test('after delivery is counted, and changes no status', () => {
    given(...all)
      .when(returned({ mug: 1 }), desk)
      .then([{ type: 'UnitsReturned', case: 'c-1', lines: units({ mug: 1 }) }])
      .thenState({ status: 'delivered', lines: [{ returned: 1 }, { returned: 0 }] });
  });

  test('is no more than the buyer had', () => {
    given(...all, returned({ mug: 2 }))
      .when(returned({ mug: 1 }), desk)
      .thenRefused('order.more_than_there_is');
    given(...accepted)
      .when(returned({ mug: 1 }), desk)
      .thenRefused('record.command_not_allowed_now');
  });

  test('is paid for by its case: units that have left, once, and no more money than there is', () => {
    given(...all)
      .when(refundByCase(1000, { mug: 1 }), desk)
      .then([{ type: 'UnitsRefunded', amount: 1000, lines: units({ mug: 1 }), case: 'c-1' }])
      .thenState({ refunded: 1000, lines: [{ refunded: 1 }, { refunded: 0 }] });
    given(...all)
      .when(refundByCase(2502), desk)
      .thenRefused('order.refund_exceeds_paid');
    given(...all, refundByCase(2000, { mug: 2 }))
      .when(refundByCase(100, { mug: 1 }), desk)
      .thenRefused('order.more_than_there_is');
    given(...accepted, packed(ALL), shipped({ mug: 1 }))
      .when(refundByCase(2000, { mug: 2 }), desk)
      .thenRefused('order.more_than_there_is');
  });

  test('a merchant who pays units back by themselves pays their share', () => {
    given(...all)
      .when(refund({ mug: 1, tea: 1 }))
      .then([{ type: 'UnitsRefunded', amount: 1501, lines: units({ mug: 1, tea: 1 }), reason: 'lost on the way' }]);
    given(...all, refund({ mug: 2 }))
      .when(refund({ mug: 1 }))
      .thenRefused('order.more_than_there_is');
    given(...accepted, packed(ALL))
      .when(refund({ mug: 1 }))
      .thenRefused('order.more_than_there_is');
  });

  test('a case is remembered by the order', () => {
    given(...all, { type: 'NoteCase', case: 'c-1' })
      .when({ type: 'NoteCase', case: 'c-2' }, desk)
      .thenState({ cases: ['c-1', 'c-2'], status: 'delivered' });
  });
});
