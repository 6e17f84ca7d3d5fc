import { err, ok, type Result } from 'neverthrow';
import { type Minor, sharesBetween, splitByLargestRemainder } from '../kernel/index.js';
import type { NewLine, PlaceOrder } from './commands.js';
import { type OrderFailure, orderFailures } from './failures.js';
import type { Awaited, LineUnits, Order, OrderLine } from './types.js';

const MOST_UNITS_PER_ORDER = 1_000_000;

/** What each line carries of the order's money. */
export type Charges = Pick<OrderLine, 'goods' | 'shipping' | 'tax'>;

/**
 * Checks the amounts of a new order and spreads discounts, shipping and tax over its lines by largest remainder, once:
 * everything paid is some unit's share, and every refund draws from the shares.
 */
export function chargesOf(order: PlaceOrder): Result<Charges[], OrderFailure> {
  const { currency } = order;
  const twice = order.lines.find(({ id }, index) => order.lines.findIndex((line) => line.id === id) < index);
  if (twice !== undefined) return err(orderFailures.line_id_given_twice({ line: twice.id }));
  const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  if (units > MOST_UNITS_PER_ORDER) return err(orderFailures.too_many_units({ units, most: MOST_UNITS_PER_ORDER }));

  const gross = order.lines.map(grossOf);
  const tooMuch = order.lines.findIndex(({ discount = 0 }, index) => discount > (gross[index] ?? 0));
  const dear = order.lines[tooMuch];
  if (dear !== undefined) {
    const where = `line "${dear.id}"`;
    const price = gross[tooMuch] ?? 0;
    return err(orderFailures.discount_exceeds_price({ where, discount: dear.discount ?? 0, price, currency }));
  }
  const net = order.lines.map(({ discount = 0 }, index) => (gross[index] ?? 0) - discount);
  const goods = net.reduce((sum, amount) => sum + amount, 0);
  const { discount = 0, shipping = 0, tax = 0 } = order;
  if (discount > goods) {
    return err(orderFailures.discount_exceeds_price({ where: 'the order', discount, price: goods, currency }));
  }
  const lineTax = order.lines.reduce((sum, line) => sum + (line.tax ?? 0), 0);
  const computed = goods - discount + shipping + tax + lineTax;
  if (computed !== order.total) {
    return err(orderFailures.total_does_not_add_up({ given: order.total, computed, currency }));
  }
  const discounts = splitByLargestRemainder(discount, net);
  const shippings = splitByLargestRemainder(shipping, net);
  const taxes = splitByLargestRemainder(tax, net);
  return ok(
    order.lines.map((line, i) => ({
      goods: (net[i] ?? 0) - (discounts[i] ?? 0),
      shipping: shippings[i] ?? 0,
      tax: (taxes[i] ?? 0) + (line.tax ?? 0),
    })),
  );
}

const grossOf = ({ unitPrice, quantity }: NewLine): Minor => unitPrice * quantity;

/** What was paid and has not gone back. */
export const refundable = (order: Order): Minor => order.paid - order.refunded;

/** What need not be awaited any more when this much was paid: a part of it is enough only where a balance follows. */
export function paidUp(awaits: readonly Awaited[], paid: Minor, total: Minor): Awaited[] {
  if (paid >= total) return ['payment', 'balance'];
  return paid > 0 && awaits.includes('balance') ? ['payment'] : [];
}

/** The shares of the next units of a line that have not been cancelled or refunded. */
export function nextShares(line: OrderLine, quantity: number): Minor {
  const from = line.cancelled + line.refunded;
  return [line.goods, line.shipping, line.tax].reduce(
    (sum, amount) => sum + sharesBetween(amount, line.ordered, from, from + quantity),
    0,
  );
}

/** What the next units of a line can still bring: their shares, as far as rebates have left them. */
function worthLeft(line: OrderLine, quantity: number): Minor {
  const all = nextShares(line, line.ordered - line.cancelled - line.refunded);
  return Math.min(nextShares(line, quantity), Math.max(0, all - line.rebated));
}

/** What these units can still bring back, each line with what was rebated before taken off. */
export const stillWorth = (lines: readonly OrderLine[], units: readonly LineUnits[]): Minor =>
  units.reduce((sum, { line: id, quantity }) => {
    const line = lines.find((one) => one.id === id);
    return line === undefined ? sum : sum + worthLeft(line, quantity);
  }, 0);

/** What was paid beyond all that the buyer still gets, or has and did not get back. */
export const overpaid = (order: Order): Minor =>
  order.lines.reduce(
    (left, line) => left - worthLeft(line, line.ordered - line.cancelled - line.refunded),
    refundable(order),
  );

/** What these units cost the buyer together, all discounts, shipping and tax included. */
export const sharesOf = (lines: readonly OrderLine[], units: readonly LineUnits[]): Minor =>
  units.reduce((sum, { line: id, quantity }) => {
    const line = lines.find((one) => one.id === id);
    return line === undefined ? sum : sum + nextShares(line, quantity);
  }, 0);
