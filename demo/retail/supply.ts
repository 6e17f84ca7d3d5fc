import { type Instant, latest, stockId } from 'orderwright';
import { between, type Dice } from '../dice.js';
import type { Step } from '../replay.js';
import type { Trade } from './data.js';
import { atHour, mondays } from './hours.js';
import { LOCATION, named, type Shop } from './shop.js';

/** A SKU that sells more than this in the period is bought by the week; of others there is enough from the start. */
const SOLD_BY_THE_WEEK = 150;
const CHANCE_OF_SCARCITY = 0.012;
const CHANCE_OF_DELAY = 0.06;
const MOST_AT_ONCE = 200;

interface Units {
  readonly sku: string;
  readonly quantity: number;
}
interface Delivery extends Units {
  readonly orderedAt: Instant;
  readonly arrivesAt: Instant;
}
type Demand = readonly { readonly at: Instant; readonly quantity: number }[];

const idOf = (sku: string): string => stockId(sku, LOCATION);

/**
 * The simulated stock. Each Monday brings what the week will need, in the eyes of a buyer who forecasts well most of
 * the time; now and then too little was bought, or it comes some days late, and orders have to wait.
 */
export function supply(trade: Trade, shop: Shop, start: Instant, until: Instant): Step[] {
  const { teller } = shop;
  const { stock } = shop.owner;
  const { opening, deliveries } = plan(trade, shop.dice, start, until);
  const opened = chunks(opening).map((some) => ({
    at: start,
    run: async () => {
      const units = some.map(({ sku, quantity }) => stock.receive(idOf(sku), { quantity, ...named('open', sku) }));
      await teller.tellAll(units);
      return [];
    },
  }));
  const ordered = groups(deliveries, ({ orderedAt }) => orderedAt).map(([at, some]) => ({
    at,
    run: async () => {
      const command = ({ sku, quantity }: Units) => stock.expect(idOf(sku), { quantity, ...named('buy', sku, at) });
      await teller.tellAll(some.map(command));
      return [];
    },
  }));
  const arrived = groups(deliveries, ({ arrivesAt }) => arrivesAt).map(([at, some]) => ({
    at,
    run: async () => {
      const command = ({ sku, quantity, orderedAt }: Delivery) =>
        stock.receiveExpected(idOf(sku), { quantity, ...named('arrive', sku, orderedAt) });
      await teller.tellAll(some.map(command));
      const skus = new Set(some.map(({ sku }) => sku));
      const served = [...shop.waiting.values()].filter(({ missing }) => missing.some((sku) => skus.has(sku)));
      return served.map(({ retry }) => retry(at));
    },
  }));
  return [...opened, ...ordered, ...arrived, ...corrections(trade, shop)];
}

/** What is bought when: of a SKU that sells fast week by week, of any other all at the start. */
function plan(trade: Trade, dice: Dice, start: Instant, until: Instant) {
  const opening: Units[] = [];
  const deliveries: Delivery[] = [];
  const days = [start, ...mondays(start, until)];
  const weeks = days.map((from, week) => ({
    orderedAt: latest(start, atHour(from, 12, -4)),
    arrivesAt: [0, 1, 2, 3].map((daysLate) => atHour(from, 7, daysLate)),
    to: days[week + 1] ?? until,
  }));
  for (const [sku, demand] of demandOf(trade)) {
    const total = sum(demand, until);
    if (total < SOLD_BY_THE_WEEK) {
      opening.push({ sku, quantity: Math.ceil(total * 1.2) + 3 });
      continue;
    }
    let bought = 0;
    for (const [week, { orderedAt, arrivesAt, to }] of weeks.entries()) {
      const isScarce = week > 0 && dice('scarce', sku, week) < CHANCE_OF_SCARCITY;
      const chance = dice('forecast', sku, week);
      const share = isScarce ? between(chance, 0.5, 0.9) : between(chance, 1.02, 1.2);
      const quantity = Math.ceil(sum(demand, to) * share + total * 0.05) - bought;
      if (quantity <= 0) continue;
      bought += quantity;
      const daysLate = dice('late', sku, week) < CHANCE_OF_DELAY ? Math.ceil(dice('days', sku, week) * 3) : 0;
      if (week === 0) opening.push({ sku, quantity });
      else deliveries.push({ sku, quantity, orderedAt, arrivesAt: arrivesAt[daysLate] ?? orderedAt });
    }
  }
  return { opening, deliveries };
}

const sum = (demand: Demand, until: Instant): number =>
  demand.reduce((total, { at, quantity }) => (at < until ? total + quantity : total), 0);

/** What leaves the house of each SKU: sales, and what the data write off. */
function demandOf({ sales, adjustments }: Trade): Map<string, { at: Instant; quantity: number }[]> {
  const demand = new Map<string, { at: Instant; quantity: number }[]>();
  const add = (sku: string, at: Instant, quantity: number) =>
    demand.set(sku, [...(demand.get(sku) ?? []), { at, quantity }]);
  for (const { at, lines } of sales) for (const { sku, quantity } of lines) add(sku, at, quantity);
  for (const { sku, at, quantity } of adjustments) if (quantity < 0) add(sku, at, -quantity);
  return demand;
}

/** Invoices without price and customer: found, lost or broken goods, as the data have them. */
const corrections = ({ adjustments }: Trade, { owner, teller, listed }: Shop): Step[] =>
  adjustments.map(({ id, at, sku, quantity }) => ({
    at,
    run: async () => {
      const { stock } = owner;
      const reason = `invoice ${id} without price and customer`;
      const facts = { quantity: Math.abs(quantity), reason, ...named('adjust', id, sku) };
      const isFound = quantity > 0;
      const asked = isFound
        ? teller.ask(stock.addFound(idOf(sku), facts))
        : teller.ask(stock.removeLost(idOf(sku), facts));
      const { refusal } = await asked;
      if (refusal !== undefined) listed.push({ id, reason: refusal.code });
      return [];
    },
  }));

function groups<Item>(items: readonly Item[], by: (item: Item) => Instant): [Instant, Item[]][] {
  const found = new Map<Instant, Item[]>();
  for (const item of items) found.set(by(item), [...(found.get(by(item)) ?? []), item]);
  return [...found].flatMap(([at, some]) => chunks(some).map((chunk): [Instant, Item[]] => [at, chunk]));
}

const chunks = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / MOST_AT_ONCE) }, (_, n) =>
    items.slice(n * MOST_AT_ONCE, (n + 1) * MOST_AT_ONCE),
  );
