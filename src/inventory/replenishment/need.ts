import { err, ok, type Result } from 'neverthrow';
import { type KnownOffer, planWith, type SupplyPlan } from '../supply/choice.js';
import { lineCost, type Offer } from '../supply/offers.js';
import { type Ahead, aheadOf, demandUntil } from './demand-ahead.js';
import type { ReplenishmentFacts, ReplenishmentTerms, SkuFacts, SupplierFacts } from './facts.js';
import { type ReplenishmentFailure, replenishmentFailures } from './failures.js';

/** What one SKU needs, from whom, before any limit over all SKUs. */
export interface Need {
  readonly sku: SkuFacts;
  readonly ahead: Ahead;
  readonly position: number;
  readonly plan: SupplyPlan;
  /** No more than so many would be sold in time. */
  readonly most: number;
}

/** Offers and suppliers by what one looks for. */
export interface Market {
  readonly offersOf: (sku: string) => readonly Offer[];
  readonly supplierOf: (supplier: string) => SupplierFacts | undefined;
}

export function marketOf({ offers, suppliers }: ReplenishmentFacts): Market {
  const bySku = new Map<string, Offer[]>();
  for (const offer of offers) {
    const known = bySku.get(offer.sku);
    if (known === undefined) bySku.set(offer.sku, [offer]);
    else known.push(offer);
  }
  const bySupplier = new Map(suppliers.map((one) => [one.supplier, one]));
  return { offersOf: (sku) => bySku.get(sku) ?? [], supplierOf: (supplier) => bySupplier.get(supplier) };
}

/** Units on hand and on order, less those owed. */
export const positionOf = ({ available, backorders = 0, incoming = [] }: SkuFacts): number =>
  available - backorders + incoming.reduce((sum, { quantity }) => sum + quantity, 0);

const DEFAULT_SPOIL_RISK = 0.2;

/** No more than what is sold, with little risk, before the goods that arrive now would spoil. */
function mostBeforeSpoiling(sku: SkuFacts, ahead: Ahead, position: number, terms: ReplenishmentTerms) {
  const { shelfLifeDays } = sku;
  if (shelfLifeDays === undefined) return () => Number.POSITIVE_INFINITY;
  return ({ leadTime }: KnownOffer): number =>
    demandUntil(ahead, leadTime, shelfLifeDays).quantile(terms.spoilRisk ?? DEFAULT_SPOIL_RISK) - position;
}

/** The best order for one SKU among the suppliers that are open, or why there is none. */
export function needOf(
  sku: SkuFacts,
  market: Market,
  terms: ReplenishmentTerms,
  closed: ReadonlyMap<string, (sku: string) => ReplenishmentFailure>,
): Result<Need, ReplenishmentFailure> {
  const offers = market.offersOf(sku.sku);
  const suppliers = offers.map(({ supplier }) => supplier);
  if (offers.length === 0) return err(replenishmentFailures.no_offer({ sku: sku.sku }));
  const known = offers.flatMap((offer): KnownOffer[] => {
    const { leadTime, passedShare = 1 } = market.supplierOf(offer.supplier) ?? {};
    return leadTime === undefined ? [] : [{ offer, leadTime, passedShare }];
  });
  if (known.length === 0) return err(replenishmentFailures.lead_time_unknown({ sku: sku.sku, suppliers }));
  const sound = known.filter(({ passedShare }) => passedShare > 0);
  if (sound.length === 0) return err(replenishmentFailures.nothing_passes({ sku: sku.sku, suppliers }));
  const open = sound.filter(({ offer }) => !closed.has(offer.supplier));
  const why = closed.get(sound[0]?.offer.supplier ?? '');
  if (open.length === 0 && why !== undefined) return err(why(sku.sku));

  const ahead = aheadOf(sku.forecast);
  const position = positionOf(sku);
  const most = mostBeforeSpoiling(sku, ahead, position, terms);
  const question = { ahead, position, salePrice: sku.salePrice, most, terms };
  const plans = open.flatMap((one) => planWith(one, question) ?? []);
  const [first, ...others] = plans;
  if (first === undefined) {
    const { shelfLifeDays = null } = sku;
    return err(replenishmentFailures.minimum_would_spoil({ sku: sku.sku, suppliers, shelfLifeDays }));
  }
  const plan = others.reduce((best, one) => (one.costPerDay.total < best.costPerDay.total ? one : best), first);
  return ok({ sku, ahead, position, plan, most: most(plan) });
}

/** What an order of so many avoids: units short until the next order could have come, at what one costs. */
export const worthOf = ({ plan, position }: Need, quantity: number): number =>
  plan.stockOut * (plan.demand.shortage(position) - plan.demand.shortage(position + quantity * plan.passedShare));

export const costOfNeed = ({ plan }: Need, quantity: number): number =>
  quantity === 0 ? 0 : lineCost(plan.offer, quantity);
