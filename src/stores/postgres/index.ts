import type { Store } from '../../kernel/index.js';
import { commit } from './commit.js';
import { Database, type Queryable } from './database.js';
import { find } from './find.js';
import { changes, history } from './journal.js';
import { load } from './load.js';
import { claim, settle, unstick, waiting } from './messages.js';
import { prepareTables } from './open.js';

export type { Queryable, Statement } from './database.js';

/** Whose desk it is, and how to reach its database. */
export interface PostgresStoreOptions {
  /** A `Pool` or `Client` of `pg`, or anything else with such a `query`. It stays yours: the store never closes it. */
  readonly pool: Queryable;
  readonly merchant: string;
  /** The PostgreSQL schema of the desk's tables, made on first use. Default: `orderwright`. */
  readonly schema?: string;
  /** After so long without an answer a call throws, and a commit's outcome is unknown. Default: 30,000. */
  readonly timeoutMs?: number;
  /** False where connections cannot keep prepared statements, as behind some poolers. Default: true. */
  readonly prepare?: boolean;
  /** Opens a database that may lose what it has acknowledged. For tests only. */
  readonly allowUnsafeDurability?: boolean;
}

/**
 * One merchant's desk in PostgreSQL 13 or newer. Many merchants may share a database, and many processes a merchant.
 * The tables are made on first use, and may be read by anybody: `select status, count(*) from orderwright.record …`.
 *
 * @throws when the database acknowledges commits that it may lose, unless `allowUnsafeDurability` is set.
 * @example
 * ```ts
 * const pool = new Pool({ connectionString: process.env.DATABASE_URL });
 * const store = await postgresStore({ pool, merchant: 'teahouse' });
 * ```
 */
export async function postgresStore(options: PostgresStoreOptions): Promise<Store> {
  const { merchant } = options;
  const database = await open(options);
  return {
    now: () => database.now(),
    load: (wanted) => load(database, merchant, wanted),
    commit: (change) => commit(database, merchant, change),
    find: (query) => find(database, merchant, query),
    history: (key, page = {}) => history(database, merchant, key, page),
    changes: (page = {}) => changes(database, merchant, page),
    claim: (request) => claim(database, merchant, request),
    settle: (settlements) => settle(database, merchant, settlements),
    waiting: (request) => waiting(database, merchant, request),
    unstick: (id) => unstick(database, merchant, id),
    close: async () => {},
  };
}

const opened = new WeakMap<Queryable, Map<string, Promise<Database>>>();

/** The stores of all merchants on one pool share a database: its tables are looked after once, and it has one clock. */
function open(options: PostgresStoreOptions): Promise<Database> {
  const { pool, schema = 'orderwright', timeoutMs = 30_000, prepare = true, allowUnsafeDurability = false } = options;
  const databases = opened.get(pool) ?? new Map<string, Promise<Database>>();
  opened.set(pool, databases);
  const settings = JSON.stringify([schema, timeoutMs, prepare, allowUnsafeDurability]);
  const known = databases.get(settings);
  if (known !== undefined) return known;
  const database = new Database(pool, { schema, timeoutMs, prepare });
  const ready = prepareTables(database, allowUnsafeDurability).then(() => database);
  databases.set(settings, ready);
  ready.catch(() => databases.delete(settings));
  return ready;
}
