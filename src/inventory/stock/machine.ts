import { err, ok } from 'neverthrow';
import {
  Broken,
  type Context,
  type Decision,
  type Instant,
  type Lifecycle,
  LocationId,
  latest,
  type Machine,
  type Role,
  type Shape,
  Sku,
} from '../../kernel/index.js';
import { stockFailures } from './failures.js';
import {
  type Counters,
  MOVEMENTS,
  type Movement,
  type Stock,
  type StockCommand,
  type StockEvent,
  type StockMoved,
  type TimedHold,
} from './types.js';

/** `mug@main`: the stock of SKU `mug` at location `main`. */
export const stockId = (sku: string, location: string): string => `${sku}@${location}`;

function isStockId(id: string): boolean {
  const [sku, location, ...more] = id.split('@');
  return Sku.safeParse(sku).success && LocationId.safeParse(location).success && more.length === 0;
}

/** Which movement a command asks for. */
const MOVEMENT_OF: Readonly<Record<StockCommand['type'], Movement>> = {
  ExpectStock: 'StockExpected',
  DropExpectation: 'ExpectationDropped',
  ReceiveExpected: 'ExpectedStockReceived',
  ReceiveStock: 'StockReceived',
  AddFound: 'StockFound',
  RemoveLost: 'StockLost',
  SendStock: 'StockSent',
  TakeBack: 'StockReturned',
  TakeBackDamaged: 'DamagedStockReturned',
  MarkDamaged: 'StockDamaged',
  MarkRepaired: 'StockRepaired',
  WriteOff: 'StockWrittenOff',
  ReserveStock: 'StockReserved',
  ReleaseStock: 'StockReleased',
  KeepHold: 'HoldKept',
  DamageReserved: 'ReservedStockDamaged',
  MissReserved: 'ReservedStockMissing',
  ShipStock: 'StockShipped',
};

const KEEPERS: readonly Role[] = ['owner', 'picker', 'packer', 'system'];
const COUNTERS: readonly Role[] = ['owner', 'approver', 'system'];
const DESK: readonly Role[] = ['system'];

const row = (by: readonly Role[], from: readonly ('new' | 'kept')[] = ['kept']) => [
  { from, by, to: ['kept'] as const },
];
const ANY = ['new', 'kept'] as const;

/** Stock has one status; what may be done with it is a question of quantities. */
export const stockLifecycle: Lifecycle<'kept', StockCommand['type']> = {
  statuses: ['kept'],
  final: [],
  rows: {
    ExpectStock: row(KEEPERS, ANY),
    DropExpectation: row(COUNTERS),
    ReceiveExpected: row(KEEPERS),
    ReceiveStock: row(KEEPERS, ANY),
    AddFound: row(COUNTERS, ANY),
    RemoveLost: row(COUNTERS),
    SendStock: row(KEEPERS),
    TakeBack: row(DESK, ANY),
    TakeBackDamaged: row(DESK, ANY),
    MarkDamaged: row(KEEPERS),
    MarkRepaired: row(KEEPERS),
    WriteOff: row(COUNTERS),
    ReserveStock: row(DESK),
    ReleaseStock: row(DESK),
    KeepHold: row(DESK),
    DamageReserved: row(DESK),
    MissReserved: row(DESK),
    ShipStock: row(DESK),
  },
};

/** Units held by a hold that has ended by now, whether or not anybody has tidied it away. */
const ended = (holds: readonly TimedHold[], at: Instant): number =>
  holds.reduce((sum, { until, quantity }) => (until <= at ? sum + quantity : sum), 0);

/** Units that can be reserved or taken now. Holds that have ended count as free, with or without a sweeper. */
export const available = (stock: Stock, at: Instant): number =>
  stock.onHand - stock.damaged - stock.reserved + ended(stock.holds ?? [], at);

function decideMovement(command: StockCommand, state: Stock | undefined, { at, id }: Context): Decision<StockEvent> {
  const [sku = id, location = ''] = id.split('@');
  if (state === undefined && !isStockId(id)) return err(stockFailures.id_not_sku_at_location({ id }));
  const stock = state ?? opened(sku, location);
  const event = movementOf(command);
  const { until } = event;
  const isRelease = event.type === 'StockReleased';
  if (isRelease && until !== undefined && until <= (stock.reclaimedUpTo ?? 0)) return ok([]);
  if (!isRelease && until !== undefined && until <= latest(at, stock.reclaimedUpTo ?? at)) {
    return err(stockFailures.hold_has_ended({ sku, location, until }));
  }

  const reclaimed = reclaiming(stock, event.type, at);
  const before = reclaimed === undefined ? stock : evolveStock(stock, reclaimed);
  const lack = lacking(before, moved(before, event), event);
  if (lack !== undefined) return err(stockFailures.not_enough({ sku, location, wanted: event.quantity, ...lack }));
  if (state === undefined) return ok([{ type: 'StockOpened', sku, location }, event]);
  return ok(reclaimed === undefined ? [event] : [reclaimed, event]);
}

const movementOf = (command: StockCommand): StockMoved => ({
  type: MOVEMENT_OF[command.type],
  quantity: command.quantity,
  for: command.for,
  reason: command.reason,
  until: 'until' in command ? command.until : undefined,
  to: 'to' in command ? command.to : undefined,
});

const EMPTY: Counters = { onHand: 0, reserved: 0, damaged: 0, incoming: 0 };
const opened = (sku: string, location: string): Stock =>
  shaped({ id: stockId(sku, location), status: 'kept', sku, location, ...EMPTY }, EMPTY);

/** A copy with other counters, in which every field is named: see docs/decisions/0006-states-of-one-shape.md. */
const shaped = (stock: Stock, { onHand, reserved, damaged, incoming }: Counters): Shape<Stock> => ({
  id: stock.id,
  status: stock.status,
  sku: stock.sku,
  location: stock.location,
  onHand,
  reserved,
  damaged,
  incoming,
  holds: stock.holds,
  reclaimedUpTo: stock.reclaimedUpTo,
  owed: stock.owed,
});

/** Holds that have ended are taken out of the books before a movement that needs their units. */
function reclaiming(stock: Stock, type: Movement, at: Instant): StockMoved | undefined {
  const per = MOVEMENTS[type];
  if (per.reserved + per.damaged - per.onHand <= 0) return undefined;
  const quantity = ended(stock.holds ?? [], at);
  return quantity > 0 ? { type: 'ExpiredHoldsReclaimed', quantity, until: at } : undefined;
}

const moved = (stock: Counters, { type, quantity }: StockMoved): Counters => {
  const per = MOVEMENTS[type];
  return {
    onHand: stock.onHand + per.onHand * quantity,
    reserved: stock.reserved + per.reserved * quantity,
    damaged: stock.damaged + per.damaged * quantity,
    incoming: stock.incoming + per.incoming * quantity,
  };
};

/** What there is too little of, or undefined where the law holds. */
function lacking(
  before: Stock,
  after: Counters,
  { type, quantity, until }: StockMoved,
): { what: string; there: number } | undefined {
  if (after.incoming < 0) return { what: 'incoming', there: before.incoming };
  if (after.reserved < 0) return { what: 'reserved', there: before.reserved };
  // What is held until an instant leaves by that hold alone, or it would be counted as free once more when it ends.
  const endless = before.reserved - (before.holds ?? []).reduce((sum, hold) => sum + hold.quantity, 0);
  if (until === undefined && after.reserved < before.reserved && quantity > endless) {
    return { what: 'reserved without an end', there: endless };
  }
  if (after.damaged < 0) return { what: 'damaged', there: before.damaged };
  if (after.reserved + after.damaged > after.onHand) {
    return { what: 'available', there: before.onHand - before.damaged - before.reserved };
  }
  const takesHold = until !== undefined && (type === 'StockReleased' || type === 'HoldKept');
  const held = before.holds?.find((hold) => hold.until === until)?.quantity ?? 0;
  return takesHold && held < quantity ? { what: 'held until then', there: held } : undefined;
}

const HOLD_SIGN: Partial<Record<Movement, number>> = { StockReserved: 1, StockReleased: -1, HoldKept: -1 };

export function evolveStock(state: Stock, event: StockMoved): Stock {
  const next = shaped(state, moved(state, event));
  const { until } = event;
  if (until === undefined) return next;
  const holds = holdsAfter(state.holds ?? [], { ...event, until });
  next.holds = holds.length > 0 ? holds : undefined;
  if (event.type === 'ExpiredHoldsReclaimed') next.reclaimedUpTo = latest(until, state.reclaimedUpTo ?? until);
  return next;
}

function holdsAfter(holds: readonly TimedHold[], { type, quantity, until }: StockMoved & TimedHold): TimedHold[] {
  if (type === 'ExpiredHoldsReclaimed') return holds.filter((hold) => hold.until > until);
  const others = holds.filter((hold) => hold.until !== until);
  const held = holds.find((hold) => hold.until === until)?.quantity ?? 0;
  const left = held + (HOLD_SIGN[type] ?? 0) * quantity;
  return left > 0 ? [...others, { until, quantity: left }].sort((a, b) => a.until - b.until) : others;
}

/** All movements are decided alike; only the table tells them apart. */
const everyMovement = Object.fromEntries(Object.keys(MOVEMENT_OF).map((type) => [type, decideMovement])) as Record<
  StockCommand['type'],
  typeof decideMovement
>;

/** The stock of one SKU at one location. */
export const stockMachine: Machine<Stock, StockCommand, StockEvent, unknown> = {
  kind: 'stock',
  schema: 1,
  lifecycle: stockLifecycle,
  decide: everyMovement,
  evolve: (state, event) => {
    if (event.type === 'StockOpened') return opened(event.sku, event.location);
    if (state === undefined) throw new Broken(`${event.type} reached a stock that does not exist`);
    return evolveStock(state, event);
  },
  missed: () => [],
  card: ({ sku, location, onHand, reserved, damaged, incoming }) => ({
    label: sku,
    facts: { sku, location, onHand, reserved, damaged, incoming },
  }),
};
