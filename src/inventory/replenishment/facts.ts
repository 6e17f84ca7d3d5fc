import * as z from 'zod/mini';
import {
  Count,
  Currency,
  complaint,
  Id,
  Instant,
  Minor,
  PositiveMinor,
  Quantity,
  Sku,
  strictObject,
} from '../../kernel/index.js';
import { OpenProbability, Positive, Probability } from '../planning-numbers.js';
import { LeadTime } from '../supply/lead-times.js';
import { Offer } from '../supply/offers.js';
import { DemandForecast } from './demand-ahead.js';
import { StockCostTerms } from './service-terms.js';

const MOST_SKUS = 100_000;

/** What is known of one SKU. */
export const SkuFacts = strictObject({
  sku: Sku,
  /** Units on hand that nobody has reserved. */
  available: Count,
  /** Units that buyers have paid for and that could not be reserved. */
  backorders: z.optional(Count),
  incoming: z.optional(z.array(strictObject({ quantity: Quantity, expectedAt: Instant })).check(z.maxLength(1000))),
  forecast: DemandForecast,
  salePrice: z.optional(PositiveMinor),
  /** Days after arrival within which it must be sold. */
  shelfLifeDays: z.optional(Positive),
  /** Space that one unit takes, in whatever unit the limit is given in; 0 where left out. */
  space: z.optional(Count),
});
export type SkuFacts = z.infer<typeof SkuFacts>;

/** What is known of one supplier. */
export const SupplierFacts = strictObject({
  supplier: Id,
  /** Learned from receipts. Without one, nothing can be planned with this supplier. */
  leadTime: z.optional(LeadTime),
  /** Share of units that pass inspection; all where left out. */
  passedShare: z.optional(Probability),
  /** The least value of an order. */
  minimumOrder: z.optional(Minor),
});
export type SupplierFacts = z.infer<typeof SupplierFacts>;

const unique = <Item>(keyOf: (item: Item) => string, what: string) =>
  z.refine<readonly Item[]>((items) => new Set(items.map(keyOf)).size === items.length, {
    error: complaint('planning.named_twice', `must name each ${what} once`),
  });

/** What a proposal sees. */
export const ReplenishmentFacts = strictObject({
  at: Instant,
  currency: Currency,
  skus: z.array(SkuFacts).check(
    z.maxLength(MOST_SKUS, { error: complaint('planning.too_many_skus', `must be at most ${MOST_SKUS}`) }),
    unique(({ sku }) => sku, 'SKU'),
  ),
  suppliers: z.array(SupplierFacts).check(
    z.maxLength(10_000),
    unique(({ supplier }) => supplier, 'supplier'),
  ),
  offers: z.array(Offer).check(
    z.maxLength(5 * MOST_SKUS),
    unique(({ supplier, sku }) => `${supplier} ${sku}`, "supplier's offer of a SKU"),
  ),
});
export type ReplenishmentFacts = z.infer<typeof ReplenishmentFacts>;

/** What the merchant wants. */
export const ReplenishmentTerms = z.extend(StockCostTerms, {
  /** The most that all orders together may cost. */
  budget: z.optional(Minor),
  /** The most space that all orders together may take. */
  space: z.optional(Count),
  /** Where a supplier's least value is not reached, orders are raised to last so many days at most. */
  mostCoverDays: z.optional(Positive),
  /** The risk that is taken of some units spoiling before they are sold; 0.2 where left out. */
  spoilRisk: z.optional(OpenProbability),
});
export type ReplenishmentTerms = z.infer<typeof ReplenishmentTerms>;
