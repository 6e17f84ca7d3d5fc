import { type Instant, instant } from 'orderwright';
import {
  type Agreement,
  blindSheet,
  type CountFacts,
  classifyStock,
  demandFrom,
  demandOf,
  forecast,
  learnLeadTimes,
  type Offer,
  type PaidDemand,
  type Proposal,
  planCounts,
  planPools,
  proposeOrders,
  type Receipt,
  type ReplenishmentTerms,
  type SaleLine,
  type Scorecard,
  type SimulationInput,
  type StockPolicy,
  scoreSuppliers,
  simulateStock,
  standingOf,
} from 'orderwright/planning';
import { orThrow } from './or-throw.js';

const DAY = 86_400_000;
const now = instant(Date.parse('2026-11-01T16:00:00Z'));
const ago = (days: number): Instant => instant(now - days * DAY);

/** Some history, as your own tables hold it: a busy mug, and a lamp that sells now and then. */
const lines: SaleLine[] = Array.from({ length: 180 }, (_, i) => [
  { sku: 'mug', at: ago(180 - i), units: 3 + ((i * 7) % 5) },
  ...(i % 9 === 0 ? [{ sku: 'lamp', at: ago(180 - i), units: 1 }] : []),
]).flat();
const receipts: Receipt[] = Array.from({ length: 12 }, (_, i) => ({
  supplier: 'kiln',
  sku: 'mug',
  orderedAt: ago(170 - 14 * i),
  promisedAt: ago(160 - 14 * i),
  receivedAt: ago(161 - 14 * i - (i % 4)),
  ordered: 60,
  received: i === 5 ? 54 : 60,
  rejected: i % 3,
  unitPrice: 1200,
}));
const offers: Offer[] = [
  {
    supplier: 'kiln',
    sku: 'mug',
    packSize: 12,
    prices: [
      { from: 12, unitPrice: 1200 },
      { from: 240, unitPrice: 1080 },
    ],
  },
  { supplier: 'kiln', sku: 'lamp', prices: [{ from: 1, unitPrice: 5600 }] },
];
const onShelf = new Map([
  ['mug', 25],
  ['lamp', 3],
]);

// #region terms
const terms: ReplenishmentTerms = {
  service: { by: 'fillRate', level: 0.98 },
  reviewDays: 7,
  holdingRatePerYear: 0.25,
  latePenalty: 500,
  assumedMargin: 0.4,
  budget: 200_000,
};
// #endregion terms

// #region proposal
/** From order lines, receipts and offers to a proposal: who gets which order, and why. */
export function whatToOrder(): Proposal {
  const demand = orThrow(demandOf({ lines, period: 'week', zone: 'Asia/Shanghai', until: now }));
  const leadTimes = orThrow(learnLeadTimes(receipts));
  const leadTime = leadTimes.suppliers.get('kiln') ?? leadTimes.anySupplier;
  const skus = demand.map((series) => ({
    sku: series.sku,
    available: onShelf.get(series.sku) ?? 0,
    forecast: demandFrom(orThrow(forecast(series, { horizon: 8, probabilities: [0.5, 0.95] })), 7),
  }));
  const suppliers = [{ supplier: 'kiln', ...(leadTime && { leadTime }) }];
  return orThrow(proposeOrders({ at: now, currency: 'CNY', skus, suppliers, offers }, terms));
}
// #endregion proposal

// #region replay
/** What two policies would have done with the mug's last half year. */
export function compare(policies: readonly StockPolicy[]): (number | undefined)[] {
  const common: Omit<SimulationInput, 'policy'> = {
    demand: lines.filter(({ sku }) => sku === 'mug').map(({ units }) => units),
    startingStock: 60,
    leadTime: { mean: 9, deviation: 2 },
    packSize: 12,
    unmet: 'lost',
    costs: { holding: 1, order: 2000, short: 900 },
    seed: 1,
  };
  return policies.map((policy) => orThrow(simulateStock({ ...common, policy })).fillRate);
}
// #endregion replay

// #region suppliers
/** How a supplier delivers, and where an agreement stands. */
export function judgeSupplier(agreement: Agreement): { card: Scorecard | undefined; unitsLeft: number } {
  const [card] = orThrow(
    scoreSuppliers(receipts, {
      asOf: now,
      late: { after: 'promisedDay', zone: 'Asia/Shanghai' },
      confidence: 0.95,
    }),
  );
  const taken = receipts.reduce((sum, { received = 0 }) => sum + received, 0);
  const { unitsLeft } = orThrow(standingOf({ agreement, at: now, taken, quantity: 120 }));
  return { card, unitsLeft };
}
// #endregion suppliers

// #region counts
/** The sheet for this week's counts. It shows no expected figure. */
export function countSheet(stock: readonly Omit<CountFacts, 'class'>[]): readonly { location: string; sku: string }[] {
  const worth = stock.map(({ sku, onHand, unitCost }) => ({ sku, value: onHand * unitCost }));
  const classes = new Map(orThrow(classifyStock(worth)).map(({ sku, value }) => [sku, value]));
  const facts = stock.map((one) => ({ ...one, class: classes.get(one.sku) ?? 'C' }));
  return blindSheet(orThrow(planCounts(facts, now)));
}
// #endregion counts

// #region pools
/** Two designs that buyers have paid for, of which the factory makes a hundred at least. */
export function poolSteps(demand: readonly PaidDemand[]): string[] {
  const { pools } = orThrow(
    planPools({
      at: now,
      demand: [...demand],
      designs: [
        { design: 'koi', minimumBatch: 100 },
        { design: 'crane', minimumBatch: 100, mergesWith: ['koi'] },
      ],
      slots: [{ startsAt: now, endsAt: instant(now + 10 * DAY), units: 500 }],
      leadTime: { meanDays: 5, deviationDays: 1 },
    }),
  );
  return pools.map(({ design, next }) => `${design}: ${next.step}`);
}
// #endregion pools

export function main() {
  const proposal = whatToOrder();
  const fillRates = compare([
    { kind: 'reorderPoint', reorderPoint: 40, orderQuantity: 60 },
    { kind: 'minMax', reorderPoint: 70, orderUpTo: 130 },
  ]);
  const { unitsLeft } = judgeSupplier({
    supplier: 'kiln',
    sku: 'mug',
    from: ago(200),
    until: instant(now + 165 * DAY),
    prices: [{ from: 1, unitPrice: 1150 }],
    commitment: { units: 1500, penaltyPerUnit: 100 },
  });
  const shelf = { location: 'main', movements: 40, lastCountedAt: ago(50) };
  const sheet = countSheet([
    { ...shelf, sku: 'mug', onHand: 25, unitCost: 1200, wentNegative: 1 },
    { ...shelf, sku: 'lamp', onHand: 3, unitCost: 5600 },
  ]);
  const paid = (order: string, design: string, quantity: number): PaidDemand => ({
    order,
    line: '1',
    design,
    quantity,
    paidAt: ago(13),
  });
  const steps = poolSteps([paid('o-1', 'koi', 60), paid('o-2', 'crane', 45)]);
  return { proposal, fillRates, unitsLeft, sheet, steps };
}
