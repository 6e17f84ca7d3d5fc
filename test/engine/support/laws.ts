import { expect } from 'vitest';
import { hasExpired, type Stock } from '../../../src/inventory/index.js';
import {
  type Instant,
  idOf,
  type JournalEntry,
  keyOf,
  kindOf,
  type Message,
  type Store,
} from '../../../src/kernel/index.js';
import type { Fulfilment, Parcel } from '../../../src/logistics/index.js';
import type { Order } from '../../../src/order/index.js';
import { type Books, booksOf, type Shelf, shelfOf } from './books.js';
import { cardsWrong, grouped, historiesWrong, journalWrong } from './records.js';
import type { Shop } from './shop.js';

/** The shop's books are right. */
export async function right(shop: Shop, at: Instant = shop.at): Promise<void> {
  expect(await wrongs(shop.store, at, shop.told)).toEqual([]);
}

/** What is wrong in a shop's books: nothing, if the desk works. The numbers are those of the reference's invariants. */
export async function wrongs(store: Store, at: Instant, told: readonly Message[]): Promise<string[]> {
  const books = await booksOf(store);
  const shelf = shelfOf(books);
  return [
    ...countersWrong(shelf, at),
    ...unitsLost(shelf, books),
    ...backTwice(shelf, books),
    ...holdsWrong(shelf, at),
    ...quantitiesWrong(shelf),
    ...moneyWrong(shelf, books, told),
    ...journalWrong(books),
    ...cardsWrong(books),
    ...(await historiesWrong(store, books)),
  ];
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((a, b) => a + b, 0);
/** I-01, I-02: counters are not negative, and what is reserved is what live reservations hold. */
function countersWrong({ stocks, reservations }: Shelf, at: Instant): string[] {
  const live = reservations.filter((one) => one.status === 'held' && !hasExpired(one, at));
  return stocks.flatMap((stock) => {
    const { id, onHand, reserved, damaged, incoming } = stock;
    const ended = sum((stock.holds ?? []).map(({ until, quantity }) => (until <= at ? quantity : 0)));
    const held = sum(
      live.flatMap(({ lines }) => lines.map((line) => (`${line.sku}@${line.location}` === id ? line.held : 0))),
    );
    const wrong: string[] = [];
    if (Math.min(onHand, reserved, damaged, incoming) < 0) wrong.push(`${id}: a counter below zero`);
    if (reserved + damaged > onHand) wrong.push(`${id}: ${reserved} reserved + ${damaged} damaged of ${onHand}`);
    if (reserved - ended !== held) wrong.push(`${id}: ${reserved} - ${ended} reserved, but ${held} held`);
    return wrong;
  });
}

const COMING: Readonly<Record<string, number>> = {
  StockReceived: 1,
  ExpectedStockReceived: 1,
  StockFound: 1,
  StockLost: -1,
  StockSent: -1,
  StockWrittenOff: -1,
  StockReturned: 1,
  DamagedStockReturned: 1,
};

/** I-04: what is on hand is what came in, less what left in parcels and was missing, plus what came back. */
function unitsLost({ stocks, parcels, fulfilments }: Shelf, { entries }: Books): string[] {
  const moved = new Map<string, number>();
  const move = (id: string, quantity: number) => moved.set(id, (moved.get(id) ?? 0) + quantity);
  for (const { location, lines, shippedAt } of parcels) {
    if (shippedAt !== undefined) for (const { sku, quantity } of lines) move(`${sku}@${location}`, -quantity);
  }
  for (const { location, lines } of fulfilments) {
    for (const { sku, missing } of lines) move(`${sku}@${location}`, -missing);
  }
  for (const { key, event } of happenings(entries)) {
    if (kindOf(key) === 'stock') move(idOf(key), (COMING[event.type] ?? 0) * (Number(event.quantity) || 0));
  }
  return stocks.flatMap(({ id, onHand }: Stock) =>
    onHand === (moved.get(id) ?? 0) ? [] : [`${id}: ${onHand} on hand, but ${moved.get(id)} by movements`],
  );
}

/** A unit comes back into stock once, whichever door it comes through: no more than its order counts as back. */
function backTwice({ orders, parcels, cases }: Shelf, { entries }: Books): string[] {
  const orderOf = new Map([
    ...parcels.map(({ id, order }) => [keyOf('parcel', id), order] as const),
    ...cases.map(({ id, order }) => [keyOf('case', id), order] as const),
  ]);
  const booked = new Map<string, number>();
  for (const { event } of happenings(entries)) {
    const order = orderOf.get(event.for ?? '');
    const isBack = event.type === 'StockReturned' || event.type === 'DamagedStockReturned';
    if (order !== undefined && isBack) booked.set(order, (booked.get(order) ?? 0) + (event.quantity ?? 0));
  }
  return orders.flatMap(({ id, lines }) => {
    const back = sum(lines.map((line) => line.back));
    const inStock = booked.get(id) ?? 0;
    return inStock <= back ? [] : [`${id}: ${inStock} came back into stock, but ${back} units are back`];
  });
}

interface AnyEvent {
  readonly type: string;
  readonly quantity?: number;
  readonly amount?: number;
  readonly refund?: number;
  readonly case?: string;
  readonly for?: string;
}

const happenings = (entries: readonly JournalEntry[]) =>
  entries.flatMap(({ changes, at }) =>
    changes.flatMap(({ key, events }) => events.map((event) => ({ key, at, event: event as AnyEvent }))),
  );

/** I-03, I-05: an order's units are held, shipped, or known to be short; a cancelled or unknown one holds none. */
function holdsWrong({ orders, reservations, fulfilments }: Shelf, at: Instant): string[] {
  const known = new Map(orders.map((order) => [order.id, order]));
  const kept = new Map(reservations.map((one) => [one.id, one]));
  const work = new Map<string, Fulfilment[]>();
  for (const one of fulfilments) grouped(work, one.order).push(one);
  const strays = reservations.filter(({ id }) => !known.has(id)).map(({ id }) => `reservation ${id} has no order`);
  const wrong = orders.flatMap((order) => {
    const reservation = kept.get(order.id);
    const isLive = reservation?.status === 'held' && !hasExpired(reservation, at);
    if (order.status === 'cancelled') return isLive ? [`${order.id} is cancelled and holds stock`] : [];
    if (order.locations === undefined) return [];
    const works = work.get(order.id) ?? [];
    return order.lines.flatMap((line) => {
      const ofLine = <Of extends { line: string }>(lines: readonly Of[]) => lines.filter((one) => one.line === line.id);
      const held = sum(ofLine(isLive ? reservation.lines : []).map((one) => one.held));
      const short = sum(works.flatMap(({ lines }) => ofLine(lines).map((one) => one.short)));
      const left = line.ordered - line.cancelled - line.shipped;
      return held + short === left
        ? []
        : [`${order.id}/${line.id}: ${held} held + ${short} short, but ${left} to ship`];
    });
  });
  return [...strays, ...wrong];
}

/** I-26, I-27: quantities follow each other, and parcels and work say the same as the order. */
function quantitiesWrong({ orders, parcels, fulfilments }: Shelf): string[] {
  const boxesOf = new Map<string, Parcel[]>();
  for (const box of parcels) if (box.status !== 'voided') grouped(boxesOf, box.order).push(box);
  const workOf = new Map<string, Fulfilment[]>();
  for (const one of fulfilments) grouped(workOf, one.order).push(one);
  return orders.flatMap((order) =>
    order.lines.flatMap((line) => {
      const { ordered, cancelled, packed, shipped, delivered, undelivered, returned, refunded, compensated, back } =
        line;
      const name = `${order.id}/${line.id}`;
      const wrong: string[] = [];
      const chain =
        Math.min(cancelled, packed, shipped, delivered, undelivered, returned, refunded) >= 0 &&
        cancelled + packed <= ordered &&
        shipped <= packed &&
        delivered + undelivered <= shipped &&
        returned + undelivered <= shipped &&
        back <= shipped &&
        compensated <= refunded &&
        refunded <= ordered - cancelled;
      if (!chain) wrong.push(`${name}: ${JSON.stringify(line)}`);
      const boxes = boxesOf.get(order.id) ?? [];
      const inBoxes = (test: (box: (typeof boxes)[number]) => boolean) =>
        sum(boxes.filter(test).flatMap(({ lines }) => lines.map((one) => (one.line === line.id ? one.quantity : 0))));
      const atWork = sum(
        (workOf.get(order.id) ?? []).flatMap(({ lines }) =>
          lines.map((one) => (one.line === line.id ? one.packed : 0)),
        ),
      );
      const inAll = inBoxes(() => true);
      if (order.status !== 'cancelled' && inAll !== packed)
        wrong.push(`${name}: ${packed} packed, ${inAll} in parcels`);
      if (inAll !== atWork) wrong.push(`${name}: ${atWork} packed by the work, ${inAll} in parcels`);
      const gone = inBoxes(({ shippedAt }) => shippedAt !== undefined);
      if (gone !== shipped) wrong.push(`${name}: ${shipped} shipped, but ${gone} in parcels that left`);
      return wrong;
    }),
  );
}

/** I-16 to I-18: what was paid, what went back, and what the host was told to pay are the same sums. */
function moneyWrong({ orders, cases }: Shelf, { entries }: Books, told: readonly Message[]): string[] {
  const ids = new Set(told.map(({ id }) => id));
  const twice = ids.size === told.length ? [] : [`${told.length - ids.size} messages have an id that was used before`];
  const refunds = happenings(entries).filter(({ event }) => event.type === 'UnitsRefunded');
  const wrong = orders.flatMap((order: Order) => {
    const { id, total, paid, refunded, lines } = order;
    const charged = sum(lines.map(({ goods, shipping, tax }) => goods + shipping + tax));
    const toPay = sum(
      told
        .filter(({ type, key }) => type === 'PayRefund' && key === keyOf('order', id))
        .map(({ body }) => (body as { amount: number }).amount),
    );
    // A payment that failed is asked for again, and is counted once.
    const again = sum(
      cases
        .filter((one) => one.order === id)
        .map(({ granted, failedPayments }) => (granted?.amount ?? 0) * (failedPayments?.times ?? 0)),
    );
    const ofCases = sum(cases.filter((one) => one.order === id).map(({ granted }) => granted?.amount ?? 0));
    const noted = sum(
      refunds
        .filter(({ key, event }) => key === keyOf('order', id) && event.case !== undefined)
        .map(({ event }) => event.amount ?? 0),
    );
    const found: string[] = [];
    if (charged !== total) found.push(`${id}: lines carry ${charged} of ${total}`);
    if (refunded > paid || refunded < 0) found.push(`${id}: ${refunded} refunded of ${paid} paid`);
    if (toPay !== refunded + again)
      found.push(`${id}: the host is to pay ${toPay}, ${refunded} + ${again} are refunded`);
    if (ofCases !== noted) found.push(`${id}: cases granted ${ofCases}, the order noted ${noted}`);
    return found;
  });
  return [...twice, ...wrong];
}
