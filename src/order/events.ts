import * as z from 'zod/mini';
import {
  Explanation,
  freeText,
  Id,
  Instant,
  Minor,
  owing,
  PolicyMode,
  PositiveMinor,
  Reason,
  RecordId,
  Region,
  strictObject,
} from '../kernel/index.js';
import { AllocatedUnits, CancelCause, LineUnits, MissingUnits, Order, OrderLine } from './types.js';

const PlacedLine = z.pick(OrderLine, {
  id: true,
  sku: true,
  location: true,
  unitPrice: true,
  goods: true,
  shipping: true,
  tax: true,
  ordered: true,
});

const parcelUnits = { parcel: RecordId, lines: z.array(LineUnits), ...owing };

/** What happens to an order. */
export const OrderEvent = z.discriminatedUnion('type', [
  strictObject({
    type: z.literal('OrderPlaced'),
    ...z.pick(Order, {
      id: true,
      channel: true,
      number: true,
      buyer: true,
      recipient: true,
      region: true,
      currency: true,
      total: true,
      paid: true,
      awaits: true,
      given: true,
    }).shape,
    lines: z.array(PlacedLine),
    ...owing,
  }),
  strictObject({ type: z.literal('PaymentNoted'), amount: PositiveMinor, paid: Minor, ...owing }),
  /** Money that came after the order was called off goes straight back. */
  strictObject({ type: z.literal('PaymentReturned'), amount: PositiveMinor }),
  strictObject({ type: z.literal('GroupFormed'), ...owing }),
  strictObject({ type: z.literal('ReviewPassed'), ...owing }),
  strictObject({ type: z.literal('OrderReady'), ...owing }),
  strictObject({ type: z.literal('HoldPlaced'), hold: Id, reason: Reason }),
  strictObject({ type: z.literal('HoldReleased'), hold: Id }),
  strictObject({
    type: z.literal('AutoAcceptanceJudged'),
    mode: PolicyMode,
    answer: z.enum(['accept', 'leave']),
    explanation: Explanation,
  }),
  strictObject({ type: z.literal('ShortageFound'), missing: z.array(MissingUnits) }),
  /** Units were replaced; `missing` is what is missing still. */
  strictObject({ type: z.literal('ShortageMet'), missing: z.array(MissingUnits) }),
  strictObject({
    type: z.literal('OrderAccepted'),
    allocation: z.array(AllocatedUnits),
    explanation: z.optional(Explanation),
    ...owing,
  }),
  strictObject({
    type: z.literal('RecipientAmended'),
    recipient: RecordId,
    region: Region,
  }),
  strictObject({
    type: z.literal('UnitsCancelled'),
    lines: z.array(LineUnits),
    cause: CancelCause,
    reason: Reason,
    refund: Minor,
  }),
  strictObject({
    type: z.literal('OrderCancelled'),
    cause: CancelCause,
    reason: Reason,
    /** What goes back to the buyer, now. */
    refund: Minor,
    /** The units which had left already, to be stopped on their way. */
    recall: z.array(LineUnits),
    ...owing,
  }),
  strictObject({ type: z.literal('PreparationStarted') }),
  strictObject({ type: z.literal('CaseNoted'), case: RecordId }),
  strictObject({ type: z.literal('UnitsPacked'), ...parcelUnits }),
  strictObject({ type: z.literal('UnitsUnpacked'), ...parcelUnits }),
  strictObject({ type: z.literal('OrderPacked') }),
  strictObject({ type: z.literal('UnitsShipped'), ...parcelUnits }),
  strictObject({ type: z.literal('OrderShipped'), ...owing }),
  strictObject({
    type: z.literal('UnitsDelivered'),
    ...parcelUnits,
    deliveredAt: Instant,
    /** They had been said to be lost, refused or coming back. */
    corrects: z.optional(z.literal('undelivered')),
  }),
  strictObject({
    type: z.literal('UnitsUndelivered'),
    ...parcelUnits,
    how: z.enum(['lost', 'refused', 'returned']),
  }),
  strictObject({ type: z.literal('OrderDelivered'), ...owing }),
  strictObject({ type: z.literal('UnitsReturned'), case: RecordId, lines: z.array(LineUnits) }),
  /** In the house again, with their parcel or through a case. */
  strictObject({ type: z.literal('UnitsBack'), lines: z.array(LineUnits) }),
  strictObject({
    type: z.literal('UnitsRefunded'),
    /** May be nothing: for a gift, or units that were not paid. */
    amount: Minor,
    lines: z.array(LineUnits),
    /** The buyer has these units, as the case says: they are not those that were lost or came back. */
    received: z.optional(z.literal(true)),
    /** What lines get beyond whole shares. */
    rebates: z.optional(z.array(strictObject({ line: Id, amount: PositiveMinor }))),
    /** The case behind it, or undefined where the merchant refunded by themselves. */
    case: z.optional(RecordId),
    reason: z.optional(Reason),
    ...owing,
  }),
  strictObject({
    type: z.literal('OrderCompleted'),
    by: z.enum(['buyer', 'deadline', 'settlement']),
    afterSalesUntil: Instant,
    ...owing,
  }),
  strictObject({
    type: z.literal('FeedbackNoted'),
    score: z.int().check(z.minimum(1), z.maximum(5)),
    about: z.optional(freeText(40)),
    givenAt: Instant,
  }),
]);
export type OrderEvent = z.infer<typeof OrderEvent>;
