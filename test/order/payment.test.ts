import { describe, expect, test } from 'vitest';
import { instant } from '../../src/kernel/index.js';
import {
  ALL,
  accept,
  allTerms,
  buyer,
  cancel,
  confirm,
  delivered,
  desk,
  given,
  hours,
  noon,
  order,
  packed,
  pay,
  person,
  place,
  refund,
  shipped,
  tradeAfter,
} from './support.js';

const MINUTE = 60_000;
const platform = { by: person('platform') };

describe('a payment', () => {
  test('in full lets the merchant begin', () => {
    given(place())
      .when(pay(2501), platform)
      .then([
        { type: 'PaymentNoted', amount: 2501, paid: 2501, settles: ['payBy', 'balanceBy'] },
        { type: 'OrderReady', owes: [], settles: ['payBy', 'balanceBy', 'groupBy', 'reviewBy'] },
      ])
      .thenState({ status: 'placed', paid: 2501, awaits: [] });
  });

  test('in part does not: the rest is still waited for, by the same deadline', () => {
    const trade = tradeAfter(allTerms, place(), pay(1));
    expect(trade.now).toMatchObject({ status: 'pending', paid: 1, awaits: ['payment'] });
    expect(trade.owed('payBy')?.due).toBe(hours(1));
    trade.give(pay(2500));
    expect(trade.now).toMatchObject({ status: 'placed', paid: 2501 });
    expect(trade.owed('payBy')).toBeUndefined();
  });

  test('is never more than the order asks for', () => {
    given(place()).when(pay(2502), desk).thenRefused('order.paid_more_than_total');
    given(place(), pay(2000)).when(pay(502), desk).thenRefused('order.paid_more_than_total');
  });

  test('is not noted a second time', () => {
    given(place(), pay(2501)).when(pay(2501), desk).thenRefused('order.paid_more_than_total');
  });

  test('is noted by the platform or the owner, not by the buyer', () => {
    given(place()).when(pay(2501), buyer).thenRefused('record.actor_not_permitted');
    order.given([]).when(pay(2501), desk).thenRefused('record.not_found');
  });
});

describe('the clocks of the merchant begin with the moment of payment', () => {
  test('not with the moment when the desk hears of it', () => {
    const trade = tradeAfter(allTerms, place()).wait(0.5);
    trade.give(pay(2501, { paidAt: noon }));
    expect(trade.now.readyAt).toBe(hours(0.5));
    expect(trade.owed('acceptBy')).toMatchObject({ since: noon, due: hours(8) });
    expect(trade.owed('shipBy')).toMatchObject({ since: noon, due: hours(48) });
  });

  test.each([
    ['five minutes ahead of our clock are forgiven', 5 * MINUTE, 'taken: PaymentNoted, OrderReady'],
    ['more than that is the wrong time zone', 5 * MINUTE + 1, 'order.paid_at_in_future'],
    ['three days ahead', 72 * 60 * MINUTE, 'order.paid_at_in_future'],
    ['five minutes before it was placed are forgiven', -5 * MINUTE, 'taken: PaymentNoted, OrderReady'],
    ['more than that is another order', -5 * MINUTE - 1, 'order.paid_before_placed'],
  ])('%s', (_, off, answer) => {
    expect(tradeAfter(allTerms, place()).refusal(pay(2501, { paidAt: instant(noon + off) }))).toBe(answer);
  });

  test.each([
    ['its group, which formed later', 'group', { type: 'NoteGroupFormed' }],
    ['its review, which passed later', 'review', { type: 'NoteReviewPassed' }],
  ] as const)('but not before %s', (_, awaited, met) => {
    const trade = tradeAfter({ ...allTerms, payBy: undefined }, place({ awaits: ['payment', awaited] })).wait(20);
    trade.give(met);
    trade.wait(1).give(pay(2501, { paidAt: noon }));
    expect(trade.owed('shipBy')).toMatchObject({ since: hours(20), due: hours(68) });
  });

  test('also where the group had formed before', () => {
    const trade = tradeAfter(allTerms, place({ awaits: ['payment', 'group'] })).wait(0.2);
    trade.give({ type: 'NoteGroupFormed' });
    trade.wait(0.6).give(pay(2501, { paidAt: hours(0.5) }));
    expect(trade.owed('shipBy')).toMatchObject({ since: hours(0.5) });
  });

  test('a wrong date is told before a wrong amount', () => {
    given(place())
      .when(pay(9999, { paidAt: hours(8) }), desk)
      .thenRefused('order.paid_at_in_future');
  });
});

describe('an order that was not paid in time is called off', () => {
  test('with what was paid in part going back', () => {
    const trade = tradeAfter(allTerms, place(), pay(100));
    trade.news;
    trade.until(hours(1));
    expect(trade.events).toEqual([
      { type: 'ObligationLapsed', kind: 'payBy', by: 'buyer', due: hours(1) },
      {
        type: 'OrderCancelled',
        cause: 'unpaid',
        reason: 'it was not paid in time',
        refund: 100,
        recall: [],
        settles: ['payBy'],
      },
    ]);
    expect(trade.now).toMatchObject({ status: 'cancelled', cancelled: 'unpaid', refunded: 100 });
  });

  test('a payment that comes before the clock strikes wins, however late it is', () => {
    const trade = tradeAfter(allTerms, place()).wait(30);
    trade.give(pay(2501));
    trade.news;
    trade.give({ type: 'Wake' });
    expect(trade.status).toBe('placed');
    expect(trade.types).not.toContain('OrderCancelled');
  });

  test('a payment that comes after goes straight back, every time', () => {
    const trade = tradeAfter(allTerms, place()).until(hours(1));
    trade.news;
    trade.give(pay(2501, { paidAt: noon }));
    expect(trade.events).toEqual([
      { type: 'PaymentNoted', amount: 2501, paid: 2501 },
      { type: 'PaymentReturned', amount: 2501 },
    ]);
    expect(trade.now).toMatchObject({ status: 'cancelled', paid: 2501, refunded: 2501 });
    trade.give(pay(2501));
    expect(trade.now).toMatchObject({ status: 'cancelled', paid: 5002, refunded: 5002 });
    expect(trade.wakeAt).toBeUndefined();
  });
});

describe('an order that is paid on delivery', () => {
  const onDelivery = [place({ awaits: [] }), accept, packed(ALL), shipped(ALL), delivered(ALL)];

  test('brings nothing back when it is called off before', () => {
    given(...onDelivery.slice(0, 2))
      .when(cancel)
      .thenState({ status: 'cancelled', paid: 0, refunded: 0 });
  });

  test.each([1, 2, 3, 4, 5])('is paid whenever the money comes, here after step %i', (steps) => {
    const trade = tradeAfter(allTerms, ...onDelivery.slice(0, steps));
    const { status, owed } = trade.now;
    trade.news;
    trade.give(pay(2000));
    trade.give(pay(501));
    expect(trade.types).toEqual(['PaymentNoted', 'PaymentNoted']);
    expect(trade.now).toMatchObject({ status, paid: 2501, owed });
    expect(trade.refusal(pay(1))).toBe('order.paid_more_than_total');
  });

  test('also after the buyer has confirmed, and can be refunded from then on', () => {
    const trade = tradeAfter(allTerms, ...onDelivery, confirm);
    trade.give(refund({ tea: 1 }));
    expect(trade.now.refunded).toBe(0);
    // The tea was given back before it was paid: what it would have cost goes straight back.
    trade.give(pay(2501));
    expect(trade.now.refunded).toBe(501);
    trade.give(refund({ mug: 2 }));
    expect(trade.now).toMatchObject({ status: 'completed', paid: 2501, refunded: 2501 });
  });
});
