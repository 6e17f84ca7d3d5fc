import { err, ok, ResultAsync } from 'neverthrow';
import { type Case, CaseCommand, caseMachine } from '../aftersales/index.js';
import type { Catalog } from '../catalog/index.js';
import {
  type Reservation,
  ReservationCommand,
  reservationMachine,
  type Stock,
  StockCommand,
  type StockFinding,
  stockMachine,
} from '../inventory/index.js';
import {
  type Actor,
  type AnyMachine,
  Broken,
  type FoundCard,
  type Instant,
  idOf,
  type JournalEntry,
  type Page,
  type PageRequest,
  parseInput,
  type Query,
  type RecordState,
  type Saved,
  type Store,
  type WaitingMessage,
} from '../kernel/index.js';
import {
  type Fulfilment,
  FulfilmentCommand,
  fulfilmentMachine,
  type Parcel,
  ParcelCommand,
  parcelMachine,
} from '../logistics/index.js';
import { type Order, OrderCommand, orderMachine } from '../order/index.js';
import { recipientMachine, type Vault } from '../recipient/index.js';
import { type Advice, type Advised, adviceOf, type DeskPolicies } from './advise.js';
import { asksFrom } from './ask.js';
import { type DrainReport, drain, type Handler } from './drain.js';
import { Engine } from './engine.js';
import { type Backing, type Records, recordsOf } from './facade.js';
import { deskFailures } from './failures.js';
import { newIds } from './new-id.js';
import { Process } from './process.js';
import { ALWAYS_KEPT, type MessageOf, type MessageType, reactWith } from './react/index.js';
import { outcomeOf } from './receipts.js';
import { type Recipients, recipientsOf, type VaultOf } from './recipients.js';
import { reconcile, type Unreconciled } from './reconcile.js';
import type { FailureWith } from './refusals.js';
import { DeskTerms, houseTerms } from './terms.js';
import type { WorkingSet } from './working-set.js';

/** What a desk is made of. Only the store is needed. */
export interface DeskOptions {
  /** One merchant's store. */
  readonly store: Store;
  /** The merchant's choices. House default: {@link houseTerms}. */
  readonly terms?: DeskTerms;
  /** Seals names, phones and addresses. Without one the desk keeps none. */
  readonly vault?: Vault;
  /** The merchant's id, part of what binds sealed data to its owner. Needed with a vault shared by merchants. */
  readonly merchant?: string;
  /** How the merchant chooses, where terms are not enough. */
  readonly policies?: DeskPolicies;
  /** What is known of SKUs. */
  readonly catalog?: Catalog;
  /** Does the work outside, by the type of message. `PayRefund` is kept for ever if nobody handles it. */
  readonly host?: { readonly [Type in MessageType]?: Handler<MessageOf<Type>> };
  /** Only for replays and simulations: otherwise the store's clock is the only one. */
  readonly clock?: () => Instant;
  /** Makes the ids of commands that were given none. */
  readonly newId?: () => string;
  /** Records kept at hand between commands. */
  readonly cacheRecords?: number;
  /** Attempts before a message is given up and waits for a person. */
  readonly mostAttempts?: number;
}

/** The order desk of one merchant. Every method may be called from anywhere, at any time, by several processes. */
export interface Desk {
  readonly orders: Records<Order, OrderCommand, 'Order', 'order'>;
  /** The stock of one SKU at one location; the id is `sku@location`. */
  readonly stock: Records<Stock, StockCommand, 'Stock', 'stock'>;
  readonly reservations: Records<Reservation, ReservationCommand, 'Reservation', 'reservation'>;
  readonly fulfilments: Records<Fulfilment, FulfilmentCommand, 'Fulfilment', 'fulfilment'>;
  readonly parcels: Records<Parcel, ParcelCommand, 'Parcel', 'parcel'>;
  readonly cases: Records<Case, CaseCommand, 'Case', 'case'>;
  /** Names, phones and addresses: sealed, masked, opened with a trace, erased for good. */
  readonly recipients: Recipients;
  /** What the desk would choose, and why; nothing is changed. */
  readonly advise: Advice;
  /** The same desk for one person: `by` need not be given any more. */
  as(actor: Actor): Desk;
  /** Wakes what is due and delivers messages to the host. Call it regularly, from anywhere. */
  drain(): Promise<DrainReport>;
  /** Lists small cards of records, never whole ones. */
  find(query: Query): Promise<Page<FoundCard>>;
  /** Everything that happened, in order, from a cursor on: for live views, exports and measures. */
  changes(page?: PageRequest): Promise<Page<JournalEntry>>;
  /**
   * Recomputes a stock (`sku@location`) from its history, and compares it with its counters and with the reservations
   * behind it. Nothing is changed. Empty: all agree; otherwise what differs, and which movement is wrong.
   */
  reconcileStock(id: string): ResultAsync<readonly StockFinding[], Unreconciled>;
  /** What came of a command, for those who lost the answer. Undefined: nothing yet. */
  outcome(commandId: string): Promise<ReturnType<typeof outcomeOf> | undefined>;
  readonly messages: {
    /** What waits for the host; with `stuck`, only what was given up. */
    waiting(request?: PageRequest & { readonly stuck?: boolean }): Promise<Page<WaitingMessage>>;
    /** Hands a message that was given up to the host again. */
    retry(id: string): ResultAsync<void, FailureWith<'desk.message_not_stuck'>>;
  };
  /** The desk's clock. */
  now(): Instant;
  close(): Promise<void>;
}

/** Every kind of record; what differs between them is erased here, and only here. */
export const MACHINES = [
  orderMachine,
  stockMachine,
  reservationMachine,
  fulfilmentMachine,
  parcelMachine,
  caseMachine,
  recipientMachine,
] as unknown as readonly AnyMachine[];

const machineOf = (kind: string): AnyMachine => {
  const machine = MACHINES.find((one) => one.kind === kind);
  if (machine === undefined) throw new Broken(`no machine for ${kind}`);
  return machine;
};

/**
 * Opens the order desk of one merchant on a store.
 *
 * @throws Broken when the terms are not valid; the message names the fields.
 * @example
 * ```ts
 * const desk = createDesk({ store: memoryStore() });
 * const owner = desk.as({ role: 'owner', id: 'amy' });
 * await owner.stock.receive('mug@main', { quantity: 10 });
 * await owner.orders.place('o-1', {
 *   channel: 'web', buyer: 'b-1', region: { country: 'CN' }, currency: 'CNY',
 *   lines: [{ id: '1', sku: 'mug', quantity: 2, unitPrice: 1999 }], total: 3998, paid: 3998,
 * });
 * const accepted = await owner.orders.accept('o-1');
 * ```
 */
export function createDesk(options: DeskOptions): Desk {
  const { store, host = {}, catalog = () => undefined } = options;
  const terms = parseInput(DeskTerms, options.terms ?? houseTerms, 'the terms');
  if (terms.isErr()) throw new Broken(terms.error.message);
  const asks = asksFrom(terms.value, catalog, options.policies?.waybill);
  const handlers = new Map(Object.entries(host).filter((entry): entry is [string, Handler] => entry[1] !== undefined));
  const wanted = new Set<string>([...ALWAYS_KEPT, ...handlers.keys()]);
  const askFor = (kind: string, set: WorkingSet, at: Instant): unknown => {
    if (kind === 'order') return asks.order(set, at);
    if (kind === 'case') return asks.aftersales(set);
    return kind === 'fulfilment' || kind === 'parcel' ? asks.logistics() : undefined;
  };
  const process = new Process(MACHINES, askFor, reactWith(terms.value), wanted);
  const engine = new Engine(store, process, options.clock ?? (() => store.now()), options.cacheRecords ?? 10_000);
  const backing: Backing = {
    submit: (envelope) => engine.submit(envelope),
    read: async (key) => {
      const [saved] = (await store.load({ keys: [key] })).records;
      return saved && { state: process.stateOf(saved), version: saved.version, at: saved.at };
    },
    history: (key, page) => store.history(key, page),
    newId: options.newId ?? newIds(),
  };
  const { merchant = 'merchant', vault } = options;
  if (vault !== undefined && !handlers.has('DestroyKey')) {
    handlers.set('DestroyKey', ({ key }) => vault.destroy({ merchant, recipient: idOf(key) }));
  }
  const drainNow = () => drain({ store, engine, handlers, mostAttempts: options.mostAttempts ?? 12 });
  const advised = { terms: terms.value, policies: options.policies ?? {}, catalog };
  const stateOf = (saved: Saved) => process.stateOf(saved);
  return deskFor(undefined, { store, engine, backing, stateOf, drainNow, advised, sealing: { merchant, vault } });
}

interface Parts {
  readonly advised: Advised;
  readonly sealing: VaultOf;
  readonly store: Store;
  readonly engine: Engine;
  readonly backing: Backing;
  readonly stateOf: (saved: Saved) => RecordState;
  readonly drainNow: () => Promise<DrainReport>;
}

function deskFor(actor: Actor | undefined, parts: Parts): Desk {
  const { store, engine, backing, stateOf, drainNow, advised, sealing } = parts;
  const retry = async (id: string) =>
    (await store.unstick(id)) ? ok(undefined) : err(deskFailures.message_not_stuck({ id }));
  const records: Pick<Desk, 'orders' | 'stock' | 'reservations' | 'fulfilments' | 'parcels' | 'cases'> = {
    orders: recordsOf({ machine: machineOf('order'), commands: OrderCommand, noun: 'Order' }, backing, actor),
    stock: recordsOf({ machine: machineOf('stock'), commands: StockCommand, noun: 'Stock' }, backing, actor),
    reservations: recordsOf(
      { machine: machineOf('reservation'), commands: ReservationCommand, noun: 'Reservation' },
      backing,
      actor,
    ),
    fulfilments: recordsOf(
      { machine: machineOf('fulfilment'), commands: FulfilmentCommand, noun: 'Fulfilment' },
      backing,
      actor,
    ),
    parcels: recordsOf({ machine: machineOf('parcel'), commands: ParcelCommand, noun: 'Parcel' }, backing, actor),
    cases: recordsOf({ machine: machineOf('case'), commands: CaseCommand, noun: 'Case' }, backing, actor),
  };
  return {
    ...records,
    advise: adviceOf(advised, records),
    recipients: recipientsOf(backing, actor, sealing),
    as: (other) => deskFor(other, parts),
    drain: drainNow,
    find: (query) => store.find(query),
    changes: (page) => store.changes(page),
    reconcileStock: (id) => new ResultAsync(reconcile(store, stateOf, id)),
    outcome: async (commandId) => {
      const [receipt] = (await store.load({ keys: [], commandIds: [commandId] })).receipts;
      return receipt && outcomeOf(receipt);
    },
    messages: {
      waiting: (request = {}) => store.waiting(request),
      retry: (id) => new ResultAsync(retry(id)),
    },
    now: () => engine.now(),
    close: () => store.close(),
  };
}
