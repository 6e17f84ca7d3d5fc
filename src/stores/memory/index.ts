import {
  type Change,
  type Entry,
  instant,
  type JournalEntry,
  kindOf,
  type SavedReceipt,
  type Store,
} from '../../kernel/index.js';
import { Messages } from './messages.js';
import { limitOf, pageOf, readCursor } from './paging.js';
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

  /** Nothing is awaited between this question and the writing, so that nobody can come in between. */
  function fits({ reads, writes, receipts: newReceipts, messages: newMessages }: Change): boolean {
    const uniques = new Set<string>();
    return (
      reads.every(({ key, version }) => records.versionOf(key) === version) &&
      writes.every(({ key, expected, card: { unique } }) => {
        if (records.versionOf(key) !== expected) return false;
        if (unique === undefined) return true;
        const holder = records.holderOf({ kind: kindOf(key), unique });
        const name = `${kindOf(key)}/${unique}`;
        return (holder === undefined || holder === key) && uniques.size !== uniques.add(name).size;
      }) &&
      newReceipts.every(({ commandId }) => !receipts.has(commandId)) &&
      newMessages.every(({ id }) => !messages.has(id))
    );
  }

  return {
    now,

    async load({ keys, commandIds = [], uniques = [] }) {
      return {
        records: present(keys, (key) => records.load(key)),
        receipts: present(commandIds, (id) => receipts.get(id)).map((receipt) => ({ ...receipt })),
        holders: present(uniques, ({ kind, unique }) => {
          const key = records.holderOf({ kind, unique });
          return key === undefined ? undefined : { kind, unique, key };
        }),
      };
    },

    async commit(change) {
      if (!fits(change)) return { outcome: 'conflict' };
      const place = journal.add(change.entries, (key) => records.trailOf(key));
      for (const write of change.writes) records.put(write, change.at, place);
      for (const receipt of change.receipts) receipts.set(receipt.commandId, { ...receipt });
      for (const message of change.messages) messages.add(message);
      return { outcome: 'committed', journal: place };
    },
  };
}
