import * as z from 'zod';
import { complaint, Id, LocationId, RecordId, Sku } from '../kernel/index.js';

const unclear = { error: complaint('id.must_be_sku_and_location', 'must be a SKU and a location, as in mug@main') };
const StockId = z.string(unclear).refine((text) => {
  const [sku, location, ...more] = text.split('@');
  return more.length === 0 && Sku.safeParse(sku).success && LocationId.safeParse(location).success;
}, unclear);

const BY_KIND: Readonly<Record<string, z.ZodType<string>>> = { order: Id, reservation: Id, stock: StockId };

/**
 * What the id of such a record looks like. Orders, and what is kept for them, have plain ones: `#` stands between an
 * order and the number of its work.
 */
export const recordIdOf = (kind: string): z.ZodType<string> => BY_KIND[kind] ?? RecordId;
