import { type DeskTerms, houseTerms, instant } from 'orderwright';
import { InputError } from '../input.js';
import { board, byKilogram, packingBy } from '../packing.js';
import type { Listed, Scenario } from '../scenario.js';
import { Tally } from '../tally.js';
import { readOlist, ZONE } from './data.js';
import { isKnownStatus, noteOddities } from './oddities.js';
import { packingLines, productsOf } from './products.js';
import { lifeOf, NOWHERE, type OrderedLine } from './steps.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Deadlines are those that each order brings along. */
const terms: DeskTerms = {
  ...houseTerms,
  order: {
    ...houseTerms.order,
    autoAccept: {
      mode: 'on',
      // biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
      rules: [{ name: 'every paid order', when: [], then: 'accept' }],
    },
  },
  locations: [{ id: NOWHERE }],
  logistics: { ...houseTerms.logistics, waybill: 'optional' },
};

/** The boxes of no seller in particular, in millimetres, grams and centavos. */
const boxes = [
  board('small', 230, 160, 110, 5_000, 180),
  board('medium', 350, 250, 200, 12_000, 320),
  board('long', 700, 250, 200, 15_000, 480),
  board('large', 500, 400, 350, 25_000, 690),
  board('largest', 1_050, 700, 700, 60_000, 1_900),
];
const MOST_PLANNED_UNITS = 100;
const packingPolicy = packingBy({ boxes, carriage: byKilogram(1_400, 350, 80_000), nodes: 2_000 }, MOST_PLANNED_UNITS);

/** Orders of a Brazilian marketplace, from a folder in the layout of Olist's data set. */
export function olist(folder: string, limit?: number): Scenario {
  const orders = readOlist(folder, limit);
  if (orders.length === 0) throw new InputError(`${folder} holds no orders.`);
  const anomalies = new Tally();
  for (const order of orders) noteOddities(order, anomalies);
  const listed: Listed[] = [];
  const known = orders.flatMap((order) => {
    const { id, status } = order;
    if (isKnownStatus(status)) return [{ order, status }];
    listed.push({ id, reason: `status "${status}" is not known` });
    return [];
  });
  const first = Math.min(...orders.map(({ purchasedAt }) => purchasedAt));
  const last = Math.max(
    ...orders.map(({ purchasedAt, handedOverAt = 0, deliveredAt = 0, reviews }) =>
      Math.max(purchasedAt, handedOverAt, deliveredAt, ...reviews.map(({ answeredAt }) => answeredAt)),
    ),
  );
  const catalog = productsOf(folder);
  const packing = (lines: readonly OrderedLine[]) => packingPolicy({ lines: packingLines(lines, catalog) });
  return {
    title: { en: 'Two years of a Brazilian marketplace', zh: '巴西电商平台两年订单' },
    source: 'Olist (olistbr/brazilian-ecommerce, CC BY-NC-SA 4.0), read from the folder given and copied nowhere',
    notes: [
      'Read from the data: orders, items, sizes, sellers, prices, freight, payments, deadlines, hand-over, delivery, reviews.',
      'Made up, for the data lack it: stock (there for what was shipped, none for what was unavailable), packing ' +
        '(when the carrier came), boxes and their prices, the time of cancellations (halfway to a delivery, else a day after the last event).',
      `Times without a zone are read as ${ZONE}. The desk hears by the hour of what happened elsewhere; each report ` +
        'says when that was.',
      'Orders whose items the data do not name carry one line of a placeholder, worth what was paid.',
    ],
    terms,
    catalog,
    policies: { packing: packingPolicy },
    nameOf: (sku) => sku.slice(0, 12),
    zone: ZONE,
    currency: 'BRL',
    start: instant(Math.floor(first / DAY) * DAY),
    until: instant(Math.ceil(last / HOUR) * HOUR + 1),
    roundEvery: 24 * HOUR,
    leastNotice: 0,
    orders: orders.map(({ id }) => id),
    listed,
    anomalies,
    steps: (desk, teller) => {
      const around = { desk, teller, packing };
      return known.flatMap(({ order, status }) => lifeOf(order, status, around));
    },
  };
}
