import { describe, expect, test, vi } from 'vitest';
import type { Message } from '../../src/kernel/index.js';
import { faultyStore } from '../../src/testing/faults.js';
import { codeOf, DAY, HOUR, must, orderFor, Shop, type ShopOptions } from './support/shop.js';
import { bring } from './support/walk.js';

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

  test('about a parcel that has to be stopped waits for the process that stops parcels', async () => {
    const web = new Shop();
    await web.stock(1);
    await bring(web.desk, 'o-1', 'shipped');
    await must(web.owner.orders.cancel('o-1', { reason: 'the buyer has changed their mind' }));
    expect((await web.desk.messages.waiting()).items.map(({ type }) => type)).toContain('InterceptParcel');
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

  test('or never answers, is asked again later and holds nobody up', async () => {
    vi.useFakeTimers();
    try {
      const paid: string[] = [];
      const host: ShopOptions['host'] = {
        PayRefund: ({ key }) => (key === 'order/o-1' ? new Promise<void>(() => {}) : void paid.push(key)),
      };
      const shop = new Shop({ host });
      await rejected(shop, 2);
      const drained = shop.desk.drain();
      await vi.advanceTimersByTimeAsync(4 * 60_000);
      expect(await drained).toMatchObject({ delivered: 1, retried: 1 });
      expect(paid).toEqual(['order/o-2']);
      expect((await shop.desk.messages.waiting()).items).toMatchObject([{ key: 'order/o-1', attempts: 1 }]);
    } finally {
      vi.useRealTimers();
    }
  });

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
