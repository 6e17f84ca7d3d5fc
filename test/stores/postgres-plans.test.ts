import { describe, expect, test } from 'vitest';
import { postgresStore } from '../../src/stores/postgres/index.js';
import { change, write } from '../../src/testing/contract/build.js';
import { database } from './support/postgres.js';

const { connect, ask } = await database();
const MANY = 4000;
const WORK = 20;

/** A merchant's store with many open orders, which nobody has analysed yet, on one connection. */
async function crowded(merchant: string) {
  const pool = connect({ max: 1 });
  const store = await postgresStore({ pool, merchant });
  await ask('alter table orderwright.record set (autovacuum_enabled = false)');
  // The plans are made while there is next to nothing, and stay.
  for (let n = 0; n < 8; n += 1) await store.commit(change({ writes: [write('order/early', { expected: n })] }));
  for (let n = 0; n < 8; n += 1) await store.load({ keys: ['order/early'] });
  for (let n = 0; n < MANY; n += 500) {
    await store.commit(change({ writes: Array.from({ length: 500 }, (_, i) => write(`order/o-${n + i}`)) }));
  }
  const rowsRead = async () => {
    await pool.query('select pg_stat_force_next_flush()');
    const { rows } = await pool.query(`select (seq_tup_read + idx_tup_fetch)::int as read from pg_stat_user_tables
      where schemaname = 'orderwright' and relname = 'record'`);
    return Number(rows[0].read);
  };
  return { store, rowsRead };
}

describe('however many records a merchant has, before anybody has analysed the tables', () => {
  test('a commit reads those that it names, and no others', async () => {
    const { store, rowsRead } = await crowded('crowded-commits');
    const before = await rowsRead();
    for (let n = 0; n < WORK; n += 1) {
      const reads = [{ key: 'order/not-there', version: 0 }];
      const writes = [write(`order/o-${n}`, { expected: 1 }), write(`order/new-${n}`)];
      expect((await store.commit(change({ reads, writes }))).outcome).toBe('committed');
    }
    expect((await rowsRead()) - before).toBeLessThan(WORK * 10);
  });

  test('so does a load', async () => {
    const { store, rowsRead } = await crowded('crowded-loads');
    const before = await rowsRead();
    for (let n = 0; n < WORK; n += 1) {
      const { records } = await store.load({ keys: [`order/o-${n}`, `order/o-${n + 1}`, 'order/not-there'] });
      expect(records).toHaveLength(2);
    }
    expect((await rowsRead()) - before).toBeLessThan(WORK * 10);
  });
});
