import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant, Store } from 'orderwright';
import { memoryStore } from 'orderwright/memory';
import { pgliteStore } from 'orderwright/pglite';
import { postgresStore } from 'orderwright/postgres';
import { Pool } from 'pg';
import { InputError } from './input.js';

export interface OpenStore {
  readonly store: Store;
  readonly name: string;
  readonly close: () => Promise<void>;
}

/** Each replay has a desk of its own: a folder for PGlite, a new merchant in a PostgreSQL of others. */
export async function openStore(wanted: string, out: string, now: () => Instant): Promise<OpenStore> {
  if (wanted === 'memory') {
    return { store: memoryStore({ clock: now }), name: 'memory', close: async () => {} };
  }
  if (wanted === 'pglite') {
    mkdirSync(out, { recursive: true });
    const folder = mkdtempSync(join(out, 'pglite-'));
    const store = await pgliteStore({ folder: join(folder, 'desk'), merchant: 'demo' });
    const close = async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    };
    return { store, name: 'PGlite on disk', close };
  }
  if (!/^postgres(ql)?:\/\//.test(wanted)) {
    throw new InputError(`--store is "${wanted}"; it has to be memory, pglite, or an address postgres://…`);
  }
  const pool = new Pool({ connectionString: wanted });
  try {
    const store = await postgresStore({ pool, merchant: `demo-${Date.now()}` });
    return { store, name: 'PostgreSQL', close: () => pool.end() };
  } catch (cause) {
    await pool.end();
    throw new InputError(`The PostgreSQL of --store cannot be used: ${cause instanceof Error ? cause.message : cause}`);
  }
}
