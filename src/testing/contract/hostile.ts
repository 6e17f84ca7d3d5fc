import { type Change, instant, type Query } from '../../kernel/index.js';
import { at, change, entry, happened, receipt, write } from './build.js';
import { same } from './promise.js';
import { all, answerOf, type Cases, type Stage } from './stage.js';

const TEXTS = [
  `it's "quoted" \`so\``,
  "'; drop table record; --",
  "' or '1'='1",
  '$1 $$ $tag$ :name ?',
  '100% _ \\ \\\\ \\n %s {0}',
  'tab\tand\nline\r\nfeeds',
  '{"json":"inside"} [1,2] null',
  '茶 é é ﬁ ı İ ß 👩‍👩‍👧‍👦 \u202e right-to-left',
  ' spaces around ',
  '__proto__',
  'constructor',
  'null',
  'x'.repeat(400),
];

/** Pairs that many a database takes for one, by what they differ in. The first é is one character, the second two. */
const ALIKE: readonly (readonly [string, string, string])[] = [
  ['capital letters', 'A', 'a'],
  ['a space at the end', 'x', 'x '],
  ['how an é is put together', '\u00e9', 'e\u0301'],
  ['an accent', 'e', '\u00e9'],
];

const two = (difference: string): string =>
  `Texts that differ in ${difference} are two: equal means the same text, byte by byte.`;

const outcomeOf = async ({ store }: Stage, asked: Change, promise: string) =>
  (await answerOf(store, asked, promise)).outcome;

const GIVEN_BACK = 'Whatever text it is, it is given back as it was.';

async function roundTrip(stage: Stage, state: unknown, promise: string, key = 'order/whole'): Promise<void> {
  await stage.commit({ writes: [write(key, { state })] });
  same((await stage.record(key)).state, state, promise);
}

export const hostileCases: Cases = {
  'any text may stand in an id': async (stage) => {
    const keys = TEXTS.map((text) => `order/${text}`);
    for (const key of keys) await stage.make(key, { state: { key } });
    const { records } = await stage.store.load({ keys });
    same(records.map(({ key }) => key).sort(), [...keys].sort(), GIVEN_BACK);
    for (const [i, text] of TEXTS.entries()) {
      same((await stage.record(`order/${text}`)).state, { key: `order/${text}` }, GIVEN_BACK);
      const history = (await stage.store.history(`order/${text}`)).items;
      same(
        history.map(({ changes }) => changes[0]?.key),
        [keys[i]],
        'A history has the entries of its record only.',
      );
    }
    const cards = await all((page) => stage.store.find(page), 3);
    same(cards.map(({ id }) => id).sort(), [...TEXTS].sort(), GIVEN_BACK);
  },

  'any text may stand in a card': async (stage) => {
    for (const [i, text] of TEXTS.entries()) {
      const card = { label: text, unique: text, parent: text, buyer: text, channel: text, facts: { [text]: text } };
      await stage.make(`order/o-${i}`, { status: text, ...card }, at(i));
      const found = (await stage.store.find({ buyer: text, channel: text, parent: text, status: [text] })).items;
      same(
        found.map(({ facts, label, unique }) => ({ facts, label, unique })),
        [{ facts: card.facts, label: text, unique: text }],
        GIVEN_BACK,
      );
      const { holders } = await stage.store.load({ keys: [], uniques: [{ kind: 'order', unique: text }] });
      same(holders, [{ kind: 'order', unique: text, key: `order/o-${i}` }], GIVEN_BACK);
      same((await stage.store.find({ text, limit: 1 })).items[0]?.label, text, 'Text is looked for as it is.');
    }
  },

  'keys that differ at all are two records': async (stage) => {
    for (const [i, [difference, ...texts]] of ALIKE.entries()) {
      const keys = texts.map((text) => `order/${i}-${text}`);
      for (const key of keys) {
        const made = change({ writes: [write(key, { state: { key } })] });
        same(await outcomeOf(stage, made, two(difference)), 'committed', two(difference));
      }
      for (const key of keys) {
        const { records } = await stage.store.load({ keys: [key] });
        same(
          records.map(({ state }) => state),
          [{ key }],
          two(difference),
        );
        same((await stage.store.history(key)).items.length, 1, two(difference));
      }
    }
  },

  'command ids that differ at all are two commands': async (stage) => {
    for (const [i, [difference, ...texts]] of ALIKE.entries()) {
      const receipts = texts.map((text) => receipt(`c${i}-${text}`, text));
      for (const one of receipts) {
        same(await outcomeOf(stage, change({ receipts: [one] }), two(difference)), 'committed', two(difference));
      }
      for (const one of receipts) {
        const loaded = await stage.store.load({ keys: [], commandIds: [one.commandId] });
        same(loaded.receipts, [one], two(difference));
      }
    }
  },

  'uniques that differ at all are two uniques': async (stage) => {
    for (const [i, [difference, ...texts]] of ALIKE.entries()) {
      const holders = texts.map((text, n) => ({ kind: 'order', unique: `${i}-${text}`, key: `order/${i}-${n}` }));
      for (const { key, unique } of holders) {
        const made = change({ writes: [write(key, { unique })] });
        same(await outcomeOf(stage, made, two(difference)), 'committed', two(difference));
      }
      for (const holder of holders) {
        const { kind, unique } = holder;
        same((await stage.store.load({ keys: [], uniques: [{ kind, unique }] })).holders, [holder], two(difference));
      }
    }
  },

  'lists by buyer, channel, parent and status tell texts apart that differ at all': async (stage) => {
    for (const [i, [difference, ...texts]] of ALIKE.entries()) {
      for (const [n, text] of texts.entries()) {
        const card = { buyer: text, channel: text, parent: text, status: text };
        await stage.make(`order/${i}-${n}`, card);
      }
      for (const [n, text] of texts.entries()) {
        const queries: Query[] = [{ buyer: text }, { channel: text }, { parent: text }, { status: [text] }];
        for (const query of queries) {
          const found = (await stage.store.find({ ...query, text: `${i}-` })).items.map(({ key }) => key);
          same(found, [`order/${i}-${n}`], `${two(difference)} find(${JSON.stringify(query)}).`);
        }
      }
    }
  },

  'any text may stand in commands, receipts and messages': async (stage) => {
    for (const text of TEXTS) {
      const entries = [
        { ...entry(text, [happened('order/o-1', 1, text)]), command: text, by: { role: 'owner', id: text } as const },
      ];
      await stage.commit({ writes: [write(`order/${text}`)], entries, receipts: [receipt(text, text, text)] });
      await stage.send({ id: text, type: text, key: text, body: text });
      const { receipts } = await stage.store.load({ keys: [], commandIds: [text] });
      same(receipts, [receipt(text, text, text)], GIVEN_BACK);
      const claimed = await stage.claimOne(`A message of the type ${JSON.stringify(text)} is handed out.`, {
        types: [text],
      });
      same([claimed.id, claimed.type, claimed.key, claimed.body], [text, text, text, text], GIVEN_BACK);
      await stage.store.settle([{ id: text, lease: claimed.lease, outcome: 'stuck', error: text }]);
    }
    const stuck = (await stage.store.waiting({ stuck: true })).items;
    same(stuck.map(({ lastError }) => lastError).sort(), [...TEXTS].sort(), GIVEN_BACK);
    const commands = (await stage.store.changes()).items.map(({ command }) => command);
    same(commands, TEXTS, GIVEN_BACK);
  },

  'an error of any kind can be kept': async (stage) => {
    await stage.send({ id: 'm-1' });
    const { lease } = await stage.claimOne('A message is handed out.');
    const error = `broken \u0000 \ud800 bytes ${'x'.repeat(20_000)}`;
    await stage.store.settle([{ id: 'm-1', lease, outcome: 'retry', notBefore: instant(stage.store.now()), error }]);
    const [waits] = (await stage.store.waiting({})).items;
    same(waits?.lastError?.slice(0, 6), 'broken', 'An error is kept, whatever bytes are in it.');
  },

  'any text may stand in a state': async (stage) => {
    const odd = ['\u0000', '\ud800', '\u2028', '\u001f', '\u007f', '\uffff', '\ufeff', ...TEXTS];
    await roundTrip(stage, { texts: odd, names: Object.fromEntries(odd.map((text, i) => [text, i])) }, GIVEN_BACK);
    const events = odd.map((text) => ({ type: 'Said', text }));
    const writes = [write('order/o-2')];
    await stage.commit({ writes, entries: [entry('c-odd', [{ key: 'order/o-2', version: 1, events }])] });
    const [found] = (await stage.store.history('order/o-2')).items;
    same(found?.changes[0]?.events, events, GIVEN_BACK);
  },

  'numbers are kept exactly': async (stage) => {
    const most = Number.MAX_SAFE_INTEGER;
    const numbers = [most, -most, 0, 0.1, 1 / 3, 1e-7, 5e-324, Number.MAX_VALUE, 1e21, 123456789012345680000, 2 ** 53];
    await roundTrip(stage, { numbers }, 'A number is given back exactly.');
    await stage.make('order/o-2', { version: most, schema: 2_000_000_000, wakeAt: instant(most), facts: { most } });
    const card = (await stage.store.find({})).items.find(({ key }) => key === 'order/o-2');
    same([card?.version, card?.wakeAt, card?.facts], [most, most, { most }], 'A number is given back exactly.');
    same((await stage.record('order/o-2')).version, most, 'A number is given back exactly.');
  },

  'a state may be any JSON': async (stage) => {
    const states = [null, true, 0, '', 'text', [], {}, [null, [], {}], { a: { b: { c: null } }, empty: '' }];
    for (const [i, state] of states.entries()) {
      await roundTrip(stage, state, 'A state may be any JSON.', `order/o-${i}`);
    }
    const own: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":1},"toString":null}');
    await roundTrip(stage, { own }, 'Names such as __proto__ are names like any other.');
    same(Reflect.get({}, 'polluted'), undefined, 'Names such as __proto__ are names like any other.');
  },

  'a state may be big and deep': async (stage) => {
    const lines = Array.from({ length: 10_000 }, (_, i) => ({
      line: `l-${i}`,
      sku: `sku-${i}`,
      quantity: i,
      note: 'é茶"\\',
    }));
    await roundTrip(stage, { id: 'o-1', lines }, 'A big state is kept whole.');
    let deep: unknown = 'bottom';
    for (let i = 0; i < 300; i++) deep = i % 2 ? [deep] : { deep };
    await stage.make('order/o-2', { state: deep });
    same((await stage.record('order/o-2')).state, deep, 'A deep state is kept whole.');
  },
};
