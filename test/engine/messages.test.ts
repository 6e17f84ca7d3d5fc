import { describe, expect, test } from 'vitest';
import type { Message, Store } from '../../src/kernel/index.js';
import { type Fault, faultyStore, type StoreCall } from '../../src/testing/faults.js';
import { stateIn } from './support/books.js';
import { wrongs } from './support/laws.js';
import { codeOf, DAY, HOUR, MINUTE, must, orderFor, person, Shop, type ShopOptions } from './support/shop.js';
import { unsteady } from './support/turns.js';
import { bring, refundOnly } from './support/walk.js';

/** A host that pays refunds, and fails as often as it is told. */
function paying(fails = 0) {
  const paid: Message[] = [];
  let left = fails;
  const host: ShopOptions['host'] = {
    PayRefund: (message) => {
      paid.push(message);
      left -= 1;
      if (left >= 0) throw new Error('the bank is closed');
    },
  };
  return { paid, host };
}

async function rejected(shop: Shop, orders = 1) {
  for (let i = 1; i <= orders; i += 1) {
    await must(shop.owner.orders.place(`o-${i}`, orderFor(1)));
    await must(shop.owner.orders.reject(`o-${i}`, { reason: 'sold out', commandId: `reject-${i}` }));
  }
}

describe('a message', () => {
  test('is delivered once its commit is done, with its cause and an id of its own', async () => {
    const { paid, host } = paying();
    const shop = new Shop({ host });
    await rejected(shop);
    expect(paid).toEqual([]);
    expect(await shop.desk.drain()).toEqual({ woken: 0, delivered: 1, retried: 0, stuck: [] });
    expect(paid).toEqual([
      {
        id: 'reject-1:0',
        type: 'PayRefund',
        key: 'order/o-1',
        body: { order: 'o-1', amount: 1000, currency: 'CNY', why: 'rejected' },
        at: shop.at,
      },
    ]);
    expect((await shop.desk.messages.waiting()).items).toEqual([]);
    shop.pass(DAY);
    expect(await shop.desk.drain()).toMatchObject({ delivered: 0 });
  });

  test('of a refused command there is none, nor of one that was not saved', async () => {
    const { paid, host } = paying();
    let busy = false;
    const shop = new Shop({
      host,
      around: (store) => faultyStore(store, (call) => (busy && call === 'commit' ? 'fails' : 'works')),
    });
    await must(shop.owner.orders.place('o-1', orderFor(1)));
    busy = true;
    expect(await codeOf(shop.owner.orders.reject('o-1', { reason: 'x' }))).toBe('desk.outcome_unknown');
    busy = false;
    expect(await codeOf(shop.as('picker').orders.reject('o-1', { reason: 'x' }))).toBe('record.actor_not_permitted');
    await shop.desk.drain();
    expect(paid).toEqual([]);
    expect(shop.told).toEqual([]);
  });

  test('that nobody handles is kept if it is about money, and not made if nobody wants it', async () => {
    const shop = new Shop();
    await shop.stock(5);
    await bring(shop.desk, 'o-0', 'delivered');
    await rejected(shop);
    expect(await shop.desk.drain()).toMatchObject({ delivered: 0 });
    expect((await shop.desk.messages.waiting()).items.map(({ type }) => type).sort()).toEqual([
      'PayRefund',
      'UploadWaybill',
    ]);
    const { paid, host } = paying();
    await shop.another({ host: host ?? {} }).drain();
    expect(paid).toHaveLength(1);
  });
});

describe('a handler that fails', () => {
  test('is asked again later, and later still, with the same message', async () => {
    const { paid, host } = paying(2);
    const shop = new Shop({ host });
    await rejected(shop);
    expect(await shop.desk.drain()).toMatchObject({ delivered: 0, retried: 1, stuck: [] });
    expect(await shop.desk.drain()).toMatchObject({ delivered: 0, retried: 0 });
    const [waiting] = (await shop.desk.messages.waiting()).items;
    expect(waiting).toMatchObject({ attempts: 1, lastError: 'the bank is closed', stuck: false });
    expect(waiting?.notBefore).toBeGreaterThan(shop.at);
    const first = (waiting?.notBefore ?? 0) - shop.at;
    shop.pass(first);
    await shop.desk.drain();
    const second = ((await shop.desk.messages.waiting()).items[0]?.notBefore ?? 0) - shop.at;
    expect(second).toBe(2 * first);
    shop.pass(second);
    expect(await shop.desk.drain()).toMatchObject({ delivered: 1 });
    expect(paid).toHaveLength(3);
    expect(new Set(paid.map(({ id }) => id)).size).toBe(1);
  });

  test.each([1, 2, 5])(
    'is given up after %i attempts, is shown to a person, and can be tried again',
    async (mostAttempts) => {
      const { paid, host } = paying(mostAttempts);
      const shop = new Shop({ host, mostAttempts });
      await rejected(shop);
      const stuck: unknown[] = [];
      for (let drains = 0; drains < 20; drains += 1) {
        stuck.push(...(await shop.desk.drain()).stuck);
        shop.pass(HOUR);
      }
      expect(paid).toHaveLength(mostAttempts);
      expect(stuck).toEqual([{ key: 'order/o-1', because: 'the bank is closed' }]);
      expect((await shop.desk.messages.waiting({ stuck: true })).items).toMatchObject([
        { id: 'reject-1:0', stuck: true, attempts: mostAttempts, lastError: 'the bank is closed' },
      ]);
      expect(await codeOf(shop.desk.messages.retry('reject-9:0'))).toBe('desk.message_not_stuck');
      await must(shop.desk.messages.retry('reject-1:0'));
      expect(await codeOf(shop.desk.messages.retry('reject-1:0'))).toBe('desk.message_not_stuck');
      expect(await shop.desk.drain()).toMatchObject({ delivered: 1, stuck: [] });
      expect(paid).toHaveLength(mostAttempts + 1);
    },
  );

  test('holds up no other message', async () => {
    const paid: string[] = [];
    const host: ShopOptions['host'] = {
      PayRefund: ({ key }) => {
        if (key === 'order/o-2') throw 'no reason at all';
        paid.push(key);
      },
    };
    const shop = new Shop({ host });
    await rejected(shop, 120);
    expect(await shop.desk.drain()).toMatchObject({ delivered: 119, retried: 1 });
    expect(paid).toHaveLength(119);
    expect((await shop.desk.messages.waiting()).items).toMatchObject([{ lastError: 'no reason at all' }]);
  });

  test('never waits longer than an hour, and is asked the house number of times', async () => {
    const { paid, host } = paying(99);
    const shop = new Shop({ host });
    await rejected(shop);
    const delays: number[] = [];
    for (let drains = 0; drains < 30; drains += 1) {
      await shop.desk.drain();
      const [waiting] = (await shop.desk.messages.waiting()).items;
      if (waiting === undefined || waiting.stuck) break;
      delays.push(waiting.notBefore - shop.at);
      shop.pass(waiting.notBefore - shop.at);
    }
    expect(Math.max(...delays)).toBeLessThanOrEqual(HOUR);
    expect(paid).toHaveLength(12);
  });
});

describe('delivery by several desks', () => {
  test('at once: each message goes out once', async () => {
    for (let seed = 1; seed <= 5; seed += 1) {
      const { paid, host } = paying();
      let opened = 0;
      const shop = new Shop({ host, around: (store) => unsteady(store, seed * 13 + ++opened) });
      await rejected(shop, 70);
      const reports = await Promise.all([shop.desk, shop.another(), shop.another()].map((desk) => desk.drain()));
      expect(reports.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(70);
      expect(new Set(paid.map(({ id }) => id)).size).toBe(70);
      expect(paid).toHaveLength(70);
    }
  });

  test('a process that dies between the work and its note: the message comes again, with its id', async () => {
    const { paid, host } = paying();
    const shop = new Shop({ host });
    await rejected(shop);
    const dying = shop.another({ store: faultyStore(shop.store, (call) => (call === 'settle' ? 'fails' : 'works')) });
    await expect(dying.drain()).rejects.toThrow('settle');
    expect(await shop.desk.drain()).toMatchObject({ delivered: 0 });
    shop.pass(5 * MINUTE);
    expect(await shop.desk.drain()).toMatchObject({ delivered: 1 });
    expect(paid.map(({ id }) => id)).toEqual(['reject-1:0', 'reject-1:0']);
    shop.pass(DAY);
    expect(await shop.desk.drain()).toMatchObject({ delivered: 0 });
  });

  test('a message that kills each process that handles it is given up in the end', async () => {
    const { paid, host } = paying();
    const shop = new Shop({ host, mostAttempts: 3 });
    await rejected(shop);
    const dying = { ...shop.store, settle: async () => Promise.reject(new Error('killed')) };
    for (let deaths = 0; deaths < 3; deaths += 1) {
      await expect(shop.another({ store: dying }).drain()).rejects.toThrow('killed');
      shop.pass(5 * MINUTE);
    }
    expect(paid).toHaveLength(3);
    expect((await shop.desk.drain()).stuck).toMatchObject([{ key: 'order/o-1' }]);
    expect(paid).toHaveLength(3);
    expect((await shop.desk.messages.waiting({ stuck: true })).items).toHaveLength(1);
  });

  test('a process that wakes after its lease has ended cannot undo what another has done', async () => {
    let wake = () => {};
    const paid: string[] = [];
    const sleeping: ShopOptions['host'] = {
      PayRefund: ({ id }) =>
        new Promise<void>((_, fail) => {
          paid.push(`sleeper ${id}`);
          wake = () => fail(new Error('I was asleep'));
        }),
    };
    const shop = new Shop();
    await rejected(shop);
    const sleeper = shop.another({ host: sleeping ?? {} }).drain();
    while (paid.length === 0) await new Promise((turn) => setImmediate(turn));
    shop.pass(5 * MINUTE);
    const { paid: paidByOther, host } = paying();
    expect(await shop.another({ host: host ?? {} }).drain()).toMatchObject({ delivered: 1 });
    wake();
    await sleeper;
    expect(paidByOther).toHaveLength(1);
    expect((await shop.desk.messages.waiting()).items).toEqual([]);
  });
});

describe('the host that answers with commands', () => {
  /** Pays, and says so to the case; its answer has an id made from the message's. */
  const honest = (shop: () => Shop): ShopOptions['host'] => ({
    PayRefund: async ({ id, body }) => {
      const { case: about } = body as { case?: string };
      if (about === undefined) return;
      const said = await shop().desk.cases.noteRefundPaid(about, {
        by: person('system', 'bank'),
        commandId: `paid:${id}`,
      });
      if (said.isErr()) throw new Error(said.error.code);
    },
  });

  test.each<[string, StoreCall, Fault]>([
    ['nothing goes wrong', 'settle', 'works'],
    ['the settlement is lost', 'settle', 'fails'],
    ['the answer is not saved', 'commit', 'fails'],
    ['the claim is lost', 'claim', 'losesAnswer'],
  ])('%s: the refund is noted once', async (_, call, fault) => {
    let armed = false;
    const around = (store: Store) => faultyStore(store, (what) => (armed && what === call ? fault : 'works'));
    const shop: Shop = new Shop({ host: honest(() => shop) ?? {}, around });
    await shop.stock(2);
    await bring(shop.desk, 'o-1', 'delivered', 2);
    await must(shop.desk.cases.open('c-1', { by: person('buyer', 'b-1'), ...refundOnly('o-1') }));
    await must(shop.owner.cases.agree('c-1'));
    armed = true;
    await shop.desk.drain().catch(() => undefined);
    armed = false;
    for (let drains = 0; drains < 3; drains += 1) {
      shop.pass(10 * MINUTE);
      await shop.desk.drain();
    }
    expect(await stateIn(shop.store, 'case/c-1')).toMatchObject({ status: 'refunded' });
    expect((await shop.desk.messages.waiting()).items.filter(({ type }) => type === 'PayRefund')).toEqual([]);
    expect(await wrongs(shop.store, shop.at, shop.told)).toEqual([]);
  });
});
