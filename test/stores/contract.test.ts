import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Store } from '../../src/kernel/index.js';
import { memoryStore } from '../../src/stores/memory/index.js';
import { BrokenPromise, type StoreFactory, storeContract } from '../../src/testing/contract/index.js';
import { faultyStore } from '../../src/testing/faults.js';
import { pause } from './broken/harness.js';
import { brokenStores } from './broken/index.js';

describe('the contract finds a store that', () => {
  for (const [defect, { caughtBy, factory }] of Object.entries(brokenStores)) {
    test(`${defect}`, async () => {
      const cases = storeContract(factory);
      for (const name of caughtBy) {
        const found = cases.find((one) => one.name === name);
        expect(found, `there is no case "${name}"`).toBeDefined();
        await expect(found?.run(), name).rejects.toBeInstanceOf(BrokenPromise);
      }
    });
  }
});

test('a case that has failed leaves nobody at work on the store that was closed', async () => {
  const late: string[] = [];
  const open = async (): Promise<Store> => {
    let closed = false;
    const store = faultyStore(memoryStore(), (call) => {
      if (closed) late.push(call);
      return call === 'commit' ? 'fails' : 'works';
    });
    const close = async () => {
      closed = true;
    };
    return { ...store, close };
  };
  for (const { run } of storeContract({ open })) await run().catch(() => {});
  await pause(100);
  expect(late).toEqual([]);
});

test('a store that never acknowledges anything has not survived a crash', async () => {
  const open = async () => faultyStore(memoryStore(), (call) => (call === 'commit' ? 'fails' : 'works'));
  const crashes = storeContract({ open, reopen: open, crash: async () => {} }).filter(
    ({ group }) => group === 'a crash',
  );
  expect(crashes.length).toBeGreaterThan(0);
  for (const { name, run } of crashes) await expect(run(), name).rejects.toThrow(/commit\) failed/);
});

describe('a case of the contract', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const never = new Promise<never>(() => {});
  const name = 'a change of nothing is committed and leaves no trace';
  const play = (open: StoreFactory['open']) =>
    storeContract({ open })
      .find((one) => one.name === name)
      ?.run()
      .then(() => 'kept', String);

  test.each<[call: string, open: StoreFactory['open']]>([
    ['commit', async () => ({ ...memoryStore(), commit: () => never })],
    ['close', async () => ({ ...memoryStore(), close: () => never })],
    ['commit and close', async () => ({ ...memoryStore(), commit: () => never, close: () => never })],
    ['open', () => never],
  ])('comes to an end, even if %s does not', async (_, open) => {
    const end = play(open);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await end).toBe(`BrokenPromise: A call comes to an end. "${name}" has not ended in 30 s.`);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('leaves no timer behind', async () => {
    expect(await play(async () => memoryStore())).toBe('kept');
    expect(vi.getTimerCount()).toBe(0);
  });
});

test('what a case has found is told, also when the store cannot be closed then', async () => {
  const close = () => Promise.reject(new Error('no such handle'));
  const open = async () => ({ ...faultyStore(memoryStore(), () => 'fails'), close });
  await expect(storeContract({ open })[0]?.run()).rejects.toThrow('call 1 (commit) failed');
});

test('the names of cases are unique, so that a failure can be looked up', () => {
  const names = storeContract({
    open: async () => memoryStore(),
    reopen: async () => memoryStore(),
    crash: async () => {},
  });
  expect(new Set(names.map(({ name }) => name)).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(100);
});

test('the guide knows how many cases there are', () => {
  const guide = readFileSync(new URL('../../docs/write-a-store.md', import.meta.url), 'utf8');
  const open = async () => memoryStore();
  const count = (factory: StoreFactory) => storeContract(factory).length;
  const [all, uncrashed, alone] = [{ open, reopen: open, crash: async () => {} }, { open, reopen: open }, { open }];
  const [most, fewer, fewest] = [count(all), count(uncrashed), count(alone)];
  expect(guide).toContain(`there are ${most} cases, without \`crash\` ${fewer}, and without \`reopen\` ${fewest}.`);
});

test('cases about a new process and a crash need a factory that can bring them about', () => {
  const groups = (factory: Parameters<typeof storeContract>[0]) =>
    new Set(storeContract(factory).map(({ group }) => group));
  const open = async () => memoryStore();
  expect(groups({ open }).has('a new process')).toBe(false);
  expect(groups({ open, reopen: open }).has('a new process')).toBe(true);
  expect(groups({ open, reopen: open }).has('a crash')).toBe(false);
  expect(groups({ open, reopen: open, crash: async () => {} }).has('a crash')).toBe(true);
});
