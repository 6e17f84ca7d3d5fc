import { PER_PAGE } from '../../kernel/index.js';
import { write } from './build.js';
import { check, same } from './promise.js';
import type { Cases } from './stage.js';

export const freshCases: Cases = {
  'a merchant who was never named has an empty store': async ({ store }) => {
    const wanted = { keys: ['order/o-1'], commandIds: ['c-1'], uniques: [{ kind: 'order', unique: 'u-1' }] };
    same(await store.load(wanted), { records: [], receipts: [], holders: [] }, 'What does not exist is left out.');
    for (const page of [await store.find({}), await store.history('order/o-1'), await store.changes(), await store.waiting({})]) {
      same(page, { items: [], next: undefined }, 'An empty list has no items and no `next`.');
    }
    same(await store.unstick('m-1'), false, 'A message that does not exist is not stuck.');
  },

  'asked for nothing it answers nothing': async ({ store, claim }) => {
    same(await store.load({ keys: [] }), { records: [], receipts: [], holders: [] }, 'Nothing wanted is nothing loaded.');
    same(await claim({ types: [] }), [], 'No types, no messages.');
    await store.settle([]);
  },

  'a change of nothing is committed': async (stage) => {
    await stage.commit({});
    same((await stage.store.changes()).items, [], 'A change without entries adds nothing to the journal.');
  },

  'the clock tells whole milliseconds since 1970': async ({ store }) => {
    const now = store.now();
    check(Number.isSafeInteger(now), `The clock tells whole milliseconds; it told ${now}.`);
    check(now > Date.UTC(2000, 0) && now < Date.UTC(2200, 0), `The clock tells milliseconds since 1970; it told ${now}.`);
  },
};
