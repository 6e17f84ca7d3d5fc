import type { Instant, Order } from 'orderwright';
import type { SaleLine, StockOut } from 'orderwright/planning';
import type { OrderTold, Watcher } from '../journal.js';

interface Line {
  readonly order: string;
  readonly sku: string;
  readonly at: Instant;
  readonly units: number;
  readonly unitPrice: number;
  /** Units called off or sent back, and when that became known. */
  readonly less: { readonly at: Instant; readonly how: 'cancelled' | 'returned'; readonly units: number }[];
}

interface OutOfStock {
  readonly from: Instant;
  until?: Instant;
}

/** What buyers asked for, from what happened to their orders. It can be asked for what was known at any moment. */
export class Demand implements Watcher {
  readonly #lines = new Map<string, Line>();
  readonly #accepted = new Map<string, Instant>();
  readonly #waiting = new Map<string, Set<string>>();
  readonly #outs = new Map<string, OutOfStock[]>();

  order({ at, id, event, before, after }: OrderTold): void {
    if (event.type === 'OrderPlaced') {
      for (const { id: line, sku, ordered, unitPrice } of event.lines) {
        this.#lines.set(`${id} ${line}`, { order: id, sku, at, units: ordered, unitPrice, less: [] });
      }
    }
    if (event.type === 'OrderAccepted') this.#accepted.set(id, at);
    if (event.type === 'UnitsCancelled') this.#take(id, event.lines, 'cancelled', at);
    if (event.type === 'UnitsReturned') this.#take(id, event.lines, 'returned', at);
    if (event.type === 'OrderCancelled') {
      const all = after.lines.map(({ id: line, ordered }) => ({ line, quantity: ordered }));
      this.#take(id, all, 'cancelled', at);
    }
    const [lacked, lacks] = [missing(before), missing(after)];
    for (const sku of lacks) if (!lacked.has(sku)) this.#beginWaiting(sku, id, at);
    for (const sku of lacked) if (!lacks.has(sku)) this.#endWaiting(sku, id, at);
  }

  /** No more than is left: a cancelled order's units may come back as well. */
  #take(
    order: string,
    lines: readonly { line: string; quantity: number }[],
    how: 'cancelled' | 'returned',
    at: Instant,
  ) {
    for (const { line, quantity } of lines) {
      const known = this.#lines.get(`${order} ${line}`);
      if (known === undefined) continue;
      const units = Math.min(quantity, leftOf(known, at));
      if (units > 0) known.less.push({ at, how, units });
    }
  }

  #beginWaiting(sku: string, order: string, at: Instant): void {
    const waiting = this.#waiting.get(sku) ?? new Set();
    this.#waiting.set(sku, waiting.add(order));
    if (waiting.size === 1) this.#outs.set(sku, [...(this.#outs.get(sku) ?? []), { from: at }]);
  }

  #endWaiting(sku: string, order: string, at: Instant): void {
    const waiting = this.#waiting.get(sku);
    const last = this.#outs.get(sku)?.at(-1);
    if (waiting?.delete(order) && waiting.size === 0 && last !== undefined) last.until = at;
  }

  /** Order lines of some SKUs, or of all, as known at that moment. */
  lines(known: Instant, skus?: ReadonlySet<string>): SaleLine[] {
    return [...this.#lines.values()]
      .filter(({ sku, at }) => at <= known && skus?.has(sku) !== false)
      .map(({ sku, at, units, less }) => {
        const sum = (kind: string) =>
          less.reduce((total, one) => (one.how === kind && one.at <= known ? total + one.units : total), 0);
        return { sku, at, units, cancelled: sum('cancelled'), returned: sum('returned') };
      });
  }

  /** While an order waits for a SKU, its sales do not tell what is asked for. */
  stockOuts(known: Instant, sku: string): StockOut[] {
    return (this.#outs.get(sku) ?? [])
      .filter(({ from }) => from <= known)
      .map(({ from, until }) => ({ sku, from, ...(until !== undefined && until <= known && { until }) }));
  }

  /** Units of orders that were not accepted by then: nothing is reserved for them yet. */
  owed(known: Instant, sku: string): number {
    const isOpen = (line: Line) =>
      line.sku === sku && line.at <= known && !((this.#accepted.get(line.order) ?? Number.POSITIVE_INFINITY) <= known);
    return [...this.#lines.values()].filter(isOpen).reduce((sum, line) => sum + leftOf(line, known), 0);
  }

  /** What a unit sold for, in the mean. */
  priceOf(sku: string): number {
    const own = [...this.#lines.values()].filter((line) => line.sku === sku);
    const [units, paid] = own.reduce(([n, sum], line) => [n + line.units, sum + line.units * line.unitPrice], [0, 0]);
    return Math.max(1, Math.round(paid / Math.max(1, units)));
  }
}

const leftOf = ({ units, less }: Line, known: Instant): number =>
  less.reduce((left, one) => (one.at <= known ? left - one.units : left), units);

const missing = (order: Order | undefined): ReadonlySet<string> =>
  new Set(order === undefined || order.status === 'cancelled' ? [] : order.missing?.map(({ sku }) => sku));
