import { stockId } from '../../inventory/index.js';
import { type Order, stillOut } from '../../order/index.js';
import type { Reaction } from '../process.js';
import { toOrder, toStock } from './steps.js';

/** Units that are in the house again, and where they go there. */
export interface BackUnits {
  readonly line: string;
  readonly sku: string;
  readonly quantity: number;
  readonly disposition: 'restock' | 'damaged' | 'destroy';
  readonly location: string;
}

/**
 * A unit comes back once, whether with its parcel or through a case: what the other door has booked already is not
 * booked again.
 */
export function bookedBack(order: Order | undefined, units: readonly BackUnits[], cause: string): Reaction[] {
  if (order === undefined) return [];
  const out = new Map(order.lines.map((line) => [line.id, stillOut(line)]));
  const booked = units.flatMap((unit) => {
    const left = out.get(unit.line) ?? 0;
    const quantity = Math.min(unit.quantity, left);
    out.set(unit.line, left - quantity);
    return quantity > 0 ? [{ ...unit, quantity }] : [];
  });
  if (booked.length === 0) return [];
  const stocked = booked
    .filter(({ disposition }) => disposition !== 'destroy')
    .map(({ sku, location, quantity, disposition }) => {
      const type = disposition === 'restock' ? 'TakeBack' : 'TakeBackDamaged';
      return toStock(stockId(sku, location), { type, quantity, for: cause });
    });
  return [
    toOrder(order.id, { type: 'NoteBack', lines: booked.map(({ line, quantity }) => ({ line, quantity })) }),
    ...stocked,
  ];
}
