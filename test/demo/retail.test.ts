import { PGlite } from '@electric-sql/pglite';
import { Pool } from 'pg';
import { describe, expect, test } from 'vitest';
import { complaints, retailFigures } from '../../demo/figures.js';
import { plansOf } from '../../demo/plans.js';
import { reportOf } from '../../demo/report/index.js';
import { readTrade } from '../../demo/retail/data.js';
import { retail } from '../../demo/retail/index.js';
import { pgliteStore } from '../../src/stores/pglite/index.js';
import { postgresStore } from '../../src/stores/postgres/index.js';
import { freshDatabase } from '../support/postgres.js';
import { APRIL, asJson, folderWith, replayed } from './support.js';

const SEED = 2011;
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

describe('invoices', () => {
  const HEADER = 'invoice_no,stock_code,quantity,invoice_date,unit_price,customer_id,country\n';
  const trade = (...rows: string[]) =>
    readTrade(
      folderWith({ 'lines.csv': HEADER + rows.join('\n'), 'items.csv': 'stock_code,description\n22197,POPCORN\n' }),
    );

  test('with goods are orders, and what is no goods is charged on top', () => {
    const { sales } = trade(
      '1,22197,2,2011-04-01 08:26,0.85,17850,EIRE',
      '1,22197,1,2011-04-01 08:26,0.85,17850,EIRE',
      '1,POST,1,2011-04-01 08:26,18,17850,EIRE',
    );
    expect(sales).toHaveLength(1);
    expect(sales[0]).toMatchObject({ id: '1', buyer: '17850', country: 'IE', charges: 1800 });
    expect(sales[0]?.lines.map(({ id, quantity, unitPrice }) => [id, quantity, unitPrice])).toEqual([
      ['1', 2, 85],
      ['2', 1, 85],
    ]);
    // British summer time.
    expect(sales[0]?.at).toBe(Date.UTC(2011, 3, 1, 7, 26));
  });

  test('without price and customer correct the stock; without goods they are listed', () => {
    const { sales, adjustments, listed } = trade(
      '1,22197a,-5,2011-04-01 08:26,0,,United Kingdom',
      '2,M,1,2011-04-01 08:27,9.99,17850,United Kingdom',
    );
    expect(sales).toEqual([]);
    expect(adjustments).toMatchObject([{ id: '1', sku: '22197A', quantity: -5 }]);
    expect(listed).toEqual([{ id: '2', reason: 'noGoods' }]);
  });

  test('that take back are matched to the latest sales of the same customer and SKU; the rest is listed', () => {
    const { credits, listed } = trade(
      '1,22197,4,2011-04-01 08:26,0.85,17850,United Kingdom',
      '2,22197,1,2011-04-02 08:26,0.85,17850,United Kingdom',
      'C3,22197,-3,2011-04-03 08:26,0.85,17850,United Kingdom',
      'C3,D,-1,2011-04-03 08:26,5,17850,United Kingdom',
      'C4,22197,-9,2011-04-04 08:26,0.85,17850,United Kingdom',
      'C5,22197,-1,2011-04-04 08:26,0.85,,United Kingdom',
    );
    expect(credits.map(({ id, lines }) => [id, lines])).toEqual([
      ['C3-2', [{ line: '1', quantity: 1 }]],
      ['C3-1', [{ line: '1', quantity: 2 }]],
      ['C4-1', [{ line: '1', quantity: 2 }]],
    ]);
    expect(listed).toEqual([
      { id: 'C3 D', reason: 'creditOfNoGoods' },
      { id: 'C4 22197', reason: 'creditOfSaleNotInData' },
      { id: 'C5 22197', reason: 'creditWithoutCustomer' },
    ]);
  });
});

describe('a slice of the shipped month', () => {
  test('is replayed without loss: every order is there, goods and money add up', async () => {
    const outcome = await replayed(retail(APRIL, SEED, 150));
    expect(complaints(outcome)).toEqual([]);
    expect(outcome.lost).toEqual([]);
    const figures = retailFigures(outcome);
    expect(figures.orders).toBe(150);
    expect(Object.values(figures.status).reduce((sum, count) => sum + count, 0)).toBe(150);
    const { journal, stock, money } = figures.conservation;
    expect([journal.violations, stock.violations, money.violations]).toEqual([0, 0, 0]);
    const paidBack = Object.values(figures.refunds).reduce((sum, amount) => sum + amount, 0);
    expect(paidBack).toBe(money.refunded);
    expect(paidBack).toBeGreaterThan(0);
    // The demo has to show something: deadlines of both fates, reminders, penalties, orders that waited.
    const sum = (pick: (one: (typeof figures.deadlines)[number]) => number) =>
      figures.deadlines.reduce((total, one) => total + pick(one), 0);
    expect(sum(({ met }) => met)).toBeGreaterThan(500);
    expect(sum(({ missed }) => missed)).toBeGreaterThan(0);
    expect(sum(({ reminders }) => reminders)).toBeGreaterThan(0);
    expect(figures.penalties.length).toBeGreaterThan(0);
    expect(figures.shortages.orders).toBeGreaterThan(0);

    // What buyers asked for, as the orders have it.
    const ordered = outcome.orders.flatMap(({ status, lines }) =>
      lines.map((line) => (status === 'cancelled' ? 0 : line.ordered - line.cancelled - line.returned)),
    );
    const asked = outcome.measures.demand
      .lines(outcome.scenario.until)
      .map(({ units, cancelled = 0, returned = 0 }) => units - cancelled - returned);
    expect(sumOf(asked)).toBe(sumOf(ordered));
    expect(asked).toHaveLength(ordered.length);

    const html = reportOf(outcome, { store: 'memory', facts: undefined, wrong: [] });
    expect(html.match(/.{40}((src|href)=|url\([^#]|@import|NaN|undefined|\[object).{40}/)).toBeNull();
    expect(html.match(/<svg/g)?.length).toBeGreaterThanOrEqual(7);
    expect(html).toContain('CC BY 4.0');
    const plans = plansOf(outcome);
    expect(plans.map(({ why }) => why)).toContain('troublesome');
    for (const { sku, line } of plans) {
      expect(html).toContain(`<td>${outcome.scenario.nameOf(sku)}</td>`);
      expect(html).toContain(line.why.zh);
    }
    expect(html).toContain('Simulated from seed 2011');
  });

  test('comes to the same figures on every store', async () => {
    const slice = () => retail(APRIL, SEED, 25);
    const onMemory = retailFigures(await replayed(slice()));
    const db = await PGlite.create();
    const pool = new Pool({ connectionString: await freshDatabase() });
    try {
      const onPGlite = await replayed(slice(), await pgliteStore({ db, merchant: 'demo' }));
      const onPostgres = await replayed(slice(), await postgresStore({ pool, merchant: 'demo' }));
      expect(asJson(retailFigures(onPGlite))).toEqual(asJson(onMemory));
      expect(asJson(retailFigures(onPostgres))).toEqual(asJson(onMemory));
    } finally {
      await pool.end();
      await db.close();
    }
  }, 180_000);
});
