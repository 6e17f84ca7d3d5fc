import pg from 'pg';
import { afterAll, describe, test } from 'vitest';
import { postgresStore } from '../../src/stores/postgres/index.js';
import { runStoreContract } from '../../src/testing/contract/index.js';
import { freshDatabase } from '../support/postgres.js';

const connectionString = await freshDatabase();
const pools = new Set<pg.Pool>();

/** Each call has connections of its own, as another process has. */
function connect(): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 4 });
  pool.on('error', () => {}); // A connection that was cut while it was idle.
  pools.add(pool);
  return pool;
}

let current = connect();
let second = connect();
let turn = 0;
afterAll(() => Promise.all([...pools].map((pool) => pool.end())));

runStoreContract({ describe, test }, 'postgresStore', {
  open: (merchant) => postgresStore({ pool: turn++ % 2 === 0 ? current : second, merchant }),
  reopen: (merchant) => postgresStore({ pool: connect(), merchant }),
  async crash() {
    const admin = new pg.Client({ connectionString });
    await admin.connect();
    await admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await admin.end();
    [current, second] = [connect(), connect()];
  },
});
