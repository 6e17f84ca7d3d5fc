import type { Case } from '../../../src/aftersales/index.js';
import { MACHINES } from '../../../src/engine/desk.js';
import type { Reservation, Stock } from '../../../src/inventory/index.js';
import {
  type AnyMachine,
  type FoundCard,
  idOf,
  type JournalEntry,
  kindOf,
  type Page,
  type PageRequest,
  type Saved,
  type Store,
} from '../../../src/kernel/index.js';
import type { Fulfilment, Parcel } from '../../../src/logistics/index.js';
import type { Order } from '../../../src/order/index.js';

/** Every page of something. */
export async function all<Item>(read: (page: PageRequest) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const page = await read({ after, limit: 1000 });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}

/** All that a store holds, but receipts, which no store lists. */
export interface Books {
  readonly cards: readonly FoundCard[];
  readonly saved: ReadonlyMap<string, Saved>;
  readonly entries: readonly JournalEntry[];
}

export async function booksOf(store: Store): Promise<Books> {
  const cards = await all((page) => store.find(page));
  const { records } = await store.load({ keys: cards.map(({ key }) => key) });
  const entries = await all((page) => store.changes(page));
  return { cards, saved: new Map(records.map((record) => [record.key, record])), entries };
}

/** The whole store as text, so that two moments can be compared to the letter. */
export async function everything(store: Store): Promise<string> {
  const { cards, saved, entries } = await booksOf(store);
  const messages = await all((page) => store.waiting(page));
  const records = [...saved.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  return JSON.stringify({ cards, records, entries, messages }, undefined, 1);
}

/** Records of a kind, as their domain knows them. */
export interface Shelf {
  readonly orders: readonly Order[];
  readonly stocks: readonly Stock[];
  readonly reservations: readonly Reservation[];
  readonly fulfilments: readonly Fulfilment[];
  readonly parcels: readonly Parcel[];
  readonly cases: readonly Case[];
}

export function shelfOf({ saved }: Books): Shelf {
  const of = <State>(kind: string): State[] =>
    [...saved.values()].filter(({ key }) => kindOf(key) === kind).map(({ state }) => state as State);
  return {
    orders: of('order'),
    stocks: of('stock'),
    reservations: of('reservation'),
    fulfilments: of('fulfilment'),
    parcels: of('parcel'),
    cases: of('case'),
  };
}

export const machineFor = (key: string): AnyMachine => {
  const machine = MACHINES.find(({ kind }) => kind === kindOf(key));
  if (machine === undefined) throw new Error(`no machine for ${key}`);
  return machine;
};

/** The state of one record; the record has to be there. */
export async function stateIn<State>(store: Store, key: string): Promise<State> {
  const [saved] = (await store.load({ keys: [key] })).records;
  if (saved === undefined) throw new Error(`there is no ${idOf(key)}`);
  return saved.state as State;
}

export const stockIn = (store: Store, id = 'mug@main'): Promise<Stock> => stateIn(store, `stock/${id}`);
export const caseIn = (store: Store, id: string): Promise<Case> => stateIn(store, `case/${id}`);
export const orderIn = (store: Store, id: string): Promise<Order> => stateIn(store, `order/${id}`);
