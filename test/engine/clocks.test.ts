import { describe, expect, test } from 'vitest';
import { instant } from '../../src/kernel/index.js';
import { booksOf, orderIn, stockIn } from './support/books.js';
import { right } from './support/laws.js';
import { codeOf, HOUR, MINUTE, must, orderFor, person, Shop, unpaid, within } from './support/shop.js';

const owner = person('owner');
const paid = { by: person('platform'), amount: 2000 };

/** Another desk, in a process whose clock is ahead or behind. */
const withClock = (shop: Shop, offset: number) => shop.another({ clock: () => instant(shop.at + offset) });

describe('desks whose clocks differ', () => {
  test('never let time run backwards in the life of a record', async () => {
    const shop = new Shop();
    await shop.stock(9);
    const [fast, slow] = [withClock(shop, 10 * MINUTE), withClock(shop, -10 * MINUTE)];
    await must(shop.owner.orders.place('o-1', orderFor(1)));
    await must(fast.orders.hold('o-1', { by: owner, hold: 'a', reason: 'x' }));
    await must(slow.orders.hold('o-1', { by: owner, hold: 'b', reason: 'x' }));
    await must(shop.owner.orders.releaseHold('o-1', { hold: 'a' }));
    await must(shop.another().orders.releaseHold('o-1', { by: owner, hold: 'b' }));
    await must(slow.orders.accept('o-1', { by: owner }));
    const { entries, saved } = await booksOf(shop.store);
    const times = entries.filter(({ changes }) => changes.some(({ key }) => key === 'order/o-1')).map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(saved.get('order/o-1')?.at).toBe(times.at(-1));
    await right(shop);
  });

  test('a clock that is set back does not set the desk back', async () => {
    const shop = new Shop();
    await must(shop.owner.orders.place('o-1', unpaid(1)));
    const before = shop.desk.now();
    shop.pass(-26 * HOUR);
    expect(shop.desk.now()).toBe(before);
    expect((await must(shop.owner.orders.hold('o-1', { hold: 'a', reason: 'x' }))).at).toBe(before);
  });

  test('a payment is taken though a desk ahead of time has given the held units away', async () => {
    const shop = new Shop({ terms: { order: { reserveAt: 'placed', payBy: within(1) } } });
    await shop.stock(3);
    await must(shop.owner.orders.place('o-1', unpaid(2)));
    shop.pass(55 * MINUTE);
    const fast = withClock(shop, 10 * MINUTE);
    await must(fast.orders.place('o-2', { by: owner, ...orderFor(2) }));
    await must(shop.desk.orders.notePayment('o-1', paid));
    expect(await orderIn(shop.store, 'o-1')).toMatchObject({
      status: 'placed',
      paid: 2000,
      missing: [{ sku: 'mug', wanted: 2, available: 1 }],
    });
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 3, reserved: 2 });
    await right(shop, instant(shop.at + HOUR));
    await must(shop.owner.stock.receive('mug@main', { quantity: 1 }));
    expect((await must(shop.owner.orders.accept('o-1'))).status).toBe('accepted');
    await right(shop, instant(shop.at + HOUR));
  });

  test('a deadline does not pass before the clock of the desk that drains', async () => {
    const shop = new Shop({ terms: { order: { payBy: within(1) } } });
    await must(shop.owner.orders.place('o-1', unpaid(1)));
    shop.pass(55 * MINUTE);
    await withClock(shop, -10 * MINUTE).drain();
    await shop.desk.drain();
    expect((await orderIn(shop.store, 'o-1')).status).toBe('pending');
    shop.pass(5 * MINUTE);
    await withClock(shop, -10 * MINUTE).drain();
    expect((await orderIn(shop.store, 'o-1')).status).toBe('pending');
    await shop.desk.drain();
    expect((await orderIn(shop.store, 'o-1')).status).toBe('cancelled');
  });
});

test('units of an order that is paid stay held while it waits for its group', async () => {
  const terms = { order: { reserveAt: 'placed' as const, payBy: within(1), groupBy: within(24) } };
  const shop = new Shop({ terms });
  await shop.stock(2);
  await must(shop.owner.orders.place('o-1', unpaid(2, { awaits: ['payment', 'group'] })));
  await must(shop.desk.orders.notePayment('o-1', paid));
  shop.pass(2 * HOUR);
  await shop.desk.drain();
  expect((await orderIn(shop.store, 'o-1')).status).toBe('pending');
  expect(await codeOf(shop.owner.orders.place('o-2', orderFor(1)))).toBe('order.shortage');
  await right(shop);
  await must(shop.desk.orders.noteGroupFormed('o-1', { by: person('platform') }));
  expect((await must(shop.owner.orders.accept('o-1'))).status).toBe('accepted');
  expect(await stockIn(shop.store)).toMatchObject({ reserved: 2 });
  await right(shop);
});
