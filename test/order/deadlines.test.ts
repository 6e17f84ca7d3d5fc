import { describe, expect, test } from 'vitest';
import type { ObligationCommand } from '../../src/kernel/index.js';
import {
  ALL,
  accept,
  allTerms,
  buyer,
  delivered,
  given,
  hours,
  noTerms,
  order,
  packed,
  pay,
  place,
  placePaid,
  shipped,
  Trade,
  tradeAfter,
  wake,
  within,
} from './support.js';

const pause: ObligationCommand = { type: 'PauseObligation', kind: 'shipBy', reason: 'typhoon' };
const resume: ObligationCommand = { type: 'ResumeObligation', kind: 'shipBy' };
const extend = (n: number): ObligationCommand => ({
  type: 'ExtendObligation',
  kind: 'shipBy',
  due: hours(n),
  reason: 'agreed with the buyer',
});

test('everything that is owed is owed by somebody, from the moment it can be done', () => {
  const trade = new Trade(allTerms);
  const owed = () => trade.now.owed?.map(({ kind, by, since, due }) => [kind, by, since, due]);
  trade.give(place());
  expect(owed()).toEqual([['payBy', 'buyer', hours(0), hours(1)]]);
  trade.wait(0.5).give(pay(2501));
  expect(owed()).toEqual([
    ['acceptBy', 'merchant', hours(0.5), hours(8.5)],
    ['shipBy', 'merchant', hours(0.5), hours(48.5)],
  ]);
  trade.wait(1).give(accept);
  trade.give(packed(ALL));
  expect(owed()).toEqual([['shipBy', 'merchant', hours(0.5), hours(48.5)]]);
  trade.wait(1).give(shipped(ALL));
  expect(owed()).toEqual([['deliverBy', 'carrier', hours(2.5), hours(98.5)]]);
  trade.wait(1).give(delivered(ALL));
  expect(owed()).toEqual([['confirmBy', 'buyer', hours(3.5), hours(243.5)]]);
  trade.give({ type: 'ConfirmReceipt' });
  expect(owed()).toBeUndefined();
});

test('a shop without terms owes nothing and is never woken', () => {
  const trade = new Trade(noTerms);
  for (const command of [place(), pay(2501), accept, packed(ALL), shipped(ALL), delivered(ALL)]) {
    trade.give(command);
    expect(trade.now.owed).toBeUndefined();
    expect(trade.wakeAt).toBeUndefined();
  }
});

describe('a wake', () => {
  test('that comes early changes nothing', () => {
    const trade = tradeAfter(allTerms, placePaid());
    trade.news;
    trade.wait(7.999).give(wake);
    expect(trade.news).toEqual([]);
  });

  test('on the very instant is not early', () => {
    const trade = tradeAfter(allTerms, placePaid()).wait(8);
    trade.news;
    trade.give(wake);
    expect(trade.news).toEqual(['ObligationBreached']);
  });

  test('that comes late finds everything that was missed meanwhile, the earliest first', () => {
    const trade = tradeAfter(allTerms, placePaid()).wait(1000);
    trade.news;
    trade.give(wake);
    expect(trade.events).toEqual([
      { type: 'ObligationBreached', kind: 'acceptBy', by: 'merchant', due: hours(8) },
      { type: 'ObligationBreached', kind: 'shipBy', by: 'merchant', due: hours(48) },
    ]);
  });

  test('that comes late counts no reminder of a deadline that is over', () => {
    const terms = { ...noTerms, shipBy: within(48, { remindHoursBefore: [24, 4] }) };
    const trade = tradeAfter(terms, placePaid()).wait(60);
    trade.news;
    trade.give(wake);
    expect(trade.news).toEqual(['ObligationBreached']);
  });

  test('that comes twice does it once', () => {
    const trade = tradeAfter(allTerms, placePaid()).wait(8);
    trade.give(wake);
    trade.news;
    trade.give(wake);
    expect(trade.news).toEqual([]);
    expect(trade.wakeAt).toBe(hours(48));
  });

  test('is for the desk alone', () => {
    given(place()).when(wake).thenRefused('record.actor_not_permitted');
    given(place()).when(wake, buyer).thenRefused('record.actor_not_permitted');
    order.given([]).when(wake).thenRefused('record.not_found');
  });
});

describe('reminders', () => {
  const terms = { ...noTerms, shipBy: within(48, { remindHoursBefore: [4, 24, 100] }) };

  test('come before the deadline, each once; those from before the beginning never', () => {
    const trade = tradeAfter(terms, placePaid());
    trade.news;
    expect(trade.wakeAt).toBe(hours(24));
    trade.until(hours(47));
    expect(trade.events).toEqual([
      { type: 'ReminderDue', kind: 'shipBy', by: 'merchant', due: hours(48) },
      { type: 'ReminderDue', kind: 'shipBy', by: 'merchant', due: hours(48) },
    ]);
    expect(trade.wakeAt).toBe(hours(48));
  });

  test('that were slept through are one', () => {
    const trade = tradeAfter(terms, placePaid()).wait(45);
    trade.news;
    trade.give(wake);
    expect(trade.news).toEqual(['ReminderDue']);
    expect(trade.wakeAt).toBe(hours(48));
  });

  test('of what has been done do not come', () => {
    const trade = tradeAfter(terms, placePaid(), accept, packed(ALL), shipped(ALL));
    expect(trade.wakeAt).toBeUndefined();
  });
});

describe('a deadline that was missed', () => {
  test('stays owed until it is done', () => {
    const trade = tradeAfter(allTerms, placePaid(), accept).until(hours(60));
    expect(trade.owed('shipBy')).toMatchObject({ due: hours(48), missedAt: hours(48) });
    trade.give(packed(ALL));
    trade.give(shipped(ALL));
    expect(trade.owed('shipBy')).toBeUndefined();
  });

  test.each([
    ['a fixed sum', { fixed: 500 }, 500],
    ['a share of the order', { permille: 50 }, 125],
    ['both', { fixed: 500, permille: 50 }, 625],
    ['at least', { permille: 1, least: 300 }, 300],
    ['at most', { permille: 1000, most: 1000 }, 1000],
  ])('costs the merchant %s', (_, penalty, amount) => {
    const shipBy = within(48, { penalty: { ...penalty, to: 'platform' }, source: 'rule 7', verified: false });
    const trade = tradeAfter({ ...noTerms, shipBy }, placePaid(), accept);
    trade.news;
    trade.until(hours(48));
    expect(trade.events[1]).toMatchObject({
      type: 'PenaltyIncurred',
      kind: 'shipBy',
      amount,
      currency: 'CNY',
      to: 'platform',
      verified: false,
    });
    trade.until(hours(500));
    expect(trade.events).toHaveLength(2);
  });

  test('by the carrier is a breach of the carrier, and the order goes on', () => {
    const trade = tradeAfter(allTerms, placePaid(), accept, packed(ALL), shipped(ALL));
    trade.news;
    trade.until(hours(96));
    expect(trade.events).toEqual([{ type: 'ObligationBreached', kind: 'deliverBy', by: 'carrier', due: hours(96) }]);
    trade.give(delivered(ALL));
    expect(trade.owed('deliverBy')).toBeUndefined();
  });
});

describe('a deadline that is moved', () => {
  const accepted = [placePaid(), accept];

  test('is due later, and there is still one of it', () => {
    const trade = tradeAfter(allTerms, ...accepted, extend(72));
    expect(trade.now.owed).toHaveLength(1);
    expect(trade.owed('shipBy')).toMatchObject({ due: hours(72), source: 'agreement' });
    trade.news;
    trade.until(hours(71));
    expect(trade.news).toEqual([]);
    trade.until(hours(72));
    expect(trade.news).toEqual(['ObligationBreached']);
  });

  test('after it was missed is a new chance', () => {
    const trade = tradeAfter(allTerms, ...accepted).until(hours(50));
    trade.give(extend(72));
    expect(trade.owed('shipBy')?.missedAt).toBeUndefined();
    expect(trade.wakeAt).toBe(hours(72));
  });

  test('is never moved forward', () => {
    const trade = tradeAfter(allTerms, ...accepted);
    expect(trade.refusal(extend(48))).toBe('record.extension_must_be_later');
    expect(trade.refusal(extend(47))).toBe('record.extension_must_be_later');
    expect(trade.refusal({ ...extend(72), kind: 'acceptBy' } as ObligationCommand)).toBe('record.obligation_not_open');
  });

  test('stands still as long as it is paused', () => {
    const trade = tradeAfter(allTerms, ...accepted).wait(10);
    trade.give(pause);
    expect(trade.wakeAt).toBeUndefined();
    expect(trade.refusal(pause)).toBe('record.obligation_paused_already');
    trade.wait(100).give(resume);
    expect(trade.owed('shipBy')?.due).toBe(hours(148));
    expect(trade.refusal(resume)).toBe('record.obligation_not_paused');
  });

  test('is settled by shipping also while it is paused', () => {
    const trade = tradeAfter(allTerms, ...accepted, pause, packed(ALL), shipped(ALL));
    expect(trade.owed('shipBy')).toBeUndefined();
    expect(trade.refusal(resume)).toBe('record.obligation_not_open');
  });
});
