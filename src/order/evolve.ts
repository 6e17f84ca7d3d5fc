import { Broken, type Instant, latest, type Minor, owedAfter, type Shape } from '../kernel/index.js';
import { paidUp } from './amounts.js';
import type { OrderEvent } from './events.js';
import type { LineUnits, Order, OrderLine } from './types.js';

type Counter =
  | 'cancelled'
  | 'packed'
  | 'shipped'
  | 'delivered'
  | 'undelivered'
  | 'returned'
  | 'refunded'
  | 'compensated'
  | 'back';

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
    const next = copiedLine(line);
    next[counter] += sign * quantity;
    return next;
  });
}

const rebated = (lines: readonly OrderLine[], rebates: readonly { line: string; amount: Minor }[]): OrderLine[] =>
  lines.map((line) => {
    const next = copiedLine(line);
    for (const rebate of rebates) if (rebate.line === line.id) next.rebated += rebate.amount;
    return next;
  });

/** What an event makes of an order. */
export function evolveOrder(order: Order | undefined, event: OrderEvent, at: Instant): Order {
  if (event.type === 'OrderPlaced') return placed(event, at);
  if (order === undefined) throw new Broken(`${event.type} reached an order that does not exist`);
  const next = copied(order);
  switch (event.type) {
    case 'PaymentNoted':
      next.paid = event.paid;
      next.awaits = without(order.awaits, paidUp(order.awaits, event.paid, order.total));
      return next;
    case 'PaymentReturned':
      next.refunded += event.amount;
      return next;
    case 'GroupFormed':
      next.awaits = without(order.awaits, ['group']);
      next.metAt = at;
      return next;
    case 'ReviewPassed':
      next.awaits = without(order.awaits, ['review']);
      next.metAt = at;
      return next;
    case 'OrderReady':
      next.status = 'placed';
      next.readyAt = at;
      return next;
    case 'HoldPlaced': {
      const { hold, reason } = event;
      next.holds = [...order.holds, { hold, reason, since: at }];
      next.heldSince = order.heldSince ?? at;
      return next;
    }
    case 'HoldReleased':
      next.holds = order.holds.filter(({ hold }) => hold !== event.hold);
      if (next.holds.length === 0) next.heldSince = undefined;
      return next;
    case 'AutoAcceptanceJudged':
    case 'FeedbackNoted':
      return order;
    case 'ShortageFound':
      next.missing = event.missing;
      return next;
    case 'ShortageMet':
      next.missing = event.missing.length > 0 ? event.missing : undefined;
      return next;
    case 'OrderAccepted':
      next.status = 'accepted';
      next.missing = undefined;
      next.locations = [...new Set(event.allocation.map(({ location }) => location))];
      return next;
    case 'RecipientAmended':
      next.recipient = event.recipient;
      next.region = event.region;
      return next;
    case 'UnitsCancelled':
      next.lines = counted(order.lines, event.lines, 'cancelled');
      next.refunded += event.refund;
      return next;
    case 'OrderCancelled':
      next.status = 'cancelled';
      next.cancelled = event.cause;
      next.refunded += event.refund;
      return next;
    case 'PreparationStarted':
      next.status = 'preparing';
      return next;
    case 'CaseNoted':
      next.cases = [...(order.cases ?? []), event.case];
      return next;
    case 'UnitsPacked':
      next.status = 'preparing';
      next.lines = counted(order.lines, event.lines, 'packed');
      next.parcels = [...(order.parcels ?? []), event.parcel];
      return next;
    case 'UnitsUnpacked':
      next.status = 'preparing';
      next.lines = counted(order.lines, event.lines, 'packed', -1);
      next.parcels = (order.parcels ?? []).filter((parcel) => parcel !== event.parcel);
      return next;
    case 'OrderPacked':
      next.status = 'packed';
      next.missing = undefined;
      return next;
    case 'UnitsShipped':
      next.lines = counted(order.lines, event.lines, 'shipped');
      return next;
    case 'OrderShipped':
      next.status = 'shipped';
      next.missing = undefined;
      next.shippedAt = at;
      return next;
    case 'UnitsDelivered':
      next.lines = counted(order.lines, event.lines, 'delivered');
      if (event.corrects !== undefined) next.lines = counted(next.lines, event.lines, 'undelivered', -1);
      next.deliveredAt = latest(event.deliveredAt, order.deliveredAt ?? event.deliveredAt);
      return next;
    case 'UnitsUndelivered':
      next.lines = counted(order.lines, event.lines, 'undelivered');
      return next;
    case 'OrderDelivered':
      next.status = 'delivered';
      return next;
    case 'UnitsReturned':
      next.lines = counted(order.lines, event.lines, 'returned');
      return next;
    case 'UnitsBack':
      next.lines = counted(order.lines, event.lines, 'back');
      return next;
    case 'UnitsRefunded':
      next.lines = counted(order.lines, event.lines, 'refunded');
      if (event.received) next.lines = counted(next.lines, event.lines, 'compensated');
      if (event.rebates !== undefined) next.lines = rebated(next.lines, event.rebates);
      next.refunded += event.amount;
      return next;
    case 'OrderCompleted':
      next.status = 'completed';
      next.afterSalesUntil = event.afterSalesUntil;
      return next;
  }
}

/** The order after an event, with what is owed then: for decisions that look ahead. */
export function orderAfter(order: Order, event: OrderEvent, at: Instant): Order {
  const next = evolveOrder(order, event, at);
  if (!('owes' in event || 'settles' in event)) return next;
  return Object.assign(copied(next), { owed: owedAfter(next.owed ?? [], event) });
}

const NO_HOLDS: Order['holds'] = [];
const NOTHING_AWAITED: Order['awaits'] = [];

/** Orders that wait for nothing share one empty list. */
function without(awaits: Order['awaits'], gone: readonly string[]): Order['awaits'] {
  const left = awaits.filter((one) => !gone.includes(one));
  return left.length > 0 ? left : NOTHING_AWAITED;
}

const placed = (event: Extract<OrderEvent, { type: 'OrderPlaced' }>, at: Instant): Order =>
  copied({
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
    lines: event.lines.map((line) => copiedLine(line)),
    awaits: event.awaits,
    holds: NO_HOLDS,
    placedAt: at,
    given: event.given,
  });

/** A copy in which every field is named. Never spread an order: see docs/decisions/0006-states-of-one-shape.md. */
const copied = (order: Order): Shape<Order> => ({
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
  metAt: order.metAt,
  readyAt: order.readyAt,
  given: order.given,
  shippedAt: order.shippedAt,
  deliveredAt: order.deliveredAt,
  afterSalesUntil: order.afterSalesUntil,
  cancelled: order.cancelled,
  owed: order.owed,
});

/** The line of a new order has no counts yet. */
const copiedLine = (line: Omit<OrderLine, Counter | 'rebated'> & Partial<OrderLine>): Shape<OrderLine> => ({
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
  compensated: line.compensated ?? 0,
  rebated: line.rebated ?? 0,
  back: line.back ?? 0,
});
