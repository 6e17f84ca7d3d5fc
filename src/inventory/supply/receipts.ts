import * as z from 'zod/mini';
import { Count, complaint, Id, Instant, PositiveMinor, Quantity, Sku, strictObject } from '../../kernel/index.js';

/** One order line to a supplier, and what came of it. Without `receivedAt` it is still open. */
export const Receipt = strictObject({
  supplier: Id,
  sku: Sku,
  orderedAt: Instant,
  promisedAt: z.optional(Instant),
  receivedAt: z.optional(Instant),
  ordered: Quantity,
  received: z.optional(Count),
  /** Of those received, the units that did not pass. */
  rejected: z.optional(Count),
  unitPrice: z.optional(PositiveMinor),
}).check(
  z.refine(({ received = 0, rejected = 0 }) => rejected <= received, {
    error: complaint('supply.more_rejected_than_received', 'must be at most the units received'),
    path: ['rejected'],
  }),
);
export type Receipt = z.infer<typeof Receipt>;

const MOST_RECEIPTS = 1_000_000;
/** The history of orders to suppliers. */
export const Receipts = z.array(Receipt).check(
  z.maxLength(MOST_RECEIPTS, {
    error: complaint('supply.too_many_receipts', `must be at most ${MOST_RECEIPTS}; send fewer years`),
  }),
);

const DAY = 86_400_000;

/**
 * Days from order to receipt; nothing while it is open, or where it came before it was ordered. Real books hold such
 * lines, and they say nothing of how long an order takes.
 */
export const leadDaysOf = ({ orderedAt, receivedAt }: Receipt): number | undefined =>
  receivedAt === undefined || receivedAt < orderedAt ? undefined : (receivedAt - orderedAt) / DAY;

/** Receipts by supplier, in the order in which suppliers first appear. */
export const bySupplier = (receipts: readonly Receipt[]): Map<string, Receipt[]> => {
  const groups = new Map<string, Receipt[]>();
  for (const receipt of receipts) {
    const known = groups.get(receipt.supplier);
    if (known === undefined) groups.set(receipt.supplier, [receipt]);
    else known.push(receipt);
  }
  return groups;
};
