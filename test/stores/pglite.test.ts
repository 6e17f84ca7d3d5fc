import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, describe, test } from 'vitest';
import { pgliteStore } from '../../src/stores/pglite/index.js';
import { runStoreContract } from '../../src/testing/contract/index.js';

const db = await PGlite.create();
const home = mkdtempSync(join(tmpdir(), 'orderwright-'));
const folder = join(home, 'desk');
const keeper = await pgliteStore({ folder, merchant: 'keeper' });

afterAll(async () => {
  await keeper.close();
  await db.close();
  rmSync(home, { recursive: true });
});

runStoreContract({ describe, test }, 'pgliteStore in memory', { open: (merchant) => pgliteStore({ db, merchant }) });
runStoreContract({ describe, test }, 'pgliteStore on a folder', {
  open: (merchant) => pgliteStore({ folder, merchant }),
});
