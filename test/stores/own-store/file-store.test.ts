// #region run
import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from 'orderwright';
import { runStoreContract } from 'orderwright/testing';
import { describe, test } from 'vitest'; // or from 'node:test'
import { fileStore } from './file-store.js';

const folder = mkdtempSync(join(tmpdir(), 'file-store-'));
const fileOf = (merchant: string) => join(folder, createHash('sha256').update(merchant).digest('hex'));
const opened = new Map<string, Store>();

runStoreContract({ describe, test }, 'fileStore', {
  async open(merchant) {
    const store = opened.get(merchant) ?? fileStore(fileOf(merchant));
    opened.set(merchant, store);
    return store;
  },
  reopen: async (merchant) => fileStore(fileOf(merchant)),
  crash: async () => opened.clear(),
});
// #endregion run
