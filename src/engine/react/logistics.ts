import { stockId } from '../../inventory/index.js';
import type { Fulfilment, FulfilmentEvent, LineContent, Parcel, ParcelEvent } from '../../logistics/index.js';
import { type MissingUnits, type Order, sharesOf } from '../../order/index.js';
import { record } from '../ask.js';
import type { Happening, Reaction } from '../process.js';
import type { WorkingSet } from '../working-set.js';
import { fulfilmentId } from './order.js';
import { tell, toFulfilment, toOrder, toParcel, toReservation, toStock } from './steps.js';

const unitsOf = (content: readonly LineContent[]) => content.map(({ line, quantity }) => ({ line, quantity }));

/** What follows from work in the warehouse. */
export function afterFulfilment(event: FulfilmentEvent, work: Fulfilment, { set }: Happening): readonly Reaction[] {
  const here = (lines: readonly LineContent[]) => lines.map((one) => ({ ...one, location: work.location }));
  const preparing = toOrder(work.order, { type: 'NotePreparing' });
  switch (event.type) {
    case 'PickingStarted':
    case 'UnitsPicked':
    case 'UnitsPassed':
      return [preparing];
    case 'UnitsFailed':
    case 'UnitsMissing':
      return [preparing, ...replaced(event, work, set)];
    case 'UnitsReplaced':
      return [toReservation(work.order, { type: 'HoldUnits', lines: here(event.lines) }), ...shortageMet(work, set)];
    case 'ParcelPacked':
      return sealed(event, work, record<Order>(set, 'order', work.order));
    case 'FulfilmentUnitsCancelled':
    case 'FulfilmentCancelled': {
      const good = event.lines.filter(({ quantity }) => quantity > 0);
      const lines = here(good.map(({ line, sku, quantity }) => ({ line, sku, quantity })));
      return lines.length > 0 ? [toReservation(work.order, { type: 'ReleaseUnits', lines })] : [];
    }
    default:
      return [];
  }
}

/** A unit that cannot serve leaves the reservation; another takes its place, or the order is told of the shortage. */
function replaced(
  event: Extract<FulfilmentEvent, { type: 'UnitsFailed' | 'UnitsMissing' }>,
  { id, order, location }: Fulfilment,
  set: WorkingSet,
): Reaction[] {
  const { line, sku, quantity, reason } = event;
  const how = event.type === 'UnitsFailed' ? 'damaged' : 'missing';
  return [
    toReservation(order, { type: 'DropUnits', lines: [{ line, sku, location, quantity }], how, reason }),
    toFulfilment(id, { type: 'ReplaceUnits', lines: [{ line, quantity }] }, () => [
      toOrder(order, { type: 'NoteShortage', missing: shortOf(order, set) }),
    ]),
  ];
}

/** An order that was told of a shortage hears how much of it is left. */
function shortageMet({ order }: Fulfilment, set: WorkingSet): Reaction[] {
  const wasTold = record<Order>(set, 'order', order)?.missing !== undefined;
  return wasTold ? [toOrder(order, { type: 'NoteReplaced', missing: shortOf(order, set) })] : [];
}

/** What all the work on an order is short of now, SKU by SKU. */
function shortOf(order: string, set: WorkingSet): MissingUnits[] {
  const { locations = [] } = record<Order>(set, 'order', order) ?? {};
  const short = new Map<string, number>();
  for (const index of locations.keys()) {
    const work = record<Fulfilment>(set, 'fulfilment', fulfilmentId(order, index));
    for (const line of work?.lines ?? []) {
      if (line.short > 0) short.set(line.sku, (short.get(line.sku) ?? 0) + line.short);
    }
  }
  return [...short].map(([sku, wanted]) => ({ sku, wanted, available: 0 }));
}

function sealed(
  { parcel, lines, box, weightGrams }: Extract<FulfilmentEvent, { type: 'ParcelPacked' }>,
  { id, location, order }: Fulfilment,
  of: Order | undefined,
): Reaction[] {
  return [
    toParcel(parcel, {
      type: 'SealParcel',
      order,
      fulfilment: id,
      location,
      lines,
      box,
      weightGrams,
      recipient: of?.recipient,
      region: of?.region,
      worth: of && { amount: sharesOf(of.lines, lines), currency: of.currency },
      deliverBy: of?.given?.deliverBy,
    }),
    toOrder(order, { type: 'NotePacked', parcel, lines: unitsOf(lines) }),
  ];
}

/** What follows from what happens to a parcel. */
export function afterParcel(event: ParcelEvent, parcel: Parcel, { key, set }: Happening): readonly Reaction[] {
  const { id, order, fulfilment, location } = parcel;
  switch (event.type) {
    case 'ParcelShipped': {
      const lines = unitsOf(event.lines);
      const committed = event.lines.map((one) => ({ ...one, location }));
      return [
        toFulfilment(fulfilment, { type: 'NoteHandedOver', parcel: id, lines }),
        toReservation(order, { type: 'CommitUnits', lines: committed, for: key }),
        toOrder(order, { type: 'NoteShipped', parcel: id, lines }),
      ];
    }
    case 'ParcelUnsealed': {
      const lines = unitsOf(event.lines);
      const isOff = record<Order>(set, 'order', order)?.status === 'cancelled';
      const back = toFulfilment(fulfilment, { type: 'NoteUnpacked', parcel: id, lines });
      return isOff ? [back] : [back, toOrder(order, { type: 'NoteUnpacked', parcel: id, lines })];
    }
    case 'WaybillAssigned':
    case 'WaybillReplaced': {
      const { carrier, number } = event;
      const replaces = event.type === 'WaybillReplaced';
      return [tell('UploadWaybill', key, { order, parcel: id, carrier, number, replaces })];
    }
    case 'ParcelDelivered': {
      const { deliveredAt } = event;
      return [toOrder(order, { type: 'NoteDelivered', parcel: id, lines: unitsOf(event.lines), deliveredAt })];
    }
    case 'ParcelUndelivered':
      return [toOrder(order, { type: 'NoteUndelivered', parcel: id, lines: unitsOf(event.lines), how: event.how })];
    case 'ParcelRecalled':
      return event.handedOver
        ? [tell('InterceptParcel', key, { order, parcel: id, waybill: parcel.waybill ?? null })]
        : [];
    case 'ParcelArrivedBack':
      return event.lines.map(({ sku, quantity, disposition }) => {
        const type = disposition === 'restock' ? 'TakeBack' : 'TakeBackDamaged';
        return toStock(stockId(sku, location), { type, quantity, for: key });
      });
    case 'ParcelAnomaly':
      return [tell('NoticeAnomaly', key, { order, parcel: id, kind: event.kind, because: event.because })];
    default:
      return [];
  }
}
