import {
  type Card,
  type Change,
  type Entry,
  type Instant,
  idOf,
  instant,
  type Message,
  type RecordChange,
  type Saved,
  type SavedReceipt,
  SYSTEM,
  type Write,
} from '../../kernel/index.js';

/** Any instant; the changes of the suite are made at this one or a little later. */
export const NOON: Instant = instant(Date.UTC(2026, 0, 15, 12));
export const at = (milliseconds: number): Instant => instant(NOON + milliseconds);

let made = 0;
/** A name that nothing else in this run has. */
export const fresh = (what: string): string => `${what}-${++made}`;

export interface WriteParts extends Partial<Omit<Write, 'key' | 'card'>>, Card {}

/** A write with all that a store needs; the parts of the card may be named beside the rest. */
export function write(key: string, parts: WriteParts = {}): Write {
  const { expected = 0, version = expected + 1, schema = 1, status = 'open', wakeAt, journal, state, ...card } = parts;
  const kept = 'state' in parts ? state : { id: idOf(key), status, version };
  return { key, expected, version, schema, state: kept, status, wakeAt, card, journal };
}

/** A state that is fit for the kind `stock`, whose counters a store may check. */
export const STOCK = { id: 'mug', onHand: 100, reserved: 0, damaged: 0, incoming: 0 };

/** The next version of a record as it was loaded. */
export const next = ({ key, version, journal }: Saved, parts: WriteParts = {}): Write =>
  write(key, { expected: version, journal, ...parts });

export const receipt = (commandId: string, outcome = '{"ok":true}', digest = 'digest'): SavedReceipt => ({
  commandId,
  digest,
  outcome,
});

export const entry = (commandId: string, changes: readonly RecordChange[], when: Instant = NOON): Entry => ({
  commandId,
  command: 'Try',
  by: SYSTEM,
  at: when,
  changes,
});

export const happened = (key: string, version: number, ...types: string[]): RecordChange => ({
  key,
  version,
  events: (types.length > 0 ? types : ['Tried']).map((type) => ({ type })),
});

export const message = (id: string, when: Instant, parts: Partial<Message> = {}): Message => ({
  id,
  type: 'Pay',
  key: 'order/o-1',
  body: { cents: 1999 },
  at: when,
  ...parts,
});

/** A change; unless it names its entries, it has one with a change for each write. */
export function change(parts: Partial<Change>): Change {
  const { writes = [], reads = [], receipts = [], messages = [], at: when = NOON } = parts;
  const changes = writes.map(({ key, version }) => happened(key, version));
  const entries = parts.entries ?? (changes.length === 0 ? [] : [entry(fresh('command'), changes, when)]);
  return { at: when, reads, writes, entries, receipts, messages };
}
