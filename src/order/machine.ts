import { err, ok } from 'neverthrow';
import { type Machine, type Obligation, type ObligationEvent, penaltyFor } from '../kernel/index.js';
import {
  calledOff,
  cancelOrder,
  cancelUnits,
  completing,
  noteRefund,
  refundUnits,
  settlingUndelivered,
} from './cancel.js';
import type { OrderCommand } from './commands.js';
import type { OrderEvent } from './events.js';
import { evolveOrder } from './evolve.js';
import { orderFailures } from './failures.js';
import { orderLifecycle } from './lifecycle.js';
import type { Ctx, Events, Of, OrderAsk, OrderTerm } from './owing.js';
import { failAwaited, hold, noteAwaited, notePayment, place, releaseHold } from './place.js';
import {
  noteBack,
  noteDelivered,
  notePacked,
  notePreparing,
  noteReturned,
  noteShipped,
  noteUndelivered,
  noteUnpacked,
} from './progress.js';
import type { Order } from './types.js';

function accept({ explanation }: Of<'AcceptOrder'>, order: Order, { ask }: Ctx): Events {
  if (order.holds.length > 0) return err(orderFailures.held({ holds: order.holds.map((one) => one.hold) }));
  const allocation = ask.allocate(order);
  if (allocation.isErr()) return err(orderFailures.shortage({ missing: allocation.error }));
  return ok([{ type: 'OrderAccepted', allocation: [...allocation.value], explanation, settles: ['acceptBy'] }]);
}

/** What follows when something that this order owed, or was owed, did not happen in time. */
function missed(order: Order, { kind }: Obligation, { at, ask }: Ctx): (OrderEvent | ObligationEvent)[] {
  const { terms } = ask;
  const penalty = penaltyFor(kind, terms[kind as OrderTerm], { amount: order.total, currency: order.currency });
  const costs = penalty === undefined ? [] : [penalty];
  switch (kind) {
    case 'payBy':
    case 'balanceBy':
      return [calledOff(order, 'unpaid', 'it was not paid in time')];
    case 'groupBy':
      return [calledOff(order, 'groupFailed', 'the group did not form in time')];
    case 'acceptBy':
      return terms.whenNotAccepted === 'cancelAndRefund'
        ? [...costs, calledOff(order, 'notAcceptedInTime', 'nobody accepted it in time')]
        : costs;
    case 'confirmBy':
      return completing(order, 'deadline', { at, ask });
    case 'settleUndeliveredBy':
      return [...costs, ...settlingUndelivered(order, 'lost or come back, and not settled in time', { at, ask })];
    default:
      return costs;
  }
}

/** An order, from being placed until it is completed or cancelled. */
export const orderMachine: Machine<Order, OrderCommand, OrderEvent, OrderAsk> = {
  kind: 'order',
  schema: 1,
  lifecycle: orderLifecycle,
  decide: {
    PlaceOrder: place,
    NotePayment: notePayment,
    NoteGroupFormed: (_, order, context) => noteAwaited('group', 'GroupFormed', order, context),
    NoteGroupFailed: ({ reason }, order) => failAwaited('group', 'groupFailed', reason, order),
    NoteReviewPassed: (_, order, context) => noteAwaited('review', 'ReviewPassed', order, context),
    NoteReviewFailed: ({ reason }, order) => failAwaited('review', 'reviewFailed', reason, order),
    HoldOrder: hold,
    ReleaseHold: releaseHold,
    AcceptOrder: accept,
    RejectOrder: ({ reason }, order) => ok([calledOff(order, 'rejected', reason)]),
    AmendRecipient: ({ recipient, region }, { parcels = [] }) =>
      parcels.length > 0
        ? err(orderFailures.packed_already({ parcels }))
        : ok([{ type: 'RecipientAmended', recipient, region }]),
    CancelUnits: cancelUnits,
    CancelOrder: cancelOrder,
    RefundUnits: refundUnits,
    ConfirmReceipt: (_, order, context) => ok(completing(order, 'buyer', context)),
    NoteFeedback: ({ score, about, givenAt }, _, { at }) =>
      ok([{ type: 'FeedbackNoted', score, givenAt: givenAt ?? at, ...(about !== undefined && { about }) }]),
    NoteShortage: ({ missing }) => ok([{ type: 'ShortageFound', missing }]),
    NoteReplaced: ({ missing }) => ok([{ type: 'ShortageMet', missing }]),
    NoteAutoAcceptance: ({ mode, answer, explanation }) =>
      ok([{ type: 'AutoAcceptanceJudged', mode, answer, explanation }]),
    NotePreparing: notePreparing,
    NoteCase: ({ case: id }) => ok([{ type: 'CaseNoted', case: id }]),
    NotePacked: notePacked,
    NoteUnpacked: noteUnpacked,
    NoteShipped: noteShipped,
    NoteDelivered: noteDelivered,
    NoteUndelivered: noteUndelivered,
    NoteReturned: noteReturned,
    NoteBack: noteBack,
    NoteRefund: noteRefund,
  },
  evolve: evolveOrder,
  missed,
  card: ({ number, channel, buyer, total, currency, holds, missing, placedAt }) => ({
    label: number,
    unique: number && `${channel}:${number}`,
    buyer,
    channel,
    facts: { total, currency, placedAt, holds: holds.length, short: missing !== undefined },
  }),
};
