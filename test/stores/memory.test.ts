import { describe, test } from 'vitest';
import type { Store } from '../../src/kernel/index.js';
import { memoryStore } from '../../src/stores/memory/index.js';
import { runStoreContract } from '../../src/testing/contract/index.js';

const stores = new Map<string, Store>();
let passed = 0;

runStoreContract({ describe, test }, 'memoryStore', {
  open: async (merchant) => {
    const store = stores.get(merchant) ?? memoryStore({ clock: () => Date.now() + passed });
    stores.set(merchant, store);
    return store;
  },
  advance: (milliseconds) => {
    passed += milliseconds;
  },
});
