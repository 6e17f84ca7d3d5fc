import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDesk, type Desk } from '../../src/engine/index.js';
import type { Message, Store } from '../../src/kernel/index.js';
import { postgresStore } from '../../src/stores/postgres/index.js';
import { type Fault, faultyStore } from '../../src/testing/faults.js';
import { freshDatabase } from '../support/postgres.js';
import { booksOf, stockIn } from './support/books.js';
import { right } from './support/laws.js';
import { lifeTerms, live } from './support/life.js';
import { must, orderFor, person, Shop, verdictOf } from './support/shop.js';

let pool: pg.Pool;
beforeAll(async () => {
  pool = new pg.Pool({ connectionString: await freshDatabase() });
});
afterAll(() => pool.end());

let merchants = 0;

/** One life on a store, and what came of it: all but the marks by which a store finds its own places. */
async function livedOn(open: (shop: Shop) => Promise<Store> | undefined, fault: (n: number) => Fault = () => 'works') {
  const delivered: string[] = [];
  const deliver = ({ id, body }: Message) => void delivered.push(`${id} ${JSON.stringify(body)}`);
  const host = { PayRefund: deliver, UploadWaybill: deliver, TellBuyer: deliver, NoticeObligation: deliver };
  let calls = 0;
  const shop = new Shop({ terms: lifeTerms, host, around: (store) => faultyStore(store, () => fault(++calls)) });
  const other = await open(shop);
  if (other !== undefined) shop.moveTo({ ...other, now: () => shop.at });
  const outcomes = await live(shop, () => shop.another());
  await right(shop);
  const { cards, saved, entries } = await booksOf(shop.store);
  const records = [...saved.values()]
    .map(({ journal: _, ...record }) => record)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const told = entries.map(({ cursor: _, ...entry }) => entry);
  return { cards, records, told, outcomes: [...outcomes], delivered: [...new Set(delivered)].sort() };
}

const inPostgres = () => postgresStore({ pool, merchant: `m-${++merchants}` });

test('the same life comes to the same books in memory and in a database', async () => {
  expect(await livedOn(inPostgres)).toEqual(await livedOn(() => undefined));
});

test('so it does when every seventh call of the database is lost, before or after it was done', async () => {
  const sometimes = (n: number): Fault => (n % 7 === 0 ? (n % 14 === 0 ? 'fails' : 'losesAnswer') : 'works');
  expect(await livedOn(inPostgres, sometimes)).toEqual(await livedOn(() => undefined));
});

test('three desks on one database sell exactly what there is', async () => {
  const shop = new Shop();
  const merchant = `m-${++merchants}`;
  const open = async () => createDesk({ store: await postgresStore({ pool, merchant }) }).as(person('owner'));
  const desks = [await open(), await open(), await open()];
  shop.moveTo(await postgresStore({ pool, merchant }));
  await must(shop.owner.stock.receive('mug@main', { quantity: 40 }));
  const buy = async (desk: Desk, id: string) => {
    await must(desk.orders.place(id, orderFor(1)));
    return verdictOf(desk.orders.accept(id));
  };
  const verdicts = await Promise.all(
    desks.flatMap((desk, i) => Array.from({ length: 40 }, (_, n) => buy(desk, `o-${i}-${n}`))),
  );
  expect(verdicts.filter((verdict) => verdict === 'done')).toHaveLength(40);
  expect(verdicts.filter((verdict) => verdict === 'order.shortage')).toHaveLength(80);
  expect(await stockIn(shop.store)).toMatchObject({ onHand: 40, reserved: 40 });
  await right(shop);
});
