import { type Instant, type Order, type OrderStatus, orderLifecycle } from 'orderwright';
import type { OrderTold, Watcher } from '../journal.js';
import { type Stretches, Timeline } from './timeline.js';

/** How long orders stayed in a state. */
export interface Stay {
  readonly status: OrderStatus;
  readonly orders: number;
  readonly medianHours: number;
  /** Nine of ten left it within this time. */
  readonly ninthHours: number;
  readonly longestHours: number;
}

const HOUR = 3_600_000;

/** Which orders were in which state, and for how long. */
export class States implements Watcher {
  readonly #timeline = new Timeline();
  readonly #since = new Map<string, Instant>();
  readonly #stays = new Map<OrderStatus, number[]>();

  order({ at, id, before, after }: OrderTold): void {
    if (before?.status === after.status) return;
    if (before !== undefined) {
      this.#timeline.add(at, before.status, -1);
      const stays = this.#stays.get(before.status) ?? [];
      stays.push(at - (this.#since.get(id) ?? at));
      this.#stays.set(before.status, stays);
    }
    this.#timeline.add(at, after.status, 1);
    this.#since.set(id, at);
  }

  /** When an order changed its state for the last time. */
  get last(): Instant {
    return this.#timeline.last;
  }

  /** The orders in each state at the end of each stretch, in the order of an order's life. */
  levels(stretches: Stretches): { status: OrderStatus; orders: number[] }[] {
    const levels = this.#timeline.levels(stretches);
    return orderLifecycle.statuses.flatMap((status) => {
      const orders = levels[status];
      return orders?.some((count) => count > 0) ? [{ status, orders }] : [];
    });
  }

  /** Of states that took any time at all. */
  stays(): Stay[] {
    return orderLifecycle.statuses.flatMap((status) => {
      const hours = (this.#stays.get(status) ?? []).map((time) => time / HOUR).sort((a, b) => a - b);
      const at = (share: number) => hours[Math.min(hours.length - 1, Math.floor(share * hours.length))] ?? 0;
      const longestHours = at(1);
      return longestHours === 0
        ? []
        : [{ status, orders: hours.length, medianHours: at(0.5), ninthHours: at(0.9), longestHours }];
    });
  }
}

/** Orders by the state they ended in. */
export function endsOf(orders: readonly Order[]): { status: OrderStatus; orders: number }[] {
  return orderLifecycle.statuses
    .map((status) => ({ status, orders: orders.filter((order) => order.status === status).length }))
    .filter(({ orders: count }) => count > 0);
}
