import { ok } from 'neverthrow';
import {
  type Actor,
  apply,
  decide,
  everyDay,
  type Instant,
  instant,
  type Order,
  type OrderAsk,
  type OrderCommand,
  type OrderTerms,
  orderMachine,
  plusMilliseconds,
} from 'orderwright';
import { figure, type Report } from './measure.js';

const term = (hours: number) => ({ within: { hours }, remindHoursBefore: [1], source: 'bench', verified: true });
const terms: OrderTerms = {
  payBy: term(1),
  acceptBy: term(12),
  shipBy: term(48),
  deliverBy: term(200),
  confirmBy: term(240),
  whenNotAccepted: 'record',
  afterSales: { hours: 168 },
  reserveAt: 'accepted',
  autoAccept: { mode: 'off', rules: [] },
  calendar: everyDay('UTC'),
};
const ask: OrderAsk = {
  terms,
  allocate: ({ lines }) =>
    ok(lines.map(({ id, sku, ordered }) => ({ line: id, sku, location: 'main', quantity: ordered }))),
};
const SYSTEM: Actor = { role: 'system', id: 'desk' };
const BUYER: Actor = { role: 'buyer', id: 'b' };
const lines = [{ line: '1', quantity: 1 }];
const START = instant(Date.UTC(2026, 0, 1));

/** The life of a one-line order: nine commands, each with its guard, quantities, obligations and events. */
const LIFE: readonly { command: OrderCommand; by: Actor }[] = [
  {
    by: SYSTEM,
    command: {
      type: 'PlaceOrder',
      channel: 'web',
      buyer: 'b-1',
      region: { country: 'CN' },
      currency: 'CNY',
      lines: [{ id: '1', sku: 'mug', quantity: 1, unitPrice: 1999 }],
      total: 1999,
    },
  },
  { by: SYSTEM, command: { type: 'NotePayment', amount: 1999 } },
  { by: SYSTEM, command: { type: 'AcceptOrder' } },
  { by: SYSTEM, command: { type: 'NotePreparing' } },
  { by: SYSTEM, command: { type: 'NotePacked', parcel: 'p-1', lines } },
  { by: SYSTEM, command: { type: 'NoteShipped', parcel: 'p-1', lines } },
  { by: SYSTEM, command: { type: 'NoteDelivered', parcel: 'p-1', lines } },
  { by: BUYER, command: { type: 'ConfirmReceipt' } },
  { by: SYSTEM, command: { type: 'NoteFeedback', score: 5 } },
];

function live(commands: typeof LIFE, at: Instant): Order | undefined {
  let order: Order | undefined;
  for (const { command, by } of commands) {
    const decision = decide(orderMachine, command, order, { at, by, id: 'o-1', ask });
    if (decision.isErr()) throw new Error(decision.error.message);
    for (const event of decision.value) order = apply(orderMachine, order, event, at);
  }
  return order;
}

/** What no library can beat by much: a hand-written switch that makes the same moves without terms, events or checks. */
function liveByHand(): { status: string; version: number; total: number } {
  let order = { status: 'draft', version: 0, total: 1999 };
  for (const [from, to] of BY_HAND) {
    if (order.status !== from || order.total !== 1999) throw new Error('illegal');
    order = { ...order, status: to, version: order.version + 1 };
  }
  return order;
}
const STEPS = [
  'draft',
  'pending',
  'placed',
  'accepted',
  'preparing',
  'packed',
  'shipped',
  'delivered',
  'completed',
  'rated',
];
const BY_HAND = STEPS.slice(1).map((to, i) => [STEPS[i] ?? '', to] as const);

export async function machine({ quick }: { quick: boolean }): Promise<Report> {
  const orders = quick ? 2_000 : 40_000;
  const runs = quick ? 3 : 9;
  const nanoseconds: number[] = [];
  const byHand: number[] = [];
  for (let run = -2; run < runs; run += 1) {
    const limit = timed(orders, () => liveByHand());
    const ours = timed(orders, (n) => live(LIFE, plusMilliseconds(START, n)));
    if (run >= 0) {
      byHand.push(limit);
      nanoseconds.push(ours);
    }
  }
  const figures = [
    figure('hand-written switch, per transition', 'ns', byHand),
    figure('order machine, per transition', 'ns', nanoseconds),
    figure('heap per live one-line order', 'bytes', [heapPerOrder(orders)]),
  ];
  return { figures, broken: [] };
}

/** Processor time of this process per transition. */
function timed(orders: number, one: (n: number) => unknown): number {
  const before = process.cpuUsage();
  for (let n = 0; n < orders; n += 1) one(n);
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / orders / LIFE.length;
}

/** Orders standing in `preparing`, each with ids and texts of its own. */
function heapPerOrder(count: number): number {
  const collect = globalThis.gc;
  if (collect === undefined) return Number.NaN;
  const kept: unknown[] = new Array(count).fill(null);
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let n = 0; n < count; n += 1) kept[n] = live(LIFE.slice(0, 4), plusMilliseconds(START, n));
  collect();
  return (process.memoryUsage().heapUsed - before) / kept.length;
}
