import { Broken, type Instant, idOf, type Message, type RecordChange, type RecordState } from '../kernel/index.js';

/** A record as the engine works on it. */
export interface Held {
  readonly key: string;
  /** 0: it does not exist. */
  readonly version: number;
  readonly state: RecordState | undefined;
  readonly at: Instant | undefined;
  readonly journal: string | undefined;
}

export const absent = (key: string): Held => ({ key, version: 0, state: undefined, at: undefined, journal: undefined });

/**
 * The records that one group of commands works on. Commands are decided one after the other, each on a fork which sees
 * what the earlier ones did; a refused command's fork is thrown away, so that it costs its neighbours nothing.
 *
 * A read of what has not been loaded is noted and answered as if it did not exist; the group is then decided again with
 * it loaded. Decisions are pure, so deciding twice costs only time.
 */
export class WorkingSet {
  readonly #parent: WorkingSet | undefined;
  readonly #known: Map<string, Held>;
  readonly #changed = new Map<string, Held>();
  /** Shared by all forks of a group: what was asked for, and what of it is not loaded. */
  readonly #asked: Set<string>;
  readonly #missing: Set<string>;
  readonly changes: RecordChange[] = [];
  readonly messages: Omit<Message, 'id' | 'at'>[] = [];

  readonly #remembered: (key: string) => Held | undefined;

  constructor(known: Map<string, Held>, parent?: WorkingSet, remembered?: (key: string) => Held | undefined) {
    this.#known = known;
    this.#parent = parent;
    this.#remembered = remembered ?? (() => undefined);
    this.#asked = parent?.asked ?? new Set();
    this.#missing = parent?.missing ?? new Set();
  }

  get asked(): Set<string> {
    return this.#asked;
  }
  get missing(): Set<string> {
    return this.#missing;
  }

  fork(): WorkingSet {
    return new WorkingSet(this.#known, this, this.#remembered);
  }

  /** Takes over all that a fork did. */
  merge(fork: WorkingSet): void {
    for (const [key, held] of fork.#changed) this.#changed.set(key, held);
    this.changes.push(...fork.changes);
    this.messages.push(...fork.messages);
  }

  read(key: string): Held {
    for (let set: WorkingSet | undefined = this; set !== undefined; set = set.#parent) {
      const changed = set.#changed.get(key);
      if (changed !== undefined) return changed;
    }
    this.#asked.add(key);
    const known = this.#known.get(key) ?? this.#recall(key);
    if (known !== undefined) return known;
    if (!this.#cannotExist(key)) this.#missing.add(key);
    return absent(key);
  }

  /** A record seen by an earlier group; it is pinned, so that the whole group works on the same version. */
  #recall(key: string): Held | undefined {
    const held = this.#remembered(key);
    if (held !== undefined) this.#known.set(key, held);
    return held;
  }

  /** A look without asking: what is not at hand stays unknown. */
  peek(key: string): Held | undefined {
    for (let set: WorkingSet | undefined = this; set !== undefined; set = set.#parent) {
      const changed = set.#changed.get(key);
      if (changed !== undefined) return changed;
    }
    return this.#known.get(key) ?? this.#recall(key);
  }

  /**
   * The records of an order have ids made from its own. Where the order was created by this very group they cannot
   * exist yet, and need not be asked for; the commit makes sure.
   */
  #cannotExist(key: string): boolean {
    const id = idOf(key);
    const end = id.indexOf('#');
    const order = `order/${end < 0 ? id : id.slice(0, end)}`;
    for (let set: WorkingSet | undefined = this; set !== undefined; set = set.#parent) {
      if (set.#changed.has(order)) return (this.#known.get(order)?.version ?? 0) === 0;
    }
    return false;
  }

  /** The group assumes that this record does not exist; the commit makes sure. */
  assumeAbsent(key: string): void {
    if (!this.#known.has(key)) this.#known.set(key, absent(key));
  }

  write(before: Held, state: RecordState, events: readonly { readonly type: string }[], at: Instant): void {
    if (events.length === 0) throw new Broken(`a change of ${before.key} without events`);
    const version = before.version + events.length;
    this.#changed.set(before.key, { key: before.key, version, state, at, journal: before.journal });
    this.changes.push({ key: before.key, version, events });
  }

  /** The records that this fork changed, as they are now. */
  changedByIt(): Iterable<Held> {
    return this.#changed.values();
  }

  /** The records that the group changed, as they are now, with the version they had before it. */
  written(): { readonly held: Held; readonly expected: number }[] {
    return [...this.#changed.values()].map((held) => ({ held, expected: this.#known.get(held.key)?.version ?? 0 }));
  }

  /** The records that were looked at and not changed, with the version that was seen. */
  onlyRead(): { readonly key: string; readonly version: number }[] {
    return [...this.#asked]
      .filter((key) => !this.#changed.has(key))
      .map((key) => ({ key, version: this.#known.get(key)?.version ?? 0 }));
  }
}
