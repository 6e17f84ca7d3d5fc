import type { JournalEntry } from '../../kernel/index.js';
import { at, change, entry, message, next, write } from './build.js';
import { same } from './promise.js';
import type { Cases } from './stage.js';

const OWN =
  'A store keeps its own copy: what becomes of an object that was handed in or out changes nothing that is kept.';

/** Spoils all that can be spoilt. An object that does not let itself be changed is as good as a copy. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, part] of Object.entries(value)) {
    spoil(part);
    if (typeof part !== 'object') Reflect.set(value, name, 'spoilt');
  }
  if (Array.isArray(value) && !Object.isFrozen(value)) value.push('spoilt');
  else Reflect.set(value, 'more', 'spoilt');
}

const state = () => ({ id: 'o-1', lines: [{ sku: 'mug', quantity: { ordered: 2 } }] });

export const copyCases: Cases = {
  'a state that is changed after the commit is kept as it was': async (stage) => {
    const mine = state();
    await stage.commit({ writes: [write('order/o-1', { state: mine })] });
    spoil(mine);
    same((await stage.record('order/o-1')).state, state(), OWN);
  },

  'a state that shares parts with an older one is kept as it was': async (stage) => {
    const mine = { ...state(), note: { text: 'first' } };
    await stage.commit({ writes: [write('order/o-1', { state: mine })] });
    const later = {
      ...mine,
      lines: [...mine.lines, { sku: 'tea', quantity: { ordered: 1 } }],
      note: { text: 'second' },
    };
    await stage.commit({ writes: [write('order/o-1', { expected: 1, state: later })], at: at(1) });
    const expected = structuredClone(later);
    spoil(mine);
    spoil(later);
    same((await stage.record('order/o-1')).state, expected, OWN);
  },

  'a state that was loaded may be changed by whoever loaded it': async (stage) => {
    await stage.make('order/o-1', { state: state() });
    const loaded = await stage.record('order/o-1');
    spoil(loaded);
    same((await stage.record('order/o-1')).state, state(), OWN);
    await stage.commit({ writes: [write('order/o-1', { expected: 1, state: state() })] });
  },

  'a card stays as it was, handed in or out': async (stage) => {
    const parts = { label: '2411-1', unique: 'u-1', facts: { total: 3998, gift: true } };
    const mine = change({ writes: [write('order/o-1', parts)] });
    await stage.store.commit(mine);
    const before = structuredClone((await stage.store.find({})).items);
    spoil(mine.writes[0]?.card);
    same((await stage.store.find({})).items, before, OWN);
    spoil((await stage.store.find({})).items);
    same((await stage.store.find({})).items, before, OWN);
    await stage.commit({ writes: [next(await stage.record('order/o-1'), parts)] });
  },

  'an entry stays as it was, handed in or out': async (stage) => {
    const events = [{ type: 'Placed', lines: [{ sku: 'mug' }] }];
    const mine = entry('c-1', [{ key: 'order/o-1', version: 1, events }]);
    await stage.commit({ writes: [write('order/o-1')], entries: [mine] });
    const read = async (): Promise<unknown> => {
      const strip = ({ cursor: _, ...rest }: JournalEntry) => rest;
      return [
        (await stage.store.changes()).items.map(strip),
        (await stage.store.history('order/o-1')).items.map(strip),
      ];
    };
    const expected = structuredClone([[mine], [mine]]);
    spoil(mine);
    same(await read(), expected, OWN);
    spoil(await read());
    same(await read(), expected, OWN);
  },

  'a message stays as it was, handed in or out': async (stage) => {
    const now = stage.store.now();
    const mine = message('m-1', now, { body: { refund: { cents: 100 } } });
    await stage.commit({ messages: [mine], at: now });
    spoil(mine);
    const bodies = async () => (await stage.store.waiting({})).items.map(({ body }) => body);
    same(await bodies(), [{ refund: { cents: 100 } }], OWN);
    spoil((await stage.store.waiting({})).items);
    spoil(await stage.claim());
    same(await bodies(), [{ refund: { cents: 100 } }], OWN);
  },
};
