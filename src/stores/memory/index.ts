import { instant, type SavedReceipt, type Store } from '../../kernel/index.js';
import { Journal } from './journal.js';
import { Messages } from './messages.js';
import { Records } from './records.js';

/** What a store in memory may be told. */
export interface MemoryStoreOptions {
  /** The store's clock, in milliseconds since 1970. Default: `Date.now`. */
  readonly clock?: (() => number) | undefined;
}

/**
 * One merchant's desk in memory: for tests, simulations and trying things out, and the one to read before writing a
 * store of your own. It forgets everything when the process ends.
 *
 * @example
 * ```ts
 * const store = memoryStore();
 * await store.load({ keys: ['order/o-1'] }); // { records: [], receipts: [], holders: [] }
 * ```
 */
export function memoryStore({ clock = Date.now }: MemoryStoreOptions = {}): Store {
  const records = new Records();
  const receipts = new Map<string, SavedReceipt>();
  const journal = new Journal();
  const messages = new Messages();
  const now = () => instant(clock());

  return {
    now,

    async load({ keys, commandIds = [], uniques = [] }) {
      return {
        records: existing(keys, (key) => records.load(key)),
        receipts: existing(commandIds, (id) => receipts.get(id)).map((receipt) => ({ ...receipt })),
        holders: existing(uniques, (unique) => records.holderOf(unique)),
      };
    },

    async commit(change) {
      // Nothing is awaited from the questions to the last answer, so that nobody comes in between.
      if (!records.fit(change)) return { outcome: 'conflict' };
      if (change.receipts.some(({ commandId }) => receipts.has(commandId))) return { outcome: 'conflict' };
      if (change.messages.some(({ id }) => messages.has(id))) return { outcome: 'conflict' };
      // What is not JSON throws here, before anything is saved.
      for (const write of change.writes) records.freeze(write);
      const entries = change.entries.map((entry) => [entry, JSON.stringify(entry)] as const);
      const bodies = change.messages.map((message) => [message, JSON.stringify(message.body)] as const);

      for (const [entry, text] of entries) journal.add(entry, text);
      for (const write of change.writes) records.put(write, change.at, journal.end);
      for (const receipt of change.receipts) receipts.set(receipt.commandId, { ...receipt });
      for (const [message, body] of bodies) messages.add(message, body);
      return { outcome: 'committed', journal: journal.end };
    },

    find: async (query) => records.find(query),
    history: async (key, page = {}) => journal.history(key, page),
    changes: async (page = {}) => journal.changes(page),

    claim: async (request) => messages.claim(request, now()),
    async settle(settlements) {
      for (const settlement of settlements) messages.settle(settlement);
    },
    waiting: async (request) => messages.waiting(request),
    unstick: async (id) => messages.unstick(id, now()),

    close: async () => {},
  };
}

function existing<Name, Thing>(names: readonly Name[], find: (name: Name) => Thing | undefined): Thing[] {
  return [...new Set(names)].map(find).filter((thing) => thing !== undefined);
}
