import type { Entry, JournalEntry, Store } from '../../kernel/index.js';
import { at, change, entry, fresh, happened, next, write } from './build.js';
import { BrokenPromise, same, twice } from './promise.js';
import { all, answerOf, type Cases, type Stage, together } from './stage.js';

const WHOLE = 'An entry is given back whole: command, actor, instant and all its changes with their events.';
const idsOf = (entries: readonly Entry[]) => entries.map(({ commandId }) => commandId);
const withoutCursor = ({ cursor: _, ...rest }: JournalEntry) => rest;

/** Several commands in one commit, as the engine groups them: all change the stock, each its own order. */
async function group(stage: Stage, ids: readonly string[], stockVersion: number): Promise<void> {
  const orders = ids.map((id) => write(`order/${id}`));
  const shelf = write('shelf/s', { expected: stockVersion, version: stockVersion + ids.length });
  const entries = ids.map((id, i) =>
    entry(`c-${id}`, [happened(`order/${id}`, 1), happened('shelf/s', stockVersion + i + 1)]),
  );
  await stage.commit({ writes: [...orders, shelf], entries });
}

/** Reads on from a cursor, as somebody does who follows the journal for ever. */
async function follow(store: Store, after: string | undefined, seen: JournalEntry[]): Promise<string | undefined> {
  for (let pages = 0; pages < 1000; pages++) {
    const { items } = await store.changes({ after, limit: 7 });
    if (items.length === 0) return after;
    seen.push(...items);
    after = items.at(-1)?.cursor;
  }
  throw new BrokenPromise(`Whoever reads on from the cursor of the last entry comes to an end. Still at ${after}.`);
}

export const journalCases: Cases = {
  'an entry is given back whole': async (stage) => {
    const events = [
      { type: 'Placed', lines: [{ sku: 'mug', cents: 1999 }] },
      { type: 'Accepted', by: null },
    ];
    const mine = {
      commandId: 'c-1',
      command: 'Place',
      by: { role: 'picker', id: 'p-1' } as const,
      at: at(5),
      changes: [{ key: 'order/o-1', version: 2, events }, happened('order/o-2', 1)],
    };
    await stage.commit({
      writes: [write('order/o-1', { version: 2 }), write('order/o-2')],
      entries: [mine],
      at: at(9),
    });
    same((await stage.store.changes()).items.map(withoutCursor), [mine], WHOLE);
    same((await stage.store.history('order/o-1')).items.map(withoutCursor), [mine], WHOLE);
  },

  'the journal is in commit order, and in a commit in the order of its entries': async (stage) => {
    await group(stage, ['a', 'b', 'c'], 0);
    await group(stage, ['z', 'y'], 3);
    await group(stage, ['k'], 5);
    const expected = ['c-a', 'c-b', 'c-c', 'c-z', 'c-y', 'c-k'];
    same(idsOf((await stage.store.changes()).items), expected, 'The journal is in commit order.');
    for (const limit of [1, 2, 4]) {
      same(idsOf(await all((page) => stage.store.changes(page), limit)), expected, 'A page may end inside a commit.');
    }
  },

  'the cursor of each entry stands behind it': async (stage) => {
    await group(stage, ['a', 'b', 'c'], 0);
    await group(stage, ['d', 'e'], 3);
    const { items } = await stage.store.changes();
    for (const [i, { cursor }] of items.entries()) {
      const rest = idsOf((await stage.store.changes({ after: cursor })).items);
      same(rest, idsOf(items.slice(i + 1)), 'changes({ after: cursor }) goes on with the next entry.');
    }
  },

  'whoever has read to the end gets what comes then': async (stage) => {
    await group(stage, ['a', 'b'], 0);
    const cursor = (await stage.store.changes()).items.at(-1)?.cursor;
    same((await stage.store.changes({ after: cursor })).items, [], 'Behind the last entry there is nothing yet.');
    await group(stage, ['c'], 2);
    same(
      idsOf((await stage.store.changes({ after: cursor })).items),
      ['c-c'],
      'Behind a cursor stands what came later.',
    );
  },

  'a history has the entries of its record, oldest first': async (stage) => {
    await group(stage, ['a', 'b'], 0);
    await group(stage, ['c'], 2);
    await stage.make('shelf/s2');
    await stage.commit({
      writes: [next(await stage.record('order/a'))],
      entries: [entry('c-a2', [happened('order/a', 2)])],
    });
    const { store } = stage;
    const promise = 'A history has the entries that concern its record, oldest first, and no other.';
    same(idsOf((await store.history('order/a')).items), ['c-a', 'c-a2'], promise);
    same(idsOf((await store.history('order/b')).items), ['c-b'], promise);
    same(idsOf((await store.history('shelf/s')).items), ['c-a', 'c-b', 'c-c'], promise);
    same(idsOf((await store.history('shelf')).items), [], promise);
    same(idsOf((await store.history('order/none')).items), [], promise);
  },

  'a long history is paged, also inside a commit': async (stage) => {
    const expected: string[] = [];
    for (let commit = 0; commit < 25; commit++) {
      const ids = ['a', 'b', 'c'].map((id) => `${id}${commit}`);
      await group(stage, ids, commit * 3);
      expected.push(...ids.map((id) => `c-${id}`));
    }
    for (const limit of [7, 30, 1000]) {
      const found = idsOf(await all((page) => stage.store.history('shelf/s', page), limit));
      same(found, expected, 'A history is given page after page, oldest first, each entry once.');
    }
  },

  'a history stays whole when a record makes great strides': async (stage) => {
    const versions = [1, 999, 1000, 1001, 2500, 2501, 9000, 10_000, 10_001, 10_002];
    for (const [i, version] of versions.entries()) {
      await stage.commit({ writes: [write('shelf/s', { expected: versions[i - 1] ?? 0, version })] });
    }
    const found = await all((page) => stage.store.history('shelf/s', page), 3);
    same(
      found.map(({ changes }) => changes[0]?.version),
      versions,
      'A history has every entry of its record.',
    );
  },

  'a history grows while it is read': async (stage) => {
    await group(stage, ['a', 'b', 'c'], 0);
    const { items, next: after } = await stage.store.history('shelf/s', { limit: 2 });
    await group(stage, ['d', 'e'], 3);
    const rest = (await stage.store.history('shelf/s', { after })).items;
    same(idsOf([...items, ...rest]), ['c-a', 'c-b', 'c-c', 'c-d', 'c-e'], 'A page goes on where the last one ended.');
  },

  'the journal has all that was acknowledged, and nothing else': async (stage) => {
    const acknowledged: string[] = [];
    const attempt = async (i: number) => {
      const id = fresh('c');
      const writes = [write(`order/o-${i % 30}`)];
      const entries = [entry(id, [happened(`order/o-${i % 30}`, 1)])];
      const told = 'A change of a record that exists already is a conflict.';
      const { outcome } = await answerOf(stage.store, change({ writes, entries }), told);
      if (outcome === 'committed') acknowledged.push(id);
    };
    await together(Array.from({ length: 60 }, (_, i) => attempt(i)));
    const found = idsOf(await all((page) => stage.store.changes(page), 11));
    same(found.sort(), acknowledged.sort(), 'What was acknowledged is in the journal, and a conflict is not.');
  },

  'who follows the journal while others commit misses nothing and sees nothing twice': async (stage) => {
    const handles = [stage.store, await stage.open()];
    const seen: JournalEntry[] = [];
    const committed: string[] = [];
    let busy = true;
    const write50 = async (name: string, store: Store) => {
      const commits = Array.from({ length: 50 }, async (_, i) => {
        await new Promise((resume) => setTimeout(resume, i));
        const keys = [`order/${name}-${i}`, `parcel/${name}-${i}`];
        const entries = keys.map((key) => entry(`c-${key}`, [happened(key, 1)]));
        await stage.commit({ writes: keys.map((key) => write(key)), entries }, store);
        committed.push(...idsOf(entries));
      });
      await together(commits);
    };
    const read = async () => {
      let after: string | undefined;
      while (busy) {
        after = await follow(stage.store, after, seen);
        await new Promise((resume) => setTimeout(resume, 1));
      }
      await follow(stage.store, after, seen);
    };
    const writing = together(handles.map((store, i) => write50(`w${i}`, store))).finally(() => {
      busy = false;
    });
    await together<unknown>([writing, read()]);
    same(twice(idsOf(seen)), [], 'Nobody who follows the journal sees an entry twice.');
    same(idsOf(seen).sort(), committed.sort(), 'A commit that becomes visible late is never skipped.');
    const again = await all((page) => stage.store.changes(page), 50);
    same(idsOf(seen), idsOf(again), 'The journal has one order for everybody, whenever it is read.');
  },
};
