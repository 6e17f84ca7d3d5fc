import * as z from 'zod';
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
} from '../kernel/index.js';
import { AllocatedUnits, CancelCause, LineUnits, MissingUnits, Order, OrderLine } from './types.js';

const PlacedLine = OrderLine.pick({
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
  z.strictObject({
    type: z.literal('OrderPlaced'),
    ...Order.pick({
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
  z.strictObject({ type: z.literal('PaymentNoted'), amount: PositiveMinor, paid: Minor, ...owing }),
  /** Money that came after the order was called off goes straight back. */
  z.strictObject({ type: z.literal('PaymentReturned'), amount: PositiveMinor }),
  z.strictObject({ type: z.literal('GroupFormed'), ...owing }),
  z.strictObject({ type: z.literal('ReviewPassed'), ...owing }),
  z.strictObject({ type: z.literal('OrderReady'), ...owing }),
  z.strictObject({ type: z.literal('HoldPlaced'), hold: Id, reason: Reason }),
  z.strictObject({ type: z.literal('HoldReleased'), hold: Id }),
  z.strictObject({
    type: z.literal('AutoAcceptanceJudged'),
    mode: PolicyMode,
    answer: z.enum(['accept', 'leave']),
    explanation: Explanation,
  }),
  z.strictObject({ type: z.literal('ShortageFound'), missing: z.array(MissingUnits) }),
  /** Units were replaced; `missing` is what is missing still. */
  z.strictObject({ type: z.literal('ShortageMet'), missing: z.array(MissingUnits) }),
  z.strictObject({
    type: z.literal('OrderAccepted'),
    allocation: z.array(AllocatedUnits),
    explanation: Explanation.optional(),
    ...owing,
  }),
  z.strictObject({
    type: z.literal('RecipientAmended'),
    recipient: RecordId,
    region: Region,
  }),
  z.strictObject({
    type: z.literal('UnitsCancelled'),
    lines: z.array(LineUnits),
    cause: CancelCause,
    reason: Reason,
    refund: Minor,
  }),
  z.strictObject({
    type: z.literal('OrderCancelled'),
    cause: CancelCause,
    reason: Reason,
    /** What goes back to the buyer, now. */
    refund: Minor,
    /** The units which had left already, to be stopped on their way. */
    recall: z.array(LineUnits),
    ...owing,
  }),
  z.strictObject({ type: z.literal('PreparationStarted') }),
  z.strictObject({ type: z.literal('CaseNoted'), case: RecordId }),
  z.strictObject({ type: z.literal('UnitsPacked'), ...parcelUnits }),
  z.strictObject({ type: z.literal('UnitsUnpacked'), ...parcelUnits }),
  z.strictObject({ type: z.literal('OrderPacked') }),
  z.strictObject({ type: z.literal('UnitsShipped'), ...parcelUnits }),
  z.strictObject({ type: z.literal('OrderShipped'), ...owing }),
  z.strictObject({
    type: z.literal('UnitsDelivered'),
    ...parcelUnits,
    deliveredAt: Instant,
    /** They had been said to be lost, refused or coming back. */
    corrects: z.literal('undelivered').optional(),
  }),
  z.strictObject({
    type: z.literal('UnitsUndelivered'),
    ...parcelUnits,
    how: z.enum(['lost', 'refused', 'returned']),
  }),
  z.strictObject({ type: z.literal('OrderDelivered'), ...owing }),
  z.strictObject({ type: z.literal('UnitsReturned'), case: RecordId, lines: z.array(LineUnits) }),
  /** In the house again, with their parcel or through a case. */
  z.strictObject({ type: z.literal('UnitsBack'), lines: z.array(LineUnits) }),
  z.strictObject({
    type: z.literal('UnitsRefunded'),
    /** May be nothing: for a gift, or units that were not paid. */
    amount: Minor,
    lines: z.array(LineUnits),
    /** The buyer has these units, as the case says: they are not those that were lost or came back. */
    received: z.literal(true).optional(),
    /** What lines get beyond whole shares. */
    rebates: z.array(z.strictObject({ line: Id, amount: PositiveMinor })).optional(),
    /** The case behind it, or undefined where the merchant refunded by themselves. */
    case: RecordId.optional(),
    reason: Reason.optional(),
    ...owing,
  }),
  z.strictObject({
    type: z.literal('OrderCompleted'),
    by: z.enum(['buyer', 'deadline', 'settlement']),
    afterSalesUntil: Instant,
    ...owing,
  }),
  z.strictObject({
    type: z.literal('FeedbackNoted'),
    score: z.int().min(1).max(5),
    about: freeText(40).optional(),
    givenAt: Instant,
  }),
]);
export type OrderEvent = z.infer<typeof OrderEvent>;
