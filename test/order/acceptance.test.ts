import { describe, expect, test } from 'vitest';
import { decide } from '../../src/kernel/index.js';
import { orderMachine } from '../../src/order/index.js';
import { specification } from '../../src/testing/specification.js';
import {
  ALL,
  accept,
  allTerms,
  askWith,
  buyer,
  cancelUnits,
  desk,
  given,
  hold,
  hours,
  noon,
  noTerms,
  packed,
  person,
  place,
  placePaid,
  release,
  shipped,
  Trade,
  tradeAfter,
  unpacked,
  within,
} from './support.js';

const explanation = {
  policy: 'auto-acceptance',
  rule: 'small orders',
  facts: { total: 2501 },
  because: 'it is small',
  appealTo: 'owner',
};
const missing = [
  { sku: 'mug', wanted: 2, available: 1 },
  { sku: 'tea', wanted: 1, available: 0 },
];

describe('accepting an order', () => {
  test('says which place serves which units', () => {
    given(placePaid())
      .when(accept)
      .then([
        {
          type: 'OrderAccepted',
          allocation: [
            { line: 'mug', sku: 'mug', location: 'main', quantity: 2 },
            { line: 'tea', sku: 'tea', location: 'main', quantity: 1 },
          ],
          settles: ['acceptBy'],
        },
      ])
      .thenState({ status: 'accepted', locations: ['main'] });
  });

  test('names each place once, in the order in which it is asked', () => {
    const lines = ['shop', 'main', 'shop'].map((location, i) => ({
      id: `${i}`,
      sku: 'mug',
      quantity: 1,
      unitPrice: 1,
      location,
    }));
    given(placePaid({ lines, total: 3 }))
      .when(accept)
      .thenState({ locations: ['shop', 'main'] });
  });

  test('leaves out units that were cancelled before', () => {
    given(placePaid(), cancelUnits({ mug: 1, tea: 1 }))
      .when(accept)
      .thenState({ status: 'accepted', lines: [{ cancelled: 1 }, { cancelled: 1 }] });
    const trade = tradeAfter(noTerms, placePaid(), cancelUnits({ mug: 1, tea: 1 }));
    trade.news;
    trade.give(accept);
    expect(trade.events[0]).toMatchObject({ allocation: [{ line: 'mug', quantity: 1 }] });
  });

  test('fails for want of stock with the name of every SKU that is short', () => {
    const short = specification(orderMachine, { ask: askWith(noTerms, () => missing), by: person('owner') });
    const { events } = tradeAfter(noTerms, placePaid());
    short.given(events).when(accept).thenRefused('order.shortage');
    const { order } = tradeAfter(noTerms, placePaid());
    const context = { at: noon, by: person('owner'), id: 'o-1', ask: askWith(noTerms, () => missing) };
    const refusal = decide(orderMachine, accept, order, context)._unsafeUnwrapErr();
    expect(refusal).toMatchObject({ code: 'order.shortage', details: { missing } });
    expect(refusal.message).toBe('There is too little stock: mug 1 of 2, tea 0 of 1.');
  });

  test('of a held order fails for the hold, even where stock is short as well', () => {
    const trade = tradeAfter(noTerms, placePaid(), hold('fraud'));
    trade.missing.push(...missing);
    expect(trade.refusal(accept)).toBe('order.held');
    trade.give(release('fraud'));
    expect(trade.refusal(accept)).toBe('order.shortage');
  });

  test('is for the merchant and the desk, once, when the order is paid', () => {
    given(placePaid()).when(accept, buyer).thenRefused('record.actor_not_permitted');
    given(placePaid())
      .when(accept, { by: person('platform') })
      .thenRefused('record.actor_not_permitted');
    given(placePaid(), accept).when(accept).thenRefused('record.command_not_allowed_now');
    given(place()).when(accept).thenRefused('record.command_not_allowed_now');
  });

  test('keeps the explanation, where the desk accepted by itself', () => {
    const trade = tradeAfter(noTerms, placePaid());
    trade.news;
    trade.give({ type: 'AcceptOrder', explanation });
    expect(trade.events[0]).toMatchObject({ type: 'OrderAccepted', explanation });
  });

  test('ends the time to accept, and not the time to ship', () => {
    const trade = tradeAfter(allTerms, placePaid(), accept);
    expect(trade.now.owed?.map(({ kind }) => kind)).toEqual(['shipBy']);
  });
});

describe('a judgement of the desk', () => {
  test('is written down and changes nothing', () => {
    const judged = { type: 'NoteAutoAcceptance', mode: 'shadow', answer: 'leave', explanation } as const;
    given(placePaid())
      .when(judged, desk)
      .then([{ type: 'AutoAcceptanceJudged', mode: 'shadow', answer: 'leave', explanation }])
      .thenState({ status: 'placed' });
    given(placePaid()).when(judged).thenRefused('record.actor_not_permitted');
    given(place()).when(judged, desk).thenRefused('record.command_not_allowed_now');
  });
});

describe('a shortage', () => {
  const noted = { type: 'NoteShortage', missing } as const;

  test('is written down on the order, which stands', () => {
    const trade = tradeAfter(noTerms, placePaid(), noted);
    expect(trade.now).toMatchObject({ status: 'placed', missing });
    expect(trade.card.facts).toMatchObject({ short: true });
  });

  test('is over when the order is accepted after all', () => {
    const trade = tradeAfter(noTerms, placePaid(), noted, accept);
    expect(trade.now.missing).toBeUndefined();
    expect(trade.card.facts).toMatchObject({ short: false });
  });

  test('that picking finds is over when everything is packed, or the rest has left', () => {
    const short = [placePaid(), accept, noted];
    expect(tradeAfter(noTerms, ...short, packed({ mug: 2 })).now.missing).toEqual(missing);
    expect(tradeAfter(noTerms, ...short, packed(ALL)).now.missing).toBeUndefined();
    const rest = tradeAfter(noTerms, placePaid(), accept, packed({ mug: 2 }), shipped({ mug: 2 }), noted);
    expect(rest.now.missing).toEqual(missing);
    rest.give(cancelUnits({ tea: 1 }));
    expect(rest.now).toMatchObject({ status: 'shipped' });
    expect(rest.now.missing).toBeUndefined();
  });
});

describe('rejecting an order', () => {
  test('brings everything back to the buyer', () => {
    given(placePaid())
      .when({ type: 'RejectOrder', reason: 'sold out' })
      .then([{ type: 'OrderCancelled', cause: 'rejected', reason: 'sold out', refund: 2501, recall: [], settles: [] }])
      .thenState({ status: 'cancelled', cancelled: 'rejected', refunded: 2501 });
  });

  test('is for the seller alone', () => {
    const reject = { type: 'RejectOrder', reason: 'sold out' } as const;
    given(placePaid()).when(reject, desk).thenRefused('record.actor_not_permitted');
    given(placePaid())
      .when(reject, { by: person('service') })
      .thenState({ status: 'cancelled' });
  });
});

describe('an order that nobody accepts in time', () => {
  const late = { ...allTerms, acceptBy: within(8, { penalty: { fixed: 500, to: 'buyer' } }) };

  test('is a breach that is recorded and paid for, and can still be accepted', () => {
    const trade = tradeAfter(late, placePaid());
    trade.news;
    trade.until(hours(8));
    expect(trade.types).toEqual(['ObligationBreached', 'PenaltyIncurred']);
    expect(trade.now).toMatchObject({ status: 'placed' });
    trade.give(accept);
    expect(trade.owed('acceptBy')).toBeUndefined();
  });

  test('is called off with all money, where the terms say so', () => {
    const trade = tradeAfter({ ...late, whenNotAccepted: 'cancelAndRefund' }, placePaid());
    trade.news;
    trade.until(hours(8));
    expect(trade.types).toEqual(['ObligationBreached', 'PenaltyIncurred', 'OrderCancelled']);
    expect(trade.now).toMatchObject({ status: 'cancelled', cancelled: 'notAcceptedInTime', refunded: 2501 });
    expect(trade.now.owed).toBeUndefined();
  });
});

describe('who receives it', () => {
  const amend = { type: 'AmendRecipient', recipient: 'r-2', region: { country: 'DE' } } as const;

  test.each([
    ['pending', [place()]],
    ['placed', [placePaid()]],
    ['accepted', [placePaid(), accept]],
    ['preparing', [placePaid(), accept, { type: 'NotePreparing' } as const]],
  ])('can be changed while the order is %s, also by the buyer', (status, history) => {
    given(...history)
      .when(amend, buyer)
      .then([{ type: 'RecipientAmended', recipient: 'r-2', region: { country: 'DE' } }])
      .thenState({ status, recipient: 'r-2', region: { country: 'DE' } });
  });

  test('stands on the labels of parcels, so they have to be opened first', () => {
    given(placePaid(), accept, packed({ mug: 1 }))
      .when(amend, buyer)
      .thenRefused('order.packed_already');
    given(placePaid(), accept, packed({ mug: 1 }), unpacked({ mug: 1 }))
      .when(amend)
      .thenState({ recipient: 'r-2' });
    given(placePaid(), accept, packed(ALL)).when(amend).thenRefused('record.command_not_allowed_now');
  });

  test('is not changed by a carrier', () => {
    const trade = new Trade();
    trade.give(placePaid());
    expect(trade.refusal(amend, 'carrier')).toBe('record.actor_not_permitted');
  });
});
