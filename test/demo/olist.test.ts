import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { complaints } from '../../demo/figures.js';
import type { ObligationTold, Watcher } from '../../demo/journal.js';
import { type OlistOrder, readOlist } from '../../demo/olist/data.js';
import { OlistWatcher, olistFacts } from '../../demo/olist/facts.js';
import { olist } from '../../demo/olist/index.js';
import { folderWith, OLIST, replayed } from './support.js';

const DAY = 86_400_000;

/** Orders whose delivery was missed as a deadline. */
class Breaches implements Watcher {
  readonly ids = new Set<string>();
  obligation({ key, id, event }: ObligationTold): void {
    const isBreach = event.type === 'ObligationBreached' && event.kind === 'deliverBy';
    if (isBreach && key.startsWith('order/')) this.ids.add(id);
  }
}

async function factsOf(folder: string, limit?: number) {
  const watcher = new OlistWatcher();
  const breaches = new Breaches();
  const outcome = await replayed(olist(folder, limit), undefined, [watcher, breaches]);
  return { outcome, breaches, facts: olistFacts(outcome.orders, watcher, 'timestamp') };
}

const count = (orders: readonly OlistOrder[], test: (order: OlistOrder) => boolean): number =>
  orders.filter(test).length;
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2;
};

if (!existsSync(OLIST))
  console.warn(`No Olist data in ${OLIST}: its tests are skipped. Its licence forbids to ship it.`);

describe.skipIf(!existsSync(OLIST))('a slice of the Olist folder', () => {
  test('comes out of the desk as it stands in the data', async () => {
    const orders = readOlist(OLIST, 400);
    const { outcome, breaches, facts } = await factsOf(OLIST, 400);
    expect(complaints(outcome)).toEqual([]);
    expect(outcome.teller.refused.toJSON()).toEqual({});

    const dated = orders.filter(({ status, deliveredAt }) => status === 'delivered' && deliveredAt !== undefined);
    const isLate = ({ deliveredAt, deliverBy }: OlistOrder) => deliveredAt !== undefined && deliveredAt > deliverBy;
    const scores = (some: readonly OlistOrder[]) => some.flatMap(({ reviews }) => reviews.map(({ score }) => score));
    const items = orders.flatMap((order) => order.items);
    expect(facts).toMatchObject({
      orders: 400,
      delivered_with_date: dated.length,
      late_timestamp: count(dated, isLate),
      order_items: items.length,
      orders_with_items: count(orders, (order) => order.items.length > 0),
      orders_with_more_than_one_seller: count(
        orders,
        (order) => new Set(order.items.map(({ seller }) => seller)).size > 1,
      ),
      sum_price: items.reduce((sum, { price }) => sum + price, 0) / 100,
      sum_freight: items.reduce((sum, { freight }) => sum + freight, 0) / 100,
      reviews: scores(orders).length,
      review_mean: mean(scores(orders)),
      review_mean_late: mean(scores(dated.filter(isLate))),
      median_days_purchase_to_carrier: median(dated.map((one) => ((one.handedOverAt ?? 0) - one.purchasedAt) / DAY)),
      median_days_carrier_to_customer: median(
        dated.map((one) => ((one.deliveredAt ?? 0) - (one.handedOverAt ?? 0)) / DAY),
      ),
      median_days_purchase_to_customer: median(dated.map((one) => ((one.deliveredAt ?? 0) - one.purchasedAt) / DAY)),
    });
    for (const [status, orders_] of Object.entries(facts.status)) {
      expect(orders_, status).toBe(count(orders, (order) => order.status === status));
    }
    // On the virtual clock a deadline is missed exactly by the orders that were late.
    expect(dated.filter(({ id }) => breaches.ids.has(id)).map(({ id }) => id)).toEqual(
      dated.filter(isLate).map(({ id }) => id),
    );
  });
});

describe('a folder in the layout of Olist', () => {
  const made = (order: string, items = 'o,1,p,s,2017-01-05 00:00:00,10,2.5\n') =>
    folderWith({
      'orders.csv': `order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date\n${order}\n`,
      'order_items.csv': `order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value\n${items}`,
      'order_payments.csv': 'order_id,payment_value\no,12.5\n',
      'order_reviews.csv': 'review_id,order_id,review_score,review_answer_timestamp\nr,o,4,2016-12-01 00:00:00\n',
      'customers.csv': 'customer_id,customer_unique_id,customer_city,customer_state\nc,u,sao paulo,SP\n',
    });

  test.each([
    [
      'handed over before it was approved',
      'delivered',
      '2017-01-04 10:00:00,2017-01-03 09:30:00,2017-01-09 12:00:00',
      'handedOverBeforeApproval',
    ],
    [
      'handed over before it was bought',
      'delivered',
      '2017-01-02 10:00:00,2016-12-30 09:30:00,2017-01-09 12:00:00',
      'handedOverBeforePurchase',
    ],
    [
      'delivered before it was handed over',
      'delivered',
      '2017-01-02 10:00:00,2017-01-05 09:30:00,2017-01-04 12:00:00',
      'deliveredBeforeHandOver',
    ],
    [
      'delivered, and nobody knows when',
      'delivered',
      '2017-01-02 10:00:00,2017-01-05 09:30:00,',
      'deliveredWithoutDate',
    ],
    [
      'delivered without ever being handed over',
      'delivered',
      '2017-01-02 10:00:00,,2017-01-09 12:00:00',
      'deliveredWithoutHandOver',
    ],
    [
      'cancelled, and delivered all the same',
      'canceled',
      '2017-01-02 10:00:00,2017-01-03 09:30:00,2017-01-09 12:00:00',
      'cancelledWithDelivery',
    ],
    ['only approved', 'approved', '2017-01-02 10:00:00,,', undefined],
    ['on its way without a hand-over', 'shipped', '2017-01-02 10:00:00,,', undefined],
  ])('an order that was %s is kept as it was, and counted as odd', async (_, status, times, oddity) => {
    const { outcome, facts } = await factsOf(made(`o,c,${status},2017-01-01 08:00:00,${times},2017-01-20 00:00:00`));
    expect(complaints(outcome)).toEqual([]);
    expect(outcome.teller.refused.toJSON()).toEqual({});
    expect(facts).toMatchObject({
      orders: 1,
      status: { [status]: 1 },
      sum_price: 10,
      sum_freight: 2.5,
      review_mean: 4,
    });
    if (oddity !== undefined) expect(outcome.anomalies.of(oddity)).toBe(1);
    expect(outcome.anomalies.of('reviewBeforePurchase')).toBe(1);
    const [, handedOver = '', delivered = ''] = times.split(',');
    if (status === 'delivered' && handedOver !== '' && delivered !== '') {
      const days = (Date.parse(`${delivered}Z`) - Date.parse(`${handedOver}Z`)) / DAY;
      expect(facts.median_days_carrier_to_customer).toBe(days);
    }
  });

  test('an order of a status that nobody knows is listed, not lost', async () => {
    const { outcome } = await factsOf(made('o,c,teleported,2017-01-01 08:00:00,,,,2017-01-20 00:00:00'));
    expect(outcome.lost).toEqual([]);
    expect(outcome.scenario.listed).toEqual([{ id: 'o', reason: 'status "teleported" is not known' }]);
  });

  test('an order without items keeps its money in a line of a placeholder', async () => {
    const { outcome, facts } = await factsOf(
      made('o,c,invoiced,2017-01-01 08:00:00,2017-01-02 10:00:00,,,2017-01-20 00:00:00', ''),
    );
    expect(facts).toMatchObject({ status: { invoiced: 1 }, order_items: 0, orders_with_items: 0, sum_price: 0 });
    expect(outcome.conservation.money.paid).toBe(1250);
    expect(outcome.anomalies.of('orderWithoutItems')).toBe(1);
  });
});
