import type { Store } from '../../kernel/index.js';
import { at, change, entry, fresh, happened, message, next, receipt, write } from './build.js';
import { same } from './promise.js';
import type { Cases, Stage } from './stage.js';

/** The promise, and by which call it was looked at. */
const apart = (call: string): string =>
  `Merchants see nothing of each other, even where all ids are the same. Looked at by ${call}.`;

/** Two merchants who commit the very same change, but for one word in the state. */
async function two(stage: Stage): Promise<readonly [Store, Store]> {
  const stores = [stage.store, await stage.open(fresh(`${stage.merchant}-other`))] as const;
  for (const [i, store] of stores.entries()) {
    const now = store.now();
    const writes = [
      write('order/o-1', { state: { of: i }, unique: 'u', label: 'A-1', wakeAt: at(0), parent: 'order/p' }),
    ];
    const entries = [{ ...entry('c-1', [happened('order/o-1', 1)]), command: `Try${i}` }];
    const messages = [message('m-1', now, { body: { of: i } })];
    await stage.commit({ writes, entries, messages, receipts: [receipt('c-1', `of ${i}`)], at: now }, store);
  }
  return stores;
}

export const merchantCases: Cases = {
  'merchants may have records, uniques and receipts of the same names': async (stage) => {
    const stores = await two(stage);
    const wanted = { keys: ['order/o-1'], commandIds: ['c-1'], uniques: [{ kind: 'order', unique: 'u' }] };
    for (const [i, store] of stores.entries()) {
      const { records, receipts, holders } = await store.load(wanted);
      same(
        [records.length, receipts.length, holders.length],
        [1, 1, 1],
        apart('load: how many records, receipts and holders'),
      );
      same([records[0]?.state, receipts[0]?.outcome], [{ of: i }, `of ${i}`], apart('load: state and outcome'));
    }
  },

  'a commit of one changes nothing for the other': async (stage) => {
    const [mine, theirs] = await two(stage);
    const before = await theirs.load({ keys: ['order/o-1'] });
    await stage.commit({ writes: [next(await stage.record('order/o-1', mine)), write('order/o-2')] }, mine);
    same(await theirs.load({ keys: ['order/o-1', 'order/o-2'] }), before, apart('load, after the other has committed'));
    const reads = [
      { key: 'order/o-2', version: 0 },
      { key: 'order/o-1', version: 1 },
    ];
    await stage.commit({ reads, writes: [write('order/o-3')] }, theirs);
  },

  'lists show only what is their own': async (stage) => {
    for (const store of await two(stage)) {
      const queries = [
        {},
        { kind: 'order' },
        { text: 'A-1' },
        { parent: 'order/p' },
        { sort: 'nextDeadline' },
        { wakeBy: at(0) },
      ];
      for (const query of queries as Parameters<Store['find']>[0][]) {
        same((await store.find(query)).items.length, 1, apart(`find(${JSON.stringify(query)})`));
      }
    }
  },

  'journals and histories are apart': async (stage) => {
    for (const [i, store] of (await two(stage)).entries()) {
      same(
        (await store.changes()).items.map(({ command }) => command),
        [`Try${i}`],
        apart('changes'),
      );
      same(
        (await store.history('order/o-1')).items.map(({ command }) => command),
        [`Try${i}`],
        apart('history'),
      );
    }
  },

  'messages are apart': async (stage) => {
    const [mine, theirs] = await two(stage);
    same(
      (await theirs.waiting({})).items.map(({ body }) => body),
      [{ of: 1 }],
      apart('waiting'),
    );
    const [claimed] = await stage.claim({}, mine);
    same(claimed?.body, { of: 0 }, apart('claim'));
    await theirs.settle([{ id: 'm-1', lease: claimed?.lease ?? '', outcome: 'done' }]);
    const waits = [(await mine.waiting({})).items.length, (await theirs.waiting({})).items.length];
    same(waits, [1, 1], apart('settle, with a lease of the other'));
    await mine.settle([{ id: 'm-1', lease: claimed?.lease ?? '', outcome: 'stuck', error: 'no' }]);
    same(await theirs.unstick('m-1'), false, apart('unstick'));
    same((await theirs.waiting({ stuck: true })).items, [], apart('waiting({"stuck":true})'));
    same(
      (await stage.claim({}, theirs)).map(({ body }) => body),
      [{ of: 1 }],
      apart('claim'),
    );
  },

  'merchants with odd names are apart too': async (stage) => {
    const odd = ["o'brien", 'a/b', 'a', '%', '', '_', '\\', '茶屋', 'A', '"; drop table record; --'];
    const names = odd.map((name) => `${fresh('odd')}${stage.merchant}${name}`);
    names.push(`${stage.merchant}${odd[0]}`, `${stage.merchant}`.toUpperCase(), `${stage.merchant} `);
    for (const [i, name] of names.entries()) {
      const store = await stage.open(name);
      await stage.commit(change({ writes: [write('order/o-1', { state: { of: i } })] }), store);
    }
    for (const [i, name] of names.entries()) {
      const store = await stage.open(name);
      same((await stage.record('order/o-1', store)).state, { of: i }, apart(`load as ${JSON.stringify(name)}`));
      same((await store.find({})).items.length, 1, apart(`find({}) as ${JSON.stringify(name)}`));
    }
  },
};
