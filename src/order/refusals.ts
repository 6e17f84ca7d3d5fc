import type { OrderCommand } from './commands.js';
import type { OrderFailure } from './failures.js';

const UNITS = ['order.line_unknown', 'order.more_than_there_is'] as const;

/** With which of the order's own rules each command can be refused, in the order in which they are looked at. */
export const orderRefusals = {
  PlaceOrder: [
    'order.line_id_given_twice',
    'order.too_many_units',
    'order.discount_exceeds_price',
    'order.total_does_not_add_up',
    'order.paid_more_than_total',
  ],
  NotePayment: ['order.paid_at_in_future', 'order.paid_before_placed', 'order.paid_more_than_total'],
  NoteGroupFormed: ['order.not_awaited'],
  NoteGroupFailed: ['order.not_awaited'],
  NoteReviewPassed: ['order.not_awaited'],
  NoteReviewFailed: ['order.not_awaited'],
  HoldOrder: ['order.hold_exists', 'order.too_many_holds'],
  ReleaseHold: ['order.hold_unknown'],
  AcceptOrder: ['order.held', 'order.shortage'],
  RejectOrder: [],
  AmendRecipient: ['order.packed_already'],
  CancelUnits: [...UNITS, 'order.units_have_left'],
  CancelOrder: ['order.units_have_left'],
  RefundUnits: UNITS,
  ConfirmReceipt: [],
  NoteFeedback: [],
  NoteShortage: [],
  NoteReplaced: [],
  NoteAutoAcceptance: [],
  NotePreparing: [],
  NoteCase: [],
  NotePacked: UNITS,
  NoteUnpacked: UNITS,
  NoteShipped: UNITS,
  NoteDelivered: UNITS,
  NoteUndelivered: UNITS,
  NoteReturned: UNITS,
  NoteBack: UNITS,
  NoteRefund: ['order.refund_exceeds_paid', ...UNITS],
} as const satisfies Record<OrderCommand['type'], readonly OrderFailure['code'][]>;
