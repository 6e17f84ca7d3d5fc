import { err, ok } from 'neverthrow';
import {
  Broken,
  type Entry,
  type Failure,
  type Instant,
  instant,
  kindOf,
  latest,
  type Message,
  type SavedReceipt,
  type Store,
  type Write,
} from '../kernel/index.js';
import { Cache } from './cache.js';
import { deskFailures } from './failures.js';
import type { Process } from './process.js';
import { type Envelope, type Outcome, outcomeOf, receiptOf, receiptsFor, replayed } from './receipts.js';
import { absent, type Held, WorkingSet } from './working-set.js';

interface Waiting {
  readonly envelope: Envelope;
  readonly answer: (outcome: Outcome) => void;
}

interface Decided {
  readonly set: WorkingSet;
  readonly outcomes: Outcome[];
  readonly entries: Entry[];
  readonly messages: Message[];
  readonly uniques: Map<string, string>;
}

/** Begins the ids of the desk's own wakes; the record's version ends them. */
export const WAKE = 'wake:';

const MOST_PER_GROUP = 256;
const MOST_ATTEMPTS = 40;
/** Conflicts after which a group goes on in halves. */
const PATIENCE = 3;
const MOST_LOADS = 20;

/**
 * Carries commands out: what has queued up is decided together and saved in one commit, one group at a time. A conflict
 * loads what has changed and decides anew; a failed commit is tried again, which is safe since receipts and versions
 * let it happen once.
 */
export class Engine {
  readonly #store: Store;
  readonly #process: Process;
  readonly #clock: () => Instant;
  readonly #cache: Cache;
  readonly #queue: Waiting[] = [];
  #busy = false;
  #lastAt: Instant = instant(0);

  constructor(store: Store, process: Process, clock: () => Instant, cacheRecords: number) {
    this.#store = store;
    this.#process = process;
    this.#clock = clock;
    this.#cache = new Cache(cacheRecords);
  }

  /** The desk's clock never runs backwards. */
  now(): Instant {
    return latest(this.#clock(), this.#lastAt);
  }

  submit(envelope: Envelope): Promise<Outcome> {
    return new Promise((answer) => {
      this.#queue.push({ envelope, answer });
      if (this.#busy) return;
      this.#busy = true;
      queueMicrotask(() => void this.#work());
    });
  }

  async #work(): Promise<void> {
    while (this.#queue.length > 0) {
      const group = this.#queue.splice(0, MOST_PER_GROUP);
      const outcomes = await this.#settle(group.map(({ envelope }) => envelope));
      for (const [i, { answer }] of group.entries()) answer(outcomes[i] ?? err(missingOutcome(group[i])));
    }
    this.#busy = false;
  }

  /** A command that cannot be decided costs its neighbours nothing: the group is halved until it stands alone. */
  async #settle(group: readonly Envelope[]): Promise<Outcome[]> {
    try {
      return await this.#carryOut(group);
    } catch (cause) {
      if (!(cause instanceof Broken) || group.length === 1) return group.map((one) => err(brokenOff(one, cause)));
      return this.#inHalves(group, (half) => this.#settle(half));
    }
  }

  async #inHalves(
    group: readonly Envelope[],
    work: (half: readonly Envelope[]) => Promise<Outcome[]>,
  ): Promise<Outcome[]> {
    const half = Math.ceil(group.length / 2);
    return [...(await work(group.slice(0, half))), ...(await work(group.slice(half)))];
  }

  async #carryOut(group: readonly Envelope[]): Promise<Outcome[]> {
    let known = new Map<string, Held>();
    let receipts = new Map<string, SavedReceipt>();
    let holders = new Map<string, string>();
    let failed = false;
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const decided = await this.#decideAll(group, known, receipts, holders);
      try {
        if (await this.#save(group, decided, receipts)) return decided.outcomes;
      } catch (cause) {
        // Once more: if the failed commit did happen after all, its receipts and versions turn this one away.
        if (failed || cause instanceof Broken) throw cause;
        failed = true;
      }
      // Who is slower by one load loses to the same neighbour for ever; smaller groups are decided sooner.
      if (attempt >= PATIENCE && group.length > 1) return this.#inHalves(group, (half) => this.#carryOut(half));
      const keys = [...new Set([...decided.set.asked, ...group.map(({ key }) => key)])];
      this.#cache.forget(keys);
      const loaded = await this.#store.load({
        keys,
        commandIds: group.filter(({ digest }) => digest !== undefined).map(({ commandId }) => commandId),
        uniques: [...new Set([...decided.uniques.keys(), ...holders.keys()])].map(uniqueRef),
      });
      known = this.#takeIn(keys, loaded.records);
      receipts = new Map(loaded.receipts.map((receipt) => [receipt.commandId, receipt]));
      holders = new Map(loaded.holders.map(({ kind, unique, key }) => [`${kind}/${unique}`, key]));
    }
    return group.map(() => err(deskFailures.too_many_conflicts({ attempts: MOST_ATTEMPTS })));
  }

  /** Decides all commands of a group, loading what they turn out to need. */
  async #decideAll(
    group: readonly Envelope[],
    known: Map<string, Held>,
    receipts: ReadonlyMap<string, SavedReceipt>,
    holders: ReadonlyMap<string, string>,
  ): Promise<Decided> {
    for (let loads = 0; loads <= MOST_LOADS; loads += 1) {
      const decided = this.#decideOnce(group, known, receipts, holders);
      const { missing } = decided.set;
      if (missing.size === 0) return decided;
      const keys = [...missing];
      const loaded = await this.#store.load({ keys });
      for (const [key, held] of this.#takeIn(keys, loaded.records)) known.set(key, held);
    }
    throw new Broken(`a group of ${group.length} commands kept asking for more records`);
  }

  #decideOnce(
    group: readonly Envelope[],
    known: Map<string, Held>,
    receipts: ReadonlyMap<string, SavedReceipt>,
    holders: ReadonlyMap<string, string>,
  ): Decided {
    this.#lastAt = this.now();
    const set = new WorkingSet(known, undefined, (key) => this.#cache.get(key));
    const decided: Decided = { set, outcomes: [], entries: [], messages: [], uniques: new Map() };
    const earlier = new Map<string, number>();
    for (const [i, envelope] of group.entries()) {
      const saved = receipts.get(envelope.commandId);
      const twin = earlier.get(envelope.commandId);
      if (saved !== undefined) decided.outcomes.push(replayed(envelope, saved.digest, outcomeOf(saved)));
      else if (twin !== undefined) {
        decided.outcomes.push(replayed(envelope, group[twin]?.digest, decided.outcomes[twin] ?? err(missingOutcome())));
      } else decided.outcomes.push(this.#decideOne(envelope, decided, holders));
      if (twin === undefined) earlier.set(envelope.commandId, i);
    }
    return decided;
  }

  #decideOne(envelope: Envelope, decided: Decided, holders: ReadonlyMap<string, string>): Outcome {
    const { key, command, by, digest } = envelope;
    const fork = decided.set.fork();
    const { at: changedAt = this.#lastAt, version = 0 } = fork.peek(key) ?? {};
    const at = latest(this.#lastAt, changedAt);
    // A wake that comes twice finds another version, and what follows from it then is something else.
    const commandId = digest === undefined ? `${envelope.commandId}:${version}` : envelope.commandId;
    let failure: Failure | undefined;
    let uniques: readonly UniqueOf[] = [];
    try {
      failure = this.#process.run(fork, { key, command, by }, at);
      uniques = failure === undefined ? this.#uniquesOf(fork) : [];
      failure ??= uniqueClash(uniques, decided, holders);
    } catch (cause) {
      // What was decided while records were missing is thrown away with all it led to.
      if (decided.set.missing.size === 0) throw new Undecidable(textOf(cause), { cause });
    }
    if (failure !== undefined) return err(failure);
    for (const { unique, key: holder } of uniques) decided.uniques.set(unique, holder);
    for (const [n, { type, key, body }] of fork.messages.entries()) {
      decided.messages.push({ id: `${commandId}:${n}`, type, key, body, at });
    }
    if (fork.changes.length > 0) {
      decided.entries.push({ commandId, command: command.type, by, at, changes: fork.changes });
    }
    decided.set.merge(fork);
    return ok(receiptOf(envelope, fork, decided.set.read(key), at));
  }

  #uniquesOf(fork: WorkingSet): UniqueOf[] {
    const uniques: UniqueOf[] = [];
    for (const { key, state } of fork.changedByIt()) {
      const unique = state === undefined ? undefined : this.#process.cardOf(key, state).unique;
      if (unique !== undefined) uniques.push({ unique: `${kindOf(key)}/${unique}`, key });
    }
    return uniques;
  }

  /** Saves a group. False: somebody else was faster. */
  async #save(
    group: readonly Envelope[],
    decided: Decided,
    known: ReadonlyMap<string, SavedReceipt>,
  ): Promise<boolean> {
    const { set, entries, messages } = decided;
    const receipts = receiptsFor(group, decided.outcomes, known);
    const written = set.written();
    const reads = set.onlyRead();
    // Also what was only looked at is put to the store: a wake that found nothing to do may have seen an old record.
    if (written.length === 0 && receipts.length === 0 && reads.length === 0) return true;
    const writes = written.map(({ held, expected }) => this.#writeOf(held, expected));
    // A record that a desk with a faster clock has changed is decided at its own time, and time never runs backwards.
    const at = entries.reduce((last, entry) => latest(last, entry.at), this.#lastAt);
    const result = await this.#store.commit({ at, reads, writes, entries, receipts, messages });
    if (result.outcome === 'conflict') return false;
    const { journal } = result;
    for (const { held } of written) {
      const { key, version, state, at } = held;
      this.#cache.put({ key, version, state, at, journal });
    }
    return true;
  }

  #writeOf({ key, version, state, journal }: Held, expected: number): Write {
    if (state === undefined) throw new Broken(`${key} was changed into nothing`);
    const { schema, status, wakeAt, card } = sound(() => this.#process.describe(key, state));
    return { key, expected, version, schema, state, status, wakeAt, card, journal };
  }

  #takeIn(keys: readonly string[], records: Awaited<ReturnType<Store['load']>>['records']): Map<string, Held> {
    const held = new Map(keys.map((key) => [key, absent(key)]));
    for (const saved of records) {
      const { key, version, at, journal } = saved;
      const record = { key, version, at, journal, state: sound(() => this.#process.stateOf(saved)) };
      held.set(key, record);
      this.#cache.put(record);
    }
    return held;
  }
}

/** What is given out once only, as `kind/unique`, and the record that holds it. */
interface UniqueOf {
  readonly unique: string;
  readonly key: string;
}

function uniqueClash(
  uniques: readonly UniqueOf[],
  decided: Decided,
  holders: ReadonlyMap<string, string>,
): Failure | undefined {
  for (const { unique, key } of uniques) {
    const holder = decided.uniques.get(unique) ?? holders.get(unique);
    if (holder !== undefined && holder !== key) {
      const { kind, unique: text } = uniqueRef(unique);
      return deskFailures.unique_taken({ kind, unique: text, holder });
    }
  }
  return undefined;
}

/** Deciding threw: a defect of a machine or policy, or a record of a newer version. Nothing has been saved. */
class Undecidable extends Broken {}

function sound<Answer>(work: () => Answer): Answer {
  try {
    return work();
  } catch (cause) {
    throw new Undecidable(textOf(cause), { cause });
  }
}

const brokenOff = ({ commandId, key }: Envelope, cause: unknown): Failure =>
  cause instanceof Undecidable
    ? deskFailures.decision_broke({ commandId, key, cause: cause.message })
    : deskFailures.outcome_unknown({ commandId, cause: textOf(cause) });

const uniqueRef = (text: string): { kind: string; unique: string } => ({
  kind: text.slice(0, text.indexOf('/')),
  unique: text.slice(text.indexOf('/') + 1),
});

const missingOutcome = (waiting?: Waiting): Failure =>
  deskFailures.outcome_unknown({ commandId: waiting?.envelope.commandId ?? '', cause: 'no outcome was decided' });

const textOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause)).slice(0, 300);
