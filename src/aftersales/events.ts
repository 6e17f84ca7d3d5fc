import * as z from 'zod';
import {
  Actor,
  Currency,
  Explanation,
  Id,
  Instant,
  LocationId,
  owing,
  PolicyMode,
  PositiveMinor,
  Reason,
  RecordId,
  Role,
} from '../kernel/index.js';
import { Agreement, Case, CaseOutcome, CaseUnits, Eligibility, Evidence, Finding, RefundPart } from './types.js';

const Requested = Case.pick({ remedy: true, lines: true, asked: true, reason: true, received: true, evidence: true });

/** What can happen to a case. */
export const CaseEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('CaseOpened'),
    ...Case.pick({ id: true, order: true, number: true, channel: true, buyer: true, currency: true }).shape,
    ...Requested.shape,
    by: Role,
    ...owing,
  }),
  z.strictObject({ type: z.literal('CaseRevised'), ...Requested.shape, ...owing }),
  /** What the eligibility policy said, and why; in shadow nothing follows from it. */
  z.strictObject({
    type: z.literal('EligibilityJudged'),
    mode: PolicyMode,
    answer: Eligibility,
    explanation: Explanation,
  }),
  z.strictObject({ type: z.literal('CaseAgreed'), ...Agreement.shape, note: Reason.optional(), ...owing }),
  z.strictObject({
    type: z.literal('CaseRejected'),
    /** By a person, by the eligibility policy, or since nothing of the return could be accepted. */
    how: z.enum(['answer', 'policy', 'inspection']),
    reason: Reason,
    evidence: Evidence.optional(),
    ...owing,
  }),
  z.strictObject({ type: z.literal('CaseEscalated'), reason: Reason, by: Role, ...owing }),
  z.strictObject({
    type: z.literal('PlatformDecided'),
    outcome: z.enum(['refund', 'refuse', 'returnAndRefund']),
    reason: Reason,
    /** Absent: refused. */
    agreed: Agreement.optional(),
    ...owing,
  }),
  z.strictObject({ type: z.literal('CaseWithdrawn'), ...owing }),
  z.strictObject({
    type: z.literal('ReturnShipped'),
    carrier: Id,
    number: Id,
    lines: z.array(CaseUnits).optional(),
    ...owing,
  }),
  z.strictObject({ type: z.literal('ReturnArrived'), arrivedAt: Instant, ...owing }),
  z.strictObject({
    type: z.literal('ReturnInspected'),
    order: RecordId,
    /** What to put into stock: the accepted units of each finding, by its disposition. */
    findings: z.array(z.strictObject({ ...Finding.shape, sku: Case.shape.lines.element.shape.sku })),
    /** The accepted units, each line once: what the order counts as returned. */
    accepted: z.array(CaseUnits),
    location: LocationId.optional(),
    evidence: Evidence.optional(),
    ...owing,
  }),
  z.strictObject({
    type: z.literal('ApprovalAsked'),
    amount: PositiveMinor,
    lines: z.array(CaseUnits),
    by: Actor,
    ...owing,
  }),
  z.strictObject({ type: z.literal('RefundDeclined'), reason: Reason, ...owing }),
  /** Units of the case were paid back without it: it goes on for the others. */
  z.strictObject({
    type: z.literal('ClaimMet'),
    met: z.array(CaseUnits),
    lines: Case.shape.lines,
    asked: PositiveMinor,
    ...owing,
  }),
  /** Money is owed to the buyer from here on: the order counts it, and the host is asked to pay it. */
  z.strictObject({
    type: z.literal('RefundGranted'),
    order: RecordId,
    amount: PositiveMinor,
    currency: Currency,
    /** Units whose whole share this covers. */
    lines: z.array(CaseUnits),
    parts: z.array(RefundPart),
    approvedBy: Actor.optional(),
    ...owing,
  }),
  z.strictObject({ type: z.literal('RefundPaid'), reference: Id.optional(), ...owing }),
  z.strictObject({ type: z.literal('RefundFailed'), reason: Reason, ...owing }),
  z.strictObject({ type: z.literal('CaseClosed'), outcome: CaseOutcome, ...owing }),
]);
export type CaseEvent = z.infer<typeof CaseEvent>;
