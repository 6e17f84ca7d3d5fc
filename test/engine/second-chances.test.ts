import { beforeEach, describe, expect, test } from 'vitest';
import type { ScanStatus } from '../../src/logistics/index.js';
import { caseIn, orderIn, stockIn } from './support/books.js';
import { right } from './support/laws.js';
import { must, person, Shop } from './support/shop.js';

const term = (hours: number) => ({ within: { hours }, source: 'house', verified: true });
const PRICE = 1000;

/** A shop whose orders of mugs travel in one parcel per unit. */
class Street {
  readonly paidBack: unknown[] = [];
  readonly shop: Shop;

  constructor(aftersales: object = {}, order: object = {}) {
    this.shop = new Shop({
      terms: { order: { settleUndeliveredBy: term(72), ...order }, aftersales },
      host: {
        PayRefund: ({ body }) => void this.paidBack.push([body.amount, body.case ?? body.why]),
        NoticeAnomaly: () => {},
      },
    });
  }

  async sends(units: number, price = PRICE): Promise<this> {
    const { shop } = this;
    await shop.stock(units);
    const lines = [{ id: 'mug', sku: 'mug', quantity: units, unitPrice: price }];
    const cart = { channel: 'web', buyer: 'b-1', region: { country: 'CN' }, currency: 'CNY', lines };
    await must(shop.owner.orders.place('o-1', { ...cart, total: units * price, paid: units * price }));
    await must(shop.owner.orders.accept('o-1'));
    for (let n = 1; n <= units; n += 1) await this.packs(n);
    return this;
  }

  async packs(n: number): Promise<void> {
    const { owner } = this.shop;
    await must(owner.fulfilments.packParcel('o-1#1', { parcel: `p-${n}`, lines: [{ line: 'mug', quantity: 1 }] }));
    await must(owner.parcels.assignWaybill(`p-${n}`, { carrier: 'SF', number: `SF${n}000000` }));
    await must(owner.parcels.ship(`p-${n}`));
  }

  async scan(parcel: string, status: ScanStatus): Promise<void> {
    await this.later(1);
    const scan = { status, scannedAt: this.shop.at };
    await must(this.shop.desk.parcels.recordScan(parcel, { by: person('carrier'), scan }));
  }

  async asks(id: string, more: object = {}): Promise<void> {
    const request = { order: 'o-1', remedy: 'refundOnly' as const, lines: [{ line: 'mug', quantity: 1 }] };
    const about = { reason: { code: 'notReceived' }, received: 'notReceived' as const };
    await must(this.shop.desk.cases.open(id, { by: person('buyer'), ...request, ...about, ...more }));
  }

  async later(hours: number): Promise<void> {
    this.shop.at = (this.shop.at + hours * 3_600_000) as typeof this.shop.at;
    await this.shop.desk.drain();
  }

  async line() {
    return (await orderIn(this.shop.store, 'o-1')).lines[0];
  }
}

let street: Street;

describe('a parcel that was refused or lost, and is delivered after all', () => {
  test.each<ScanStatus>(['refused', 'lost'])('after it was %s ends as delivered', async (first) => {
    street = await new Street().sends(1);
    await street.scan('p-1', first);
    await street.scan('p-1', 'delivered');
    await street.later(100);
    expect(await orderIn(street.shop.store, 'o-1')).toMatchObject({ status: 'delivered', refunded: 0 });
    expect(await street.line()).toMatchObject({ delivered: 1, undelivered: 0 });
    expect(street.paidBack).toEqual([]);
    await right(street.shop);
  });

  test('is not paid back when the buyer confirms', async () => {
    street = await new Street().sends(2);
    await street.scan('p-1', 'delivered');
    await street.scan('p-2', 'refused');
    await street.scan('p-2', 'delivered');
    await must(street.shop.desk.orders.confirmReceipt('o-1', { by: person('buyer') }));
    await street.later(100);
    expect(street.paidBack).toEqual([]);
    expect(await orderIn(street.shop.store, 'o-1')).toMatchObject({ status: 'completed', refunded: 0 });
  });

  test('stays paid back, if it was', async () => {
    street = await new Street().sends(1);
    await street.scan('p-1', 'lost');
    await must(street.shop.owner.orders.refundUnits('o-1', { lines: [{ line: 'mug', quantity: 1 }], reason: 'lost' }));
    await street.scan('p-1', 'delivered');
    expect(street.paidBack).toEqual([[PRICE, 'refundUnits']]);
    expect(await street.line()).toMatchObject({ delivered: 0, undelivered: 1, refunded: 1 });
    await right(street.shop);
  });
});

describe('a unit is paid back once', () => {
  test('though its case was open when the desk paid the lost unit back', async () => {
    street = await new Street({ answerBy: term(100), whenNotAnswered: 'agree' }).sends(2);
    await street.scan('p-1', 'delivered');
    await street.scan('p-2', 'lost');
    await street.asks('c-1');
    await street.later(300);
    expect(street.paidBack).toEqual([[PRICE, 'refundUnits']]);
    expect(await caseIn(street.shop.store, 'c-1')).toMatchObject({ status: 'closed', outcome: 'nothingLeftToRefund' });
    await right(street.shop);
  });

  test('though it waits for approval meanwhile', async () => {
    street = await new Street({ approvalAbove: 500 }).sends(2);
    await street.scan('p-1', 'delivered');
    await street.scan('p-2', 'lost');
    await street.asks('c-1');
    await must(street.shop.owner.cases.agree('c-1'));
    await street.later(100);
    expect(street.paidBack).toEqual([[PRICE, 'refundUnits']]);
    expect((await caseIn(street.shop.store, 'c-1')).status).toBe('closed');
  });

  test('and a case about two goes on for the other', async () => {
    street = await new Street({ answerBy: term(100), whenNotAnswered: 'agree' }).sends(2);
    await street.scan('p-1', 'delivered');
    await street.scan('p-2', 'lost');
    await street.asks('c-1', { lines: [{ line: 'mug', quantity: 2 }], received: 'unknown' });
    await street.later(80);
    expect(await caseIn(street.shop.store, 'c-1')).toMatchObject({ status: 'requested', asked: PRICE });
    await street.later(300);
    expect(street.paidBack).toEqual([
      [PRICE, 'refundUnits'],
      [PRICE, 'c-1'],
    ]);
    await right(street.shop);
  });

  test('and the lost one too, though another that arrived was paid back before', async () => {
    street = await new Street().sends(2);
    await street.scan('p-1', 'delivered');
    await street.scan('p-2', 'lost');
    await street.asks('c-1', { reason: { code: 'damaged' }, received: 'received' });
    await must(street.shop.owner.cases.agree('c-1'));
    await street.later(100);
    expect(street.paidBack).toEqual([
      [PRICE, 'c-1'],
      [PRICE, 'refundUnits'],
    ]);
    await right(street.shop);
  });

  test('with what a case had given back for it taken off', async () => {
    street = await new Street().sends(2);
    await street.scan('p-1', 'delivered');
    await street.asks('c-1', { reason: { code: 'late' }, received: 'received', amount: 900 });
    await must(street.shop.owner.cases.agree('c-1'));
    await street.scan('p-2', 'lost');
    await street.asks('c-2', { reason: { code: 'damaged' }, received: 'received' });
    await must(street.shop.owner.cases.agree('c-2'));
    await street.later(100);
    expect((await orderIn(street.shop.store, 'o-1')).refunded).toBe(2 * PRICE);
    await right(street.shop);
  });

  test('and one that has not left is nobody’s to claim', async () => {
    street = new Street({ answerBy: term(48), whenNotAnswered: 'agree' }, { settleUndeliveredBy: term(10) });
    const { shop } = street;
    await shop.stock(2);
    const lines = [{ id: 'mug', sku: 'mug', quantity: 2, unitPrice: PRICE }];
    const cart = { channel: 'web', buyer: 'b-1', region: { country: 'CN' }, currency: 'CNY', lines, total: 2 * PRICE };
    await must(shop.owner.orders.place('o-1', { ...cart, paid: 2 * PRICE }));
    await must(shop.owner.orders.accept('o-1'));
    await street.packs(1);
    await street.asks('c-1', { received: 'unknown' });
    await street.scan('p-1', 'lost');
    await street.later(100);
    expect(street.paidBack).toEqual([[PRICE, 'refundUnits']]);
    expect((await shop.desk.drain()).stuck).toEqual([]);
    await right(shop);
  });
});

describe('a unit comes back into stock once', () => {
  const inspect = { lines: [{ line: 'mug', counted: 1, accepted: 1, refused: 0, disposition: 'restock' as const }] };
  const arrived = { lines: [{ line: 'mug', quantity: 1, disposition: 'restock' as const }] };

  beforeEach(async () => {
    street = await new Street().sends(1);
  });

  test('first through a case, then with its parcel', async () => {
    await street.asks('c-1', { remedy: 'returnAndRefund', reason: { code: 'noReason' }, received: 'received' });
    await must(street.shop.owner.cases.agree('c-1'));
    await must(street.shop.owner.cases.inspectReturn('c-1', inspect));
    await street.scan('p-1', 'returned');
    await must(street.shop.owner.parcels.noteArrivedBack('p-1', arrived));
    expect(await stockIn(street.shop.store)).toMatchObject({ onHand: 1, reserved: 0 });
    expect((await orderIn(street.shop.store, 'o-1')).status).toBe('completed');
    await right(street.shop);
  });

  test.each<ScanStatus>(['delivered', 'returned'])('first with its %s parcel, then through a case', async (status) => {
    await street.scan('p-1', status === 'returned' ? 'inTransit' : status);
    await street.asks('c-1', { remedy: 'returnAndRefund', reason: { code: 'noReason' }, received: 'received' });
    await must(street.shop.owner.cases.agree('c-1'));
    if (status === 'returned') await street.scan('p-1', status);
    await must(street.shop.owner.parcels.noteArrivedBack('p-1', arrived));
    await must(street.shop.owner.cases.inspectReturn('c-1', inspect));
    expect(await stockIn(street.shop.store)).toMatchObject({ onHand: 1 });
    await street.later(1);
    expect(street.paidBack).toEqual([[PRICE, 'c-1']]);
    await right(street.shop);
  });
});

describe('an order that is paid in part', () => {
  const place = async (units: number, price: number, paid: number) => {
    street = new Street();
    await street.shop.stock(units);
    const lines = [{ id: 'mug', sku: 'mug', quantity: units, unitPrice: price }];
    const cart = { channel: 'web', buyer: 'b-1', region: { country: 'CN' }, currency: 'CNY', lines, awaits: [] };
    await must(street.shop.owner.orders.place('o-1', { ...cart, total: units * price, paid }));
    await must(street.shop.owner.orders.accept('o-1'));
    return street.shop.owner.orders;
  };
  const one = { lines: [{ line: 'mug', quantity: 1 }], reason: 'not wanted' };

  test('keeps its deposit as long as the rest costs more', async () => {
    const orders = await place(2, 2000, 1000);
    await must(orders.cancelUnits('o-1', one));
    expect(await orderIn(street.shop.store, 'o-1')).toMatchObject({ paid: 1000, refunded: 0 });
  });

  test('is paid for what is still wanted; the rest goes straight back', async () => {
    const orders = await place(2, PRICE, 0);
    await must(orders.cancelUnits('o-1', one));
    await must(orders.notePayment('o-1', { amount: 2 * PRICE }));
    expect(await orderIn(street.shop.store, 'o-1')).toMatchObject({ paid: 2 * PRICE, refunded: PRICE });
    await right(street.shop);
  });
});
