import { describe, expect, test } from 'vitest';
import { instant, type Message } from '../../src/kernel/index.js';
import { orderIn, stateIn, stockIn } from './support/books.js';
import { right } from './support/laws.js';
import { codeOf, DAY, must, orderFor, person, Shop, units } from './support/shop.js';
import { bring, finding, refundOnly, type Stage, sendBack, waybillFor } from './support/walk.js';

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

describe('units that cannot serve', () => {
  test('a damaged one is replaced from the shelf', async () => {
    const shop = await shopAt('accepted', 2, 3);
    await must(
      shop.owner.fulfilments.recordInspection('o-1#1', {
        lines: [{ line: 'mug', passed: 1, failed: 1, reason: 'chipped' }],
      }),
    );
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 3, reserved: 2, damaged: 1 });
    await must(shop.owner.fulfilments.packParcel('o-1#1', { parcel: 'o-1', lines: units(2) }));
    await right(shop);
  });

  test('a damaged one with no other there is a shortage; called off, the rest goes out', async () => {
    const shop = await shopAt('accepted', 2, 2);
    await must(
      shop.owner.fulfilments.recordInspection('o-1#1', {
        lines: [{ line: 'mug', passed: 1, failed: 1, reason: 'chipped' }],
      }),
    );
    expect((await orderIn(shop.store, 'o-1')).missing).toMatchObject([{ sku: 'mug', wanted: 1 }]);
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 2, reserved: 1, damaged: 1 });
    await right(shop);
    expect(await codeOf(shop.owner.fulfilments.packParcel('o-1#1', { parcel: 'o-1', lines: units(2) }))).toBe(
      'fulfilment.more_than_there_is',
    );
    await must(shop.owner.orders.cancelUnits('o-1', { lines: units(1), reason: 'broken, and no other' }));
    expect((await must(shop.owner.fulfilments.packParcel('o-1#1', { parcel: 'o-1', lines: units(1) }))).status).toBe(
      'packed',
    );
    expect(refunds(shop.told)).toMatchObject([{ amount: 1000 }]);
    await right(shop);
  });

  test('short of one, an order goes on once stock has come and the packer has replaced it', async () => {
    const shop = await shopAt('accepted', 1, 1);
    const chipped = { line: 'mug', passed: 0, failed: 1, reason: 'chipped' };
    await must(shop.as('packer').fulfilments.recordInspection('o-1#1', { lines: [chipped] }));
    const replace = () => shop.as('packer').fulfilments.replaceUnits('o-1#1', { lines: units(1) });
    expect(await codeOf(replace())).toBe('stock.not_enough');
    expect((await orderIn(shop.store, 'o-1')).missing).toEqual([{ sku: 'mug', wanted: 1, available: 0 }]);
    await shop.stock(5);
    await must(replace());
    expect((await orderIn(shop.store, 'o-1')).missing).toBeUndefined();
    expect(await codeOf(replace())).toBe('fulfilment.more_than_there_is');
    await right(shop);
    await must(shop.owner.fulfilments.packParcel('o-1#1', { parcel: 'o-1', lines: units(1) }));
    await right(shop);
  });

  test('of several kinds and places stay missing until each of them is replaced', async () => {
    const shop = new Shop({ terms: { locations: [{ id: 'north' }, { id: 'south' }] } });
    await shop.stock(2, 'mug@north');
    await shop.stock(1, 'pot@south');
    await must(shop.owner.orders.place('o-1', orderFor({ mug: 2, pot: 1 })));
    await must(shop.owner.orders.accept('o-1'));
    const gone = { quantity: 1, reason: 'not on the shelf' };
    await must(shop.owner.fulfilments.reportMissing('o-1#1', { line: 'mug', ...gone }));
    await must(shop.owner.fulfilments.reportMissing('o-1#2', { line: 'pot', ...gone }));
    await must(shop.owner.fulfilments.reportMissing('o-1#1', { line: 'mug', ...gone }));
    const missing = async () => (await orderIn(shop.store, 'o-1')).missing?.map(({ sku, wanted }) => [sku, wanted]);
    const mugs = shop.as('picker').fulfilments;
    expect(await missing()).toEqual([
      ['mug', 2],
      ['pot', 1],
    ]);
    await shop.stock(5, 'mug@north');
    await must(mugs.replaceUnits('o-1#1', { lines: units(1) }));
    expect(await missing()).toEqual([
      ['mug', 1],
      ['pot', 1],
    ]);
    await must(mugs.replaceUnits('o-1#1', { lines: units(1) }));
    expect(await missing()).toEqual([['pot', 1]]);
    await shop.stock(1, 'pot@south');
    await must(shop.owner.fulfilments.replaceUnits('o-1#2', { lines: units(1, 'pot') }));
    expect(await missing()).toBeUndefined();
    await right(shop);
  });

  test('a missing one leaves the books, and another takes its place', async () => {
    const shop = await shopAt('accepted', 2, 3);
    await must(shop.owner.fulfilments.reportMissing('o-1#1', { line: 'mug', quantity: 1, reason: 'not on the shelf' }));
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 2, reserved: 2, damaged: 0 });
    await right(shop);
  });

  test('the only one of an order is replaced as well', async () => {
    const shop = await shopAt('accepted', 1, 2);
    await must(shop.owner.fulfilments.reportMissing('o-1#1', { line: 'mug', quantity: 1, reason: 'not on the shelf' }));
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 1, reserved: 1 });
    await right(shop);
  });

  test('the last one, after the others have left, is replaced as well', async () => {
    const shop = await shopAt('accepted', 2, 5);
    await must(shop.owner.fulfilments.packParcel('o-1#1', { parcel: 'o-1', lines: units(1) }));
    await must(shop.owner.parcels.assignWaybill('o-1', { carrier: 'sf', number: 'SF0001' }));
    await must(shop.owner.parcels.ship('o-1'));
    await must(
      shop.owner.fulfilments.recordInspection('o-1#1', {
        lines: [{ line: 'mug', passed: 0, failed: 1, reason: 'chipped' }],
      }),
    );
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 4, reserved: 1, damaged: 1 });
    expect((await orderIn(shop.store, 'o-1')).missing).toBeUndefined();
    await right(shop);
  });
});

test('a carrier may use a waybill number again once its parcel is over, and each parcel keeps its own scans', async () => {
  const shop = await shopAt('shipped', 1);
  await bring(shop.desk, 'o-2', 'packed');
  const label = { carrier: 'sf', number: waybillFor('o-1') };
  expect(await codeOf(shop.owner.parcels.assignWaybill('o-2', label))).toBe('desk.unique_taken');
  await scanned(shop, 'lost');
  shop.pass(300 * DAY);
  await must(shop.owner.parcels.assignWaybill('o-2', label));
  await must(shop.owner.parcels.ship('o-2'));
  await scanned(shop, 'returning');
  expect(await stateIn(shop.store, 'parcel/o-1')).toMatchObject({ status: 'returning' });
  expect(await stateIn(shop.store, 'parcel/o-2')).toMatchObject({ status: 'shipped', scans: [] });
  await right(shop);
});

describe('a parcel that does not arrive', () => {
  test.each(['lost', 'refused', 'returned'] as const)(
    '%s: the units are refunded, and what comes back is stock again',
    async (status) => {
      const shop = await shopAt('collected');
      await scanned(shop, status);
      expect(await orderIn(shop.store, 'o-1')).toMatchObject({ status: 'shipped', lines: [{ undelivered: 2 }] });
      await right(shop);
      await must(shop.owner.orders.refundUnits('o-1', { lines: units(2), reason: status }));
      expect(await orderIn(shop.store, 'o-1')).toMatchObject({
        status: 'cancelled',
        cancelled: 'undeliverable',
        refunded: 2000,
      });
      await backIn(shop, 'damaged');
      expect(await stockIn(shop.store)).toMatchObject({ onHand: 10, reserved: 0, damaged: 2 });
      expect(refunds(shop.told)).toMatchObject([{ amount: 2000 }]);
      await right(shop);
    },
  );

  test('comes back with a unit missing: only what is there is stock again', async () => {
    const shop = await shopAt('collected');
    await scanned(shop, 'returning');
    await backIn(shop, 'restock', 1);
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 9, reserved: 0 });
    await right(shop);
  });
});

describe('a case', () => {
  test('refunds and restocks what came back, each once', async () => {
    const shop = await shopAt('delivered', 3);
    await sendBack(shop.desk, 'c-1', 'o-1', 2);
    await must(shop.owner.cases.inspectReturn('c-1', { lines: [finding(1), finding(1, 'damaged')] }));
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 9, damaged: 1, reserved: 0 });
    expect(await orderIn(shop.store, 'o-1')).toMatchObject({ refunded: 2000, lines: [{ returned: 2, refunded: 2 }] });
    expect(refunds(shop.told)).toEqual([{ order: 'o-1', amount: 2000, currency: 'CNY', why: 'case', case: 'c-1' }]);
    expect(await codeOf(shop.owner.cases.inspectReturn('c-1', { lines: [finding(1)] }))).toBe(
      'aftersales.inspected_already',
    );
    await right(shop);
  });

  test('whose refund could not be paid asks for it again after each failure, and counts it once', async () => {
    const shop = await shopAt('delivered', 3);
    await must(shop.desk.cases.open('c-1', { by: person('buyer', 'b-1'), ...refundOnly('o-1', 2) }));
    await must(shop.owner.cases.agree('c-1'));
    const before = await orderIn(shop.store, 'o-1');
    const failed = { ...platform, reason: 'the account is closed' };
    await must(shop.desk.cases.noteRefundFailed('c-1', { ...failed, commandId: 'failed-1' }));
    await must(shop.desk.cases.noteRefundFailed('c-1', { ...failed, commandId: 'failed-1' }));
    await must(shop.desk.cases.noteRefundFailed('c-1', failed));
    const toPay = { order: 'o-1', amount: 2000, currency: 'CNY', why: 'case', case: 'c-1' };
    expect(refunds(shop.told)).toEqual([toPay, toPay, toPay]);
    expect(await orderIn(shop.store, 'o-1')).toEqual(before);
    await right(shop);
    await must(shop.desk.cases.noteRefundPaid('c-1', platform));
    expect(refunds(shop.told)).toHaveLength(3);
  });

  test('about goods of two places brings each back to where it was shipped from', async () => {
    const shop = new Shop({ terms: { locations: [{ id: 'north' }, { id: 'south' }] } });
    await shop.stock(1, 'mug@north');
    await shop.stock(1, 'pot@south');
    await must(shop.owner.orders.place('o-1', orderFor({ mug: 1, pot: 1 })));
    await must(shop.owner.orders.accept('o-1'));
    await must(shop.owner.fulfilments.packParcel('o-1#1', { parcel: 'p-1', lines: units(1) }));
    await must(shop.owner.fulfilments.packParcel('o-1#2', { parcel: 'p-2', lines: units(1, 'pot') }));
    for (const parcel of ['p-1', 'p-2']) {
      await must(shop.owner.parcels.assignWaybill(parcel, { carrier: 'sf', number: waybillFor(parcel) }));
      await must(shop.owner.parcels.ship(parcel));
    }
    const asked = { ...refundOnly('o-1'), remedy: 'returnAndRefund' as const };
    const lines = [...units(1), ...units(1, 'pot')];
    await must(shop.desk.cases.open('c-1', { by: person('buyer', 'b-1'), ...asked, lines }));
    await must(shop.owner.cases.agree('c-1'));
    await must(shop.owner.cases.inspectReturn('c-1', { lines: [finding(1), { ...finding(1), line: 'pot' }] }));
    expect((await stockIn(shop.store, 'mug@north')).onHand).toBe(1);
    expect((await stockIn(shop.store, 'pot@south')).onHand).toBe(1);
    expect(await codeOf(shop.desk.stock.get('pot@north'))).toBe('record.not_found');
    await right(shop);
  });

  test('of all that was delivered ends the order; what is destroyed is not stock again', async () => {
    const shop = await shopAt('delivered', 2);
    await sendBack(shop.desk, 'c-1', 'o-1', 2);
    await must(shop.owner.cases.inspectReturn('c-1', { lines: [finding(2, 'destroy')] }));
    expect(await orderIn(shop.store, 'o-1')).toMatchObject({ status: 'completed', refunded: 2000 });
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 8, reserved: 0 });
    await right(shop);
  });

  test('cannot pay back what a cancellation has paid back', async () => {
    const shop = await shopAt('collected', 2);
    await must(shop.desk.cases.open('c-1', { by: person('buyer', 'b-1'), ...refundOnly('o-1', 2) }));
    await must(shop.desk.orders.cancel('o-1', { ...platform, reason: 'no' }));
    expect(await codeOf(shop.owner.cases.agree('c-1'))).toBe('aftersales.nothing_left_to_refund');
    expect(refunds(shop.told)).toHaveLength(1);
    await right(shop);
  });

  test('about goods that no carrier has called delivered can be inspected all the same', async () => {
    const shop = await shopAt('collected', 2);
    await sendBack(shop.desk, 'c-1', 'o-1', 2);
    await must(shop.owner.cases.inspectReturn('c-1', { lines: [finding(2)] }));
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 10, reserved: 0 });
    await right(shop);
  });
});
