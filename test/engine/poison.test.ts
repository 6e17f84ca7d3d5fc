import { describe, expect, test, vi } from 'vitest';
import type { Store } from '../../src/kernel/index.js';
import { orderMachine } from '../../src/order/index.js';
import { everything, orderIn, stateIn } from './support/books.js';
import { right } from './support/laws.js';
import { codeOf, HOUR, must, orderFor, person, Shop, unpaid, within } from './support/shop.js';

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

  test('hides nobody, however many there are of its kind before the others', async () => {
    const shop = await open();
    shop.pass(2 * HOUR);
    const missed = orderMachine.missed;
    const spy = vi.spyOn(orderMachine, 'missed').mockImplementation((order, ...rest) => {
      if (order.id !== 'o-4') throw new Error('bad');
      return missed(order, ...rest);
    });
    // A store with small pages: the first two hold none that can be woken.
    const find: Store['find'] = (query) => shop.store.find({ ...query, limit: 2 });
    const { stuck } = await shop.another({ store: { ...shop.store, find } }).drain();
    spy.mockRestore();
    expect(stuck.map(({ key }) => key)).toEqual(['order/o-0', 'order/o-1', 'order/o-2', 'order/o-3']);
    expect((await orderIn(shop.store, 'o-4')).status).toBe('cancelled');
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
