import { type Change, instant, keyOf, kindOf, type SavedReceipt, type Store, type Write } from '../../kernel/index.js';
import { freeze } from './freeze.js';
import { Journal } from './journal.js';
import { Messages } from './messages.js';
import { Records } from './records.js';

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

  const fits = (change: Change): boolean =>
    change.reads.every(({ key, version }) => records.versionOf(key) === version) &&
    change.writes.every(({ key, expected }) => records.versionOf(key) === expected) &&
    uniquesAreFree(change.writes) &&
    change.receipts.every(({ commandId }) => !receipts.has(commandId)) &&
    change.messages.every(({ id }) => !messages.has(id));

  function uniquesAreFree(writes: readonly Write[]): boolean {
    const claimed = new Map<string, string>();
    return writes.every(({ key, card: { unique } }) => {
      if (unique === undefined) return true;
      const kind = kindOf(key);
      const holder = claimed.get(keyOf(kind, unique)) ?? records.holderOf({ kind, unique }) ?? key;
      claimed.set(keyOf(kind, unique), key);
      return holder === key;
    });
  }

  return {
    now,

    async load({ keys, commandIds = [], uniques = [] }) {
      return {
        records: existing(keys, (key) => records.load(key)),
        receipts: existing(commandIds, (id) => receipts.get(id)).map((receipt) => ({ ...receipt })),
        holders: existing(uniques, ({ kind, unique }) => {
          const key = records.holderOf({ kind, unique });
          return key === undefined ? undefined : { kind, unique, key };
        }),
      };
    },

    // Nothing is awaited between the question and the writing, so nobody comes in between. What cannot be written as
    // JSON throws before anything is saved.
    async commit(change) {
      const entries = change.entries.map((entry) => [entry, JSON.stringify(entry)] as const);
      const mail = change.messages.map((message) => [message, JSON.stringify(message.body)] as const);
      if (!fits(change)) return { outcome: 'conflict' };
      for (const { key, state } of change.writes) freeze(state, records.stateOf(key));
      for (const [entry, text] of entries) journal.add(entry, text);
      for (const write of change.writes) records.put(write, change.at, journal.end);
      for (const { commandId, digest, outcome } of change.receipts)
        receipts.set(commandId, { commandId, digest, outcome });
      for (const [message, body] of mail) messages.add(message, body);
      return { outcome: 'committed', journal: journal.end };
    },

    find: async (query) => records.find(query),
    history: async (key, page = {}) => journal.history(key, page),
    changes: async (page = {}) => journal.changes(page),

    claim: async (request) => messages.claim(request, now()),
    waiting: async (request) => messages.waiting(request),
    unstick: async (id) => messages.unstick(id, now()),
    async settle(settlements) {
      for (const settlement of settlements) messages.settle(settlement);
    },

    close: async () => {},
  };
}

function existing<Name, Thing>(names: readonly Name[], find: (name: Name) => Thing | undefined): Thing[] {
  return [...new Set(names)].map(find).filter((thing) => thing !== undefined);
}
