import * as z from 'zod/mini';
import {
  Currency,
  complaint,
  Id,
  Instant,
  LocationId,
  PositiveMinor,
  Reason,
  RecordId,
  strictObject,
} from '../kernel/index.js';
import { CaseReason, CaseUnits, Evidence, Finding, MOST_CASE_LINES, Received, Remedy } from './types.js';

const units = z.array(CaseUnits).check(
  z.minLength(1, { error: complaint('aftersales.lines_must_not_be_empty', 'must name at least one line') }),
  z.maxLength(MOST_CASE_LINES, {
    error: complaint('aftersales.too_many_lines', `must name at most ${MOST_CASE_LINES} lines`),
  }),
);

/** A sum in the order's currency. Naming the currency has it checked. */
const sum = { amount: z.optional(PositiveMinor), currency: z.optional(Currency) };

/** A buyer asks for something about units that were shipped. The id of the new case is the record's. */
const OpenCase = strictObject({
  type: z.literal('OpenCase'),
  order: RecordId,
  /** The channel's own number of the case; a second case with it is refused. */
  number: z.optional(Id),
  remedy: Remedy,
  lines: units,
  /** House default: what the units cost the buyer, as far as it has not been paid back. */
  ...sum,
  reason: CaseReason,
  received: Received,
  evidence: z.optional(Evidence),
  /** Given by the platform; it beats the terms. */
  answerBy: z.optional(Instant),
});
export type OpenCase = z.infer<typeof OpenCase>;

/** The buyer changes what they ask; what is absent stays. */
const ReviseCase = strictObject({
  type: z.literal('ReviseCase'),
  remedy: z.optional(Remedy),
  lines: z.optional(units),
  /** Stays as it is, unless the remedy or the lines change: then it is derived anew. */
  ...sum,
  reason: z.optional(CaseReason),
  received: z.optional(Received),
  evidence: z.optional(Evidence),
  answerBy: z.optional(Instant),
});
export type ReviseCase = z.infer<typeof ReviseCase>;

/** What can be told to a case; who may say it when stands in `lifecycle.ts`. */
export const CaseCommand = z.discriminatedUnion('type', [
  OpenCase,
  ReviseCase,
  strictObject({ type: z.literal('WithdrawCase') }),
  strictObject({
    type: z.literal('AgreeCase'),
    /** House default: what was asked, as far as it is still there to be refunded. */
    ...sum,
    note: z.optional(Reason),
    returnBy: z.optional(Instant),
  }),
  strictObject({ type: z.literal('RejectCase'), reason: Reason, evidence: z.optional(Evidence) }),
  strictObject({ type: z.literal('EscalateCase'), reason: Reason, decideBy: z.optional(Instant) }),
  strictObject({
    type: z.literal('DecideByPlatform'),
    outcome: z.enum(['refund', 'refuse', 'returnAndRefund']),
    ...sum,
    reason: Reason,
    returnBy: z.optional(Instant),
  }),
  strictObject({
    type: z.literal('NoteReturnShipped'),
    carrier: Id,
    number: Id,
    /** Absent: all units of the case. */
    lines: z.optional(units),
    inspectBy: z.optional(Instant),
  }),
  strictObject({
    type: z.literal('NoteReturnArrived'),
    /** If the desk hears of it later. */
    arrivedAt: z.optional(Instant),
    inspectBy: z.optional(Instant),
  }),
  strictObject({
    type: z.literal('InspectReturn'),
    /** Units of the case which no line names did not come back. None at all: the parcel was empty. */
    lines: z.array(Finding).check(z.maxLength(MOST_CASE_LINES)),
    /** Where the accepted units are now. */
    location: z.optional(LocationId),
    evidence: z.optional(Evidence),
  }),
  strictObject({
    type: z.literal('ApproveRefund'),
    /** Has to be the amount that waits: an approval of another amount is none. */
    amount: PositiveMinor,
  }),
  strictObject({ type: z.literal('DeclineRefund'), reason: Reason }),
  /** The order has paid units back by itself. */
  strictObject({ type: z.literal('NoteUnitsRefunded'), lines: units }),
  strictObject({ type: z.literal('NoteRefundPaid'), reference: z.optional(Id) }),
  strictObject({ type: z.literal('NoteRefundFailed'), reason: Reason }),
]);
export type CaseCommand = z.infer<typeof CaseCommand>;
