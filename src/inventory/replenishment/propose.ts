import type { Result } from 'neverthrow';
import { type InputFailure, parseInput, strictObject } from '../../kernel/index.js';
import { orderableFrom } from '../supply/offers.js';
import { ReplenishmentFacts, ReplenishmentTerms, type SkuFacts } from './facts.js';
import { type ReplenishmentFailure, replenishmentFailures } from './failures.js';
import { chooseWithin, type Option } from './limits.js';
import { lineOf } from './line.js';
import { costOfAll, type OpenLine, raisedTo } from './minimums.js';
import { costOfNeed, marketOf, needOf, worthOf } from './need.js';
import type { Cut, Proposal, ProposalLine, SupplierOrder } from './proposal.js';

/**
 * What to order of whom, by when and why: for every SKU the supplier that costs least in all, its minimum, packs and price
 * breaks respected; then over all SKUs the suppliers' least orders, the budget and the space, which go to the lines that
 * avoid most shortage per unit of money.
 *
 * Quantities cover the demand until the next order could have come, at the service that the terms ask for, or the economic
 * lot where that is more. Where a SKU cannot be planned, `unplanned` holds the reason; the others are planned all the same.
 *
 * @returns a proposal, or a failure of the input such as `supply.price_missing`, `supply.price_break_rises`,
 * `supply.pack_size_must_be_positive`, `supply.lead_time_must_be_positive`, `planning.probability_outside_0_to_1`.
 * @example
 * ```ts
 * const proposal = proposeOrders(
 *   {
 *     at: instant(Date.parse('2026-11-01T00:00:00Z')), currency: 'CNY',
 *     skus: [{ sku: 'mug', available: 20, forecast: { periodDays: 7, totals: [{ mean: 30 }, { mean: 61 }] } }],
 *     suppliers: [{ supplier: 'kiln', leadTime: { meanDays: 9, deviationDays: 2 } }],
 *     offers: [{ supplier: 'kiln', sku: 'mug', prices: [{ from: 1, unitPrice: 1200 }], packSize: 12 }],
 *   },
 *   {
 *     service: { by: 'cycleService', level: 0.95 }, reviewDays: 7, holdingRatePerYear: 0.2, latePenalty: 500,
 *     assumedMargin: 0.4, budget: 100_000,
 *   },
 * );
 * ```
 */
export function proposeOrders(facts: ReplenishmentFacts, terms: ReplenishmentTerms): Result<Proposal, InputFailure> {
  const input = strictObject({ facts: ReplenishmentFacts, terms: ReplenishmentTerms });
  return parseInput(input, { facts, terms }, 'the proposal').map((it) => propose(it.facts, it.terms));
}

type Closed = Map<string, (sku: string) => ReplenishmentFailure>;

function propose(facts: ReplenishmentFacts, terms: ReplenishmentTerms): Proposal {
  const closed: Closed = new Map();
  for (const { supplier, minimumOrder = 0 } of facts.suppliers) {
    const { budget } = terms;
    if (budget === undefined || minimumOrder <= budget) continue;
    const of = { supplier, minimumOrder, budget, currency: facts.currency };
    closed.set(supplier, (sku) => replenishmentFailures.minimum_above_budget({ sku, ...of }));
  }
  const { wanted, unplanned } = reachMinimums(facts, terms, closed);
  const { quantities, dropped } = keepLimits(wanted, facts, terms);
  const lines = wanted.map(({ need, quantity: most }, i) => {
    const quantity = quantities[i] ?? 0;
    const because = dropped.has(need.plan.offer.supplier) ? 'supplierMinimum' : limitsOf(terms);
    return lineOf({ need, quantity, ...(quantity < most && { cut: { wanted: most, because } }) }, facts);
  });
  const orders = ordersOf(lines);
  return {
    lines,
    orders,
    cost: orders.reduce((sum, { cost }) => sum + cost, 0),
    space: wanted.reduce((sum, { need }, i) => sum + (quantities[i] ?? 0) * (need.sku.space ?? 0), 0),
    unplanned,
  };
}

interface Wanted {
  readonly wanted: readonly OpenLine[];
  readonly unplanned: Proposal['unplanned'];
}

/** Needs with each supplier's least order reached. Who cannot be reached is left out, and its SKUs look elsewhere. */
function reachMinimums(facts: ReplenishmentFacts, terms: ReplenishmentTerms, closed: Closed): Wanted {
  const market = marketOf(facts);
  const plan = (sku: SkuFacts) => ({ sku, result: needOf(sku, market, terms, closed) });
  let plans = facts.skus.map(plan);
  for (;;) {
    const lines = plans.flatMap(({ result }): OpenLine[] =>
      result.isOk() ? [{ need: result.value, quantity: result.value.plan.quantity }] : [],
    );
    const failed: string[] = [];
    const raised = new Map<string, OpenLine>();
    for (const [supplier, own] of linesBySupplier(lines)) {
      const { minimumOrder = 0 } = market.supplierOf(supplier) ?? {};
      const needed = own.some(({ quantity }) => quantity > 0);
      const reached = needed ? raisedTo(minimumOrder, own, terms) : own;
      for (const line of reached ?? []) raised.set(line.need.sku.sku, line);
      if (reached !== undefined) continue;
      failed.push(supplier);
      const of = { supplier, minimumOrder, currency: facts.currency };
      closed.set(supplier, (sku) => replenishmentFailures.minimum_not_reached({ sku, ...of }));
    }
    if (failed.length === 0) {
      const unplanned = plans.flatMap(({ sku, result }) =>
        result.isErr() ? [{ sku: sku.sku, failure: result.error }] : [],
      );
      return { wanted: lines.map((line) => raised.get(line.need.sku.sku) ?? line), unplanned };
    }
    plans = plans.map((one) => {
      const before = one.result.isOk() ? one.result.value.plan : undefined;
      return before && before.quantity > 0 && failed.includes(before.offer.supplier) ? plan(one.sku) : one;
    });
  }
}

function linesBySupplier(lines: readonly OpenLine[]): Map<string, OpenLine[]> {
  const groups = new Map<string, OpenLine[]>();
  for (const line of lines) {
    const { supplier } = line.need.plan.offer;
    const known = groups.get(supplier);
    if (known === undefined) groups.set(supplier, [line]);
    else known.push(line);
  }
  return groups;
}

interface Kept {
  readonly quantities: readonly number[];
  /** Suppliers whose least order is out of reach once lines are cut. */
  readonly dropped: ReadonlySet<string>;
}

function limitsOf({ budget, space }: ReplenishmentTerms): Cut['because'] {
  if (budget !== undefined && space !== undefined) return 'budgetAndSpace';
  return space === undefined ? 'budget' : 'space';
}

/** Cuts lines until budget and space are kept, and no supplier is left below its least order. */
function keepLimits(wanted: readonly OpenLine[], facts: ReplenishmentFacts, terms: ReplenishmentTerms): Kept {
  const limits = { cost: terms.budget ?? Number.POSITIVE_INFINITY, space: terms.space ?? Number.POSITIVE_INFINITY };
  const minimumOf = new Map(facts.suppliers.map(({ supplier, minimumOrder = 0 }) => [supplier, minimumOrder]));
  const dropped = new Set<string>();
  for (;;) {
    const options = wanted.map((line) => (dropped.has(line.need.plan.offer.supplier) ? [] : optionsOf(line)));
    const space = wanted.reduce((sum, { need, quantity }) => sum + quantity * (need.sku.space ?? 0), 0);
    const all = dropped.size === 0 && costOfAll(wanted) <= limits.cost && space <= limits.space;
    const quantities = all ? wanted.map(({ quantity }) => quantity) : chooseWithin(options, limits);
    const lines = wanted.map(({ need }, i) => ({ need, quantity: quantities[i] ?? 0 }));
    const below = [...linesBySupplier(lines.filter(({ quantity }) => quantity > 0))]
      .map(([supplier, own]) => ({ supplier, missing: (minimumOf.get(supplier) ?? 0) - costOfAll(own) }))
      .filter(({ missing }) => missing > 0)
      .sort((a, b) => b.missing - a.missing)[0];
    if (below === undefined) return { quantities, dropped };
    dropped.add(below.supplier);
  }
}

const MOST_OPTIONS = 12;

/** From the least that the supplier takes to what is wanted, in a dozen steps at most. */
function optionsOf({ need, quantity: wanted }: OpenLine): Option[] {
  const quantities = new Set<number>();
  for (let step = 0; step <= MOST_OPTIONS; step += 1) {
    const quantity = orderableFrom(need.plan.offer, Math.ceil((wanted * step) / MOST_OPTIONS));
    if (quantity !== undefined && quantity <= wanted) quantities.add(quantity);
  }
  return [...quantities].map((quantity) => ({
    quantity,
    cost: costOfNeed(need, quantity),
    space: quantity * (need.sku.space ?? 0),
    worth: worthOf(need, quantity),
  }));
}

function ordersOf(lines: readonly ProposalLine[]): SupplierOrder[] {
  const orders = new Map<string, SupplierOrder>();
  for (const { supplier, quantity, cost } of lines) {
    if (quantity === 0) continue;
    const known = orders.get(supplier) ?? { supplier, lines: 0, units: 0, cost: 0 };
    orders.set(supplier, {
      supplier,
      lines: known.lines + 1,
      units: known.units + quantity,
      cost: known.cost + cost,
    });
  }
  return [...orders.values()];
}
