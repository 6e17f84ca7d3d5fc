import { at, fresh, message, receipt, write } from './build.js';
import { check, same } from './promise.js';
import { type Cases, together } from './stage.js';

const NEW =
  'A merchant who was never named before has nothing: the factory opens for each `merchant` a store of its own.';

export const freshCases: Cases = {
  'a merchant who was never named has an empty store': async (stage) => {
    const other = await stage.open(fresh(`${stage.merchant}-other`));
    const writes = [write('order/o-1', { unique: 'u-1' })];
    const receipts = [receipt('c-1')];
    await stage.commit({ writes, receipts, messages: [message('m-1', other.now())], at: other.now() }, other);
    const { store } = stage;
    const wanted = { keys: ['order/o-1'], commandIds: ['c-1'], uniques: [{ kind: 'order', unique: 'u-1' }] };
    same(await store.load(wanted), { records: [], receipts: [], holders: [] }, NEW);
    const pages = [store.find({}), store.history('order/o-1'), store.changes(), store.waiting({})];
    for (const page of await together<unknown>(pages)) {
      same(page, { items: [], next: undefined }, `${NEW} A list of nothing has no items and no \`next\`.`);
    }
    same(await store.unstick('m-1'), false, 'A message that does not exist is not stuck.');
  },

  'asked for nothing it answers nothing': async (stage) => {
    await stage.send({ id: 'm-1' });
    const { store } = stage;
    same(await store.load({ keys: [] }), { records: [], receipts: [], holders: [] }, 'Nothing wanted, nothing loaded.');
    same(await stage.claim({ types: [] }), [], 'No types wanted, no messages handed out.');
    await store.settle([]);
    same((await store.waiting({})).items.length, 1, 'Settling nothing changes nothing.');
  },

  'a change of nothing is committed and leaves no trace': async (stage) => {
    await stage.commit({});
    same((await stage.store.changes()).items, [], 'The journal has one entry per command, and none without.');
  },

  'the clock tells whole milliseconds since 1970': async ({ store }) => {
    const now = store.now();
    check(Number.isSafeInteger(now), 'The clock tells whole milliseconds.', now);
    const plausible = now > Date.UTC(2000, 0) && now < Date.UTC(2200, 0);
    check(plausible, 'The clock tells milliseconds since 1970.', now);
  },

  'the clock never goes back and never stands still for long': async (stage) => {
    const { store } = stage;
    const start = store.now();
    let last = start;
    for (let i = 0; i < 20; i++) {
      await (i % 2 === 0 ? store.load({ keys: [] }) : stage.make(`order/o-${i}`));
      const now = store.now();
      check(now >= last, 'The clock never goes back.', `${now} after ${last}`);
      last = now;
    }
    await stage.pass(20);
    const passed = store.now() - start;
    check(passed >= 20, 'The clock goes on.', `${passed} ms after 20 ms`);
  },

  'two handles on one merchant see each other at once': async (stage) => {
    const second = await stage.open();
    const saved = await stage.make('order/o-1');
    same(await stage.find('order/o-1', second), saved, 'Every later call of any process sees what was committed.');
    await stage.commit({ writes: [write('order/o-1', { expected: 1 })], at: at(1) }, second);
    same((await stage.record('order/o-1')).version, 2, 'Every later call of any process sees what was committed.');
  },
};
