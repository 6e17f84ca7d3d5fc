import { plusHours } from 'orderwright';
import { diceOf } from '../dice.js';
import { InputError } from '../input.js';
import type { Scenario } from '../scenario.js';
import { buyingAt } from './buying.js';
import { readTrade } from './data.js';
import { goodsOf } from './goods.js';
import { atHour, HOUR, ZONE } from './hours.js';
import { placing } from './orders.js';
import { MOST_PLANNED_UNITS, packing } from './packing.js';
import { crediting } from './returns.js';
import { openShop } from './shop.js';
import { supply } from './supply.js';
import { retailTerms, SHORTEST_HOURS } from './terms.js';

/** The month's orders are followed for so long after the last of them. */
const DAYS_AFTERWARDS = 45;

/** A month of a British giftware wholesaler. */
export function retail(folder: string, seed: number, limit?: number): Scenario {
  const trade = readTrade(folder, limit);
  const [first] = trade.sales;
  const last = trade.sales.at(-1);
  if (first === undefined || last === undefined) throw new InputError(`${folder} holds no invoice with goods.`);
  const start = atHour(first.at, 0);
  const until = atHour(last.at, 0, DAYS_AFTERWARDS);
  const dice = diceOf(seed);
  const { listed, anomalies } = trade;
  return {
    title: { en: 'One month of a giftware wholesaler', zh: '一家礼品批发商的一个月' },
    source: 'UCI Online Retail (Daqing Chen, UCI Machine Learning Repository, CC BY 4.0)',
    notes: [
      'Read from the data: orders, lines, prices, charges, times, buyers, countries, credit notes, stock corrections.',
      `Simulated from seed ${seed}, for the data lack it: stock and its replenishment, work and inspection in the ` +
        'warehouse, sizes and weights of the goods, boxes and rates, carriers, scans, lost and refused parcels, ' +
        'answers to buyers, and all terms and deadlines; for what to stock also the supplier, prices to the shop and packs. ' +
        'How long purchases take is learned from the simulated receipts. ' +
        `Orders of more than ${MOST_PLANNED_UNITS} units are packed by hand.`,
      `Times without a zone are taken as ${ZONE}. All invoices count as paid when they were written.`,
    ],
    terms: retailTerms,
    catalog: goodsOf(trade.titles, dice),
    policies: { packing },
    buying: buyingAt(start, atHour(last.at, 0, 1)),
    nameOf: (sku) => inSmallLetters(trade.titles.get(sku) ?? sku),
    zone: ZONE,
    currency: 'GBP',
    start,
    until,
    roundEvery: 2 * HOUR,
    leastNotice: SHORTEST_HOURS * HOUR,
    orders: trade.sales.map(({ id }) => id),
    listed,
    anomalies,
    steps: (desk, teller) => {
      const shop = openShop(desk, teller, dice, listed);
      return [
        ...supply(trade, shop, start, plusHours(last.at, 14 * 24)),
        ...trade.sales.map((sale) => placing(shop, sale)),
        ...trade.credits.map((credit) => crediting(shop, credit)),
      ];
    },
  };
}

/** The data shout: `WORLD WAR 2 GLIDERS ASSTD DESIGNS`. */
const inSmallLetters = (title: string): string => title.slice(0, 1) + title.slice(1).toLowerCase();
