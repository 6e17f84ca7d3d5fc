// The contract under Node's own test runner: see node-runner.test.ts.
import { describe, test } from 'node:test';
import type { Store } from '../../../src/kernel/index.js';
import { memoryStore } from '../../../src/stores/memory/index.js';
import { runStoreContract } from '../../../src/testing/index.js';

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
