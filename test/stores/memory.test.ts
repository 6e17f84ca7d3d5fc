import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/kernel/index.js';
import { memoryStore } from '../../src/stores/memory/index.js';
import { change, write } from '../../src/testing/contract/build.js';
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

test('what is not plain JSON is refused, since a database could not give it back', async () => {
  const store = memoryStore();
  for (const odd of [new Date(), Number.NaN, () => 1, Symbol('x'), new Map(), [undefined], 1n]) {
    const state = { id: 'o-1', lines: [{ odd }] };
    await expect(store.commit(change({ writes: [write('order/o-1', { state })] }))).rejects.toThrow(
      'is not plain JSON',
    );
  }
  const left = { id: 'o-1', out: undefined };
  await store.commit(change({ writes: [write('order/o-1', { state: left })] }));
  expect((await store.load({ keys: ['order/o-1'] })).records[0]?.state).toEqual({ id: 'o-1' });
});

test('a cursor of another store is refused, not taken for the beginning', async () => {
  const store = memoryStore();
  for (const after of ['', 'x', '{}', '[1]', '["a",1]', '1.5', 'null']) {
    await expect(store.find({ after })).rejects.toThrow('is no cursor of this store');
    await expect(store.changes({ after })).rejects.toThrow('is no cursor of this store');
    await expect(store.waiting({ after })).rejects.toThrow('is no cursor of this store');
  }
});
