import { Broken, type Instant } from '../kernel/index.js';
import type { CaseEvent } from './events.js';
import { REMEDIES } from './remedies.js';
import type { Agreement, Case, CaseStatus } from './types.js';

/** What an event makes of a case. */
export function evolveCase(one: Case | undefined, event: CaseEvent, at: Instant): Case {
  if (event.type === 'CaseOpened') return opened(event, at);
  if (one === undefined) throw new Broken(`${event.type} reached a case that does not exist`);
  switch (event.type) {
    case 'CaseRevised': {
      const { type: _, owes: __, settles: ___, ...request } = event;
      const { rejected: ____, ...rest } = one;
      return { ...rest, ...request, status: 'requested' };
    }
    case 'EligibilityJudged':
      return one;
    case 'CaseAgreed': {
      const { remedy, amount, how, by } = event;
      return agreed(one, { remedy, amount, how, by });
    }
    case 'CaseRejected':
    case 'RefundDeclined': {
      const { pending: _, agreed: __, ...rest } = one;
      return { ...rest, status: 'rejected', rejected: { reason: event.reason, at } };
    }
    case 'CaseEscalated': {
      const { pending: _, ...rest } = one;
      return { ...rest, status: 'escalated', escalated: { reason: event.reason, at, by: event.by } };
    }
    case 'PlatformDecided':
      return event.agreed === undefined ? one : agreed(one, event.agreed);
    case 'CaseWithdrawn':
      return { ...one, status: 'withdrawn', endedAt: at };
    case 'ReturnShipped': {
      const { carrier, number, lines } = event;
      const sentBack = { carrier, number, lines, shippedAt: at, arrivedAt: one.sentBack?.arrivedAt };
      return { ...one, status: waitsForParcel(one) ? 'returnUnderWay' : one.status, sentBack };
    }
    case 'ReturnArrived':
      return {
        ...one,
        status: waitsForParcel(one) ? 'inspecting' : one.status,
        sentBack: { ...one.sentBack, arrivedAt: event.arrivedAt },
      };
    case 'ReturnInspected': {
      const findings = event.findings.map(({ sku: _, ...finding }) => finding);
      const sentBack = { ...one.sentBack, arrivedAt: one.sentBack?.arrivedAt ?? at };
      return { ...one, findings, sentBack, ...(one.granted === undefined && { status: 'inspecting' }) };
    }
    case 'ClaimMet':
      return { ...one, lines: event.lines, asked: event.asked };
    case 'ApprovalAsked': {
      const { amount, lines, by } = event;
      return { ...one, status: 'awaitingApproval', pending: { amount, lines, by } };
    }
    case 'RefundGranted':
      return granted(one, event, at);
    case 'RefundPaid':
      return { ...one, status: 'refunded', endedAt: at };
    case 'RefundFailed': {
      const times = (one.failedPayments?.times ?? 0) + 1;
      return { ...one, failedPayments: { times, lastReason: event.reason, lastAt: at } };
    }
    case 'CaseClosed': {
      const { pending: _, ...rest } = one;
      return { ...rest, status: 'closed', outcome: event.outcome, endedAt: at };
    }
  }
}

function opened(event: Extract<CaseEvent, { type: 'CaseOpened' }>, at: Instant): Case {
  const { type: _, owes: __, settles: ___, by, ...facts } = event;
  return { ...facts, status: 'requested', openedAt: at, openedBy: by };
}

function granted(one: Case, event: Extract<CaseEvent, { type: 'RefundGranted' }>, at: Instant): Case {
  const { pending: _, ...rest } = one;
  const { amount, parts, approvedBy } = event;
  const grant = { amount, parts, at, ...(approvedBy !== undefined && { approvedBy }) };
  return { ...rest, status: 'refunding', granted: grant };
}

/** Where the goods have to come back, the case stands as far as they have come; otherwise the refund follows. */
function agreed(before: Case, agreement: Agreement): Case {
  const { pending: _, rejected: __, ...one } = before;
  if (!REMEDIES[agreement.remedy].sendsBack || one.findings !== undefined) return { ...one, agreed: agreement };
  return { ...one, agreed: agreement, status: comingBack(one) };
}

/** The buyer's parcel is what the case waits for. In any other status its way is noted, and the status stays. */
export const waitsForParcel = ({ status }: Pick<Case, 'status'>): boolean =>
  status === 'awaitingReturn' || status === 'returnUnderWay';

function comingBack({ sentBack }: Pick<Case, 'sentBack'>): CaseStatus {
  if (sentBack === undefined) return 'awaitingReturn';
  return sentBack.arrivedAt === undefined ? 'returnUnderWay' : 'inspecting';
}
