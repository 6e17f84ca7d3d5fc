import { Broken, type Instant, latest, owedAfter, type Shape } from '../kernel/index.js';
import { paidUp } from './amounts.js';
import type { OrderEvent } from './events.js';
import type { LineUnits, Order, OrderLine } from './types.js';

type Counter = 'cancelled' | 'packed' | 'shipped' | 'delivered' | 'undelivered' | 'returned' | 'refunded';

/** The lines after these units were counted. Lines that are not named stay the same objects. */
function counted(
  lines: readonly OrderLine[],
  units: readonly LineUnits[],
  counter: Counter,
  sign: 1 | -1 = 1,
): OrderLine[] {
  return lines.map((line) => {
    let quantity = 0;
    for (const unit of units) if (unit.line === line.id) quantity += unit.quantity;
    if (quantity === 0) return line;
    const next = shapedLine(line);
    next[counter] += sign * quantity;
    return next;
  });
}

/** A copy with some fields changed. Never spread an order: see {@link shaped}. */
const changed = (order: Order, fields: Partial<Order>): Order => Object.assign(shaped(order), fields);

/** What an event makes of an order. */
export function evolveOrder(order: Order | undefined, event: OrderEvent, at: Instant): Order {
  if (event.type === 'OrderPlaced') return placed(event, at);
  if (order === undefined) throw new Broken(`${event.type} reached an order that does not exist`);
  switch (event.type) {
    case 'PaymentNoted': {
      const awaits = without(order.awaits, paidUp(order.awaits, event.paid, order.total));
      return changed(order, { paid: event.paid, awaits });
    }
    case 'PaymentReturned':
      return changed(order, { refunded: order.refunded + event.amount });
    case 'GroupFormed':
      return changed(order, { awaits: without(order.awaits, ['group']) });
    case 'ReviewPassed':
      return changed(order, { awaits: without(order.awaits, ['review']) });
    case 'OrderReady':
      return changed(order, { status: 'placed', readyAt: at });
    case 'HoldPlaced': {
      const { hold, reason } = event;
      const holds = [...order.holds, { hold, reason, since: at }];
      return changed(order, { holds, heldSince: order.heldSince ?? at });
    }
    case 'HoldReleased': {
      const holds = order.holds.filter(({ hold }) => hold !== event.hold);
      return changed(order, { holds, heldSince: holds.length > 0 ? order.heldSince : undefined });
    }
    case 'AutoAcceptanceJudged':
    case 'FeedbackNoted':
      return order;
    case 'ShortageFound':
      return changed(order, { missing: event.missing });
    case 'OrderAccepted': {
      const locations = [...new Set(event.allocation.map(({ location }) => location))];
      return changed(order, { status: 'accepted', missing: undefined, locations });
    }
    case 'RecipientAmended':
      return changed(order, { recipient: event.recipient, region: event.region });
    case 'UnitsCancelled':
      return changed(order, {
        lines: counted(order.lines, event.lines, 'cancelled'),
        refunded: order.refunded + event.refund,
      });
    case 'OrderCancelled':
      return changed(order, { status: 'cancelled', cancelled: event.cause, refunded: order.refunded + event.refund });
    case 'PreparationStarted':
      return changed(order, { status: 'preparing' });
    case 'CaseNoted':
      return changed(order, { cases: [...(order.cases ?? []), event.case] });
    case 'UnitsPacked':
      return changed(order, {
        status: 'preparing',
        lines: counted(order.lines, event.lines, 'packed'),
        parcels: [...(order.parcels ?? []), event.parcel],
      });
    case 'UnitsUnpacked':
      return changed(order, {
        status: 'preparing',
        lines: counted(order.lines, event.lines, 'packed', -1),
        parcels: (order.parcels ?? []).filter((parcel) => parcel !== event.parcel),
      });
    case 'OrderPacked':
      return changed(order, { status: 'packed', missing: undefined });
    case 'UnitsShipped':
      return changed(order, {
        lines: counted(order.lines, event.lines, 'shipped'),
      });
    case 'OrderShipped':
      return changed(order, { status: 'shipped', missing: undefined, shippedAt: at });
    case 'UnitsDelivered':
      return changed(order, {
        lines: counted(order.lines, event.lines, 'delivered'),
        deliveredAt: latest(event.deliveredAt, order.deliveredAt ?? event.deliveredAt),
      });
    case 'UnitsUndelivered':
      return changed(order, {
        lines: counted(order.lines, event.lines, 'undelivered'),
      });
    case 'OrderDelivered':
      return changed(order, { status: 'delivered' });
    case 'UnitsReturned':
      return changed(order, {
        lines: counted(order.lines, event.lines, 'returned'),
      });
    case 'UnitsRefunded':
      return changed(order, {
        lines: counted(order.lines, event.lines, 'refunded'),
        refunded: order.refunded + event.amount,
      });
    case 'OrderCompleted':
      return changed(order, { status: 'completed', afterSalesUntil: event.afterSalesUntil });
  }
}

/** The order after an event, with what is owed then: for decisions that look ahead. */
export function orderAfter(order: Order, event: OrderEvent, at: Instant): Order {
  const next = evolveOrder(order, event, at);
  return 'owes' in event || 'settles' in event ? changed(next, { owed: owedAfter(next.owed ?? [], event) }) : next;
}

const NO_HOLDS: Order['holds'] = [];
const NOTHING_AWAITED: Order['awaits'] = [];

/** Orders that wait for nothing share one empty list. */
function without(awaits: Order['awaits'], gone: readonly string[]): Order['awaits'] {
  const left = awaits.filter((one) => !gone.includes(one));
  return left.length > 0 ? left : NOTHING_AWAITED;
}

const placed = (event: Extract<OrderEvent, { type: 'OrderPlaced' }>, at: Instant): Order =>
  shaped({
    id: event.id,
    status: 'pending',
    channel: event.channel,
    number: event.number,
    buyer: event.buyer,
    recipient: event.recipient,
    region: event.region,
    currency: event.currency,
    total: event.total,
    paid: event.paid,
    refunded: 0,
    lines: event.lines.map((line) => shapedLine(line)),
    awaits: event.awaits,
    holds: NO_HOLDS,
    placedAt: at,
    given: event.given,
  });

/** A copy in which every field is named: see docs/decisions/0006-states-of-one-shape.md. */
const shaped = (order: Order): Shape<Order> => ({
  id: order.id,
  status: order.status,
  channel: order.channel,
  number: order.number,
  buyer: order.buyer,
  recipient: order.recipient,
  region: order.region,
  currency: order.currency,
  total: order.total,
  paid: order.paid,
  refunded: order.refunded,
  lines: order.lines,
  awaits: order.awaits,
  holds: order.holds,
  heldSince: order.heldSince,
  missing: order.missing,
  locations: order.locations,
  parcels: order.parcels,
  cases: order.cases,
  placedAt: order.placedAt,
  readyAt: order.readyAt,
  given: order.given,
  shippedAt: order.shippedAt,
  deliveredAt: order.deliveredAt,
  afterSalesUntil: order.afterSalesUntil,
  cancelled: order.cancelled,
  owed: order.owed,
});

/** The line of a new order has no counts yet. */
const shapedLine = (line: Omit<OrderLine, Counter> & Partial<OrderLine>): Shape<OrderLine> => ({
  id: line.id,
  sku: line.sku,
  location: line.location,
  unitPrice: line.unitPrice,
  goods: line.goods,
  shipping: line.shipping,
  tax: line.tax,
  ordered: line.ordered,
  cancelled: line.cancelled ?? 0,
  packed: line.packed ?? 0,
  shipped: line.shipped ?? 0,
  delivered: line.delivered ?? 0,
  undelivered: line.undelivered ?? 0,
  returned: line.returned ?? 0,
  refunded: line.refunded ?? 0,
});
