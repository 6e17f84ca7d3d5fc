import { type Fulfilment, fulfilmentId, type Instant } from 'orderwright';
import { between } from '../dice.js';
import type { Step } from '../replay.js';
import type { Sale } from './data.js';
import { atCollection, atWork, DAY, HOUR } from './hours.js';
import { named, type Shop } from './shop.js';
import { shipping } from './tracking.js';

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

/** What is good is packed as the desk advises. Units that failed and could not be replaced are cancelled and paid back. */
const packing = (shop: Shop, sale: Sale, work: Fulfilment, at: Instant): Step => ({
  at,
  run: async () => {
    const { desk, owner, packer, teller } = shop;
    const { id } = sale;
    const short = unitsOf(work, (line) => line.short);
    if (short.length > 0) {
      const cancel = { lines: short, reason: 'broken, and none left', ...named('broken', id) };
      await teller.tell(owner.orders.cancelUnits(id, cancel));
    }
    const advised = await desk.advise.packing(workOf(sale));
    const labels: Step[] = [];
    for (const [n, { lines, ...plan }] of advised
      .map(({ answer }) => answer)
      .unwrapOr([])
      .entries()) {
      const parcel = `p-${id}-${n + 1}`;
      const units = lines.map(({ line, quantity }) => ({ line, quantity }));
      const command = { parcel, lines: units, ...plan, ...named('pack', parcel) };
      const packed = await teller.tell(packer.fulfilments.packParcel(workOf(sale), command));
      if (packed !== undefined) labels.push(labelling(shop, sale, parcel, at));
    }
    return labels;
  },
});

const labelling = (shop: Shop, sale: Sale, parcel: string, at: Instant): Step => ({
  at,
  run: async () => {
    const { desk, packer, teller } = shop;
    const choice = await desk.advise.carrier(parcel);
    if (choice.isErr()) return [];
    const { answer, explanation } = choice.value;
    const number = `OW${parcel.replace(/\D/g, '')}GB`;
    await teller.tell(
      packer.parcels.assignWaybill(parcel, { ...answer, number, explanation, ...named('label', parcel) }),
    );
    return [shipping(shop, { sale, parcel, carrier: answer.carrier }, atCollection(at))];
  },
});
