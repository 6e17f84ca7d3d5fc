import type { Reservation } from '../reservation/index.js';
import type { Stock, StockCommand, StockEvent, StockMoved } from '../stock/index.js';

/** An event of a stock as its journal has it; `version` is its place, `cause` whatever led to it, for people. */
export interface StockMovement {
  readonly version: number;
  readonly event: StockEvent;
  readonly cause?: string | undefined;
}

export interface StockBooks {
  readonly stock: Stock;
  /** The record's version, if known: it shows whether movements are missing at the end. */
  readonly version?: number | undefined;
  readonly movements: readonly StockMovement[];
  /** Every reservation that has ever held units of this stock. */
  readonly reservations: readonly Reservation[];
}

/** What does not agree, where it went wrong, and what would put it right. */
export interface StockFinding {
  readonly code: 'movement_repeated' | 'no_counterpart' | 'movement_missing' | 'movement_wrong' | 'counter_wrong';
  readonly message: string;
  /** Figures that differ: a counter, `hold <until>`, `reclaim <until>`, or such as `reservation/o-1 shipped`. */
  readonly figures: readonly { readonly figure: string; readonly kept: number; readonly byMovements: number }[];
  /** Movements one of which is wrong; `expected` is the quantity with which all would agree, 0: it is one too many. */
  readonly suspects: readonly (StockMovement & { readonly expected: number })[];
  /** Movements one of which is not there. */
  readonly missing: readonly StockMoved[];
  /** A place in the journal that is empty. */
  readonly place?: number;
  /** Brings the counters to where they should be; empty where they are right and only the journal is not. */
  readonly compensate: readonly StockCommand[];
}

/** Movements `for` this correct counters. They are no movements of goods, and the next count leaves them out. */
export const CORRECTION = 'reconciliation';
