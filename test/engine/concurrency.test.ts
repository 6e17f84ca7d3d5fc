import { describe, expect, test } from 'vitest';
import type { Desk } from '../../src/engine/index.js';
import { faultyStore } from '../../src/testing/faults.js';
import { stockIn } from './support/books.js';
import { right, wrongs } from './support/laws.js';
import { codeOf, must, orderFor, person, plain, Shop, verdictOf } from './support/shop.js';
import { unsteady } from './support/turns.js';
import { bring } from './support/walk.js';

/** A shop with several desks, each in a process of its own, on one store whose calls take as long as they like. */
function shopWith(desks: number, seed: number) {
  let opened = 0;
  const shop = new Shop({ around: (store) => unsteady(store, seed * 97 + ++opened) });
  return { shop, owners: Array.from({ length: desks }, () => shop.another().as(person('owner'))) };
}

const count = (verdicts: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const verdict of verdicts) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
};

describe('many buyers and few units', () => {
  test.each([1, 2, 3])('500 buyers at %i desks buy exactly the 100 units there are', async (desks) => {
    const { shop, owners } = shopWith(desks, desks);
    await shop.stock(100);
    const buy = async (desk: Desk, id: string) => {
      await must(desk.orders.place(id, orderFor(1)));
      return verdictOf(desk.orders.accept(id));
    };
    const verdicts = await Promise.all(
      Array.from({ length: 500 }, (_, i) => buy(owners[i % desks] ?? shop.owner, `o-${i}`)),
    );
    expect(count(verdicts)).toEqual({ done: 100, 'order.shortage': 400 });
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 100, reserved: 100 });
    await right(shop);
  });

  test('two orders of three units meet at stock of five: one of them is refused, whoever comes first', async () => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const { shop, owners } = shopWith(2, seed);
      await shop.stock(5);
      await Promise.all(owners.map((desk, i) => must(desk.orders.place(`o-${i}`, orderFor(3)))));
      const verdicts = await Promise.all(owners.map((desk, i) => verdictOf(desk.orders.accept(`o-${i}`))));
      expect(verdicts.sort(), `seed ${seed}`).toEqual(['done', 'order.shortage']);
      expect(await wrongs(shop.store, shop.at, shop.told), `seed ${seed}`).toEqual([]);
    }
  });

  test('cancelled and received units are sold again by the other desk', async () => {
    const { shop, owners } = shopWith(3, 7);
    await shop.stock(20);
    const verdicts = await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        const [mine, other] = [owners[i % 3] ?? shop.owner, owners[(i + 1) % 3] ?? shop.owner];
        await must(mine.orders.place(`o-${i}`, orderFor(1)));
        const verdict = await verdictOf(mine.orders.accept(`o-${i}`));
        if (verdict === 'done' && i % 2 === 0)
          await must(other.orders.cancel(`o-${i}`, { reason: 'changed their mind' }));
        if (i % 10 === 0) await must(other.stock.receive('mug@main', { quantity: 1 }));
        return verdict;
      }),
    );
    await right(shop);
    const { onHand, reserved } = await stockIn(shop.store);
    expect(onHand).toBe(26);
    expect(reserved).toBe(verdicts.filter((verdict, i) => verdict === 'done' && i % 2 === 1).length);
  });
});

describe('a desk that remembers what was', () => {
  test('does not refuse for want of stock that another desk has received', async () => {
    const shop = new Shop();
    const [mine, other] = [shop.another().as(person('owner')), shop.another().as(person('owner'))];
    await must(mine.stock.receive('mug@main', { quantity: 1 }));
    await must(mine.orders.place('o-1', orderFor(2)));
    expect(await codeOf(mine.orders.accept('o-1'))).toBe('order.shortage');
    await must(other.stock.receive('mug@main', { quantity: 1 }));
    expect(await verdictOf(mine.orders.accept('o-1'))).toBe('done');
  });

  test('does not sell what another desk has sold', async () => {
    const shop = new Shop();
    const [mine, other] = [shop.another().as(person('owner')), shop.another().as(person('owner'))];
    await must(mine.stock.receive('mug@main', { quantity: 1 }));
    await must(mine.orders.place('o-1', orderFor(1)));
    await must(other.orders.place('o-2', orderFor(1)));
    await must(other.orders.accept('o-2'));
    expect(await codeOf(mine.orders.accept('o-1'))).toBe('order.shortage');
  });

  test('refuses by what a record is now, not by what it was', async () => {
    const shop = new Shop();
    await shop.stock(1);
    const other = shop.another().as(person('owner'));
    await must(shop.owner.orders.place('o-1', orderFor(1)));
    await must(shop.owner.orders.hold('o-1', { hold: 'fraud', reason: 'looks odd' }));
    expect(await codeOf(shop.owner.orders.accept('o-1'))).toBe('order.held');
    await must(other.orders.releaseHold('o-1', { hold: 'fraud' }));
    await must(shop.owner.orders.accept('o-1'));
    await must(other.orders.cancel('o-1', { reason: 'no more' }));
    const refusal = await plain(shop.owner.orders.cancel('o-1', { reason: 'no more' }));
    expect(refusal._unsafeUnwrapErr()).toMatchObject({
      code: 'record.command_not_allowed_now',
      details: { status: 'cancelled' },
    });
  });

  test('forgets what it has no room for, and is none the worse', async () => {
    const shop = new Shop({ cacheRecords: 3 });
    await shop.stock(30);
    for (let i = 0; i < 10; i += 1) await bring(shop.desk, `o-${i}`, 'delivered', 2);
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 10, reserved: 0 });
    await right(shop);
  });
});

test('a desk that knows nothing yet asks for what it needs, a few times, and saves once', async () => {
  const calls: string[] = [];
  const shop = new Shop({ terms: { order: { reserveAt: 'ready' } } });
  await shop.stock(3);
  await must(shop.owner.orders.place('o-1', orderFor(2)));
  const store = faultyStore(shop.store, (call) => {
    calls.push(call);
    return 'works';
  });
  const cold = shop.another({ store }).as(person('owner'));
  await must(cold.orders.cancel('o-1', { reason: 'no' }));
  expect(calls).toEqual(['load', 'load', 'load', 'commit']);
  await must(cold.orders.place('o-2', orderFor(2)));
  await must(cold.orders.accept('o-2'));
  await must(cold.fulfilments.packParcel('o-2#1', { parcel: 'p-1', lines: [{ line: 'mug', quantity: 2 }] }));
  expect(calls.slice(4)).toEqual(['commit', 'commit', 'commit']);
});

describe('commands that are given in one breath', () => {
  test('are saved together, and a refused one costs its neighbours nothing', async () => {
    const shop = new Shop();
    await shop.stock(5);
    await must(shop.owner.orders.place('o-1', orderFor(3)));
    await must(shop.owner.orders.place('o-2', orderFor(3)));
    await must(shop.owner.orders.place('o-3', orderFor(2)));
    const commits = shop.commits;
    const verdicts = await Promise.all([
      verdictOf(shop.owner.orders.accept('o-1')),
      verdictOf(shop.owner.orders.accept('o-2')),
      verdictOf(shop.owner.orders.accept('o-3')),
      verdictOf(shop.as('picker').orders.accept('o-3')),
      verdictOf(shop.owner.orders.accept('o-4')),
    ]);
    expect(verdicts).toEqual(['done', 'order.shortage', 'done', 'record.command_not_allowed_now', 'record.not_found']);
    expect(shop.commits).toBe(commits + 1);
    await right(shop);
  });

  test('see what those before them did, through the whole life of an order', async () => {
    const shop = new Shop();
    await shop.stock(3);
    const cold = shop.another();
    const by = cold.as(person('owner'));
    const commits = shop.commits;
    const lines = [{ line: 'mug', quantity: 2 }];
    const verdicts = await Promise.all([
      verdictOf(by.orders.place('o-1', orderFor(2))),
      verdictOf(by.orders.accept('o-1')),
      verdictOf(by.fulfilments.packParcel('o-1#1', { parcel: 'p-1', lines })),
      verdictOf(by.parcels.assignWaybill('p-1', { carrier: 'sf', number: 'SF0001' })),
      verdictOf(by.parcels.ship('p-1')),
      verdictOf(
        cold.parcels.recordScan('p-1', { by: person('carrier'), scan: { status: 'delivered', scannedAt: shop.at } }),
      ),
      verdictOf(cold.orders.confirmReceipt('o-1', { by: person('buyer') })),
      verdictOf(by.orders.refundUnits('o-1', { lines: [{ line: 'mug', quantity: 1 }], reason: 'a gift' })),
    ]);
    expect(verdicts).toEqual(Array.from({ length: 8 }, () => 'done'));
    expect(shop.commits).toBe(commits + 1);
    await right(shop);
  });

  test('a thousand at once are carried out, a few hundred to a commit', async () => {
    const shop = new Shop();
    await shop.stock(700);
    const ids = Array.from({ length: 1000 }, (_, i) => `o-${i}`);
    const commits = shop.commits;
    await Promise.all(ids.map((id) => must(shop.owner.orders.place(id, orderFor(1)))));
    const verdicts = await Promise.all(ids.map((id) => verdictOf(shop.owner.orders.accept(id))));
    expect(count(verdicts)).toEqual({ done: 700, 'order.shortage': 300 });
    expect(shop.commits - commits).toBe(8);
    await right(shop);
  });

  test('a number that another order has is refused, also where both come at once, and at any conflict', async () => {
    for (const conflicts of [[], [1], [2], [1, 3], [2, 3], [1, 2, 3]]) {
      let call = 0;
      const shop = new Shop({
        around: (store) =>
          faultyStore(store, (what) => (what === 'commit' && conflicts.includes(++call) ? 'conflicts' : 'works')),
      });
      const verdicts = await Promise.all(
        ['o-1', 'o-2', 'o-3'].map((id) => verdictOf(shop.owner.orders.place(id, orderFor(1, { number: 'N-1' })))),
      );
      expect(verdicts).toEqual(['done', 'desk.unique_taken', 'desk.unique_taken']);
      const other = shop.another().as(person('owner'));
      expect(await verdictOf(other.orders.place('o-4', orderFor(1, { number: 'N-1' })))).toBe('desk.unique_taken');
      expect(await verdictOf(other.orders.place('o-5', orderFor(1, { number: 'N-1', channel: 'app' })))).toBe('done');
    }
  });

  test('come through, though a faster neighbour leaves time for one at a time only', async () => {
    const shop = new Shop();
    await shop.stock(3);
    const store = { ...shop.store };
    const slow: typeof store = {
      ...store,
      commit: async (change) => (change.entries.length > 1 ? { outcome: 'conflict' } : store.commit(change)),
    };
    const other = shop.another({ store: slow }).as(person('owner'));
    const placed = await Promise.all(
      ['o-1', 'o-2', 'o-3', 'o-4', 'o-5'].map((id) => verdictOf(other.orders.place(id, orderFor(1)))),
    );
    expect(placed).toEqual(Array.from({ length: 5 }, () => 'done'));
    await right(shop);
  });

  test('a number that is taken is not asked for anew after each conflict', async () => {
    const shop = new Shop();
    await must(shop.owner.orders.place('o-1', orderFor(1, { number: 'N-1' })));
    let commits = 0;
    const isSecond = (call: string) => call === 'commit' && ++commits === 2;
    const store = faultyStore(shop.store, (call) => (isSecond(call) ? 'conflicts' : 'works'));
    const other = shop.another({ store }).as(person('owner'));
    expect(await codeOf(other.orders.place('o-2', orderFor(1, { number: 'N-1' })))).toBe('desk.unique_taken');
    expect(commits).toBe(3);
  });
});
