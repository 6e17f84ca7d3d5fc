import { err, ok } from 'neverthrow';
import { overpaid, refundable, sharesOf, stillWorth } from './amounts.js';
import type { OrderEvent } from './events.js';
import { orderAfter } from './evolve.js';
import { orderFailures } from './failures.js';
import type { Ctx, Events, Of } from './owing.js';
import { completed, milestonesAfter } from './progress.js';
import type { CancelCause, LineUnits, Order, OrderLine } from './types.js';
import { folded, isOwed, SETTLE, underWay, unitsWhere, unpacked, unsettled, wanted } from './units.js';

/** Calls the whole order off: everything paid goes back, everything owed is settled, what has left is recalled. */
export function calledOff(order: Order, cause: CancelCause, reason: string): OrderEvent {
  const settles = (order.owed ?? []).map(({ kind }) => kind);
  const recall = unitsWhere(order, underWay);
  return { type: 'OrderCancelled', cause, reason, refund: refundable(order), recall, settles };
}

const CAUSE_BY_ROLE: Readonly<Record<string, CancelCause>> = { buyer: 'byBuyer', platform: 'byPlatform' };

export function cancelOrder({ reason }: Of<'CancelOrder'>, order: Order, { by }: Ctx): Events {
  const delivered = order.lines.find((line) => line.delivered > 0);
  if (delivered !== undefined) {
    const left = delivered.ordered - delivered.cancelled - delivered.delivered;
    return err(orderFailures.units_have_left({ line: delivered.id, asked: wanted(delivered), left }));
  }
  return ok([calledOff(order, CAUSE_BY_ROLE[by.role] ?? 'byMerchant', reason)]);
}

export function cancelUnits({ lines, reason }: Of<'CancelUnits'>, order: Order, { at, by, ask }: Ctx): Events {
  const units = folded(order, lines, wanted, 'cancelled');
  if (units.isErr()) return err(units.error);
  for (const { line: id, quantity } of units.value) {
    const line = order.lines.find((one) => one.id === id);
    const left = line === undefined ? 0 : unpacked(line);
    if (quantity > left) return err(orderFailures.units_have_left({ line: id, asked: quantity, left }));
  }
  const cause = CAUSE_BY_ROLE[by.role] ?? 'byMerchant';
  const called = { type: 'UnitsCancelled' as const, lines: units.value, cause, reason };
  // Of an order that is paid in part, only what the rest does not cost.
  const beyond = Math.max(0, overpaid(orderAfter(order, { ...called, refund: 0 }, at)));
  const event: OrderEvent = { ...called, refund: Math.min(sharesOf(order.lines, units.value), beyond) };
  const after = orderAfter(order, event, at);
  if (after.lines.every((line) => wanted(line) === 0)) return ok([event, calledOff(after, cause, reason)]);
  return ok([event, ...milestonesAfter(after, ask.terms, at)]);
}

/** Pays back units that have left, without a case: what was lost or refused, or a gesture of goodwill. */
export function refundUnits({ lines, reason }: Of<'RefundUnits'>, order: Order, { at, ask }: Ctx): Events {
  return folded(order, lines, unrefunded, 'refunded').map((units) => refunding(order, units, reason, { at, ask }));
}

/** Units that have left and were not paid back. */
const unrefunded = (line: OrderLine): number => line.shipped - line.refunded;

type When = Pick<Ctx, 'at' | 'ask'>;

function refunding(order: Order, lines: LineUnits[], reason: string, when: When): OrderEvent[] {
  const amount = Math.min(stillWorth(order.lines, lines), refundable(order));
  return refunded(order, { type: 'UnitsRefunded', amount, lines, reason }, when);
}

/** A refund, and what follows from it for the order as a whole. */
function refunded(
  order: Order,
  event: Extract<OrderEvent, { type: 'UnitsRefunded' }>,
  { at, ask }: When,
): OrderEvent[] {
  const after = orderAfter(order, event, at);
  const settles = isOwed(order, SETTLE) && unitsWhere(after, unsettled).length === 0;
  return [settles ? { ...event, settles: [SETTLE] } : event, ...milestonesAfter(after, ask.terms, at)];
}

/** Pays back all units that were lost or came back, if the merchant owes that. */
export function settlingUndelivered(order: Order, reason: string, when: When): OrderEvent[] {
  const units = unitsWhere(order, unsettled);
  return isOwed(order, SETTLE) && units.length > 0 ? refunding(order, units, reason, when) : [];
}

/** The order completes. What is owed for undelivered units is paid with it, not forgotten. */
export function completing(order: Order, by: 'buyer' | 'deadline', when: When): OrderEvent[] {
  const paid = settlingUndelivered(order, 'lost or come back, and not settled before the order completed', when);
  const isComplete = paid.some(({ type }) => type === 'OrderCompleted' || type === 'OrderCancelled');
  return isComplete ? paid : [...paid, completed(order, when.ask.terms, when.at, by)];
}

/** A case of after-sales pays back an amount; `lines` are units whose whole share it covers. */
export function noteRefund(command: Of<'NoteRefund'>, order: Order, { at, ask }: Ctx): Events {
  const { currency } = order;
  const left = refundable(order);
  if (command.amount > left) {
    const asked = { amount: command.amount, currency };
    return err(orderFailures.refund_exceeds_paid({ asked, left: { amount: left, currency } }));
  }
  const { amount, rebates, received, case: id } = command;
  return folded(order, command.lines, unrefunded, 'refunded').map((lines) =>
    refunded(order, { type: 'UnitsRefunded', amount, lines, received, rebates, case: id }, { at, ask }),
  );
}
