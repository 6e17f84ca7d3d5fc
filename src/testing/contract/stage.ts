import {
  type Change,
  type ClaimedMessage,
  instant,
  type JournalEntry,
  type Page,
  type PageRequest,
  type Saved,
  type Store,
} from '../../kernel/index.js';
import { change, fresh, message, type WriteParts, write } from './build.js';
import { check } from './promise.js';
import type { StoreFactory } from './types.js';

/** Cases by what they promise. */
export type Cases = Readonly<Record<string, (stage: Stage) => Promise<void>>>;

/** What one case plays on: the empty store of a merchant of its own, and shorthands for what most cases do. */
export class Stage {
  readonly store: Store;
  readonly factory: StoreFactory;
  readonly merchant: string;
  readonly #opened: Store[];

  private constructor(factory: StoreFactory, merchant: string, store: Store) {
    this.factory = factory;
    this.merchant = merchant;
    this.store = store;
    this.#opened = [store];
  }

  static async set(factory: StoreFactory, merchant = fresh(`merchant-${Date.now().toString(36)}`)): Promise<Stage> {
    return new Stage(factory, merchant, await factory.open(merchant));
  }

  /** The same merchant's store once more, as a second process has it; or that of another merchant. */
  async open(merchant = this.merchant): Promise<Store> {
    const store = await this.factory.open(merchant);
    this.#opened.push(store);
    return store;
  }

  async reopen(): Promise<Store> {
    const reopened = await (this.factory.reopen ?? this.factory.open)(this.merchant);
    this.#opened.push(reopened);
    return reopened;
  }

  async close(): Promise<void> {
    for (const store of new Set(this.#opened)) await store.close();
  }

  /** Commits what must be possible; answers where it stands in the journal. */
  async commit(parts: Partial<Change>, store = this.store): Promise<string> {
    const result = await store.commit(change(parts));
    check(result.outcome === 'committed', 'A change that fits all that is saved is committed; it was a conflict.');
    return result.outcome === 'committed' ? result.journal : '';
  }

  /** Makes one record, and commits it. */
  async make(key: string, parts: WriteParts = {}): Promise<Saved> {
    await this.commit({ writes: [write(key, parts)], at: parts.at ?? change({}).at });
    return this.record(key);
  }
}
