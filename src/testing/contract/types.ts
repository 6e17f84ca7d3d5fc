import type { Store } from '../../kernel/index.js';

/** How the suite gets at the store under test. What a store cannot do is left out, and its cases with it. */
export interface StoreFactory {
  /**
   * Opens the store of a merchant. The suite names a new merchant for each case, who must find it empty; for a merchant
   * who was named before it must give the same data, as to a second process.
   */
  open(merchant: string): Promise<Store>;
  /** Opens it as a new process would, which knows only what was saved. */
  reopen?(merchant: string): Promise<Store>;
  /**
   * Ends the store at once, without closing it, as a crash of its process or its database would. Its cases need `reopen`
   * as well, since somebody has to look afterwards.
   */
  crash?(): Promise<void>;
  /** Lets the store's clock run on. Without it the suite waits where it must, for a second at most. */
  advance?(milliseconds: number): Promise<void> | void;
}

/** One promise of `Store`, and a way to find it broken. */
export interface ContractCase {
  readonly group: string;
  readonly name: string;
  /** Rejects with a {@link BrokenPromise} that says in a sentence what the store did not keep, at the latest after 30 s. */
  run(): Promise<void>;
}
