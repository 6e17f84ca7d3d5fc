import type { CaseCommand } from '../../aftersales/index.js';
import { type ReservationCommand, type StockCommand, stockId, type UnitsAt } from '../../inventory/index.js';
import { type Failure, keyOf } from '../../kernel/index.js';
import type { FulfilmentCommand, ParcelCommand } from '../../logistics/index.js';
import type { OrderCommand } from '../../order/index.js';
import type { Reaction } from '../process.js';
import type { MessageBody, MessageType } from './messages.js';

/** A command for another record, checked against the commands which that kind of record takes. */
const to =
  <Command extends { readonly type: string }>(kind: string) =>
  (id: string, command: Command, otherwise?: (failure: Failure) => readonly Reaction[]): Reaction => ({
    key: keyOf(kind, id),
    command,
    otherwise,
  });

export const toOrder = to<OrderCommand>('order');
export const toReservation = to<ReservationCommand>('reservation');
export const toStock = to<StockCommand>('stock');
export const toFulfilment = to<FulfilmentCommand>('fulfilment');
export const toParcel = to<ParcelCommand>('parcel');
export const toCase = to<CaseCommand>('case');

/** A message to the host, about a record. */
export const tell = <Type extends MessageType>(type: Type, key: string, body: MessageBody<Type>): Reaction => ({
  tell: type,
  key,
  body,
});

/** Demand summed per SKU and location, before anything is tested. */
export function perStock(lines: readonly UnitsAt[]): { id: string; quantity: number }[] {
  const sums = new Map<string, number>();
  for (const { sku, location, quantity } of lines) {
    const id = stockId(sku, location);
    sums.set(id, (sums.get(id) ?? 0) + quantity);
  }
  return [...sums].map(([id, quantity]) => ({ id, quantity }));
}
