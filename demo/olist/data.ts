import { type Instant, instant } from 'orderwright';
import { InputError, minorOf, type Row, readTable, stampOf, wholeOf } from '../input.js';

/** The data name no zone. Differences of times are those of the data only if no clock was ever changed. */
export const ZONE = 'UTC';

export interface OlistItem {
  readonly id: string;
  readonly product: string;
  readonly seller: string;
  readonly price: number;
  readonly freight: number;
  readonly shipBy: Instant;
}

export interface OlistReview {
  readonly id: string;
  readonly score: number;
  readonly answeredAt: Instant;
}

/** One order with all that the folder says about it. */
export interface OlistOrder {
  readonly id: string;
  readonly status: string;
  /** The person; `customer_id` changes with each order. */
  readonly buyer: string;
  readonly city: string;
  readonly state: string;
  readonly purchasedAt: Instant;
  readonly approvedAt: Instant | undefined;
  readonly handedOverAt: Instant | undefined;
  readonly deliveredAt: Instant | undefined;
  readonly deliverBy: Instant;
  readonly items: readonly OlistItem[];
  readonly payments: readonly number[];
  readonly reviews: readonly OlistReview[];
}

const ORDERS = [
  'order_id',
  'customer_id',
  'order_status',
  'order_purchase_timestamp',
  'order_approved_at',
  'order_delivered_carrier_date',
  'order_delivered_customer_date',
  'order_estimated_delivery_date',
] as const;
const ITEMS = [
  'order_id',
  'order_item_id',
  'product_id',
  'seller_id',
  'shipping_limit_date',
  'price',
  'freight_value',
] as const;
const REVIEWS = ['review_id', 'order_id', 'review_score', 'review_answer_timestamp'] as const;
const CUSTOMERS = ['customer_id', 'customer_unique_id', 'customer_city', 'customer_state'] as const;

/** Reads a folder in the layout of Olist's data set. */
export function readOlist(folder: string, limit = Number.POSITIVE_INFINITY): OlistOrder[] {
  const orders = readTable(folder, 'orders', ORDERS).slice(0, limit);
  const items = byOrder(readTable(folder, 'order_items', ITEMS));
  const payments = byOrder(readTable(folder, 'order_payments', ['order_id', 'payment_value']));
  const reviews = byOrder(readTable(folder, 'order_reviews', REVIEWS));
  const customers = new Map(readTable(folder, 'customers', CUSTOMERS).map((row) => [row.customer_id, row]));
  return orders.map((row): OlistOrder => {
    const id = row.order_id;
    const customer = customers.get(row.customer_id);
    if (customer === undefined) throw new InputError(`${row.where}: no customer "${row.customer_id}" in customers.`);
    return {
      id,
      status: row.order_status,
      buyer: customer.customer_unique_id,
      city: customer.customer_city,
      state: customer.customer_state,
      purchasedAt: at(row, 'order_purchase_timestamp'),
      approvedAt: maybeAt(row, 'order_approved_at'),
      handedOverAt: maybeAt(row, 'order_delivered_carrier_date'),
      deliveredAt: maybeAt(row, 'order_delivered_customer_date'),
      deliverBy: at(row, 'order_estimated_delivery_date'),
      items: (items.get(id) ?? []).map((item) => ({
        id: item.order_item_id,
        product: item.product_id,
        seller: item.seller_id,
        price: minorOf(item, 'price'),
        freight: minorOf(item, 'freight_value'),
        shipBy: at(item, 'shipping_limit_date'),
      })),
      payments: (payments.get(id) ?? []).map((payment) => minorOf(payment, 'payment_value')),
      reviews: (reviews.get(id) ?? []).map((review) => ({
        id: review.review_id,
        score: wholeOf(review, 'review_score'),
        answeredAt: at(review, 'review_answer_timestamp'),
      })),
    };
  });
}

const at = <Column extends string>(row: Row<Column>, column: Column): Instant =>
  instant(Date.UTC(...stampOf(row, column)));

const maybeAt = <Column extends string>(row: Row<Column>, column: Column): Instant | undefined =>
  row[column] === '' ? undefined : at(row, column);

function byOrder<One extends { readonly order_id: string }>(rows: readonly One[]): Map<string, One[]> {
  const found = new Map<string, One[]>();
  for (const row of rows) {
    const some = found.get(row.order_id);
    if (some === undefined) found.set(row.order_id, [row]);
    else some.push(row);
  }
  return found;
}
