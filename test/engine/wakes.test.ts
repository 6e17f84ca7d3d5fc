import { describe, expect, test, vi } from 'vitest';
import { instant, type Message } from '../../src/kernel/index.js';
import { orderMachine } from '../../src/order/index.js';
import { booksOf, everything, orderIn, stateIn } from './support/books.js';
import { wrongs } from './support/laws.js';
import {
  codeOf,
  DAY,
  HOUR,
  MINUTE,
  must,
  orderFor,
  person,
  Shop,
  type TermsOf,
  unpaid,
  within,
} from './support/shop.js';
import { unsteady } from './support/turns.js';
import { bring } from './support/walk.js';

const right = async (shop: Shop) => expect(await wrongs(shop.store, shop.at, shop.told)).toEqual([]);
const payInAnHour: TermsOf = { order: { payBy: within(1, { remindHoursBefore: [0.5] }) } };
const statusOf = async (shop: Shop, id: string) => (await orderIn(shop.store, id)).status;

function noting() {
  const noted: Message[] = [];
  return { noted, host: { NoticeObligation: (message: Message) => void noted.push(message) } };
}
const typesOf = (noted: readonly Message[]) => noted.map(({ body }) => (body as { type: string }).type);

describe('a deadline', () => {
  test('is reminded of, then passes, each once, however often and late the desk is drained', async () => {
    const { noted, host } = noting();
    const shop = new Shop({ terms: payInAnHour, host });
    await must(shop.owner.orders.place('o-1', unpaid(1)));
    const before = await everything(shop.store);
    expect(await shop.desk.drain()).toMatchObject({ woken: 0, delivered: 0 });
    expect(await everything(shop.store)).toBe(before);
    shop.pass(30 * MINUTE);
    await shop.desk.drain();
    await shop.desk.drain();
    expect(typesOf(noted)).toEqual(['ReminderDue']);
    expect(await statusOf(shop, 'o-1')).toBe('pending');
    shop.pass(30 * DAY);
    await shop.desk.drain();
    const after = await everything(shop.store);
    await shop.desk.drain();
    expect(typesOf(noted)).toEqual(['ReminderDue', 'ObligationLapsed']);
    expect(await statusOf(shop, 'o-1')).toBe('cancelled');
    expect(await everything(shop.store)).toBe(after);
    await right(shop);
  });

  test('comes at its instant, not a millisecond before', async () => {
    const shop = new Shop({ terms: { order: { payBy: within(1) } } });
    await must(shop.owner.orders.place('o-1', unpaid(1)));
    shop.pass(HOUR - 1);
    await shop.desk.drain();
    expect(await statusOf(shop, 'o-1')).toBe('pending');
    shop.pass(1);
    await shop.desk.drain();
    expect(await statusOf(shop, 'o-1')).toBe('cancelled');
  });

  test('wakes those first who are due first', async () => {
    const { noted, host } = noting();
    const shop = new Shop({ terms: payInAnHour, host });
    for (const id of ['o-3', 'o-1', 'o-2']) {
      await must(shop.owner.orders.place(id, unpaid(1)));
      shop.pass(MINUTE);
    }
    shop.pass(2 * HOUR);
    expect(await shop.desk.drain()).toMatchObject({ woken: 3, delivered: 3, stuck: [] });
    expect(noted.map(({ key }) => key)).toEqual(['order/o-3', 'order/o-1', 'order/o-2']);
    const wakes = (await booksOf(shop.store)).entries.filter(({ command }) => command === 'Wake');
    expect(wakes.flatMap(({ changes }) => changes.map(({ key }) => key))).toEqual([
      'order/o-3',
      'order/o-1',
      'order/o-2',
    ]);
  });

  test('of a thousand orders is drained in one go', async () => {
    const shop = new Shop({ terms: { order: { payBy: within(1) } } });
    await Promise.all(Array.from({ length: 1200 }, (_, i) => must(shop.owner.orders.place(`o-${i}`, unpaid(1)))));
    shop.pass(2 * HOUR);
    expect(await shop.desk.drain()).toMatchObject({ woken: 1200, stuck: [] });
    expect((await shop.desk.find({ status: ['pending'] })).items).toEqual([]);
  });

  test('that somebody else has put off is not missed', async () => {
    const shop = new Shop({ terms: { order: { shipBy: within(48, { pausesOnHold: true }) } } });
    await shop.stock(1);
    await bring(shop.desk, 'o-1', 'accepted');
    await must(shop.owner.orders.hold('o-1', { hold: 'address', reason: 'no number' }));
    shop.pass(10 * DAY);
    await shop.desk.drain();
    expect((await orderIn(shop.store, 'o-1')).owed).toMatchObject([{ kind: 'shipBy', pausedAt: expect.any(Number) }]);
    await must(shop.owner.orders.releaseHold('o-1', { hold: 'address' }));
    await shop.desk.drain();
    expect((await orderIn(shop.store, 'o-1')).owed?.[0]).not.toHaveProperty('missedAt');
    shop.pass(2 * DAY);
    await shop.desk.drain();
    expect((await orderIn(shop.store, 'o-1')).owed).toMatchObject([{ kind: 'shipBy', missedAt: shop.at }]);
  });
});

describe('more time', () => {
  test('that was agreed is waited for; time that was stopped goes on where it stood', async () => {
    const shop = new Shop({ terms: payInAnHour });
    await must(shop.owner.orders.place('o-1', unpaid(1)));
    const due = instant(shop.at + 3 * HOUR);
    await must(shop.owner.orders.extendObligation('o-1', { kind: 'payBy', due, reason: 'the bank is slow' }));
    expect(await codeOf(shop.owner.orders.extendObligation('o-1', { kind: 'payBy', due, reason: 'again' }))).toBe(
      'record.extension_must_be_later',
    );
    shop.pass(2 * HOUR);
    await must(shop.owner.orders.pauseObligation('o-1', { kind: 'payBy', reason: 'the bank is closed' }));
    shop.pass(DAY);
    await shop.desk.drain();
    await must(shop.owner.orders.resumeObligation('o-1', { kind: 'payBy' }));
    shop.pass(HOUR - 1);
    await shop.desk.drain();
    expect(await statusOf(shop, 'o-1')).toBe('pending');
    shop.pass(1);
    await shop.desk.drain();
    expect(await statusOf(shop, 'o-1')).toBe('cancelled');
    expect(await codeOf(shop.owner.orders.pauseObligation('o-1', { kind: 'payBy', reason: 'x' }))).toBe(
      'record.command_not_allowed_now',
    );
    await right(shop);
  });
});

describe('several desks that drain', () => {
  test('at once: each deadline passes once, each message is made once', async () => {
    for (let seed = 1; seed <= 8; seed += 1) {
      const { noted, host } = noting();
      let opened = 0;
      const shop = new Shop({ terms: payInAnHour, host, around: (store) => unsteady(store, seed * 31 + ++opened) });
      for (let i = 0; i < 20; i += 1) await must(shop.owner.orders.place(`o-${i}`, unpaid(1)));
      shop.pass(40 * MINUTE);
      const desks = [shop.desk, shop.another(), shop.another()];
      await Promise.all(desks.map((desk) => desk.drain()));
      shop.pass(HOUR);
      await Promise.all(desks.map((desk) => desk.drain()));
      expect(typesOf(noted).sort()).toEqual([
        ...Array.from({ length: 20 }, () => 'ObligationLapsed'),
        ...Array.from({ length: 20 }, () => 'ReminderDue'),
      ]);
      await right(shop);
    }
  });

  test('one of which remembers the record from before it owed anything: it wakes it all the same', async () => {
    const shop = new Shop({ terms: { order: { acceptBy: within(1), whenNotAccepted: 'cancelAndRefund' } } });
    const drainer = shop.another();
    await must(drainer.orders.place('o-1', { by: person('owner'), ...unpaid(1) }));
    await must(shop.desk.orders.notePayment('o-1', { by: person('platform'), amount: 1000 }));
    shop.pass(2 * HOUR);
    await drainer.drain();
    expect(await statusOf(shop, 'o-1')).toBe('cancelled');
  });

  test('twice on one desk at the same moment: it happens once', async () => {
    const { noted, host } = noting();
    const shop = new Shop({ terms: payInAnHour, host });
    await must(shop.owner.orders.place('o-1', unpaid(1)));
    shop.pass(2 * HOUR);
    await Promise.all([shop.desk.drain(), shop.desk.drain()]);
    expect(typesOf(noted)).toEqual(['ObligationLapsed']);
    await right(shop);
  });

  test('a slow one, whose wake comes when the next deadline has come, tells of it under an id of its own', async () => {
    const { host } = noting();
    const shop = new Shop({ terms: payInAnHour, host });
    await must(shop.owner.orders.place('o-1', unpaid(1)));
    shop.pass(30 * MINUTE);
    const found = await shop.store.find({ wakeBy: shop.at, sort: 'nextDeadline' });
    // The slow desk has found the order, and sleeps; the other one reminds, and the hour passes.
    const other = shop.another();
    await other.drain();
    shop.pass(HOUR);
    const stale = { ...shop.store, find: async () => found };
    await shop.another({ store: stale }).drain();
    const ids = shop.told.map(({ id }) => id);
    expect(shop.told.map(({ type }) => type)).toEqual(['NoticeObligation', 'NoticeObligation']);
    expect(new Set(ids).size).toBe(2);
    expect(await statusOf(shop, 'o-1')).toBe('cancelled');
    await right(shop);
  });
});

describe('a record that cannot be woken', () => {
  const open = async () => {
    const shop = new Shop({ terms: { order: { payBy: within(1) } } });
    for (let i = 0; i < 5; i += 1) await must(shop.owner.orders.place(`o-${i}`, unpaid(1)));
    return shop;
  };
  const pending = async (shop: Shop) => (await shop.desk.find({ status: ['pending'] })).items.map(({ id }) => id);

  test('since a newer version of the desk has saved it: it is reported, and the others are woken', async () => {
    const shop = await open();
    const [saved] = (await shop.store.load({ keys: ['order/o-2'] })).records;
    if (saved === undefined) throw new Error('no order');
    const { key, version, state, journal } = saved;
    const wakeAt = (await shop.desk.find({ text: 'o-2' })).items[0]?.wakeAt;
    const write = {
      key,
      expected: version,
      version: version + 1,
      schema: 99,
      state,
      status: 'pending',
      wakeAt,
      card: {},
      journal,
    };
    const entry = {
      commandId: 'newer',
      command: 'X',
      by: person('system'),
      at: shop.at,
      changes: [{ key, version: version + 1, events: [{ type: 'X' }] }],
    };
    await shop.store.commit({ at: shop.at, reads: [], writes: [write], entries: [entry], receipts: [], messages: [] });
    shop.pass(2 * HOUR);
    const drainer = shop.another();
    const report = await drainer.drain();
    expect(report.stuck).toMatchObject([{ key: 'order/o-2' }]);
    expect(report.stuck[0]?.because).toContain('schema 99');
    expect(await pending(shop)).toEqual(['o-2']);
    const failure = await codeOf(drainer.orders.cancel('o-2', { by: person('owner'), reason: 'x' }));
    expect(failure).toBe('desk.decision_broke');
    expect((await must(drainer.orders.place('o-9', { by: person('owner'), ...orderFor(1) }))).status).toBe('placed');
  });

  test('since its machine breaks: it is reported, the others are woken, and later it can be woken after all', async () => {
    const shop = await open();
    shop.pass(2 * HOUR);
    const missed = orderMachine.missed;
    const spy = vi.spyOn(orderMachine, 'missed').mockImplementation((order, obligation, context) => {
      if (order.id === 'o-2') throw new TypeError('a bug of the machine');
      return missed(order, obligation, context);
    });
    const report = await shop.desk.drain();
    spy.mockRestore();
    expect(report.stuck).toMatchObject([
      { key: 'order/o-2', because: expect.stringContaining('a bug of the machine') },
    ]);
    expect(await pending(shop)).toEqual(['o-2']);
    expect(await shop.desk.drain()).toMatchObject({ woken: 1, stuck: [] });
    expect(await pending(shop)).toEqual([]);
    await right(shop);
  });

  test('a command that breaks its machine costs the commands beside it nothing, and is kept under no id', async () => {
    const shop = await open();
    const decide = orderMachine.decide.CancelOrder;
    const spy = vi.spyOn(orderMachine.decide, 'CancelOrder').mockImplementation((command, order, context) => {
      if (order.id === 'o-3') throw new RangeError('a bug of the machine');
      return decide(command, order, context);
    });
    const cancel = (i: number) =>
      shop.owner.orders.cancel(`o-${i}`, { reason: 'no', commandId: `c-${i}` }).match(
        ({ status }) => status,
        ({ code }) => code,
      );
    const verdicts = await Promise.all([0, 1, 2, 3, 4].map(cancel));
    spy.mockRestore();
    expect(verdicts).toEqual(['cancelled', 'cancelled', 'cancelled', 'desk.decision_broke', 'cancelled']);
    expect(await shop.desk.outcome('c-3')).toBeUndefined();
    expect(await cancel(3)).toBe('cancelled');
    await right(shop);
  });
});

test('a machine that leaves its table is stopped, and nothing of it is saved', async () => {
  const shop = new Shop();
  await must(shop.owner.orders.place('o-1', orderFor(1)));
  const before = await everything(shop.store);
  const spy = vi
    .spyOn(orderMachine.decide, 'HoldOrder')
    .mockImplementation(orderMachine.decide.ConfirmReceipt as never);
  vi.spyOn(orderMachine.lifecycle.rows.HoldOrder[0] ?? { to: [] }, 'to', 'get' as never).mockReturnValue([
    'placed',
  ] as never);
  const failure = await codeOf(shop.owner.orders.hold('o-1', { hold: 'x', reason: 'y' }));
  vi.restoreAllMocks();
  spy.mockRestore();
  expect(failure).toBe('desk.decision_broke');
  expect(await everything(shop.store)).toBe(before);
  expect(await stateIn(shop.store, 'order/o-1')).toMatchObject({ status: 'placed' });
});
