import { type Desk, houseTerms, type Instant, instant, plusHours, type Store } from 'orderwright';
import { memoryStore } from 'orderwright/memory';
import { postgresStore } from 'orderwright/postgres';
import { type Figure, figure, millisecondsOf, type Report, times } from './measure.js';
import { acceptsAll, deskOn, must, newOrder, server } from './shop.js';

const term = (hours: number) => ({ within: { hours }, source: 'bench', verified: true });
const terms = {
  ...houseTerms,
  order: { ...acceptsAll.order, autoAccept: houseTerms.order.autoAccept, payBy: term(24) },
};
const START = instant(Date.UTC(2026, 0, 1));
const DAY_HOURS = 24;
/** The orders are placed over 30 days, so that a thirtieth of them falls due each day. */
const DAYS = 30;

/** Finding and handling due work among open orders. */
export async function due({ quick }: { quick: boolean }): Promise<Report> {
  const figures: Figure[] = [];
  for (const orders of quick ? [2_000] : [10_000, 1_000_000]) {
    figures.push(
      ...(await measured(`memory, ${orders.toLocaleString('en')} open`, (clock) => memoryStore({ clock }), orders)),
    );
  }
  const postgres = await server();
  try {
    for (const orders of quick ? [2_000] : [10_000, 1_000_000]) {
      const { pool } = await postgres.fresh(4);
      const store = await postgresStore({ pool, merchant: 'bench' });
      if (orders > 10_000) await fill(pool, orders);
      const name = `PostgreSQL, ${orders.toLocaleString('en')} open`;
      figures.push(...(await measured(name, () => store, orders, orders > 10_000)));
    }
  } finally {
    await postgres.stop();
  }
  return { figures, broken: [] };
}

async function measured(
  name: string,
  storeWith: (clock: () => number) => Store,
  orders: number,
  filled = false,
): Promise<Figure[]> {
  let now: Instant = START;
  const store = storeWith(() => now);
  const desk = deskAt(store, () => now);
  if (!filled)
    await placeAll(desk, orders, (at) => {
      now = at;
    });
  now = plusHours(START, DAY_HOURS * 1.01);
  const first = await times(9, () =>
    millisecondsOf(() => store.find({ wakeBy: now, sort: 'nextDeadline', limit: 100 })),
  );
  const begin = performance.now();
  const { woken } = await desk.drain();
  const rate = (woken / (performance.now() - begin)) * 1000;
  return [figure(`${name}: first 100 due`, 'ms', first), figure(`${name}: unpaid orders expired`, 'orders/s', [rate])];
}

const deskAt = (store: Store, clock: () => Instant): Desk => deskOn(store, terms, clock);

async function placeAll(desk: Desk, orders: number, setClock: (at: Instant) => void): Promise<void> {
  for (let n = 0; n < orders; ) {
    setClock(plusHours(START, (n / orders) * DAYS * DAY_HOURS));
    const group: Promise<unknown>[] = [];
    for (const end = Math.min(orders, n + 250); n < end; n += 1) {
      const { paid: _, ...unpaid } = newOrder([{ sku: 'mug', quantity: 1 }]);
      group.push(must(desk.orders.place(`o-${n}`, unpaid)));
    }
    await Promise.all(group);
  }
}

/** Multiplies a few real open orders in the database itself: placing a million one by one measures something else. */
async function fill(pool: { query(text: string): Promise<unknown> }, orders: number): Promise<void> {
  let now: Instant = START;
  const desk = deskAt(await postgresStore({ pool: pool as never, merchant: 'bench' }), () => now);
  await placeAll(desk, 1, (at) => {
    now = at;
  });
  await pool.query(`
    insert into orderwright.record (merchant, key, kind, id, version, schema, status, wake_at, at,
      buyer, channel, facts, search, state, journal)
    select r.merchant, 'order/f-' || n, r.kind, 'f-' || n, r.version, r.schema, r.status,
      r.wake_at + (n::numeric / ${orders} * ${DAYS * DAY_HOURS * 3_600_000})::bigint, r.at,
      r.buyer, r.channel, r.facts, 'f-' || n, replace(r.state::text, '"o-0"', '"f-' || n || '"')::json, r.journal
    from orderwright.record r, generate_series(1, ${orders}) n where r.key = 'order/o-0'`);
  await pool.query('analyze orderwright.record');
}
