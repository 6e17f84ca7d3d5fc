import { type Desk, fulfilmentId, type Instant, instant, type PlaceOrder, stockId } from 'orderwright';
import type { Step } from '../replay.js';
import type { Listed } from '../scenario.js';
import type { Teller } from '../teller.js';
import type { OlistOrder } from './data.js';
import { goodsAndFreight, isKnownStatus, type OlistStatus, paidFor } from './oddities.js';

const HOUR = 3_600_000;
/** The desk hears by the hour of what happened elsewhere; each report says when that was. */
const onTheHour = (at: number): Instant => instant(Math.ceil(at / HOUR) * HOUR);

/** Stands in for goods which the data do not name. */
export const UNNAMED = 'unnamed';
const NOWHERE = 'unknown';
/** What a delivery report says when the data have no date for it. */
export const NO_DATE = 'date not given';

const carrier = { role: 'carrier', id: 'carrier' } as const;
const platform = { role: 'platform', id: 'olist' } as const;
const seller = { role: 'packer', id: 'seller' } as const;

interface Line {
  readonly id: string;
  readonly sku: string;
  readonly location: string;
  readonly unitPrice: number;
}

const linesOf = (order: OlistOrder): Line[] =>
  order.items.length === 0
    ? [{ id: '1', sku: `${UNNAMED}-${order.id}`, location: NOWHERE, unitPrice: paidFor(order) }]
    : order.items.map(({ id, product, seller, price }) => ({ id, sku: product, location: seller, unitPrice: price }));

/** The steps of an order's life, each at the instant at which the desk hears of it, none before the one before. */
export class OlistLife {
  readonly #desk: Desk;
  readonly #teller: Teller;
  readonly #order: OlistOrder;
  readonly #lines: readonly Line[];
  readonly #locations: readonly string[];
  readonly #listed: Listed[];
  #at: Instant;
  #serial = 0;

  constructor(desk: Desk, teller: Teller, order: OlistOrder, listed: Listed[]) {
    this.#desk = desk;
    this.#teller = teller;
    this.#order = order;
    this.#lines = linesOf(order);
    this.#locations = [...new Set(this.#lines.map(({ location }) => location))];
    this.#listed = listed;
    this.#at = order.purchasedAt;
  }

  steps(): Step[] {
    const { status, id, reviews } = this.#order;
    if (!isKnownStatus(status)) {
      this.#listed.push({ id, reason: `status "${status}" is not known` });
      return [];
    }
    const steps = [this.#placing(), ...this.#paying(status), ...this.#working(status), ...this.#travelling(status)];
    const told = reviews.map(({ score, answeredAt, id: review }, n) => {
      const at = onTheHour(Math.max(answeredAt, this.#order.purchasedAt));
      const feedback = { by: platform, score, givenAt: answeredAt, commandId: `${id}.review.${n}.${review}` };
      return { at, run: async () => this.#tell([this.#desk.orders.noteFeedback(id, feedback)]) };
    });
    return [...steps, ...told];
  }
}
