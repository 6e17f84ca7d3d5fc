import type { Instant } from 'orderwright';
import type { Receipt } from 'orderwright/planning';
import type { StockTold, Watcher } from '../journal.js';

interface Purchase {
  readonly sku: string;
  readonly orderedAt: Instant;
  readonly quantity: number;
  receivedAt?: Instant;
}

/** What was ordered from suppliers, and when it came: the first that was ordered comes first. */
export class Purchases implements Watcher {
  readonly #all: Purchase[] = [];
  readonly #open = new Map<string, Purchase[]>();

  stock({ at, event, after: { sku } }: StockTold): void {
    const open = this.#open.get(sku) ?? [];
    if (event.type === 'StockExpected') {
      const purchase = { sku, orderedAt: at, quantity: event.quantity };
      this.#all.push(purchase);
      this.#open.set(sku, [...open, purchase]);
    }
    if (event.type === 'ExpectedStockReceived') {
      const came = open.shift();
      if (came !== undefined) came.receivedAt = at;
    }
  }

  /** As known at that moment; what is still to come is open. */
  receipts(known: Instant, supplier: string): Receipt[] {
    return this.#all
      .filter(({ orderedAt }) => orderedAt <= known)
      .map(({ sku, orderedAt, quantity, receivedAt }) => {
        const isThere = receivedAt !== undefined && receivedAt <= known;
        return { supplier, sku, orderedAt, ordered: quantity, ...(isThere && { receivedAt, received: quantity }) };
      });
  }
}
