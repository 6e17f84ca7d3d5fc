// Our desk on PGlite, in a folder on disk.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pgliteStore } from '../../dist/stores/pglite/index.js';
import { flowOn, stockOn } from './ours.mjs';

export const meta = { name: 'ours-pglite', kind: 'ours', package: 'orderwright', shared: false };

const open = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'orderwright-bench-'));
  const store = await pgliteStore({ folder, merchant: 'bench' });
  return {
    store,
    close: async () => {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export const stock = stockOn(open);
export const flow = flowOn(open);
