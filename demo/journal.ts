import {
  type AnyMachine,
  apply,
  caseMachine,
  type Desk,
  fulfilmentMachine,
  type Instant,
  idOf,
  kindOf,
  type Obligation,
  type ObligationEvent,
  type Order,
  type OrderEvent,
  orderMachine,
  type Parcel,
  type ParcelEvent,
  parcelMachine,
  type RecordState,
  reservationMachine,
  type Stock,
  type StockEvent,
  stockMachine,
} from 'orderwright';

/** One event, and the record before and after it. */
interface Told<State, Event> {
  readonly at: Instant;
  readonly key: string;
  readonly id: string;
  readonly event: Event;
  readonly before: State | undefined;
  readonly after: State;
}

export type OrderTold = Told<Order, OrderEvent>;
export type StockTold = Told<Stock, StockEvent>;
export type ParcelTold = Told<Parcel, ParcelEvent>;
export type ObligationTold = Told<RecordState, ObligationEvent>;
export type AnyTold = Told<RecordState, OwingEvent>;

/** What any event may say about obligations. */
export interface OwingEvent {
  readonly type: string;
  readonly owes?: readonly Obligation[];
  readonly settles?: readonly string[];
}

/** Is shown the events that it has a method for, in the order in which they happened. */
export interface Watcher {
  order?(told: OrderTold): void;
  stock?(told: StockTold): void;
  parcel?(told: ParcelTold): void;
  /** Events about deadlines, of all records. */
  obligation?(told: ObligationTold): void;
  /** Every event of every record. */
  any?(told: AnyTold): void;
}

/** Records are registered by kind, so an event of a kind is one of its machine's. */
const MACHINES = new Map(
  [orderMachine, stockMachine, reservationMachine, fulfilmentMachine, parcelMachine, caseMachine].map((machine) => [
    machine.kind,
    machine as unknown as AnyMachine,
  ]),
);

const PER_PAGE = 1000;

/**
 * Reads everything that happened, from the first entry on, and makes each record anew out of its events alone.
 *
 * @returns the records as the journal tells them, by key.
 */
export async function readJournal(desk: Desk, watchers: readonly Watcher[]): Promise<Map<string, RecordState>> {
  const records = new Map<string, RecordState>();
  let after: string | undefined;
  do {
    const page = await desk.changes({ after, limit: PER_PAGE });
    for (const { at, changes } of page.items) {
      for (const { key, events } of changes) {
        for (const event of events) show(records, key, event, at, watchers);
      }
    }
    after = page.next;
  } while (after !== undefined);
  return records;
}

const ABOUT_DEADLINES: Readonly<Record<ObligationEvent['type'], true>> = {
  ReminderDue: true,
  ObligationBreached: true,
  ObligationLapsed: true,
  PenaltyIncurred: true,
  ObligationPaused: true,
  ObligationResumed: true,
  ObligationExtended: true,
};

function show(
  records: Map<string, RecordState>,
  key: string,
  event: { readonly type: string },
  at: Instant,
  watchers: readonly Watcher[],
): void {
  const kind = kindOf(key);
  const machine = MACHINES.get(kind);
  if (machine === undefined) return;
  const before = records.get(key);
  const after = apply(machine, before, event, at);
  records.set(key, after);
  const told = { at, key, id: idOf(key), event, before, after };
  const topic = event.type in ABOUT_DEADLINES ? 'obligation' : (kind as keyof Watcher);
  for (const watcher of watchers) {
    (watcher[topic] as ((told: Told<RecordState, OwingEvent>) => void) | undefined)?.call(watcher, told);
    watcher.any?.(told);
  }
}
