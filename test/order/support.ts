import { err, ok } from 'neverthrow';
import {
  type Actor,
  apply,
  type Card,
  decide,
  everyDay,
  type Instant,
  instant,
  NEW,
  type ObligationCommand,
  ObligationEvent,
  type ObligationTerm,
  type Role,
  rolesFor,
  wakeAt,
} from '../../src/kernel/index.js';
import {
  type MissingUnits,
  Order,
  type OrderAsk,
  type OrderCommand,
  OrderEvent,
  type OrderTerms,
  orderLifecycle,
  orderMachine,
  type PlaceOrder,
} from '../../src/order/index.js';
import { specification } from '../../src/testing/specification.js';

/** Noon in Shanghai on Monday, 2 March 2026. */
export const noon = instant(Date.UTC(2026, 2, 2, 4));
export const HOUR = 3_600_000;
export const hours = (n: number): Instant => instant(noon + n * HOUR);

export const within = (n: number, more: Partial<ObligationTerm> = {}): ObligationTerm => ({
  within: { hours: n },
  source: 'test',
  verified: true,
  ...more,
});

/** A shop that asks nobody for anything in time. */
export const noTerms: OrderTerms = {
  whenNotAccepted: 'record',
  afterSales: { days: 7 },
  reserveAt: 'accepted',
  autoAccept: { mode: 'off', rules: [] },
  calendar: everyDay('Asia/Shanghai'),
};
/** A shop in which every step has its deadline. */
export const allTerms: OrderTerms = {
  ...noTerms,
  payBy: within(1),
  balanceBy: within(48),
  groupBy: within(24),
  reviewBy: within(12),
  acceptBy: within(8),
  shipBy: within(48),
  deliverBy: within(96),
  confirmBy: within(240),
  settleUndeliveredBy: within(72),
};

export type Command = OrderCommand | ObligationCommand;
export type Event = OrderEvent | ObligationEvent;

export const person = (role: Role): Actor => ({ role, id: `${role}-1` });
const ANYBODY: Actor = person('system');

/** Whoever the table lets give this command now. */
export function permitted(type: string, status: string): Actor {
  const roles = rolesFor(orderLifecycle, type, status) ?? [];
  return roles[0] === undefined || roles.includes('system') ? ANYBODY : person(roles[0]);
}

/** All units of an order from one place; or, if some are missing, a shortage. */
export const askWith = (terms: OrderTerms, missing: () => readonly MissingUnits[] = () => []): OrderAsk => ({
  terms,
  allocate: ({ lines }) =>
    missing().length > 0
      ? err(missing())
      : ok(
          lines
            .filter(({ ordered, cancelled }) => ordered > cancelled)
            .map(({ id, sku, location, ordered, cancelled }) => ({
              line: id,
              sku,
              location: location ?? 'main',
              quantity: ordered - cancelled,
            })),
        ),
});

/** An order under a clock that the test turns. Everything that happens is checked against the schemas. */
export class Trade {
  at: Instant = noon;
  order: Order | undefined;
  readonly events: Event[] = [];
  readonly missing: MissingUnits[] = [];
  readonly ask: OrderAsk;

  constructor(terms: OrderTerms = allTerms) {
    this.ask = askWith(terms, () => this.missing);
  }

  get now(): Order {
    if (this.order === undefined) throw new Error('there is no order yet');
    return this.order;
  }
  get status(): string {
    return this.order?.status ?? NEW;
  }

  decide(command: Command, by: Role | Actor = permitted(command.type, this.status)) {
    const actor = typeof by === 'string' ? person(by) : by;
    return decide(orderMachine, command, this.order, { at: this.at, by: actor, id: 'o-1', ask: this.ask });
  }

  /** Gives a command, which has to be taken. */
  give(command: Command, by?: Role): readonly Event[] {
    const events = this.decide(command, by).match(
      (taken) => taken,
      ({ code, message }) => {
        throw new Error(`${command.type} was refused with ${code}: ${message}`);
      },
    );
    for (const event of events) this.happen(event);
    return events;
  }

  /** The code with which a command is refused. */
  refusal(command: Command, by?: Role): string {
    return this.decide(command, by).match(
      (events) => `taken: ${events.map(({ type }) => type).join(', ')}`,
      ({ code }) => code,
    );
  }

  happen(event: Event): void {
    (ObligationEvent.safeParse(event).success ? ObligationEvent : OrderEvent).parse(event);
    this.order = apply(orderMachine, this.order, event, this.at);
    this.events.push(event);
    Order.parse(JSON.parse(JSON.stringify(this.order)));
  }

  copy(): Trade {
    const copy = new Trade(this.ask.terms);
    copy.order = this.order;
    copy.at = this.at;
    return copy;
  }

  wait(n: number): this {
    this.at = instant(this.at + n * HOUR);
    return this;
  }

  /** The clock strikes, as often as the order wants to be woken until then. */
  until(at: Instant): this {
    for (let next = this.wakeAt; next !== undefined && next <= at; next = this.wakeAt) {
      this.at = instant(Math.max(this.at, next));
      this.give({ type: 'Wake' });
    }
    this.at = at;
    return this;
  }

  get wakeAt(): Instant | undefined {
    return this.order && wakeAt(this.order, orderLifecycle);
  }
  get types(): string[] {
    return this.events.map(({ type }) => type);
  }
  /** Forgets what has happened so far, for looking at what comes next. */
  get news(): string[] {
    return this.events.splice(0).map(({ type }) => type);
  }

  line(id: string) {
    const line = this.now.lines.find((one) => one.id === id);
    if (line === undefined) throw new Error(`no line ${id}`);
    return line;
  }
  owed(kind: string) {
    return this.order?.owed?.find((one) => one.kind === kind);
  }
  get card(): Card {
    return orderMachine.card(this.now);
  }
}

const region = { country: 'CN', province: '浙江省', city: '杭州市' };

/** Two mugs at 10.00 and a tea at 5.01, not paid yet. */
export const place = (more: Partial<Omit<PlaceOrder, 'type'>> = {}): PlaceOrder => ({
  type: 'PlaceOrder',
  channel: 'web',
  buyer: 'b-1',
  region,
  currency: 'CNY',
  lines: [
    { id: 'mug', sku: 'mug', quantity: 2, unitPrice: 1000 },
    { id: 'tea', sku: 'tea', quantity: 1, unitPrice: 501 },
  ],
  total: 2501,
  ...more,
});
export const placePaid = (more: Partial<Omit<PlaceOrder, 'type'>> = {}): PlaceOrder => {
  const command = place(more);
  return { ...command, paid: command.total };
};
/** One line of so many units at a price. */
export const mugs = (quantity: number, unitPrice = 1000, more: Partial<Omit<PlaceOrder, 'type'>> = {}): PlaceOrder =>
  placePaid({ lines: [{ id: 'mug', sku: 'mug', quantity, unitPrice }], total: quantity * unitPrice, ...more });

export const units = (of: Record<string, number>) => Object.entries(of).map(([line, quantity]) => ({ line, quantity }));
export const ALL = { mug: 2, tea: 1 };

export const pay = (amount: number, more: { paidAt?: Instant } = {}): OrderCommand => ({
  type: 'NotePayment',
  amount,
  ...more,
});
export const accept: OrderCommand = { type: 'AcceptOrder' };
const moved =
  <const Type extends 'NotePacked' | 'NoteUnpacked' | 'NoteShipped' | 'NoteDelivered'>(type: Type) =>
  (of: Record<string, number>, parcel = 'p-1') => ({ type, parcel, lines: units(of) });
export const packed = moved('NotePacked');
export const unpacked = moved('NoteUnpacked');
export const shipped = moved('NoteShipped');
export const delivered = moved('NoteDelivered');
/** Delivered after all. */
export const found = (of: Record<string, number>): OrderCommand => ({
  type: 'NoteDelivered',
  parcel: 'p-1',
  lines: units(of),
  corrects: 'undelivered',
});
export const lost = (of: Record<string, number>, parcel = 'p-1', how: 'lost' | 'refused' | 'returned' = 'lost') => ({
  type: 'NoteUndelivered' as const,
  parcel,
  lines: units(of),
  how,
});
export const hold = (name: string): OrderCommand => ({ type: 'HoldOrder', hold: name, reason: 'to be looked at' });
export const release = (name: string): OrderCommand => ({ type: 'ReleaseHold', hold: name });
export const cancel: OrderCommand = { type: 'CancelOrder', reason: 'changed their mind' };
export const cancelUnits = (of: Record<string, number>): OrderCommand => ({
  type: 'CancelUnits',
  lines: units(of),
  reason: 'sold out',
});
export const refund = (of: Record<string, number>): OrderCommand => ({
  type: 'RefundUnits',
  lines: units(of),
  reason: 'lost on the way',
});
export const refundByCase = (amount: number, of: Record<string, number> = {}): OrderCommand => ({
  type: 'NoteRefund',
  case: 'c-1',
  amount,
  lines: units(of),
  // What is not for whole units is a rebate.
  ...(Object.keys(of).length === 0 && { rebates: [{ line: 'mug', amount }] }),
});
export const confirm: OrderCommand = { type: 'ConfirmReceipt' };
export const wake: ObligationCommand = { type: 'Wake' };

/** An order after these commands, each given by whoever may. */
export function tradeAfter(terms: OrderTerms, ...commands: readonly Command[]): Trade {
  const trade = new Trade(terms);
  for (const command of commands) trade.give(command);
  return trade;
}

/** Sentences about an order in a shop without deadlines; the owner acts. */
export const order = specification(orderMachine, { ask: askWith(noTerms), by: person('owner'), at: noon, id: 'o-1' });
/** An order after these commands, each given by whoever may. */
export const given = (...commands: readonly Command[]) => order.given(tradeAfter(noTerms, ...commands).events);
export const desk = { by: person('system') };
export const buyer = { by: person('buyer') };
