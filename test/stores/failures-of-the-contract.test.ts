import { expect, test } from 'vitest';
import type { Store } from '../../src/kernel/index.js';
import { memoryStore } from '../../src/stores/memory/index.js';
import { difference } from '../../src/testing/contract/difference.js';
import { type StoreFactory, storeContract } from '../../src/testing/contract/index.js';

/** What a case says of a store that it finds broken. */
const said = async (name: string, open: StoreFactory['open']): Promise<Error> => {
  const found = storeContract({ open, reopen: open }).find((one) => one.name === name);
  const error = await found?.run().then(
    () => 'kept',
    (thrown: unknown) => thrown,
  );
  if (error instanceof Error) return error;
  throw new Error(`"${name}" was ${error}`);
};
const spoilt = (defect: (store: Store) => Partial<Store>) => async (): Promise<Store> => {
  const store = memoryStore();
  return { ...store, ...defect(store) };
};

test('what is short is shown whole', () => {
  expect(difference(['order/0'], ['order/0', 'order/1'])).toBe('Expected ["order/0"], found ["order/0","order/1"].');
  expect(difference(undefined, { lease: 'l-1' })).toBe('Expected nothing, found {"lease":"l-1"}.');
  expect(difference({ label: undefined, at: 1 }, { at: 1 })).toBeUndefined();
});

test('of what is long, the first place is named that differs', () => {
  const record = (schema: number, label = 'A-1') => [
    { key: 'order/o-1', schema, state: { lines: Array.from({ length: 30 }, (_, i) => ({ sku: `sku-${i}` })), label } },
  ];
  expect(difference(record(7), record(1))).toBe('Differs at [0].schema: expected 7, found 1.');
  expect(difference(record(7), record(7, 'A-2'))).toBe('Differs at [0].state.label: expected "A-1", found "A-2".');
  expect(difference(record(7), [])).toMatch(/^Differs at \[0\]: expected \{.*…/);
  const keys = Array.from({ length: 40 }, (_, i) => `order/o-${i}`);
  expect(difference(keys, keys.slice(0, 39))).toBe('Differs at [39]: expected "order/o-39", found nothing.');
  const facts = (note: string) => ({ 'gift note': note, more: 'x'.repeat(200) });
  expect(difference(facts('a'), facts('b'))).toBe('Differs at ["gift note"]: expected "a", found "b".');
});

test('of a long text, the part is shown that differs', () => {
  const text = 'x'.repeat(1000);
  expect(difference({ outcome: `${text}abc` }, { outcome: text })).toBe(
    'Differs at outcome, character 1000 of 1003: expected "xxxxxxxxxxabc", found "xxxxxxxxxx".',
  );
});

test('a commit that throws where it must answer conflict is told so, with the cause', async () => {
  const cause = new Error('UNIQUE constraint failed');
  const open = spoilt((store) => ({
    async commit(change) {
      const answer = await store.commit(change);
      if (answer.outcome === 'conflict') throw cause;
      return answer;
    },
  }));
  const promise = 'The commit has answered neither `committed` nor `conflict`: it has thrown';
  for (const name of ['a new record that exists already is a conflict', 'of makers of one record exactly one wins']) {
    const error = await said(name, open);
    expect(error.message).toContain(`${promise} Error: UNIQUE constraint failed.`);
    expect(error.cause).toBe(cause);
  }
});

test('a commit that is answered with something else is told so', async () => {
  const nothing = spoilt(() => ({ commit: async () => undefined as never }));
  expect((await said('a change of nothing is committed and leaves no trace', nothing)).message).toContain(
    'The answer was nothing.',
  );
});

test('a factory that gives nothing is told so', async () => {
  const { message } = await said(
    'a change of nothing is committed and leaves no trace',
    async () => undefined as never,
  );
  expect(message).toBe("The factory's open() gives a store. It gave undefined.");
});

test('a factory that gives all merchants one store is told so', async () => {
  const one = memoryStore();
  const { message } = await said('a merchant who was never named has an empty store', async () => one);
  expect(message).toContain('the factory opens for each `merchant` a store of its own');
});

test('a message that is not handed out is told with those that wait', async () => {
  const open = spoilt(() => ({ claim: async () => [] }));
  const { message } = await said('a message is handed out as it was saved', open);
  expect(message).toMatch(/^A message is handed out\. One was to be handed out, and none was\. .*"id":"m-1"/);
});
