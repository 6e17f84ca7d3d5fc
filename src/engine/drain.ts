import {
  type ClaimedMessage,
  type Failure,
  type Message,
  plusMilliseconds,
  type Settlement,
  type Store,
  SYSTEM,
} from '../kernel/index.js';
import { type Engine, WAKE } from './engine.js';

/**
 * Does one message's work outside, such as paying a refund. It may be called again with the same message after a crash
 * or a failure, so it uses `message.id` as its idempotency key. Throwing means: not done, try again later; so does an
 * answer that takes longer than four minutes.
 */
export type Handler<M extends Message = Message> = (message: M) => Promise<void> | void;

/** What a drain has done. */
export interface DrainReport {
  /** Records whose deadlines were looked at. */
  readonly woken: number;
  readonly delivered: number;
  readonly retried: number;
  /** Messages given up, and records that could not be woken: they need a person, and stop nobody else. */
  readonly stuck: readonly { readonly key: string; readonly because: string }[];
}

export interface DrainOptions {
  readonly store: Store;
  readonly engine: Engine;
  readonly handlers: ReadonlyMap<string, Handler>;
  /** Attempts before a message is given up. */
  readonly mostAttempts: number;
}

const WAKES_AT_ONCE = 500;
const MESSAGES_AT_ONCE = 50;
const LEASE_MILLISECONDS = 5 * 60_000;
/** Shorter than the lease, so that nobody else has begun meanwhile. */
const LONGEST_ATTEMPT_MILLISECONDS = 4 * 60_000;
const MOST_PASSES = 50;
const FIRST_DELAY_MILLISECONDS = 1_000;
const LONGEST_DELAY_MILLISECONDS = 3_600_000;

/** Wakes what is due and delivers what waits, until nothing is left to do now. Safe from several processes at once. */
export async function drain(options: DrainOptions): Promise<DrainReport> {
  const report = { woken: 0, delivered: 0, retried: 0, stuck: [] as { key: string; because: string }[] };
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const done = (await wakeDue(options, report)) + (await deliver(options, report));
    if (done === 0) break;
  }
  return report;
}

type Report = { woken: number; delivered: number; retried: number; stuck: { key: string; because: string }[] };

async function wakeDue({ store, engine }: DrainOptions, report: Report): Promise<number> {
  let changed = 0;
  let after: string | undefined;
  do {
    const page = await store.find({ wakeBy: engine.now(), sort: 'nextDeadline', limit: WAKES_AT_ONCE, after });
    const outcomes = await Promise.all(
      page.items.map(({ key }) =>
        engine.submit({ commandId: `${WAKE}${key}`, key, command: { type: 'Wake' }, by: SYSTEM, digest: undefined }),
      ),
    );
    for (const [i, outcome] of outcomes.entries()) {
      const key = page.items[i]?.key ?? '';
      if (outcome.isErr()) stuckOnce(report, key, outcome.error);
      else if (outcome.value.events.length > 0) changed += 1;
    }
    report.woken += page.items.length;
    after = page.next;
  } while (after !== undefined);
  return changed;
}

function stuckOnce(report: Report, key: string, { code, message }: Failure): void {
  if (!report.stuck.some((one) => one.key === key)) report.stuck.push({ key, because: `${code}: ${message}` });
}

async function deliver(options: DrainOptions, report: Report): Promise<number> {
  const { store, handlers } = options;
  const types = [...handlers.keys()];
  if (types.length === 0) return 0;
  let delivered = 0;
  for (;;) {
    // Leases and delays run by the clock that ends them, which in a simulation may be another than the desk's.
    const until = plusMilliseconds(store.now(), LEASE_MILLISECONDS);
    const claimed = await store.claim({ types, limit: MESSAGES_AT_ONCE, until });
    if (claimed.length === 0) return delivered;
    const settlements = await Promise.all(claimed.map((message) => attempt(message, options)));
    await store.settle(settlements);
    for (const [i, settlement] of settlements.entries()) {
      if (settlement.outcome === 'done') delivered += 1;
      if (settlement.outcome === 'retry') report.retried += 1;
      if (settlement.outcome === 'stuck') report.stuck.push({ key: claimed[i]?.key ?? '', because: settlement.error });
    }
    report.delivered += settlements.filter(({ outcome }) => outcome === 'done').length;
  }
}

async function attempt(claimed: ClaimedMessage, { handlers, store, mostAttempts }: DrainOptions): Promise<Settlement> {
  const { lease, attempts, ...message } = claimed;
  const { id } = message;
  // Nobody lived to tell what came of the last attempt.
  if (attempts > mostAttempts) return { id, lease, outcome: 'stuck', error: 'the process ended during each attempt' };
  try {
    await inTime(handlers.get(message.type)?.(message), message);
    return { id, lease, outcome: 'done' };
  } catch (cause) {
    const error = (cause instanceof Error ? cause.message : String(cause)).slice(0, 500);
    if (attempts >= mostAttempts) return { id, lease, outcome: 'stuck', error };
    const delay = Math.min(FIRST_DELAY_MILLISECONDS * 2 ** (attempts - 1), LONGEST_DELAY_MILLISECONDS);
    return { id, lease, outcome: 'retry', notBefore: plusMilliseconds(store.now(), delay), error };
  }
}

/** A handler that never answers holds nobody else up: its message comes again later. */
async function inTime(work: Promise<void> | void, { type, id }: { type: string; id: string }): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const because = `the handler of ${type} "${id}" did not answer within ${LONGEST_ATTEMPT_MILLISECONDS / 60_000} minutes`;
    // eslint-disable-next-line no-restricted-globals -- what a host does outside takes real time, not the store's.
    timer = setTimeout(() => reject(new Error(because)), LONGEST_ATTEMPT_MILLISECONDS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
