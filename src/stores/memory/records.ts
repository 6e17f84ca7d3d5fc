import type { Card, Change, Page, Query, Saved, UniqueRef, Write } from '../../kernel/index.js';
import { type FoundCard, type Instant, idOf, keyOf, kindOf } from '../../kernel/index.js';
import { freeze } from './freeze.js';
import { Ordered } from './ordered.js';
import { limitOf, only, pageOf, readCursor } from './paging.js';

/** State and card are frozen, so they may be handed out as they are. */
interface Kept extends Saved {
  readonly status: string;
  readonly wakeAt: Instant | undefined;
  readonly card: Card;
}

type Order = Ordered<Kept, string>;
const keyIn = ({ key }: Kept): string => key;
const newestFirst = (): Order => new Ordered(({ at }) => -at, keyIn);
const nextDeadlineFirst = (): Order => new Ordered(({ wakeAt }) => wakeAt ?? 0, keyIn);

/** The records, and the orders in which they are listed. */
export class Records {
  readonly #byKey = new Map<string, Kept>();
  readonly #byParent = new Map<string, Map<string, Kept>>();
  /** Which record has a `unique`, by `kind/unique`. */
  readonly #holders = new Map<string, string>();
  readonly #newest = newestFirst();
  readonly #nextDeadline = nextDeadlineFirst();

  /** Does all stand as it stood when the change was decided upon? */
  fit({ reads, writes }: Change): boolean {
    const versionOf = (key: string) => this.#byKey.get(key)?.version ?? 0;
    return (
      reads.every(({ key, version }) => versionOf(key) === version) &&
      writes.every(({ key, expected }) => versionOf(key) === expected) &&
      this.#uniquesAreFree(writes)
    );
  }

  #uniquesAreFree(writes: readonly Write[]): boolean {
    const taken = new Map<string, string>();
    return writes.every(({ key, card: { unique } }) => {
      if (unique === undefined) return true;
      const name = keyOf(kindOf(key), unique);
      const holder = taken.get(name) ?? this.#holders.get(name) ?? key;
      taken.set(name, key);
      return holder === key;
    });
  }

  /** What is put must have been frozen before. */
  freeze({ key, state, card }: Write): void {
    const before = this.#byKey.get(key);
    freeze(state, before?.state);
    freeze(card, before?.card);
  }

  put({ key, version, schema, state, status, wakeAt, card }: Write, at: Instant, journal: string): void {
    const kept = { key, version, schema, state, at, journal, status, wakeAt, card };
    const before = this.#byKey.get(key);
    if (before !== undefined) this.#unlist(before);
    this.#byKey.set(key, kept);
    this.#list(kept);
  }

  load(wanted: string): Saved | undefined {
    const kept = this.#byKey.get(wanted);
    if (kept === undefined) return undefined;
    const { key, version, schema, state, at, journal } = kept;
    return { key, version, schema, state, at, journal };
  }

  holderOf({ kind, unique }: UniqueRef): (UniqueRef & { readonly key: string }) | undefined {
    const key = this.#holders.get(keyOf(kind, unique));
    return key === undefined ? undefined : { kind, unique, key };
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
    const { unique, parent } = kept.card;
    this.#newest.add(kept);
    if (kept.wakeAt !== undefined) this.#nextDeadline.add(kept);
    if (unique !== undefined) this.#holders.set(keyOf(kindOf(kept.key), unique), kept.key);
    if (parent === undefined) return;
    const children = this.#byParent.get(parent);
    if (children === undefined) this.#byParent.set(parent, new Map([[kept.key, kept]]));
    else children.set(kept.key, kept);
  }

  #unlist(kept: Kept): void {
    const { unique, parent } = kept.card;
    this.#newest.remove(kept);
    if (kept.wakeAt !== undefined) this.#nextDeadline.remove(kept);
    if (unique !== undefined) this.#holders.delete(keyOf(kindOf(kept.key), unique));
    if (parent !== undefined) this.#byParent.get(parent)?.delete(kept.key);
  }
}

function matcherOf(query: Query): (kept: Kept) => boolean {
  const { kind, status, channel, buyer, parent, wakeBy, sort } = query;
  const text = query.text?.toLowerCase();
  const holds = (one: string | undefined) => text === undefined || (one ?? '').toLowerCase().includes(text);
  return (kept) =>
    (kind === undefined || kindOf(kept.key) === kind) &&
    (status === undefined || status.includes(kept.status)) &&
    (channel === undefined || kept.card.channel === channel) &&
    (buyer === undefined || kept.card.buyer === buyer) &&
    (parent === undefined || kept.card.parent === parent) &&
    (wakeBy === undefined || (kept.wakeAt !== undefined && kept.wakeAt <= wakeBy)) &&
    (sort !== 'nextDeadline' || kept.wakeAt !== undefined) &&
    (holds(kept.card.label) || holds(idOf(kept.key)));
}

const cardOf = ({ key, status, version, at, wakeAt, card }: Kept): FoundCard => {
  return { ...card, key, kind: kindOf(key), id: idOf(key), status, version, at, wakeAt };
};

const isPlace = (value: unknown): value is readonly [number, string] =>
  Array.isArray(value) && value.length === 2 && Number.isFinite(value[0]) && typeof value[1] === 'string';
