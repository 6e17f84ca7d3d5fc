import { at, change, entry, fresh, happened, message, next, receipt, STOCK, write } from './build.js';
import { check, same } from './promise.js';
import { all, type Cases, together } from './stage.js';

const GIVEN_BACK = 'A record is given back as it was saved.';

export const commitCases: Cases = {
  'a record is given back as it was saved': async (stage) => {
    const state = { id: 'o-1', lines: [{ sku: 'mug', quantity: 2, gift: false, note: null }], total: { cents: 3998 } };
    const journal = await stage.commit({ writes: [write('order/o-1', { version: 3, schema: 7, state })], at: at(5) });
    const expected = { key: 'order/o-1', version: 3, schema: 7, state, at: at(5), journal };
    same(await stage.record('order/o-1'), expected, GIVEN_BACK);
    check(typeof journal === 'string', 'A commit tells where it stands in the journal, as a text.', journal);
  },

  'a change replaces state, version, schema and instant': async (stage) => {
    const first = await stage.make('order/o-1', { state: { id: 'o-1', old: true } });
    const journal = await stage.commit({
      writes: [next(first, { version: 4, schema: 2, state: { id: 'o-1' } })],
      at: at(60_000),
    });
    const expected = { key: 'order/o-1', version: 4, schema: 2, state: { id: 'o-1' }, at: at(60_000), journal };
    same(await stage.record('order/o-1'), expected, GIVEN_BACK);
    check(first.journal !== journal, 'Another commit stands at another place in the journal.', [
      first.journal,
      journal,
    ]);
  },

  'one commit saves records, receipts, entries and messages together': async (stage) => {
    const { store } = stage;
    const now = store.now();
    await stage.commit({
      at: now,
      writes: [write('order/o-1'), write('stock/mug', { state: STOCK })],
      entries: [entry('c-1', [happened('order/o-1', 1), happened('stock/mug', 1)], now)],
      receipts: [receipt('c-1')],
      messages: [message('m-1', now)],
    });
    const loaded = await store.load({ keys: ['order/o-1', 'stock/mug'], commandIds: ['c-1'] });
    const kept = 'A commit saves all of a change: records, receipts, entries and messages.';
    same(loaded.records.map(({ key }) => key).sort(), ['order/o-1', 'stock/mug'], kept);
    same(loaded.receipts, [receipt('c-1')], kept);
    same(
      (await store.changes()).items.map(({ commandId }) => commandId),
      ['c-1'],
      kept,
    );
    same(
      (await store.waiting({})).items.map(({ id }) => id),
      ['m-1'],
      kept,
    );
  },

  'many records fit in one commit': async (stage) => {
    const keys = Array.from({ length: 300 }, (_, i) => `order/o-${i}`);
    await stage.commit({ writes: keys.map((key) => write(key)) });
    const { records } = await stage.store.load({ keys });
    same(records.map(({ key }) => key).sort(), [...keys].sort(), 'One commit saves all its records.');
    const twice = records.map((saved) => next(saved)).reverse();
    await stage.commit({ writes: twice, at: at(1) });
    const versions = (await stage.store.load({ keys })).records.map(({ version }) => version);
    same(
      versions,
      keys.map(() => 2),
      'One commit changes all its records, in whatever order they come.',
    );
  },

  'what is loaded together is of one moment': async (stage) => {
    const [a, b] = ['order/a', 'order/b'];
    await stage.commit({ writes: [write(a), write(b)] });
    const writer = await stage.open();
    const write20 = async () => {
      for (let version = 1; version <= 20; version++) {
        await stage.commit({ writes: [write(a, { expected: version }), write(b, { expected: version })] }, writer);
      }
    };
    const read20 = async () => {
      for (let i = 0; i < 20; i++) {
        const versions = (await stage.store.load({ keys: [a, b] })).records.map(({ version }) => version);
        check(versions[0] === versions[1], 'Load reads in one step: two records of one commit are alike.', versions);
      }
    };
    await together([write20(), read20(), read20()]);
  },

  'a record asked for twice is given once': async (stage) => {
    await stage.make('order/o-1');
    const { records } = await stage.store.load({ keys: ['order/o-1', 'order/o-1', 'order/o-2'] });
    same(records.length, 1, 'Load gives what exists, once, and leaves out what does not.');
  },

  'a change may rest on records that it only reads': async (stage) => {
    const terms = await stage.make('terms/t-1', { version: 4 });
    await stage.commit({
      reads: [
        { key: 'terms/t-1', version: terms.version },
        { key: 'order/none', version: 0 },
      ],
      writes: [write('order/o-1')],
    });
    same(await stage.record('terms/t-1'), terms, 'A record that was only read is not changed.');
    same(await stage.find('order/none'), undefined, 'A record that was read as absent is not made.');
  },

  'a change may consist of receipts alone, or of messages alone': async (stage) => {
    await stage.commit({ receipts: [receipt('c-1')] });
    await stage.send({ id: 'm-1' });
    const { receipts } = await stage.store.load({ keys: [], commandIds: ['c-1'] });
    same(receipts.length, 1, 'A receipt needs no record.');
    same((await stage.store.waiting({})).items.length, 1, 'A message needs no record.');
  },

  'one may ask which record has a unique': async (stage) => {
    await stage.make('order/o-1', { unique: 'pdd:77' });
    const uniques = [
      { kind: 'order', unique: 'pdd:77' },
      { kind: 'order', unique: 'pdd:78' },
      { kind: 'parcel', unique: 'pdd:77' },
    ];
    const { holders } = await stage.store.load({ keys: [], uniques });
    const expected = [{ kind: 'order', unique: 'pdd:77', key: 'order/o-1' }];
    same(holders, expected, 'Load tells the record of the kind that has a `unique`.');
  },

  'a record keeps its unique, and another kind may have the same': async (stage) => {
    const saved = await stage.make('order/o-1', { unique: 'pdd:77' });
    await stage.commit({ writes: [next(saved, { unique: 'pdd:77' }), write('parcel/p-1', { unique: 'pdd:77' })] });
    same((await stage.record('order/o-1')).version, 2, 'A `unique` is only taken by another record of the same kind.');
  },

  'a unique that was given up is free': async (stage) => {
    const saved = await stage.make('order/o-1', { unique: 'pdd:77' });
    await stage.commit({ writes: [next(saved)], at: at(1) });
    await stage.make('order/o-2', { unique: 'pdd:77' });
    const { holders } = await stage.store.load({ keys: [], uniques: [{ kind: 'order', unique: 'pdd:77' }] });
    same(holders[0]?.key, 'order/o-2', 'Only the last card of a record says which `unique` it has.');
  },

  'receipts come back to the letter': async (stage) => {
    const outcome = '{ "b":1,\t"a": "\\u00e9é ✓ \\u0000 \\ud83d\\ude00",\n"n":1.50, "empty":{} }';
    const kept = [receipt('c-1', outcome, 'd/+=1'), receipt('c-2', 'x'.repeat(100_000)), receipt('c-3', '')];
    await stage.commit({ receipts: kept });
    for (let i = 0; i < 3; i++) await stage.make(fresh('order/o'));
    const { receipts } = await stage.store.load({ keys: [], commandIds: ['c-1', 'c-2', 'c-3', 'c-4'] });
    const found = [...receipts].sort((a, b) => (a.commandId < b.commandId ? -1 : 1));
    same(found, kept, 'A receipt is given back to the letter: its outcome is a text, and nobody rewrites it.');
  },

  'what cannot be saved throws, and nothing of it is saved': async (stage) => {
    const now = stage.store.now();
    const impossible = change({
      at: now,
      writes: [write('order/o-1'), write('order/o-2', { state: { id: 'o-2', big: 1n } })],
      receipts: [receipt('c-1')],
      messages: [message('m-1', now)],
    });
    const outcome = await stage.store.commit(impossible).catch(() => 'thrown');
    same(outcome, 'thrown', 'A state that is not JSON cannot be saved, and the commit throws.');
    const { records, receipts } = await stage.store.load({ keys: ['order/o-1'], commandIds: ['c-1'] });
    const waiting = (await stage.store.waiting({})).items;
    same([records, receipts, waiting], [[], [], []], 'A commit saves all of a change, or nothing.');
    same((await all((page) => stage.store.changes(page))).length, 0, 'A commit saves all of a change, or nothing.');
  },
};
