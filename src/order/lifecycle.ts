import type { Lifecycle, Role } from '../kernel/index.js';
import { type OrderCommand, OrderStatus } from './types.js';

const SELLER: readonly Role[] = ['owner', 'service'];
const CHANNEL: readonly Role[] = ['owner', 'service', 'buyer', 'platform', 'system'];
const PLATFORM: readonly Role[] = ['owner', 'platform', 'system'];
const DESK: readonly Role[] = ['system'];

const BEFORE_ACCEPTED = ['pending', 'placed'] as const;
const BEING_MADE_READY = ['accepted', 'preparing', 'packed'] as const;
const LEFT = ['shipped', 'delivered'] as const;
const LIVE = [...BEFORE_ACCEPTED, ...BEING_MADE_READY, ...LEFT] as const;
const ALL = OrderStatus.options;

/** The life of an order. A row that leads back to where it came from changes quantities, not the status. */
export const orderLifecycle: Lifecycle<OrderStatus, OrderCommand['type']> = {
  statuses: ALL,
  final: ['completed', 'cancelled'],
  rows: {
    PlaceOrder: [{ from: ['new'], by: CHANNEL, to: ['pending', 'placed'] }],
    NotePayment: [
      { from: ['pending'], by: PLATFORM, to: ['pending', 'placed'] },
      { from: ['cancelled'], by: PLATFORM, to: ['cancelled'] },
    ],
    NoteGroupFormed: [{ from: ['pending'], by: PLATFORM, to: ['pending', 'placed'] }],
    NoteGroupFailed: [{ from: ['pending'], by: PLATFORM, to: ['cancelled'] }],
    NoteReviewPassed: [{ from: ['pending'], by: PLATFORM, to: ['pending', 'placed'] }],
    NoteReviewFailed: [{ from: ['pending'], by: PLATFORM, to: ['cancelled'] }],
    HoldOrder: [{ from: [...BEFORE_ACCEPTED, ...BEING_MADE_READY], by: [...SELLER, 'platform', 'system'], to: ALL }],
    ReleaseHold: [{ from: [...BEFORE_ACCEPTED, ...BEING_MADE_READY], by: [...SELLER, 'platform', 'system'], to: ALL }],
    AcceptOrder: [{ from: ['placed'], by: [...SELLER, 'system'], to: ['accepted'] }],
    RejectOrder: [{ from: ['placed'], by: SELLER, to: ['cancelled'] }],
    AmendRecipient: [{ from: ['pending', 'placed', 'accepted', 'preparing'], by: CHANNEL, to: ALL }],
    CancelUnits: [
      {
        from: ['placed', ...BEING_MADE_READY],
        by: [...SELLER, 'platform', 'system'],
        to: ['placed', ...BEING_MADE_READY, ...LEFT, 'cancelled'],
      },
    ],
    CancelOrder: [
      { from: BEFORE_ACCEPTED, by: CHANNEL, to: ['cancelled'] },
      { from: [...BEING_MADE_READY, 'shipped'], by: [...SELLER, 'platform', 'system'], to: ['cancelled'] },
    ],
    RefundUnits: [
      { from: ['packed', 'preparing', ...LEFT, 'completed'], by: ['owner', 'approver', 'system'], to: ALL },
    ],
    ConfirmReceipt: [{ from: ['delivered'], by: ['buyer', 'platform'], to: ['completed'] }],
    NoteFeedback: [{ from: ALL, by: ['buyer', 'platform', 'system'], to: ALL }],
    NoteShortage: [{ from: LIVE, by: DESK, to: LIVE }],
    NoteAutoAcceptance: [{ from: ['placed'], by: DESK, to: ['placed'] }],
    NotePreparing: [{ from: ['accepted', 'preparing', 'packed'], by: DESK, to: ['preparing', 'packed'] }],
    NotePacked: [{ from: BEING_MADE_READY, by: DESK, to: ['preparing', 'packed'] }],
    NoteUnpacked: [{ from: ['preparing', 'packed'], by: DESK, to: ['preparing'] }],
    NoteShipped: [{ from: ['preparing', 'packed'], by: DESK, to: ['preparing', 'packed', 'shipped'] }],
    NoteDelivered: [{ from: ALL, by: DESK, to: ALL }],
    NoteUndelivered: [{ from: ALL, by: DESK, to: ALL }],
    NoteCase: [{ from: ALL, by: DESK, to: ALL }],
    NoteReturned: [{ from: ALL, by: DESK, to: ALL }],
    NoteRefund: [{ from: ALL, by: DESK, to: ALL }],
  },
};
