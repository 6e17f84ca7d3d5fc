import { keyOf, type Machine, type Obligation, type ObligationEvent, penaltyFor } from '../kernel/index.js';
import { agree, agreedBySilence, decideByPlatform, escalate, escalating, reject, withdraw } from './answer.js';
import { folded } from './claims.js';
import type { CaseCommand } from './commands.js';
import type { CaseEvent } from './events.js';
import { evolveCase } from './evolve.js';
import { inspectReturn, noteReturnArrived, noteReturnShipped } from './goods.js';
import { caseLifecycle } from './lifecycle.js';
import { open, revise } from './open.js';
import { type AftersalesAsk, type Ctx, isCaseTerm, orderOf } from './owing.js';
import {
  approveRefund,
  closed,
  declineRefund,
  noteRefundFailed,
  noteRefundPaid,
  noteUnitsRefunded,
  remedyDue,
} from './refund.js';
import type { Case } from './types.js';

/** What follows when somebody did not do in time what this case waited for. */
function missed(one: Case, { kind }: Obligation, context: Ctx): (CaseEvent | ObligationEvent)[] {
  const { terms } = context.ask;
  const term = isCaseTerm(kind) ? terms[kind] : undefined;
  const penalty = penaltyFor(kind, term, { amount: orderOf(one, context.ask).total, currency: one.currency });
  const costs = penalty === undefined ? [] : [penalty];
  switch (kind) {
    case 'answerBy':
      return [...costs, ...unanswered(one, context)];
    case 'returnBy':
      return [closed(one, 'returnOverdue')];
    case 'escalateBy':
      return [closed(one, 'rejectionAccepted')];
    case 'inspectBy':
      return [...costs, ...notInspected(one, context)];
    default:
      return costs;
  }
}

function unanswered(one: Case, context: Ctx): CaseEvent[] {
  switch (context.ask.terms.whenNotAnswered) {
    case 'agree':
      return agreedBySilence(one, context);
    case 'escalate':
      return [escalating(one, 'the merchant did not answer in time', context)];
    case 'record':
      return [];
  }
}

/** The refund as agreed, for the units which the buyer says to have sent. */
function notInspected(one: Case, context: Ctx): CaseEvent[] {
  switch (context.ask.terms.whenNotInspected) {
    case 'refund':
      return remedyDue(one, one.sentBack?.lines ?? folded(one.lines), context, folded(one.lines));
    case 'escalate':
      return [escalating(one, 'the merchant did not inspect the return in time', context)];
    case 'record':
      return [];
  }
}

/** A case of after-sales, from the request until it is refunded, withdrawn or closed. */
export const caseMachine: Machine<Case, CaseCommand, CaseEvent, AftersalesAsk> = {
  kind: 'case',
  schema: 1,
  lifecycle: caseLifecycle,
  decide: {
    OpenCase: open,
    ReviseCase: revise,
    WithdrawCase: withdraw,
    AgreeCase: agree,
    RejectCase: reject,
    EscalateCase: escalate,
    DecideByPlatform: decideByPlatform,
    NoteReturnShipped: noteReturnShipped,
    NoteReturnArrived: noteReturnArrived,
    InspectReturn: inspectReturn,
    ApproveRefund: approveRefund,
    DeclineRefund: declineRefund,
    NoteUnitsRefunded: noteUnitsRefunded,
    NoteRefundPaid: noteRefundPaid,
    NoteRefundFailed: noteRefundFailed,
  },
  evolve: evolveCase,
  missed,
  card: ({ number, channel, buyer, order, remedy, reason, asked, currency, granted, openedAt, failedPayments }) => ({
    buyer,
    channel,
    parent: keyOf('order', order),
    ...(number !== undefined && { label: number, unique: `${channel}:${number}` }),
    facts: {
      remedy,
      reason: reason.code,
      asked,
      refund: granted?.amount ?? null,
      currency,
      openedAt,
      failedPayments: failedPayments?.times ?? 0,
    },
  }),
};
