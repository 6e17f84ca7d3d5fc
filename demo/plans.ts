import { type Failure, type Instant, instant, type Result } from 'orderwright';
import {
  demandFrom,
  demandOf,
  type Forecast,
  forecast,
  learnLeadTimes,
  type ProposalLine,
  proposeOrders,
  type Receipt,
  type StockOut,
} from 'orderwright/planning';
import type { StockPoint } from './measures/stock.js';
import type { Measures, Outcome } from './run.js';
import type { Buying } from './scenario.js';

const BUSIEST = 3;
const MOST_TROUBLESOME = 3;
/** Days that the plan looks ahead: longer than an order takes and the next one lets wait. */
export const DAYS_AHEAD = 14;
/** What lies beyond is the rare large order, of which a month tells too little to keep stock for it. */
const MOST_CERTAIN = 0.9;
const DAY = 86_400_000;

/** What to order of one SKU, and what that follows from. */
export interface Plan {
  readonly sku: string;
  readonly why: 'busy' | 'troublesome';
  /** Orders that went out with it, or orders that it held up. */
  readonly orders: number;
  readonly forecast: Forecast;
  readonly stockOuts: readonly StockOut[];
  /** Stock up to the moment of the plan. */
  readonly points: readonly StockPoint[];
  readonly incoming: readonly { readonly quantity: number; readonly expectedAt: Instant }[];
  readonly line: ProposalLine;
}

/** Plans for the busiest SKUs and for those that held up most orders, from what was known when the last order had come. */
export function plansOf({ scenario: { buying, zone, currency }, measures }: Outcome): Plan[] {
  if (buying === undefined) return [];
  const { demand, purchases } = measures;
  const { at, supplier, calendar: promotions } = buying;
  const chosen = chosenOf(measures);
  const skus = new Set(chosen.map(({ sku }) => sku));
  const stockOuts = [...skus].flatMap((sku) => demand.stockOuts(at, sku));
  const lines = demand.lines(at, skus);
  const series = sure(demandOf({ lines, period: 'day', zone, until: at, stockOuts, promotions: [...promotions] }));
  const receipts = purchases.receipts(at, supplier);
  const leadTime = sure(learnLeadTimes(receipts)).suppliers.get(supplier);
  if (leadTime === undefined) return [];
  const open = chosen.flatMap((one) => {
    const own = series.find(({ sku }) => sku === one.sku);
    // Where there was no stock on any day, there is nothing to go by.
    const ahead = own && forecast(own, { horizon: DAYS_AHEAD }).unwrapOr(undefined);
    if (ahead === undefined) return [];
    const points = measures.stock.pointsOf(one.sku).filter((point) => point.at <= at);
    const incoming = incomingOf(receipts, one.sku, at, leadTime.meanDays);
    return [{ ...one, forecast: ahead, points, incoming }];
  });
  const proposal = sure(
    proposeOrders(
      {
        at,
        currency,
        skus: open.map(({ sku, points, incoming, forecast: ahead }) => ({
          sku,
          available: points.at(-1)?.available ?? 0,
          backorders: demand.owed(at, sku),
          incoming,
          forecast: demandFrom(upTo(MOST_CERTAIN, ahead), 1),
          salePrice: demand.priceOf(sku),
        })),
        suppliers: [{ supplier, leadTime }],
        offers: open.map(({ sku }) => offerOf(sku, demand.priceOf(sku), buying)),
      },
      buying.terms,
    ),
  );
  return open.flatMap((one): Plan[] => {
    const line = proposal.lines.find(({ sku }) => sku === one.sku);
    return line === undefined ? [] : [{ ...one, stockOuts: stockOuts.filter(({ sku }) => sku === one.sku), line }];
  });
}

const upTo = (most: number, ahead: Forecast): Forecast => ({
  ...ahead,
  probabilities: ahead.probabilities.filter((probability) => probability <= most),
});

function chosenOf({ stock, shortages }: Measures): Pick<Plan, 'sku' | 'why' | 'orders'>[] {
  const busy = stock.busiest(BUSIEST).map(({ sku, orders }) => ({ sku, orders, why: 'busy' as const }));
  const troublesome = shortages.orders
    .top(BUSIEST + MOST_TROUBLESOME)
    .filter(([sku]) => busy.every((one) => one.sku !== sku))
    .slice(0, MOST_TROUBLESOME)
    .map(([sku, orders]) => ({ sku, orders, why: 'troublesome' as const }));
  return [...busy, ...troublesome];
}

/** What is on its way comes when an order comes on the average, or now if it is late. */
const incomingOf = (receipts: readonly Receipt[], of: string, at: Instant, leadDays: number) =>
  receipts
    .filter(({ sku, receivedAt }) => sku === of && receivedAt === undefined)
    .map(({ ordered, orderedAt }) => ({
      quantity: ordered,
      expectedAt: instant(Math.round(Math.max(at, orderedAt + leadDays * DAY))),
    }));

const offerOf = (sku: string, salePrice: number, { supplier, priceShare, packSize }: Buying) => ({
  ...{ supplier, sku, packSize },
  prices: [{ from: 1, unitPrice: Math.max(1, Math.round(salePrice * priceShare)) }],
});

/** What goes in here was made by the desk: it is sound, or the demo is wrong. */
function sure<T>(result: Result<T, Failure>): T {
  if (result.isOk()) return result.value;
  const { code, message, remedy } = result.error;
  throw new Error(`${code}: ${message} ${remedy}`);
}
