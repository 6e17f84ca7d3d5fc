import type { Change, Store } from '../../kernel/index.js';
import { at, change, entry, fresh, happened, next, receipt, STOCK, write } from './build.js';
import { check, same } from './promise.js';
import { answerOf, type Cases, type Stage, together } from './stage.js';

const RACERS = 20;
const TOLD = 'Of those who commit at once each is told what has become of it.';
const SOMEBODY = 'Somebody always wins, so that a conflict can be tried again.';

/** Commits all at once, through two handles by turns; counts those that were committed. */
async function race(stage: Stage, changes: readonly Partial<Change>[]): Promise<number> {
  const handles = [stage.store, await stage.open()];
  const outcomes = await together(
    changes.map((parts, i) => answerOf(handles[i % 2] ?? stage.store, change(parts), TOLD)),
  );
  return outcomes.filter(({ outcome }) => outcome === 'committed').length;
}

const racers = (parts: (i: number) => Partial<Change>) => Array.from({ length: RACERS }, (_, i) => parts(i));

/** Loads, decides and commits until nobody came in between. */
async function insist(store: Store, key: string, decide: (state: unknown) => object | undefined): Promise<boolean> {
  for (let attempt = 0; attempt < 2000; attempt++) {
    const [saved] = (await store.load({ keys: [key] })).records;
    const state = saved && decide(saved.state);
    if (saved === undefined || state === undefined) return false;
    const { outcome } = await answerOf(store, change({ writes: [next(saved, { state })] }), TOLD);
    if (outcome === 'committed') return true;
  }
  throw new Error(`${key} could not be committed in 2000 attempts`);
}

const numberIn = (state: unknown, name: string): number => {
  const value: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, name) : undefined;
  return typeof value === 'number' ? value : Number.NaN;
};

export const concurrencyCases: Cases = {
  'of commits upon one version exactly one wins, version after version': async (stage) => {
    let saved = await stage.make('order/o-1');
    for (let round = 0; round < 5; round++) {
      const won = await race(
        stage,
        racers((i) => ({ writes: [next(saved, { state: { round, i } })] })),
      );
      same(won, 1, `Of ${RACERS} commits upon one version exactly one wins.`);
      saved = await stage.record('order/o-1');
    }
    same((await stage.store.changes()).items.length, 6, 'Who lost leaves nothing in the journal.');
  },

  'of makers of one record exactly one wins': async (stage) => {
    const won = await race(
      stage,
      racers((i) => ({ writes: [write('order/o-1', { state: { i } }), write(`order/by-${i}`)] })),
    );
    same(won, 1, 'A new record is made by exactly one.');
    same((await stage.store.find({})).items.length, 2, 'Who lost leaves no other record behind.');
  },

  'of takers of one unique exactly one wins': async (stage) => {
    const won = await race(
      stage,
      racers((i) => ({ writes: [write(`order/o-${i}`, { unique: 'pdd:1' })] })),
    );
    same(won, 1, 'A `unique` goes to exactly one record.');
  },

  'of commits of one command exactly one wins': async (stage) => {
    const attempt = (i: number) => ({ writes: [write(`order/o-${i}`)], receipts: [receipt('c-1', `${i}`)] });
    same(await race(stage, racers(attempt)), 1, 'A command is committed once, by whoever is first.');
    same((await stage.store.find({})).items.length, 1, 'A command is carried out once.');
  },

  'commits that have nothing in common all win': async (stage) => {
    const won = await race(
      stage,
      racers((i) => ({ writes: [write(`order/o-${i}`)] })),
    );
    same(won, RACERS, 'Commits upon different records do not conflict.');
  },

  'no increment is lost': async (stage) => {
    await stage.make('counter/c', { state: { count: 0 } });
    const handles = [stage.store, await stage.open()];
    const increment = (state: unknown) => ({ count: numberIn(state, 'count') + 1 });
    const worker = async (i: number) => {
      for (let n = 0; n < 10; n++) await insist(handles[i % 2] ?? stage.store, 'counter/c', increment);
    };
    await together(Array.from({ length: 6 }, (_, i) => worker(i)));
    const promise = 'Nobody writes over what somebody else has committed.';
    same((await stage.record('counter/c')).state, { count: 60 }, promise);
  },

  'five hundred takers of a hundred units get a hundred': async (stage) => {
    await stage.make('stock/mug', { state: STOCK });
    const handles = [stage.store, await stage.open()];
    const take = (state: unknown) => {
      const reserved = numberIn(state, 'reserved');
      return reserved < STOCK.onHand ? { ...STOCK, reserved: reserved + 1 } : undefined;
    };
    const taker = async (i: number) => {
      let sold = 0;
      for (let n = 0; n < 100; n++) if (await insist(handles[i % 2] ?? stage.store, 'stock/mug', take)) sold += 1;
      return sold;
    };
    const sold = await together(Array.from({ length: 5 }, (_, i) => taker(i)));
    same(
      sold.reduce((sum, n) => sum + n, 0),
      100,
      'Nothing is sold that is not there, and all that is there is sold.',
    );
    same((await stage.record('stock/mug')).state, { ...STOCK, reserved: 100 }, 'What is kept is what was sold.');
  },

  'two changes that each rest on what the other changes are not both committed': async (stage) => {
    const [a, b] = [await stage.make('order/a'), await stage.make('order/b')];
    const read = (key: string) => ({ key, version: 1 });
    for (let round = 0; round < 10; round++) {
      const won = await race(stage, [
        { reads: [read('order/b')], writes: [next(a, { state: { round } })] },
        { reads: [read('order/a')], writes: [next(b, { state: { round } })] },
      ]);
      check(
        won <= 1,
        'What a change has read still stands when it is committed: of two that contradict, one wins.',
        won,
      );
      if (won === 1) return;
    }
  },

  'two changes that each rest on what the other makes are not both committed': async (stage) => {
    for (let round = 0; round < 10; round++) {
      const [a, b] = [fresh('order/a'), fresh('order/b')];
      const won = await race(stage, [
        { reads: [{ key: a, version: 0 }], writes: [write(b)] },
        { reads: [{ key: b, version: 0 }], writes: [write(a)] },
      ]);
      check(won <= 1, 'What a change has read as absent is still absent when it is committed: of two, one wins.', won);
    }
  },

  'changes of the same records in different orders all come to an end': async (stage) => {
    const keys = ['order/a', 'order/b', 'order/c'];
    await stage.commit({ writes: keys.map((key) => write(key)) });
    const swap = async (i: number) => {
      const order = i % 2 === 0 ? keys : [...keys].reverse();
      for (let attempt = 0; attempt < 500; attempt++) {
        const { records } = await stage.store.load({ keys });
        const writes = order.flatMap((key) => records.filter((saved) => saved.key === key)).map((saved) => next(saved));
        if ((await answerOf(stage.store, change({ writes }), TOLD)).outcome === 'committed') return;
      }
      check(false, SOMEBODY, '500 conflicts of one racer');
    };
    await together(Array.from({ length: 12 }, (_, i) => swap(i)));
    same((await stage.record('order/b')).version, 13, 'Each of them is committed once.');
  },

  'the journal names a record by rising versions, whoever committed': async (stage) => {
    await stage.make('order/o-1', { state: { count: 0 } });
    const handles = [stage.store, await stage.open()];
    const raise = async (store: Store) => {
      for (let n = 0, attempts = 0; n < 15; attempts += 1) {
        check(attempts < 500, SOMEBODY, '500 conflicts of one racer');
        const saved = await stage.record('order/o-1', store);
        const version = saved.version + 1;
        const entries = [entry(fresh('command'), [happened('order/o-1', version)], at(version))];
        if ((await answerOf(store, change({ writes: [next(saved)], entries }), TOLD)).outcome === 'committed') n += 1;
      }
    };
    await together(handles.map(raise));
    const versions = (await stage.store.changes()).items.map(({ changes }) => changes[0]?.version);
    same(
      versions,
      versions.map((_, i) => i + 1),
      'The journal is in commit order: a record never goes back in it.',
    );
    const own = (await stage.store.history('order/o-1')).items.map(({ changes }) => changes[0]?.version);
    same(own, versions, 'The history of a record is in the order of its versions.');
  },
};
