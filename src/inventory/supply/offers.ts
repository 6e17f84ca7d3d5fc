import * as z from 'zod/mini';
import { Count, complaint, Id, Minor, PositiveMinor, Quantity, Sku, strictObject } from '../../kernel/index.js';

/** The unit price from a quantity on, for all units of the order. */
export const PriceBand = strictObject({ from: Quantity, unitPrice: PositiveMinor });
export type PriceBand = z.infer<typeof PriceBand>;

/** Prices by quantity: from ever larger quantities on, ever cheaper. */
export const PriceBands = z.array(PriceBand).check(
  z.minLength(1, {
    error: complaint('supply.price_missing', 'must name at least one price; nothing is bought unseen'),
  }),
  z.maxLength(50),
  z.refine((bands) => bands.every(({ from }, i) => i === 0 || from > (bands[i - 1]?.from ?? 0)), {
    error: complaint('supply.price_bands_out_of_order', 'must begin at ever larger quantities'),
  }),
  z.refine((bands) => bands.every(({ unitPrice }, i) => i === 0 || unitPrice < (bands[i - 1]?.unitPrice ?? 0)), {
    error: complaint('supply.price_break_rises', 'must be cheaper from each larger quantity on'),
  }),
);

const pack = { error: complaint('supply.pack_size_must_be_positive', 'must be a whole number of units from 1') };

/** What a supplier asks for one SKU. */
export const Offer = strictObject({
  supplier: Id,
  sku: Sku,
  prices: PriceBands,
  /** The least that can be ordered; the first price's quantity where that is more. */
  minimumQuantity: z.optional(Quantity),
  /** Units come in whole packs of so many; 1 where left out. */
  packSize: z.optional(z.int(pack).check(z.minimum(1, pack), z.maximum(1_000_000, pack))),
  /** What an order line costs beside its goods: freight share, handling, paper. */
  lineFee: z.optional(Minor),
  /** The most that can be had in one order. */
  mostQuantity: z.optional(Count),
});
export type Offer = z.infer<typeof Offer>;

const upToPack = (units: number, packSize: number): number => Math.ceil(units / packSize) * packSize;

/** The least quantity of at least so many units that the supplier takes, or nothing where it is beyond the most. */
export function orderableFrom(offer: Offer, units: number): number | undefined {
  const { packSize = 1, mostQuantity = Number.MAX_SAFE_INTEGER } = offer;
  const quantity = upToPack(Math.max(units, offer.minimumQuantity ?? 1, offer.prices[0]?.from ?? 1), packSize);
  return quantity <= mostQuantity ? quantity : undefined;
}

/** The largest quantity of at most so many units that the supplier takes, or nothing where that is below the least. */
export function orderableUpTo(offer: Offer, units: number): number | undefined {
  const { packSize = 1, mostQuantity = Number.MAX_SAFE_INTEGER } = offer;
  const quantity = Math.floor(Math.min(units, mostQuantity) / packSize) * packSize;
  const least = orderableFrom(offer, 1);
  return least !== undefined && quantity >= least ? quantity : undefined;
}

/** What one unit costs in an order of so many. Below the first band it is the first price. */
export function unitPriceAt({ prices }: Pick<Offer, 'prices'>, quantity: number): number {
  const band = prices.findLast(({ from }) => from <= quantity) ?? prices[0];
  return band?.unitPrice ?? 0;
}

/** What an order line costs, its fee included. */
export const lineCost = (offer: Offer, quantity: number): number =>
  quantity * unitPriceAt(offer, quantity) + (offer.lineFee ?? 0);

/** Quantities worth comparing when at least so many are wanted: the least, and the start of each better price. */
export function quantitiesWorthAsking(offer: Offer, units: number): number[] {
  const least = orderableFrom(offer, units);
  if (least === undefined) return [];
  const breaks = offer.prices.flatMap(({ from }) => (from > least ? (orderableFrom(offer, from) ?? []) : []));
  return [least, ...breaks];
}
