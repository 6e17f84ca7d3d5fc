import { err, ok } from 'neverthrow';
import type { Minor } from '../kernel/index.js';
import { sharesOf } from './amounts.js';
import { evolveOrder } from './evolve.js';
import { orderFailures } from './failures.js';
import type { Ctx, Events, Of } from './owing.js';
import { milestonesAfter } from './progress.js';
import type { CancelCause, LineUnits, Order, OrderEvent } from './types.js';
import { folded, underWay, unitsWhere, unpacked, wanted } from './units.js';

/** What was paid and has not gone back. */
export const refundable = (order: Order): Minor => order.paid - order.refunded;

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
  const refund = Math.min(sharesOf(order.lines, units.value), refundable(order));
  const event: OrderEvent = { type: 'UnitsCancelled', lines: units.value, cause, reason, refund };
  const after = evolveOrder(order, event, at);
  if (after.lines.every((line) => wanted(line) === 0)) return ok([event, calledOff(after, cause, reason)]);
  return ok([event, ...milestonesAfter(after, ask.terms, at)]);
}

/** Pays back units that have left, without a case: what was lost or refused, or a gesture of goodwill. */
export function refundUnits({ lines, reason }: Of<'RefundUnits'>, order: Order, { at, ask }: Ctx): Events {
  const units = folded(order, lines, (line) => line.shipped - line.refunded, 'refunded');
  if (units.isErr()) return err(units.error);
  return ok(refunding(order, units.value, reason, ask.terms, at));
}

export function refunding(
  order: Order,
  lines: readonly LineUnits[],
  reason: string,
  terms: Ctx['ask']['terms'],
  at: Ctx['at'],
): OrderEvent[] {
  const amount = Math.min(sharesOf(order.lines, lines), refundable(order));
  if (amount === 0) return [];
  const event: OrderEvent = { type: 'UnitsRefunded', amount, lines: [...lines], reason };
  const after = evolveOrder(order, event, at);
  return [event, ...milestonesAfter(after, terms, at)];
}

/** A case of after-sales pays back an amount; `lines` are units whose whole share it covers. */
export function noteRefund(command: Of<'NoteRefund'>, order: Order, { at, ask }: Ctx): Events {
  const { currency } = order;
  const left = refundable(order);
  if (command.amount > left) {
    const asked = { amount: command.amount, currency };
    return err(orderFailures.refund_exceeds_paid({ asked, left: { amount: left, currency } }));
  }
  const units = folded(order, command.lines, (line) => wanted(line) - line.refunded, 'refunded');
  if (units.isErr()) return err(units.error);
  const event: OrderEvent = {
    type: 'UnitsRefunded',
    amount: command.amount,
    lines: units.value,
    case: command.case,
  };
  return ok([event, ...milestonesAfter(evolveOrder(order, event, at), ask.terms, at)]);
}
