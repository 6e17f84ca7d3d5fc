import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResultAsync } from 'neverthrow';
import { createDesk, type Desk, type DeskTerms, houseTerms, type Instant, type Store } from 'orderwright';
import { memoryStore } from 'orderwright/memory';
import { pgliteStore } from 'orderwright/pglite';
import { postgresStore } from 'orderwright/postgres';
import pg from 'pg';
import { startPostgres } from '../scripts/postgres.mjs';

// biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
const EVERY_ORDER = [{ name: 'every order', when: [], then: 'accept' as const }];

/** Accepts every paid order at once, so that placing, accepting and reserving are one commit. */
export const acceptsAll: DeskTerms = {
  ...houseTerms,
  order: {
    ...houseTerms.order,
    autoAccept: { mode: 'on', rules: EVERY_ORDER },
  },
};

export const deskOn = (store: Store, terms: DeskTerms = acceptsAll, clock?: () => Instant): Desk =>
  createDesk({ store, terms, ...(clock !== undefined && { clock }) }).as({ role: 'owner', id: 'bench' });

export interface Server {
  readonly url: string;
  pool(most: number): pg.Pool;
  /** A pool on a database of its own. */
  fresh(most: number): Promise<{ pool: pg.Pool; url: string }>;
  stop(): Promise<void>;
}

/** A real PostgreSQL with durable commits; `PGURL` names another one. */
export async function server(): Promise<Server> {
  const given = process.env.PGURL;
  const { url, stop } = given === undefined ? await startPostgres() : { url: given, stop: async () => {} };
  const pools: pg.Pool[] = [];
  const poolOn = (connectionString: string, max: number) => {
    const pool = new pg.Pool({ connectionString, max });
    // A server that is being stopped ends idle connections; nobody is waiting for them.
    pool.on('error', () => {});
    pools.push(pool);
    return pool;
  };
  let databases = 0;
  return {
    url,
    pool: (most) => poolOn(url, most),
    fresh: async (most) => {
      const name = `bench_${process.pid}_${++databases}`;
      const admin = new pg.Client({ connectionString: url });
      await admin.connect();
      await admin.query(`create database ${name}`);
      await admin.end();
      const own = new URL(url);
      own.pathname = name;
      return { pool: poolOn(own.href, most), url: own.href };
    },
    stop: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
      await stop();
    },
  };
}

export interface OpenStore {
  readonly name: string;
  readonly store: Store;
  close(): Promise<void>;
}

export const onMemory = async (): Promise<OpenStore> => ({
  name: 'memory',
  store: memoryStore(),
  close: async () => {},
});

export async function onPglite(): Promise<OpenStore> {
  const folder = await mkdtemp(join(tmpdir(), 'orderwright-bench-'));
  const store = await pgliteStore({ folder, merchant: 'bench' });
  const close = async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { name: 'PGlite on disk', store, close };
}

export async function onPostgres(from: Server): Promise<OpenStore> {
  const { pool } = await from.fresh(4);
  return { name: 'PostgreSQL', store: await postgresStore({ pool, merchant: 'bench' }), close: async () => {} };
}

export const newOrder = (lines: readonly { sku: string; quantity: number }[]) => ({
  channel: 'web',
  buyer: 'b-1',
  region: { country: 'CN' },
  currency: 'CNY',
  lines: lines.map(({ sku, quantity }, i) => ({ id: String(i + 1), sku, quantity, unitPrice: 1999 })),
  total: lines.reduce((sum, { quantity }) => sum + quantity * 1999, 0),
  paid: lines.reduce((sum, { quantity }) => sum + quantity * 1999, 0),
});

/** Answers the value of what has to succeed. */
export async function must<T>(outcome: ResultAsync<T, { readonly message: string }>): Promise<T> {
  const result = await outcome;
  if (result.isErr()) throw new Error(result.error.message);
  return result.value;
}

export const SKUS = Array.from({ length: 1000 }, (_, i) => `sku-${i}`);

export async function stockUp(desk: Desk, skus: readonly string[], quantity = 1_000_000_000): Promise<void> {
  await Promise.all(skus.map((sku) => must(desk.stock.receive(`${sku}@main`, { quantity }))));
}
