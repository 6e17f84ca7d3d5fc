import pg from 'pg';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/kernel/index.js';
import { postgresStore, type Queryable } from '../../src/stores/postgres/index.js';
import { at, change, entry, happened, message, next, receipt, STOCK, write } from '../../src/testing/contract/build.js';
import { CUT_ALL, database } from './support/postgres.js';

const { connect, connectionString, admin, ask } = await database();
const open = (merchant: string, pool: Queryable = connect()) => postgresStore({ pool, merchant });
const commandsOf = async (store: Store) => (await store.changes()).items.map(({ commandId }) => commandId);

describe('a commit whose connection is cut', () => {
  test('while it waits for a lock leaves nothing behind, and throws', async () => {
    const store = await open('cut-waiting');
    await store.commit(change({ writes: [write('order/o-1')] }));
    const blocker = new pg.Client({ connectionString });
    await blocker.connect();
    await blocker.query('begin');
    await blocker.query("select from orderwright.record where merchant = 'cut-waiting' for update");
    const writes = [write('order/o-1', { expected: 1 }), write('order/o-2')];
    const outcome = store.commit(change({ writes, receipts: [receipt('c-1')] })).catch((error: unknown) => error);
    await expect.poll(() => ask("select count(*)::int from pg_stat_activity where wait_event_type = 'Lock'")).toBe(1);
    await ask("select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'");
    expect(await outcome).toBeInstanceOf(Error);
    await blocker.query('rollback');
    await blocker.end();
    const { records, receipts } = await store.load({ keys: ['order/o-1', 'order/o-2'], commandIds: ['c-1'] });
    expect([records.map(({ version }) => version), receipts]).toEqual([[1], []]);
  });

  test('at any moment is saved whole or not at all, and its receipt tells which', async () => {
    const pool = connect({ max: 6 });
    const store = await open('cut-anywhere', pool);
    const acknowledged = new Set<string>();
    const unknown: string[] = [];
    let running = true;
    const writer = async (name: number) => {
      for (let i = 0; running; i++) {
        const id = `${name}-${i}`;
        const writes = [write(`order/${id}`), write(`parcel/${id}`)];
        const parts = {
          writes,
          entries: [
            entry(
              id,
              writes.map(({ key }) => happened(key, 1)),
            ),
          ],
          receipts: [receipt(id)],
        };
        const now = store.now();
        await store.commit(change({ ...parts, messages: [message(id, now)], at: now })).then(
          ({ outcome }) => outcome === 'committed' && acknowledged.add(id),
          () => unknown.push(id),
        );
      }
    };
    const writers = [0, 1, 2, 3].map(writer);
    for (let round = 0; round < 12; round++) {
      await new Promise((resume) => setTimeout(resume, 20 + round * 7));
      await admin.query(CUT_ALL);
    }
    running = false;
    await Promise.all(writers);

    expect(unknown.length).toBeGreaterThan(0);
    const parts = { records: 2, receipts: 1, entries: 1, messages: 1 };
    const counts = await admin.query<{ id: string } & typeof parts>(
      `select id, ${Object.keys(parts).map((what) => `count(*) filter (where what = '${what}')::int as ${what}`)} from (
        select id, 'records' as what from orderwright.record where merchant = $1
        union all select command_id, 'receipts' from orderwright.receipt where merchant = $1
        union all select id, 'messages' from orderwright.message where merchant = $1
        union all select entry->>'commandId', 'entries'
          from orderwright.journal, json_array_elements(entries) as entry where merchant = $1
      ) all_parts group by id`,
      ['cut-anywhere'],
    );
    for (const { id, ...found } of counts.rows) expect(found, id).toEqual(parts);
    const saved = new Set(counts.rows.map(({ id }) => id));
    expect([...acknowledged].filter((id) => !saved.has(id))).toEqual([]);
    expect([...saved].filter((id) => !acknowledged.has(id) && !unknown.includes(id))).toEqual([]);
  });
});

describe('a database that does not answer', () => {
  test('lets a call throw in time, and does not keep it hanging', async () => {
    const silent: Queryable = { query: () => new Promise(() => {}) };
    await expect(postgresStore({ pool: silent, merchant: 'm', timeoutMs: 30 })).rejects.toThrow(
      'did not answer for 30 ms',
    );
  });

  test('and comes back is used again', async () => {
    const pool = connect();
    let silent = false;
    const flaky: Queryable = { query: (statement) => (silent ? new Promise(() => {}) : pool.query(statement)) };
    const store = await postgresStore({ pool: flaky, merchant: 'flaky', timeoutMs: 1000 });
    silent = true;
    await expect(store.commit(change({ writes: [write('order/o-1')] }))).rejects.toThrow('unknown');
    silent = false;
    expect((await store.commit(change({ writes: [write('order/o-1')] }))).outcome).toBe('committed');
  });

  test('at first may be opened later', async () => {
    const pool = connect();
    let broken = true;
    const flaky: Queryable = {
      query: (statement) => (broken ? Promise.reject(new Error('not yet')) : pool.query(statement)),
    };
    await expect(open('later', flaky)).rejects.toThrow('not yet');
    broken = false;
    await expect(open('later', flaky)).resolves.toBeDefined();
  });
});

describe('the feed of changes', () => {
  test('waits for a commit that began earlier and is still open', async () => {
    const slow = new pg.Client({ connectionString });
    await slow.connect();
    const [early, store] = [await open('late', slow), await open('late')];
    await store.commit(change({ writes: [write('order/o-0')], entries: [entry('first', [happened('order/o-0', 1)])] }));
    await slow.query('begin');
    await early.commit(change({ writes: [write('order/o-1')], entries: [entry('slow', [happened('order/o-1', 1)])] }));
    await store.commit(change({ writes: [write('order/o-2')], entries: [entry('quick', [happened('order/o-2', 1)])] }));

    const before = await store.changes();
    expect(before.items.map(({ commandId }) => commandId)).toEqual(['first']);
    expect((await store.load({ keys: ['order/o-2'] })).records).toHaveLength(1);
    await slow.query('commit');
    await slow.end();

    const after = await store.changes({ after: before.items[0]?.cursor });
    expect(after.items.map(({ commandId }) => commandId)).toEqual(['slow', 'quick']);
    expect(await commandsOf(store)).toEqual(['first', 'slow', 'quick']);
  });

  test('goes on when the database was restored into a server with smaller transaction numbers', async () => {
    const store = await open('restored');
    const placed = (id: string) =>
      change({ writes: [write(`order/${id}`)], entries: [entry(id, [happened(`order/${id}`, 1)])] });
    await store.commit(placed('old'));
    await admin.query('update orderwright.journal set position = position + 1000000000');
    await admin.query('update orderwright.server set identifier = 0');

    const restored = await open('restored');
    await restored.commit(placed('new'));
    expect(await commandsOf(restored)).toEqual(['old', 'new']);
    const { items } = await restored.changes({ limit: 1 });
    const rest = await restored.changes({ after: items[0]?.cursor });
    expect(rest.items.map(({ commandId }) => commandId)).toEqual(['new']);
    const third = await open('restored');
    await third.commit(placed('newer'));
    expect(await commandsOf(third)).toEqual(['old', 'new', 'newer']);
  });
});

describe('stock that is not there', () => {
  const set = (state: object) =>
    ask("update orderwright.record set state = $1 where merchant = 'shelf' and kind = 'stock'", [
      JSON.stringify(state),
    ]);

  test('cannot be written by hand', async () => {
    const store = await open('shelf');
    await store.commit(change({ writes: [write('stock/mug', { state: { ...STOCK, reserved: 90, damaged: 10 } })] }));
    const refused = [
      { reserved: 101 },
      { reserved: -1 },
      { damaged: -1 },
      { incoming: -1 },
      { reserved: 90, damaged: 11 },
    ];
    for (const counters of refused)
      await expect(set({ ...STOCK, ...counters })).rejects.toThrow('stock_never_negative');
    await set({ ...STOCK, reserved: 100 });
  });

  test('is broken when the desk itself tries: it throws, and nothing is saved', async () => {
    const store = await open('shelf-2');
    const writes = [write('order/o-1'), write('stock/mug', { state: { ...STOCK, reserved: 101 } })];
    await expect(store.commit(change({ writes }))).rejects.toThrow('stock_never_negative');
    expect((await store.load({ keys: ['order/o-1', 'stock/mug'] })).records).toEqual([]);
  });
});

test('two processes that hammer the same records lose nothing and agree', async () => {
  const stores = await Promise.all([open('hammer'), open('hammer')]);
  const keys = ['a', 'b', 'c', 'd'].map((id) => `shelf/${id}`);
  await stores[0]?.commit(change({ writes: keys.map((key) => write(key, { state: { count: 0 } })) }));
  let committed = 0;
  const worker = async (store: Store, seed: number) => {
    for (let i = 0; i < 25; i++) {
      const [a, b] = [keys[(seed + i) % 4] ?? '', keys[(seed + i * 3 + 1) % 4] ?? ''];
      const { records } = await store.load({ keys: [a, b] });
      const counts = records.map((saved) => next(saved, { state: { count: saved.version } }));
      const { outcome } = await store.commit(change({ writes: seed % 2 ? counts : counts.reverse(), at: at(i) }));
      if (outcome === 'committed') committed += records.length;
    }
  };
  await Promise.all(stores.flatMap((store) => [0, 1, 2].map((seed) => worker(store, seed))));
  const { records } = (await stores[1]?.load({ keys })) ?? { records: [] };
  const steps = records.reduce((sum, { version }) => sum + version - 1, 0);
  expect(steps).toBe(committed);
  for (const { key, version, state } of records) {
    expect(state).toEqual({ count: version - 1 });
    const history = await stores[1]?.history(key, { limit: 1000 });
    expect(history?.items.map(({ changes }) => changes.find((one) => one.key === key)?.version)).toEqual(
      Array.from({ length: version }, (_, i) => i + 1),
    );
  }
});
