import { type Failure, type Instant, MissingUnits, type Order } from 'orderwright';
import * as z from 'zod/mini';
import { between } from '../dice.js';
import type { Step } from '../replay.js';
import type { Sale } from './data.js';
import { atWork, HOUR } from './hours.js';
import { named, type Shop } from './shop.js';
import { startWork } from './warehouse.js';

/** How long the shop waits for stock before it thinks of sending what there is. */
const PATIENCE_HOURS = 44;
const CHANCE_OF_SENDING_THE_REST = 0.6;

/** An invoice comes in as a paid order. The desk accepts it by itself, finds a shortage, or leaves it to the owner. */
export const placing = (shop: Shop, sale: Sale): Step => ({
  at: sale.at,
  run: async () => {
    const { desk, teller, dice, listed } = shop;
    const { id, at } = sale;
    const order = { ...orderOf(sale), by: { role: 'platform', id: 'shop' }, ...named('place', id) } as const;
    const { receipt, refusal } = await teller.ask(desk.orders.place(id, order));
    if (receipt === undefined) {
      listed.push({ id, reason: refusal?.code ?? 'refused' });
      return [];
    }
    if (receipt.status === 'accepted') return [startWork(shop, sale, at)];
    if (!receipt.events.includes('ShortageFound')) {
      return [accepting(shop, sale, atWork(at + between(dice('look', id), 1, 30) * HOUR))];
    }
    const missing = (await stateOf(shop, id))?.missing ?? [];
    return waitFor(shop, sale, missing, at);
  },
});

function orderOf({ id, buyer, country, lines, charges }: Sale) {
  const total = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0) + charges;
  return {
    channel: 'web',
    number: id,
    buyer,
    region: { country },
    currency: 'GBP',
    lines: [...lines],
    ...(charges > 0 && { shipping: charges }),
    ...(charges < 0 && { discount: -charges }),
    total,
    paid: total,
  };
}

const stateOf = async ({ desk }: Shop, id: string): Promise<Order | undefined> =>
  (await desk.orders.get(id)).unwrapOr(undefined)?.state;

/** Notes what an order waits for; when it waits for the first time, the shop will lose patience one day. */
function waitFor(shop: Shop, sale: Sale, missing: readonly MissingUnits[], at: Instant): Step[] {
  const isNew = !shop.waiting.has(sale.id);
  shop.waiting.set(sale.id, {
    missing: missing.map(({ sku }) => sku),
    retry: (then) => accepting(shop, sale, then),
  });
  return isNew ? [losingPatience(shop, sale, atWork(at + PATIENCE_HOURS * HOUR))] : [];
}

/** The owner accepts, or learns what is missing and waits for it. */
export const accepting = (shop: Shop, sale: Sale, at: Instant): Step => ({
  at,
  run: async () => {
    const missing = await tryToAccept(shop, sale);
    if (missing === 'accepted') return [startWork(shop, sale, at)];
    return missing === 'over' ? [] : waitFor(shop, sale, missing, at);
  },
});

async function tryToAccept({ owner, teller, waiting }: Shop, { id }: Sale) {
  const { receipt, refusal } = await teller.ask(owner.orders.accept(id, named('accept', id, teller.commands)));
  const missing = refusal && missingOf(refusal);
  if (missing !== undefined) return missing;
  waiting.delete(id);
  return receipt === undefined ? 'over' : 'accepted';
}

function missingOf({ details }: Failure): MissingUnits[] | undefined {
  return z.array(MissingUnits).safeParse(Reflect.get(Object(details), 'missing')).data;
}

/** The buyer has waited long enough: as a rule the shop then cancels what is missing and sends the rest. */
const losingPatience = (shop: Shop, sale: Sale, at: Instant): Step => ({
  at,
  run: async () => {
    const { waiting, dice } = shop;
    if (!waiting.has(sale.id) || dice('patience', sale.id) >= CHANCE_OF_SENDING_THE_REST) return [];
    const missing = await tryToAccept(shop, sale);
    if (missing === 'accepted') return [startWork(shop, sale, at)];
    if (missing === 'over') return [];
    const lines = unitsLacking(await stateOf(shop, sale.id), missing);
    return lines.length > 0 ? [cancelling(shop, sale, lines, at)] : [];
  },
});

const cancelling = (shop: Shop, sale: Sale, lines: { line: string; quantity: number }[], at: Instant): Step => ({
  at,
  run: async () => {
    const { owner, teller, waiting } = shop;
    const command = { lines, reason: 'out of stock', ...named('lack', sale.id) };
    const receipt = await teller.tell(owner.orders.cancelUnits(sale.id, command));
    if (receipt?.status !== 'cancelled') return [accepting(shop, sale, at)];
    waiting.delete(sale.id);
    return [];
  },
});

/** The units to cancel so that what is there suffices, from the last line with the SKU. */
function unitsLacking(order: Order | undefined, missing: readonly MissingUnits[]) {
  const left = new Map(missing.map(({ sku, wanted, available }) => [sku, wanted - available]));
  return (order?.lines ?? []).toReversed().flatMap(({ id, sku, ordered, cancelled }) => {
    const quantity = Math.min(ordered - cancelled, left.get(sku) ?? 0);
    left.set(sku, (left.get(sku) ?? 0) - quantity);
    return quantity > 0 ? [{ line: id, quantity }] : [];
  });
}
