import { err, ok, type Result } from 'neverthrow';
import {
  type Actor,
  Broken,
  type Failure,
  type Instant,
  keyOf,
  recordFailures,
  type SavedReceipt,
} from '../kernel/index.js';
import { deskFailures } from './failures.js';
import type { Held, WorkingSet } from './working-set.js';

/** A command on its way to a record. */
export interface Envelope {
  readonly commandId: string;
  readonly key: string;
  readonly command: { readonly type: string };
  readonly by: Actor;
  /** Fingerprint of the content; undefined for the desk's own wakes, which need no receipt. */
  readonly digest: string | undefined;
}

/** What came of a command that was carried out. The same command gets the same receipt for ever. */
export interface Receipt {
  readonly commandId: string;
  readonly key: string;
  /** The record's version after the command. */
  readonly version: number;
  readonly status: string;
  readonly at: Instant;
  /** What happened to the record itself, by name. */
  readonly events: readonly string[];
}

/** What came of a command: its receipt, or why it was refused. */
export type Outcome = Result<Receipt, Failure>;

export function receiptOf({ commandId, key }: Envelope, fork: WorkingSet, held: Held, at: Instant): Receipt {
  const events: string[] = [];
  for (const change of fork.changes) if (change.key === key) for (const { type } of change.events) events.push(type);
  return { commandId, key, version: held.version, status: held.state?.status ?? '', at, events };
}

/** A command that came before its record was decided by nobody: it may come again, under the same id. */
function cameTooEarly({ key }: Envelope, outcome: Outcome): boolean {
  if (outcome.isOk() || outcome.error.code !== recordFailures.not_found.code) return false;
  const { kind, id } = outcome.error.details as { readonly kind: string; readonly id: string };
  return keyOf(kind, id) === key;
}

/** One receipt per command id that has none yet. */
export function receiptsFor(
  group: readonly Envelope[],
  outcomes: readonly Outcome[],
  known: ReadonlyMap<string, SavedReceipt>,
): SavedReceipt[] {
  const receipts = new Map<string, SavedReceipt>();
  for (const [i, envelope] of group.entries()) {
    const { commandId, digest } = envelope;
    const outcome = outcomes[i];
    if (digest === undefined || outcome === undefined || known.has(commandId) || receipts.has(commandId)) continue;
    if (cameTooEarly(envelope, outcome)) continue;
    const text = JSON.stringify(outcome.isOk() ? { done: outcome.value } : { refused: outcome.error });
    receipts.set(commandId, { commandId, digest, outcome: text });
  }
  return [...receipts.values()];
}

export function replayed({ commandId, digest }: Envelope, first: string | undefined, outcome: Outcome): Outcome {
  return first === digest ? outcome : err(deskFailures.command_id_used_for_another({ commandId }));
}

/** The outcome as it was given the first time. */
export function outcomeOf(receipt: SavedReceipt): Outcome {
  const outcome = JSON.parse(receipt.outcome) as { done?: Receipt; refused?: Failure };
  if (outcome.done !== undefined) return ok(outcome.done);
  if (outcome.refused !== undefined) return err(outcome.refused);
  throw new Broken(`the receipt of ${receipt.commandId} holds no outcome`);
}
