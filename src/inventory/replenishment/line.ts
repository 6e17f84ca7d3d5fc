import { type Instant, instant, plusMilliseconds } from '../../kernel/index.js';
import { leadDaysWithin } from '../supply/lead-times.js';
import { unitPriceAt } from '../supply/offers.js';
import { type Ahead, daysUntilSold, demandUntil } from './demand-ahead.js';
import type { ReplenishmentFacts, SkuFacts } from './facts.js';
import { costOfNeed, type Need, worthOf } from './need.js';
import type { Cut, ProposalLine } from './proposal.js';
import { whyOf } from './why.js';

const DAY = 86_400_000;
const A_YEAR = 365;
const LATEST = 0.95;

interface Decided {
  readonly need: Need;
  readonly quantity: number;
  readonly cut?: Cut;
}

/** Says of a decided quantity what it costs, avoids and leaves. */
export function lineOf({ need, quantity, cut }: Decided, { at, currency }: ReplenishmentFacts): ProposalLine {
  const { sku, plan, position, ahead } = need;
  const { leadTime } = plan;
  const after = (days: number) => plusMilliseconds(at, Math.round(days * DAY));
  const latestDays = leadDaysWithin(leadTime, LATEST);
  const runsOut = runsOutAfter(sku, ahead, at);
  const onTime = stockWithin(sku, at, leadTime.meanDays);
  const line = {
    sku: sku.sku,
    supplier: plan.offer.supplier,
    quantity,
    unitPrice: unitPriceAt(plan.offer, quantity),
    cost: costOfNeed(need, quantity),
    position,
    reorderPoint: plan.reorderPoint,
    ...(runsOut !== undefined && {
      runsOutAt: after(runsOut),
      orderBy: instant(Math.max(at, after(runsOut - latestDays))),
    }),
    arrives: { likely: after(leadDaysWithin(leadTime, 0.5)), latest: after(latestDays) },
    risk: {
      beforeArrival: 1 - demandUntil(ahead, leadTime, 0).probabilityUpTo(onTime),
      without: 1 - plan.demand.probabilityUpTo(position),
      with: 1 - plan.demand.probabilityUpTo(position + quantity * plan.passedShare),
    },
    worth: Math.round(worthOf(need, quantity)),
    ...(cut && { cut }),
  };
  return { ...line, why: whyOf(line, currency) };
}

const arrivals = ({ incoming = [] }: SkuFacts, at: Instant) =>
  incoming
    .map(({ quantity, expectedAt }) => ({ quantity, days: Math.max(0, (expectedAt - at) / DAY) }))
    .sort((a, b) => a.days - b.days);

/** Days until stock runs out at the expected pace, with what is on its way. */
function runsOutAfter(sku: SkuFacts, ahead: Ahead, at: Instant): number | undefined {
  let stock = sku.available - (sku.backorders ?? 0);
  for (const { quantity, days } of arrivals(sku, at)) {
    const lasts = daysUntilSold(ahead, stock, A_YEAR);
    if (lasts !== undefined && lasts < days) return lasts;
    stock += quantity;
  }
  return daysUntilSold(ahead, stock, A_YEAR);
}

/** Units that are there, or will be within so many days, less those owed. */
const stockWithin = (sku: SkuFacts, at: Instant, within: number): number =>
  arrivals(sku, at).reduce(
    (sum, { quantity, days }) => (days <= within ? sum + quantity : sum),
    sku.available - (sku.backorders ?? 0),
  );
