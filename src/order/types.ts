import * as z from 'zod/mini';
import {
  Calendar,
  Count,
  Currency,
  Id,
  Instant,
  LocationId,
  Minor,
  Obligation,
  ObligationTerm,
  PolicyMode,
  Quantity,
  Reason,
  RecordId,
  Region,
  ruleList,
  Sku,
  Span,
  strictObject,
} from '../kernel/index.js';

/** Bounds: beyond them an order is refused with the figure, never half taken. */
export const MOST_LINES = 1000;
export const MOST_HOLDS = 20;

/** How far an order is. */
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
export const LineUnits = strictObject({ line: Id, quantity: Quantity });
export type LineUnits = z.infer<typeof LineUnits>;

/** Units of a line that one location will serve. */
export const AllocatedUnits = strictObject({ line: Id, sku: Sku, location: LocationId, quantity: Quantity });
export type AllocatedUnits = z.infer<typeof AllocatedUnits>;

/** A SKU of which there is too little for this order. */
export const MissingUnits = strictObject({ sku: Sku, wanted: Quantity, available: Count });
export type MissingUnits = z.infer<typeof MissingUnits>;

/**
 * A line as it is kept. Quantities carry the truth; `charged` was fixed when the order was placed and is what the
 * line's units share, the first units carrying the odd minor units.
 */
export const OrderLine = strictObject({
  id: Id,
  sku: Sku,
  /** Where the line has to ship from, if the channel says so. */
  location: z.optional(LocationId),
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
  /** Those among them that the buyer has, as the case behind the refund says. */
  compensated: Count,
  /** Paid back beyond whole shares: the units stay open for the rest of theirs. */
  rebated: Minor,
  /** Units that are in the house again, with their parcel or through a case; each counts once. */
  back: Count,
});
export type OrderLine = z.infer<typeof OrderLine>;

export const Hold = strictObject({ hold: Id, reason: Reason, since: Instant });
export type Hold = z.infer<typeof Hold>;

/** An order as it is kept. */
export const Order = strictObject({
  id: RecordId,
  status: OrderStatus,
  channel: Id,
  number: z.optional(Id),
  buyer: Id,
  /** The recipient record's id; the order itself holds no name, phone or address. */
  recipient: z.optional(RecordId),
  region: Region,
  currency: Currency,
  total: Minor,
  paid: Minor,
  refunded: Minor,
  lines: z.array(OrderLine),
  awaits: z.array(Awaited),
  holds: z.array(Hold),
  /** Since when it has been held without a break. */
  heldSince: z.optional(Instant),
  missing: z.optional(z.array(MissingUnits)),
  /** Where it is made ready; the n-th location's fulfilment is `id#n`. */
  locations: z.optional(z.array(LocationId)),
  /** Parcels that were packed for it and not undone. */
  parcels: z.optional(z.array(RecordId)),
  /** Cases of after-sales about it, open or not. */
  cases: z.optional(z.array(RecordId)),
  placedAt: Instant,
  /** When its group formed or its review passed, whichever was later. */
  metAt: z.optional(Instant),
  readyAt: z.optional(Instant),
  /** Deadlines which the platform gave and which begin later. */
  given: z.optional(
    strictObject({ acceptBy: z.optional(Instant), shipBy: z.optional(Instant), deliverBy: z.optional(Instant) }),
  ),
  shippedAt: z.optional(Instant),
  deliveredAt: z.optional(Instant),
  /** Until then the buyer may open a case; decided when read. */
  afterSalesUntil: z.optional(Instant),
  cancelled: z.optional(CancelCause),
  owed: z.optional(z.readonly(z.array(Obligation))),
});
export type Order = z.infer<typeof Order>;

/** The merchant's choices about orders: plain data. What is absent is not owed. */
export const OrderTerms = strictObject({
  /** Buyer: from placing until the order is paid; afterwards it is cancelled. */
  payBy: z.optional(ObligationTerm),
  /** Buyer: from placing until the balance of a presale is paid; afterwards the order is cancelled. */
  balanceBy: z.optional(ObligationTerm),
  /** Buyer: from placing until the group has formed; afterwards the order is cancelled. */
  groupBy: z.optional(ObligationTerm),
  /** Platform: from placing until its review. */
  reviewBy: z.optional(ObligationTerm),
  /** Merchant: from the moment when nothing is awaited any more until acceptance. */
  acceptBy: z.optional(ObligationTerm),
  /** What happens to a paid order that nobody accepted in time. */
  whenNotAccepted: z.enum(['record', 'cancelAndRefund']),
  /** Merchant: from the moment when nothing is awaited any more until every unit has left. */
  shipBy: z.optional(ObligationTerm),
  /** Carrier: from the moment when every unit has left until delivery. */
  deliverBy: z.optional(ObligationTerm),
  /** Buyer: from delivery until the order completes by itself. */
  confirmBy: z.optional(ObligationTerm),
  /** Merchant: from the loss or return of undelivered units until they are refunded; afterwards the desk refunds them. */
  settleUndeliveredBy: z.optional(ObligationTerm),
  /** How long after completion the buyer may open a case. */
  afterSales: Span,
  /** When stock is held for the order: as soon as it is placed, once it is ready, or when the merchant accepts. */
  reserveAt: z.enum(['placed', 'ready', 'accepted']),
  autoAccept: strictObject({ mode: PolicyMode, rules: ruleList(z.enum(['accept', 'leave'])) }),
  calendar: Calendar,
});
export type OrderTerms = z.infer<typeof OrderTerms>;
