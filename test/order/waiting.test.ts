import { describe, expect, test } from 'vitest';
import type { OrderCommand } from '../../src/order/index.js';
import {
  allTerms,
  buyer,
  type Command,
  cancel,
  desk,
  given,
  hours,
  pay,
  person,
  place,
  placePaid,
  Trade,
  tradeAfter,
} from './support.js';

const formed: OrderCommand = { type: 'NoteGroupFormed' };
const passed: OrderCommand = { type: 'NoteReviewPassed' };
const groupFailed: OrderCommand = { type: 'NoteGroupFailed', reason: 'one buyer left' };
const reviewFailed: OrderCommand = { type: 'NoteReviewFailed', reason: 'stolen card' };

const orderings = <Item>(items: readonly Item[]): Item[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((one, i) => orderings(items.filter((_, j) => j !== i)).map((rest) => [one, ...rest]));

describe('an order waits for everything that was agreed, in whatever order it comes', () => {
  const everything: readonly (readonly [string, Command])[] = [
    ['deposit', pay(500)],
    ['balance', pay(2001)],
    ['group', formed],
    ['review', passed],
  ];

  test.each(orderings(everything).map((steps) => [steps.map(([name]) => name).join(', '), steps] as const))(
    '%s',
    (_, steps) => {
      const trade = new Trade(allTerms);
      trade.give(place({ awaits: ['payment', 'group', 'review', 'balance'] }));
      for (const [, command] of steps) {
        expect(trade.status).toBe('pending');
        trade.wait(0.1).give(command);
      }
      expect(trade.now).toMatchObject({ status: 'placed', awaits: [], paid: 2501, readyAt: trade.at });
      expect(trade.types.filter((type) => type === 'OrderReady')).toHaveLength(1);
      expect(trade.now.owed?.map(({ kind }) => kind)).toEqual(['acceptBy', 'shipBy']);
    },
  );

  test('a deposit is a payment, and the balance is the rest of it', () => {
    const trade = tradeAfter(allTerms, place({ awaits: ['payment', 'balance'] }));
    trade.give(pay(500));
    expect(trade.now.awaits).toEqual(['balance']);
    expect(trade.now.owed?.map(({ kind }) => kind)).toEqual(['balanceBy']);
    trade.give(pay(2000));
    expect(trade.now.awaits).toEqual(['balance']);
    trade.give(pay(1));
    expect(trade.status).toBe('placed');
  });

  test('who pays all at once owes no balance', () => {
    given(place({ awaits: ['payment', 'balance'] }))
      .when(pay(2501), desk)
      .thenState({ status: 'placed' });
  });
});

describe('a group', () => {
  test('that forms lets the order go on, and begins the clocks of the merchant then', () => {
    const trade = tradeAfter(allTerms, placePaid({ awaits: ['group'] })).wait(20);
    trade.give(formed);
    expect(trade.owed('shipBy')).toMatchObject({ since: hours(20), due: hours(68) });
  });

  test('that fails brings all money back', () => {
    given(placePaid({ awaits: ['group'] }))
      .when(groupFailed, { by: person('platform') })
      .thenState({ status: 'cancelled', cancelled: 'groupFailed', refunded: 2501 });
  });

  test('that has not formed in time has failed', () => {
    const trade = tradeAfter(allTerms, placePaid({ awaits: ['group'] })).until(hours(24));
    expect(trade.now).toMatchObject({ status: 'cancelled', cancelled: 'groupFailed', refunded: 2501 });
  });

  test('cannot form twice, nor for an order that needs none', () => {
    given(place({ awaits: ['payment', 'group'] }), formed)
      .when(formed, desk)
      .thenRefused('order.not_awaited');
    given(place()).when(formed, desk).thenRefused('order.not_awaited');
    given(place()).when(groupFailed, desk).thenRefused('order.not_awaited');
    given(placePaid()).when(formed, desk).thenRefused('record.command_not_allowed_now');
  });
});

describe('a review', () => {
  test('that passes lets the order go on', () => {
    given(placePaid({ awaits: ['review'] }))
      .when(passed, desk)
      .thenState({ status: 'placed' });
  });

  test('that fails brings all money back', () => {
    given(placePaid({ awaits: ['review'] }))
      .when(reviewFailed)
      .thenState({ status: 'cancelled', cancelled: 'reviewFailed', refunded: 2501 });
  });

  test('that is late is the fault of the platform, and costs the order nothing', () => {
    const trade = tradeAfter(allTerms, placePaid({ awaits: ['review'] })).until(hours(12));
    expect(trade.news).toEqual(['OrderPlaced', 'ObligationBreached']);
    trade.give(passed);
    expect(trade.status).toBe('placed');
    expect(trade.owed('reviewBy')).toBeUndefined();
  });

  test('is not awaited by others, and passing is not for the buyer to say', () => {
    given(place()).when(passed, desk).thenRefused('order.not_awaited');
    given(place()).when(reviewFailed, desk).thenRefused('order.not_awaited');
    given(placePaid({ awaits: ['review'] }))
      .when(passed, buyer)
      .thenRefused('record.actor_not_permitted');
  });
});

describe('a balance', () => {
  test('that is not paid in time ends the order, and the deposit goes back', () => {
    const trade = tradeAfter(allTerms, place({ awaits: ['payment', 'balance'] }), pay(500)).until(hours(48));
    expect(trade.now).toMatchObject({ status: 'cancelled', cancelled: 'unpaid', refunded: 500 });
  });
});

describe('while it waits', () => {
  test('the buyer may leave, and gets back what was paid', () => {
    given(place({ awaits: ['payment', 'balance'] }), pay(500))
      .when(cancel, buyer)
      .then([
        {
          type: 'OrderCancelled',
          cause: 'byBuyer',
          reason: 'changed their mind',
          refund: 500,
          recall: [],
          settles: [],
        },
      ]);
  });

  test('the merchant can do nothing for it yet', () => {
    given(place()).when({ type: 'AcceptOrder' }).thenRefused('record.command_not_allowed_now');
    given(place()).when({ type: 'RejectOrder', reason: 'no' }).thenRefused('record.command_not_allowed_now');
  });
});
