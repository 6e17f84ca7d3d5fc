import { err, ok, type Result } from 'neverthrow';
import * as z from 'zod/mini';
import { type Explained, type InputFailure, Minor, parseInput, strictObject } from '../../kernel/index.js';
import { NotNegative, Probability } from '../planning-numbers.js';
import { type Ahead, demandUntil } from '../replenishment/demand-ahead.js';
import {
  type Cycle,
  holdingPerDay,
  reorderPointFor,
  StockCostTerms,
  stockOutCost,
} from '../replenishment/service-terms.js';
import type { Demand } from '../replenishment/theory/laws.js';
import { type SupplyFailure, supplyFailures } from './failures.js';
import { LeadTime } from './lead-times.js';
import { lineCost, Offer, orderableFrom, orderableUpTo, quantitiesWorthAsking, unitPriceAt } from './offers.js';

/** An offer with what is known of its supplier. */
export interface KnownOffer {
  readonly offer: Offer;
  readonly leadTime: LeadTime;
  /** Share of units that pass inspection. */
  readonly passedShare: number;
}

/** What buying from one supplier costs per day, in minor units. */
export interface SupplyCost {
  readonly goods: number;
  readonly ordering: number;
  readonly keeping: number;
  readonly shortage: number;
  readonly total: number;
}

/** What an offer would be used for. */
export interface SupplyQuestion {
  readonly ahead: Ahead;
  /** Units on hand and on order, less those owed to buyers; below zero where more are owed. */
  readonly position: number;
  readonly salePrice?: number | undefined;
  /** No more than so many may be ordered, since more would spoil. */
  readonly most?: ((known: KnownOffer) => number) | undefined;
  readonly terms: StockCostTerms;
}

/** The best order to one supplier, and what its way of delivering costs. */
export interface SupplyPlan extends KnownOffer {
  /** 0 where stock is above the reorder point. */
  readonly quantity: number;
  readonly reorderPoint: number;
  readonly unitPrice: number;
  /** Of one unit short. */
  readonly stockOut: number;
  /** Demand until the next order could have come. */
  readonly demand: Demand;
  readonly costPerDay: SupplyCost;
}

/** The best order to one supplier; nothing where what may be ordered is less than the least that it takes. */
export function planWith(known: KnownOffer, question: SupplyQuestion): SupplyPlan | undefined {
  const { offer, leadTime } = known;
  const { ahead, position, terms } = question;
  const demand = demandUntil(ahead, leadTime, terms.reviewDays);
  const perDay = demand.mean / (leadTime.meanDays + terms.reviewDays);
  const most = question.most?.(known) ?? Number.POSITIVE_INFINITY;
  const lot = lotFor(offer, perDay, terms);
  const plans = quantitiesWorthAsking(offer, lot).map((size) => {
    const unitPrice = unitPriceAt(offer, size) / known.passedShare;
    const units = Math.max(size, perDay * terms.reviewDays);
    const days = perDay === 0 ? terms.reviewDays : units / perDay;
    const stockOut = stockOutCost(unitPrice, question.salePrice, terms);
    const cycle: Cycle = { units, days, unitPrice, stockOut };
    const reorderPoint = reorderPointFor(demand, cycle, terms);
    const short = reorderPoint - position;
    const wanted = short <= 0 ? 0 : (orderableFrom(offer, Math.max(size, short)) ?? orderableUpTo(offer, short) ?? 0);
    const costPerDay = costOf(known, cycle, perDay, demand, reorderPoint, terms);
    return { ...known, quantity: wanted, reorderPoint, unitPrice, stockOut, demand, costPerDay };
  });
  const within = plans.map((plan) => (plan.quantity > most ? capped(plan, position, most) : plan));
  return within.reduce<SupplyPlan | undefined>(
    (best, plan) =>
      plan !== undefined && (best === undefined || plan.costPerDay.total < best.costPerDay.total) ? plan : best,
    undefined,
  );
}

function capped(plan: SupplyPlan, position: number, most: number): SupplyPlan | undefined {
  const quantity = orderableUpTo(plan.offer, Math.max(0, Math.min(most, plan.quantity)));
  if (quantity !== undefined) return { ...plan, quantity };
  return position >= plan.reorderPoint ? { ...plan, quantity: 0 } : undefined;
}

/** The economic lot at the first price, in whole units. */
function lotFor(offer: Offer, perDay: number, terms: StockCostTerms): number {
  const keeping = holdingPerDay(unitPriceAt(offer, 1), terms);
  return keeping === 0 ? 1 : Math.max(1, Math.round(Math.sqrt((2 * (offer.lineFee ?? 0) * perDay) / keeping)));
}

function costOf(
  { offer }: KnownOffer,
  { units, unitPrice, stockOut }: Cycle,
  perDay: number,
  demand: Demand,
  reorderPoint: number,
  terms: StockCostTerms,
): SupplyCost {
  const cycles = perDay / units;
  const goods = perDay === 0 ? unitPrice : unitPrice * perDay;
  const ordering = (offer.lineFee ?? 0) * cycles;
  const keeping = holdingPerDay(unitPrice, terms) * (units / 2 + Math.max(0, reorderPoint - demand.mean));
  const shortage = stockOut * demand.shortage(reorderPoint) * cycles;
  return { goods, ordering, keeping, shortage, total: goods + ordering + keeping + shortage };
}

const ChoiceFacts = strictObject({
  /** Demand of one day, and its variance. */
  meanPerDay: NotNegative,
  variancePerDay: NotNegative,
  position: z.int(),
  salePrice: z.optional(Minor),
  offers: z
    .array(strictObject({ offer: Offer, leadTime: z.optional(LeadTime), passedShare: z.optional(Probability) }))
    .check(z.maxLength(200)),
});
export type ChoiceFacts = z.infer<typeof ChoiceFacts>;

/** One supplier in a comparison. */
export interface RankedOffer {
  readonly supplier: string;
  /** What to order now; 0 where stock is above the reorder point. */
  readonly quantity: number;
  readonly cost: number;
  readonly reorderPoint: number;
  readonly costPerDay: SupplyCost;
}

/**
 * Which supplier costs least in all: goods, the units that fail inspection, ordering, the stock that a long or unsteady
 * lead time asks for, and the shortage that is left.
 *
 * @returns all usable offers, the cheapest in all first, with the reason; or `supply.no_offer_usable`.
 */
export function chooseSupplier(
  facts: ChoiceFacts,
  terms: StockCostTerms,
): Result<Explained<readonly RankedOffer[]>, InputFailure | SupplyFailure> {
  const input = strictObject({ facts: ChoiceFacts, terms: StockCostTerms });
  return parseInput(input, { facts, terms }, 'the choice of a supplier').andThen((it) => rank(it.facts, it.terms));
}

function rank(facts: ChoiceFacts, terms: StockCostTerms): Result<Explained<readonly RankedOffer[]>, SupplyFailure> {
  const { meanPerDay, variancePerDay, position, salePrice, offers } = facts;
  const ahead: Ahead = (days) => ({ mean: meanPerDay * days, variance: variancePerDay * days });
  const ranked = offers
    .flatMap(({ offer, leadTime, passedShare = 1 }) =>
      leadTime === undefined || passedShare === 0
        ? []
        : (planWith({ offer, leadTime, passedShare }, { ahead, position, salePrice, terms }) ?? []),
    )
    .sort((a, b) => a.costPerDay.total - b.costPerDay.total)
    .map(
      ({ offer, quantity, reorderPoint, costPerDay }): RankedOffer => ({
        supplier: offer.supplier,
        quantity,
        cost: quantity === 0 ? 0 : lineCost(offer, quantity),
        reorderPoint,
        costPerDay,
      }),
    );
  const [best, next] = ranked;
  if (best === undefined) {
    const suppliersWhere = (test: (one: ChoiceFacts['offers'][number]) => boolean) =>
      offers.filter(test).map(({ offer }) => offer.supplier);
    return err(
      supplyFailures.no_offer_usable({
        offers: offers.length,
        withoutLeadTime: suppliersWhere(({ leadTime }) => leadTime === undefined),
        nothingPasses: suppliersWhere(({ passedShare }) => passedShare === 0),
      }),
    );
  }
  const because =
    `${best.supplier} costs ${best.costPerDay.total.toFixed(0)} a day in all` +
    (next === undefined
      ? ' and is the only usable offer'
      : `, ${next.supplier}, the next, ${next.costPerDay.total.toFixed(0)}`);
  return ok({
    answer: ranked,
    explanation: {
      policy: 'supplier',
      rule: 'least expected total cost',
      facts: { offers: offers.length, meanPerDay, position },
      because,
      appealTo: 'owner',
    },
  });
}
