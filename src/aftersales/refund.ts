import { err, ok } from 'neverthrow';
import type { Actor } from '../kernel/index.js';
import { type Grant, grantFor, mostFor } from './amounts.js';
import { folded } from './claims.js';
import type { CaseEvent } from './events.js';
import { aftersalesFailures } from './failures.js';
import { after, type Ctx, changes, type Events, everythingOwed, isOwed, type Of, orderOf, owesFrom } from './owing.js';
import { REMEDIES } from './remedies.js';
import type { Case, CaseOutcome, CaseUnits } from './types.js';

/** Ends a case without a refund. */
export const closed = (one: Case, outcome: CaseOutcome): CaseEvent => ({
  type: 'CaseClosed',
  outcome,
  ...changes([], everythingOwed(one)),
});

/** Units that may be paid for: those of the case, or once inspected those that were accepted, or at least counted. */
export function payableUnits({ lines, findings }: Case): CaseUnits[] {
  if (findings === undefined) return lines.map(({ line, quantity }) => ({ line, quantity }));
  const accepted = folded(findings.map(({ line, accepted: quantity }) => ({ line, quantity })));
  return accepted.length > 0 ? accepted : folded(findings.map(({ line, counted: quantity }) => ({ line, quantity })));
}

/** What was agreed falls due for these units; a remedy that gives something else than money gets its case here. */
export function remedyDue(one: Case, units: readonly CaseUnits[], context: Ctx, agreedFor = units): CaseEvent[] {
  switch (REMEDIES[one.agreed?.remedy ?? one.remedy].gives) {
    case 'money':
      return refundDue(one, units, context, agreedFor);
  }
}

/**
 * The refund that was agreed falls due for these units: granted, or put before a second person, or, if others have
 * paid the units back meanwhile, the case ends.
 */
function refundDue(
  one: Case,
  units: readonly CaseUnits[],
  { at, by, ask }: Ctx,
  agreedFor: readonly CaseUnits[],
): CaseEvent[] {
  const { agreed } = one;
  const grant = grantFor(orderOf(one, ask), agreed?.amount ?? 0, agreedFor, units);
  if (grant.amount === 0) return [closed(one, 'nothingLeftToRefund')];
  const { approvalAbove } = ask.terms;
  const limited = approvalAbove !== undefined && grant.amount > approvalAbove && agreed?.how !== 'platform';
  const clock = isOwed(one, 'payRefundBy') ? [] : owesFrom(ask.terms, at, 'payRefundBy');
  const owing = changes(clock, everythingOwed(one, 'payRefundBy'));
  if (!limited) return [granted(one, grant, owing)];
  return [{ type: 'ApprovalAsked', amount: grant.amount, lines: [...units], by, ...owing }];
}

const granted = (
  { order, currency }: Case,
  { amount, parts }: Grant,
  owing: ReturnType<typeof changes>,
  approvedBy?: Actor,
): CaseEvent => ({
  type: 'RefundGranted',
  order,
  amount,
  currency,
  lines: folded(parts.map(({ line, covers: quantity }) => ({ line, quantity }))),
  parts,
  ...(approvedBy !== undefined && { approvedBy }),
  ...owing,
});

/** A second person lets the waiting refund go. Whoever agreed or caused it cannot. */
export function approveRefund({ amount }: Of<'ApproveRefund'>, one: Case, { by, ask }: Ctx): Events {
  const { pending, currency, agreed } = one;
  if (pending === undefined || by.id === pending.by.id || by.id === agreed?.by.id) {
    return err(aftersalesFailures.second_person_needed({ person: by.id }));
  }
  if (amount !== pending.amount) {
    return err(aftersalesFailures.approval_of_other_amount({ approved: amount, waiting: pending.amount, currency }));
  }
  const grant = grantFor(orderOf(one, ask), pending.amount, pending.lines, pending.lines);
  if (grant.amount === 0) return ok([closed(one, 'nothingLeftToRefund')]);
  return ok([granted(one, grant, changes([], everythingOwed(one, 'payRefundBy')), by)]);
}

export const declineRefund = ({ reason }: Of<'DeclineRefund'>, one: Case, { at, ask }: Ctx): Events =>
  ok([
    {
      type: 'RefundDeclined',
      reason,
      ...changes(owesFrom(ask.terms, at, 'escalateBy'), everythingOwed(one)),
    },
  ]);

/**
 * The order has paid units back that this case is about. What is left of the claim goes on; a refund that waits for
 * approval is asked for anew.
 */
export function noteUnitsRefunded({ lines: refunded }: Of<'NoteUnitsRefunded'>, one: Case, context: Ctx): Events {
  const { at, ask } = context;
  const met: CaseUnits[] = [];
  const lines = one.lines.flatMap((line) => {
    const paid = refunded.find((unit) => unit.line === line.line)?.quantity ?? 0;
    const quantity = line.quantity - Math.min(paid, line.quantity);
    if (quantity < line.quantity) met.push({ line: line.line, quantity: line.quantity - quantity });
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  if (met.length === 0) return ok([]);
  const asked = Math.min(one.asked, mostFor(orderOf(one, ask), folded(lines)));
  if (asked === 0) return ok([closed(one, 'nothingLeftToRefund')]);
  const event: CaseEvent = { type: 'ClaimMet', met, lines, asked };
  const left = after(one, event, at);
  return ok(one.pending === undefined ? [event] : [event, ...remedyDue(left, payableUnits(left), context)]);
}

export const noteRefundPaid = ({ reference }: Of<'NoteRefundPaid'>, one: Case): Events =>
  ok([{ type: 'RefundPaid', ...(reference !== undefined && { reference }), ...changes([], everythingOwed(one)) }]);

/** The refund stays granted and its message is sent again; a failure neither pays twice nor moves the deadline. */
export function noteRefundFailed({ reason }: Of<'NoteRefundFailed'>, one: Case, { at, ask }: Ctx): Events {
  const clock = isOwed(one, 'payRefundBy') ? [] : owesFrom(ask.terms, at, 'payRefundBy');
  return ok([{ type: 'RefundFailed', reason, ...changes(clock) }]);
}
