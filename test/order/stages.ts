import { NEW } from '../../src/kernel/index.js';
import type { OrderCommand, OrderStatus } from '../../src/order/index.js';
import {
  ALL,
  accept,
  allTerms,
  type Command,
  cancel,
  cancelUnits,
  confirm,
  delivered,
  found,
  hold,
  lost,
  packed,
  pay,
  place,
  placePaid,
  refund,
  refundByCase,
  release,
  shipped,
  Trade,
  tradeAfter,
  units,
  unpacked,
} from './support.js';

const region = { country: 'DE' };
const explanation = { policy: 'p', rule: 'r', facts: {}, because: 'so' };

/** Every command that an order takes, with whatever somebody might name in it. */
export const COMMANDS: Readonly<Record<OrderCommand['type'], readonly OrderCommand[]>> = {
  PlaceOrder: [place(), placePaid()],
  NotePayment: [pay(2501), pay(501)],
  NoteGroupFormed: [{ type: 'NoteGroupFormed' }],
  NoteGroupFailed: [{ type: 'NoteGroupFailed', reason: 'too few' }],
  NoteReviewPassed: [{ type: 'NoteReviewPassed' }],
  NoteReviewFailed: [{ type: 'NoteReviewFailed', reason: 'stolen card' }],
  HoldOrder: [hold('fraud')],
  ReleaseHold: [release('address')],
  AcceptOrder: [accept],
  RejectOrder: [{ type: 'RejectOrder', reason: 'sold out' }],
  AmendRecipient: [{ type: 'AmendRecipient', recipient: 'r-2', region }],
  CancelUnits: [cancelUnits({ tea: 1 }), cancelUnits(ALL)],
  CancelOrder: [cancel],
  RefundUnits: [refund({ mug: 1 }), refund(ALL)],
  ConfirmReceipt: [confirm],
  NoteFeedback: [{ type: 'NoteFeedback', score: 5 }],
  NoteShortage: [{ type: 'NoteShortage', missing: [{ sku: 'tea', wanted: 1, available: 0 }] }],
  NoteReplaced: [{ type: 'NoteReplaced', missing: [] }],
  NoteAutoAcceptance: [{ type: 'NoteAutoAcceptance', mode: 'shadow', answer: 'accept', explanation }],
  NotePreparing: [{ type: 'NotePreparing' }],
  NoteCase: [{ type: 'NoteCase', case: 'c-1' }],
  NotePacked: [packed({ mug: 1 }), packed({ tea: 1 }, 'p-2'), packed(ALL)],
  NoteUnpacked: [unpacked({ mug: 1 })],
  NoteShipped: [shipped({ mug: 1 }), shipped({ mug: 1, tea: 1 }), shipped(ALL)],
  NoteDelivered: [found({ mug: 1 }), delivered({ mug: 1 }), delivered({ mug: 1, tea: 1 }), delivered(ALL)],
  NoteUndelivered: [lost({ mug: 1 }), lost({ tea: 1 }), lost({ mug: 1, tea: 1 }), lost(ALL)],
  NoteReturned: [{ type: 'NoteReturned', case: 'c-1', lines: units({ mug: 1 }) }],
  NoteBack: [{ type: 'NoteBack', lines: units({ mug: 1 }) }],
  NoteRefund: [refundByCase(100), refundByCase(1000, { mug: 1 }), refundByCase(501, ALL)],
};

const paid = [place(), pay(2501)];
const accepted = [...paid, accept];
const allPacked = [...accepted, packed(ALL)];
const allShipped = [...allPacked, shipped(ALL)];
const allDelivered = [...allShipped, delivered(ALL)];

/** Orders in each status, as different from each other as they can be. */
const HISTORIES: Readonly<Record<OrderStatus, readonly (readonly Command[])[]>> = {
  pending: [
    [place()],
    [place({ awaits: ['payment', 'group'] })],
    [placePaid({ awaits: ['group'] })],
    [placePaid({ awaits: ['review'] }), hold('address')],
    [placePaid({ awaits: ['review', 'group'] })],
  ],
  placed: [paid, [...paid, hold('address')], [place({ awaits: [] })]],
  accepted: [accepted, [...accepted, hold('address')], [place({ awaits: [] }), accept]],
  preparing: [
    [...accepted, packed({ mug: 1 }), hold('address')],
    [...accepted, packed({ mug: 2 }), shipped({ mug: 1 })],
    [place({ awaits: [] }), accept, packed({ mug: 2 }), shipped({ mug: 1 })],
    [...accepted, packed({ mug: 2 }), shipped({ mug: 2 })],
    [...accepted, packed({ mug: 2 }), shipped({ mug: 2 }), delivered({ mug: 2 })],
    [...accepted, packed({ mug: 2 }), shipped({ mug: 2 }), lost({ mug: 2 }), refund({ mug: 2 })],
    [...accepted, packed({ mug: 2 }), shipped({ mug: 2 }), delivered({ mug: 2 }), refund({ mug: 2 })],
    [...accepted, { type: 'NotePreparing' }],
  ],
  packed: [
    [...allPacked, hold('address')],
    [...allPacked, shipped({ mug: 2 })],
    [...allPacked, shipped({ mug: 1 })],
    [...allPacked, shipped({ mug: 1 }), delivered({ mug: 1 })],
    [place({ awaits: [] }), accept, packed(ALL)],
  ],
  shipped: [
    allShipped,
    [...allShipped, refund({ mug: 2 })],
    [...allShipped, refund(ALL)],
    [...allShipped, refund(ALL), delivered({ mug: 2 })],
    [...allShipped, delivered({ mug: 1 })],
    [...allShipped, lost({ mug: 1 })],
    [...allShipped, lost({ mug: 2, tea: 1 })],
    [...allShipped, lost(ALL), refund({ mug: 2 })],
    [...allShipped, delivered({ mug: 2 }), refund({ mug: 2 })],
    [...accepted, packed({ mug: 2 }), shipped({ mug: 2 }), hold('address'), cancelUnits({ tea: 1 })],
    [place({ awaits: [] }), accept, packed(ALL), shipped(ALL)],
  ],
  delivered: [
    allDelivered,
    [...allShipped, lost({ mug: 1 }), delivered({ mug: 1, tea: 1 })],
    [...allDelivered, refund({ mug: 2 })],
    [
      ...accepted,
      packed({ mug: 2 }),
      shipped({ mug: 2 }),
      delivered({ mug: 2 }),
      hold('address'),
      cancelUnits({ tea: 1 }),
    ],
    [place({ awaits: [] }), accept, packed(ALL), shipped(ALL), delivered(ALL)],
  ],
  completed: [
    [...allDelivered, confirm],
    [...allShipped, confirm],
    [place({ awaits: [] }), accept, packed(ALL), shipped(ALL), delivered(ALL), confirm],
  ],
  cancelled: [
    [place(), cancel],
    [...allShipped, cancel],
    [...allShipped, cancel, delivered(ALL)],
  ],
};

export type Stage = OrderStatus | typeof NEW;
export const STAGES = [NEW, ...Object.keys(HISTORIES)] as readonly Stage[];

const examples = new Map<Stage, readonly Trade[]>();

/** Orders in a status. Each is a copy, so that a test may go on with it. */
export function ordersIn(stage: Stage): Trade[] {
  if (stage === NEW) return [new Trade()];
  const known = examples.get(stage) ?? HISTORIES[stage].map((history) => tradeAfter(allTerms, ...history));
  examples.set(stage, known);
  return known.map((trade) => {
    if (trade.status !== stage) throw new Error(`${trade.types} make it ${trade.status}, not ${stage}`);
    return trade.copy();
  });
}
