import type { Instant } from 'orderwright';
import type { OrderTold, StockTold, Watcher } from '../journal.js';
import { Tally } from '../tally.js';
import { type Stretches, Timeline } from './timeline.js';

export interface StockPoint {
  readonly at: Instant;
  readonly onHand: number;
  readonly available: number;
}

/** Stock of every SKU over time, and how much of it left the house. */
export class StockLevels implements Watcher {
  readonly #orders = new Tally();
  readonly #units = new Tally();
  readonly #points = new Map<string, StockPoint[]>();

  stock({ at, event, after: { sku, onHand, reserved, damaged } }: StockTold): void {
    if (event.type === 'StockShipped') {
      this.#orders.add(sku);
      this.#units.add(sku, event.quantity);
    }
    const points = this.#points.get(sku) ?? [];
    points.push({ at, onHand, available: onHand - damaged - reserved });
    this.#points.set(sku, points);
  }

  pointsOf = (sku: string): readonly StockPoint[] => this.#points.get(sku) ?? [];

  /** The SKUs that went out with most orders, the busiest first. */
  busiest(most: number): { sku: string; orders: number; units: number; points: readonly StockPoint[] }[] {
    return this.#orders.top(most).map(([sku, orders]) => {
      return { sku, orders, units: this.#units.of(sku), points: this.pointsOf(sku) };
    });
  }
}

/** Orders that could not be served at once. */
export class Shortages implements Watcher {
  readonly #waiting = new Set<string>();
  readonly #everWaited = new Set<string>();
  readonly #timeline = new Timeline();
  /** How often a SKU was missing, and how many units. */
  readonly orders = new Tally();
  readonly units = new Tally();
  /** Shortages that showed up in the warehouse, after acceptance. */
  inWarehouse = 0;

  order({ at, id, event, after }: OrderTold): void {
    if (event.type === 'ShortageFound') {
      for (const { sku, wanted, available } of event.missing) {
        this.orders.add(sku);
        this.units.add(sku, wanted - available);
      }
      if (after.status === 'placed') this.#begin(at, id);
      else this.inWarehouse += 1;
    }
    if (after.status !== 'placed' && this.#waiting.delete(id)) this.#timeline.add(at, 'waiting', -1);
  }

  #begin(at: Instant, id: string): void {
    if (this.#waiting.has(id)) return;
    this.#waiting.add(id);
    this.#everWaited.add(id);
    this.#timeline.add(at, 'waiting', 1);
  }

  get ordersThatWaited(): number {
    return this.#everWaited.size;
  }

  get stillWaiting(): number {
    return this.#waiting.size;
  }

  waiting = (stretches: Stretches): number[] => this.#timeline.levels(stretches).waiting ?? [];
}

/** Which rule accepted an order, or left it to a person. */
export class Automation implements Watcher {
  readonly rules = new Tally();

  order({ event }: OrderTold): void {
    if (event.type === 'AutoAcceptanceJudged') this.rules.add(`${event.explanation.rule}: ${event.answer}`);
  }
}
