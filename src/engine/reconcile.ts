import { err, ok, type Result } from 'neverthrow';
import {
  type Reservation,
  reconcileStock,
  type Stock,
  type StockFinding,
  type StockMovement,
  stockMovements,
} from '../inventory/index.js';
import { keyOf, MOST_PER_PAGE, type RecordState, recordFailures, type Saved, type Store } from '../kernel/index.js';
import { deskFailures } from './failures.js';
import type { FailureWith } from './refusals.js';

export type Unreconciled = FailureWith<'record.not_found' | 'desk.stock_keeps_moving'>;

const MOST_ROUNDS = 20;

/**
 * A stock's counters against its history and the reservations that its movements name. People go on trading meanwhile:
 * what has moved since is read as well, until nothing has.
 */
export async function reconcile(
  store: Store,
  stateOf: (saved: Saved) => RecordState,
  id: string,
): Promise<Result<readonly StockFinding[], Unreconciled>> {
  const key = keyOf('stock', id);
  const movements: StockMovement[] = [];
  const reservations = new Map<string, Reservation>();
  let cursor: string | undefined;
  let version: number | undefined;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const added = await historyBehind(store, key, cursor);
    const since = stockMovements(added, id);
    movements.push(...since);
    cursor = added.at(-1)?.cursor ?? cursor;
    for (const saved of await loadAll(store, reservationsIn(since))) {
      reservations.set(saved.key, stateOf(saved) as Reservation);
    }
    const [saved] = (await store.load({ keys: [key] })).records;
    if (saved === undefined) return err(recordFailures.not_found({ kind: 'stock', id }));
    // The version read before the last history: nothing has moved since, whatever that history holds.
    if (saved.version === version) {
      const stock = stateOf(saved) as RecordState as Stock;
      return ok(reconcileStock({ stock, version, movements, reservations: [...reservations.values()] }));
    }
    version = saved.version;
  }
  return err(deskFailures.stock_keeps_moving({ id, rounds: MOST_ROUNDS }));
}

async function historyBehind(store: Store, key: string, cursor: string | undefined) {
  const entries = [];
  for (let after = cursor; ; ) {
    const page = await store.history(key, { after, limit: MOST_PER_PAGE });
    entries.push(...page.items);
    if (page.next === undefined) return entries;
    after = page.next;
  }
}

const reservationsIn = (movements: readonly StockMovement[]): string[] => {
  const causes = movements.flatMap(({ event }) => (event.type === 'StockOpened' ? [] : (event.for ?? [])));
  return [...new Set(causes)].filter((cause) => cause.startsWith(RESERVATION));
};
const RESERVATION = keyOf('reservation', '');

async function loadAll(store: Store, keys: readonly string[]): Promise<Saved[]> {
  const records: Saved[] = [];
  for (let at = 0; at < keys.length; at += MOST_PER_PAGE) {
    records.push(...(await store.load({ keys: keys.slice(at, at + MOST_PER_PAGE) })).records);
  }
  return records;
}
