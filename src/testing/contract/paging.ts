import { MOST_PER_PAGE, type PageRequest, PER_PAGE, type Query } from '../../kernel/index.js';
import { at, fresh, next, type WriteParts, write } from './build.js';
import { check, same, twice } from './promise.js';
import { all, type Cases, type Stage } from './stage.js';

/** Commits so many records at once, so that all have one instant; `parts` may set them apart. */
async function many(stage: Stage, count: number, parts: (i: number) => WriteParts = () => ({})): Promise<string[]> {
  const writes = Array.from({ length: count }, (_, i) => write(`order/o-${i}`, parts(i)));
  for (let from = 0; from < count; from += 500) await stage.commit({ writes: writes.slice(from, from + 500) });
  return writes.map(({ key }) => key);
}

const lister = (stage: Stage, query: Query) => (page: PageRequest) => stage.store.find({ ...query, ...page });
/** What is asked for, and how many items that is. */
const LIMITS = [
  [1.5, 1],
  [2.9, 2],
  [0.4, 1],
  [0, 1],
  [-3, 1],
] as const;
const EACH_ONCE = 'Page after page gives each item once: none twice and none left out.';
const ORDERS: readonly Query[] = [{ sort: 'newest' }, { sort: 'nextDeadline' }, { kind: 'order', status: ['a', 'b'] }];

export const pagingCases: Cases = {
  'a page has the limit at most, and the usual one without': async (stage) => {
    await many(stage, PER_PAGE + 20, () => ({ wakeAt: at(0) }));
    for (const sort of ['newest', 'nextDeadline'] as const) {
      same((await stage.store.find({ sort })).items.length, PER_PAGE, `Without a limit a page has ${PER_PAGE} items.`);
      same((await stage.store.find({ sort, limit: 7 })).items.length, 7, 'A page has as many items as its limit.');
      same((await stage.store.find({ sort, limit: 1 })).items.length, 1, 'A page has as many items as its limit.');
    }
  },

  'a limit is rounded down, and below one it counts as one': async (stage) => {
    const keys = await many(stage, 4, () => ({ wakeAt: at(0) }));
    await stage.send({ id: 'm-1' }, { id: 'm-2' }, { id: 'm-3' });
    for (const version of [2, 3]) {
      await stage.commit({ writes: keys.map((key) => write(key, { expected: version - 1, wakeAt: at(0) })) });
    }
    const { store } = stage;
    const lists: Record<string, (page: PageRequest) => Promise<{ items: readonly unknown[] }>> = {
      find: (page) => store.find(page),
      'find by the next deadline': (page) => store.find({ sort: 'nextDeadline', ...page }),
      changes: (page) => store.changes(page),
      history: (page) => store.history('order/o-1', page),
      waiting: (page) => store.waiting(page),
    };
    for (const [name, list] of Object.entries(lists)) {
      for (const [limit, items] of LIMITS) {
        const promise = `A limit is rounded down, and below 1 it counts as 1: ${name} with the limit ${limit}.`;
        same((await list({ limit })).items.length, items, promise);
      }
    }
  },

  'no page is larger than the largest': async (stage) => {
    await many(stage, MOST_PER_PAGE + 5);
    const { items, next: more } = await stage.store.find({ limit: 1_000_000 });
    same(items.length, MOST_PER_PAGE, `No page has more than ${MOST_PER_PAGE} items.`);
    check(more !== undefined, 'A page says by `next` that there is more.', more);
    const rest = await stage.store.find({ limit: 1_000_000, after: more });
    same(rest.items.length, 5, 'The next page has the rest.');
  },

  'the last page says that there is no more': async (stage) => {
    await many(stage, 6, () => ({ wakeAt: at(0) }));
    for (const limit of [6, 7, 3]) {
      for (const query of [{}, { sort: 'nextDeadline' }] as const) {
        const first = await stage.store.find({ ...query, limit });
        const last = limit === 3 ? await stage.store.find({ ...query, limit, after: first.next }) : first;
        same(last.next, undefined, 'The last page has no `next`, even if it is full.');
      }
    }
  },

  'page after page gives each record once, also where many are alike': async (stage) => {
    const keys = await many(stage, 57, (i) => ({ status: i % 2 ? 'a' : 'b', wakeAt: at(i % 3) }));
    for (const query of ORDERS) {
      for (const limit of [1, 10, 19, 100]) {
        const found = (await all(lister(stage, query), limit)).map(({ key }) => key);
        same([...found].sort(), [...keys].sort(), EACH_ONCE);
      }
    }
  },

  'page after page is in order': async (stage) => {
    for (let i = 0; i < 9; i++) {
      const writes = ['a', 'b', 'c'].map((id) => write(`order/${id}${i}`, { status: id, wakeAt: at((i * 7) % 9) }));
      await stage.commit({ writes, at: at(i * 10) });
    }
    const newest = (await all(lister(stage, {}), 4)).map((card) => -card.at);
    const deadlines = (await all(lister(stage, { sort: 'nextDeadline' }), 4)).map(({ wakeAt }) => wakeAt ?? 0);
    for (const order of [newest, deadlines]) {
      same(
        order,
        [...order].sort((a, b) => a - b),
        'Pages go on where the last one ended, in one order.',
      );
    }
    const whole = (await stage.store.find({})).items.map(({ key }) => key);
    const paged = (await all(lister(stage, {}), 5)).map(({ key }) => key);
    same(paged, whole, 'Records of one instant always come in the same order.');
  },

  'a cursor stays good while others commit': async (stage) => {
    const keys = await many(stage, 30, (i) => ({ wakeAt: at(1000 + (i % 4)) }));
    for (const query of [{}, { sort: 'nextDeadline' }] as const) {
      const found = await all(lister(stage, { ...query, kind: 'order' }), 4, async () => {
        // Newer than all that is listed, and due before all of it: it belongs before the cursor.
        await stage.commit({ writes: [write(fresh('order/late'), { wakeAt: at(1) })], at: at(5000) });
      });
      const old = found.map(({ key }) => key).filter((key) => keys.includes(key));
      same(old.sort(), [...keys].sort(), EACH_ONCE);
      same(twice(found.map(({ key }) => key)), [], EACH_ONCE);
    }
  },

  'a cursor stays good when its own record has moved': async (stage) => {
    const keys = await many(stage, 12, () => ({ wakeAt: at(1000) }));
    const { items, next: after } = await stage.store.find({ sort: 'nextDeadline', limit: 4 });
    const last = items.at(-1)?.key ?? '';
    await stage.commit({ writes: [next(await stage.record(last), { wakeAt: at(1) })], at: at(1) });
    const rest = await all(
      (page) => stage.store.find({ sort: 'nextDeadline', ...page, after: page.after ?? after }),
      4,
    );
    const expected = keys.filter((key) => !items.some((item) => item.key === key));
    same(rest.map(({ key }) => key).sort(), expected.sort(), 'A cursor is a place, not a record.');
  },

  'a filter counts before the limit': async (stage) => {
    await many(stage, 40, (i) => ({ status: i % 10 === 0 ? 'rare' : 'usual', buyer: i % 20 === 0 ? 'b' : 'c' }));
    same(
      (await stage.store.find({ status: ['rare'], limit: 3 })).items.length,
      3,
      'A page is filled with what the filter lets through.',
    );
    same((await all(lister(stage, { status: ['rare'] }), 3)).length, 4, EACH_ONCE);
    same((await all(lister(stage, { buyer: 'b' }), 1)).length, 2, EACH_ONCE);
  },

  'the journal, histories and messages are paged alike': async (stage) => {
    const now = stage.store.now();
    for (let version = 1; version <= 11; version++) {
      await stage.commit({ writes: [write('order/o-1', { expected: version - 1 })], at: now });
    }
    await stage.send(...Array.from({ length: 11 }, (_, i) => ({ id: `m-${i}` })));
    const { store } = stage;
    const pagers: ((page: PageRequest) => Promise<{ items: readonly unknown[]; next: string | undefined }>)[] = [
      (page) => store.changes(page),
      (page) => store.history('order/o-1', page),
      (page) => store.waiting(page),
    ];
    for (const pager of pagers) {
      same((await pager({ limit: 4 })).items.length, 4, 'A page has as many items as its limit.');
      same((await pager({ limit: 11 })).next, undefined, 'The last page has no `next`, even if it is full.');
      for (const limit of [1, 4, 11]) {
        const found = await all(pager, limit);
        same(found.length, 11, EACH_ONCE);
        same(found, (await pager({})).items, 'Pages go on where the last one ended, in one order.');
      }
    }
  },
};
