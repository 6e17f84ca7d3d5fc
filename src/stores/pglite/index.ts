import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Store } from '../../kernel/index.js';
import { postgresStore, type Queryable, type Statement } from '../postgres/index.js';
import { lockFolder } from './lock.js';

/** Whose desk it is, and where it is kept. */
export type PGliteStoreOptions = {
  readonly merchant: string;
  /** The PostgreSQL schema of the desk's tables. Default: `orderwright`. */
  readonly schema?: string;
} & (
  | {
      /** Where the database is kept; made if it does not exist. Only one process at a time may have it. */
      readonly folder: string;
    }
  | {
      /** A PGlite that is open already, for instance one in memory. It stays yours: the store does not close it. */
      readonly db: PGliteDatabase;
    }
);

/** What the store asks of a PGlite. */
export interface PGliteDatabase {
  query(text: string, values: unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
}

/**
 * One merchant's desk in PGlite: PostgreSQL inside this process, on a folder or in memory. Several merchants may share
 * a folder. What was acknowledged survives the end of the process, however sudden; PGlite does not flush to the disk,
 * so for a loss of power it promises nothing.
 *
 * @throws when another process has the folder open.
 * @example
 * ```ts
 * const store = await pgliteStore({ folder: 'data/desk', merchant: 'teahouse' });
 * ```
 */
export async function pgliteStore(options: PGliteStoreOptions): Promise<Store> {
  const { merchant, schema } = options;
  const { queryable, release } = 'db' in options ? lend(options.db) : await openFolder(resolve(options.folder));
  try {
    const unsafe = { allowUnsafeDurability: true, prepare: false };
    const store = await postgresStore({
      pool: queryable,
      merchant,
      ...unsafe,
      ...(schema !== undefined && { schema }),
    });
    return { ...store, close: release };
  } catch (error) {
    await release();
    throw error;
  }
}

interface Opened {
  readonly queryable: Queryable;
  release(): Promise<void>;
}

/** One for each database, so that all stores on it share its clock and look after its tables once. */
const queryables = new WeakMap<PGliteDatabase, Queryable>();

function queryableOf(db: PGliteDatabase): Queryable {
  // Outside PGlite's own `transaction`, whose end may be acknowledged before it is written (electric-sql/pglite#1065).
  const queryable = queryables.get(db) ?? { query: ({ text, values }: Statement) => db.query(text, values) };
  queryables.set(db, queryable);
  return queryable;
}

const lend = (db: PGliteDatabase): Opened => ({ queryable: queryableOf(db), release: async () => {} });

interface Folder {
  readonly db: Promise<PGlite>;
  readonly unlock: () => void;
  users: number;
}

const folders = new Map<string, Folder>();
const closing = new Map<string, Promise<void>>();

async function openFolder(path: string): Promise<Opened> {
  await closing.get(path);
  const folder = folders.get(path) ?? start(path);
  folder.users += 1;
  let isOpen = true;
  const release = async () => {
    if (!isOpen) return;
    isOpen = false;
    folder.users -= 1;
    if (folder.users === 0) await end(path, folder);
  };
  try {
    return { queryable: queryableOf(await folder.db), release };
  } catch (error) {
    await release();
    throw error;
  }
}

function start(path: string): Folder {
  mkdirSync(dirname(path), { recursive: true });
  const folder: Folder = { unlock: lockFolder(path), db: PGlite.create(path), users: 0 };
  folders.set(path, folder);
  return folder;
}

/** Whoever opens it again meanwhile waits until it is closed. What could not be opened need not be closed. */
function end(path: string, { db, unlock }: Folder): Promise<void> {
  folders.delete(path);
  const closed = db
    .then(
      (opened) => opened.close(),
      () => {},
    )
    .finally(() => {
      unlock();
      closing.delete(path);
    });
  closing.set(path, closed);
  return closed;
}
