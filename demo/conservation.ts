import { isDeepStrictEqual } from 'node:util';
import {
  type Desk,
  type Instant,
  MOVEMENTS,
  type Order,
  type RecordState,
  type Reservation,
  type Stock,
  type Store,
} from 'orderwright';
import type { OrderTold, StockTold, Watcher } from './journal.js';
import { Tally } from './tally.js';

/** Whether nothing was made out of nothing, and nothing got lost. Violations have to be none. */
export interface Conservation {
  /** Records as they are kept, against what their own journal makes of them. */
  readonly journal: { readonly records: number; readonly violations: number };
  /** On hand is the sum of all movements, and reserved the sum of what live reservations hold. */
  readonly stock: {
    readonly records: number;
    readonly onHand: number;
    readonly reserved: number;
    readonly violations: number;
  };
  /** Paid is the sum of payments; refunded is what the host paid back, and never more than was paid. */
  readonly money: {
    readonly orders: number;
    readonly paid: number;
    readonly refunded: number;
    readonly violations: number;
  };
}

/** Adds up goods and money from the journal, without the desk's own arithmetic. */
export class Books implements Watcher {
  readonly onHand = new Tally();
  readonly payments = new Tally();

  stock({ id, event }: StockTold): void {
    if (event.type !== 'StockOpened') this.onHand.add(id, MOVEMENTS[event.type].onHand * event.quantity);
  }

  order({ id, event }: OrderTold): void {
    if (event.type === 'OrderPlaced') this.payments.add(id, event.paid);
    if (event.type === 'PaymentNoted') this.payments.add(id, event.amount);
  }
}

const PER_PAGE = 1000;

/** Every record as the store has it. */
export async function readRecords(desk: Desk, store: Store): Promise<Map<string, RecordState>> {
  const records = new Map<string, RecordState>();
  let after: string | undefined;
  do {
    const page = await desk.find({ after, limit: PER_PAGE });
    const loaded = await store.load({ keys: page.items.map(({ key }) => key) });
    for (const { key, state } of loaded.records) records.set(key, state as RecordState);
    after = page.next;
  } while (after !== undefined);
  return records;
}

export function conservation(
  stored: ReadonlyMap<string, RecordState>,
  told: ReadonlyMap<string, RecordState>,
  books: Books,
  paidBack: Tally,
  now: Instant,
): Conservation {
  const of = <State>(kind: string) =>
    [...stored].filter(([key]) => key.startsWith(`${kind}/`)).map(([, state]) => state as unknown as State);
  const held = new Tally();
  for (const { status, until, lines } of of<Reservation>('reservation')) {
    if (status !== 'held' || (until !== undefined && until <= now)) continue;
    for (const line of lines) held.add(`${line.sku}@${line.location}`, line.held);
  }
  const stocks = of<Stock>('stock');
  const orders = of<Order>('order');
  const count = <Item>(items: readonly Item[], by: (item: Item) => number) =>
    items.reduce((n, item) => n + by(item), 0);
  const keys = new Set([...stored.keys(), ...told.keys()]);
  return {
    journal: {
      records: stored.size,
      violations: count([...keys], (key) => Number(!same(stored.get(key), told.get(key)))),
    },
    stock: {
      records: stocks.length,
      onHand: count(stocks, ({ onHand }) => onHand),
      reserved: count(stocks, ({ reserved }) => reserved),
      violations: count(stocks, (one) =>
        Number(one.onHand !== books.onHand.of(one.id) || one.reserved !== held.of(one.id)),
      ),
    },
    money: {
      orders: orders.length,
      paid: count(orders, ({ paid }) => paid),
      refunded: count(orders, ({ refunded }) => refunded),
      violations: count(orders, ({ id, paid, refunded }) =>
        Number(paid !== books.payments.of(id) || refunded !== paidBack.of(id) || refunded > paid),
      ),
    },
  };
}

/** As JSON has it: what is undefined is not there. */
const same = (a: RecordState | undefined, b: RecordState | undefined): boolean => isDeepStrictEqual(plain(a), plain(b));
const plain = (state: RecordState | undefined): unknown =>
  state === undefined ? undefined : JSON.parse(JSON.stringify(state));
