import { ok, type Result } from 'neverthrow';
import { type AftersalesAsk, type Case, type CaseOrderFacts, claimOf } from '../aftersales/index.js';
import type { Catalog } from '../catalog/index.js';
import {
  allocate,
  available,
  heldUnits,
  type Missing,
  type Reservation,
  type Stock,
  stockId,
  type UnitsAt,
} from '../inventory/index.js';
import { type Explained, firstMatch, type Instant, keyOf } from '../kernel/index.js';
import type { LogisticsAsk, WaybillPolicy } from '../logistics/index.js';
import { nextShares, type Order, type OrderAsk, refundable } from '../order/index.js';
import type { DeskTerms } from './terms.js';
import type { WorkingSet } from './working-set.js';

/** What the machines ask for, answered from the merchant's terms and the records of the working set. */
export interface Asks {
  order(set: WorkingSet, at: Instant): OrderAsk;
  logistics(): LogisticsAsk;
  aftersales(set: WorkingSet): AftersalesAsk;
}

export function asksFrom(terms: DeskTerms, catalog: Catalog, waybill?: WaybillPolicy): Asks {
  const logistics: LogisticsAsk = { terms: terms.logistics, ...(waybill && { waybill }) };
  return {
    order: (set, at) => ({ terms: terms.order, allocate: (order) => allocation(order, set, at, terms) }),
    logistics: () => logistics,
    aftersales: (set) => ({
      terms: terms.aftersales,
      order: (id) => orderFacts(record<Order>(set, 'order', id), set, catalog),
    }),
  };
}

/** A record's state as the domain knows it. */
export const record = <State>(set: WorkingSet, kind: string, id: string): State | undefined =>
  set.read(keyOf(kind, id)).state as State | undefined;

/** Which location serves which units of an order: those it holds already, or free ones. */
export function allocation(
  order: Order,
  set: WorkingSet,
  at: Instant,
  { allocation: rules, locations }: DeskTerms,
  outOf: 'what it holds, or free stock' | 'free stock alone' = 'what it holds, or free stock',
): Result<UnitsAt[], Missing[]> {
  const reservation = record<Reservation>(set, 'reservation', order.id);
  const held = reservation === undefined ? [] : heldUnits(reservation, at);
  const demand = order.lines
    .map(({ id, sku, location, ordered, cancelled }) => ({ line: id, sku, location, quantity: ordered - cancelled }))
    .filter(({ quantity }) => quantity > 0);
  const covers =
    outOf !== 'free stock alone' && demand.every(({ line, quantity }) => unitsOfLine(held, line) === quantity);
  if (covers && held.length > 0) return ok(held);
  const fixed = new Set(demand.flatMap(({ location }) => location ?? []));
  const anywhere = demand.some(({ location }) => location === undefined);
  const others = [...fixed].filter((id) => !locations.some((known) => known.id === id)).map((id) => ({ id }));
  const candidates = anywhere ? [...locations, ...others] : [...fixed].map((id) => ({ id }));
  const free = (sku: string, location: string) => {
    const stock = record<Stock>(set, 'stock', stockId(sku, location));
    return stock === undefined ? 0 : Math.max(0, available(stock, at));
  };
  return allocate({ demand, locations: candidates, region: order.region, free }, rules);
}

const unitsOfLine = (units: readonly UnitsAt[], line: string): number =>
  units.reduce((sum, one) => (one.line === line ? sum + one.quantity : sum), 0);

function orderFacts(order: Order | undefined, set: WorkingSet, catalog: Catalog): CaseOrderFacts | undefined {
  if (order === undefined) return undefined;
  const cases = (order.cases ?? []).flatMap((id) => record<Case>(set, 'case', id) ?? []);
  return {
    order: order.id,
    status: order.status,
    channel: order.channel,
    buyer: order.buyer,
    currency: order.currency,
    total: order.total,
    left: refundable(order),
    shippedAt: order.shippedAt,
    deliveredAt: order.deliveredAt,
    afterSalesUntil: order.afterSalesUntil,
    lines: order.lines.map((line) => {
      const { id, sku, ordered, cancelled, shipped, undelivered, returned, refunded } = line;
      const { noReasonReturn, neverRestocked } = catalog(sku) ?? {};
      const counts = { ordered, cancelled, shipped, undelivered, returned, refunded };
      const shareOf = (quantity: number) => nextShares(line, quantity);
      return { line: id, sku, ...counts, shareOf, noReasonReturn, neverRestocked };
    }),
    cases: cases.map((one) => claimOf(one)),
  };
}

/** Whether the desk would accept this order by itself, and why. */
export function judgeAcceptance(order: Order, canBeServed: boolean, terms: DeskTerms): Explained<'accept' | 'leave'> {
  const { channel, total, currency, region, lines, holds } = order;
  const units = lines.reduce((sum, { ordered, cancelled }) => sum + ordered - cancelled, 0);
  const place = { country: region.country, province: region.province ?? null, city: region.city ?? null };
  const facts = {
    channel,
    total,
    currency,
    units,
    lines: lines.length,
    holds: holds.length,
    inStock: canBeServed,
    ...place,
  };
  return firstMatch('auto-acceptance', terms.order.autoAccept.rules, 'leave', facts);
}
