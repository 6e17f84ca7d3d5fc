import { describe, expect, test } from 'vitest';
import { instant, type Message } from '../../src/kernel/index.js';
import { booksOf, everything, orderIn } from './support/books.js';
import { right } from './support/laws.js';
import { codeOf, DAY, HOUR, MINUTE, must, person, Shop, type TermsOf, unpaid, within } from './support/shop.js';
import { unsteady } from './support/turns.js';
import { bring } from './support/walk.js';

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
