import type { Actor } from './actor.js';
import type { Instant } from './instant.js';
import type { Card } from './machine.js';
import type { ClaimedMessage, Message, Settlement, WaitingMessage } from './message.js';

/**
 * The memory of one merchant's desk. A host may write its own: the guide `docs/write-a-store.md` has a whole one to start
 * from, and `orderwright/testing` publishes the contract that it has to pass.
 *
 * A store decides nothing. It keeps documents with versions, and one {@link Store.commit} is all or nothing. All that is
 * handed in or out is plain JSON; a store keeps its own copy and never hands out what it keeps.
 */
export interface Store {
  /** The store's clock, the only clock of the desk. A store on several machines keeps in step with its database. */
  now(): Instant;

  /** Reads in one step what is asked for; what does not exist is left out. The order of the answer is free. */
  load(wanted: Wanted): Promise<Loaded>;

  /**
   * Saves all of a change, or nothing. Answers `conflict`, with nothing saved, when a read or write stands at another
   * version than named, a new record exists already, a `unique` is taken by another record of the kind, or a receipt's
   * `commandId` exists. Throws when it failed; then the outcome is unknown, and the engine finds out by the receipts.
   * Whoever is told `committed` has it durably, and every later call of any process sees it.
   */
  commit(change: Change): Promise<CommitOutcome>;

  /** Lists cards, never whole records. See {@link Query} for the order and {@link Page} for the cursor. */
  find(query: Query): Promise<Page<FoundCard>>;

  /** The journal entries that concern one record, oldest first. */
  history(key: string, page?: PageRequest): Promise<Page<JournalEntry>>;

  /**
   * The journal after a cursor, in commit order. A commit that becomes visible late is never skipped: an entry is
   * handed out only when no earlier one can still appear.
   */
  changes(page?: PageRequest): Promise<Page<JournalEntry>>;

  /**
   * Hands out messages of these types whose `notBefore` has come, earliest first, to this caller alone until `until`.
   * Afterwards an unsettled one is handed out again, under another lease.
   */
  claim(request: ClaimRequest): Promise<readonly ClaimedMessage[]>;

  /**
   * Records what became of claimed messages. A settlement under an old lease is ignored. `done` ends the message,
   * `retry` lets it wait until the `notBefore` of the settlement, and `stuck` keeps its `notBefore` as it is.
   */
  settle(settlements: readonly Settlement[]): Promise<void>;

  /** Lists messages that are not done yet, earliest first. */
  waiting(request: WaitingRequest): Promise<Page<WaitingMessage>>;

  /**
   * Hands a stuck message out again from now on, as if for the first time: it sets `attempts` to 0, and no older lease
   * is good any more. False: no such message is stuck.
   */
  unstick(id: string): Promise<boolean>;

  close(): Promise<void>;
}

/** A record as it is kept. */
export interface Saved {
  /** `kind/id`, as in `order/o-1`. */
  readonly key: string;
  /** How many events have made this state; a record's first commit may hold several. */
  readonly version: number;
  readonly schema: number;
  readonly state: unknown;
  /** When it was last changed. */
  readonly at: Instant;
  /** Where the last change stands in the journal; opaque to all but the store. */
  readonly journal: string;
}

/** What to load in one step. */
export interface Wanted {
  readonly keys: readonly string[];
  readonly commandIds?: readonly string[];
  /** Which record has this `unique`? */
  readonly uniques?: readonly UniqueRef[];
}

/** A `unique` of a kind, such as an order's number on its channel. */
export interface UniqueRef {
  readonly kind: string;
  readonly unique: string;
}

/** What a load has found; what does not exist is not there. */
export interface Loaded {
  readonly records: readonly Saved[];
  readonly receipts: readonly SavedReceipt[];
  readonly holders: readonly (UniqueRef & { readonly key: string })[];
}

/** The remembered outcome of a command. `outcome` is JSON text, given back to the letter. */
export interface SavedReceipt {
  readonly commandId: string;
  /** Of the command's content: the same id with another content is refused. */
  readonly digest: string;
  readonly outcome: string;
}

/** A record as a commit saves it. */
export interface Write {
  readonly key: string;
  /** The version that this change was decided upon; 0 for a new record. */
  readonly expected: number;
  readonly version: number;
  readonly schema: number;
  readonly state: unknown;
  readonly status: string;
  readonly wakeAt: Instant | undefined;
  readonly card: Card;
  /**
   * `Saved.journal` as it was loaded; undefined for a new record. A store may use it to chain a record's history, or
   * leave it alone.
   */
  readonly journal: string | undefined;
}

/** All that one commit saves, or nothing of it. */
export interface Change {
  readonly at: Instant;
  /** Records that were decided upon but not changed: they must still stand at this version (0: still not exist). */
  readonly reads: readonly { readonly key: string; readonly version: number }[];
  readonly writes: readonly Write[];
  /** What happened, in order; one entry per command. */
  readonly entries: readonly Entry[];
  readonly receipts: readonly SavedReceipt[];
  readonly messages: readonly Message[];
}

/**
 * Whether a change was saved. `conflict`: nothing was, since something stands otherwise than the change was decided upon.
 * `journal` is the text that {@link Store.load} then gives as {@link Saved.journal} of each record that was written.
 */
export type CommitOutcome =
  | { readonly outcome: 'committed'; readonly journal: string }
  | { readonly outcome: 'conflict' };

/** One command and all that it caused. */
export interface Entry {
  readonly commandId: string;
  readonly command: string;
  readonly by: Actor;
  readonly at: Instant;
  readonly changes: readonly RecordChange[];
}

/** What happened to one record. */
export interface RecordChange {
  readonly key: string;
  /** The record's version after these events. */
  readonly version: number;
  readonly events: readonly { readonly type: string }[];
}

export interface JournalEntry extends Entry {
  /** Stands behind this entry: `changes({ after: cursor })` goes on with the next one. */
  readonly cursor: string;
}

/** Which part of a list is wanted. */
export interface PageRequest {
  /** A `next` or `cursor` that this store has given out for such a list. Anything else throws. */
  readonly after?: string | undefined;
  /** A whole number: others are rounded down, below 1 counts as 1, and above {@link MOST_PER_PAGE} as that. */
  readonly limit?: number | undefined;
}

/** Some items of a list, and where it goes on. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Hand it in as `after` to go on; undefined: there is no more for now. */
  readonly next: string | undefined;
}

/** Which cards are wanted; conditions that are left out let everything pass. */
export interface Query extends PageRequest {
  readonly kind?: string | undefined;
  readonly status?: readonly string[] | undefined;
  readonly channel?: string | undefined;
  readonly buyer?: string | undefined;
  readonly parent?: string | undefined;
  /** Part of the label or id, in any case. */
  readonly text?: string | undefined;
  /** Only records that want to be woken at or before this instant. */
  readonly wakeBy?: Instant | undefined;
  /** `newest` change first (the house default), or the next deadline first (records without one are left out). */
  readonly sort?: 'newest' | 'nextDeadline' | undefined;
}

export interface FoundCard extends Card {
  readonly key: string;
  readonly kind: string;
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly at: Instant;
  readonly wakeAt: Instant | undefined;
}

/** Which messages a process wants to take, how many, and until when they are its own. */
export interface ClaimRequest {
  readonly types: readonly string[];
  readonly limit: number;
  readonly until: Instant;
}

/** Which messages that are not done are wanted. */
export interface WaitingRequest extends PageRequest {
  /** Only those that were given up. */
  readonly stuck?: boolean | undefined;
}

/** Most items of one page, whatever was asked for. */
export const MOST_PER_PAGE = 1000;
/** Items of a page where no limit was given. */
export const PER_PAGE = 100;

/** `order` and `o-1` make `order/o-1`. */
export const keyOf = (kind: string, id: string): string => `${kind}/${id}`;
/** The kind in a key: `order` of `order/o-1`. */
export const kindOf = (key: string): string => key.slice(0, key.indexOf('/'));
/** The id in a key: `o-1` of `order/o-1`. */
export const idOf = (key: string): string => key.slice(key.indexOf('/') + 1);
