import type { Result } from 'neverthrow';
import { type Desk, fulfilmentId, type Receipt } from '../../../src/engine/index.js';
import { type Failure, instant } from '../../../src/kernel/index.js';
import {
  boxOf,
  callOff,
  comesToNothing,
  goes,
  hold,
  is,
  loseOne,
  mayClaim,
  type OrderCard,
  type Paper,
  payBack,
  settle,
} from './paper.js';
import { MINUTE, must, orderFor, PRICE, person, plain, units } from './shop.js';
import { finding, refundOnly } from './walk.js';

/** Whether it may be done, and then what the paper says; undefined: nobody would try. */
type Foresees = (paper: Paper, card: OrderCard, n: number) => boolean | undefined;
type Gives = (
  desk: Desk,
  card: OrderCard,
  commandId: string,
  n: number,
  at: number,
) => Promise<Result<Receipt, Failure>>;

const owner = person('owner');
const platform = person('platform');
const buyer = person('buyer', 'b-1');
const work = ({ id }: OrderCard) => fulfilmentId(id, 0);

/** All that people do in this shop. */
export const ACTS = {
  place: {
    foresees: (paper, card, n) => {
      if (!is(card, 'none') || (paper.holdsAtOnce && paper.free < n)) return false;
      const isPaid = n % 2 === 0;
      const payBy = paper.at + 60 * MINUTE;
      Object.assign(card, { place: isPaid ? 'placed' : 'pending', ordered: n, units: n, paid: isPaid ? n * PRICE : 0 });
      if (!isPaid) card.payBy = payBy;
      if (paper.holdsAtOnce) hold(card, n, isPaid ? Infinity : payBy);
      return true;
    },
    gives: (d, card, commandId, n) =>
      plain(d.orders.place(card.id, { ...orderFor(n), ...(n % 2 === 1 && { paid: 0 }), by: owner, commandId })),
  },
  pay: {
    foresees: (paper, card) => {
      if (!is(card, 'pending', 'cancelled')) return false;
      card.paid += card.ordered * PRICE;
      if (is(card, 'cancelled')) card.refunded += card.ordered * PRICE;
      else {
        card.place = 'placed';
        if (paper.holdsAtOnce && paper.heldBy(card) > 0) hold(card, card.held);
        else hold(card, paper.holdsAtOnce && paper.free >= card.units ? card.units : 0);
      }
      return true;
    },
    gives: (d, card, commandId) =>
      plain(d.orders.notePayment(card.id, { by: platform, amount: Math.max(1, card.ordered) * PRICE, commandId })),
  },
  accept: {
    foresees: (paper, card) => {
      if (!is(card, 'placed') || (paper.heldBy(card) === 0 && paper.free < card.units)) return false;
      hold(card, card.units);
      card.place = 'accepted';
      return true;
    },
    gives: (d, card, commandId) => plain(d.orders.accept(card.id, { by: owner, commandId })),
  },
  reject: {
    foresees: (_, card) => is(card, 'placed') && callOff(card),
    gives: (d, card, commandId) => plain(d.orders.reject(card.id, { by: owner, reason: 'no', commandId })),
  },
  cancel: {
    foresees: (_, card) =>
      is(card, 'pending', 'placed', 'accepted', 'packed', 'labelled', 'shipped', 'lost') && callOff(card),
    gives: (d, card, commandId) => plain(d.orders.cancel(card.id, { by: platform, reason: 'no', commandId })),
  },
  cancelUnit: {
    foresees: (_, card) => {
      if (!is(card, 'placed', 'accepted')) return false;
      if (card.short > 0) card.short -= 1;
      else card.held = Math.max(0, card.held - 1);
      card.units -= 1;
      card.refunded += PRICE;
      if (card.units === 0) callOff(card);
      return true;
    },
    gives: (d, card, commandId) =>
      plain(d.orders.cancelUnits(card.id, { by: owner, lines: units(1), reason: 'one less', commandId })),
  },
  fail: {
    foresees: (paper, card) => loseOne(paper, card, 'damaged'),
    gives: (d, card, commandId) =>
      plain(
        d.fulfilments.recordInspection(work(card), {
          by: owner,
          lines: [{ line: 'mug', passed: 0, failed: 1, reason: 'chipped' }],
          commandId,
        }),
      ),
  },
  miss: {
    foresees: (paper, card) => loseOne(paper, card, 'missing'),
    gives: (d, card, commandId) =>
      plain(
        d.fulfilments.reportMissing(work(card), { by: owner, line: 'mug', quantity: 1, reason: 'gone', commandId }),
      ),
  },
  pack: {
    foresees: (_, card) => {
      if (card.short > 0) return undefined;
      if (!is(card, 'accepted')) return false;
      card.boxes += 1;
      card.place = 'packed';
      return true;
    },
    gives: (d, card, commandId) =>
      plain(
        d.fulfilments.packParcel(work(card), {
          by: owner,
          parcel: boxOf(card),
          lines: units(Math.max(1, card.held)),
          commandId,
        }),
      ),
  },
  unseal: {
    foresees: (_, card) => is(card, 'packed', 'labelled') && goes(card, 'accepted'),
    gives: (d, card, commandId) => plain(d.parcels.unseal(boxOf(card), { by: owner, reason: 'again', commandId })),
  },
  label: {
    foresees: (_, card) => is(card, 'packed') && goes(card, 'labelled'),
    gives: (d, card, commandId) =>
      plain(d.parcels.assignWaybill(boxOf(card), { by: owner, carrier: 'sf', number: `SF-${boxOf(card)}`, commandId })),
  },
  ship: {
    foresees: (paper, card) => {
      if (!is(card, 'labelled')) return false;
      paper.onHand -= card.held;
      Object.assign(card, { place: 'shipped', shipped: card.held, held: 0, isAway: true });
      return true;
    },
    gives: (d, card, commandId) => plain(d.parcels.ship(boxOf(card), { by: owner, commandId })),
  },
  deliver: {
    foresees: (_, card) => {
      if (!card.isAway || !is(card, 'shipped', 'cancelled')) return undefined;
      if (is(card, 'shipped')) card.place = 'delivered';
      settle(card);
      return true;
    },
    gives: (d, card, commandId, _, at) =>
      plain(
        d.parcels.recordScan(boxOf(card), {
          by: person('carrier'),
          scan: { status: 'delivered', scannedAt: instant(at + 1) },
          commandId,
        }),
      ),
  },
  lose: {
    foresees: (_, card) => {
      if (!is(card, 'shipped')) return undefined;
      comesToNothing(card);
      settle(card);
      return true;
    },
    gives: (d, card, commandId) =>
      plain(d.parcels.declareLost(boxOf(card), { by: owner, reason: 'no trace', commandId })),
  },
  comeBack: {
    foresees: (paper, card) => {
      if (!card.isAway || !is(card, 'shipped', 'lost', 'cancelled')) return undefined;
      paper.onHand += card.shipped - card.returned;
      card.isAway = false;
      if (is(card, 'shipped')) comesToNothing(card);
      settle(card);
      return true;
    },
    gives: (d, card, commandId) =>
      plain(
        d.parcels.noteArrivedBack(boxOf(card), {
          by: owner,
          lines: [{ line: 'mug', quantity: card.shipped, disposition: 'restock' }],
          commandId,
        }),
      ),
  },
  confirm: {
    foresees: (_, card) => {
      if (!is(card, 'shipped', 'lost', 'delivered')) return false;
      // Nobody confirms what has not come.
      return card.undelivered > 0 ? undefined : goes(card, 'completed');
    },
    gives: (d, card, commandId) => plain(d.orders.confirmReceipt(card.id, { by: buyer, commandId })),
  },
  refund: {
    foresees: (_, card) => {
      if (!is(card, 'shipped', 'lost', 'delivered', 'completed') || card.refundedUnits >= card.shipped) return false;
      payBack(card);
      return true;
    },
    gives: (d, card, commandId) =>
      plain(d.orders.refundUnits(card.id, { by: owner, lines: units(1), reason: 'a gesture', commandId })),
  },
  claim: {
    foresees: (_, card) => {
      if (!mayClaim(card)) return false;
      payBack(card);
      return true;
    },
    gives: async (d, card, commandId) => {
      const id = `claim-${commandId}`;
      const opened = await plain(d.cases.open(id, { by: buyer, ...refundOnly(card.id), commandId }));
      if (opened.isOk()) await must(d.cases.agree(id, { by: owner, commandId: `${commandId}-agree` }));
      return opened;
    },
  },
  sendBack: {
    foresees: (paper, card) => {
      const withBuyer = card.shipped - card.returned - card.undelivered;
      if (!mayClaim(card) || withBuyer < 1) return false;
      paper.onHand += 1;
      card.returned += 1;
      payBack(card);
      return true;
    },
    gives: async (d, card, commandId) => {
      const id = `back-${commandId}`;
      const asked = { ...refundOnly(card.id), remedy: 'returnAndRefund' as const };
      const opened = await plain(d.cases.open(id, { by: buyer, ...asked, commandId }));
      if (opened.isErr()) return opened;
      await must(d.cases.agree(id, { by: owner, commandId: `${commandId}-agree` }));
      await must(d.cases.inspectReturn(id, { by: owner, lines: [finding(1)], commandId: `${commandId}-inspect` }));
      return opened;
    },
  },
  receive: {
    foresees: (paper, _, n) => {
      paper.onHand += n;
      return true;
    },
    gives: (d, _, commandId, n) => plain(d.stock.receive('mug@main', { by: owner, quantity: n, commandId })),
  },
} satisfies Record<string, { foresees: Foresees; gives: Gives }>;

export type Act = keyof typeof ACTS;
/** Acts of several commands, which one breath cannot hold. */
export const SLOW_ACTS: readonly Act[] = ['claim', 'sendBack'];
