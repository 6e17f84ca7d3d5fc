import * as z from 'zod/mini';
import {
  Currency,
  complaint,
  Explanation,
  freeText,
  Id,
  Instant,
  LocationId,
  Minor,
  PolicyMode,
  PositiveMinor,
  Quantity,
  Reason,
  RecordId,
  Region,
  Sku,
  strictObject,
} from '../kernel/index.js';
import { Awaited, LineUnits, MissingUnits, MOST_LINES } from './types.js';

const NewLine = strictObject({
  id: Id,
  sku: Sku,
  quantity: Quantity,
  unitPrice: Minor,
  /** Off the line as a whole. */
  discount: z.optional(Minor),
  /** On top of the line as a whole. */
  tax: z.optional(Minor),
  location: z.optional(LocationId),
});
export type NewLine = z.infer<typeof NewLine>;

const PlaceOrder = strictObject({
  type: z.literal('PlaceOrder'),
  channel: Id,
  /** The channel's own number; a second order with it is refused. */
  number: z.optional(Id),
  buyer: Id,
  recipient: z.optional(RecordId),
  region: Region,
  currency: Currency,
  lines: z
    .array(NewLine)
    .check(
      z.minLength(1, { error: complaint('order.lines_must_not_be_empty', 'must hold at least one line') }),
      z.maxLength(MOST_LINES, { error: complaint('order.too_many_lines', `must hold at most ${MOST_LINES} lines`) }),
    ),
  /** Of the order as a whole, spread over its units. */
  discount: z.optional(Minor),
  shipping: z.optional(Minor),
  tax: z.optional(Minor),
  /** Has to equal lines − discounts + shipping + tax, to the minor unit. */
  total: Minor,
  /** What has been paid before the desk hears of the order. */
  paid: z.optional(Minor),
  /** What it still waits for. House default: payment, unless all is paid. */
  awaits: z.optional(z.array(Awaited).check(z.maxLength(4))),
  /** Deadlines given by the platform; they beat the terms. */
  deadlines: z.optional(
    strictObject({
      payBy: z.optional(Instant),
      groupBy: z.optional(Instant),
      acceptBy: z.optional(Instant),
      shipBy: z.optional(Instant),
      deliverBy: z.optional(Instant),
    }),
  ),
});
export type PlaceOrder = z.infer<typeof PlaceOrder>;

const bare = <const Type extends string>(type: Type) => strictObject({ type: z.literal(type) });
const units = z.array(LineUnits).check(z.minLength(1), z.maxLength(MOST_LINES));

/** What may be said about an order. */
export const OrderCommand = z.discriminatedUnion('type', [
  PlaceOrder,
  strictObject({ type: z.literal('NotePayment'), amount: PositiveMinor, paidAt: z.optional(Instant) }),
  bare('NoteGroupFormed'),
  strictObject({ type: z.literal('NoteGroupFailed'), reason: Reason }),
  bare('NoteReviewPassed'),
  strictObject({ type: z.literal('NoteReviewFailed'), reason: Reason }),
  strictObject({ type: z.literal('HoldOrder'), hold: Id, reason: Reason }),
  strictObject({ type: z.literal('ReleaseHold'), hold: Id }),
  strictObject({ type: z.literal('AcceptOrder'), explanation: z.optional(Explanation) }),
  strictObject({ type: z.literal('RejectOrder'), reason: Reason }),
  strictObject({ type: z.literal('AmendRecipient'), recipient: RecordId, region: Region }),
  strictObject({ type: z.literal('CancelUnits'), lines: units, reason: Reason }),
  strictObject({ type: z.literal('CancelOrder'), reason: Reason }),
  strictObject({ type: z.literal('RefundUnits'), lines: units, reason: Reason }),
  strictObject({ type: z.literal('ConfirmReceipt') }),
  strictObject({
    type: z.literal('NoteFeedback'),
    score: z.int().check(z.minimum(1), z.maximum(5)),
    about: z.optional(freeText(40)),
    /** When the buyer gave it, if the desk hears of it later. */
    givenAt: z.optional(Instant),
  }),
  // What other records tell the order.
  strictObject({ type: z.literal('NoteShortage'), missing: z.array(MissingUnits).check(z.minLength(1)) }),
  /** Units were replaced; `missing` is what is missing still. */
  strictObject({ type: z.literal('NoteReplaced'), missing: z.array(MissingUnits) }),
  strictObject({
    type: z.literal('NoteAutoAcceptance'),
    mode: PolicyMode,
    answer: z.enum(['accept', 'leave']),
    explanation: Explanation,
  }),
  bare('NotePreparing'),
  strictObject({ type: z.literal('NoteCase'), case: RecordId }),
  strictObject({ type: z.literal('NotePacked'), parcel: RecordId, lines: units }),
  strictObject({ type: z.literal('NoteUnpacked'), parcel: RecordId, lines: units }),
  strictObject({ type: z.literal('NoteShipped'), parcel: RecordId, lines: units }),
  strictObject({
    type: z.literal('NoteDelivered'),
    parcel: RecordId,
    lines: units,
    deliveredAt: z.optional(Instant),
    /** They had been said to be lost, refused or coming back. */
    corrects: z.optional(z.literal('undelivered')),
  }),
  strictObject({
    type: z.literal('NoteUndelivered'),
    parcel: RecordId,
    lines: units,
    how: z.enum(['lost', 'refused', 'returned']),
  }),
  strictObject({ type: z.literal('NoteReturned'), case: RecordId, lines: units }),
  strictObject({ type: z.literal('NoteBack'), lines: units }),
  strictObject({
    type: z.literal('NoteRefund'),
    case: RecordId,
    amount: PositiveMinor,
    lines: z.array(LineUnits),
    rebates: z.optional(z.array(strictObject({ line: Id, amount: PositiveMinor }))),
    /** The buyer has these units, as the case says: they are not those that were lost or came back. */
    received: z.optional(z.literal(true)),
  }),
]);
export type OrderCommand = z.infer<typeof OrderCommand>;
