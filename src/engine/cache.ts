import type { Held } from './working-set.js';

/**
 * Records as this desk last saw them; what was not used for long is forgotten. They may be out of date at any time: a
 * commit names the versions it was decided upon, and what has changed meanwhile is loaded and decided anew.
 *
 * Two halves: whatever is used moves into the young one, and when that is full, the old one is dropped as a whole. (A
 * single map from which the oldest is deleted one by one has to step over all that was deleted before.)
 */
export class Cache {
  #young = new Map<string, Held>();
  #old = new Map<string, Held>();
  readonly #half: number;

  /** Keeps at most so many records, and of the last used at least half as many. */
  constructor(most: number) {
    this.#half = Math.ceil(most / 2);
  }

  get(key: string): Held | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.put(old);
    return old;
  }

  put(held: Held): void {
    if (this.#half === 0) return;
    if (this.#young.size >= this.#half && !this.#young.has(held.key)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(held.key, held);
  }

  forget(keys: Iterable<string>): void {
    for (const key of keys) {
      this.#young.delete(key);
      this.#old.delete(key);
    }
  }
}
