import type { Held } from './working-set.js';

/**
 * Records as this desk last saw them, the least recently used forgotten first. They may be out of date at any time: a
 * commit names the versions it was decided upon, and what has changed meanwhile is loaded and decided anew.
 */
export class Cache {
  readonly #held = new Map<string, Held>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): Held | undefined {
    const held = this.#held.get(key);
    if (held === undefined) return undefined;
    this.#held.delete(key);
    this.#held.set(key, held);
    return held;
  }

  put(held: Held): void {
    this.#held.delete(held.key);
    this.#held.set(held.key, held);
    if (this.#held.size <= this.#most) return;
    const [oldest] = this.#held.keys();
    if (oldest !== undefined) this.#held.delete(oldest);
  }

  forget(keys: Iterable<string>): void {
    for (const key of keys) this.#held.delete(key);
  }
}
