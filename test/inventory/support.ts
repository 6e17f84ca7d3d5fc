import { err, ok, type Result } from 'neverthrow';
import { afterReservation, afterStock } from '../../src/engine/react/stock.js';
import {
  Reservation,
  type ReservationCommand,
  ReservationEvent,
  reservationLifecycle,
  reservationMachine,
  Stock,
  type StockCommand,
  StockEvent,
  stockMachine,
  type UnitsAt,
} from '../../src/inventory/index.js';
import {
  type Actor,
  apply,
  decide,
  type Failure,
  type Instant,
  idOf,
  instant,
  isObligationEvent,
  keyOf,
  type ObligationCommand,
  type Role,
  SYSTEM,
  wakeAt,
} from '../../src/kernel/index.js';
import { specification } from '../../src/testing/specification.js';

/** Noon in Shanghai on Monday, 2 March 2026. */
export const noon = instant(Date.UTC(2026, 2, 2, 4));
export const MINUTE = 60_000;
export const minutes = (n: number): Instant => instant(noon + n * MINUTE);
export const person = (role: Role): Actor => ({ role, id: `${role}-1` });

export const mug = 'mug@main';
export const stock = specification(stockMachine, { ask: undefined, at: noon, id: mug });
export const reservation = specification(reservationMachine, { ask: undefined, at: noon, id: 'o-1' });

/** Units of a line; `2 mug@main` unless said otherwise. */
export const units = (quantity: number, sku = 'mug', location = 'main', line = sku): UnitsAt => ({
  line,
  sku,
  location,
  quantity,
});
export const holdUnits = (lines: UnitsAt[], until?: Instant): ReservationCommand => ({
  type: 'HoldUnits',
  lines,
  ...(until !== undefined && { until }),
});

/** One journal entry's part about a stock, as a store would have kept it. */
export interface Moved {
  readonly version: number;
  readonly event: StockEvent;
  readonly cause: string;
}

/**
 * The stocks and reservations of a shop, moved together as the desk moves them: all of a command and what follows from
 * it, or nothing.
 */
export class Stockroom {
  at: Instant = noon;
  stocks: ReadonlyMap<string, Stock> = new Map();
  reservations: ReadonlyMap<string, Reservation> = new Map();
  journal: ReadonlyMap<string, readonly Moved[]> = new Map();
  #commands = 0;

  stock(id: string = mug): Stock {
    const found = this.stocks.get(id);
    if (found === undefined) throw new Error(`no stock ${id}`);
    return found;
  }
  reservation(id: string): Reservation {
    const found = this.reservations.get(id);
    if (found === undefined) throw new Error(`no reservation ${id}`);
    return found;
  }
  movements(id: string = mug): readonly Moved[] {
    return this.journal.get(id) ?? [];
  }

  /** Carries out a command on a stock; answers its failure, after which nothing has changed. */
  move(id: string, command: StockCommand, by: Actor = SYSTEM): Failure | undefined {
    return this.#atOnce(() => this.#move(id, command, by));
  }

  reserve(id: string, command: ReservationCommand | ObligationCommand): Failure | undefined {
    return this.#atOnce(() => this.#reserve(id, command));
  }

  /** Carries out what must not fail. */
  must(failure: Failure | undefined): void {
    if (failure !== undefined) throw new Error(`refused with ${failure.code}: ${failure.message}`);
  }

  receive(quantity: number, id: string = mug): this {
    this.must(this.move(id, { type: 'ReceiveStock', quantity }));
    return this;
  }

  /** The sweeper comes: every hold whose end has come is woken. */
  sweep(): void {
    for (const [id, one] of this.reservations) {
      const due = wakeAt(one, reservationLifecycle);
      if (due !== undefined && due <= this.at) this.must(this.reserve(id, { type: 'Wake' }));
    }
  }

  #atOnce(work: () => Result<void, Failure>): Failure | undefined {
    const { stocks, reservations, journal } = this;
    this.#commands += 1;
    const done = work();
    if (done.isOk()) return undefined;
    Object.assign(this, { stocks, reservations, journal });
    return done.error;
  }

  #reserve(id: string, command: ReservationCommand | ObligationCommand): Result<void, Failure> {
    const before = this.reservations.get(id);
    const context = { at: this.at, by: SYSTEM, id, ask: undefined };
    const decision = decide(reservationMachine, command, before, context);
    if (decision.isErr()) return err(decision.error);
    let state = before;
    for (const event of decision.value) {
      if (!isObligationEvent(event)) ReservationEvent.parse(event);
      state = apply(reservationMachine, state, event, this.at);
    }
    if (state === undefined) return ok(undefined);
    Reservation.parse(JSON.parse(JSON.stringify(state)));
    this.reservations = new Map(this.reservations).set(id, state);
    for (const event of decision.value) {
      if (isObligationEvent(event)) continue;
      for (const reaction of afterReservation(event, keyOf('reservation', id))) {
        if (!('command' in reaction)) continue;
        const done = this.#move(idOf(reaction.key), reaction.command as StockCommand, SYSTEM);
        if (done.isErr()) return done;
      }
    }
    return ok(undefined);
  }

  #move(id: string, command: StockCommand, by: Actor): Result<void, Failure> {
    const before = this.stocks.get(id);
    const decision = decide(stockMachine, command, before, { at: this.at, by, id, ask: undefined });
    if (decision.isErr()) return err(decision.error);
    let state = before;
    const moved = [...this.movements(id)];
    for (const event of decision.value) {
      if (isObligationEvent(event)) continue;
      state = apply(stockMachine, state, StockEvent.parse(event), this.at);
      moved.push({ version: moved.length + 1, event, cause: `c-${this.#commands}` });
    }
    if (state === undefined) return ok(undefined);
    Stock.parse(JSON.parse(JSON.stringify(state)));
    this.stocks = new Map(this.stocks).set(id, state);
    this.journal = new Map(this.journal).set(id, moved);
    for (const event of decision.value) {
      if (isObligationEvent(event)) continue;
      for (const reaction of afterStock(event, state)) {
        if (!('command' in reaction)) continue;
        const done = this.#move(idOf(reaction.key), reaction.command as StockCommand, SYSTEM);
        if (done.isErr()) return done;
      }
    }
    return ok(undefined);
  }
}
