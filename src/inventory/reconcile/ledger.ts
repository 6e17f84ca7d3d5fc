import { type Instant, keyOf } from '../../kernel/index.js';
import type { Reservation } from '../reservation/index.js';
import { MOVEMENTS, type Movement, type Stock, type StockMoved } from '../stock/index.js';
import { CORRECTION, type StockBooks, type StockMovement } from './types.js';

/** A number that is kept somewhere and that movements make as well. */
export type Figure = string;
/** By how much one unit of a movement moves each figure. */
export type Effects = ReadonlyMap<Figure, number>;

export interface Row {
  readonly movement: StockMovement;
  readonly event: StockMoved;
  readonly effects: Effects;
}

/** One equation for each figure: what is kept, and what the movements make. */
export interface Ledger {
  readonly rows: readonly Row[];
  readonly kept: ReadonlyMap<Figure, number>;
  /** What is kept less what the movements make, where that is not nothing. */
  readonly off: ReadonlyMap<Figure, number>;
  /** Instants up to which holds were reclaimed, earliest first. */
  readonly reclaims: readonly Instant[];
  effectsOf(version: number, event: StockMoved): Effects;
}

export const COUNTERS = ['onHand', 'reserved', 'damaged', 'incoming'] as const;

export function ledgerOf({ stock, reservations }: StockBooks, movements: readonly StockMovement[]): Ledger {
  const moved = movements.flatMap((movement) =>
    movement.event.type === 'StockOpened' || movement.event.for === CORRECTION
      ? []
      : [{ movement, event: movement.event }],
  );
  const events = moved.map(({ event }) => event);
  const reclaims = reclaimsOf(stock, events);
  const kept = new Map<Figure, number>(COUNTERS.map((counter) => [counter, stock[counter]]));
  for (const { until, quantity } of stock.holds ?? []) kept.set(`hold ${until}`, quantity);
  for (const reservation of reservations) {
    for (const [figure, units] of figuresOf(reservation, stock, reclaims.at(-1))) kept.set(figure, units);
  }
  const keptAt = new Map<string, number[]>();
  for (const { movement, event } of moved) {
    const hold = `${event.for}@${event.until}`;
    if (event.type === 'HoldKept') keptAt.set(hold, [...(keptAt.get(hold) ?? []), movement.version]);
  }
  const effectsOf = effectsWith(reclaims, keptAt, (cause) => kept.has(`${cause} held`));
  const rows = moved.map((row) => ({ ...row, effects: effectsOf(row.movement.version, row.event) }));
  const off = new Map(kept);
  for (const { event, effects } of rows) {
    for (const [figure, per] of effects) off.set(figure, (off.get(figure) ?? 0) - per * event.quantity);
  }
  return { rows, kept, off: new Map([...off].filter(([, units]) => units !== 0)), reclaims, effectsOf };
}

/** If the last one is not in the journal, the stock still knows of it; unless it has such holds all the same. */
function reclaimsOf({ reclaimedUpTo, holds = [] }: Stock, events: readonly StockMoved[]): Instant[] {
  const all = events.flatMap(({ type, until }) =>
    type === 'ExpiredHoldsReclaimed' && until !== undefined ? until : [],
  );
  const last = all.at(-1) ?? 0;
  if (reclaimedUpTo === undefined || reclaimedUpTo <= last) return all;
  const isBetween = (until = 0) => until > last && until <= reclaimedUpTo;
  const isLost = events.some(({ until }) => isBetween(until)) && !holds.some(({ until }) => isBetween(until));
  return isLost ? [...all, reclaimedUpTo] : all;
}

/** What the reservation itself says of its units of this stock. */
function figuresOf({ id, status, until, lines }: Reservation, { sku, location }: Stock, reclaimed?: Instant) {
  const mine = lines.filter((line) => line.sku === sku && line.location === location);
  const sum = (of: 'held' | 'committed' | 'released' | 'dropped') => mine.reduce((units, line) => units + line[of], 0);
  const isReclaimed = status === 'held' && until !== undefined && reclaimed !== undefined && until <= reclaimed;
  const key = keyOf('reservation', id);
  return [
    [`${key} reserved`, sum('held') + sum('committed') + sum('released') + sum('dropped')],
    [`${key} shipped`, sum('committed')],
    [`${key} dropped`, sum('dropped')],
    [`${key} held`, isReclaimed ? 0 : sum('held')],
  ] as const;
}

/** How each movement moves a hold, and under which name a reservation counts it. */
export const HOLD_SIGN: Readonly<Partial<Record<Movement, number>>> = {
  StockReserved: 1,
  StockReleased: -1,
  HoldKept: -1,
  ExpiredHoldsReclaimed: -1,
};
const COUNTED_AS: Readonly<Partial<Record<Movement, string>>> = {
  StockReserved: 'reserved',
  StockShipped: 'shipped',
  ReservedStockDamaged: 'dropped',
  ReservedStockMissing: 'dropped',
};

const effectsWith =
  (reclaims: readonly Instant[], keptAt: ReadonlyMap<string, readonly number[]>, isKnown: (cause: string) => boolean) =>
  (version: number, { type, until, for: cause }: StockMoved): Effects => {
    const effects = new Map<Figure, number>();
    for (const counter of COUNTERS) if (MOVEMENTS[type][counter] !== 0) effects.set(counter, MOVEMENTS[type][counter]);
    const sign = HOLD_SIGN[type];
    const reclaimed = until === undefined ? undefined : reclaims.find((at) => at >= until);
    if (until !== undefined && sign !== undefined) {
      effects.set(reclaimed === undefined ? `hold ${until}` : `reclaim ${reclaimed}`, sign);
    }
    if (cause === undefined || type === 'ExpiredHoldsReclaimed' || !isKnown(cause)) return effects;
    const counted = COUNTED_AS[type];
    if (counted !== undefined) effects.set(`${cause} ${counted}`, 1);
    // What was reclaimed is not the reservation's any more, unless it was kept before.
    const held = reclaimed === undefined ? MOVEMENTS[type].reserved : Number(type === 'HoldKept');
    if (held !== 0) effects.set(`${cause} held`, held);
    // Keeping leaves nothing of the hold, so what came and went before adds up to nothing.
    if (sign === undefined) return effects;
    const places = (keptAt.get(`${cause}@${until}`) ?? []).filter((place) => place >= version);
    for (const place of places) effects.set(`${cause} kept until ${until} by ${place}`, sign);
    return effects;
  };
