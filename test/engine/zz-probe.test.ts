import { test } from 'vitest';
import { instant } from '/work/main/src/kernel/index.js';
import { Shop, must, orderFor, unpaid, units, person, within, HOUR, MINUTE, verdictOf, codeOf } from '/work/main/test/engine/support/shop.js';
import { bring, refundOnly, sendBack, finding } from '/work/main/test/engine/support/walk.js';
import { orderIn, stockIn, stateIn } from '/work/main/test/engine/support/books.js';
import { wrongs } from '/work/main/test/engine/support/laws.js';
const log = console.log;
test('D short', async () => {
  const shop = new Shop(); await shop.stock(2); await bring(shop.desk, 'o-1', 'accepted', 2);
  await must(shop.owner.fulfilments.recordInspection('o-1#1', { lines: [{ line: 'mug', passed: 1, failed: 1, reason: 'x' }] }));
  await shop.stock(1);
  log('replace by owner', await verdictOf(shop.owner.fulfilments.replaceUnits('o-1#1', { lines: units(1) })));
  log('replace by system', await verdictOf(shop.desk.fulfilments.replaceUnits('o-1#1', { by: person('system'), lines: units(1) })));
  log('missing after', (await orderIn(shop.store, 'o-1')).missing, (await shop.desk.find({ kind: 'order' })).items[0]?.facts);
  log(await wrongs(shop.store, shop.at, shop.told));
});
test('D cancel short', async () => {
  const shop = new Shop(); await shop.stock(2); await bring(shop.desk, 'o-1', 'accepted', 2);
  await must(shop.owner.fulfilments.recordInspection('o-1#1', { lines: [{ line: 'mug', passed: 1, failed: 1, reason: 'x' }] }));
  await must(shop.owner.orders.cancelUnits('o-1', { lines: units(1), reason: 'no' }));
  log('missing after cancel of the short', (await orderIn(shop.store, 'o-1')).missing, (await shop.desk.find({ kind: 'order' })).items[0]?.facts);
});
test('D extend payBy', async () => {
  const shop = new Shop({ terms: { order: { reserveAt: 'placed', payBy: within(1) } } }); await shop.stock(2);
  await must(shop.owner.orders.place('o-1', unpaid(2)));
  await must(shop.owner.orders.extendObligation('o-1', { kind: 'payBy', due: instant(shop.at + 3 * HOUR), reason: 'x' }));
  shop.pass(2 * HOUR);
  log('other order takes the units although the buyer has another hour:', await verdictOf(shop.owner.orders.place('o-2', orderFor(2))));
});
test('D desk commands by system', async () => {
  const shop = new Shop(); await shop.stock(5); await bring(shop.desk, 'o-1', 'accepted', 1);
  log('stock.reserve by system', await verdictOf(shop.desk.stock.reserve('mug@main', { by: person('system'), quantity: 2 })));
  log('orders.noteRefund by system', await verdictOf(shop.desk.orders.noteRefund('o-1', { by: person('system'), case: 'c-x', amount: 500, lines: [] })));
  log('parcels.seal by system', await verdictOf(shop.desk.parcels.seal('p-x', { by: person('system'), order: 'o-9', fulfilment: 'o-9#1', location: 'main', lines: [{ line: 'mug', sku: 'mug', quantity: 1 }] })));
  log(await wrongs(shop.store, shop.at, shop.told));
});
test('D multi-location return goes to the first location', async () => {
  const shop = new Shop({ terms: { locations: [{ id: 'north' }, { id: 'south' }] } as never });
  await shop.stock(1, 'mug@north'); await shop.stock(1, 'pot@south');
  await must(shop.owner.orders.place('o-1', orderFor({ mug: 1, pot: 1 }))); await must(shop.owner.orders.accept('o-1'));
  log((await orderIn(shop.store,'o-1')).locations);
  await must(shop.owner.fulfilments.packParcel('o-1#1', { parcel: 'p-1', lines: units(1) }));
  await must(shop.owner.fulfilments.packParcel('o-1#2', { parcel: 'p-2', lines: units(1, 'pot') }));
  for (const p of ['p-1','p-2']) { await must(shop.owner.parcels.assignWaybill(p, { carrier: 'sf', number: 'SF000'+p })); await must(shop.owner.parcels.ship(p)); await must(shop.desk.parcels.recordScan(p, { by: person('carrier'), scan: { status: 'delivered', scannedAt: shop.at } })); }
  await must(shop.desk.cases.open('c-1', { by: person('buyer','b-1'), order: 'o-1', remedy: 'returnAndRefund', lines: units(1,'pot'), reason: { code: 'damaged' }, received: 'received' }));
  await must(shop.owner.cases.agree('c-1')); await must(shop.owner.cases.inspectReturn('c-1', { lines: [{ ...finding(1), line: 'pot' }] }));
  log('pot@south', await verdictOf(shop.desk.stock.get('pot@south')), (await stockIn(shop.store,'pot@south')).onHand, 'pot@north', await verdictOf(shop.desk.stock.get('pot@north')));
  log('return to an unknown place', await codeOf(shop.owner.cases.inspectReturn('c-1', { lines: [finding(1)] })));
});
test('D pending cancelled hold with group then...', async () => {
  const shop = new Shop({ terms: { order: { reserveAt: 'placed' } } }); await shop.stock(3);
  await must(shop.owner.orders.place('o-1', unpaid(2)));
  log('hold w/o payBy', (await stateIn<any>(shop.store,'reservation/o-1')).until);
});
test('D case open while order cancelled w/ return', async () => {
  const shop = new Shop(); await shop.stock(3); await bring(shop.desk, 'o-1', 'shipped', 2);
  await must(shop.desk.cases.open('c-1', { by: person('buyer','b-1'), ...refundOnly('o-1', 2), remedy: 'returnAndRefund' }));
  await must(shop.owner.cases.agree('c-1'));
  await must(shop.desk.orders.cancel('o-1', { by: person('platform'), reason: 'x' }));
  log('inspect after cancel', await verdictOf(shop.owner.cases.inspectReturn('c-1', { lines: [finding(2)] })), (await stateIn<any>(shop.store,'case/c-1')).status);
  log(await wrongs(shop.store, shop.at, shop.told));
});
test('commands on huge group w/ pipeline', async () => {
  const shop = new Shop(); await shop.stock(40);
  for (let i=0;i<20;i++) await must(shop.owner.orders.place('o-'+i, orderFor(1)));
  const cold = shop.another(); const by = cold.as(person('owner'));
  const all: Promise<string>[] = [];
  for (let i=0;i<20;i++) { const id='o-'+i;
   all.push(verdictOf(by.orders.accept(id)), verdictOf(by.fulfilments.packParcel(id+'#1', { parcel: id, lines: units(1) })), verdictOf(by.parcels.assignWaybill(id,{carrier:'sf',number:'SF00'+i})), verdictOf(by.parcels.ship(id)), verdictOf(cold.parcels.recordScan(id,{by:person('carrier'),scan:{status:'delivered',scannedAt:shop.at}})), verdictOf(cold.cases.open('c-'+i,{by:person('buyer','b-1'),...refundOnly(id)})), verdictOf(by.cases.agree('c-'+i)), verdictOf(by.orders.cancel(id,{reason:'x'})));
  }
  const v = await Promise.all(all); log(new Set(v), v.slice(0,8)); log(await wrongs(shop.store, shop.at, shop.told));
});
