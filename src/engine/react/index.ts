import type { Case, CaseEvent } from '../../aftersales/index.js';
import type { ReservationEvent, Stock, StockEvent } from '../../inventory/index.js';
import { idOf, isObligationEvent, kindOf } from '../../kernel/index.js';
import type { Fulfilment, FulfilmentEvent, Parcel, ParcelEvent } from '../../logistics/index.js';
import type { Order, OrderEvent } from '../../order/index.js';
import type { Happening, Reaction } from '../process.js';
import type { DeskTerms } from '../terms.js';
import { afterCase } from './aftersales.js';
import { afterFulfilment, afterParcel } from './logistics.js';
import { afterOrder, afterOwed } from './order.js';
import { tell } from './steps.js';
import { afterReservation, afterStock } from './stock.js';

export {
  ALWAYS_KEPT,
  MESSAGE_TYPES,
  MESSAGES,
  type MessageBody,
  type MessageOf,
  type MessageType,
  RefundCause,
} from './messages.js';
export { fulfilmentId } from './order.js';

/**
 * What follows from each event: the whole process of the desk, a file for each kind of record. All of it happens in the
 * same commit as the event, or none.
 */
export const reactWith =
  (terms: DeskTerms) =>
  (happening: Happening): readonly Reaction[] => {
    const { key, event, state } = happening;
    if (isObligationEvent(event)) {
      const notice = tell('NoticeObligation', key, event);
      return kindOf(key) === 'order' ? [notice, ...afterOwed(event, state as Order, happening, terms)] : [notice];
    }
    // Machines and records are registered by kind, so an event of a kind is one of its own.
    switch (kindOf(key)) {
      case 'order':
        return afterOrder(event as OrderEvent, state as Order, happening, terms);
      case 'reservation':
        return afterReservation(event as ReservationEvent, key);
      case 'stock':
        return afterStock(event as StockEvent, state as Stock);
      case 'fulfilment':
        return afterFulfilment(event as FulfilmentEvent, state as Fulfilment, happening);
      case 'parcel':
        return afterParcel(event as ParcelEvent, state as Parcel, happening);
      case 'case':
        return afterCase(event as CaseEvent, state as Case, happening, terms);
      case 'recipient':
        return event.type === 'RecipientErased' ? [tell('DestroyKey', key, { recipient: idOf(key) })] : [];
      default:
        return [];
    }
  };
