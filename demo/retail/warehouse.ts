import { chooseCarrier, type Fulfilment, fulfilmentId, type Instant } from 'orderwright';
import { between } from '../dice.js';
import type { Step } from '../replay.js';
import type { Sale } from './data.js';
import { atCollection, atWork, DAY, HOUR } from './hours.js';
import { named, type Shop } from './shop.js';
import { carrierTerms } from './terms.js';
import { parcelOf, shipping } from './tracking.js';

const CHANCE_OF_DELAY = 0.05;
const CHANCE_OF_DAMAGE = 0.002;

/** Everything ships from one place, so each order has one piece of work. */
const workOf = ({ id }: Sale): string => fulfilmentId(id, 0);

/** An accepted order is picked within hours, as a rule. */
export function startWork(shop: Shop, sale: Sale, acceptedAt: Instant): Step {
  const { dice, picker, teller } = shop;
  const { id } = sale;
  const queued = between(dice('queue', id), 0.5, 8) * HOUR;
  const forgotten = dice('forgotten', id) < CHANCE_OF_DELAY ? between(dice('days', id), 1, 4) * DAY : 0;
  const at = atWork(acceptedAt + queued + forgotten);
  return {
    at,
    run: async () => {
      const receipt = await teller.tell(picker.fulfilments.startPicking(workOf(sale), named('pick', id)));
      const benchAt = atWork(at + between(dice('bench', id), 0.5, 5) * HOUR);
      return receipt === undefined ? [] : [looking(shop, sale, benchAt)];
    },
  };
}

const good = ({ quantity, failed, missing, cancelled }: Fulfilment['lines'][number]): number =>
  quantity - failed - missing - cancelled;

interface Units {
  readonly line: string;
  readonly quantity: number;
}

const unitsOf = (work: Fulfilment, quantityOf: (line: Fulfilment['lines'][number]) => number): Units[] =>
  work.lines.map((line) => ({ line: line.line, quantity: quantityOf(line) })).filter(({ quantity }) => quantity > 0);

/** What lies on the bench by now: units may have been cancelled meanwhile. Only what fails is written down. */
const looking = (shop: Shop, sale: Sale, at: Instant): Step => ({
  at,
  run: async () => {
    const work = (await shop.desk.fulfilments.get(workOf(sale))).unwrapOr(undefined)?.state;
    if (work === undefined || work.status === 'cancelled') return [];
    const isInspected = work.lines.some(({ failed }) => failed > 0);
    const bad = isInspected ? [] : unitsOf(work, good).filter(({ line }) => isBad(shop, sale, line));
    return [bad.length > 0 ? failing(shop, sale, bad, at) : packing(shop, sale, work, at)];
  },
});

const isBad = ({ dice }: Shop, { id }: Sale, line: string): boolean => dice('damaged', id, line) < CHANCE_OF_DAMAGE;

const failing = (shop: Shop, sale: Sale, bad: readonly Units[], at: Instant): Step => ({
  at,
  run: async () => {
    const { dice, packer, teller } = shop;
    const lines = bad.map(({ line, quantity }) => {
      const failed = Math.min(quantity, 1 + Math.floor(dice('units', sale.id, line) * 3));
      return { line, passed: 0, failed, reason: 'broken' };
    });
    await teller.tell(packer.fulfilments.recordInspection(workOf(sale), { lines, ...named('inspect', sale.id) }));
    return [looking(shop, sale, at)];
  },
});

/** What is good goes into one parcel. Units that failed and could not be replaced are cancelled and paid back. */
const packing = (shop: Shop, sale: Sale, work: Fulfilment, at: Instant): Step => ({
  at,
  run: async () => {
    const { owner, packer, teller } = shop;
    const { id } = sale;
    const short = unitsOf(work, (line) => line.short);
    const lines = unitsOf(work, good);
    const cancel = { lines: short, reason: 'broken, and none left', ...named('broken', id) };
    const pack = { parcel: parcelOf(sale), lines, ...named('pack', id) };
    const [, packed] = await Promise.all([
      short.length > 0 ? teller.tell(owner.orders.cancelUnits(id, cancel)) : undefined,
      lines.length > 0 ? teller.tell(packer.fulfilments.packParcel(workOf(sale), pack)) : undefined,
    ]);
    const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    return packed === undefined ? [] : [labelling(shop, sale, units, at)];
  },
});

const labelling = (shop: Shop, sale: Sale, units: number, at: Instant): Step => ({
  at,
  run: async () => {
    const { packer, teller } = shop;
    const choice = chooseCarrier(carrierTerms, { region: { country: sale.country }, units });
    if (choice.isErr()) return [];
    const { answer, explanation } = choice.value;
    const waybill = { ...answer, number: `OW${sale.id}GB`, explanation, ...named('label', sale.id) };
    await teller.tell(packer.parcels.assignWaybill(parcelOf(sale), waybill));
    return [shipping(shop, sale, answer.carrier, atCollection(at))];
  },
});
