import { describe, expect, test } from 'vitest';
import { instant, parseInput } from '../../src/kernel/index.js';
import { OrderCommand } from '../../src/order/index.js';
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
  packed,
  person,
  place,
  placePaid,
  refund,
  refundByCase,
  shipped,
  tradeAfter,
  wake,
} from './support.js';

const arrived = [placePaid(), accept, packed(ALL), shipped(ALL), delivered(ALL)];
/** 24:00 in Shanghai of the seventh day after 2 March. */
const sevenDaysLater = instant(Date.UTC(2026, 2, 9, 16));

describe('an order is completed', () => {
  test('by the buyer who confirms', () => {
    given(...arrived)
      .when(confirm, buyer)
      .then([{ type: 'OrderCompleted', by: 'buyer', afterSalesUntil: sevenDaysLater, settles: [] }])
      .thenState({ status: 'completed', afterSalesUntil: sevenDaysLater });
  });

  test('by the platform on the word of the buyer, but never by the merchant', () => {
    given(...arrived)
      .when(confirm, { by: person('platform') })
      .thenState({ status: 'completed' });
    given(...arrived)
      .when(confirm)
      .thenRefused('record.actor_not_permitted');
    given(...arrived)
      .when(confirm, desk)
      .thenRefused('record.actor_not_permitted');
  });

  test('not before all of it has left', () => {
    given(...arrived.slice(0, 3))
      .when(confirm, buyer)
      .thenRefused('record.command_not_allowed_now');
  });

  test('when the buyer has it before the carrier says so, and a later scan changes nothing', () => {
    const trade = tradeAfter(allTerms, ...arrived.slice(0, 4), confirm);
    expect(trade.now.status).toBe('completed');
    trade.give(delivered(ALL));
    expect(trade.now).toMatchObject({ status: 'completed', owed: undefined });
    expect(trade.now.lines.map((line) => line.delivered)).toEqual([2, 1]);
  });

  test('by itself, when the buyer has said nothing for the agreed time', () => {
    const trade = tradeAfter(allTerms, ...arrived).until(hours(239));
    expect(trade.status).toBe('delivered');
    trade.news;
    trade.until(hours(240));
    expect(trade.events).toMatchObject([
      { type: 'ObligationLapsed', kind: 'confirmBy', by: 'buyer' },
      { type: 'OrderCompleted', by: 'deadline', settles: ['confirmBy'] },
    ]);
    expect(trade.now.owed).toBeUndefined();
  });

  test('by settlement, when every unit has been paid back', () => {
    const trade = tradeAfter(allTerms, ...arrived, refund({ mug: 2 }));
    expect(trade.status).toBe('delivered');
    trade.news;
    trade.give(refundByCase(501, { tea: 1 }));
    expect(trade.events).toMatchObject([{ type: 'UnitsRefunded' }, { type: 'OrderCompleted', by: 'settlement' }]);
  });

  test('also when all of it was paid back while it was on its way', () => {
    const trade = tradeAfter(allTerms, ...arrived.slice(0, 4), refund(ALL));
    expect(trade.status).toBe('shipped');
    trade.give(delivered(ALL));
    expect(trade.now).toMatchObject({ status: 'completed', refunded: 2501 });
    expect(trade.now.owed).toBeUndefined();
  });

  test('for good', () => {
    const trade = tradeAfter(allTerms, ...arrived, confirm);
    expect(trade.wakeAt).toBeUndefined();
    for (const command of [cancel, confirm, wake, accept]) {
      expect(trade.refusal(command, 'owner')).toBe('record.command_not_allowed_now');
    }
    trade.give(refund({ mug: 1 }));
    trade.give(refundByCase(100));
    expect(trade.now).toMatchObject({ status: 'completed', refunded: 1100 });
  });
});

describe('feedback', () => {
  test('changes nothing about the order, whenever it is given', () => {
    given(...arrived, confirm)
      .when({ type: 'NoteFeedback', score: 4, about: 'logistics' }, buyer)
      .then([{ type: 'FeedbackNoted', score: 4, about: 'logistics', givenAt: noon }])
      .thenState({ status: 'completed' });
    given(place(), cancel)
      .when({ type: 'NoteFeedback', score: 1, givenAt: hours(-1) }, { by: person('platform') })
      .then([{ type: 'FeedbackNoted', score: 1, givenAt: hours(-1) }])
      .thenState({ status: 'cancelled' });
  });

  test('is the word of the buyer, from one to five', () => {
    given(...arrived)
      .when({ type: 'NoteFeedback', score: 5 })
      .thenRefused('record.actor_not_permitted');
    const codes = [0, 6, 4.5].map((score) => parseInput(OrderCommand, { type: 'NoteFeedback', score }, 'It').isErr());
    expect(codes).toEqual([true, true, true]);
  });
});
