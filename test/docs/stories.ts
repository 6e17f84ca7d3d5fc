import type { ResultAsync } from 'neverthrow';
import {
  createDesk,
  createVault,
  type Desk,
  type DeskPolicies,
  type DeskTerms,
  type Failure,
  houseTerms,
  type Instant,
  instant,
  type Kind,
  memoryKeys,
} from '../../src/index.js';
import { waybillByFormat } from '../../src/logistics/carriers/index.js';
import { memoryStore } from '../../src/stores/memory/index.js';
import { planned } from '../logistics/support.js';

const HOUR = 3_600_000;
const owner = { role: 'owner', id: 'amy' } as const;
const system = { role: 'system', id: 'desk' } as const;
const buyer = { role: 'buyer', id: 'b-1' } as const;

type Change = { readonly [Part in keyof DeskTerms]?: Partial<DeskTerms[Part]> };
const termsWith = ({ order, logistics, aftersales }: Change): DeskTerms => ({
  ...houseTerms,
  order: { ...houseTerms.order, ...order },
  logistics: { ...houseTerms.logistics, waybill: 'optional', ...logistics },
  aftersales: { ...houseTerms.aftersales, ...aftersales },
});

/** A shop with ten mugs and a lamp. `later` is the same shop in a process whose clock is three hours ahead. */
export class Shop {
  at = Date.UTC(2026, 2, 2, 4);
  readonly store = memoryStore({ clock: () => this.at });
  readonly vault = createVault(memoryKeys());

  open(change: Change = {}, hoursAhead = 0, policies: DeskPolicies = {}): Desk {
    const { store, vault } = this;
    const clock = () => instant(this.at + hoursAhead * HOUR);
    const catalog = (sku: string) => ({ sku, neverRestocked: sku === 'lamp' });
    return createDesk({ store, vault, catalog, clock, policies, terms: termsWith(change) }).as(owner);
  }

  in(hours: number): Instant {
    return instant(this.at + hours * HOUR);
  }
}

const placing = (quantity: number, more: object = {}) => ({
  channel: 'web',
  buyer: 'b-1',
  region: { country: 'CN' },
  currency: 'CNY',
  lines: [{ id: '1', sku: 'mug', quantity, unitPrice: 100 }],
  total: quantity * 100,
  ...more,
});
const paid = (quantity: number) => placing(quantity, { paid: quantity * 100 });
const units = (quantity: number) => [{ line: '1', quantity }];
const at = (quantity: number) => [{ line: '1', sku: 'mug', location: 'main', quantity }];
const reserving: Change = { order: { reserveAt: 'placed' } };

async function accepted(desk: Desk, quantity: number, stock = 10): Promise<void> {
  await done(desk.stock.receive('mug@main', { quantity: stock }));
  await done(desk.orders.place('o-1', paid(quantity)));
  await done(desk.orders.accept('o-1'));
}

async function packed(desk: Desk, quantity: number): Promise<void> {
  await accepted(desk, quantity);
  await done(desk.fulfilments.packParcel('o-1#1', { parcel: 'p-1', lines: units(quantity) }));
}

async function delivered(desk: Desk, quantity: number): Promise<void> {
  await packed(desk, quantity);
  await done(desk.parcels.ship('p-1'));
  const scan = { status: 'delivered' as const, scannedAt: desk.now() };
  await done(desk.parcels.recordScan('p-1', { scan }));
}

/** A unit came back, and the inspection refused it. */
async function refusedReturn(desk: Desk): Promise<void> {
  await delivered(desk, 1);
  await done(desk.cases.open('c-1', { ...asked, by: buyer }));
  await done(desk.cases.agree('c-1'));
  const worn = { line: '1', counted: 1, accepted: 0, refused: 1, disposition: 'damaged' as const, reason: 'worn' };
  await done(desk.cases.inspectReturn('c-1', { lines: [worn] }));
}

async function done(outcome: Told): Promise<void> {
  const result = await outcome;
  if (result.isErr()) throw new Error(`${result.error.code}: ${result.error.message}`);
}

/** An order whose hold another process takes for ended already, since its clock is ahead. */
async function holdGivenAway(shop: Shop): Promise<Desk> {
  const desk = shop.open(reserving);
  await done(desk.stock.receive('mug@main', { quantity: 10 }));
  await done(desk.orders.place('o-1', placing(2, { deadlines: { payBy: shop.in(1) } })));
  const ahead = shop.open(reserving, 3);
  await done(ahead.orders.place('o-2', placing(3, { deadlines: { payBy: shop.in(9) } })));
  return desk;
}

const asked = {
  order: 'o-1',
  remedy: 'returnAndRefund',
  lines: units(1),
  reason: { code: 'damaged' },
  received: 'received',
} as const;

type Told = ResultAsync<unknown, Failure>;
export interface Story {
  readonly kind: Kind;
  readonly command: string;
  readonly code: string;
  readonly tell: (shop: Shop) => Promise<Awaited<Told>>;
}

const story = (kind: Kind, command: string, code: string, tell: Story['tell']): Story => ({
  kind,
  command,
  code,
  tell,
});

/** Refusals that need a tale of their own; the walks hardly ever come upon them. */
export const STORIES: readonly Story[] = [
  story('order', 'PlaceOrder', 'stock.hold_has_ended', async (shop) => {
    const desk = await holdGivenAway(shop);
    return desk.orders.place('o-3', placing(1, { deadlines: { payBy: shop.in(2) } }));
  }),
  story('order', 'AcceptOrder', 'stock.hold_has_ended', async (shop) => {
    // The shop used to hold stock for unpaid orders, and has just given that up.
    const desk = shop.open();
    await holdGivenAway(shop);
    await done(desk.orders.notePayment('o-1', { amount: 200 }));
    return desk.orders.accept('o-1');
  }),
  story('order', 'HoldOrder', 'order.too_many_holds', async (shop) => {
    const desk = shop.open();
    await done(desk.orders.place('o-1', paid(1)));
    for (let n = 0; n < 20; n += 1) await done(desk.orders.hold('o-1', { hold: `h-${n}`, reason: 'look at it' }));
    return desk.orders.hold('o-1', { hold: 'one-more', reason: 'look at it' });
  }),
  story('order', 'CancelUnits', 'order.units_have_left', async (shop) => {
    const desk = shop.open();
    await accepted(desk, 2);
    await done(desk.fulfilments.packParcel('o-1#1', { parcel: 'p-1', lines: units(1) }));
    return desk.orders.cancelUnits('o-1', { lines: units(2), reason: 'changed my mind' });
  }),
  story('order', 'CancelOrder', 'order.units_have_left', async (shop) => {
    const desk = shop.open();
    await accepted(desk, 2);
    await done(desk.fulfilments.packParcel('o-1#1', { parcel: 'p-1', lines: units(1) }));
    await done(desk.parcels.ship('p-1'));
    await done(desk.parcels.recordScan('p-1', { scan: { status: 'delivered', scannedAt: desk.now() } }));
    return desk.orders.cancel('o-1', { reason: 'too late' });
  }),
  story('reservation', 'HoldUnits', 'stock.not_enough', async (shop) => {
    const desk = shop.open();
    await done(desk.stock.receive('mug@main', { quantity: 1 }));
    return desk.reservations.holdUnits('o-1', { lines: at(2), by: system });
  }),
  story('reservation', 'HoldUnits', 'stock.hold_has_ended', async (shop) => {
    const desk = await holdGivenAway(shop);
    return desk.reservations.holdUnits('o-9', { lines: at(1), until: shop.in(2), by: system });
  }),
  story('reservation', 'KeepReservation', 'stock.hold_has_ended', async (shop) => {
    const desk = await holdGivenAway(shop);
    return desk.reservations.keep('o-1', { by: system });
  }),
  story('reservation', 'KeepReservation', 'reservation.has_expired', async (shop) => {
    const desk = shop.open();
    await done(desk.stock.receive('mug@main', { quantity: 1 }));
    await done(desk.reservations.holdUnits('o-1', { lines: at(1), until: shop.in(1), by: system }));
    shop.at += 2 * HOUR;
    return desk.reservations.keep('o-1', { by: system });
  }),
  story('reservation', 'CommitUnits', 'reservation.has_expired', async (shop) => {
    const desk = shop.open();
    await done(desk.stock.receive('mug@main', { quantity: 1 }));
    await done(desk.reservations.holdUnits('o-1', { lines: at(1), until: shop.in(1), by: system }));
    shop.at += 2 * HOUR;
    return desk.reservations.commitUnits('o-1', { lines: at(1), for: 'parcel/p-1', by: system });
  }),
  story('fulfilment', 'ReplaceUnits', 'stock.not_enough', async (shop) => {
    const desk = shop.open();
    await accepted(desk, 1, 1);
    await done(desk.fulfilments.reportMissing('o-1#1', { line: '1', quantity: 1, reason: 'the shelf is empty' }));
    return desk.fulfilments.replaceUnits('o-1#1', { lines: units(1), by: system });
  }),
  story('parcel', 'ShipParcel', 'parcel.recalled', async (shop) => {
    const desk = shop.open();
    await packed(desk, 1);
    await done(desk.parcels.recall('p-1', { reason: 'wrong mug' }));
    return desk.parcels.ship('p-1');
  }),
  story('parcel', 'ShipParcel', 'parcel.not_uploaded_yet', async (shop) => {
    const desk = shop.open({ logistics: { uploadBeforeHandOver: 'required' } });
    await packed(desk, 1);
    await done(desk.parcels.assignWaybill('p-1', { carrier: 'ZTO', number: '73110000000001' }));
    return desk.parcels.ship('p-1');
  }),
  story('parcel', 'NoteArrivedBack', 'parcel.arrived_back_already', async (shop) => {
    const desk = shop.open();
    await packed(desk, 1);
    await done(desk.parcels.ship('p-1'));
    const lines = [{ line: '1', quantity: 1, disposition: 'restock' as const }];
    await done(desk.parcels.noteArrivedBack('p-1', { lines }));
    return desk.parcels.noteArrivedBack('p-1', { lines });
  }),
  story('case', 'OpenCase', 'aftersales.window_closed', async (shop) => {
    const desk = shop.open();
    await delivered(desk, 1);
    await done(desk.orders.confirmReceipt('o-1', { by: buyer }));
    shop.at += 20 * 24 * HOUR;
    return desk.cases.open('c-1', { ...asked, by: buyer });
  }),
  story('case', 'DecideByPlatform', 'aftersales.inspected_already', async (shop) => {
    const desk = shop.open();
    await refusedReturn(desk);
    const ruling = { outcome: 'returnAndRefund' as const, reason: 'send it back' };
    return desk.cases.decideByPlatform('c-1', { ...ruling, by: { role: 'platform', id: 'pdd' } });
  }),
  story('case', 'NoteReturnShipped', 'aftersales.inspected_already', async (shop) => {
    const desk = shop.open();
    await refusedReturn(desk);
    return desk.cases.noteReturnShipped('c-1', { carrier: 'ZTO', number: '73110000000001', by: buyer });
  }),
  story('case', 'NoteReturnArrived', 'aftersales.inspected_already', async (shop) => {
    const desk = shop.open();
    await refusedReturn(desk);
    return desk.cases.noteReturnArrived('c-1');
  }),
  story('case', 'InspectReturn', 'aftersales.must_not_be_restocked', async (shop) => {
    const desk = shop.open();
    await done(desk.stock.receive('lamp@main', { quantity: 1 }));
    const lamp = { ...paid(1), lines: [{ id: '1', sku: 'lamp', quantity: 1, unitPrice: 100 }] };
    await done(desk.orders.place('o-1', lamp));
    await done(desk.orders.accept('o-1'));
    await done(desk.fulfilments.packParcel('o-1#1', { parcel: 'p-1', lines: units(1) }));
    await done(desk.parcels.ship('p-1'));
    await done(desk.cases.open('c-1', { ...asked, by: buyer }));
    await done(desk.cases.agree('c-1'));
    const found = { line: '1', counted: 1, accepted: 1, refused: 0, disposition: 'restock' as const };
    return desk.cases.inspectReturn('c-1', { lines: [found] });
  }),
  story('case', 'ReviseCase', 'aftersales.nothing_left_to_refund', async (shop) => {
    const desk = shop.open();
    await done(desk.stock.receive('mug@main', { quantity: 2 }));
    const lines = [
      { id: '1', sku: 'mug', quantity: 1, unitPrice: 100 },
      { id: 'gift', sku: 'mug', quantity: 1, unitPrice: 0 },
    ];
    await done(desk.orders.place('o-1', { ...paid(1), lines }));
    await done(desk.orders.accept('o-1'));
    const all = [...units(1), { line: 'gift', quantity: 1 }];
    await done(desk.fulfilments.packParcel('o-1#1', { parcel: 'p-1', lines: all }));
    await done(desk.parcels.ship('p-1'));
    await done(desk.cases.open('c-1', { ...asked, by: buyer }));
    return desk.cases.revise('c-1', { lines: [{ line: 'gift', quantity: 1 }], by: buyer });
  }),
  story('fulfilment', 'PackParcel', 'fulfilment.plan_holds_other_units', async (shop) => {
    const desk = shop.open();
    await accepted(desk, 1);
    return desk.fulfilments.packParcel('o-1#1', { parcel: 'p-1', lines: units(1), plan: planned('1', '1') });
  }),
  story('parcel', 'ShipParcel', 'parcel.waybill_missing', async (shop) => {
    const desk = shop.open({ logistics: { waybill: 'required' } });
    await packed(desk, 1);
    return desk.parcels.ship('p-1');
  }),
  story('parcel', 'ReplaceWaybill', 'parcel.waybill_missing', async (shop) => {
    const desk = shop.open();
    await packed(desk, 1);
    await done(desk.parcels.ship('p-1'));
    return desk.parcels.replaceWaybill('p-1', { carrier: 'SF', number: 'SF1000000', reason: 'torn' });
  }),
  story('parcel', 'AssignWaybill', 'parcel.waybill_doubted', async (shop) => {
    const desk = shop.open({}, 0, { waybill: waybillByFormat() });
    await packed(desk, 1);
    return desk.parcels.assignWaybill('p-1', { carrier: 'SF', number: '123456789' });
  }),
  story('parcel', 'ReplaceWaybill', 'parcel.waybill_doubted', async (shop) => {
    const desk = shop.open({}, 0, { waybill: waybillByFormat() });
    await packed(desk, 1);
    await done(desk.parcels.assignWaybill('p-1', { carrier: 'SF', number: 'SF1330987654321' }));
    return desk.parcels.replaceWaybill('p-1', { carrier: 'SF', number: '123456789', reason: 'torn' });
  }),
  story('case', 'ReviseCase', 'aftersales.inspected_already', async (shop) => {
    const desk = shop.open();
    await packed(desk, 1);
    await done(desk.parcels.ship('p-1'));
    await done(desk.cases.open('c-1', { ...asked, by: buyer }));
    await done(desk.cases.agree('c-1'));
    await done(desk.cases.inspectReturn('c-1', { lines: [] }));
    return desk.cases.revise('c-1', { lines: units(1), by: buyer });
  }),
  story('case', 'ApproveRefund', 'aftersales.approval_of_other_amount', async (shop) => {
    const desk = shop.open({ aftersales: { approvalAbove: 50 } });
    await delivered(desk, 1);
    await done(desk.cases.open('c-1', { ...asked, remedy: 'refundOnly', by: buyer }));
    await done(desk.cases.agree('c-1'));
    return desk.cases.approveRefund('c-1', { amount: 99, by: { role: 'approver', id: 'cyd' } });
  }),
  story('case', 'ApproveRefund', 'aftersales.second_person_needed', async (shop) => {
    const desk = shop.open({ aftersales: { approvalAbove: 50 } });
    await delivered(desk, 1);
    await done(desk.cases.open('c-1', { ...asked, remedy: 'refundOnly', by: buyer }));
    await done(desk.cases.agree('c-1'));
    return desk.cases.approveRefund('c-1', { amount: 100 });
  }),
  story('recipient', 'NoteRevealed', 'recipient.field_not_kept', async (shop) => {
    const desk = shop.open();
    await done(desk.recipients.record('r-1', { person: { name: '王小明', region: { country: 'CN' } } }));
    return desk.recipients.reveal('r-1', { purpose: 'shipping', fields: ['phone'] });
  }),
];
