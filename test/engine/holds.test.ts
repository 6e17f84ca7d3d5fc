import { describe, expect, test } from 'vitest';
import { available, type Reservation } from '../../src/inventory/index.js';
import { instant } from '../../src/kernel/index.js';
import { everything, orderIn, stateIn, stockIn } from './support/books.js';
import { right } from './support/laws.js';
import { codeOf, HOUR, must, orderFor, person, Shop, units, unpaid, within } from './support/shop.js';
import { bring } from './support/walk.js';

const paid = { by: person('platform'), amount: 2000 };
const held = async (shop: Shop, id = 'o-1') => (await stateIn<Reservation>(shop.store, `reservation/${id}`)).status;

describe('when stock is held', () => {
  test('as soon as it is placed: what cannot be served is not taken at all', async () => {
    const shop = new Shop({ terms: { order: { reserveAt: 'placed', payBy: within(1) } } });
    await shop.stock(3);
    await must(shop.owner.orders.place('o-1', unpaid(2)));
    expect(await held(shop)).toBe('held');
    const before = await everything(shop.store);
    expect(await codeOf(shop.owner.orders.place('o-2', unpaid(2)))).toBe('order.shortage');
    expect(await everything(shop.store)).toBe(before);
    await right(shop);
  });

  test('once it is ready: an unpaid order holds nothing, a paid one does, and a shortage is written down', async () => {
    const shop = new Shop({ terms: { order: { reserveAt: 'ready' } } });
    await shop.stock(3);
    await must(shop.owner.orders.place('o-1', unpaid(2)));
    await must(shop.owner.orders.place('o-2', orderFor(2)));
    expect(await stockIn(shop.store)).toMatchObject({ reserved: 2 });
    expect((await must(shop.desk.orders.notePayment('o-1', paid))).events).toContain('ShortageFound');
    expect(await stockIn(shop.store)).toMatchObject({ reserved: 2 });
    expect((await must(shop.owner.orders.accept('o-2'))).status).toBe('accepted');
    expect(await stockIn(shop.store)).toMatchObject({ reserved: 2 });
    await right(shop);
  });

  test('when the merchant accepts: until then whoever comes first has it', async () => {
    const shop = new Shop();
    await shop.stock(2);
    await must(shop.owner.orders.place('o-1', orderFor(2)));
    await must(shop.owner.orders.place('o-2', orderFor(2)));
    await must(shop.owner.orders.accept('o-2'));
    expect(await codeOf(shop.owner.orders.accept('o-1'))).toBe('order.shortage');
    await right(shop);
  });
});

describe('units held for an order that is not paid', () => {
  const open = async () => {
    const shop = new Shop({ terms: { order: { reserveAt: 'placed', payBy: within(1) } } });
    await shop.stock(2);
    await must(shop.owner.orders.place('o-1', unpaid(2)));
    return shop;
  };

  test('are free from the deadline on, though nobody has swept', async () => {
    const shop = await open();
    shop.pass(HOUR - 1);
    expect(await codeOf(shop.owner.orders.place('o-2', orderFor(1)))).toBe('order.shortage');
    expect(available(await stockIn(shop.store), shop.at)).toBe(0);
    shop.pass(1);
    expect(available(await stockIn(shop.store), shop.at)).toBe(2);
    await right(shop);
    await must(shop.owner.orders.place('o-2', orderFor(1)));
    await right(shop);
    expect((await orderIn(shop.store, 'o-1')).status).toBe('pending');
    await shop.desk.drain();
    expect((await orderIn(shop.store, 'o-1')).status).toBe('cancelled');
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 2, reserved: 1 });
    await right(shop);
  });

  test('stay once it is paid in time', async () => {
    const shop = await open();
    shop.pass(HOUR - 1);
    await must(shop.desk.orders.notePayment('o-1', paid));
    shop.pass(1000 * HOUR);
    await shop.desk.drain();
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 2, reserved: 2 });
    expect(await codeOf(shop.owner.orders.place('o-2', orderFor(1)))).toBe('order.shortage');
    expect((await must(shop.owner.orders.accept('o-1'))).status).toBe('accepted');
    await right(shop);
  });

  test('are held anew when it is paid too late but before the sweep; if they are gone, the order says so', async () => {
    const late = await open();
    late.pass(2 * HOUR);
    await must(late.desk.orders.notePayment('o-1', paid));
    expect(await stockIn(late.store)).toMatchObject({ reserved: 2 });
    await right(late);

    const gone = await open();
    gone.pass(2 * HOUR);
    await must(gone.owner.orders.place('o-2', orderFor(1)));
    await must(gone.desk.orders.notePayment('o-1', paid));
    expect((await orderIn(gone.store, 'o-1')).missing).toEqual([{ sku: 'mug', wanted: 2, available: 1 }]);
    await right(gone);
    await gone.desk.drain();
    await right(gone);
    expect((await orderIn(gone.store, 'o-1')).status).toBe('placed');
  });

  test('stay as long as the order may be paid, when that is put off', async () => {
    const shop = await open();
    const due = instant(shop.at + 24 * HOUR);
    await must(
      shop.owner.orders.extendObligation('o-1', { kind: 'payBy', due, reason: "the bank's servers are down" }),
    );
    shop.pass(24 * HOUR - 1);
    await shop.desk.drain();
    await right(shop);
    expect(await codeOf(shop.owner.orders.place('o-2', orderFor(1)))).toBe('order.shortage');
    shop.pass(1);
    await shop.desk.drain();
    expect((await orderIn(shop.store, 'o-1')).status).toBe('cancelled');
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 2, reserved: 0 });
    await right(shop);
  });

  test('stay while its time to be paid stands still', async () => {
    const payBy = within(1, { pausesOnHold: true });
    const shop = new Shop({ terms: { order: { reserveAt: 'placed', payBy } } });
    await shop.stock(2);
    await must(shop.owner.orders.place('o-1', unpaid(2)));
    await must(shop.owner.orders.hold('o-1', { hold: 'fraud', reason: 'looks odd' }));
    shop.pass(5 * HOUR);
    await shop.desk.drain();
    expect(await codeOf(shop.owner.orders.place('o-2', orderFor(1)))).toBe('order.shortage');
    await must(shop.owner.orders.releaseHold('o-1', { hold: 'fraud' }));
    await right(shop);
    shop.pass(HOUR);
    await shop.desk.drain();
    expect(await held(shop)).toBe('released');
    await right(shop);
  });

  test('that are gone already do not stand in the way of more time', async () => {
    const shop = await open();
    shop.pass(2 * HOUR);
    await must(shop.owner.orders.place('o-2', orderFor(2)));
    const due = instant(shop.at + HOUR);
    await must(shop.owner.orders.extendObligation('o-1', { kind: 'payBy', due, reason: 'agreed' }));
    await right(shop);
    await must(shop.desk.orders.notePayment('o-1', paid));
    expect((await orderIn(shop.store, 'o-1')).missing).toEqual([{ sku: 'mug', wanted: 2, available: 0 }]);
    await right(shop);
  });

  test('have no time of their own that somebody could extend, pause or resume', async () => {
    const { owner, at } = await open();
    const due = instant(at + 24 * HOUR);
    const ends = { kind: 'holdEnds', reason: 'agreed' };
    const notNow = 'record.command_not_allowed_now';
    expect(await codeOf(owner.reservations.extendObligation('o-1', { ...ends, due }))).toBe(notNow);
    expect(await codeOf(owner.reservations.pauseObligation('o-1', ends))).toBe(notNow);
    expect(await codeOf(owner.reservations.resumeObligation('o-1', { kind: 'holdEnds' }))).toBe(notNow);
  });

  test('go back at once when the buyer cancels', async () => {
    const shop = await open();
    await must(shop.desk.orders.cancel('o-1', { by: person('buyer', 'b-1'), reason: 'found it cheaper' }));
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 2, reserved: 0 });
    expect(await held(shop)).toBe('released');
    shop.pass(2 * HOUR);
    await shop.desk.drain();
    await right(shop);
  });

  test('of two orders that end at the same minute are told apart', async () => {
    const shop = new Shop({ terms: { order: { reserveAt: 'placed', payBy: within(1) } } });
    await shop.stock(9);
    await must(shop.owner.orders.place('o-1', unpaid(2)));
    await must(shop.owner.orders.place('o-2', unpaid(3)));
    await must(shop.owner.orders.place('o-3', unpaid(2)));
    await must(shop.desk.orders.notePayment('o-1', paid));
    await must(shop.desk.orders.cancel('o-3', { by: person('buyer'), reason: 'no' }));
    await right(shop);
    shop.pass(HOUR);
    await right(shop);
    await must(shop.owner.orders.place('o-4', unpaid(7)));
    await right(shop);
    await shop.desk.drain();
    expect(await stockIn(shop.store)).toMatchObject({ reserved: 9 });
    await right(shop);
  });
});

test('units which an order holds already are no shortage for itself', async () => {
  const shop = new Shop({ terms: { order: { reserveAt: 'ready' } } });
  await shop.stock(2);
  await must(shop.owner.orders.place('o-1', orderFor(2)));
  await must(shop.owner.orders.cancelUnits('o-1', { lines: units(1), reason: 'one is enough' }));
  expect((await must(shop.owner.orders.accept('o-1'))).status).toBe('accepted');
  expect(await stockIn(shop.store)).toMatchObject({ onHand: 2, reserved: 1 });
  await right(shop);
});

describe('an order that is held when its parcel is packed', () => {
  const labelled = async () => {
    const shop = new Shop();
    await shop.stock(1);
    await bring(shop.desk, 'o-1', 'labelled');
    await must(shop.owner.orders.hold('o-1', { hold: 'fraud', reason: 'two names for one card' }));
    return shop;
  };

  test('is not handed over until the hold is released', async () => {
    const shop = await labelled();
    expect(await codeOf(shop.owner.parcels.ship('o-1'))).toBe('order.held');
    await must(shop.owner.orders.releaseHold('o-1', { hold: 'fraud' }));
    await must(shop.owner.parcels.ship('o-1'));
    expect((await orderIn(shop.store, 'o-1')).status).toBe('shipped');
    await right(shop);
  });

  test('is on its way all the same, if the carrier has scanned it', async () => {
    const shop = await labelled();
    const scan = { status: 'inTransit' as const, scannedAt: shop.at };
    await must(shop.desk.parcels.recordScan('o-1', { by: person('carrier'), scan }));
    expect((await orderIn(shop.store, 'o-1')).status).toBe('shipped');
    await right(shop);
  });
});
