import { err, ok, type Result } from 'neverthrow';
import {
  Broken,
  type Context,
  type Decision,
  type Instant,
  keyOf,
  type Lifecycle,
  latest,
  type Machine,
  type Obligation,
  plusMilliseconds,
  roundUpToMinute,
  type Shape,
} from '../../kernel/index.js';
import { type ReservationFailure, reservationFailures } from './failures.js';
import {
  type Reservation,
  type ReservationCommand,
  type ReservationEvent,
  ReservationStatus,
  type ReservedLine,
  type UnitsAt,
} from './types.js';

type Of<Type extends ReservationCommand['type']> = Extract<ReservationCommand, { type: Type }>;
type Counter = 'held' | 'committed' | 'released' | 'dropped';

const DESK = ['system'] as const;

/** The life of what is kept for one order. A unit's hold ends once; the order may hold others afterwards. */
export const reservationLifecycle: Lifecycle<ReservationStatus, ReservationCommand['type']> = {
  statuses: ReservationStatus.options,
  final: [],
  /** A hold lasts as long as the order may be paid: who needs more time extends the order's `payBy`. */
  deadlines: 'led',
  rows: {
    HoldUnits: [{ from: ['new', ...ReservationStatus.options], by: DESK, to: ['held'] }],
    KeepReservation: [{ from: ['held'], by: DESK, to: ['held'] }],
    CommitUnits: [{ from: ['held'], by: DESK, to: ['held', 'committed'] }],
    ReleaseUnits: [{ from: ['held'], by: DESK, to: ['held', 'committed', 'released'] }],
    ReleaseReservation: [{ from: ['held'], by: DESK, to: ['committed', 'released', 'expired'] }],
    DropUnits: [{ from: ['held'], by: DESK, to: ['held', 'committed', 'released'] }],
  },
};

/** Whether the hold has ended by now, whether or not anybody has tidied it away. */
export const hasExpired = ({ status, until }: Reservation, at: Instant): boolean =>
  status === 'held' && until !== undefined && until <= at;

/** The units that are kept for the order now. */
export const heldUnits = (reservation: Reservation, at: Instant): UnitsAt[] =>
  hasExpired(reservation, at) ? [] : unitsOf(reservation);

const unitsOf = ({ lines }: Reservation): UnitsAt[] =>
  lines
    .filter(({ held }) => held > 0)
    .map(({ line, sku, location, held }) => ({ line, sku, location, quantity: held }));

function holdUnits(
  { lines, until }: Of<'HoldUnits'>,
  state: Reservation | undefined,
  { id, at }: Context,
): Decision<ReservationEvent> {
  // Units added to a hold that stands end with it: a replacement is no worse kept than what it replaces.
  const joins = state?.status === 'held' && !hasExpired(state, at);
  // A hold whose end has come already still lasts to the next minute: its instant is not given back yet.
  const end = joins ? state.until : until && roundUpToMinute(latest(until, plusMilliseconds(at, 1)));
  const owes: Obligation[] =
    end === undefined ? [] : [{ kind: 'holdEnds', by: 'buyer', since: at, due: end, source: 'hold' }];
  const held: ReservationEvent = { type: 'UnitsHeld', id, lines, until: end, owes: end && owes };
  return ok(state !== undefined && hasExpired(state, at) ? [expired(state), held] : [held]);
}

const expired = (state: Reservation): ReservationEvent => ({
  type: 'ReservationExpired',
  lines: unitsOf(state),
  until: state.until ?? (0 as never),
  settles: ['holdEnds'],
});

const SETTLED = { settles: ['holdEnds'] };

/** The hold has no end any more. What is shipped, damaged or missing is of an order that is being served. */
const kept = (state: Reservation): ReservationEvent[] =>
  state.until === undefined ? [] : [{ type: 'ReservationKept', lines: unitsOf(state), until: state.until, ...SETTLED }];

const released = (state: Reservation, lines: UnitsAt[]): ReservationEvent => {
  const units = (some: readonly UnitsAt[]) => some.reduce((sum, { quantity }) => sum + quantity, 0);
  const ends = state.until !== undefined && units(lines) === units(unitsOf(state));
  return { type: 'UnitsReleased', lines, until: state.until, settles: ends ? SETTLED.settles : undefined };
};

const isSame = (a: Omit<UnitsAt, 'quantity'>, b: Omit<UnitsAt, 'quantity'>): boolean =>
  a.line === b.line && a.location === b.location && a.sku === b.sku;

/** The same units with each line, place and SKU named once; or why they are not held. */
function heldOf(state: Reservation, lines: readonly UnitsAt[], at: Instant): Result<UnitsAt[], ReservationFailure> {
  if (hasExpired(state, at)) {
    return err(reservationFailures.has_expired({ id: state.id, until: state.until ?? at }));
  }
  const folded = new Map<string, UnitsAt>();
  for (const units of lines) {
    const key = `${units.line}@${units.location}@${units.sku}`;
    folded.set(key, { ...units, quantity: units.quantity + (folded.get(key)?.quantity ?? 0) });
  }
  for (const units of folded.values()) {
    const { line, location, quantity } = units;
    const held = state.lines.find((one) => isSame(one, units))?.held ?? 0;
    if (quantity > held) {
      return err(reservationFailures.not_held({ id: state.id, line, location, asked: quantity, held }));
    }
  }
  return ok([...folded.values()]);
}

/** The lines after these units moved from one counter to another; from nowhere when they are new. */
function moved(lines: readonly ReservedLine[], units: readonly UnitsAt[], to: Counter, from?: Counter): ReservedLine[] {
  const next = [...lines];
  for (const { line, sku, location, quantity } of units) {
    const index = next.findIndex((one) => isSame(one, { line, sku, location }));
    const changed = shapedLine(next[index] ?? { line, sku, location, ...NOTHING });
    changed[to] += quantity;
    if (from !== undefined) changed[from] -= quantity;
    next[index < 0 ? next.length : index] = changed;
  }
  return next;
}

const NOTHING = { held: 0, committed: 0, released: 0, dropped: 0 };
const shapedLine = (one: ReservedLine): Shape<ReservedLine> => ({
  line: one.line,
  sku: one.sku,
  location: one.location,
  held: one.held,
  committed: one.committed,
  released: one.released,
  dropped: one.dropped,
});

function evolveReservation(state: Reservation | undefined, event: ReservationEvent): Reservation {
  if (event.type === 'UnitsHeld') {
    const lines = moved(state?.lines ?? [], event.lines, 'held');
    return { id: event.id, status: 'held', lines, until: event.until, owed: state?.owed };
  }
  if (state === undefined) throw new Broken(`${event.type} reached a reservation that does not exist`);
  switch (event.type) {
    case 'ReservationKept':
      return { ...state, until: undefined };
    case 'UnitsCommitted':
      return settled(state, moved(state.lines, event.lines, 'committed', 'held'));
    case 'UnitsReleased':
      return settled(state, moved(state.lines, event.lines, 'released', 'held'));
    case 'UnitsDropped':
      return settled(state, moved(state.lines, event.lines, 'dropped', 'held'));
    case 'ReservationExpired':
      return { ...settled(state, moved(state.lines, event.lines, 'released', 'held')), status: 'expired' };
  }
}

/** A hold of which nothing is left has ended: committed if any of it left the house. */
function settled(state: Reservation, lines: ReservedLine[]): Reservation {
  if (lines.some(({ held }) => held > 0)) return { ...state, lines };
  const status = lines.some(({ committed }) => committed > 0) ? 'committed' : 'released';
  return { ...state, lines, status, until: undefined };
}

/** The units kept for one order. */
export const reservationMachine: Machine<Reservation, ReservationCommand, ReservationEvent, unknown> = {
  kind: 'reservation',
  schema: 1,
  lifecycle: reservationLifecycle,
  decide: {
    HoldUnits: holdUnits,
    KeepReservation: (_, state, { at }) => heldOf(state, [], at).map(() => kept(state)),
    CommitUnits: ({ lines, for: cause }, state, { at }) =>
      heldOf(state, lines, at).map((units) => [...kept(state), { type: 'UnitsCommitted', lines: units, for: cause }]),
    ReleaseUnits: ({ lines }, state, { at }) => heldOf(state, lines, at).map((units) => [released(state, units)]),
    ReleaseReservation: (_, state, { at }) =>
      ok([hasExpired(state, at) ? expired(state) : released(state, unitsOf(state))]),
    DropUnits: ({ lines, how, reason }, state, { at }) =>
      heldOf(state, lines, at).map((units) => [...kept(state), { type: 'UnitsDropped', lines: units, how, reason }]),
  },
  evolve: evolveReservation,
  missed: (state) => (state.status === 'held' ? [expired(state)] : []),
  card: ({ id, lines }) => ({
    parent: keyOf('order', id),
    facts: { units: lines.reduce((sum, { held }) => sum + held, 0) },
  }),
};
