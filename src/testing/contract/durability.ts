import { at, entry, happened, next, receipt, write } from './build.js';
import { BrokenPromise, same } from './promise.js';
import { type Cases, type Stage, together } from './stage.js';

const sleep = (milliseconds = 0): Promise<void> => new Promise((resume) => setTimeout(resume, milliseconds));
const STAYS = 'Whoever is told `committed` has it durably.';

/** Fills the store with one of everything; gives all that can be read of it. */
async function fill(stage: Stage): Promise<unknown> {
  const writes = [write('order/o-1', { unique: 'u', label: 'A-1', wakeAt: at(5) }), write('order/o-2')];
  const entries = [entry('c-1', [happened('order/o-1', 1), happened('order/o-2', 1)])];
  await stage.commit({ writes, entries, receipts: [receipt('c-1', 'out')] });
  await stage.commit({ writes: [next(await stage.record('order/o-1'), { unique: 'u', wakeAt: at(6) })], at: at(1) });
  await stage.send({ id: 'm-1' }, { id: 'm-2' }, { id: 'm-3' });
  const [first, second] = await stage.claim({ limit: 2 });
  await stage.store.settle([
    { id: 'm-1', lease: first?.lease ?? '', outcome: 'done' },
    { id: 'm-2', lease: second?.lease ?? '', outcome: 'stuck', error: 'no' },
  ]);
  return readAll(stage.store);
}

async function readAll(store: Stage['store']): Promise<unknown> {
  const wanted = { keys: ['order/o-1', 'order/o-2'], commandIds: ['c-1'], uniques: [{ kind: 'order', unique: 'u' }] };
  const { records, receipts, holders } = await store.load(wanted);
  const byKey = [...records].sort((a, b) => (a.key < b.key ? -1 : 1));
  const lists = [await store.find({}), await store.find({ sort: 'nextDeadline' }), await store.find({ text: 'a-1' })];
  const [changes, history] = [await store.changes(), await store.history('order/o-1')];
  return { records: byKey, receipts, holders, lists, changes, history, waiting: await store.waiting({}) };
}

/** For stores that can be opened again. */
export const reopenCases: Cases = {
  'a new process finds all that was saved': async (stage) => {
    const before = await fill(stage);
    same(await readAll(await stage.reopen()), before, STAYS);
  },

  'a new process respects versions, receipts, uniques and leases': async (stage) => {
    await fill(stage);
    const { lease } = await stage.claimOne('One message is left to be handed out.');
    const store = await stage.reopen();
    const counts = (what: string) => `What is saved keeps counting in a new process: ${what}.`;
    await stage.refuse({ writes: [write('order/o-1', { expected: 1 })] }, counts('the version of a record'), store);
    await stage.refuse({ writes: [write('order/o-2')] }, counts('that a record exists'), store);
    await stage.refuse({ writes: [write('order/o-3', { unique: 'u' })] }, counts('a unique that is taken'), store);
    await stage.refuse({ receipts: [receipt('c-1')] }, counts('the receipt of a command'), store);
    same(await stage.claim({}, store), [], counts('the lease of a message'));
    await store.settle([{ id: 'm-3', lease, outcome: 'done' }]);
    same(
      (await store.waiting({})).items.map(({ id }) => id),
      ['m-2'],
      'A lease is still good in a new process.',
    );
  },

  'cursors are still good in a new process': async (stage) => {
    await fill(stage);
    const changes = await stage.store.changes({ limit: 1 });
    const found = await stage.store.find({ limit: 1 });
    const store = await stage.reopen();
    const entries = [entry('c-9', [happened('order/o-9', 1)])];
    await stage.commit({ writes: [write('order/o-9')], entries, at: at(9) }, store);
    const rest = (await store.changes({ after: changes.items[0]?.cursor })).items;
    same([rest.length, rest.at(-1)?.commandId], [2, 'c-9'], 'A cursor is good for ever.');
    same(
      (await store.find({ after: found.next })).items.map(({ key }) => key),
      ['order/o-2'],
      'A cursor is good for ever.',
    );
  },
};

/** For stores whose end can be brought about. */
export const crashCases: Cases = {
  'what was acknowledged survives a crash': async (stage) => {
    const before = await fill(stage);
    await stage.factory.crash?.();
    same(await readAll(await stage.reopen()), before, STAYS);
  },

  'what was acknowledged at the very last survives a crash': async (stage) => {
    const acknowledged: string[] = [];
    const ends: unknown[] = [];
    let running = true;
    const writer = async (name: number) => {
      for (let i = 0; running; i++) {
        const key = `order/${name}-${i}`;
        await stage.commit({ writes: [write(key)] });
        acknowledged.push(key);
        await sleep(); // A store that waits for nothing would never let us stop.
      }
    };
    const writers = [0, 1, 2, 3].map((name) => writer(name).catch((error: unknown) => ends.push(error)));
    try {
      await sleep(150);
      while (acknowledged.length === 0 && ends.length < writers.length) await sleep(5);
      if (acknowledged.length === 0)
        throw new BrokenPromise(`Until the crash commits work. ${ends[0]}`, { cause: ends[0] });
      await stage.factory.crash?.();
    } finally {
      running = false;
      await together(writers);
    }
    const { records } = await (await stage.reopen()).load({ keys: acknowledged });
    same(records.map(({ key }) => key).sort(), acknowledged.sort(), STAYS);
  },
};
