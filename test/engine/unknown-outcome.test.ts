import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/kernel/index.js';
import { type Fault, faultyStore, type StoreCall } from '../../src/testing/faults.js';
import { booksOf, stockIn } from './support/books.js';
import { right } from './support/laws.js';
import { must, orderFor, person, plain, refused, Shop } from './support/shop.js';

const owner = person('owner');

/** A shop whose store goes wrong at the named calls, once armed. */
function shopWith(faults: Partial<Record<StoreCall, readonly Fault[]>>) {
  const left = new Map<StoreCall, Fault[]>();
  const around = (store: Store) => faultyStore(store, (call) => left.get(call)?.shift() ?? 'works');
  const shop = new Shop({ around });
  const goWrong = () => {
    for (const [call, list] of Object.entries(faults)) left.set(call as StoreCall, [...list]);
  };
  return { shop, goWrong };
}

const receive = (shop: Shop, commandId = 'x') => shop.owner.stock.receive('mug@main', { quantity: 5, commandId });

describe('a store that fails once', () => {
  test.each<[string, Fault]>([
    ['before the commit', 'fails'],
    ['after the commit', 'losesAnswer'],
    ['and commits later all the same', 'comesLate'],
    ['with a conflict that is none', 'conflicts'],
  ])('%s costs nobody anything', async (_, fault) => {
    const { shop, goWrong } = shopWith({ commit: [fault] });
    await shop.stock(1);
    goWrong();
    expect(await must(receive(shop))).toMatchObject({ version: 3, events: ['StockReceived'] });
    expect((await stockIn(shop.store)).onHand).toBe(6);
    expect(await must(receive(shop))).toMatchObject({ version: 3 });
    expect((await stockIn(shop.store)).onHand).toBe(6);
    await right(shop);
  });
});

describe('a store that fails twice', () => {
  test('leaves the outcome unknown, and says under which id to ask; the command has happened', async () => {
    const { shop, goWrong } = shopWith({ commit: ['losesAnswer'], load: ['fails'] });
    await shop.stock(1);
    goWrong();
    const failure = await refused(receive(shop));
    expect(failure).toMatchObject({ code: 'desk.outcome_unknown', details: { commandId: 'x' } });
    expect(failure.message).toContain('load');
    const known = await shop.desk.outcome('x');
    expect(known?._unsafeUnwrap()).toMatchObject({ version: 3, events: ['StockReceived'] });
    expect((await must(receive(shop))).version).toBe(3);
    expect((await stockIn(shop.store)).onHand).toBe(6);
  });

  test('leaves the outcome unknown; the command has not happened, and does once it is sent again', async () => {
    const { shop, goWrong } = shopWith({ commit: ['fails', 'fails'] });
    await shop.stock(1);
    goWrong();
    expect((await refused(receive(shop))).code).toBe('desk.outcome_unknown');
    expect(await shop.desk.outcome('x')).toBeUndefined();
    expect((await stockIn(shop.store)).onHand).toBe(1);
    expect((await must(receive(shop))).version).toBe(3);
    expect((await stockIn(shop.store)).onHand).toBe(6);
  });

  test('and commits after both were given up: the resend finds it done', async () => {
    const { shop, goWrong } = shopWith({ commit: ['comesLate', 'comesLate'] });
    await shop.stock(1);
    goWrong();
    expect((await refused(receive(shop))).code).toBe('desk.outcome_unknown');
    expect((await must(receive(shop))).version).toBe(3);
    expect((await stockIn(shop.store)).onHand).toBe(6);
    expect((await booksOf(shop.store)).entries.filter(({ commandId }) => commandId === 'x')).toHaveLength(1);
  });

  test('tells each of the commands that were under way together, and each can be sent again', async () => {
    const { shop, goWrong } = shopWith({ commit: ['losesAnswer', 'fails'], load: ['fails'] });
    await shop.stock(9);
    await must(shop.owner.orders.place('o-1', orderFor(1)));
    goWrong();
    const give = () =>
      Promise.all([
        plain(shop.owner.orders.accept('o-1', { commandId: 'a' })),
        plain(shop.owner.orders.accept('o-1', { commandId: 'b' })),
        plain(shop.owner.orders.place('o-2', orderFor(1, { commandId: 'c' }))),
      ]);
    const unknown = await give();
    expect(unknown.map((outcome) => outcome._unsafeUnwrapErr())).toMatchObject(
      ['a', 'b', 'c'].map((commandId) => ({ code: 'desk.outcome_unknown', details: { commandId } })),
    );
    const [a, b, c] = await give();
    expect(a?._unsafeUnwrap().status).toBe('accepted');
    expect(b?._unsafeUnwrapErr().code).toBe('record.command_not_allowed_now');
    expect(c?._unsafeUnwrap().status).toBe('placed');
    await right(shop);
  });
});

test('a store that hangs holds up what comes after, and nothing is lost when it fails', async () => {
  let letGo = (_: Fault) => {};
  let hangs = false;
  const shop = new Shop({
    around: (store) =>
      faultyStore(store, (call) => (hangs && call === 'commit' ? new Promise((answer) => (letGo = answer)) : 'works')),
  });
  await shop.stock(1);
  hangs = true;
  const first = receive(shop);
  await new Promise((turn) => setImmediate(turn));
  const second = shop.owner.stock.receive('mug@main', { quantity: 2, commandId: 'y' });
  hangs = false;
  letGo('fails');
  expect((await must(first)).version).toBe(3);
  expect((await must(second)).version).toBe(4);
  expect((await stockIn(shop.store)).onHand).toBe(8);
});

test('others who are always faster: nothing is changed, and that is said', async () => {
  const shop = new Shop({
    around: (store) => faultyStore(store, (call) => (busy && call === 'commit' ? 'conflicts' : 'works')),
  });
  let busy = false;
  await shop.stock(1);
  busy = true;
  expect(await refused(receive(shop))).toMatchObject({ code: 'desk.too_many_conflicts', details: { attempts: 40 } });
  busy = false;
  expect(await shop.desk.outcome('x')).toBeUndefined();
  expect((await must(receive(shop))).version).toBe(3);
});

test('reading from a broken store throws: there is no answer to give', async () => {
  const { shop, goWrong } = shopWith({ load: ['fails', 'fails'], find: ['fails'] });
  goWrong();
  await expect(shop.desk.orders.get('o-1')).rejects.toThrow('failed');
  await expect(shop.desk.outcome('x')).rejects.toThrow('failed');
  await expect(shop.desk.drain()).rejects.toThrow('failed');
  expect((await must(shop.desk.stock.receive('mug@main', { quantity: 1, by: owner }))).version).toBe(2);
});
