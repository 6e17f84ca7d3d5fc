import { Broken, type Instant } from '../kernel/index.js';
import type { LineUnits, Order, OrderEvent, OrderLine } from './types.js';

type Counter = 'cancelled' | 'packed' | 'shipped' | 'delivered' | 'undelivered' | 'returned' | 'refunded';

/** The lines after these units moved on one or more counters. Lines that are not named stay the same objects. */
function count(
  lines: readonly OrderLine[],
  units: readonly LineUnits[],
  counters: readonly Counter[],
  sign = 1,
): OrderLine[] {
  return lines.map((line) => {
    const moved = units.reduce((sum, unit) => (unit.line === line.id ? sum + unit.quantity : sum), 0);
    if (moved === 0) return line;
    const next = { ...line };
    for (const counter of counters) next[counter] += sign * moved;
    return next;
  });
}

/** What an event makes of an order. */
export function evolveOrder(order: Order | undefined, event: OrderEvent, at: Instant): Order {
  if (event.type === 'OrderPlaced') return placed(event, at);
  if (order === undefined) throw new Broken(`${event.type} reached an order that does not exist`);
  switch (event.type) {
    case 'PaymentNoted': {
      const paidFor = event.paid >= order.total ? ['payment', 'balance'] : ['payment'];
      return { ...order, paid: event.paid, awaits: order.awaits.filter((one) => !paidFor.includes(one)) };
    }
    case 'PaymentReturned':
      return { ...order, refunded: order.refunded + event.amount };
    case 'GroupFormed':
      return { ...order, awaits: order.awaits.filter((one) => one !== 'group') };
    case 'ReviewPassed':
      return { ...order, awaits: order.awaits.filter((one) => one !== 'review') };
    case 'OrderReady':
      return { ...order, status: 'placed', readyAt: at };
    case 'HoldPlaced':
      return { ...order, holds: [...order.holds, { hold: event.hold, reason: event.reason, since: at }] };
    case 'HoldReleased':
      return { ...order, holds: order.holds.filter(({ hold }) => hold !== event.hold) };
    case 'AutoAcceptanceJudged':
    case 'FeedbackNoted':
      return order;
    case 'ShortageFound':
      return { ...order, missing: event.missing };
    case 'OrderAccepted': {
      const { missing: _, ...rest } = order;
      const locations = [...new Set(event.allocation.map(({ location }) => location))];
      return { ...rest, status: 'accepted', locations };
    }
    case 'RecipientAmended':
      return { ...order, recipient: event.recipient, region: event.region };
    case 'UnitsCancelled':
      return {
        ...order,
        lines: count(order.lines, event.lines, ['cancelled']),
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
        lines: count(order.lines, event.lines, ['packed']),
        parcels: [...(order.parcels ?? []), event.parcel],
      };
    case 'UnitsUnpacked':
      return {
        ...order,
        status: 'preparing',
        lines: count(order.lines, event.lines, ['packed'], -1),
        parcels: (order.parcels ?? []).filter((parcel) => parcel !== event.parcel),
      };
    case 'OrderPacked':
      return { ...order, status: 'packed' };
    case 'UnitsShipped':
      return { ...order, lines: count(order.lines, event.lines, ['shipped']) };
    case 'OrderShipped':
      return { ...order, status: 'shipped', shippedAt: at };
    case 'UnitsDelivered':
      return { ...order, lines: count(order.lines, event.lines, ['delivered']), deliveredAt: event.deliveredAt };
    case 'UnitsUndelivered':
      return { ...order, lines: count(order.lines, event.lines, ['undelivered']) };
    case 'OrderDelivered':
      return { ...order, status: 'delivered' };
    case 'UnitsReturned':
      return { ...order, lines: count(order.lines, event.lines, ['returned']) };
    case 'UnitsRefunded':
      return {
        ...order,
        lines: count(order.lines, event.lines, ['refunded']),
        refunded: order.refunded + event.amount,
      };
    case 'OrderCompleted':
      return { ...order, status: 'completed', afterSalesUntil: event.afterSalesUntil };
  }
}

function placed(event: Extract<OrderEvent, { type: 'OrderPlaced' }>, at: Instant): Order {
  const { type: _, owes: __, settles: ___, lines, ...facts } = event;
  const none = { cancelled: 0, packed: 0, shipped: 0, delivered: 0, undelivered: 0, returned: 0, refunded: 0 };
  return {
    ...facts,
    status: 'pending',
    refunded: 0,
    lines: lines.map((line) => ({ ...line, ...none })),
    holds: [],
    placedAt: at,
  };
}
