import { postgresStore } from 'orderwright/postgres';
import pg from 'pg';
import { ratePerSecond } from './measure.js';
import { deskOn, must, newOrder } from './shop.js';
import { work } from './stock.js';

/** One process of a bench: `URL buy|rate NAME COUNT`; sends one number to its parent. */
const [url, what, name = '', count] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 4 });
const desk = deskOn(await postgresStore({ pool, merchant: 'bench' }));
const number =
  what === 'buy'
    ? await work.buy(desk, name, Number(count))
    : await ratePerSecond(32, Number(count), (n) =>
        must(desk.orders.place(`${name}-${n}`, newOrder([{ sku: 'sku-0', quantity: 1 }]))),
      );
process.send?.(number, () => process.exit(0));
