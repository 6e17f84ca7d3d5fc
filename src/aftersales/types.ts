import * as z from 'zod/mini';
import {
  Actor,
  Calendar,
  Count,
  Currency,
  complaint,
  freeText,
  Id,
  Instant,
  Minor,
  Obligation,
  ObligationTerm,
  PolicyMode,
  PositiveMinor,
  Quantity,
  Reason,
  RecordId,
  Role,
  ruleList,
  Sku,
  strictObject,
} from '../kernel/index.js';

/** Bounds: beyond them a case is refused with the figure. */
export const MOST_CASE_LINES = 1000;
export const MOST_EVIDENCE = 50;

/**
 * What the buyer asks for. Each has a row in `remedies.ts`; exchange, resend and repair will be rows there, and a
 * complaint that asks for nothing yet will be one that neither sends goods back nor gives money.
 */
export const Remedy = z.enum(['refundOnly', 'returnAndRefund']);
export type Remedy = z.infer<typeof Remedy>;

/** How far a case is. */
export const CaseStatus = z.enum([
  'requested',
  'rejected',
  'escalated',
  'awaitingReturn',
  'returnUnderWay',
  'inspecting',
  'awaitingApproval',
  'refunding',
  'refunded',
  'withdrawn',
  'closed',
]);
export type CaseStatus = z.infer<typeof CaseStatus>;

/** Why a case ended without a refund, though nobody withdrew it. */
export const CaseOutcome = z.enum(['returnOverdue', 'rejectionAccepted', 'refusedByPlatform', 'nothingLeftToRefund']);
export type CaseOutcome = z.infer<typeof CaseOutcome>;

/** Units of an order line which a case is about. */
export const CaseUnits = strictObject({ line: Id, quantity: Quantity });
export type CaseUnits = z.infer<typeof CaseUnits>;

/** The same as kept: with the SKU, so that whoever inspects the goods need not open the order. */
export const CaseLine = strictObject({ line: Id, sku: Sku, quantity: Quantity });
export type CaseLine = z.infer<typeof CaseLine>;

/** Codes which the desk's own rules know. The list is open: a host or platform may use its own. */
export const KNOWN_CASE_REASONS = [
  'noReason',
  'damaged',
  'defective',
  'wrongItem',
  'notAsDescribed',
  'missingUnits',
  'expired',
  'notReceived',
  'late',
  'other',
] as const;

/** Why the buyer asks: a code, for rules and measures, and perhaps the buyer's words. */
export const CaseReason = strictObject({ code: Id, text: z.optional(freeText(500)) });
export type CaseReason = z.infer<typeof CaseReason>;

/** What the buyer says about the goods. */
export const Received = z.enum(['received', 'notReceived', 'unknown']);
export type Received = z.infer<typeof Received>;

/** References to pictures, videos and letters which the host keeps; the desk never looks inside. */
export const Evidence = z.array(z.string().check(z.minLength(1), z.maxLength(300))).check(
  z.maxLength(MOST_EVIDENCE, {
    error: complaint('aftersales.too_much_evidence', `must hold at most ${MOST_EVIDENCE} items`),
  }),
);

/** Where units that came back go: back into sale, to the damaged stock, or away. */
export const Disposition = z.enum(['restock', 'damaged', 'destroy']);
export type Disposition = z.infer<typeof Disposition>;

/**
 * What the inspection found of a line. A line may stand in several findings, such as two units restocked and one
 * damaged. The disposition is that of the accepted units; refused ones stay the buyer's.
 */
export const Finding = strictObject({
  line: Id,
  counted: Quantity,
  accepted: Count,
  refused: Count,
  disposition: Disposition,
  reason: z.optional(Reason),
}).check(
  z.refine(({ counted, accepted, refused }) => accepted + refused === counted, {
    error: complaint('aftersales.finding_does_not_add_up', 'must accept or refuse every unit that was counted'),
  }),
  z.refine(({ refused, reason }) => refused === 0 || reason !== undefined, {
    error: complaint('aftersales.finding_needs_reason', 'must say why units are refused'),
  }),
);
export type Finding = z.infer<typeof Finding>;

/** How an agreement came about. */
export const AgreedHow = z.enum(['answer', 'policy', 'deadline', 'platform']);
export type AgreedHow = z.infer<typeof AgreedHow>;

export const Agreement = strictObject({
  remedy: Remedy,
  /** The most that will be paid back; less if fewer units come back. */
  amount: PositiveMinor,
  how: AgreedHow,
  by: Actor,
});
export type Agreement = z.infer<typeof Agreement>;

/**
 * What a line gets of a refund. `covers` counts the units whose whole share is paid back with it: all of them, or none
 * where it is a rebate.
 */
export const RefundPart = strictObject({ line: Id, quantity: Quantity, amount: Minor, covers: Count });
export type RefundPart = z.infer<typeof RefundPart>;

/** What a buyer asks after units have left, and what came of it. */
export const Case = strictObject({
  id: RecordId,
  status: CaseStatus,
  order: RecordId,
  /** The channel's own number of the case. */
  number: z.optional(Id),
  channel: Id,
  buyer: Id,
  currency: Currency,
  remedy: Remedy,
  lines: z.array(CaseLine),
  asked: PositiveMinor,
  reason: CaseReason,
  received: Received,
  evidence: z.optional(Evidence),
  openedAt: Instant,
  openedBy: Role,
  agreed: z.optional(Agreement),
  rejected: z.optional(strictObject({ reason: Reason, at: Instant })),
  escalated: z.optional(strictObject({ reason: Reason, at: Instant, by: Role })),
  sentBack: z.optional(
    strictObject({
      carrier: z.optional(Id),
      number: z.optional(Id),
      /** Absent: all units of the case. */
      lines: z.optional(z.array(CaseUnits)),
      shippedAt: z.optional(Instant),
      arrivedAt: z.optional(Instant),
    }),
  ),
  findings: z.optional(z.array(Finding)),
  /** A refund above the limit, waiting for a second person. */
  pending: z.optional(strictObject({ amount: PositiveMinor, lines: z.array(CaseUnits), by: Actor })),
  granted: z.optional(
    strictObject({ amount: PositiveMinor, parts: z.array(RefundPart), at: Instant, approvedBy: z.optional(Actor) }),
  ),
  /** Payments that did not work; the refund stays granted. */
  failedPayments: z.optional(strictObject({ times: Count, lastReason: Reason, lastAt: Instant })),
  outcome: z.optional(CaseOutcome),
  endedAt: z.optional(Instant),
  owed: z.optional(z.readonly(z.array(Obligation))),
});
export type Case = z.infer<typeof Case>;

/** What the eligibility policy may answer. */
export const Eligibility = z.enum(['automaticallyAgree', 'askMerchant', 'refuse']);
export type Eligibility = z.infer<typeof Eligibility>;

/** The merchant's choices about after-sales: plain data. What is absent is not owed. */
export const AftersalesTerms = strictObject({
  /** Merchant: from a request until its answer. */
  answerBy: z.optional(ObligationTerm),
  /** What happens to a request that was left unanswered. */
  whenNotAnswered: z.enum(['agree', 'escalate', 'record']),
  /** Buyer: from the agreement until the goods are sent back; afterwards the case is closed. */
  returnBy: z.optional(ObligationTerm),
  /** Merchant: until what came back is inspected; `inspectFrom` says since when. */
  inspectBy: z.optional(ObligationTerm),
  /** Whether that time runs since the buyer shipped, or since the goods arrived. */
  inspectFrom: z.enum(['shipped', 'arrived']),
  /** What happens to a return that was not inspected: `refund` pays as agreed. */
  whenNotInspected: z.enum(['refund', 'escalate', 'record']),
  /** Buyer: from a rejection until they turn to the platform or revise; afterwards it stands. */
  escalateBy: z.optional(ObligationTerm),
  /** Platform: from the escalation until its decision. */
  decideBy: z.optional(ObligationTerm),
  /** Merchant: from the moment when a refund falls due until it is paid; waiting for a second person does not stop it. */
  payRefundBy: z.optional(ObligationTerm),
  /** Of one order, whatever became of them. */
  mostCasesPerOrder: z.int().check(z.minimum(1), z.maximum(1000)),
  /** A refund of more than this, in minor units, needs a second person. Absent: none does. */
  approvalAbove: z.optional(Minor),
  autoAgree: strictObject({ mode: PolicyMode, rules: ruleList(Eligibility) }),
  calendar: Calendar,
});
export type AftersalesTerms = z.infer<typeof AftersalesTerms>;
