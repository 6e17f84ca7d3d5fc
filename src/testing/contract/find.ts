import type { Query } from '../../kernel/index.js';
import { at, next, type WriteParts, write } from './build.js';
import { same } from './promise.js';
import type { Cases, Stage } from './stage.js';

/** Commits records one after the other, each a second later than the one before. */
async function shelve(stage: Stage, records: Readonly<Record<string, WriteParts>>): Promise<void> {
  let second = 0;
  for (const [key, parts] of Object.entries(records)) {
    second += 1;
    await stage.commit({ writes: [write(key, parts)], at: at(second * 1000) });
  }
}

const keysOf = async ({ store }: Stage, query: Query) => (await store.find(query)).items.map(({ key }) => key);

/** That a query finds these, whatever their order. */
async function finds(stage: Stage, query: Query, expected: readonly string[]): Promise<void> {
  const promise = `find(${JSON.stringify(query)}) finds what the query asks for, and nothing else.`;
  same((await keysOf(stage, query)).sort(), [...expected].sort(), promise);
}

const HOUR = 3_600_000;

export const findCases: Cases = {
  'a card holds all that lists may see': async (stage) => {
    const card = { label: '2411-1', unique: 'u', parent: 'order/p', buyer: 'b', channel: 'pdd' };
    const facts = { total: 3998, gift: true, note: null, place: 'main' };
    await stage.make('parcel/a#1', { version: 3, status: 'packed', wakeAt: at(HOUR), ...card, facts }, at(7));
    const [found] = (await stage.store.find({})).items;
    const rest = {
      key: 'parcel/a#1',
      kind: 'parcel',
      id: 'a#1',
      status: 'packed',
      version: 3,
      at: at(7),
      wakeAt: at(HOUR),
    };
    same(
      found,
      { ...rest, ...card, facts },
      'A found card holds the card, and key, kind, id, status, version and instants.',
    );
  },

  'a card leaves out what the record has not': async (stage) => {
    await stage.make('order/o-1', { status: 'open' });
    const expected = { key: 'order/o-1', kind: 'order', id: 'o-1', status: 'open', version: 1, at: at(0) };
    same(
      (await stage.store.find({})).items,
      [expected],
      'What a card does not have is undefined, not null and not empty.',
    );
  },

  'lists by kind': async (stage) => {
    await shelve(stage, { 'order/a': {}, 'order/b': {}, 'parcel/a': {}, 'ord/a': {} });
    await finds(stage, { kind: 'order' }, ['order/a', 'order/b']);
    await finds(stage, { kind: 'case' }, []);
    await finds(stage, {}, ['order/a', 'order/b', 'parcel/a', 'ord/a']);
  },

  'lists by one status or several': async (stage) => {
    await shelve(stage, {
      'order/a': { status: 'placed' },
      'order/b': { status: 'packed' },
      'order/c': { status: 'shipped' },
    });
    await finds(stage, { status: ['packed'] }, ['order/b']);
    await finds(stage, { kind: 'order', status: ['placed', 'shipped'] }, ['order/a', 'order/c']);
    await finds(stage, { status: ['pack'] }, []);
    await finds(stage, { status: [] }, []);
  },

  'lists by channel, buyer and parent': async (stage) => {
    await shelve(stage, {
      'order/a': { channel: 'pdd', buyer: 'b-1' },
      'order/b': { channel: 'own', buyer: 'b-1' },
      'parcel/p': { parent: 'order/a' },
      'parcel/q': { parent: 'order/a#2' },
    });
    await finds(stage, { channel: 'pdd' }, ['order/a']);
    await finds(stage, { buyer: 'b-1' }, ['order/a', 'order/b']);
    await finds(stage, { buyer: 'b' }, []);
    await finds(stage, { parent: 'order/a' }, ['parcel/p']);
  },

  'all filters must hold at once': async (stage) => {
    await shelve(stage, {
      'order/a': { status: 'open', channel: 'pdd', buyer: 'b-1', wakeAt: at(1) },
      'order/b': { status: 'open', channel: 'own', buyer: 'b-1', wakeAt: at(1) },
      'order/c': { status: 'done', channel: 'pdd', buyer: 'b-1', wakeAt: at(1) },
      'case/a': { status: 'open', channel: 'pdd', buyer: 'b-1', wakeAt: at(1) },
    });
    const query = { kind: 'order', status: ['open'], channel: 'pdd', buyer: 'b-1', text: 'aA', wakeBy: at(1) };
    await finds(stage, { ...query, text: undefined }, ['order/a']);
    await finds(stage, query, []);
    await finds(stage, { ...query, text: undefined, sort: 'nextDeadline' }, ['order/a']);
  },

  'text is looked for inside label and id, in any case': async (stage) => {
    await shelve(stage, {
      'order/o-77-A': { label: 'Größe ÄB-12' },
      'order/o-78': { label: 'CHÁ 茶-9' },
      'parcel/SF-100': { parent: 'order/o-77-A', buyer: 'o-77' },
    });
    await finds(stage, { text: '77' }, ['order/o-77-A']);
    await finds(stage, { text: 'O-7' }, ['order/o-77-A', 'order/o-78']);
    await finds(stage, { text: 'größe äb' }, ['order/o-77-A']);
    await finds(stage, { text: 'chá 茶' }, ['order/o-78']);
    await finds(stage, { text: 'sf-' }, ['parcel/SF-100']);
    await finds(stage, { text: 'order/' }, []);
  },

  'text is no pattern': async (stage) => {
    const labels = ['100%', '100_a', '100\\b', '100xa', "1'00", '1.*0'];
    await shelve(stage, Object.fromEntries(labels.map((label, i) => [`order/${i}`, { label }])));
    await finds(stage, { text: '0%' }, ['order/0']);
    await finds(stage, { text: '0_' }, ['order/1']);
    await finds(stage, { text: '0\\' }, ['order/2']);
    await finds(stage, { text: "1'0" }, ['order/4']);
    await finds(stage, { text: '.*' }, ['order/5']);
  },

  'wakeBy finds what is due at or before it': async (stage) => {
    await shelve(stage, {
      'order/before': { wakeAt: at(HOUR - 1) },
      'order/then': { wakeAt: at(HOUR) },
      'order/after': { wakeAt: at(HOUR + 1) },
      'order/never': {},
    });
    await finds(stage, { wakeBy: at(HOUR) }, ['order/before', 'order/then']);
    await finds(stage, { wakeBy: at(HOUR), sort: 'nextDeadline' }, ['order/before', 'order/then']);
    await finds(stage, { wakeBy: at(0) }, []);
  },

  'the newest change comes first': async (stage) => {
    await shelve(stage, { 'order/a': {}, 'parcel/b': { status: 'packed' }, 'order/c': {} });
    await stage.commit({ writes: [next(await stage.record('order/a'), { status: 'done' })], at: at(HOUR) });
    const promise = 'Lists are sorted by the last change, newest first, unless the query says otherwise.';
    same(await keysOf(stage, {}), ['order/a', 'order/c', 'parcel/b'], promise);
    same(await keysOf(stage, { sort: 'newest', kind: 'order' }), ['order/a', 'order/c'], promise);
  },

  'the next deadline comes first, and what has none is left out': async (stage) => {
    await shelve(stage, {
      'order/late': { wakeAt: at(3 * HOUR) },
      'order/none': {},
      'parcel/soon': { wakeAt: at(HOUR) },
      'order/middle': { wakeAt: at(2 * HOUR) },
    });
    const promise = 'Sorted by the next deadline, earliest first; records without one are left out.';
    same(await keysOf(stage, { sort: 'nextDeadline' }), ['parcel/soon', 'order/middle', 'order/late'], promise);
    same(await keysOf(stage, { sort: 'nextDeadline', kind: 'order' }), ['order/middle', 'order/late'], promise);
  },

  'lists show records as they are now': async (stage) => {
    const before = { status: 'open', label: 'old', channel: 'pdd', buyer: 'b-1', parent: 'order/p', wakeAt: at(1) };
    const saved = await stage.make('parcel/p', before);
    const after = { status: 'done', label: 'new', channel: 'own', buyer: 'b-2', parent: 'order/q' };
    await stage.commit({ writes: [next(saved, after)], at: at(1) });
    const gone: Query[] = [
      { status: ['open'] },
      { text: 'old' },
      { channel: 'pdd' },
      { buyer: 'b-1' },
      { parent: 'order/p' },
      { wakeBy: at(HOUR) },
      { sort: 'nextDeadline' },
    ];
    for (const query of gone) await finds(stage, query, []);
    for (const query of [{ status: ['done'] }, { text: 'new' }, { buyer: 'b-2' }, { parent: 'order/q' }]) {
      await finds(stage, query, ['parcel/p']);
    }
  },
};
