import * as z from 'zod';
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
} from '../kernel/index.js';
import { Awaited, LineUnits, MissingUnits, MOST_LINES } from './types.js';

const NewLine = z.strictObject({
  id: Id,
  sku: Sku,
  quantity: Quantity,
  unitPrice: Minor,
  /** Off the line as a whole. */
  discount: Minor.optional(),
  /** On top of the line as a whole. */
  tax: Minor.optional(),
  location: LocationId.optional(),
});
export type NewLine = z.infer<typeof NewLine>;

const PlaceOrder = z.strictObject({
  type: z.literal('PlaceOrder'),
  channel: Id,
  /** The channel's own number; a second order with it is refused. */
  number: Id.optional(),
  buyer: Id,
  recipient: RecordId.optional(),
  region: Region,
  currency: Currency,
  lines: z
    .array(NewLine)
    .min(1, { error: complaint('order.lines_must_not_be_empty', 'must hold at least one line') })
    .max(MOST_LINES, { error: complaint('order.too_many_lines', `must hold at most ${MOST_LINES} lines`) }),
  /** Of the order as a whole, spread over its units. */
  discount: Minor.optional(),
  shipping: Minor.optional(),
  tax: Minor.optional(),
  /** Has to equal lines − discounts + shipping + tax, to the minor unit. */
  total: Minor,
  /** What has been paid before the desk hears of the order. */
  paid: Minor.optional(),
  /** What it still waits for. House default: payment, unless all is paid. */
  awaits: z.array(Awaited).max(4).optional(),
  /** Deadlines given by the platform; they beat the terms. */
  deadlines: z
    .strictObject({
      payBy: Instant.optional(),
      groupBy: Instant.optional(),
      acceptBy: Instant.optional(),
      shipBy: Instant.optional(),
      deliverBy: Instant.optional(),
    })
    .optional(),
});
export type PlaceOrder = z.infer<typeof PlaceOrder>;

const bare = <const Type extends string>(type: Type) => z.strictObject({ type: z.literal(type) });
const units = z.array(LineUnits).min(1).max(MOST_LINES);

/** What may be said about an order. */
export const OrderCommand = z.discriminatedUnion('type', [
  PlaceOrder,
  z.strictObject({ type: z.literal('NotePayment'), amount: PositiveMinor, paidAt: Instant.optional() }),
  bare('NoteGroupFormed'),
  z.strictObject({ type: z.literal('NoteGroupFailed'), reason: Reason }),
  bare('NoteReviewPassed'),
  z.strictObject({ type: z.literal('NoteReviewFailed'), reason: Reason }),
  z.strictObject({ type: z.literal('HoldOrder'), hold: Id, reason: Reason }),
  z.strictObject({ type: z.literal('ReleaseHold'), hold: Id }),
  z.strictObject({ type: z.literal('AcceptOrder'), explanation: Explanation.optional() }),
  z.strictObject({ type: z.literal('RejectOrder'), reason: Reason }),
  z.strictObject({ type: z.literal('AmendRecipient'), recipient: RecordId, region: Region }),
  z.strictObject({ type: z.literal('CancelUnits'), lines: units, reason: Reason }),
  z.strictObject({ type: z.literal('CancelOrder'), reason: Reason }),
  z.strictObject({ type: z.literal('RefundUnits'), lines: units, reason: Reason }),
  z.strictObject({ type: z.literal('ConfirmReceipt') }),
  z.strictObject({
    type: z.literal('NoteFeedback'),
    score: z.int().min(1).max(5),
    about: freeText(40).optional(),
    /** When the buyer gave it, if the desk hears of it later. */
    givenAt: Instant.optional(),
  }),
  // What other records tell the order.
  z.strictObject({ type: z.literal('NoteShortage'), missing: z.array(MissingUnits).min(1) }),
  /** Units were replaced; `missing` is what is missing still. */
  z.strictObject({ type: z.literal('NoteReplaced'), missing: z.array(MissingUnits) }),
  z.strictObject({
    type: z.literal('NoteAutoAcceptance'),
    mode: PolicyMode,
    answer: z.enum(['accept', 'leave']),
    explanation: Explanation,
  }),
  bare('NotePreparing'),
  z.strictObject({ type: z.literal('NoteCase'), case: RecordId }),
  z.strictObject({ type: z.literal('NotePacked'), parcel: RecordId, lines: units }),
  z.strictObject({ type: z.literal('NoteUnpacked'), parcel: RecordId, lines: units }),
  z.strictObject({ type: z.literal('NoteShipped'), parcel: RecordId, lines: units }),
  z.strictObject({
    type: z.literal('NoteDelivered'),
    parcel: RecordId,
    lines: units,
    deliveredAt: Instant.optional(),
    /** They had been said to be lost, refused or coming back. */
    corrects: z.literal('undelivered').optional(),
  }),
  z.strictObject({
    type: z.literal('NoteUndelivered'),
    parcel: RecordId,
    lines: units,
    how: z.enum(['lost', 'refused', 'returned']),
  }),
  z.strictObject({ type: z.literal('NoteReturned'), case: RecordId, lines: units }),
  z.strictObject({ type: z.literal('NoteBack'), lines: units }),
  z.strictObject({
    type: z.literal('NoteRefund'),
    case: RecordId,
    amount: PositiveMinor,
    lines: z.array(LineUnits),
    rebates: z.array(z.strictObject({ line: Id, amount: PositiveMinor })).optional(),
    /** The buyer has these units, as the case says: they are not those that were lost or came back. */
    received: z.literal(true).optional(),
  }),
]);
export type OrderCommand = z.infer<typeof OrderCommand>;
