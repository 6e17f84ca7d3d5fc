import type { Page, Query, Saved, UniqueRef, Write } from '../../kernel/index.js';
import { type FoundCard, type Instant, idOf, keyOf, kindOf } from '../../kernel/index.js';
import { Ordered } from './ordered.js';
import { limitOf, only, pageOf, readCursor } from './paging.js';

interface Kept {
  readonly card: FoundCard;
  readonly schema: number;
  /** JSON text: nobody can change it, it is small, and what is not JSON does not survive, as in a database. */
  readonly state: string;
  readonly journal: string;
  /** The places in the journal that name this record. */
  readonly trail: number[];
}

type Order = Ordered<Kept, string>;
const newestFirst = (): Order =>
  new Ordered(
    (kept) => -kept.card.at,
    (kept) => kept.card.key,
  );
const nextDeadlineFirst = (): Order =>
  new Ordered(
    (kept) => kept.card.wakeAt ?? 0,
    (kept) => kept.card.key,
  );

/** The records, and the orders in which they are listed. */
export class Records {
  readonly #byKey = new Map<string, Kept>();
  readonly #byParent = new Map<string, Map<string, Kept>>();
  /** Which record has a `unique`, by `kind/unique`. */
  readonly #holders = new Map<string, string>();
  readonly #newest = newestFirst();
  readonly #nextDeadline = nextDeadlineFirst();

  versionOf(key: string): number {
    return this.#byKey.get(key)?.card.version ?? 0;
  }

  trailOf(key: string): number[] {
    return this.#byKey.get(key)?.trail ?? [];
  }

  holderOf({ kind, unique }: UniqueRef): string | undefined {
    return this.#holders.get(keyOf(kind, unique));
  }

  load(key: string): Saved | undefined {
    const kept = this.#byKey.get(key);
    if (kept === undefined) return undefined;
    const { card, schema, state, journal } = kept;
    return { key, version: card.version, schema, state: JSON.parse(state), at: card.at, journal };
  }

  put({ key, status, version, wakeAt, schema, state, ...write }: Write, at: Instant, journal: string): void {
    const before = this.#byKey.get(key);
    if (before !== undefined) this.#unlist(before);
    const card = { ...copyOf(write.card), key, kind: kindOf(key), id: idOf(key), status, version, at, wakeAt };
    const kept = { card, schema, state: JSON.stringify(state), journal, trail: before?.trail ?? [] };
    this.#byKey.set(key, kept);
    this.#list(kept);
  }

  find(query: Query): Page<FoundCard> {
    const order = this.#orderFor(query);
    const found = only(order.after(readCursor(query.after, isPlace)), matcherOf(query));
    const cursorOf = (kept: Kept) => JSON.stringify(order.placeOf(kept));
    return pageOf(found, limitOf(query), cursorOf, (kept) => copyOf(kept.card));
  }

  #orderFor({ sort, parent }: Query): Order {
    if (parent === undefined) return sort === 'nextDeadline' ? this.#nextDeadline : this.#newest;
    const few = sort === 'nextDeadline' ? nextDeadlineFirst() : newestFirst();
    for (const child of this.#byParent.get(parent)?.values() ?? []) few.add(child);
    return few;
  }

  #list(kept: Kept): void {
    const { key, kind, unique, parent, wakeAt } = kept.card;
    this.#newest.add(kept);
    if (wakeAt !== undefined) this.#nextDeadline.add(kept);
    if (unique !== undefined) this.#holders.set(keyOf(kind, unique), key);
    if (parent === undefined) return;
    const children = this.#byParent.get(parent);
    if (children === undefined) this.#byParent.set(parent, new Map([[key, kept]]));
    else children.set(key, kept);
  }

  #unlist(kept: Kept): void {
    const { key, kind, unique, parent, wakeAt } = kept.card;
    this.#newest.remove(kept);
    if (wakeAt !== undefined) this.#nextDeadline.remove(kept);
    if (unique !== undefined) this.#holders.delete(keyOf(kind, unique));
    if (parent !== undefined) this.#byParent.get(parent)?.delete(key);
  }
}

function matcherOf(query: Query): (kept: Kept) => boolean {
  const { kind, status, channel, buyer, parent, wakeBy } = query;
  const text = query.text?.toLowerCase();
  return ({ card }) =>
    (kind === undefined || card.kind === kind) &&
    (status === undefined || status.includes(card.status)) &&
    (channel === undefined || card.channel === channel) &&
    (buyer === undefined || card.buyer === buyer) &&
    (parent === undefined || card.parent === parent) &&
    (wakeBy === undefined || (card.wakeAt !== undefined && card.wakeAt <= wakeBy)) &&
    (query.sort !== 'nextDeadline' || card.wakeAt !== undefined) &&
    (text === undefined || card.id.toLowerCase().includes(text) || (card.label ?? '').toLowerCase().includes(text));
}

const copyOf = <C extends { readonly facts?: FoundCard['facts'] }>(card: C): C =>
  card.facts === undefined ? { ...card } : { ...card, facts: { ...card.facts } };

const isPlace = (value: unknown): value is readonly [number, string] =>
  Array.isArray(value) && value.length === 2 && Number.isFinite(value[0]) && typeof value[1] === 'string';
