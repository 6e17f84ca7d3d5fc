// Our desk on PostgreSQL.
import pg from 'pg';
import { postgresStore } from '../../dist/stores/postgres/index.js';
import { flowOn, stockOn } from './ours.mjs';

export const meta = { name: 'ours-postgres', kind: 'ours', package: 'orderwright', shared: true };

/** Starting anew empties the desk's tables; joining takes them as they are. */
const open = async ({ pgUrl }, anew) => {
  const pool = new pg.Pool({ connectionString: pgUrl, max: 4 });
  if (anew) await pool.query('drop schema if exists orderwright cascade');
  const store = await postgresStore({ pool, merchant: 'bench' });
  return { store, close: () => pool.end() };
};

export const stock = stockOn(open);
export const flow = flowOn(open);
