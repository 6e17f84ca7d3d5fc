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
const MOST_ROUNDS_OF_INSPECTION = 5;

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
      return receipt === undefined ? [] : [looking(shop, sale, benchAt, 1)];
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

/** What lies on the bench by now: units may have been cancelled or replaced meanwhile. */
const looking = (shop: Shop, sale: Sale, at: Instant, round: number): Step => ({
  at,
  run: async () => {
    const work = (await shop.desk.fulfilments.get(workOf(sale))).unwrapOr(undefined)?.state;
    if (work === undefined || work.status === 'cancelled') return [];
    const uninspected = unitsOf(work, (line) => good(line) - line.passed);
    if (uninspected.length === 0 || round > MOST_ROUNDS_OF_INSPECTION) return [packing(shop, sale, work, at)];
    return [inspecting(shop, sale, uninspected, at, round)];
  },
});

const inspecting = (shop: Shop, sale: Sale, units: readonly Units[], at: Instant, round: number): Step => ({
  at,
  run: async () => {
    const { dice, packer, teller } = shop;
    const { id } = sale;
    const lines = units.map(({ line, quantity }) => {
      const isBad = dice('damaged', id, line, round) < CHANCE_OF_DAMAGE;
      const failed = isBad ? Math.min(quantity, 1 + Math.floor(dice('units', id, line) * 3)) : 0;
      return { line, passed: quantity - failed, failed, ...(failed > 0 && { reason: 'broken' }) };
    });
    await teller.tell(packer.fulfilments.recordInspection(workOf(sale), { lines, ...named('inspect', id, round) }));
    return [looking(shop, sale, at, round + 1)];
  },
});

/** What passed goes into one parcel. Units that failed and could not be replaced are cancelled and paid back. */
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
