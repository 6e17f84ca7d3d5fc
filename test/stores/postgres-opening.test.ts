import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { postgresStore } from '../../src/stores/postgres/index.js';
import { change, next, receipt, write } from '../../src/testing/contract/build.js';
import { database } from './support/postgres.js';

const { connect, connectionString, ask } = await database();

test('five processes that start at once make the tables once', async () => {
  const stores = await Promise.all(
    Array.from({ length: 5 }, () => postgresStore({ pool: connect(), merchant: 'm', schema: 'at_once' })),
  );
  const outcomes = await Promise.all(
    stores.map((store, i) => store.commit(change({ writes: [write(`order/o-${i}`)] }))),
  );
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(5).fill('committed'));
  expect(await ask('select count(*)::int from at_once.migration')).toBe(
    await ask('select max(number) from at_once.migration'),
  );
  expect(await ask('select count(*)::int from at_once.record')).toBe(5);
});

test('a database that has its tables already is opened without the right to make any', async () => {
  await postgresStore({ pool: connect(), merchant: 'm', schema: 'guarded' });
  await ask("create role clerk login password 'clerk'");
  await ask('grant usage on schema guarded to clerk');
  await ask('grant select, insert, update, delete on all tables in schema guarded to clerk');
  const pool = connect({
    user: 'clerk',
    password: 'clerk',
    connectionString: undefined,
    ...addressOf(connectionString),
  });
  const store = await postgresStore({ pool, merchant: 'm', schema: 'guarded' });
  expect((await store.commit(change({ writes: [write('order/o-1')] }))).outcome).toBe('committed');
});

function addressOf(url: string) {
  const { hostname, port, pathname } = new URL(url);
  return { host: hostname, port: Number(port), database: pathname.slice(1) };
}

describe('a database is refused', () => {
  const opening = (setting: string, more = {}) =>
    postgresStore({ pool: connect({ options: `-c ${setting}` }), merchant: 'm', schema: 'refused', ...more });

  test('when it acknowledges what it may lose, unless that is wanted', async () => {
    await expect(opening('synchronous_commit=off')).rejects.toThrow('synchronous_commit is off');
    await expect(opening('synchronous_commit=off', { allowUnsafeDurability: true })).resolves.toBeDefined();
  });

  test('when its transactions would not see what others did meanwhile', async () => {
    await expect(opening('default_transaction_isolation=serializable')).rejects.toThrow('"serializable"');
  });

  test('when the name of the schema is none', async () => {
    for (const schema of ['a; drop', 'A', '', '1a', 'a.b', 'x'.repeat(41), '"a"']) {
      await expect(postgresStore({ pool: connect(), merchant: 'm', schema })).rejects.toThrow(
        'is no name for a schema',
      );
    }
  });
});

describe('any connection will do', () => {
  const works = async (pool: Parameters<typeof postgresStore>[0]['pool'], merchant: string, prepare = true) => {
    const store = await postgresStore({ pool, merchant, prepare });
    await store.commit(change({ writes: [write('order/o-1', { wakeAt: store.now() })], receipts: [receipt('c-1')] }));
    const { records } = await store.load({ keys: ['order/o-1'], commandIds: ['c-1'] });
    for (const saved of records) await store.commit(change({ writes: [next(saved)] }));
    expect((await store.history('order/o-1')).items).toHaveLength(2);
    expect((await store.find({})).items.map(({ version }) => version)).toEqual([2]);
  };

  test('a single client', async () => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    await works(client, 'client');
    await client.end();
  });

  test('a pool whose host reads types in its own way', async () => {
    const TEXT = 25;
    const types = { getTypeParser: (type: number) => (text: string) => (type === TEXT ? text : { read: text }) };
    await works(connect({ types }), 'types');
  });

  test('one that keeps no prepared statements', async () => {
    const pool = connect();
    const named: unknown[] = [];
    const plain = {
      query: (statement: pg.QueryConfig) => {
        if (statement.name !== undefined) named.push(statement.name);
        return pool.query(statement);
      },
    };
    await works(plain, 'plain', false);
    expect(named).toEqual([]);
  });
});

test('the clock is that of the database, never ahead of it', async () => {
  const store = await postgresStore({ pool: connect(), merchant: 'clock' });
  for (let i = 0; i < 30; i++) {
    const now = store.now();
    const theirs = Number(await ask('select extract(epoch from clock_timestamp()) * 1000'));
    expect(now).toBeLessThanOrEqual(theirs);
    expect(now).toBeGreaterThan(theirs - 2000);
    await new Promise((resume) => setTimeout(resume, 3));
    if (i % 5 === 0) await store.load({ keys: [] });
  }
});

test('the tables can be read in plain SQL', async () => {
  const store = await postgresStore({ pool: connect(), merchant: 'sql' });
  const facts = { total: 3998 };
  await store.commit(
    change({ writes: [write('order/o-1', { status: 'placed', channel: 'pdd', buyer: 'b', label: 'A-1', facts })] }),
  );
  expect(
    await ask("select status || channel || label from orderwright.record where merchant = 'sql' and key = 'order/o-1'"),
  ).toBe('placedpddA-1');
  expect(await ask("select facts->>'total' from orderwright.record where merchant = 'sql'")).toBe('3998');
  expect(await ask("select state->>'status' from orderwright.record where merchant = 'sql'")).toBe('placed');
});
