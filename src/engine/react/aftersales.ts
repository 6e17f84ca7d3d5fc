import type { Case, CaseEvent } from '../../aftersales/index.js';
import { type Reservation, stockId } from '../../inventory/index.js';
import { record } from '../ask.js';
import type { Happening, Reaction } from '../process.js';
import type { DeskTerms } from '../terms.js';
import { payBack } from './order.js';
import { toOrder, toStock } from './steps.js';

/**
 * What follows from a case of after-sales. The order counts the money and asks the host to pay it. Goods go back to where
 * they were shipped from, unless the inspection says where they are.
 */
export function afterCase(
  event: CaseEvent,
  { id, order, currency, granted }: Case,
  { key, set }: Happening,
  terms: DeskTerms,
): readonly Reaction[] {
  switch (event.type) {
    case 'CaseOpened':
      return [toOrder(order, { type: 'NoteCase', case: id })];
    case 'RefundGranted':
      return [toOrder(order, { type: 'NoteRefund', case: id, amount: event.amount, lines: event.lines })];
    case 'RefundFailed':
      // The order has counted it when it was granted; only its payment is asked for again.
      return granted === undefined ? [] : payBack({ id: order, currency }, granted.amount, 'case', id);
    case 'ReturnInspected': {
      const left = record<Reservation>(set, 'reservation', order)?.lines.filter(({ committed }) => committed > 0) ?? [];
      const shippedFrom = (line: string) => left.find((one) => one.line === line)?.location;
      const back = event.findings
        .filter(({ accepted, disposition }) => accepted > 0 && disposition !== 'destroy')
        .map(({ line, sku, accepted, disposition }) => {
          const location = event.location ?? shippedFrom(line) ?? terms.locations[0]?.id ?? 'main';
          const type = disposition === 'restock' ? 'TakeBack' : 'TakeBackDamaged';
          return toStock(stockId(sku, location), { type, quantity: accepted, for: key });
        });
      const returned = toOrder(order, { type: 'NoteReturned', case: id, lines: event.accepted });
      return event.accepted.length > 0 ? [returned, ...back] : back;
    }
    default:
      return [];
  }
}
