import type { Store } from '../../../src/kernel/index.js';
import { memoryStore } from '../../../src/stores/memory/index.js';
import type { StoreFactory } from '../../../src/testing/contract/index.js';

/** What a defect may need besides the store that it spoils. */
export interface World {
  readonly merchant: string;
  /** What it remembers of this merchant, over all handles. */
  readonly memory: Map<string, unknown>;
  /** The sound store of any merchant. */
  store(merchant: string): Store;
}

export interface BrokenStore {
  /** Some of the promises that it breaks, by the names of their cases. */
  readonly caughtBy: readonly string[];
  readonly factory: StoreFactory;
}

export type BrokenStores = Readonly<Record<string, BrokenStore>>;

/** A sound store of which a few methods are spoilt. */
export function broken(
  caughtBy: readonly string[],
  defect: (store: Store, world: World) => Partial<Store>,
  reopening: 'remembers' | 'forgets' = 'remembers',
): BrokenStore {
  const stores = new Map<string, Store>();
  const memories = new Map<string, Map<string, unknown>>();
  let passed = 0;
  const store = (merchant: string): Store => {
    const kept = stores.get(merchant) ?? memoryStore({ clock: () => Date.now() + passed });
    stores.set(merchant, kept);
    return kept;
  };
  const open = async (merchant: string): Promise<Store> => {
    const memory = memories.get(merchant) ?? new Map<string, unknown>();
    memories.set(merchant, memory);
    const sound = store(merchant);
    return { ...sound, ...defect(sound, { merchant, memory, store }) };
  };
  const reopen = async (merchant: string): Promise<Store> => {
    if (reopening === 'forgets') stores.delete(merchant);
    return open(merchant);
  };
  const advance = (milliseconds: number): void => {
    passed += milliseconds;
  };
  return { caughtBy, factory: { open, reopen, advance } };
}

export const pause = (milliseconds = 1): Promise<void> => new Promise((resume) => setTimeout(resume, milliseconds));
