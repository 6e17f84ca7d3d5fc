import {
  type ReservationEvent,
  type Stock,
  type StockCommand,
  type StockEvent,
  stockId,
} from '../../inventory/index.js';
import { keyOf } from '../../kernel/index.js';
import type { Reaction } from '../process.js';
import { perStock, toStock } from './steps.js';

/** Stock moves when reservations do. */
export function afterReservation(event: ReservationEvent, key: string): Reaction[] {
  const move = (command: (quantity: number) => StockCommand): Reaction[] =>
    perStock(event.lines).map(({ id, quantity }) => toStock(id, command(quantity)));
  const until = 'until' in event ? event.until : undefined;
  switch (event.type) {
    case 'UnitsHeld':
      return move((quantity) => ({ type: 'ReserveStock', quantity, for: key, until }));
    case 'ReservationKept':
      return move((quantity) => ({ type: 'KeepHold', quantity, for: key, until }));
    case 'UnitsReleased':
    case 'ReservationExpired':
      return move((quantity) => ({ type: 'ReleaseStock', quantity, for: key, until }));
    case 'UnitsCommitted':
      return move((quantity) => ({ type: 'ShipStock', quantity, for: key }));
    case 'UnitsDropped': {
      const type = event.how === 'damaged' ? 'DamageReserved' : 'MissReserved';
      return move((quantity) => ({ type, quantity, for: key, reason: event.reason }));
    }
  }
}

/** What was sent to another location is expected there. */
export function afterStock(event: StockEvent, { sku, id }: Stock): Reaction[] {
  if (event.type !== 'StockSent' || event.to === undefined) return [];
  const { quantity, to } = event;
  return [toStock(stockId(sku, to), { type: 'ExpectStock', quantity, for: keyOf('stock', id) })];
}
