import { type Desk, fulfilmentId, type Instant, instant, type PackingPolicy, stockId } from 'orderwright';
import type { Step } from '../replay.js';
import type { Teller } from '../teller.js';
import type { OlistOrder } from './data.js';
import { goodsAndFreight, type OlistStatus, paidFor } from './oddities.js';

const HOUR = 3_600_000;
/** The desk hears by the hour of what happened elsewhere; each report says when that was. */
const onTheHour = (at: number): Instant => instant(Math.ceil(at / HOUR) * HOUR);

/** Stands in for goods which the data do not name. */
const UNNAMED = 'unnamed-';
export const isNamed = (sku: string): boolean => !sku.startsWith(UNNAMED);
export const NOWHERE = 'unknown';
/** What a delivery report says where the data have no date for it. */
export const NO_DATE = 'date not given';

const carrier = { role: 'carrier', id: 'carrier' } as const;
const platform = { role: 'platform', id: 'olist' } as const;
const seller = { role: 'owner', id: 'seller' } as const;

/** Who is told of an order's life, and how its units are packed. */
export interface Around {
  readonly desk: Desk;
  readonly teller: Teller;
  readonly packing: (lines: readonly OrderedLine[]) => ReturnType<PackingPolicy>;
}

export interface OrderedLine {
  readonly id: string;
  readonly sku: string;
  readonly quantity: number;
}

/**
 * An order's life in the desk: what the data say of it, each at the instant at which the desk hears of it, and nothing
 * before what it builds upon. Impossible times are told as they are, as late and backward reports.
 */
export function lifeOf(order: OlistOrder, status: OlistStatus, around: Around): readonly Step[] {
  const life = new Life(order, status, around);
  const hasLeft =
    isOneOf(status, 'shipped', 'delivered') || (status === 'canceled' && order.handedOverAt !== undefined);
  life.place();
  if (order.approvedAt !== undefined || hasLeft || !isOneOf(status, 'created', 'canceled')) life.pay();
  if (status === 'processing') life.prepare();
  if (hasLeft) life.leave();
  if (status === 'canceled') life.cancel();
  if (status === 'delivered' || (hasLeft && order.deliveredAt !== undefined)) life.arrive();
  life.review();
  return life.steps;
}

const isOneOf = (status: OlistStatus, ...some: readonly OlistStatus[]): boolean => some.includes(status);

interface SellersParcel {
  readonly parcel: string;
  readonly work: string;
  readonly location: string;
}

class Life {
  readonly steps: Step[] = [];
  readonly #order: OlistOrder;
  readonly #status: OlistStatus;
  readonly #desk: Desk;
  readonly #teller: Teller;
  readonly #packing: Around['packing'];
  readonly #lines: ReturnType<typeof linesOf>;
  /** One for each seller. */
  readonly #parcels: readonly SellersParcel[];
  readonly #total: number;
  #last: Instant;

  constructor(order: OlistOrder, status: OlistStatus, { desk, teller, packing }: Around) {
    this.#order = order;
    this.#status = status;
    this.#desk = desk;
    this.#teller = teller;
    this.#packing = packing;
    this.#lines = linesOf(order);
    this.#parcels = [...new Set(this.#lines.map(({ location }) => location))].map((location, index) => ({
      location,
      work: fulfilmentId(order.id, index),
      parcel: `${order.id}-${index + 1}`,
    }));
    this.#total = paidFor(order) || goodsAndFreight(order);
    this.#last = order.purchasedAt;
  }

  place(): void {
    const { items, buyer, city, state, purchasedAt, deliverBy } = this.#order;
    const shipping = items.reduce((sum, { freight }) => sum + freight, 0);
    // Where the payments differ from goods and freight, the order carries the difference: interest, or a voucher.
    const rest = items.length === 0 ? 0 : this.#total - goodsAndFreight(this.#order);
    const shipBy = instant(Math.min(...items.map((item) => item.shipBy)));
    const order = {
      by: platform,
      channel: 'olist',
      buyer,
      region: { country: 'BR', province: state, city },
      currency: 'BRL',
      lines: [...this.#lines],
      ...(shipping > 0 && { shipping }),
      ...(rest > 0 && { tax: rest }),
      ...(rest < 0 && { discount: -rest }),
      total: this.#total,
      deadlines: { deliverBy, ...(items.length > 0 && { shipBy }) },
    };
    const run = async () => {
      await this.#teller.tell(this.#desk.orders.place(this.#order.id, { ...order, ...this.#named('place') }));
      return [];
    };
    this.steps.push({ at: purchasedAt, run, opensNothing: true });
  }

  /** The desk accepts a paid order by itself, if the goods are there. */
  pay(): void {
    const { id, approvedAt, purchasedAt, payments } = this.#order;
    const { orders, stock } = this.#desk;
    const amounts = payments.length === 0 ? [this.#total] : payments.filter((amount) => amount > 0);
    const paidAt = approvedAt !== undefined && approvedAt >= purchasedAt ? { paidAt: approvedAt } : {};
    const tell = this.#teller;
    this.#then(onTheHour(approvedAt ?? purchasedAt), () => [
      ...(this.#status === 'approved'
        ? [
            tell.tell(
              orders.hold(id, { by: platform, hold: 'approved', reason: 'only approved', ...this.#named('hold') }),
            ),
          ]
        : []),
      // The stock is made up: what was shipped must have been there, and what was unavailable was not.
      ...(this.#status === 'unavailable' ? [] : this.#lines).map(({ id: line, sku, location }) =>
        tell.tell(stock.receive(stockId(sku, location), { by: seller, quantity: 1, ...this.#named('stock', line) })),
      ),
      ...amounts.map((amount, n) =>
        tell.tell(orders.notePayment(id, { by: platform, amount, ...paidAt, ...this.#named('pay', n) })),
      ),
    ]);
  }

  prepare(): void {
    this.#eachParcel(this.#last, ({ work }) =>
      this.#teller.tell(this.#desk.fulfilments.startPicking(work, { by: seller, ...this.#named('pick', work) })),
    );
  }

  /** The carrier's own report is the hand-over: it may be dated before the desk knew of the payment. */
  leave(): void {
    const { handedOverAt, deliveredAt } = this.#order;
    const { parcels } = this.#desk;
    this.#eachParcel(onTheHour(handedOverAt ?? deliveredAt ?? this.#last), (sellers) => this.#pack(sellers));
    if (handedOverAt !== undefined) this.#scan('collected', this.#last, handedOverAt);
    else if (this.#status === 'shipped') {
      this.#eachParcel(this.#last, ({ parcel }) =>
        this.#teller.tell(parcels.ship(parcel, { by: seller, ...this.#named('ship', parcel) })),
      );
    }
  }

  /** The data know one parcel a seller. It goes into the box that the policy chooses, if one box is enough. */
  #pack({ work, parcel, location }: SellersParcel): Promise<unknown> {
    const inside = this.#lines.filter((line) => line.location === location);
    const advised = this.#packing(inside).map(({ answer }) => answer);
    const [{ lines: _, ...plan } = {}] = advised.isOk() && advised.value.length === 1 ? advised.value : [];
    const lines = inside.map(({ id: line, quantity }) => ({ line, quantity }));
    const command = { by: seller, parcel, lines, ...plan, ...this.#named('pack', work) };
    return this.#teller.tell(this.#desk.fulfilments.packParcel(work, command));
  }

  /** The data do not say when it was cancelled: halfway to the delivery that came all the same, or a day later. */
  cancel(): void {
    const { id, handedOverAt, deliveredAt } = this.#order;
    const isUnderWay = handedOverAt !== undefined && deliveredAt !== undefined;
    const at = isUnderWay ? (handedOverAt + deliveredAt) / 2 : this.#last + 24 * HOUR;
    const reason = 'cancelled in the data, which give no reason';
    this.#then(onTheHour(at), () => [
      this.#teller.tell(this.#desk.orders.cancel(id, { by: platform, reason, ...this.#named('cancel') })),
    ]);
  }

  arrive(): void {
    const { deliveredAt, deliverBy } = this.#order;
    if (deliveredAt !== undefined) this.#scan('delivered', onTheHour(deliveredAt), deliveredAt);
    else this.#scan('delivered', onTheHour(Math.max(this.#last, deliverBy)), undefined);
  }

  review(): void {
    const { id, reviews, purchasedAt } = this.#order;
    for (const [n, { id: review, score, answeredAt }] of reviews.entries()) {
      const feedback = { by: platform, score, givenAt: answeredAt, ...this.#named('review', n, review) };
      const run = () => this.#teller.tell(this.#desk.orders.noteFeedback(id, feedback)).then(() => []);
      this.steps.push({ at: onTheHour(Math.max(answeredAt, purchasedAt)), run });
    }
  }

  #scan(status: 'collected' | 'delivered', at: Instant, dated: Instant | undefined): void {
    const noDate = dated === undefined ? { carrierState: NO_DATE } : {};
    this.#eachParcel(at, ({ parcel }) => {
      const scan = { status, scannedAt: dated ?? at, ...noDate };
      return this.#teller.tell(
        this.#desk.parcels.recordScan(parcel, { by: carrier, scan, ...this.#named(parcel, status) }),
      );
    });
  }

  #eachParcel(at: Instant, tell: (parcel: SellersParcel) => Promise<unknown>): void {
    this.#then(at, () => this.#parcels.map(tell));
  }

  #then(at: Instant, tell: () => readonly Promise<unknown>[]): void {
    if (at > this.#last) this.#last = at;
    this.steps.push({ at: this.#last, run: () => Promise.all(tell()).then(() => []) });
  }

  #named(...parts: readonly (string | number)[]) {
    return { commandId: [this.#order.id, ...parts].join('.') };
  }
}

/** Sellers are locations: a line ships from its seller. */
const linesOf = (order: OlistOrder) =>
  order.items.length === 0
    ? [{ id: '1', sku: UNNAMED + order.id, location: NOWHERE, quantity: 1, unitPrice: paidFor(order) }]
    : order.items.map((item) => ({
        id: item.id,
        sku: item.product,
        location: item.seller,
        quantity: 1,
        unitPrice: item.price,
      }));
