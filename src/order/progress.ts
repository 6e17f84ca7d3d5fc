import { err, ok } from 'neverthrow';
import { endOf, type Instant, type Obligation } from '../kernel/index.js';
import { refundable } from './amounts.js';
import type { OrderEvent } from './events.js';
import { orderAfter } from './evolve.js';
import type { Ctx, Events, Of } from './owing.js';
import { owesFrom } from './owing.js';
import type { LineUnits, Order, OrderLine, OrderTerms } from './types.js';
import {
  every,
  folded,
  isOwed,
  returnable,
  SETTLE,
  stillOut,
  underWay,
  unitsWhere,
  unsettled,
  wanted,
} from './units.js';

/** The steps which the whole order has reached by its quantities; each is announced once. */
export function milestonesAfter(order: Order, terms: OrderTerms, at: Instant): OrderEvent[] {
  const next = milestone(order, terms, at);
  return next === undefined ? [] : [next, ...milestonesAfter(orderAfter(order, next, at), terms, at)];
}

function milestone(order: Order, terms: OrderTerms, at: Instant): OrderEvent | undefined {
  const { status } = order;
  const beingMadeReady = status === 'accepted' || status === 'preparing' || status === 'packed';
  if (beingMadeReady && every(order, (line) => line.shipped === wanted(line))) {
    return { type: 'OrderShipped', owes: owesFrom(terms, at, ['deliverBy'], order.given), settles: ['shipBy'] };
  }
  if (beingMadeReady && status !== 'packed' && every(order, (line) => line.packed === wanted(line))) {
    return { type: 'OrderPacked' };
  }
  if (status === 'shipped' && every(order, (line) => underWay(line) === 0)) return arrived(order, terms, at);
  if (status === 'delivered' && every(order, (line) => line.refunded >= wanted(line))) {
    return completed(order, terms, at, 'settlement');
  }
  return undefined;
}

/** Every unit has been delivered, or has been lost or come back. */
function arrived(order: Order, terms: OrderTerms, at: Instant): OrderEvent | undefined {
  const settled = unitsWhere(order, unsettled).length === 0;
  if (order.lines.some((line) => line.delivered > 0)) {
    const settles = settled ? ['deliverBy', 'settleUndeliveredBy'] : ['deliverBy'];
    return { type: 'OrderDelivered', owes: owesFrom(terms, at, ['confirmBy']), settles };
  }
  if (settled) {
    const settles = (order.owed ?? []).map(({ kind }) => kind);
    const reason = 'none of its units could be delivered, and all were refunded';
    return { type: 'OrderCancelled', cause: 'undeliverable', reason, refund: refundable(order), recall: [], settles };
  }
  return undefined;
}

export function completed(
  order: Order,
  terms: OrderTerms,
  at: Instant,
  by: 'buyer' | 'deadline' | 'settlement',
): OrderEvent {
  const settles = (order.owed ?? []).map(({ kind }) => kind);
  return { type: 'OrderCompleted', by, afterSalesUntil: endOf(terms.afterSales, at, terms.calendar), settles };
}

/** Units move on in a parcel, and perhaps the order with them. */
function moved(
  order: Order,
  lines: readonly LineUnits[],
  leftOf: (line: OrderLine) => number,
  what: string,
  event: (units: LineUnits[]) => OrderEvent,
  { at, ask }: Ctx,
): Events {
  const units = folded(order, lines, leftOf, what);
  if (units.isErr()) return err(units.error);
  const first = event(units.value);
  return ok([first, ...milestonesAfter(orderAfter(order, first, at), ask.terms, at)]);
}

export const notePreparing = (_: Of<'NotePreparing'>, order: Order): Events =>
  ok(order.status === 'accepted' ? [{ type: 'PreparationStarted' }] : []);

export const notePacked = ({ parcel, lines }: Of<'NotePacked'>, order: Order, context: Ctx): Events =>
  moved(
    order,
    lines,
    (l) => wanted(l) - l.packed,
    'packed',
    (u) => ({ type: 'UnitsPacked', parcel, lines: u }),
    context,
  );

export const noteUnpacked = ({ parcel, lines }: Of<'NoteUnpacked'>, order: Order, context: Ctx): Events =>
  moved(
    order,
    lines,
    (l) => l.packed - l.shipped,
    'unpacked',
    (u) => ({ type: 'UnitsUnpacked', parcel, lines: u }),
    context,
  );

export const noteShipped = ({ parcel, lines }: Of<'NoteShipped'>, order: Order, context: Ctx): Events =>
  moved(
    order,
    lines,
    (l) => l.packed - l.shipped,
    'shipped',
    (u) => ({ type: 'UnitsShipped', parcel, lines: u }),
    context,
  );

export function noteDelivered(command: Of<'NoteDelivered'>, order: Order, context: Ctx): Events {
  const { parcel, lines, deliveredAt = context.at, corrects } = command;
  return moved(
    order,
    lines,
    corrects === undefined ? underWay : unsettled,
    'delivered',
    (u) => {
      const event: OrderEvent = { type: 'UnitsDelivered', parcel, lines: u, deliveredAt, corrects };
      const isSettled =
        isOwed(order, SETTLE) && unitsWhere(orderAfter(order, event, context.at), unsettled).length === 0;
      return isSettled ? { ...event, settles: [SETTLE] } : event;
    },
    context,
  );
}

export function noteUndelivered({ parcel, lines, how }: Of<'NoteUndelivered'>, order: Order, context: Ctx): Events {
  return moved(
    order,
    lines,
    underWay,
    'undelivered',
    (u) => {
      const event: OrderEvent = { type: 'UnitsUndelivered', parcel, lines: u, how };
      const owes = settlementOwed(order, event, context);
      return owes.length > 0 ? { ...event, owes } : event;
    },
    context,
  );
}

/** The merchant's time to pay undelivered units back. More of them do not put off what is owed for the first. */
function settlementOwed(order: Order, event: OrderEvent, { at, ask }: Ctx): Obligation[] {
  if (order.status === 'cancelled' || isOwed(order, SETTLE)) return [];
  const isOpen = unitsWhere(orderAfter(order, event, at), unsettled).length > 0;
  return isOpen ? owesFrom(ask.terms, at, ['settleUndeliveredBy']) : [];
}

export function noteReturned(command: Of<'NoteReturned'>, order: Order): Events {
  const units = folded(order, command.lines, returnable, 'returned');
  return units.map((lines) => [{ type: 'UnitsReturned', case: command.case, lines }]);
}

export const noteBack = (command: Of<'NoteBack'>, order: Order): Events =>
  folded(order, command.lines, stillOut, 'booked back').map((lines) => [{ type: 'UnitsBack', lines }]);
