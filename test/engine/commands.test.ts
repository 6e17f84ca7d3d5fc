import type { Result } from 'neverthrow';
import { beforeEach, describe, expect, test } from 'vitest';
import { MACHINES } from '../../src/engine/desk.js';
import { methodName } from '../../src/engine/facade.js';
import type { Failure } from '../../src/kernel/index.js';
import { everything } from './support/books.js';
import { right } from './support/laws.js';
import { codeOf, must, orderFor, person, plain, refused, Shop, units } from './support/shop.js';
import { bring, finding, sendBack } from './support/walk.js';

let shop: Shop;
beforeEach(async () => {
  shop = new Shop();
  await shop.stock(10);
  await must(shop.owner.orders.place('o-1', orderFor(2)));
});

const OF_EVERY_RECORD = ['get', 'history', 'pauseObligation', 'resumeObligation', 'extendObligation'];

describe('the methods of the desk', () => {
  test('there is one for every command of every kind of record', () => {
    const { orders, stock, reservations, fulfilments, parcels, cases } = shop.desk;
    const offered = {
      order: orders,
      stock,
      reservation: reservations,
      fulfilment: fulfilments,
      parcel: parcels,
      case: cases,
    };
    for (const [kind, records] of Object.entries(offered)) {
      const machine = MACHINES.find((one) => one.kind === kind);
      const noun = `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`;
      const commands = Object.keys(machine?.lifecycle.rows ?? {}).map((type) => methodName(type, noun));
      expect(Object.keys(records).sort()).toEqual([...commands, ...OF_EVERY_RECORD].sort());
    }
  });

  test('carry an order from placing to its refund, and the books are right all along', async () => {
    await bring(shop.desk, 'o-2', 'delivered', 3);
    await must(shop.desk.orders.confirmReceipt('o-2', { by: person('buyer', 'b-1') }));
    await sendBack(shop.desk, 'c-1', 'o-2', 2);
    const inspected = await must(shop.owner.cases.inspectReturn('c-1', { lines: [finding(2)] }));
    expect(inspected).toMatchObject({ status: 'refunding', events: ['ReturnInspected', 'RefundGranted'] });
    await right(shop);
    const view = await must(shop.desk.orders.get('o-2'));
    expect(view).toMatchObject({ id: 'o-2', state: { status: 'completed', refunded: 2000 }, obligations: [] });
    expect(view.allowed).toContainEqual({ command: 'RefundUnits', by: ['owner', 'approver', 'system'] });
    expect((await shop.desk.orders.history('o-2')).items.map(({ command }) => command)).toEqual([
      'PlaceOrder',
      'AcceptOrder',
      'RecordPicking',
      'PackParcel',
      'ShipParcel',
      'RecordScan',
      'ConfirmReceipt',
      'OpenCase',
      'InspectReturn',
    ]);
  });

  test('a receipt tells the record, its version, its status, when, and what happened to it', async () => {
    const receipt = await must(shop.owner.orders.accept('o-1', { commandId: 'accept-1' }));
    expect(receipt).toEqual({
      commandId: 'accept-1',
      key: 'order/o-1',
      version: 3,
      status: 'accepted',
      at: shop.at,
      events: ['OrderAccepted'],
    });
  });

  test('a record that is not there is looked for in vain', async () => {
    expect(await codeOf(shop.desk.orders.get('o-9'))).toBe('record.not_found');
    expect((await shop.desk.orders.history('o-9')).items).toEqual([]);
    expect(await shop.desk.outcome('never given')).toBeUndefined();
  });
});

describe('a decided refusal', () => {
  test.each<[string, (shop: Shop) => PromiseLike<Result<unknown, Failure>>, string]>([
    [
      'stock at no place',
      (s) => plain(s.owner.stock.receive('mug', { quantity: 1, commandId: 'x' })),
      'stock.id_not_sku_at_location',
    ],
    [
      'stock of nothing',
      (s) => plain(s.owner.stock.receive('@main', { quantity: 1, commandId: 'x' })),
      'stock.id_not_sku_at_location',
    ],
    [
      'somebody who may not',
      (s) => plain(s.as('picker').orders.accept('o-1', { commandId: 'x' })),
      'record.actor_not_permitted',
    ],
    [
      'a record that is there already',
      (s) => plain(s.owner.orders.place('o-1', orderFor(1, { commandId: 'x' }))),
      'record.exists_already',
    ],
    [
      'a step too early',
      (s) => plain(s.desk.orders.confirmReceipt('o-1', { by: person('buyer'), commandId: 'x' })),
      'record.command_not_allowed_now',
    ],
    [
      'a total that does not add up',
      (s) => plain(s.owner.orders.place('o-2', orderFor(1, { total: 7, commandId: 'x' }))),
      'order.total_does_not_add_up',
    ],
  ])('%s: only its receipt is kept', async (_, give, code) => {
    const before = await everything(shop.store);
    expect(await codeOf(give(shop))).toBe(code);
    expect(await everything(shop.store)).toBe(before);
    expect(JSON.parse(shop.receipts.get('x')?.outcome ?? '{}')).toMatchObject({ refused: { code } });
  });

  test.each<[string, (shop: Shop) => PromiseLike<Result<unknown, Failure>>]>([
    ['an order that is not there', (s) => plain(s.owner.orders.accept('o-9', { commandId: 'x' }))],
    [
      'work that is not there',
      (s) => plain(s.owner.fulfilments.packParcel('o-1#1', { parcel: 'p', lines: units(1), commandId: 'x' })),
    ],
  ])('%s: nothing is kept, since nobody has decided', async (_, give) => {
    const before = await everything(shop.store);
    expect(await codeOf(give(shop))).toBe('record.not_found');
    expect(await everything(shop.store)).toBe(before);
    expect(shop.receipts.get('x')).toBeUndefined();
  });

  test('names who may', async () => {
    const failure = await refused(shop.as('picker').orders.accept('o-1'));
    expect(failure.details).toMatchObject({ role: 'picker', permitted: ['owner', 'service', 'system'] });
  });
});
