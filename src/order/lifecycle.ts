import { type Lifecycle, type Role, stays } from '../kernel/index.js';
import type { OrderCommand } from './commands.js';
import { OrderStatus } from './types.js';

const SELLER: readonly Role[] = ['owner', 'service'];
const CHANNEL: readonly Role[] = ['owner', 'service', 'buyer', 'platform', 'system'];
const PLATFORM: readonly Role[] = ['owner', 'platform', 'system'];
const CALLING: readonly Role[] = [...SELLER, 'platform', 'system'];
const REFUNDING: readonly Role[] = ['owner', 'approver', 'system'];
const DESK: readonly Role[] = ['system'];

const BEFORE_ACCEPTED = ['pending', 'placed'] as const;
const BEING_MADE_READY = ['accepted', 'preparing', 'packed'] as const;
const LEFT = ['shipped', 'delivered'] as const;
const LIVE = [...BEFORE_ACCEPTED, ...BEING_MADE_READY, ...LEFT] as const;
const ALL = OrderStatus.options;
/** Parts of an order may have left before the whole of it is packed. */
const PARTS_LEFT = ['preparing', 'packed'] as const;

/** The life of an order. What is not in the table never succeeds; what is in it can. */
export const orderLifecycle: Lifecycle<OrderStatus, OrderCommand['type']> = {
  statuses: ALL,
  final: ['completed', 'cancelled'],
  rows: {
    PlaceOrder: [{ from: ['new'], by: CHANNEL, to: ['pending', 'placed'] }],
    NotePayment: [
      { from: ['pending'], by: PLATFORM, to: ['pending', 'placed'] },
      // On delivery, or after the order was called off: then it goes straight back.
      ...stays([...LIVE.slice(1), 'completed', 'cancelled'], PLATFORM),
    ],
    NoteGroupFormed: [{ from: ['pending'], by: PLATFORM, to: ['pending', 'placed'] }],
    NoteGroupFailed: [{ from: ['pending'], by: PLATFORM, to: ['cancelled'] }],
    NoteReviewPassed: [{ from: ['pending'], by: PLATFORM, to: ['pending', 'placed'] }],
    NoteReviewFailed: [{ from: ['pending'], by: PLATFORM, to: ['cancelled'] }],
    HoldOrder: stays([...BEFORE_ACCEPTED, ...BEING_MADE_READY], CALLING),
    ReleaseHold: stays(LIVE, CALLING),
    AcceptOrder: [{ from: ['placed'], by: [...SELLER, 'system'], to: ['accepted'] }],
    RejectOrder: [{ from: ['placed'], by: SELLER, to: ['cancelled'] }],
    AmendRecipient: stays(['pending', 'placed', 'accepted', 'preparing'], CHANNEL),
    CancelUnits: [
      { from: ['placed'], by: CALLING, to: ['placed', 'cancelled'] },
      { from: ['accepted'], by: CALLING, to: ['accepted', 'cancelled'] },
      // The units that were still wanted may have been the last which the order waited for.
      { from: ['preparing'], by: CALLING, to: [...PARTS_LEFT, ...LEFT, 'completed', 'cancelled'] },
    ],
    CancelOrder: [
      { from: BEFORE_ACCEPTED, by: CHANNEL, to: ['cancelled'] },
      { from: [...BEING_MADE_READY, 'shipped'], by: CALLING, to: ['cancelled'] },
    ],
    RefundUnits: [
      ...stays([...PARTS_LEFT, 'completed'], REFUNDING),
      { from: ['shipped'], by: REFUNDING, to: ['shipped', 'cancelled'] },
      { from: ['delivered'], by: REFUNDING, to: ['delivered', 'completed'] },
    ],
    // Who has the goods may know before any carrier says so.
    ConfirmReceipt: [
      { from: ['shipped'], by: ['buyer', 'platform'], to: ['completed', 'cancelled'] },
      { from: ['delivered'], by: ['buyer', 'platform'], to: ['completed'] },
    ],
    NoteFeedback: stays(ALL, ['buyer', 'platform', 'system']),
    NoteShortage: stays(LIVE, DESK),
    NoteReplaced: stays(BEING_MADE_READY, DESK),
    NoteAutoAcceptance: stays(['placed'], DESK),
    NotePreparing: [{ from: ['accepted'], by: DESK, to: ['preparing'] }, ...stays(PARTS_LEFT, DESK)],
    NotePacked: [{ from: ['accepted', 'preparing'], by: DESK, to: PARTS_LEFT }],
    NoteUnpacked: [{ from: PARTS_LEFT, by: DESK, to: ['preparing'] }],
    NoteShipped: [...stays(['preparing'], DESK), { from: ['packed'], by: DESK, to: ['packed', 'shipped'] }],
    NoteDelivered: [
      ...stays([...PARTS_LEFT, 'delivered', 'completed', 'cancelled'], DESK),
      { from: ['shipped'], by: DESK, to: [...LEFT, 'completed'] },
    ],
    NoteUndelivered: [
      ...stays([...PARTS_LEFT, 'cancelled'], DESK),
      { from: ['shipped'], by: DESK, to: [...LEFT, 'completed', 'cancelled'] },
    ],
    NoteCase: stays(ALL, DESK),
    NoteBack: stays([...PARTS_LEFT, ...LEFT, 'completed', 'cancelled'], DESK),
    NoteReturned: stays([...PARTS_LEFT, ...LEFT, 'completed', 'cancelled'], DESK),
    NoteRefund: [
      ...stays([...PARTS_LEFT, 'completed'], DESK),
      { from: ['shipped'], by: DESK, to: ['shipped', 'cancelled'] },
      { from: ['delivered'], by: DESK, to: ['delivered', 'completed'] },
    ],
  },
};
