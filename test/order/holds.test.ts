import { describe, expect, test } from 'vitest';
import { instant } from '../../src/kernel/index.js';
import { MOST_HOLDS } from '../../src/order/index.js';
import {
  ALL,
  accept,
  allTerms,
  buyer,
  cancelUnits,
  delivered,
  desk,
  given,
  hold,
  hours,
  lost,
  noon,
  packed,
  pay,
  place,
  placePaid,
  release,
  shipped,
  Trade,
  tradeAfter,
  wake,
  within,
} from './support.js';

describe('an order that is held', () => {
  test('is not accepted until the last hold is released, by whomever it was placed', () => {
    given(placePaid(), hold('fraud')).when(accept).thenRefused('order.held');
    given(placePaid(), hold('fraud'), hold('address'), release('fraud')).when(accept).thenRefused('order.held');
    given(placePaid(), hold('fraud'), hold('address'), release('address'), release('fraud'))
      .when(accept)
      .thenState({ status: 'accepted' });
  });

  test('remembers why and since when', () => {
    given(placePaid())
      .when(hold('fraud'), desk)
      .then([{ type: 'HoldPlaced', hold: 'fraud', reason: 'to be looked at' }])
      .thenState({ holds: [{ hold: 'fraud', reason: 'to be looked at', since: noon }], status: 'placed' });
  });

  test('has each hold once, and at most twenty', () => {
    given(placePaid(), hold('fraud')).when(hold('fraud')).thenRefused('order.hold_exists');
    const many = Array.from({ length: MOST_HOLDS }, (_, i) => hold(`h${i}`));
    given(placePaid(), ...many)
      .when(hold('one-more'))
      .thenRefused('order.too_many_holds');
    given(placePaid(), ...many)
      .when(hold('h0'))
      .thenRefused('order.hold_exists');
    given(placePaid(), ...many, release('h7'))
      .when(hold('one-more'))
      .thenState({ holds: many.map(() => ({})) });
  });

  test('loses only a hold that it has', () => {
    given(placePaid(), hold('fraud')).when(release('address')).thenRefused('order.hold_unknown');
    given(placePaid()).when(release('fraud')).thenRefused('order.hold_unknown');
    given(placePaid(), hold('fraud')).when(release('fraud'), buyer).thenRefused('record.actor_not_permitted');
  });

  test('can be released even if its last wanted units have left meanwhile', () => {
    const trade = tradeAfter(allTerms, placePaid(), accept, packed({ mug: 2 }), hold('fraud'), shipped({ mug: 2 }));
    trade.give(cancelUnits({ tea: 1 }));
    expect(trade.status).toBe('shipped');
    trade.give(release('fraud'));
    expect(trade.now.holds).toEqual([]);
  });
});

describe('clocks', () => {
  const stopping = { ...allTerms, shipBy: within(48, { pausesOnHold: true, remindHoursBefore: [4] }) };

  test('stand still while the order is held, if the term says so, and only those', () => {
    const trade = tradeAfter(stopping, placePaid()).wait(2);
    trade.news;
    trade.give(hold('fraud'));
    expect(trade.events.slice(1)).toEqual([{ type: 'ObligationPaused', kind: 'shipBy', reason: 'held: fraud' }]);
    expect(trade.owed('shipBy')?.pausedAt).toBe(hours(2));
    expect(trade.owed('acceptBy')?.pausedAt).toBeUndefined();
    trade.wait(10).give(release('fraud'));
    expect(trade.owed('shipBy')).toMatchObject({ due: hours(58), remindAt: [hours(54)] });
    expect(trade.owed('acceptBy')?.due).toBe(hours(8));
  });

  test('of a held order do not strike', () => {
    const trade = tradeAfter(stopping, placePaid(), accept, hold('fraud'));
    expect(trade.wakeAt).toBeUndefined();
    trade.news;
    trade.wait(500).give(wake);
    expect(trade.news).toEqual([]);
  });

  test('stand still from the first hold to the last release', () => {
    const trade = tradeAfter(stopping, placePaid(), hold('fraud')).wait(3);
    trade.give(hold('address'));
    trade.wait(3).give(release('fraud'));
    expect(trade.owed('shipBy')?.pausedAt).toBe(noon);
    trade.wait(3).give(release('address'));
    expect(trade.owed('shipBy')?.due).toBe(hours(57));
    trade.give(hold('fraud'));
    trade.wait(1).give(release('fraud'));
    expect(trade.owed('shipBy')?.due).toBe(hours(58));
  });

  test('of an order that becomes ready while it is held begin to run with the release', () => {
    const trade = tradeAfter(stopping, place(), hold('fraud')).wait(0.5);
    trade.give(pay(2501));
    expect(trade.owed('shipBy')).toMatchObject({ due: hours(48.5), pausedAt: hours(0.5) });
    expect(trade.owed('acceptBy')?.pausedAt).toBeUndefined();
    trade.wait(5).give(release('fraud'));
    expect(trade.owed('shipBy')?.due).toBe(hours(53.5));
  });

  test('that somebody else has stopped go on only when they say so', () => {
    const trade = tradeAfter(stopping, placePaid()).wait(1);
    trade.give({ type: 'PauseObligation', kind: 'shipBy', reason: 'typhoon' });
    trade.wait(1).give(hold('fraud'));
    expect(trade.owed('shipBy')?.pausedAt).toBe(hours(1));
    trade.wait(1).give(release('fraud'));
    expect(trade.owed('shipBy')?.pausedAt).toBe(hours(1));
    trade.wait(1).give({ type: 'ResumeObligation', kind: 'shipBy' });
    expect(trade.owed('shipBy')?.due).toBe(hours(51));
  });

  test('go on with the release, though the terms have changed meanwhile', () => {
    const { shipBy: _, ...others } = stopping;
    const before = tradeAfter(stopping, placePaid(), hold('fraud'));
    const trade = new Trade(others);
    trade.order = before.order;
    trade.at = before.at;
    trade.wait(5).give(release('fraud'));
    expect(trade.owed('shipBy')).toMatchObject({ due: hours(53) });
    expect(trade.owed('shipBy')?.pausedAt).toBeUndefined();
  });

  test('that have run out stay so: a hold does not move a deadline that was missed', () => {
    const trade = tradeAfter(stopping, placePaid(), accept).until(hours(50));
    const before = trade.owed('shipBy');
    expect(before).toMatchObject({ due: hours(48), missedAt: hours(48) });
    trade.give(hold('fraud'));
    trade.wait(5).give(release('fraud'));
    expect(trade.owed('shipBy')).toEqual(before);
  });

  test('of a delivery run on, whatever is held at home', () => {
    const trade = tradeAfter(stopping, placePaid(), accept, packed(ALL), shipped({ mug: 2 }), hold('fraud'));
    trade.give(lost({ mug: 1 }));
    expect(trade.owed('settleUndeliveredBy')).toMatchObject({ due: hours(72) });
    expect(trade.owed('settleUndeliveredBy')?.pausedAt).toBeUndefined();
    trade.give(delivered({ mug: 1 }));
    expect(trade.now.deliveredAt).toBe(instant(noon));
  });
});
