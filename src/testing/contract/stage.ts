import {
  type Change,
  type ClaimedMessage,
  type ClaimRequest,
  type CommitOutcome,
  instant,
  type Message,
  type Page,
  type PageRequest,
  type Saved,
  type Store,
} from '../../kernel/index.js';
import { change, fresh, message, NOON, type WriteParts, write } from './build.js';
import { shown } from './difference.js';
import { BrokenPromise, same } from './promise.js';
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
    return new Stage(factory, merchant, opened('open', await factory.open(merchant)));
  }

  /** The same merchant's store once more, as a second process has it; or that of another merchant. */
  async open(merchant = this.merchant): Promise<Store> {
    const store = opened('open', await this.factory.open(merchant));
    this.#opened.push(store);
    return store;
  }

  async reopen(): Promise<Store> {
    const store = opened('reopen', await (this.factory.reopen ?? this.factory.open)(this.merchant));
    this.#opened.push(store);
    return store;
  }

  async close(): Promise<void> {
    for (const store of new Set(this.#opened)) await store.close();
  }

  /** Commits what must be possible; answers where it stands in the journal. */
  async commit(parts: Partial<Change>, store = this.store): Promise<string> {
    const answer: CommitOutcome | undefined = await store.commit(change(parts));
    if (answer?.outcome === 'committed') return answer.journal;
    const hint = 'If most cases fail so, look whether the factory heeds `merchant`: each case needs an empty store.';
    throw new BrokenPromise(`A change that fits what is saved is committed. The answer was ${shown(answer)}. ${hint}`);
  }

  async refuse(parts: Partial<Change>, promise: string, store = this.store): Promise<void> {
    const answer = await answerOf(store, change(parts), promise);
    same(answer?.outcome, 'conflict', promise);
  }

  async make(key: string, parts: WriteParts = {}, when = NOON): Promise<Saved> {
    await this.commit({ writes: [write(key, parts)], at: when });
    return this.record(key);
  }

  async find(key: string, store = this.store): Promise<Saved | undefined> {
    return (await store.load({ keys: [key] })).records[0];
  }

  async record(key: string, store = this.store): Promise<Saved> {
    const found = await this.find(key, store);
    if (found === undefined) throw new BrokenPromise(`What was committed is loaded; ${key} is not there.`);
    return found;
  }

  /** Saves messages that may be handed out at once. */
  async send(...messages: Partial<Message>[]): Promise<readonly Message[]> {
    const now = this.store.now();
    const sent = messages.map((parts) => message(fresh('message'), now, parts));
    await this.commit({ messages: sent, at: now });
    return sent;
  }

  claim(parts: Partial<ClaimRequest> & { readonly forMs?: number } = {}, store = this.store) {
    const { types = ['Pay'], limit = 100, forMs = 60_000, until = instant(store.now() + forMs) } = parts;
    return store.claim({ types, limit, until });
  }

  /** Hands out exactly one message, or says that it should have. */
  async claimOne(
    promise: string,
    parts: Parameters<Stage['claim']>[0] = {},
    store = this.store,
  ): Promise<ClaimedMessage> {
    const [claimed, ...more] = await this.claim(parts, store);
    if (claimed !== undefined && more.length === 0) return claimed;
    const ids = [claimed, ...more].map((one) => one?.id);
    const waiting = (await store.waiting({ limit: 3 })).items;
    throw new BrokenPromise(
      `${promise} One was to be handed out, and ${claimed ? shown(ids) : 'none'} was. ` +
        `It is ${store.now()}, and there wait ${shown(waiting)}.`,
    );
  }

  /** Lets the store's clock pass by so many milliseconds. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.store.now() + milliseconds;
    await this.factory.advance?.(milliseconds);
    while (this.store.now() < end) {
      await new Promise((resume) => setTimeout(resume, 5));
      await this.store.load({ keys: [] });
    }
  }
}

/** The answer to a change that may be a conflict. Throwing is none: it leaves open what has become of the change. */
export async function answerOf(store: Store, asked: Change, promise: string): Promise<CommitOutcome> {
  try {
    return await store.commit(asked);
  } catch (cause) {
    const instead = `The commit has answered neither \`committed\` nor \`conflict\`: it has thrown ${cause}.`;
    throw new BrokenPromise(`${promise} ${instead}`, { cause });
  }
}

/** Factories of hosts are not always typed. */
function opened(by: 'open' | 'reopen', store: Store | undefined): Store {
  if (store === undefined || store === null)
    throw new BrokenPromise(`The factory's ${by}() gives a store. It gave ${store}.`);
  return store;
}

/** Waits until all have ended, also when one has failed, so that nobody goes on with a store that is closed. */
export async function together<T>(works: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}

/** All items, page by page. */
export async function all<Item>(
  page: (request: PageRequest) => Promise<Page<Item>>,
  limit?: number,
  eachTime: () => Promise<unknown> = async () => {},
): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < 2000; pages++) {
    const { items: more, next } = await page({ after, limit });
    items.push(...more);
    if (next === undefined) return items;
    after = next;
    await eachTime();
  }
  throw new BrokenPromise(`Following \`next\` comes to an end. After 2000 pages it is still ${after}.`);
}
