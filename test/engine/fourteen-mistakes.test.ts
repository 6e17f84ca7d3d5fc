import { describe, expect, test, vi } from 'vitest';
import { MACHINES } from '../../src/engine/desk.js';
import type { Desk } from '../../src/engine/index.js';
import { NEW, type Row } from '../../src/kernel/index.js';
import { orderMachine } from '../../src/order/index.js';
import { faultyStore } from '../../src/testing/faults.js';
import { all, booksOf, everything, orderIn, stockIn } from './support/books.js';
import { right } from './support/laws.js';
import {
  codeOf,
  HOUR,
  must,
  orderFor,
  PRICE,
  person,
  refused,
  Shop,
  type ShopOptions,
  units,
  unpaid,
  verdictOf,
  within,
} from './support/shop.js';
import { unsteady } from './support/turns.js';
import { bring, finding, refundOnly, STAGES, sendBack } from './support/walk.js';

const platform = { by: person('platform') };
const payInAnHour = { order: { reserveAt: 'placed' as const, payBy: within(1) } };

async function shopWith(mugs: number, options: ShopOptions = {}) {
  const shop = new Shop(options);
  await shop.stock(mugs);
  return shop;
}

/** What users of other order systems complain about. Here it cannot happen. */
describe('fourteen mistakes that cannot be made', () => {
  test('1: two lines of one SKU do not reserve more than there is', async () => {
    const shop = await shopWith(5);
    const line = (id: string) => ({ id, sku: 'mug', quantity: 3, unitPrice: PRICE });
    await must(shop.owner.orders.place('o-1', orderFor(1, { lines: [line('a'), line('b')], total: 6000, paid: 6000 })));
    expect(await refused(shop.owner.orders.accept('o-1'))).toMatchObject({
      code: 'order.shortage',
      details: { missing: [{ sku: 'mug', wanted: 6, available: 5 }] },
    });
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 5, reserved: 0 });
    await shop.stock(1);
    await must(shop.owner.orders.accept('o-1'));
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 6, reserved: 6 });
    await right(shop);
  });

  test('2: what was checked is what is written: nobody sells between the look and the take', async () => {
    let desks = 0;
    const shop = await shopWith(10, { around: (store) => unsteady(store, ++desks) });
    const buy = async (owner: Desk, id: string) => {
      await must(owner.orders.place(id, orderFor(1)));
      return verdictOf(owner.orders.accept(id));
    };
    const owners = [1, 2, 3].map(() => shop.another().as(person('owner')));
    await Promise.all(owners.flatMap((owner, i) => Array.from({ length: 20 }, (_, n) => buy(owner, `o-${i}-${n}`))));
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 10, reserved: 10 });
    // Whoever was refused has named the version of the stock that they saw.
    const isShort = ({ outcome }: { outcome: string }) => outcome.includes('order.shortage');
    const refusals = shop.saved.filter(({ receipts }) => receipts.some(isShort));
    expect(refusals.length).toBeGreaterThan(0);
    for (const { reads, writes } of refusals) {
      expect([...reads, ...writes].map(({ key }) => key)).toContain('stock/mug@main');
    }
  });

  test('3: nothing is released that was not taken, nor twice', async () => {
    const shop = await shopWith(5);
    await bring(shop.desk, 'o-1', 'accepted', 2);
    const release = { by: person('system'), lines: [{ line: 'mug', sku: 'mug', location: 'main', quantity: 3 }] };
    expect(await codeOf(shop.desk.reservations.releaseUnits('o-1', release))).toBe('reservation.not_held');
    await must(shop.desk.orders.cancel('o-1', { ...platform, reason: 'no' }));
    const again = shop.desk.reservations.release('o-1', { by: person('system') });
    expect(await codeOf(again)).toBe('record.command_not_allowed_now');
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 5, reserved: 0 });
    const { entries } = await booksOf(shop.store);
    const moves = entries
      .flatMap(({ changes }) => changes)
      .filter(({ key }) => key === 'stock/mug@main')
      .flatMap(({ events }) => events as readonly { type: string; quantity?: number; for?: string }[])
      .filter((move) => move.for === 'reservation/o-1');
    expect(moves.map(({ type, quantity }) => [type, quantity])).toEqual([
      ['StockReserved', 2],
      ['StockReleased', 2],
    ]);
    await right(shop);
  });

  test('4: a hold ends without anybody sweeping', async () => {
    const shop = await shopWith(1, { terms: payInAnHour });
    await must(shop.owner.orders.place('o-1', unpaid(1)));
    expect(await codeOf(shop.owner.orders.place('o-2', unpaid(1)))).toBe('order.shortage');
    shop.pass(HOUR);
    await must(shop.owner.orders.place('o-3', orderFor(1)));
    await right(shop);
  });

  test('5: refunds, in whatever portions, come to what was paid, to the last cent and no further', async () => {
    const shop = await shopWith(9);
    const lines = [{ id: 'mug', sku: 'mug', quantity: 7, unitPrice: 143 }];
    const sums = { discount: 10, shipping: 333, tax: 8, total: 1332, paid: 1332 };
    await must(shop.owner.orders.place('o-1', { ...orderFor(1), lines, ...sums }));
    await must(shop.owner.orders.accept('o-1'));
    await must(shop.owner.orders.cancelUnits('o-1', { lines: units(2), reason: 'two less' }));
    await must(shop.owner.fulfilments.packParcel('o-1#1', { parcel: 'p-1', lines: units(5) }));
    await must(shop.owner.parcels.assignWaybill('p-1', { carrier: 'sf', number: 'SF0001' }));
    await must(shop.owner.parcels.ship('p-1'));
    await must(shop.owner.orders.refundUnits('o-1', { lines: units(1), reason: 'a gesture' }));
    for (const id of ['c-1', 'c-2', 'c-3', 'c-4']) {
      await must(shop.desk.cases.open(id, { by: person('buyer', 'b-1'), ...refundOnly('o-1') }));
      await must(shop.owner.cases.agree(id));
    }
    expect(await orderIn(shop.store, 'o-1')).toMatchObject({ paid: 1332, refunded: 1332 });
    const once = shop.desk.cases.open('c-5', { by: person('buyer', 'b-1'), ...refundOnly('o-1') });
    expect(await codeOf(once)).toBe('aftersales.units_settled_already');
    await right(shop);
  });

  test('6: no more is refunded than has come back', async () => {
    const shop = await shopWith(3);
    await bring(shop.desk, 'o-1', 'delivered', 3);
    await sendBack(shop.desk, 'c-1', 'o-1', 3);
    await must(shop.owner.cases.inspectReturn('c-1', { lines: [finding(1, 'restock', 1)] }));
    expect(await orderIn(shop.store, 'o-1')).toMatchObject({ refunded: PRICE, lines: [{ returned: 1, refunded: 1 }] });
    await right(shop);
  });

  describe('7: no order ends up where nobody can do anything', () => {
    test.each([...MACHINES])('a $kind reaches each status, and leaves each', ({ lifecycle }) => {
      const rows = Object.values<readonly Row<string>[]>(lifecycle.rows).flat();
      const ways = (from: string) => rows.filter((row) => row.from.includes(from)).flatMap(({ to }) => to);
      const reached = new Set<string>([NEW]);
      for (const status of reached) for (const next of ways(status)) reached.add(next);
      const stuck = (status: string) => !lifecycle.final.includes(status) && ways(status).length === 0;
      expect(lifecycle.statuses.filter((status) => !reached.has(status) || stuck(status))).toEqual([]);
    });

    test.each(STAGES)('an order that is %s is cancelled, or it is said what can be done instead', async (stage) => {
      const shop = await shopWith(2);
      await bring(shop.desk, 'o-1', stage);
      const outcome = await shop.desk.orders.cancel('o-1', { ...platform, reason: 'no' });
      const instead = {
        code: 'record.command_not_allowed_now',
        details: { allowed: expect.arrayContaining(['RefundUnits']) },
      };
      if (outcome.isErr()) expect(outcome.error).toMatchObject(instead);
      else expect(outcome.value.status).toBe('cancelled');
    });
  });

  test('8: what happened and what is are saved together, or neither', async () => {
    let breaks = false;
    const faultFor = (call: string) => (breaks && call === 'commit' ? 'fails' : 'works');
    const shop = await shopWith(5, { around: (store) => faultyStore(store, faultFor) });
    await bring(shop.desk, 'o-1', 'delivered', 2);
    for (const { writes, entries } of shop.saved) {
      const told = new Map(entries.flatMap((entry) => entry.changes.map(({ key, version }) => [key, version])));
      expect(new Map(writes.map(({ key, version }) => [key, version]))).toEqual(told);
    }
    breaks = true;
    const before = await everything(shop.store);
    const lost = shop.owner.orders.refundUnits('o-1', { lines: units(1), reason: 'x' });
    expect(await codeOf(lost)).toBe('desk.outcome_unknown');
    expect(await everything(shop.store)).toBe(before);
    await right(shop);
  });

  test('9: a command that is given twice happens once', async () => {
    const shop = await shopWith(5);
    await bring(shop.desk, 'o-1', 'shipped', 2);
    const late = { lines: units(1), reason: 'late', commandId: 'r-1' };
    const refund = () => must(shop.owner.orders.refundUnits('o-1', late));
    expect(await refund()).toEqual(await refund());
    expect(await orderIn(shop.store, 'o-1')).toMatchObject({ refunded: PRICE });
    expect(shop.told.filter(({ type }) => type === 'PayRefund')).toHaveLength(1);
  });

  test('10: an order is not turned away by its own hold', async () => {
    const shop = await shopWith(2, { terms: payInAnHour });
    await must(shop.owner.orders.place('o-1', unpaid(2)));
    await must(shop.desk.orders.notePayment('o-1', { ...platform, amount: 2000 }));
    expect((await must(shop.owner.orders.accept('o-1'))).status).toBe('accepted');
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 2, reserved: 2 });
  });

  test('11: one bad order does not stop the others', async () => {
    const shop = new Shop({ terms: { order: { payBy: within(1) } } });
    for (let i = 0; i < 9; i += 1) await must(shop.owner.orders.place(`o-${i}`, unpaid(1)));
    shop.pass(2 * HOUR);
    const missed = orderMachine.missed;
    const spy = vi.spyOn(orderMachine, 'missed').mockImplementation((order, ...rest) => {
      if (order.id === 'o-4') throw new Error('this one is bad');
      return missed(order, ...rest);
    });
    const { stuck } = await shop.desk.drain();
    spy.mockRestore();
    expect(stuck).toMatchObject([{ key: 'order/o-4' }]);
    expect((await shop.desk.find({ status: ['cancelled'] })).items).toHaveLength(8);
  });

  test('12: a record is read as it was meant when it was saved, and a newer one is not guessed at', async () => {
    const shop = new Shop();
    await must(shop.owner.orders.place('o-1', orderFor(2)));
    const today = { ...orderMachine };
    // A later version of the desk, which writes buyers otherwise and knows how they were written before.
    const upcast = (old: { buyer: string }, schema: number) => ({ ...old, buyer: `${schema}:${old.buyer}` });
    Object.assign(orderMachine, { schema: 2, upcast });
    const later = shop.another();
    expect((await must(later.orders.get('o-1'))).state.buyer).toBe('1:b-1');
    await must(later.orders.reject('o-1', { by: person('owner'), reason: 'no' }));
    Object.assign(orderMachine, { ...today, upcast: undefined });
    const [saved] = (await shop.store.load({ keys: ['order/o-1'] })).records;
    expect(saved).toMatchObject({ schema: 2, state: { buyer: '1:b-1', status: 'cancelled' } });
    const earlier = shop.another();
    await expect(earlier.orders.get('o-1')).rejects.toThrow('schema 2');
    const before = await everything(shop.store);
    const note = earlier.orders.noteFeedback('o-1', { by: person('buyer'), score: 5 });
    expect(await codeOf(note)).toBe('desk.decision_broke');
    expect(await everything(shop.store)).toBe(before);
  });

  test('13: what may be said, and what may be answered, is known to the compiler', async () => {
    const shop = new Shop();
    // @ts-expect-error no such command
    expect(shop.desk.orders.teleport).toBeUndefined();
    // @ts-expect-error a field that is not known
    expect(await codeOf(shop.owner.orders.reject('o-1', { reason: 'no', loudly: true }))).toBe('input.unknown_field');
    const outcome = await shop.owner.orders.accept('o-1');
    if (outcome.isErr() && outcome.error.code === 'order.shortage') outcome.error.details.missing.map(({ sku }) => sku);
    // @ts-expect-error no such refusal
    if (outcome.isErr()) expect(outcome.error.code === 'order.too_blue').toBe(false);
  });

  test('14: a list never loads the records that it lists', async () => {
    const calls: string[] = [];
    const note = (call: string) => {
      calls.push(call);
      return 'works' as const;
    };
    const shop = await shopWith(90, { terms: payInAnHour, around: (store) => faultyStore(store, note) });
    for (let i = 0; i < 30; i += 1) await must(shop.owner.orders.place(`o-${i}`, unpaid(1)));
    calls.length = 0;
    const cards = await all((page) => shop.desk.find({ kind: 'order', sort: 'nextDeadline', ...page }));
    expect(calls).toEqual(['find']);
    expect(cards).toHaveLength(30);
    expect(cards[0]).toMatchObject({
      key: 'order/o-0',
      status: 'pending',
      buyer: 'b-1',
      channel: 'web',
      wakeAt: shop.at + HOUR,
      facts: { total: PRICE, currency: 'CNY', placedAt: shop.at, holds: 0, short: false },
    });
  });
});
