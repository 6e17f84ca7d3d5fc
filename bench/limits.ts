import type pg from 'pg';

/**
 * Hand-written SQL for the same work: what no library on PostgreSQL can beat by much when it sends one order at a time.
 * Nothing is kept but counters and one row per thing.
 */
const TABLES = `
create table by_hand_stock (sku text primary key, on_hand int not null, reserved int not null default 0,
  check (reserved between 0 and on_hand)) with (fillfactor = 50);
create table by_hand_reservation (order_id text not null, sku text not null, quantity int not null,
  primary key (order_id, sku));
create table by_hand_order (id text primary key, status text not null, total int not null);
create table by_hand_line (order_id text not null, sku text not null, quantity int not null, price int not null,
  primary key (order_id, sku));
create table by_hand_payment (order_id text primary key, amount int not null, refunded int not null default 0);
create table by_hand_parcel (order_id text primary key, waybill text not null, status text not null);`;

/** All lines or none, in one statement: stock rows are locked in the order of their SKUs. */
const RESERVE = `
with wanted as (select * from unnest($2::text[], $3::int[]) as w (sku, quantity)),
locked as (
  select s.sku, w.quantity from by_hand_stock s join wanted w using (sku)
  where s.on_hand - s.reserved >= w.quantity order by s.sku for update of s),
complete as (select where (select count(*) from locked) = cardinality($2::text[])),
taken as (
  update by_hand_stock s set reserved = s.reserved + l.quantity from locked l, complete
  where s.sku = l.sku returning s.sku, l.quantity)
insert into by_hand_reservation (order_id, sku, quantity) select $1, sku, quantity from taken`;

export interface Line {
  readonly sku: string;
  readonly quantity: number;
}

export async function prepareByHand(pool: pg.Pool, skus: readonly string[]): Promise<void> {
  await pool.query(TABLES);
  await pool.query('insert into by_hand_stock (sku, on_hand) select *, 1000000000 from unnest($1::text[])', [skus]);
}

export async function reserveByHand(
  pool: pg.Pool | pg.PoolClient,
  order: string,
  lines: readonly Line[],
): Promise<void> {
  const values = [order, lines.map(({ sku }) => sku), lines.map(({ quantity }) => quantity)];
  const { rowCount } = await pool.query({ name: 'reserve', text: RESERVE, values });
  if (rowCount !== lines.length) throw new Error(`${order} was not reserved`);
}

/** A whole order of two lines in five transactions: placed and reserved, paid, shipped, delivered, refunded. */
export async function orderByHand(pool: pg.Pool, id: string, lines: readonly Line[]): Promise<void> {
  const total = lines.length * 1999;
  const skus = lines.map(({ sku }) => sku);
  const quantities = lines.map(({ quantity }) => quantity);
  await transaction(pool, async (run, client) => {
    await run('place', `insert into by_hand_order values ($1, 'placed', $2)`, [id, total]);
    await run('lines', `insert into by_hand_line select $1, *, 1999 from unnest($2::text[], $3::int[])`, [
      id,
      skus,
      quantities,
    ]);
    await reserveByHand(client, id, lines);
  });
  await transaction(pool, async (run) => {
    await run('move', MOVE, [id, 'placed', 'paid']);
    await run('pay', `insert into by_hand_payment values ($1, $2)`, [id, total]);
  });
  await transaction(pool, async (run) => {
    await run('move', MOVE, [id, 'paid', 'shipped']);
    await run('parcel', `insert into by_hand_parcel values ($1, 'W' || $1, 'shipped')`, [id]);
    await run('commit', COMMIT_STOCK, [id]);
    await run('unreserve', `delete from by_hand_reservation where order_id = $1`, [id]);
  });
  await transaction(pool, async (run) => {
    await run('move', MOVE, [id, 'shipped', 'delivered']);
    await run('arrive', `update by_hand_parcel set status = 'delivered' where order_id = $1`, [id]);
  });
  await transaction(pool, async (run) => {
    await run('move', MOVE, [id, 'delivered', 'refunded']);
    await run('refund', `update by_hand_payment set refunded = amount where order_id = $1`, [id]);
  });
}

const MOVE = `update by_hand_order set status = $3 where id = $1 and status = $2`;
const COMMIT_STOCK = `
update by_hand_stock s set on_hand = s.on_hand - r.quantity, reserved = s.reserved - r.quantity
from (select sku, quantity from by_hand_reservation where order_id = $1 order by sku) r where s.sku = r.sku`;

type Run = (name: string, text: string, values: unknown[]) => Promise<unknown>;

async function transaction(pool: pg.Pool, work: (run: Run, client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await work((name, text, values) => client.query({ name, text, values }), client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
