import type { Case, CaseEvent, RefundPart } from '../../aftersales/index.js';
import type { Reservation } from '../../inventory/index.js';
import { atMost, type Order, returnable } from '../../order/index.js';
import { record } from '../ask.js';
import type { Happening, Reaction } from '../process.js';
import type { DeskTerms } from '../terms.js';
import { bookedBack } from './back.js';
import { payBack } from './order.js';
import { toOrder } from './steps.js';

/**
 * What follows from a case of after-sales. The order counts the money and asks the host to pay it. Goods go back to where
 * they were shipped from, unless the inspection says where they are.
 */
export function afterCase(
  event: CaseEvent,
  { id, order, currency, received, granted }: Case,
  { key, set }: Happening,
  terms: DeskTerms,
): readonly Reaction[] {
  switch (event.type) {
    case 'CaseOpened':
      return [toOrder(order, { type: 'NoteCase', case: id })];
    case 'RefundGranted':
      return [
        toOrder(order, {
          type: 'NoteRefund',
          case: id,
          amount: event.amount,
          lines: event.lines,
          rebates: rebatesOf(event.parts),
          received: received === 'received' || undefined,
        }),
      ];
    case 'RefundFailed':
      // The order has counted it when it was granted; only its payment is asked for again.
      return granted === undefined ? [] : payBack({ id: order, currency }, granted.amount, 'case', id);
    case 'ReturnInspected': {
      const left = record<Reservation>(set, 'reservation', order)?.lines.filter(({ committed }) => committed > 0) ?? [];
      const shippedFrom = (line: string) => left.find((one) => one.line === line)?.location;
      const back = event.findings.map(({ line, sku, accepted, disposition }) => {
        const location = event.location ?? shippedFrom(line) ?? terms.locations[0]?.id ?? 'main';
        return { line, sku, quantity: accepted, disposition, location };
      });
      const of = record<Order>(set, 'order', order);
      // Units whose parcel was said to be lost, or to have come back by itself, are counted so already.
      const lines = of === undefined ? [] : atMost(of, event.accepted, returnable);
      const returned = lines.length > 0 ? [toOrder(order, { type: 'NoteReturned', case: id, lines })] : [];
      return [...returned, ...bookedBack(of, back, key)];
    }
    default:
      return [];
  }
}

/** What lines get beyond whole shares. */
const rebatesOf = (parts: readonly RefundPart[]) =>
  parts.filter(({ covers, amount }) => covers === 0 && amount > 0).map(({ line, amount }) => ({ line, amount }));
