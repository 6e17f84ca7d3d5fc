import * as z from 'zod/mini';
import { type Case, claimsMoney } from '../../aftersales/index.js';
import { hasExpired, type Reservation, type UnitsAt } from '../../inventory/index.js';
import { type Failure, keyOf, type ObligationEvent } from '../../kernel/index.js';
import type { Fulfilment, Parcel } from '../../logistics/index.js';
import {
  type LineUnits,
  MissingUnits,
  type Order,
  type OrderEvent,
  orderFailures,
  sharesOf,
} from '../../order/index.js';
import { allocation, judgeAcceptance, record } from '../ask.js';
import type { Happening, Reaction } from '../process.js';
import type { DeskTerms } from '../terms.js';
import type { RefundCause } from './messages.js';
import { tell, toCase, toFulfilment, toOrder, toParcel, toReservation } from './steps.js';

/** What follows from what happens to an order. */
export function afterOrder(
  event: OrderEvent,
  order: Order,
  happening: Happening,
  terms: DeskTerms,
): readonly Reaction[] {
  switch (event.type) {
    case 'OrderPlaced':
      return terms.order.reserveAt === 'placed' ? holdWhilePending(order, happening, terms) : [];
    case 'PaymentNoted':
      return order.status === 'pending' && !order.awaits.includes('payment') ? keepHeld(order, happening, terms) : [];
    case 'OrderReady':
      return [
        ...(terms.order.reserveAt === 'accepted' ? [] : keepOrHold(order, happening, terms)),
        ...judge(order, happening, terms),
      ];
    case 'HoldReleased':
      return order.status === 'placed' && order.holds.length === 0 ? judge(order, happening, terms) : [];
    case 'AutoAcceptanceJudged':
      // Why it is accepted stands in this event, just before.
      if (event.mode !== 'on' || event.answer !== 'accept') return [];
      return [toOrder(order.id, { type: 'AcceptOrder' }, noteShortage(order))];
    case 'OrderAccepted':
      return [...holdAccepted(order, event.allocation, happening), ...openFulfilments(order, event.allocation)];
    case 'UnitsCancelled':
      return [...releaseCancelled(event.lines, order, happening), ...payBack(order, event.refund, event.cause)];
    case 'OrderCancelled':
      return [...callOff(order, event.reason, happening), ...payBack(order, event.refund, event.cause)];
    case 'PaymentReturned':
      return payBack(order, event.amount, 'paidAfterCancellation');
    case 'UnitsRefunded':
      if (event.case !== undefined) return payBack(order, event.amount, 'case', event.case);
      return [...payBack(order, event.amount, 'refundUnits'), ...tellCases(event, order, happening)];
    case 'OrderShipped':
    case 'OrderDelivered':
      return [tell('TellBuyer', keyOf('order', order.id), { order: order.id, buyer: order.buyer, about: event.type })];
    default:
      return [];
  }
}

/** Units are held until the order has to be paid. Once that is put off or stands still, its end alone sets them free. */
export function afterOwed(
  { type, kind }: ObligationEvent,
  order: Order,
  happening: Happening,
  terms: DeskTerms,
): readonly Reaction[] {
  const moves = type === 'ObligationExtended' || type === 'ObligationPaused' || type === 'ObligationResumed';
  return moves && kind === 'payBy' && order.status === 'pending' ? keepHeld(order, happening, terms) : [];
}

/** Held until the order has to be paid. An order that cannot be served is not taken. */
function holdWhilePending(order: Order, { at, set }: Happening, terms: DeskTerms): Reaction[] {
  const units = allocation(order, set, at, terms);
  if (units.isErr()) return [{ refuse: orderFailures.shortage({ missing: units.error }) }];
  const until = order.owed?.find(({ kind }) => kind === 'payBy')?.due;
  return [toReservation(order.id, { type: 'HoldUnits', lines: units.value, until })];
}

const holds = (order: Order, { set, at }: Pick<Happening, 'set' | 'at'>): Reservation | undefined => {
  const reservation = record<Reservation>(set, 'reservation', order.id);
  return reservation?.status === 'held' && !hasExpired(reservation, at) ? reservation : undefined;
};

/** Makes what is held for a paid order stay, or holds it now. A shortage is written down; the order stands. */
function keepOrHold(order: Order, happening: Happening, terms: DeskTerms): Reaction[] {
  if (holds(order, happening) !== undefined) return keepHeld(order, happening, terms);
  const units = allocation(order, happening.set, happening.at, terms);
  if (units.isErr()) return [toOrder(order.id, { type: 'NoteShortage', missing: units.error })];
  return [toReservation(order.id, { type: 'HoldUnits', lines: units.value })];
}

/** A paid order that still waits, for its group or a review, keeps what it holds; so does one that got more time. */
function keepHeld(order: Order, happening: Happening, terms: DeskTerms): Reaction[] {
  if (holds(order, happening) === undefined) return [];
  // A process whose clock is ahead may have given the units away by now: a payment is never refused for that.
  return [toReservation(order.id, { type: 'KeepReservation' }, () => holdAnew(order, happening, terms))];
}

function holdAnew(order: Order, { set, at }: Happening, terms: DeskTerms): Reaction[] {
  const release = toReservation(order.id, { type: 'ReleaseReservation' });
  const units = allocation(order, set, at, terms, 'free stock alone');
  if (units.isErr()) return [release, toOrder(order.id, { type: 'NoteShortage', missing: units.error })];
  return [release, toReservation(order.id, { type: 'HoldUnits', lines: units.value })];
}

function holdAccepted(order: Order, lines: readonly UnitsAt[], happening: Happening): Reaction[] {
  const isHeld = holds(order, happening) !== undefined;
  return [toReservation(order.id, isHeld ? { type: 'KeepReservation' } : { type: 'HoldUnits', lines: [...lines] })];
}

/** A refusal for want of stock is written down on the order; any other leaves the order to a person. */
const noteShortage =
  (order: Order) =>
  ({ code, details }: Failure): Reaction[] => {
    const missing = z.array(MissingUnits).safeParse(Reflect.get(Object(details), 'missing'));
    return code === orderFailures.shortage.code && missing.success
      ? [toOrder(order.id, { type: 'NoteShortage', missing: missing.data })]
      : [];
  };

function judge(order: Order, { at, set }: Happening, terms: DeskTerms): Reaction[] {
  const { mode } = terms.order.autoAccept;
  if (mode === 'off') return [];
  const { answer, explanation } = judgeAcceptance(order, allocation(order, set, at, terms).isOk(), terms);
  return [toOrder(order.id, { type: 'NoteAutoAcceptance', mode, answer, explanation })];
}

/** The id of an order's work in its locations, counted from 0: `o-1#1` is the first. */
export const fulfilmentId = (order: string, index: number): string => `${order}#${index + 1}`;

/** One fulfilment for each location; the n-th is `order#n`. */
function openFulfilments(order: Order, units: readonly UnitsAt[]): Reaction[] {
  const shipBy = order.owed?.find(({ kind }) => kind === 'shipBy')?.due;
  return (order.locations ?? []).map((location, index) => {
    const mine = units.filter((one) => one.location === location);
    return toFulfilment(fulfilmentId(order.id, index), {
      type: 'OpenFulfilment',
      order: order.id,
      location,
      lines: mine.map(({ line, sku, quantity }) => ({ line, sku, quantity })),
      worth: { amount: sharesOf(order.lines, mine), currency: order.currency },
      shipBy,
    });
  });
}

const worksOf = (order: Order, { set }: Pick<Happening, 'set'>): Fulfilment[] =>
  (order.locations ?? []).flatMap((_, i) => record<Fulfilment>(set, 'fulfilment', fulfilmentId(order.id, i)) ?? []);

/** Cancelled units leave the work, those of which there is nothing first; before acceptance they leave the hold. */
function releaseCancelled(lines: readonly LineUnits[], order: Order, happening: Happening): Reaction[] {
  if (order.locations === undefined) return releaseHeld(lines, order, happening);
  const works = worksOf(order, happening);
  return lines.flatMap(({ line, quantity }) => {
    let left = quantity;
    const mine = works.flatMap((work) => work.lines.filter((one) => one.line === line).map((one) => ({ work, one })));
    return mine
      .sort((a, b) => b.one.short - a.one.short)
      .flatMap(({ work, one }) => {
        const free = one.quantity - one.failed - one.missing - one.cancelled - one.packed + one.short;
        const units = Math.min(left, free);
        left -= units;
        if (units <= 0) return [];
        const command = {
          type: 'CancelFulfilmentUnits' as const,
          lines: [{ line, quantity: units }],
          reason: 'cancelled',
        };
        return [toFulfilment(work.id, command)];
      });
  });
}

function releaseHeld(lines: readonly LineUnits[], order: Order, happening: Happening): Reaction[] {
  const held = holds(order, happening)?.lines ?? [];
  const units = lines.flatMap(({ line, quantity }) => {
    let left = quantity;
    return held.flatMap((one) => {
      const taken = one.line === line ? Math.min(left, one.held) : 0;
      left -= taken;
      return taken > 0 ? [{ line, sku: one.sku, location: one.location, quantity: taken }] : [];
    });
  });
  return units.length > 0 ? [toReservation(order.id, { type: 'ReleaseUnits', lines: units })] : [];
}

const STILL_HERE = ['sealed', 'labelled'];
const UNDER_WAY = ['shipped', 'collected', 'inTransit', 'outForDelivery'];

/** Work stops, parcels that are still here are opened, those under way are called back, held stock is free again. */
function callOff(order: Order, reason: string, happening: Happening): Reaction[] {
  if (order.locations === undefined) {
    const held = record<Reservation>(happening.set, 'reservation', order.id)?.status === 'held';
    return held ? [toReservation(order.id, { type: 'ReleaseReservation' })] : [];
  }
  const works = worksOf(order, happening)
    .filter(({ status }) => status !== 'handedOver' && status !== 'cancelled')
    .map(({ id }) => toFulfilment(id, { type: 'CancelFulfilment', reason }));
  const parcels = (order.parcels ?? []).flatMap((id) => {
    const status = record<Parcel>(happening.set, 'parcel', id)?.status ?? '';
    if (STILL_HERE.includes(status)) return [toParcel(id, { type: 'UnsealParcel', reason })];
    return UNDER_WAY.includes(status) ? [toParcel(id, { type: 'RecallParcel', reason })] : [];
  });
  return [...works, ...parcels];
}

/** The host is asked to pay. What the order counts as refunded does not depend on it. */
export function payBack(
  { id, currency }: Pick<Order, 'id' | 'currency'>,
  amount: number,
  why: RefundCause,
  caseId?: string,
): Reaction[] {
  if (amount === 0) return [];
  return [tell('PayRefund', keyOf('order', id), { order: id, amount, currency, why, case: caseId })];
}

/**
 * Cases about units which the order has paid back by itself have less to ask for, or nothing. Goods that the buyer says
 * to have are not those that were lost; and where goods have to come back, they are waited for all the same.
 */
function tellCases(
  event: Extract<OrderEvent, { type: 'UnitsRefunded' }>,
  order: Order,
  { set }: Happening,
): Reaction[] {
  const left = new Map(event.lines.map(({ line, quantity }) => [line, quantity]));
  const lost = new Map(order.lines.map(({ id, undelivered }) => [id, undelivered]));
  return (order.cases ?? []).flatMap((id) => {
    const one = record<Case>(set, 'case', id);
    if (one === undefined || !claimsMoney(one)) return [];
    const lines = one.lines.flatMap(({ line, quantity: claimed }) => {
      const all = left.get(line) ?? 0;
      const open = one.received === 'received' ? all - (lost.get(line) ?? 0) : all;
      const quantity = Math.min(claimed, Math.max(0, open));
      left.set(line, all - quantity);
      return quantity > 0 ? [{ line, quantity }] : [];
    });
    return lines.length > 0 ? [toCase(id, { type: 'NoteUnitsRefunded', lines })] : [];
  });
}
