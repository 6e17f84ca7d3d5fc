import pg from 'pg';
import { afterAll } from 'vitest';
import { freshDatabase } from '../../support/postgres.js';

/** An empty database of a test file, with as many pools on it as the tests ask for. */
export async function database() {
  const connectionString = await freshDatabase();
  const pools: pg.Pool[] = [];
  afterAll(() => Promise.all(pools.map((pool) => pool.end())));

  /** Connections of their own, as another process has them. */
  function connect(options: pg.PoolConfig = {}): pg.Pool {
    const pool = new pg.Pool({ connectionString, max: 4, ...options });
    pool.on('error', () => {}); // A connection that was cut while nobody used it.
    pools.push(pool);
    return pool;
  }

  const admin = connect();
  /** First column of the first row. */
  async function ask(text: string, values: unknown[] = []): Promise<unknown> {
    const { rows } = await admin.query(text, values);
    return Object.values(rows[0] ?? {})[0];
  }

  return { connectionString, connect, admin, ask };
}

/** Cuts all connections of the database but the one that asks. */
export const CUT_ALL = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
