import { describe, expect, test } from 'vitest';
import { instant, type Message } from '../../src/kernel/index.js';
import { orderIn, stateIn, stockIn } from './support/books.js';
import { right } from './support/laws.js';
import { codeOf, must, orderFor, person, Shop, units, unpaid } from './support/shop.js';
import { bring, STAGES, type Stage } from './support/walk.js';

const platform = { by: person('platform') };
const carrier = { by: person('carrier') };
const refunds = (messages: readonly Message[]) =>
  messages.filter(({ type }) => type === 'PayRefund').map(({ body }) => body);
const scanned = (shop: Shop, status: 'delivered' | 'returning' | 'returned' | 'refused' | 'lost', after = 5) =>
  must(shop.desk.parcels.recordScan('o-1', { ...carrier, scan: { status, scannedAt: instant(shop.at + after) } }));
const backIn = (shop: Shop, disposition: 'restock' | 'damaged' = 'restock', quantity = 2) =>
  must(shop.owner.parcels.noteArrivedBack('o-1', { lines: [{ line: 'mug', quantity, disposition }] }));

async function shopAt(stage: Stage, quantity = 2, stock = 10) {
  const shop = new Shop({ host: { InterceptParcel: () => {} } });
  await shop.stock(stock);
  await bring(shop.desk, 'o-1', stage, quantity);
  return shop;
}

describe('an order that is called off', () => {
  test.each(STAGES.filter((stage) => stage !== 'delivered'))(
    'when it is %s: everything goes back, once',
    async (stage) => {
      const shop = await shopAt(stage);
      const hasLeft = stage === 'shipped' || stage === 'collected';
      await must(shop.desk.orders.cancel('o-1', { ...platform, reason: 'the buyer asked for it' }));
      expect(await orderIn(shop.store, 'o-1')).toMatchObject({
        status: 'cancelled',
        cancelled: 'byPlatform',
        refunded: 2000,
      });
      expect(refunds(shop.told)).toEqual([{ order: 'o-1', amount: 2000, currency: 'CNY', why: 'byPlatform' }]);
      expect(await stockIn(shop.store)).toMatchObject({ onHand: hasLeft ? 8 : 10, reserved: 0, damaged: 0 });
      expect(shop.told.filter(({ type }) => type === 'InterceptParcel')).toHaveLength(hasLeft ? 1 : 0);
      await right(shop);
      expect(await codeOf(shop.desk.orders.cancel('o-1', { ...platform, reason: 'again' }))).toBe(
        'record.command_not_allowed_now',
      );
      if (hasLeft) {
        await scanned(shop, 'returning');
        await scanned(shop, 'returned', 9);
        await right(shop);
        await backIn(shop);
        expect(
          await codeOf(
            shop.owner.parcels.noteArrivedBack('o-1', {
              lines: [{ line: 'mug', quantity: 1, disposition: 'restock' }],
            }),
          ),
        ).toBe('parcel.arrived_back_already');
        expect(await stockIn(shop.store)).toMatchObject({ onHand: 10, reserved: 0 });
      }
      expect(refunds(shop.told)).toHaveLength(1);
      await right(shop);
    },
  );

  test('when it is delivered: no, a case is the way', async () => {
    const shop = await shopAt('delivered');
    expect(await codeOf(shop.desk.orders.cancel('o-1', { ...platform, reason: 'x' }))).toBe(
      'record.command_not_allowed_now',
    );
  });

  test('before it is paid: nothing is to be paid back, and money that comes later goes straight back', async () => {
    const shop = new Shop();
    await must(shop.owner.orders.place('o-1', unpaid(2)));
    await must(shop.desk.orders.cancel('o-1', { by: person('buyer'), reason: 'no' }));
    expect(refunds(shop.told)).toEqual([]);
    await must(shop.desk.orders.notePayment('o-1', { ...platform, amount: 2000 }));
    expect(refunds(shop.told)).toEqual([{ order: 'o-1', amount: 2000, currency: 'CNY', why: 'paidAfterCancellation' }]);
    await right(shop);
  });

  test('by the buyer once it is accepted: no, the seller decides', async () => {
    const shop = await shopAt('accepted');
    expect(await codeOf(shop.desk.orders.cancel('o-1', { by: person('buyer'), reason: 'no' }))).toBe(
      'record.actor_not_permitted',
    );
  });

  test('and yet delivered: that is written down, asks for a person, and nothing is paid twice', async () => {
    const shop = await shopAt('collected');
    await must(shop.desk.orders.cancel('o-1', { ...platform, reason: 'too late' }));
    await scanned(shop, 'delivered');
    expect((await stateIn<{ anomalies: string[] }>(shop.store, 'parcel/o-1')).anomalies).toEqual([
      'deliveredAfterRecall',
    ]);
    expect(refunds(shop.told)).toHaveLength(1);
    await right(shop);
  });

  test('with one parcel gone and another still here: one is called back, the other opened', async () => {
    const shop = await shopAt('accepted', 3);
    await must(shop.owner.fulfilments.packParcel('o-1#1', { parcel: 'p-1', lines: units(1) }));
    await must(shop.owner.fulfilments.packParcel('o-1#1', { parcel: 'p-2', lines: units(1) }));
    await must(shop.owner.parcels.assignWaybill('p-1', { carrier: 'sf', number: 'SF0001' }));
    await must(shop.owner.parcels.ship('p-1'));
    await must(shop.desk.orders.cancel('o-1', { ...platform, reason: 'no' }));
    expect(await stateIn(shop.store, 'parcel/p-1')).toMatchObject({ status: 'shipped', recalledAt: shop.at });
    expect(await stateIn(shop.store, 'parcel/p-2')).toMatchObject({ status: 'voided' });
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 9, reserved: 0 });
    await right(shop);
  });
});

describe('some units of an order that are called off', () => {
  test.each<[Stage]>([['placed'], ['accepted'], ['picked']])(
    'when it is %s: their stock and their money go back',
    async (stage) => {
      const shop = await shopAt(stage, 3);
      await must(shop.owner.orders.cancelUnits('o-1', { lines: units(1), reason: 'one is enough' }));
      expect(await orderIn(shop.store, 'o-1')).toMatchObject({ refunded: 1000, lines: [{ cancelled: 1 }] });
      expect(await stockIn(shop.store)).toMatchObject({ onHand: 10, reserved: stage === 'placed' ? 0 : 2 });
      await right(shop);
      await must(shop.owner.orders.cancelUnits('o-1', { lines: units(2), reason: 'none at all' }));
      expect(await orderIn(shop.store, 'o-1')).toMatchObject({ status: 'cancelled', refunded: 3000 });
      expect(refunds(shop.told)).toHaveLength(2);
      expect(await stockIn(shop.store)).toMatchObject({ onHand: 10, reserved: 0 });
      await right(shop);
    },
  );

  test('in a parcel: no, before it is opened', async () => {
    const shop = await shopAt('accepted', 3);
    await must(shop.owner.fulfilments.packParcel('o-1#1', { parcel: 'o-1', lines: units(2) }));
    const two = () => shop.owner.orders.cancelUnits('o-1', { lines: units(2), reason: 'one is enough' });
    expect(await codeOf(two())).toBe('order.units_have_left');
    await must(shop.owner.parcels.unseal('o-1', { reason: 'one out' }));
    await must(two());
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 10, reserved: 1 });
    await right(shop);
  });

  test('the rest having been shipped, the order is on its way', async () => {
    const shop = await shopAt('accepted', 3);
    await must(shop.owner.fulfilments.packParcel('o-1#1', { parcel: 'o-1', lines: units(2) }));
    await must(shop.owner.parcels.assignWaybill('o-1', { carrier: 'sf', number: 'SF0001' }));
    await must(shop.owner.parcels.ship('o-1'));
    expect((await must(shop.owner.orders.cancelUnits('o-1', { lines: units(1), reason: 'broken' }))).status).toBe(
      'shipped',
    );
    await right(shop);
    await scanned(shop, 'delivered');
    expect((await orderIn(shop.store, 'o-1')).status).toBe('delivered');
    expect((await stateIn<{ status: string }>(shop.store, 'fulfilment/o-1#1')).status).toBe('handedOver');
    await right(shop);
  });

  test('the rest having been delivered and paid back, the order is over', async () => {
    const shop = new Shop();
    await shop.stock(5);
    await shop.stock(5, 'pot@main');
    await must(shop.owner.orders.place('o-1', orderFor({ mug: 1, pot: 1 })));
    await must(shop.owner.orders.accept('o-1'));
    await must(shop.owner.fulfilments.packParcel('o-1#1', { parcel: 'o-1', lines: units(1) }));
    await must(shop.owner.parcels.assignWaybill('o-1', { carrier: 'sf', number: 'SF0001' }));
    await must(shop.owner.parcels.ship('o-1'));
    await scanned(shop, 'delivered');
    await must(shop.owner.orders.refundUnits('o-1', { lines: units(1), reason: 'a gesture' }));
    const { status } = await must(shop.owner.orders.cancelUnits('o-1', { lines: units(1, 'pot'), reason: 'sold out' }));
    expect(status).toBe('completed');
    await right(shop);
  });
});
