import type { OrderTold, Watcher } from '../journal.js';
import { Tally } from '../tally.js';
import { type Stretches, Timeline } from './timeline.js';

export const REFUND_REASONS = ['cancelled', 'calledBack', 'returned', 'notDelivered', 'paidAfterCancellation'] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

/** What went back to buyers, and why. */
export class Refunds implements Watcher {
  readonly amounts = new Tally();
  readonly counts = new Tally();
  readonly #timeline = new Timeline();

  order({ at, event }: OrderTold): void {
    if (event.type === 'UnitsCancelled') this.#add(at, 'cancelled', event.refund);
    if (event.type === 'OrderCancelled') {
      this.#add(at, event.recall.length > 0 ? 'calledBack' : 'cancelled', event.refund);
    }
    if (event.type === 'PaymentReturned') this.#add(at, 'paidAfterCancellation', event.amount);
    if (event.type === 'UnitsRefunded') {
      this.#add(at, event.case === undefined ? 'notDelivered' : 'returned', event.amount);
    }
  }

  #add(at: OrderTold['at'], cause: RefundReason, amount: number): void {
    if (amount === 0) return;
    this.amounts.add(cause, amount);
    this.counts.add(cause);
    this.#timeline.add(at, cause, amount);
  }

  over = (stretches: Stretches): Record<string, number[]> => this.#timeline.flows(stretches);
}
