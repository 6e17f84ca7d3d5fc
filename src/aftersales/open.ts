import { err, ok, type Result } from 'neverthrow';
import { SYSTEM } from '../kernel/index.js';
import { amountWithin } from './amounts.js';
import { agreeing, rejecting } from './answer.js';
import { claimable } from './claims.js';
import type { CaseEvent } from './events.js';
import { type AftersalesFailure, aftersalesFailures } from './failures.js';
import {
  after,
  type CaseOrderFacts,
  type Ctx,
  changes,
  deadlineRefused,
  type Events,
  everythingOwed,
  type Of,
  orderOf,
  owesFrom,
} from './owing.js';
import { eligibilityFacts, judgeEligibility, type Request } from './policies.js';
import { REMEDIES } from './remedies.js';
import type { Case, CaseLine } from './types.js';

type Asked = Pick<Of<'OpenCase'>, 'remedy' | 'lines' | 'amount' | 'currency' | 'reason' | 'received' | 'evidence'>;
type Checked = Pick<Case, 'remedy' | 'asked' | 'reason' | 'received' | 'evidence'> & { lines: CaseLine[] };

/** A buyer asks. The amount is bounded by what the units cost; the units by what was shipped and is not claimed yet. */
export function open(command: Of<'OpenCase'>, _: Case, context: Ctx): Events {
  const { at, by, id, ask } = context;
  const facts = ask.order(command.order);
  if (facts === undefined) return err(aftersalesFailures.order_unknown({ order: command.order }));
  const refused = deadlineRefused('answerBy', command.answerBy, context) ?? tooLateOrTooMany(facts, context);
  if (refused !== undefined) return err(refused);
  const request = checked(command, undefined, facts, context);
  if (request.isErr()) return err(request.error);
  const { order, channel, buyer, currency } = facts;
  const event: CaseEvent = {
    type: 'CaseOpened',
    id,
    order,
    ...(command.number !== undefined && { number: command.number }),
    channel,
    buyer,
    currency,
    ...request.value,
    by: by.role,
    ...changes(owesFrom(ask.terms, at, 'answerBy', command.answerBy)),
  };
  return ok([event, ...judged(after(undefined, event, at), request.value, facts, context)]);
}

/** The buyer changes what they ask; the merchant's time begins anew. */
export function revise(command: Of<'ReviseCase'>, one: Case, context: Ctx): Events {
  const { at, ask } = context;
  const refused = deadlineRefused('answerBy', command.answerBy, context);
  if (refused !== undefined) return err(refused);
  if (one.findings !== undefined) return err(aftersalesFailures.inspected_already({ case: one.id }));
  const facts = orderOf(one, ask);
  const { remedy = one.remedy, lines = one.lines, amount, currency } = command;
  const { reason = one.reason, received = one.received, evidence = one.evidence } = command;
  const derivedAnew = command.remedy !== undefined || command.lines !== undefined;
  const asked = { remedy, lines, amount, currency, reason, received, evidence };
  const request = checked(asked, derivedAnew ? undefined : one.asked, facts, context);
  if (request.isErr()) return err(request.error);
  const event: CaseEvent = {
    type: 'CaseRevised',
    ...request.value,
    ...changes(owesFrom(ask.terms, at, 'answerBy', command.answerBy), everythingOwed(one)),
  };
  return ok([event, ...judged(after(one, event, at), request.value, facts, context)]);
}

/** Decided when read: no timer closes the window. What the platform opens is opened. */
function tooLateOrTooMany(facts: CaseOrderFacts, { at, by, id, ask }: Ctx): AftersalesFailure | undefined {
  const until = facts.afterSalesUntil;
  if (until !== undefined && at >= until && by.role !== 'platform') {
    return aftersalesFailures.window_closed({ until, now: at });
  }
  const cases = facts.cases.filter((one) => one.case !== id).length;
  const most = ask.terms.mostCasesPerOrder;
  return cases >= most ? aftersalesFailures.too_many_cases({ cases, most }) : undefined;
}

function checked(
  { remedy, lines, amount, currency, reason, received, evidence }: Asked,
  otherwise: number | undefined,
  facts: CaseOrderFacts,
  { id }: Ctx,
): Result<Checked, AftersalesFailure> {
  if (received === 'notReceived' && REMEDIES[remedy].sendsBack) {
    return err(aftersalesFailures.not_received_cannot_be_returned({ remedy }));
  }
  return claimable(facts, id, remedy, lines).andThen((claimed) =>
    amountWithin({ amount, currency }, otherwise, claimed, facts).map((asked) => ({
      remedy,
      lines: claimed,
      asked,
      reason,
      received,
      ...(evidence !== undefined && { evidence }),
    })),
  );
}

/** Asks the eligibility policy, records what it says, and does it unless it is in shadow. */
function judged(one: Case, request: Request, facts: CaseOrderFacts, context: Ctx): CaseEvent[] {
  const { at, by, id, ask } = context;
  const { mode, rules } = ask.terms.autoAgree;
  if (mode === 'off') return [];
  const seen = eligibilityFacts(request, facts, { at, by: by.role, calendar: ask.terms.calendar, self: id });
  const { answer, explanation } = ask.eligibility?.(seen) ?? judgeEligibility(rules, seen);
  const event: CaseEvent = { type: 'EligibilityJudged', mode, answer, explanation };
  if (mode === 'shadow' || answer === 'askMerchant') return [event];
  if (answer === 'refuse') return [event, rejecting(one, { how: 'policy', reason: explanation.because }, context)];
  return [event, ...agreeing(one, { amount: one.asked, how: 'policy', by: SYSTEM }, context)];
}
