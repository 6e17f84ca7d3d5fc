import { commitCases } from './commits.js';
import { concurrencyCases } from './concurrency.js';
import { conflictCases } from './conflicts.js';
import { copyCases } from './copies.js';
import { crashCases, reopenCases } from './durability.js';
import { findCases } from './find.js';
import { freshCases } from './fresh.js';
import { hostileCases } from './hostile.js';
import { journalCases } from './journal.js';
import { inTime, RUNNER_MS } from './limit.js';
import { merchantCases } from './merchants.js';
import { messageCases } from './messages.js';
import { pagingCases } from './paging.js';
import { type Cases, Stage } from './stage.js';
import type { ContractCase, StoreFactory } from './types.js';

export { BrokenPromise } from './promise.js';
export type { ContractCase, StoreFactory } from './types.js';

const always: Readonly<Record<string, Cases>> = {
  'a fresh store': freshCases,
  'what is committed': commitCases,
  'what is a conflict': conflictCases,
  'many at once': concurrencyCases,
  'own copies': copyCases,
  lists: findCases,
  pages: pagingCases,
  'the journal': journalCases,
  merchants: merchantCases,
  messages: messageCases,
  'hostile data': hostileCases,
};

/**
 * All promises of `Store` as cases, each with an empty store of its own. Those about a new process need
 * `factory.reopen`, those about a crash `factory.crash` as well.
 *
 * @example
 * ```ts
 * for (const { group, name, run } of storeContract({ open: async () => memoryStore() })) {
 *   await run().then(() => console.log('kept', group, name), console.error);
 * }
 * ```
 */
export function storeContract(factory: StoreFactory): readonly ContractCase[] {
  const groups = {
    ...always,
    ...(factory.reopen && { 'a new process': reopenCases }),
    ...(factory.reopen && factory.crash && { 'a crash': crashCases }),
  };
  return Object.entries(groups).flatMap(([group, cases]) =>
    Object.entries(cases).map(([name, play]) => ({ group, name, run: () => perform(factory, name, play) })),
  );
}

const perform = (factory: StoreFactory, name: string, play: Cases[string]): Promise<void> =>
  inTime(name, async (within) => {
    const stage = await within(Stage.set(factory));
    try {
      await within(play(stage));
    } catch (broken) {
      await within(stage.close()).catch(() => {}); // What went wrong first is what is told.
      throw broken;
    }
    await within(stage.close());
  });

/** Where the cases are run: both vitest and Node's own `node:test` have these two. */
export interface Runner {
  describe(name: string, body: () => void): unknown;
  /** The suite ends each case by itself, and names a longer limit to a runner that has one of its own. */
  test(name: string, body: () => Promise<void>, milliseconds: number): unknown;
}

/**
 * Runs the contract of `Store` in a test runner.
 *
 * @example
 * ```ts
 * import { describe, test } from 'vitest'; // or 'node:test'
 *
 * runStoreContract({ describe, test }, 'my store', { open: (merchant) => myStore({ merchant }) });
 * ```
 */
export function runStoreContract(runner: Runner, name: string, factory: StoreFactory): void {
  const cases = storeContract(factory);
  runner.describe(name, () => {
    for (const group of new Set(cases.map((one) => one.group))) {
      const own = cases.filter((one) => one.group === group);
      runner.describe(group, () => {
        for (const { name: promise, run } of own) runner.test(promise, run, RUNNER_MS);
      });
    }
  });
}
