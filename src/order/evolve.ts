import { Broken, type Instant, latest, owedAfter } from '../kernel/index.js';
import { paidUp } from './amounts.js';
import type { OrderEvent } from './events.js';
import type { LineUnits, Order, OrderLine } from './types.js';

/** The lines after these units moved. Lines that are not named stay the same objects. */
function count(
  lines: readonly OrderLine[],
  units: readonly LineUnits[],
  moved: (line: OrderLine, quantity: number) => OrderLine,
): OrderLine[] {
  return lines.map((line) => {
    let quantity = 0;
    for (const unit of units) if (unit.line === line.id) quantity += unit.quantity;
    return quantity === 0 ? line : moved(line, quantity);
  });
}

/** What an event makes of an order. */
export function evolveOrder(order: Order | undefined, event: OrderEvent, at: Instant): Order {
  if (event.type === 'OrderPlaced') return placed(event, at);
  if (order === undefined) throw new Broken(`${event.type} reached an order that does not exist`);
  switch (event.type) {
    case 'PaymentNoted': {
      const awaits = without(order.awaits, paidUp(order.awaits, event.paid, order.total));
      return { ...order, paid: event.paid, awaits };
    }
    case 'PaymentReturned':
      return { ...order, refunded: order.refunded + event.amount };
    case 'GroupFormed':
      return { ...order, awaits: without(order.awaits, ['group']) };
    case 'ReviewPassed':
      return { ...order, awaits: without(order.awaits, ['review']) };
    case 'OrderReady':
      return { ...order, status: 'placed', readyAt: at };
    case 'HoldPlaced': {
      const { hold, reason } = event;
      const holds = [...order.holds, { hold, reason, since: at }];
      return { ...order, holds, heldSince: order.heldSince ?? at };
    }
    case 'HoldReleased': {
      const holds = order.holds.filter(({ hold }) => hold !== event.hold);
      return { ...order, holds, heldSince: holds.length > 0 ? order.heldSince : undefined };
    }
    case 'AutoAcceptanceJudged':
    case 'FeedbackNoted':
      return order;
    case 'ShortageFound':
      return { ...order, missing: event.missing };
    case 'OrderAccepted': {
      const locations = [...new Set(event.allocation.map(({ location }) => location))];
      return { ...order, status: 'accepted', missing: undefined, locations };
    }
    case 'RecipientAmended':
      return { ...order, recipient: event.recipient, region: event.region };
    case 'UnitsCancelled':
      return {
        ...order,
        lines: count(order.lines, event.lines, (line, n) => ({ ...line, cancelled: line.cancelled + n })),
        refunded: order.refunded + event.refund,
      };
    case 'OrderCancelled':
      return { ...order, status: 'cancelled', cancelled: event.cause, refunded: order.refunded + event.refund };
    case 'PreparationStarted':
      return { ...order, status: 'preparing' };
    case 'CaseNoted':
      return { ...order, cases: [...(order.cases ?? []), event.case] };
    case 'UnitsPacked':
      return {
        ...order,
        status: 'preparing',
        lines: count(order.lines, event.lines, (line, n) => ({ ...line, packed: line.packed + n })),
        parcels: [...(order.parcels ?? []), event.parcel],
      };
    case 'UnitsUnpacked':
      return {
        ...order,
        status: 'preparing',
        lines: count(order.lines, event.lines, (line, n) => ({ ...line, packed: line.packed - n })),
        parcels: (order.parcels ?? []).filter((parcel) => parcel !== event.parcel),
      };
    case 'OrderPacked':
      return { ...order, status: 'packed', missing: undefined };
    case 'UnitsShipped':
      return {
        ...order,
        lines: count(order.lines, event.lines, (line, n) => ({ ...line, shipped: line.shipped + n })),
      };
    case 'OrderShipped':
      return { ...order, status: 'shipped', missing: undefined, shippedAt: at };
    case 'UnitsDelivered':
      return {
        ...order,
        lines: count(order.lines, event.lines, (line, n) => ({ ...line, delivered: line.delivered + n })),
        deliveredAt: latest(event.deliveredAt, order.deliveredAt ?? event.deliveredAt),
      };
    case 'UnitsUndelivered':
      return {
        ...order,
        lines: count(order.lines, event.lines, (line, n) => ({ ...line, undelivered: line.undelivered + n })),
      };
    case 'OrderDelivered':
      return { ...order, status: 'delivered' };
    case 'UnitsReturned':
      return {
        ...order,
        lines: count(order.lines, event.lines, (line, n) => ({ ...line, returned: line.returned + n })),
      };
    case 'UnitsRefunded':
      return {
        ...order,
        lines: count(order.lines, event.lines, (line, n) => ({ ...line, refunded: line.refunded + n })),
        refunded: order.refunded + event.amount,
      };
    case 'OrderCompleted':
      return { ...order, status: 'completed', afterSalesUntil: event.afterSalesUntil };
  }
}

/** The order after an event, with what is owed then: for decisions that look ahead. */
export function orderAfter(order: Order, event: OrderEvent, at: Instant): Order {
  const next = evolveOrder(order, event, at);
  return 'owes' in event || 'settles' in event ? { ...next, owed: owedAfter(next.owed ?? [], event) } : next;
}

const NO_HOLDS: Order['holds'] = [];
const NOTHING_AWAITED: Order['awaits'] = [];

/** Orders that wait for nothing share one empty list. */
function without(awaits: Order['awaits'], gone: readonly string[]): Order['awaits'] {
  const left = awaits.filter((one) => !gone.includes(one));
  return left.length > 0 ? left : NOTHING_AWAITED;
}

/**
 * Every field is named from the beginning, also those without a value yet: states of one shape are copied several times
 * faster, and JSON leaves the empty ones out.
 */
function placed(event: Extract<OrderEvent, { type: 'OrderPlaced' }>, at: Instant): Order {
  return {
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
    lines: event.lines.map(placedLine),
    awaits: event.awaits,
    holds: NO_HOLDS,
    heldSince: undefined,
    missing: undefined,
    locations: undefined,
    parcels: undefined,
    cases: undefined,
    placedAt: at,
    readyAt: undefined,
    given: event.given,
    shippedAt: undefined,
    deliveredAt: undefined,
    afterSalesUntil: undefined,
    cancelled: undefined,
    owed: undefined,
  };
}

const placedLine = (line: Extract<OrderEvent, { type: 'OrderPlaced' }>['lines'][number]): OrderLine => ({
  id: line.id,
  sku: line.sku,
  location: line.location,
  unitPrice: line.unitPrice,
  goods: line.goods,
  shipping: line.shipping,
  tax: line.tax,
  ordered: line.ordered,
  cancelled: 0,
  packed: 0,
  shipped: 0,
  delivered: 0,
  undelivered: 0,
  returned: 0,
  refunded: 0,
});
