import type { Change, Saved, Store } from '../../../src/kernel/index.js';
import { type BrokenStores, broken, pause } from './harness.js';

async function versions(store: Store, change: Change): Promise<Map<string, number>> {
  const { records } = await store.load({ keys: change.writes.map(({ key }) => key) });
  return new Map(records.map(({ key, version }) => [key, version]));
}

/** The change as if it had been decided upon what is saved now. */
async function forced(store: Store, change: Change): Promise<Change> {
  const now = await versions(store, change);
  const writes = change.writes.map((write) => ({ ...write, expected: now.get(write.key) ?? 0 }));
  return { ...change, reads: [], writes };
}

export const savingBadly: BrokenStores = {
  'writes without looking at the version': broken(
    ['a write upon another version is a conflict', 'no increment is lost'],
    (store) => ({
      async commit(change) {
        for (let attempt = 0; attempt < 50; attempt++) {
          const result = await store.commit({ ...(await forced(store, change)), reads: change.reads });
          if (result.outcome === 'committed') return result;
        }
        return { outcome: 'conflict' };
      },
    }),
  ),

  'looks at the version first and writes later': broken(
    [
      'of commits upon one version exactly one wins, version after version',
      'five hundred takers of a hundred units get a hundred',
    ],
    (store) => ({
      async commit(change) {
        const now = await versions(store, change);
        if (change.writes.some(({ key, expected }) => (now.get(key) ?? 0) !== expected)) return { outcome: 'conflict' };
        await pause();
        return store.commit(await forced(store, change));
      },
    }),
  ),

  'saves what fits of a change that does not': broken(
    ['one stale record among many spoils them all, wherever it stands'],
    (store) => ({
      async commit(change) {
        const result = await store.commit(change);
        if (result.outcome === 'committed' || change.writes.length < 2) return result;
        for (const write of change.writes)
          await store.commit({ ...change, writes: [write], receipts: [], messages: [] });
        return result;
      },
    }),
  ),

  'saves the receipt of a change that is a conflict': broken(['a read at another version is a conflict'], (store) => ({
    async commit(change) {
      const result = await store.commit(change);
      if (result.outcome === 'conflict')
        await store.commit({ ...change, reads: [], writes: [], entries: [], messages: [] });
      return result;
    },
  })),

  'sends the messages of a change that is a conflict': broken(['messages come from commits only'], (store) => ({
    async commit(change) {
      const result = await store.commit(change);
      if (result.outcome === 'conflict')
        await store.commit({ ...change, reads: [], writes: [], entries: [], receipts: [] });
      return result;
    },
  })),

  'ignores what was read': broken(
    [
      'a read at another version is a conflict',
      'two changes that each rest on what the other changes are not both committed',
    ],
    (store) => ({ commit: (change) => store.commit({ ...change, reads: [] }) }),
  ),

  'takes it for granted that what was absent still is': broken(
    [
      'a record read as absent must be absent',
      'two changes that each rest on what the other makes are not both committed',
    ],
    (store) => ({
      commit: (change) => store.commit({ ...change, reads: change.reads.filter(({ version }) => version > 0) }),
    }),
  ),

  'ignores uniques': broken(
    ['a unique of another record is a conflict', 'of takers of one unique exactly one wins'],
    (store) => ({
      commit: (change) =>
        store.commit({
          ...change,
          writes: change.writes.map(({ card: { unique: _, ...card }, ...write }) => ({ ...write, card })),
        }),
    }),
  ),

  'ignores that a command has a receipt already': broken(
    ['a receipt that exists is a conflict', 'of commits of one command exactly one wins'],
    (store) => ({
      async commit(change) {
        const result = await store.commit(change);
        return result.outcome === 'committed' ? result : store.commit({ ...change, receipts: [] });
      },
    }),
  ),

  'loses receipts': broken(['one commit saves records, receipts, entries and messages together'], (store) => ({
    commit: (change) => store.commit({ ...change, receipts: [] }),
  })),

  'rewrites the outcome of a receipt': broken(['receipts come back to the letter'], (store) => ({
    async load(wanted) {
      const loaded = await store.load(wanted);
      const tidy = (text: string) => (text.startsWith('{') ? JSON.stringify(JSON.parse(text)) : text);
      return { ...loaded, receipts: loaded.receipts.map((one) => ({ ...one, outcome: tidy(one.outcome) })) };
    },
  })),

  'acknowledges before it has saved': broken(['two handles on one merchant see each other at once'], (store) => ({
    async commit(change) {
      setTimeout(() => void store.commit(change).catch(() => {}), 5);
      return { outcome: 'committed', journal: '0' };
    },
  })),

  'forgets all when it is opened again': broken(['a new process finds all that was saved'], () => ({}), 'forgets'),

  'reads records one after the other': broken(['what is loaded together is of one moment'], (store) => ({
    async load(wanted) {
      const records: Saved[] = [];
      for (const key of new Set(wanted.keys)) {
        records.push(...(await store.load({ keys: [key] })).records);
        await pause(0);
      }
      return { ...(await store.load({ ...wanted, keys: [] })), records };
    },
  })),

  'rounds numbers': broken(['numbers are kept exactly'], (store) => ({
    async load(wanted) {
      const round = (_: string, value: unknown) => (typeof value === 'number' ? Math.fround(value) : value);
      return JSON.parse(JSON.stringify(await store.load(wanted), round));
    },
  })),
};
