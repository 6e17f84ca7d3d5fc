import { err, ok, type Result } from 'neverthrow';
import { type OrderFailure, orderFailures } from './failures.js';
import type { LineUnits, Order, OrderLine } from './types.js';

/** Units that are still wanted. */
export const wanted = (line: OrderLine): number => line.ordered - line.cancelled;
/** Units that are with the merchant and in no parcel. */
export const unpacked = (line: OrderLine): number => wanted(line) - line.packed;
/** Units on their way. */
export const underWay = (line: OrderLine): number => line.shipped - line.delivered - line.undelivered;

/** Units that were lost or came back, and were not paid back. */
export const unsettled = (line: OrderLine): number =>
  Math.max(0, Math.min(line.undelivered - (line.refunded - line.compensated), line.shipped - line.refunded));
/** Units that have left and are not in the house again. */
export const stillOut = (line: OrderLine): number => line.shipped - line.back;
/** Units that the buyer may have sent back, though no carrier has said that they arrived. */
export const returnable = (line: OrderLine): number => line.shipped - line.undelivered - line.returned;
/** Units that a parcel has not been said to deliver, though the buyer has sent them back already. */
export const sentBackUnannounced = (line: OrderLine): number =>
  Math.max(0, Math.min(line.returned - line.delivered, underWay(line)));

/** These units, of each line at most so many. */
export const atMost = (order: Order, units: readonly LineUnits[], mostOf: (line: OrderLine) => number): LineUnits[] =>
  units.flatMap(({ line: id, quantity: asked }) => {
    const line = order.lines.find((one) => one.id === id);
    const quantity = line === undefined ? 0 : Math.min(asked, mostOf(line));
    return quantity > 0 ? [{ line: id, quantity }] : [];
  });

/** What the merchant owes for undelivered units. */
export const SETTLE = 'settleUndeliveredBy';

/** All units of which there are some, as a list. */
export const unitsWhere = (order: Order, quantityOf: (line: OrderLine) => number): LineUnits[] =>
  order.lines.map((line) => ({ line: line.id, quantity: quantityOf(line) })).filter(({ quantity }) => quantity > 0);

/** Whether an obligation of this kind is open. */
export const isOwed = (order: Order, kind: string): boolean => order.owed?.some((one) => one.kind === kind) === true;

export const every = (order: Order, test: (line: OrderLine) => boolean): boolean => order.lines.every(test);

/** The same units with each line named once, or the first line of which more was named than there is. */
export function folded(
  order: Order,
  units: readonly LineUnits[],
  leftOf: (line: OrderLine) => number,
  what: string,
): Result<LineUnits[], OrderFailure> {
  const named: LineUnits[] = [];
  for (const { line, quantity } of units) {
    const before = named.find((one) => one.line === line);
    if (before === undefined) named.push({ line, quantity });
    else before.quantity += quantity;
  }
  const lineOf = (id: string) => order.lines.find((line) => line.id === id);
  const unknown = named.find(({ line }) => lineOf(line) === undefined);
  if (unknown !== undefined) {
    return err(orderFailures.line_unknown({ line: unknown.line, lines: order.lines.map(({ id }) => id) }));
  }
  for (const { line: id, quantity } of named) {
    const line = lineOf(id);
    const left = line === undefined ? 0 : leftOf(line);
    if (quantity > left) return err(orderFailures.more_than_there_is({ line: id, asked: quantity, left, what }));
  }
  return ok(named);
}
