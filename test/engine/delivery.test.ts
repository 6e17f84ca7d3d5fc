import { describe, expect, test } from 'vitest';
import type { Message, Store } from '../../src/kernel/index.js';
import { type Fault, faultyStore, type StoreCall } from '../../src/testing/faults.js';
import { stateIn } from './support/books.js';
import { right } from './support/laws.js';
import { DAY, MINUTE, must, orderFor, person, Shop, type ShopOptions } from './support/shop.js';
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
    await right(shop);
  });
});
