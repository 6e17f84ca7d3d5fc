import { err, ok } from 'neverthrow';
import { type Actor, type Instant, type Minor, SYSTEM } from '../kernel/index.js';
import { amountWithin, mostFor } from './amounts.js';
import { folded } from './claims.js';
import type { CaseEvent } from './events.js';
import { evolveCase } from './evolve.js';
import { aftersalesFailures } from './failures.js';
import {
  after,
  type Ctx,
  changes,
  deadlineRefused,
  type Events,
  everythingOwed,
  type Of,
  orderOf,
  owesFrom,
} from './owing.js';
import { closed, payableUnits, remedyDue } from './refund.js';
import { REMEDIES } from './remedies.js';
import type { AgreedHow, Agreement, Case, CaseUnits } from './types.js';

/** Says yes to a case, whoever or whatever does: the goods come back next, or the refund falls due at once. */
export function agreeing(
  one: Case,
  { amount, how, by }: { amount: Minor; how: AgreedHow; by: Actor },
  context: Ctx,
  { note, returnBy }: { note?: string | undefined; returnBy?: Instant | undefined } = {},
): CaseEvent[] {
  const agreement: Agreement = { remedy: one.remedy, amount, how, by };
  const said = note === undefined ? {} : { note };
  const bare: CaseEvent = { type: 'CaseAgreed', ...agreement, ...said };
  const owes = clockOfReturn(evolveCase(one, bare, context.at), context, returnBy);
  const event: CaseEvent = { ...bare, ...changes(owes, everythingOwed(one)) };
  return [event, ...followed(one, event, payableUnits(one), context)];
}

/** After an agreement: nothing while goods have to come back, otherwise the refund. */
function followed(before: Case, event: CaseEvent, units: readonly CaseUnits[], context: Ctx): CaseEvent[] {
  const one = after(before, event, context.at);
  return waitsForGoods(one) ? [] : remedyDue(one, units, context);
}

const waitsForGoods = ({ agreed, findings }: Case): boolean =>
  agreed !== undefined && REMEDIES[agreed.remedy].sendsBack && findings === undefined;

/** Whose turn it is with the goods, and until when. */
function clockOfReturn(one: Case, { at, ask: { terms } }: Ctx, returnBy?: Instant) {
  if (one.status === 'awaitingReturn') return owesFrom(terms, at, 'returnBy', returnBy);
  if (one.status === 'inspecting' && waitsForGoods(one)) return owesFrom(terms, at, 'inspectBy');
  if (one.status === 'returnUnderWay' && terms.inspectFrom === 'shipped') return owesFrom(terms, at, 'inspectBy');
  return [];
}

export function agree(command: Of<'AgreeCase'>, one: Case, context: Ctx): Events {
  const refused = deadlineRefused('returnBy', command.returnBy, context);
  if (refused !== undefined) return err(refused);
  const amount = amountWithin(command, one.asked, payableUnits(one), orderOf(one, context.ask));
  if (amount.isErr()) return err(amount.error);
  return ok(agreeing(one, { amount: amount.value, how: 'answer', by: context.by }, context, command));
}

/** What a request comes to that nobody answered in time, where the terms say that silence is a yes. */
export function agreedBySilence(one: Case, context: Ctx): CaseEvent[] {
  const amount = Math.min(one.asked, mostFor(orderOf(one, context.ask), payableUnits(one)));
  if (amount === 0) return [closed(one, 'nothingLeftToRefund')];
  return agreeing(one, { amount, how: 'deadline', by: SYSTEM }, context);
}

/** Says no; from here the buyer has a time to turn to the platform, or to revise. */
export const rejecting = (
  one: Case,
  said: Pick<Extract<CaseEvent, { type: 'CaseRejected' }>, 'how' | 'reason' | 'evidence'>,
  { at, ask: { terms } }: Ctx,
): CaseEvent => ({
  type: 'CaseRejected',
  ...said,
  ...changes(owesFrom(terms, at, 'escalateBy'), everythingOwed(one)),
});

export function reject({ reason, evidence }: Of<'RejectCase'>, one: Case, context: Ctx): Events {
  const shown = evidence === undefined ? {} : { evidence };
  return ok([rejecting(one, { how: 'answer', reason, ...shown }, context)]);
}

export const withdraw = (_: Of<'WithdrawCase'>, one: Case): Events =>
  ok([{ type: 'CaseWithdrawn', ...changes([], everythingOwed(one)) }]);

export const escalating = (one: Case, reason: string, { at, by, ask }: Ctx, decideBy?: Instant): CaseEvent => ({
  type: 'CaseEscalated',
  reason,
  by: by.role,
  ...changes(owesFrom(ask.terms, at, 'decideBy', decideBy), everythingOwed(one)),
});

/** The buyer turns to the platform after a no, or once the merchant has missed a deadline; the platform at any time. */
export function escalate({ reason, decideBy }: Of<'EscalateCase'>, one: Case, context: Ctx): Events {
  const refused = deadlineRefused('decideBy', decideBy, context);
  if (refused !== undefined) return err(refused);
  const waiting = one.owed?.find(({ by }) => by === 'merchant');
  if (context.by.role === 'buyer' && one.status !== 'rejected' && waiting?.missedAt === undefined) {
    return err(aftersalesFailures.merchant_still_in_time({ due: waiting?.due ?? null }));
  }
  return ok([escalating(one, reason, context, decideBy)]);
}

const REMEDY_DECIDED = { refund: 'refundOnly', returnAndRefund: 'returnAndRefund' } as const;

/**
 * The platform's ruling. It may overrule what the merchant counted, which is the merchant's own word in the dispute; it
 * never pays more than the units cost or than was paid, and needs no second person.
 */
export function decideByPlatform(command: Of<'DecideByPlatform'>, one: Case, context: Ctx): Events {
  const { outcome, reason, returnBy } = command;
  if (outcome === 'refuse') {
    const event: CaseEvent = { type: 'PlatformDecided', outcome, reason };
    return ok([event, closed(one, 'refusedByPlatform')]);
  }
  if (outcome === 'returnAndRefund' && one.findings !== undefined) {
    return err(aftersalesFailures.inspected_already({ case: one.id }));
  }
  const units = folded(one.lines);
  const amount = amountWithin(command, one.asked, units, orderOf(one, context.ask));
  if (amount.isErr()) return err(amount.error);
  const remedy = REMEDY_DECIDED[outcome];
  const agreed: Agreement = { remedy, amount: amount.value, how: 'platform', by: context.by };
  const bare: CaseEvent = { type: 'PlatformDecided', outcome, reason, agreed };
  const owes = clockOfReturn(evolveCase(one, bare, context.at), context, returnBy);
  const event: CaseEvent = { ...bare, ...changes(owes, everythingOwed(one)) };
  return ok([event, ...followed(one, event, units, context)]);
}
