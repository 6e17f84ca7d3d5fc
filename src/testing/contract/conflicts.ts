import { at, entry, happened, message, next, receipt, write } from './build.js';
import { same } from './promise.js';
import type { Cases, Stage } from './stage.js';

/** That nothing of a refused change can be found. Its parts are named as here. */
async function nothingLeft({ store }: Stage, keys: readonly string[] = ['order/new']): Promise<void> {
  const wanted = { keys, commandIds: ['c-new'], uniques: [{ kind: 'order', unique: 'u-new' }] };
  const nothing = { records: [], receipts: [], holders: [] };
  same(await store.load(wanted), nothing, 'A conflict saves nothing: no record, no receipt, no unique.');
  const entries = (await store.changes()).items.filter(({ commandId }) => commandId === 'c-new');
  same(entries, [], 'A conflict saves nothing: no entry of the journal.');
  const messages = (await store.waiting({})).items.filter(({ id }) => id === 'm-new');
  same(messages, [], 'A conflict saves nothing: no message.');
  same((await store.find({ text: 'new' })).items, [], 'A conflict saves nothing: no list shows it.');
}

const part = (store: Stage['store']) => ({
  entries: [entry('c-new', [happened('order/new', 1)])],
  receipts: [receipt('c-new')],
  messages: [message('m-new', store.now())],
});
const NEW = () => write('order/new', { unique: 'u-new', label: 'new' });

export const conflictCases: Cases = {
  'a write upon another version is a conflict': async (stage) => {
    await stage.make('order/o-1', { version: 5 });
    for (const expected of [4, 6, 1]) {
      const stale = write('order/o-1', { expected, version: 9 });
      await stage.refuse({ writes: [stale] }, `A write upon version ${expected} of a record at 5 is a conflict.`);
    }
    same((await stage.record('order/o-1')).version, 5, 'A conflict changes no record.');
  },

  'a new record that exists already is a conflict': async (stage) => {
    const first = await stage.make('order/o-1', { state: { id: 'o-1', first: true } });
    await stage.refuse({ writes: [write('order/o-1')] }, 'A new record must not exist yet.');
    same(await stage.record('order/o-1'), first, 'A conflict changes no record.');
  },

  'a write upon a version of a record that does not exist is a conflict': async (stage) => {
    await stage.refuse({ writes: [write('order/new', { expected: 1 })] }, 'What does not exist has no version 1.');
    await nothingLeft(stage);
  },

  'a read at another version is a conflict': async (stage) => {
    await stage.make('terms/t-1', { version: 2 });
    for (const version of [1, 3]) {
      const reads = [{ key: 'terms/t-1', version }];
      await stage.refuse({ reads, writes: [NEW()], ...part(stage.store) }, 'What was read must stand at its version.');
    }
    await nothingLeft(stage);
  },

  'a record read as absent must be absent': async (stage) => {
    await stage.make('terms/t-1');
    const reads = [{ key: 'terms/t-1', version: 0 }];
    await stage.refuse({ reads, writes: [NEW()], ...part(stage.store) }, 'What was read as absent must not exist.');
    await nothingLeft(stage);
  },

  'a record read must exist': async (stage) => {
    const reads = [{ key: 'terms/t-1', version: 1 }];
    await stage.refuse({ reads, writes: [NEW()], ...part(stage.store) }, 'What was read at a version must exist.');
    await nothingLeft(stage);
  },

  'a read alone can be the conflict of a change without writes': async (stage) => {
    const reads = [{ key: 'terms/t-1', version: 1 }];
    await stage.refuse({ reads, ...part(stage.store), entries: [] }, 'Reads count, even if nothing is written.');
    await nothingLeft(stage);
  },

  'a unique of another record is a conflict': async (stage) => {
    await stage.make('order/o-1', { unique: 'u-1' });
    const second = await stage.make('order/o-2', { unique: 'u-2' });
    const taken = 'A `unique` that another record of the kind has is a conflict.';
    const writes = [write('order/new', { unique: 'u-1', label: 'new' })];
    await stage.refuse({ writes, ...part(stage.store) }, taken);
    await nothingLeft(stage);
    await stage.refuse({ writes: [next(second, { unique: 'u-1' })] }, taken);
    const { holders } = await stage.store.load({ keys: [], uniques: [{ kind: 'order', unique: 'u-2' }] });
    same(holders[0]?.key, 'order/o-2', 'A conflict leaves each record its `unique`.');
  },

  'two new records with one unique are a conflict': async (stage) => {
    const writes = [NEW(), write('order/new-2', { unique: 'u-new' })];
    await stage.refuse({ writes, ...part(stage.store) }, 'Two records of one change cannot have the same `unique`.');
    await nothingLeft(stage, ['order/new', 'order/new-2']);
  },

  'a receipt that exists is a conflict': async (stage) => {
    await stage.commit({ receipts: [receipt('c-1', 'first')] });
    const receipts = [receipt('c-new'), receipt('c-1', 'second')];
    const promise = 'A `commandId` that has a receipt already is a conflict.';
    await stage.refuse({ writes: [NEW()], ...part(stage.store), receipts }, promise);
    await nothingLeft(stage);
    const kept = (await stage.store.load({ keys: [], commandIds: ['c-1'] })).receipts[0];
    same(kept?.outcome, 'first', 'The first outcome of a command stays.');
  },

  'one stale record among many spoils them all, wherever it stands': async (stage) => {
    const stale = await stage.make('order/stale', { version: 2 });
    const good = await stage.make('order/good');
    for (const place of [0, 1, 2]) {
      const writes = [NEW(), next(good, { unique: 'u-new' })];
      writes.splice(place, 0, write('order/stale', { expected: 1 }));
      await stage.refuse({ writes, ...part(stage.store) }, 'One stale record is a conflict of the whole change.');
    }
    await nothingLeft(stage);
    same(await stage.record('order/good'), good, 'A conflict changes no record.');
    same(await stage.record('order/stale'), stale, 'A conflict changes no record.');
  },

  'after a conflict the same change, decided anew, is committed': async (stage) => {
    const saved = await stage.make('order/o-1');
    await stage.commit({ writes: [next(saved)], at: at(1) });
    const again = { writes: [next(saved), NEW()], ...part(stage.store) };
    await stage.refuse(again, 'A write upon an old version is a conflict.');
    await stage.commit({ ...again, writes: [next(await stage.record('order/o-1')), NEW()] });
    const { receipts } = await stage.store.load({ keys: [], commandIds: ['c-new'] });
    same(receipts.length, 1, 'What was a conflict once may be committed once it fits.');
  },
};
