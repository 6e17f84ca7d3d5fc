import type { Tally } from '../tally.js';
import type { OlistOrder } from './data.js';

/** How far an order has come, by its status in the data. An unknown status is listed, never guessed at. */
export const REACHED = {
  created: 'pending',
  approved: 'placed',
  unavailable: 'placed',
  invoiced: 'accepted',
  processing: 'preparing',
  shipped: 'shipped',
  delivered: 'delivered',
  canceled: 'cancelled',
} as const;
export type OlistStatus = keyof typeof REACHED;
export const isKnownStatus = (status: string): status is OlistStatus => Object.hasOwn(REACHED, status);

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

export const goodsAndFreight = ({ items }: OlistOrder): number =>
  sum(items.map(({ price, freight }) => price + freight));
export const paidFor = ({ payments }: OlistOrder): number => sum(payments);

/** Counts what cannot be, or is not as one would expect; the order is replayed all the same. */
export function noteOddities(order: OlistOrder, tally: Tally): void {
  const { status, purchasedAt, approvedAt, handedOverAt, deliveredAt, deliverBy, items, reviews } = order;
  const isBefore = (a: number | undefined, b: number | undefined) => a !== undefined && b !== undefined && a < b;
  const found: Readonly<Record<string, boolean>> = {
    approvedBeforePurchase: isBefore(approvedAt, purchasedAt),
    handedOverBeforePurchase: isBefore(handedOverAt, purchasedAt),
    handedOverBeforeApproval: isBefore(handedOverAt, approvedAt),
    deliveredBeforeHandOver: isBefore(deliveredAt, handedOverAt),
    deliveredBeforeApproval: isBefore(deliveredAt, approvedAt),
    estimateBeforePurchase: isBefore(deliverBy, purchasedAt),
    shippingLimitBeforeApproval: items.some(({ shipBy }) => isBefore(shipBy, approvedAt)),
    orderWithoutItems: items.length === 0,
    orderWithoutPayment: order.payments.length === 0,
    paymentsDifferFromItems: items.length > 0 && goodsAndFreight(order) !== paidFor(order),
    approvalMissing: approvedAt === undefined && !['created', 'canceled'].includes(status),
    deliveredWithoutDate: status === 'delivered' && deliveredAt === undefined,
    deliveredWithoutHandOver: status === 'delivered' && handedOverAt === undefined,
    cancelledAfterHandOver: status === 'canceled' && handedOverAt !== undefined,
    cancelledWithDelivery: status === 'canceled' && deliveredAt !== undefined,
    severalReviews: reviews.length > 1,
    reviewBeforePurchase: reviews.some(({ answeredAt }) => isBefore(answeredAt, purchasedAt)),
  };
  for (const [kind, applies] of Object.entries(found)) if (applies) tally.add(kind);
}
