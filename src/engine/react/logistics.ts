import type { Fulfilment, FulfilmentEvent, LineContent, Parcel, ParcelEvent } from '../../logistics/index.js';
import {
  atMost,
  type MissingUnits,
  type Order,
  orderFailures,
  sentBackUnannounced,
  sharesOf,
  underWay,
  unsettled,
} from '../../order/index.js';
import { record } from '../ask.js';
import type { Happening, Reaction } from '../process.js';
import type { WorkingSet } from '../working-set.js';
import { bookedBack } from './back.js';
import { fulfilmentId } from './order.js';
import { tell, toFulfilment, toOrder, toParcel, toReservation } from './steps.js';

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
  { parcel, lines, box, weightGrams, plan, byHand }: Extract<FulfilmentEvent, { type: 'ParcelPacked' }>,
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
      plan,
      byHand,
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
      const { holds = [] } = record<Order>(set, 'order', order) ?? {};
      // What the carrier has scanned is gone, whoever holds the order.
      if (event.by === 'handOver' && holds.length > 0) {
        return [{ refuse: orderFailures.held({ holds: holds.map(({ hold }) => hold) }) }];
      }
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
    case 'ParcelDelivered':
      return delivered(event, id, record<Order>(set, 'order', order));
    case 'ParcelUndelivered':
      return undelivered(event, id, record<Order>(set, 'order', order));
    case 'ParcelRecalled':
      return event.handedOver
        ? [tell('InterceptParcel', key, { order, parcel: id, waybill: parcel.waybill ?? null })]
        : [];
    case 'ParcelArrivedBack': {
      const units = event.lines.map((one) => ({ ...one, location }));
      return bookedBack(record<Order>(set, 'order', order), units, key);
    }
    case 'ParcelAnomaly':
      return [tell('NoticeAnomaly', key, { order, parcel: id, kind: event.kind, because: event.because })];
    default:
      return [];
  }
}

type Told<Type extends ParcelEvent['type']> = Extract<ParcelEvent, { type: Type }>;

/** What was refunded meanwhile stays so: the buyer has both, and the anomaly tells somebody of it. */
function delivered(event: Told<'ParcelDelivered'>, parcel: string, order: Order | undefined): Reaction[] {
  if (order === undefined) return [];
  const { deliveredAt, corrects } = event;
  const lines = atMost(order, unitsOf(event.lines), corrects === undefined ? underWay : unsettled);
  return lines.length > 0 ? [toOrder(order.id, { type: 'NoteDelivered', parcel, lines, deliveredAt, corrects })] : [];
}

/** Units that the buyer has sent back through a case had arrived. A completed order hears of nothing any more. */
function undelivered({ lines, how }: Told<'ParcelUndelivered'>, parcel: string, order: Order | undefined): Reaction[] {
  if (order === undefined || order.status === 'completed') return [];
  const units = unitsOf(lines);
  const arrived = atMost(order, units, sentBackUnannounced);
  const others = atMost(order, units, (line) => underWay(line) - sentBackUnannounced(line));
  return [
    ...(arrived.length > 0 ? [toOrder(order.id, { type: 'NoteDelivered', parcel, lines: arrived })] : []),
    ...(others.length > 0 ? [toOrder(order.id, { type: 'NoteUndelivered', parcel, lines: others, how })] : []),
  ];
}
