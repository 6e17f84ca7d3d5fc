import { type Instant, instant, type Order } from 'orderwright';
import { between } from '../dice.js';
import type { Step } from '../replay.js';
import type { Credit, Sale } from './data.js';
import { atWork, DAY, HOUR, onTheHour } from './hours.js';
import { accepting } from './orders.js';
import { named, type Shop } from './shop.js';

/** Below this the buyer may keep the goods. */
const NOT_WORTH_SENDING = 500;
const CHANCE_OF_CONFIRMATION = 0.45;
const CHANCE_OF_SILENCE = 0.1;
const CHANCE_OF_DAMAGE = 0.2;
const REASONS = ['noReason', 'damaged', 'wrongItem', 'defective'] as const;

/** The buyer has the parcel: credit notes that waited for it become returns, and some buyers confirm. */
export function delivered(shop: Shop, sale: Sale, at: Instant): Step[] {
  const { desk, dice, pending, teller } = shop;
  const { id, buyer } = sale;
  const credits = pending.get(id) ?? [];
  pending.delete(id);
  const opened = credits.map((credit) => asking(shop, credit, at));
  if (credits.length > 0 || dice('confirm', id) >= CHANCE_OF_CONFIRMATION) return opened;
  const by = { role: 'buyer', id: buyer } as const;
  const confirm = async () => {
    await teller.tell(desk.orders.confirmReceipt(id, { by, ...named('confirm', id) }));
    return [];
  };
  return [{ at: onTheHour(at + between(dice('confirms', id), 2, 120) * HOUR), run: confirm }];
}

/** A C-invoice: a cancellation where the goods are in the house, a return where the buyer has them. */
export const crediting = (shop: Shop, credit: Credit): Step => ({
  at: credit.at,
  // A sale of the same minute comes first.
  run: async () => [judging(shop, credit)],
});

const judging = (shop: Shop, credit: Credit): Step => ({
  at: credit.at,
  run: async () => {
    const { desk, listed, pending } = shop;
    const { id, at, sale, lines } = credit;
    const order = (await desk.orders.get(sale.id)).unwrapOr(undefined)?.state;
    if (order === undefined || order.status === 'cancelled') {
      listed.push({ id, reason: order === undefined ? 'orderNotTaken' : 'orderCancelledBefore' });
      return [];
    }
    if (order.status === 'delivered' || order.status === 'completed') return [asking(shop, credit, at)];
    if (isUnpacked(order, lines)) return [cancelling(shop, credit)];
    pending.set(sale.id, [...(pending.get(sale.id) ?? []), credit]);
    return [];
  },
});

const isUnpacked = (order: Order, lines: Credit['lines']): boolean =>
  lines.every(({ line: id }) => order.lines.find((line) => line.id === id)?.packed === 0);

const cancelling = (shop: Shop, credit: Credit): Step => ({
  at: credit.at,
  run: async () => {
    const { service, teller, listed, waiting } = shop;
    const { id, at, sale, lines } = credit;
    const command = { lines: [...lines], reason: `credit note ${id}`, ...named('credit', id) };
    const { receipt, refusal } = await teller.ask(service.orders.cancelUnits(sale.id, command));
    if (refusal !== undefined) listed.push({ id, reason: refusal.code });
    if (receipt?.status === 'cancelled') waiting.delete(sale.id);
    return waiting.has(sale.id) ? [accepting(shop, sale, at)] : [];
  },
});

/** What never came cannot be sent back; it is paid back without asking. */
export function undeliverable({ pending, listed }: Shop, { id }: Sale): void {
  for (const credit of pending.get(id) ?? []) listed.push({ id: credit.id, reason: 'parcelDidNotArrive' });
  pending.delete(id);
}

/** The buyer asks for their money back. */
const asking = (shop: Shop, credit: Credit, at: Instant): Step => ({
  at,
  run: async () => {
    const { desk, teller, dice, listed, service } = shop;
    const { id, sale, lines } = credit;
    const priceOf = (line: string) => sale.lines.find((one) => one.id === line)?.unitPrice ?? 0;
    const worth = lines.reduce((sum, { line, quantity }) => sum + quantity * priceOf(line), 0);
    const remedy = worth < NOT_WORTH_SENDING ? 'refundOnly' : 'returnAndRefund';
    const reason = { code: REASONS[Math.floor(dice('reason', id) * REASONS.length)] ?? 'other' };
    const by = { role: 'buyer', id: sale.buyer } as const;
    const request = { order: sale.id, remedy, reason, received: 'received' } as const;
    const { receipt, refusal } = await teller.ask(
      desk.cases.open(caseOf(credit), { by, ...request, lines: [...lines], ...named('ask', id) }),
    );
    if (refusal !== undefined) listed.push({ id, reason: refusal.code });
    if (receipt?.status === 'awaitingReturn') return [sending(shop, credit, at)];
    if (receipt?.status !== 'requested') return [];
    // Nobody answers: after two days the desk agrees by itself, for that is what the terms say.
    if (dice('silence', id) < CHANCE_OF_SILENCE) return [sending(shop, credit, instant(at + 2 * DAY))];
    const agreesAt = atWork(at + between(dice('answer', id), 1, 40) * HOUR);
    const agree = async () => {
      await teller.tell(service.cases.agree(caseOf(credit), named('agree', id)));
      return [sending(shop, credit, agreesAt)];
    };
    return [{ at: agreesAt, run: agree }];
  },
});

const caseOf = ({ id }: Credit): string => `case-${id}`;

/** The goods come back, are looked at, and are paid for. */
function sending(shop: Shop, credit: Credit, agreedAt: Instant): Step {
  const { desk, dice, packer, teller } = shop;
  const { id, sale } = credit;
  const sentAt = onTheHour(agreedAt + between(dice('send', id), 4, 90) * HOUR);
  const arrivesAt = atWork(sentAt + between(dice('return', id), 1, 4) * DAY);
  const inspectsAt = atWork(arrivesAt + between(dice('inspect', id), 1, 54) * HOUR);
  const inspect = async () => {
    const lines = folded(credit.lines).map(({ line, quantity }) => {
      const disposition = dice('return', id, line) < CHANCE_OF_DAMAGE ? 'damaged' : 'restock';
      return { line, counted: quantity, accepted: quantity, refused: 0, disposition } as const;
    });
    await teller.tell(packer.cases.inspectReturn(caseOf(credit), { lines, ...named('returned', id) }));
    return [];
  };
  const arrive = async () => {
    const receipt = await teller.tell(packer.cases.noteReturnArrived(caseOf(credit), named('arrived', id)));
    return receipt === undefined ? [] : [{ at: inspectsAt, run: inspect }];
  };
  const send = async () => {
    const by = { role: 'buyer', id: sale.buyer } as const;
    const shipped = { by, carrier: 'post', number: `R${id}`, ...named('send', id) };
    const receipt = await teller.tell(desk.cases.noteReturnShipped(caseOf(credit), shipped));
    return receipt === undefined ? [] : [{ at: arrivesAt, run: arrive }];
  };
  return { at: sentAt, run: send };
}

function folded(lines: Credit['lines']): { line: string; quantity: number }[] {
  const sums = new Map<string, number>();
  for (const { line, quantity } of lines) sums.set(line, (sums.get(line) ?? 0) + quantity);
  return [...sums].map(([line, quantity]) => ({ line, quantity }));
}
