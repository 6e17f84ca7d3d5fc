import * as z from 'zod';
import {
  Calendar,
  Count,
  Currency,
  complaint,
  Explanation,
  freeText,
  Id,
  Instant,
  LocationId,
  Minor,
  Obligation,
  ObligationTerm,
  owing,
  PolicyMode,
  PositiveMinor,
  Quantity,
  Reason,
  RecordId,
  Region,
  ruleList,
  Sku,
  Span,
} from '../kernel/index.js';

/** Bounds: beyond them an order is refused with the figure, never half taken. */
export const MOST_LINES = 1000;
export const MOST_HOLDS = 20;

export const OrderStatus = z.enum([
  'pending',
  'placed',
  'accepted',
  'preparing',
  'packed',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
]);
export type OrderStatus = z.infer<typeof OrderStatus>;

/** What a pending order waits for before the merchant's work begins. */
export const Awaited = z.enum(['payment', 'group', 'review', 'balance']);
export type Awaited = z.infer<typeof Awaited>;

/** Why an order or some of its units were called off. */
export const CancelCause = z.enum([
  'unpaid',
  'groupFailed',
  'reviewFailed',
  'byBuyer',
  'byMerchant',
  'byPlatform',
  'rejected',
  'notAcceptedInTime',
  'undeliverable',
]);
export type CancelCause = z.infer<typeof CancelCause>;

/** Units of an order line, such as those in one parcel. */
export const LineUnits = z.strictObject({ line: Id, quantity: Quantity });
export type LineUnits = z.infer<typeof LineUnits>;

/** Units of a line that one location will serve. */
export const AllocatedUnits = z.strictObject({ line: Id, sku: Sku, location: LocationId, quantity: Quantity });
export type AllocatedUnits = z.infer<typeof AllocatedUnits>;

/** A SKU of which there is too little for this order. */
export const MissingUnits = z.strictObject({ sku: Sku, wanted: Quantity, available: Count });
export type MissingUnits = z.infer<typeof MissingUnits>;

/**
 * A line as it is kept. Quantities carry the truth; `charged` was fixed when the order was placed and is what the
 * line's units share, the first units carrying the odd minor units.
 */
export const OrderLine = z.strictObject({
  id: Id,
  sku: Sku,
  /** Where the line has to ship from, if the channel says so. */
  location: LocationId.optional(),
  unitPrice: Minor,
  /** Goods after all discounts. */
  goods: Minor,
  shipping: Minor,
  tax: Minor,
  ordered: Quantity,
  cancelled: Count,
  packed: Count,
  shipped: Count,
  delivered: Count,
  /** Lost, or come back without having been delivered. */
  undelivered: Count,
  /** Sent back after delivery. */
  returned: Count,
  /** Units whose whole share was paid back. */
  refunded: Count,
});
export type OrderLine = z.infer<typeof OrderLine>;

export const Hold = z.strictObject({ hold: Id, reason: Reason, since: Instant });
export type Hold = z.infer<typeof Hold>;

export const Order = z.strictObject({
  id: RecordId,
  status: OrderStatus,
  channel: Id,
  number: Id.optional(),
  buyer: Id,
  /** The recipient record's id; the order itself holds no name, phone or address. */
  recipient: RecordId.optional(),
  region: Region,
  currency: Currency,
  total: Minor,
  paid: Minor,
  refunded: Minor,
  lines: z.array(OrderLine),
  awaits: z.array(Awaited),
  holds: z.array(Hold),
  /** Since when it has been held without a break. */
  heldSince: Instant.optional(),
  missing: z.array(MissingUnits).optional(),
  /** Where it is made ready; the n-th location's fulfilment is `id#n`. */
  locations: z.array(LocationId).optional(),
  /** Parcels that were packed for it and not undone. */
  parcels: z.array(RecordId).optional(),
  /** Cases of after-sales about it, open or not. */
  cases: z.array(RecordId).optional(),
  placedAt: Instant,
  readyAt: Instant.optional(),
  /** Deadlines which the platform gave and which begin later. */
  given: z
    .strictObject({ acceptBy: Instant.optional(), shipBy: Instant.optional(), deliverBy: Instant.optional() })
    .optional(),
  shippedAt: Instant.optional(),
  deliveredAt: Instant.optional(),
  /** Until then the buyer may open a case; decided when read. */
  afterSalesUntil: Instant.optional(),
  cancelled: CancelCause.optional(),
  owed: z.array(Obligation).readonly().optional(),
});
export type Order = z.infer<typeof Order>;

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
  z.strictObject({ type: z.literal('NoteDelivered'), parcel: RecordId, lines: units, deliveredAt: Instant.optional() }),
  z.strictObject({
    type: z.literal('NoteUndelivered'),
    parcel: RecordId,
    lines: units,
    how: z.enum(['lost', 'refused', 'returned']),
  }),
  z.strictObject({ type: z.literal('NoteReturned'), case: RecordId, lines: units }),
  z.strictObject({ type: z.literal('NoteRefund'), case: RecordId, amount: PositiveMinor, lines: z.array(LineUnits) }),
]);
export type OrderCommand = z.infer<typeof OrderCommand>;

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
  z.strictObject({ type: z.literal('UnitsDelivered'), ...parcelUnits, deliveredAt: Instant }),
  z.strictObject({
    type: z.literal('UnitsUndelivered'),
    ...parcelUnits,
    how: z.enum(['lost', 'refused', 'returned']),
  }),
  z.strictObject({ type: z.literal('OrderDelivered'), ...owing }),
  z.strictObject({ type: z.literal('UnitsReturned'), case: RecordId, lines: z.array(LineUnits) }),
  z.strictObject({
    type: z.literal('UnitsRefunded'),
    /** May be nothing: for a gift, or units that were not paid. */
    amount: Minor,
    lines: z.array(LineUnits),
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

/** The merchant's choices about orders: plain data. What is absent is not owed. */
export const OrderTerms = z.strictObject({
  payBy: ObligationTerm.optional(),
  balanceBy: ObligationTerm.optional(),
  groupBy: ObligationTerm.optional(),
  reviewBy: ObligationTerm.optional(),
  acceptBy: ObligationTerm.optional(),
  /** What happens to a paid order that nobody accepted in time. */
  whenNotAccepted: z.enum(['record', 'cancelAndRefund']),
  shipBy: ObligationTerm.optional(),
  deliverBy: ObligationTerm.optional(),
  /** How long after delivery the order completes by itself. */
  confirmBy: ObligationTerm.optional(),
  /** How long the merchant has to settle units that were lost or came back undelivered. */
  settleUndeliveredBy: ObligationTerm.optional(),
  /** How long after completion the buyer may open a case. */
  afterSales: Span,
  /** When stock is held for the order: as soon as it is placed, once it is ready, or when the merchant accepts. */
  reserveAt: z.enum(['placed', 'ready', 'accepted']),
  autoAccept: z.strictObject({ mode: PolicyMode, rules: ruleList(z.enum(['accept', 'leave'])) }),
  calendar: Calendar,
});
export type OrderTerms = z.infer<typeof OrderTerms>;
