import { Broken, type Instant, type Shape } from '../kernel/index.js';
import type { CaseEvent } from './events.js';
import { REMEDIES } from './remedies.js';
import type { Agreement, Case, CaseStatus } from './types.js';

/** What an event makes of a case. */
export function evolveCase(one: Case | undefined, event: CaseEvent, at: Instant): Case {
  if (event.type === 'CaseOpened') return copied({ ...event, status: 'requested', openedAt: at, openedBy: event.by });
  if (one === undefined) throw new Broken(`${event.type} reached a case that does not exist`);
  const next = copied(one);
  switch (event.type) {
    case 'CaseRevised':
      return revised(next, event);
    case 'EligibilityJudged':
      return one;
    case 'CaseAgreed': {
      const { remedy, amount, how, by } = event;
      return agreed(next, { remedy, amount, how, by });
    }
    case 'CaseRejected':
    case 'RefundDeclined':
      next.status = 'rejected';
      next.pending = undefined;
      next.agreed = undefined;
      next.rejected = { reason: event.reason, at };
      return next;
    case 'CaseEscalated':
      next.status = 'escalated';
      next.pending = undefined;
      next.escalated = { reason: event.reason, at, by: event.by };
      return next;
    case 'PlatformDecided':
      return event.agreed === undefined ? one : agreed(next, event.agreed);
    case 'CaseWithdrawn':
      next.status = 'withdrawn';
      next.endedAt = at;
      return next;
    case 'ReturnShipped': {
      const { carrier, number, lines } = event;
      next.sentBack = { carrier, number, lines, shippedAt: at, arrivedAt: one.sentBack?.arrivedAt };
      if (waitsForParcel(one)) next.status = 'returnUnderWay';
      return next;
    }
    case 'ReturnArrived':
      next.sentBack = { ...one.sentBack, arrivedAt: event.arrivedAt };
      if (waitsForParcel(one)) next.status = 'inspecting';
      return next;
    case 'ReturnInspected':
      next.findings = event.findings.map(({ sku: _, ...finding }) => finding);
      next.sentBack = { ...one.sentBack, arrivedAt: one.sentBack?.arrivedAt ?? at };
      if (one.granted === undefined) next.status = 'inspecting';
      return next;
    case 'ClaimMet':
      next.lines = event.lines;
      next.asked = event.asked;
      return next;
    case 'ApprovalAsked': {
      const { amount, lines, by } = event;
      next.status = 'awaitingApproval';
      next.pending = { amount, lines, by };
      return next;
    }
    case 'RefundGranted': {
      const { amount, parts, approvedBy } = event;
      next.status = 'refunding';
      next.pending = undefined;
      next.granted = { amount, parts, at, ...(approvedBy !== undefined && { approvedBy }) };
      return next;
    }
    case 'RefundPaid':
      next.status = 'refunded';
      next.endedAt = at;
      return next;
    case 'RefundFailed': {
      const times = (one.failedPayments?.times ?? 0) + 1;
      next.failedPayments = { times, lastReason: event.reason, lastAt: at };
      return next;
    }
    case 'CaseClosed':
      next.status = 'closed';
      next.pending = undefined;
      next.outcome = event.outcome;
      next.endedAt = at;
      return next;
  }
}

/** The request as it is now; what it does not say stays. */
function revised(next: Shape<Case>, event: Extract<CaseEvent, { type: 'CaseRevised' }>): Case {
  const { type: _, owes: __, settles: ___, ...request } = event;
  Object.assign(next, request);
  next.status = 'requested';
  next.rejected = undefined;
  return next;
}

/** Where the goods have to come back, the case stands as far as they have come; otherwise the refund follows. */
function agreed(next: Shape<Case>, agreement: Agreement): Case {
  next.pending = undefined;
  next.rejected = undefined;
  next.agreed = agreement;
  if (REMEDIES[agreement.remedy].sendsBack && next.findings === undefined) next.status = comingBack(next);
  return next;
}

/** The buyer's parcel is what the case waits for. In any other status its way is noted, and the status stays. */
export const waitsForParcel = ({ status }: Pick<Case, 'status'>): boolean =>
  status === 'awaitingReturn' || status === 'returnUnderWay';

function comingBack({ sentBack }: Pick<Case, 'sentBack'>): CaseStatus {
  if (sentBack === undefined) return 'awaitingReturn';
  return sentBack.arrivedAt === undefined ? 'returnUnderWay' : 'inspecting';
}

/** A copy in which every field is named: see docs/decisions/0006-states-of-one-shape.md. */
const copied = (one: Case): Shape<Case> => ({
  id: one.id,
  status: one.status,
  order: one.order,
  number: one.number,
  channel: one.channel,
  buyer: one.buyer,
  currency: one.currency,
  remedy: one.remedy,
  lines: one.lines,
  asked: one.asked,
  reason: one.reason,
  received: one.received,
  evidence: one.evidence,
  openedAt: one.openedAt,
  openedBy: one.openedBy,
  agreed: one.agreed,
  rejected: one.rejected,
  escalated: one.escalated,
  sentBack: one.sentBack,
  findings: one.findings,
  pending: one.pending,
  granted: one.granted,
  failedPayments: one.failedPayments,
  outcome: one.outcome,
  endedAt: one.endedAt,
  owed: one.owed,
});
