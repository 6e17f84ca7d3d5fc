import type { Page, Query, Saved, UniqueRef, Write } from '../../kernel/index.js';
import { type FoundCard, type Instant, idOf, keyOf, kindOf } from '../../kernel/index.js';
import { Ordered } from './ordered.js';
import { limitOf, only, pageOf, readCursor } from './paging.js';

interface Kept extends FoundCard {
  readonly schema: number;
  /** Frozen, so it may be handed out as it is. */
  readonly state: unknown;
  readonly journal: string;
}

type Order = Ordered<Kept, string>;
const newestFirst = (): Order =>
  new Ordered(
    (kept) => -kept.at,
    (kept) => kept.key,
  );
const nextDeadlineFirst = (): Order =>
  new Ordered(
    (kept) => kept.wakeAt ?? 0,
    (kept) => kept.key,
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
    return this.#byKey.get(key)?.version ?? 0;
  }

  holderOf({ kind, unique }: UniqueRef): string | undefined {
    return this.#holders.get(keyOf(kind, unique));
  }

  load(key: string): Saved | undefined {
    const kept = this.#byKey.get(key);
    if (kept === undefined) return undefined;
    const { version, schema, state, at, journal } = kept;
    return { key, version, schema, state, at, journal };
  }

  /** Its state must be frozen. */
  put({ card, ...write }: Write, at: Instant, journal: string): void {
    const { key, status, version, wakeAt, schema, state } = write;
    const { label, unique, parent, buyer, channel } = card;
    const [kind, id] = [kindOf(key), idOf(key)];
    const facts = card.facts && { ...card.facts };
    // Spelled out, so that all have one shape in memory: spreading the card costs ten times as much.
    const kept: Kept = {
      key,
      kind,
      id,
      status,
      version,
      at,
      wakeAt,
      label,
      unique,
      parent,
      buyer,
      channel,
      facts,
      schema,
      state,
      journal,
    };
    const before = this.#byKey.get(key);
    if (before !== undefined) this.#unlist(before);
    this.#byKey.set(key, kept);
    this.#list(kept);
  }

  stateOf(key: string): unknown {
    return this.#byKey.get(key)?.state;
  }

  find(query: Query): Page<FoundCard> {
    const order = this.#orderFor(query);
    const found = only(order.after(readCursor(query.after, isPlace)), matcherOf(query));
    const cursorOf = (kept: Kept) => JSON.stringify(order.placeOf(kept));
    return pageOf(found, limitOf(query), cursorOf, cardOf);
  }

  #orderFor({ sort, parent }: Query): Order {
    if (parent === undefined) return sort === 'nextDeadline' ? this.#nextDeadline : this.#newest;
    const few = sort === 'nextDeadline' ? nextDeadlineFirst() : newestFirst();
    for (const child of this.#byParent.get(parent)?.values() ?? []) few.add(child);
    return few;
  }

  #list(kept: Kept): void {
    const { key, kind, unique, parent, wakeAt } = kept;
    this.#newest.add(kept);
    if (wakeAt !== undefined) this.#nextDeadline.add(kept);
    if (unique !== undefined) this.#holders.set(keyOf(kind, unique), key);
    if (parent === undefined) return;
    const children = this.#byParent.get(parent);
    if (children === undefined) this.#byParent.set(parent, new Map([[key, kept]]));
    else children.set(key, kept);
  }

  #unlist(kept: Kept): void {
    const { key, kind, unique, parent, wakeAt } = kept;
    this.#newest.remove(kept);
    if (wakeAt !== undefined) this.#nextDeadline.remove(kept);
    if (unique !== undefined) this.#holders.delete(keyOf(kind, unique));
    if (parent !== undefined) this.#byParent.get(parent)?.delete(key);
  }
}

function matcherOf(query: Query): (kept: Kept) => boolean {
  const { kind, status, channel, buyer, parent, wakeBy } = query;
  const text = query.text?.toLowerCase();
  return (card) =>
    (kind === undefined || card.kind === kind) &&
    (status === undefined || status.includes(card.status)) &&
    (channel === undefined || card.channel === channel) &&
    (buyer === undefined || card.buyer === buyer) &&
    (parent === undefined || card.parent === parent) &&
    (wakeBy === undefined || (card.wakeAt !== undefined && card.wakeAt <= wakeBy)) &&
    (query.sort !== 'nextDeadline' || card.wakeAt !== undefined) &&
    (text === undefined || card.id.toLowerCase().includes(text) || (card.label ?? '').toLowerCase().includes(text));
}

function cardOf({ schema: _, state: __, journal: ___, ...card }: Kept): FoundCard {
  return card.facts === undefined ? card : { ...card, facts: { ...card.facts } };
}

const isPlace = (value: unknown): value is readonly [number, string] =>
  Array.isArray(value) && value.length === 2 && Number.isFinite(value[0]) && typeof value[1] === 'string';
