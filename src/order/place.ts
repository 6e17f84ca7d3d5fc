import { err, ok } from 'neverthrow';
import { type Instant, latest, type Obligation, type ObligationEvent } from '../kernel/index.js';
import { type Charges, chargesOf, overpaid, paidUp } from './amounts.js';
import { calledOff } from './cancel.js';
import type { NewLine, PlaceOrder } from './commands.js';
import type { OrderEvent } from './events.js';
import { orderAfter } from './evolve.js';
import { orderFailures } from './failures.js';
import { AWAITED, type Ctx, type Events, type Of, type OrderTerm, OWED_BY, owesFrom } from './owing.js';
import { type Awaited, type CancelCause, MOST_HOLDS, type Order, type OrderTerms } from './types.js';

const FIVE_MINUTES = 300_000;

export function place(command: PlaceOrder, _: Order, { at, id, ask: { terms } }: Ctx): Events {
  const charges = chargesOf(command);
  if (charges.isErr()) return err(charges.error);
  const { paid = 0, total, currency, deadlines } = command;
  if (paid > total) return err(orderFailures.paid_more_than_total({ paid, total, currency }));
  const awaited = new Set<Awaited>(command.awaits ?? ['payment']);
  for (const met of paidUp([...awaited], paid, total)) awaited.delete(met);
  const awaits = [...awaited];
  const owes = owesFrom(
    terms,
    at,
    awaits.map((one) => AWAITED[one]),
    deadlines,
  );
  const { channel, buyer, region } = command;
  const given = deadlines && beginningLater(deadlines);
  const event: OrderEvent = {
    type: 'OrderPlaced',
    id,
    channel,
    number: command.number,
    buyer,
    recipient: command.recipient,
    region,
    currency,
    total,
    paid,
    awaits,
    given,
    lines: command.lines.map((line, i) => placedLine(line, charges.value[i])),
    owes: owes.length > 0 ? owes : undefined,
  };
  return ok(awaits.length > 0 ? [event] : [event, ready(terms, at, given)]);
}

const placedLine = (line: NewLine, { goods, shipping, tax } = NO_CHARGES) => ({
  id: line.id,
  sku: line.sku,
  location: line.location,
  unitPrice: line.unitPrice,
  goods,
  shipping,
  tax,
  ordered: line.quantity,
});
const NO_CHARGES: Charges = { goods: 0, shipping: 0, tax: 0 };

function beginningLater({ payBy: _, groupBy: __, ...given }: NonNullable<PlaceOrder['deadlines']>): Order['given'] {
  return Object.keys(given).length > 0 ? given : undefined;
}

/** The merchant's clocks begin: nothing is awaited any more. */
function ready(terms: OrderTerms, since: Instant, given: Order['given'], heldAt?: Instant): OrderEvent {
  const owes = owesFrom(terms, since, ['acceptBy', 'shipBy'], given);
  const paused =
    heldAt === undefined ? owes : owes.map((one) => (pausesOnHold(one, terms) ? { ...one, pausedAt: heldAt } : one));
  return { type: 'OrderReady', owes: paused, settles: ['payBy', 'balanceBy', 'groupBy', 'reviewBy'] };
}

/** Adds readiness behind an event, if that was the last thing the order waited for. */
function readyAfter(event: OrderEvent, order: Order, { at, ask }: Ctx, since: Instant): Events {
  const left = orderAfter(order, event, at).awaits;
  return ok(
    left.length > 0 ? [event] : [event, ready(ask.terms, since, order.given, order.holds.length > 0 ? at : undefined)],
  );
}

export function notePayment({ amount, paidAt }: Of<'NotePayment'>, order: Order, context: Ctx): Events {
  const { at } = context;
  const { total, currency, placedAt } = order;
  const paid = order.paid + amount;
  if (paidAt !== undefined && paidAt > at + FIVE_MINUTES)
    return err(orderFailures.paid_at_in_future({ paidAt, now: at }));
  if (paidAt !== undefined && paidAt < placedAt - FIVE_MINUTES) {
    return err(orderFailures.paid_before_placed({ paidAt, placedAt }));
  }
  if (order.status === 'cancelled') {
    return ok([
      { type: 'PaymentNoted', amount, paid },
      { type: 'PaymentReturned', amount },
    ]);
  }
  if (paid > total) return err(orderFailures.paid_more_than_total({ paid, total, currency }));
  if (order.status !== 'pending') {
    const noted: OrderEvent = { type: 'PaymentNoted', amount, paid };
    // Units that were called off meanwhile need not be paid any more.
    const beyond = Math.min(amount, overpaid(orderAfter(order, noted, at)));
    return ok(beyond > 0 ? [noted, { type: 'PaymentReturned', amount: beyond }] : [noted]);
  }
  const settles = paidUp(order.awaits, paid, total).map((one) => AWAITED[one]);
  // It was paid then, but may have waited for its group or a review until later.
  const since = paidAt === undefined ? at : latest(paidAt, order.metAt ?? paidAt);
  return readyAfter({ type: 'PaymentNoted', amount, paid, settles }, order, context, since);
}

export function noteAwaited(what: Awaited, type: 'GroupFormed' | 'ReviewPassed', order: Order, context: Ctx): Events {
  if (!order.awaits.includes(what)) return err(orderFailures.not_awaited({ what, awaits: order.awaits }));
  return readyAfter({ type, settles: [AWAITED[what]] }, order, context, context.at);
}

export function failAwaited(what: Awaited, cause: CancelCause, reason: string, order: Order): Events {
  if (!order.awaits.includes(what)) return err(orderFailures.not_awaited({ what, awaits: order.awaits }));
  return ok([calledOff(order, cause, reason)]);
}

export function hold(command: Of<'HoldOrder'>, order: Order, { ask }: Ctx): Events {
  if (order.holds.some((one) => one.hold === command.hold))
    return err(orderFailures.hold_exists({ hold: command.hold }));
  if (order.holds.length >= MOST_HOLDS) return err(orderFailures.too_many_holds({ most: MOST_HOLDS }));
  const placed: OrderEvent = { type: 'HoldPlaced', hold: command.hold, reason: command.reason };
  if (order.holds.length > 0) return ok([placed]);
  const paused = pausing(order, ask.terms)
    .filter(({ pausedAt, missedAt }) => pausedAt === undefined && missedAt === undefined)
    .map(({ kind }): ObligationEvent => ({ type: 'ObligationPaused', kind, reason: `held: ${command.hold}` }));
  return ok([placed, ...paused]);
}

export function releaseHold(command: Of<'ReleaseHold'>, order: Order, { ask }: Ctx): Events {
  const holds = order.holds.map((one) => one.hold);
  if (!holds.includes(command.hold)) return err(orderFailures.hold_unknown({ hold: command.hold, holds }));
  const released: OrderEvent = { type: 'HoldReleased', hold: command.hold };
  if (holds.length > 1) return ok([released]);
  const resumed = (order.owed ?? [])
    .filter((obligation) => pausedByHold(obligation, order, ask.terms))
    .map(({ kind }): ObligationEvent => ({ type: 'ObligationResumed', kind }));
  return ok([released, ...resumed]);
}

/** Whether the obligation's term lets the clock stand still while the order is held. */
const pausesOnHold = ({ kind }: Obligation, terms: OrderTerms): boolean =>
  kind in OWED_BY && terms[kind as OrderTerm]?.pausesOnHold === true;

/** What somebody else had paused before stays paused; what the hold itself has paused goes on, whatever the terms say now. */
const pausedByHold = (one: Obligation, { heldSince }: Order, terms: OrderTerms): boolean =>
  one.pausedAt !== undefined &&
  heldSince !== undefined &&
  (one.pausedAt === heldSince || (one.pausedAt > heldSince && pausesOnHold(one, terms)));

const pausing = (order: Order, terms: OrderTerms): Obligation[] =>
  (order.owed ?? []).filter((obligation) => pausesOnHold(obligation, terms));
