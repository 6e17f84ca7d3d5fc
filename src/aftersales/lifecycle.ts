import { type Lifecycle, type Role, stays } from '../kernel/index.js';
import type { CaseCommand } from './commands.js';
import { CaseStatus } from './types.js';

const SELLER: readonly Role[] = ['owner', 'service'];
const BUYER: readonly Role[] = ['buyer', 'platform'];
const DESK: readonly Role[] = ['system'];
const APPROVERS: readonly Role[] = ['approver', 'owner'];
const ARRIVALS: readonly Role[] = ['owner', 'service', 'packer', 'picker', 'carrier', 'platform', 'system'];
const BENCH: readonly Role[] = ['owner', 'service', 'packer'];

const UNDECIDED = ['requested', 'rejected', 'escalated'] as const;
const COMING_BACK = ['awaitingReturn', 'returnUnderWay', 'inspecting'] as const;
/** Goods may be on their way while somebody else has the turn. */
const ELSEWHERE = ['rejected', 'escalated', 'awaitingApproval'] as const;
const PAYING = ['awaitingApproval', 'refunding'] as const;

/** The life of a case. `closed` by a passed deadline is not a command and stands in `machine.ts`. */
export const caseLifecycle: Lifecycle<CaseStatus, CaseCommand['type']> = {
  statuses: CaseStatus.options,
  final: ['refunded', 'withdrawn', 'closed'],
  rows: {
    OpenCase: [
      {
        from: ['new'],
        by: ['buyer', 'platform', ...SELLER],
        to: ['requested', 'rejected', 'awaitingReturn', ...PAYING],
      },
    ],
    ReviseCase: [
      { from: ['requested', 'rejected'], by: BUYER, to: ['requested', 'rejected', 'awaitingReturn', ...PAYING] },
    ],
    WithdrawCase: [{ from: [...UNDECIDED, 'awaitingReturn'], by: BUYER, to: ['withdrawn'] }],
    AgreeCase: [
      { from: ['requested'], by: [...SELLER, 'system'], to: ['awaitingReturn', ...PAYING] },
      { from: ['rejected', 'escalated'], by: SELLER, to: [...COMING_BACK, ...PAYING] },
    ],
    RejectCase: [{ from: ['requested'], by: SELLER, to: ['rejected'] }],
    EscalateCase: [
      {
        from: ['rejected', 'requested', 'returnUnderWay', 'inspecting', 'awaitingApproval'],
        by: BUYER,
        to: ['escalated'],
      },
      { from: ['awaitingReturn'], by: ['platform'], to: ['escalated'] },
    ],
    DecideByPlatform: [
      {
        from: [...UNDECIDED, ...COMING_BACK, 'awaitingApproval'],
        by: ['platform'],
        to: [...COMING_BACK, 'refunding', 'closed'],
      },
    ],
    NoteReturnShipped: [
      { from: ['awaitingReturn', 'returnUnderWay'], by: [...BUYER, 'service'], to: ['returnUnderWay'] },
      ...stays(ELSEWHERE, [...BUYER, 'service']),
    ],
    NoteReturnArrived: [
      { from: ['awaitingReturn', 'returnUnderWay'], by: ARRIVALS, to: ['inspecting'] },
      ...stays(ELSEWHERE, ARRIVALS),
    ],
    InspectReturn: [
      { from: COMING_BACK, by: BENCH, to: ['rejected', ...PAYING, 'closed'] },
      // Goods that come back after the money went: they are booked in, and nothing else follows.
      ...stays(['refunding', 'refunded'], BENCH),
    ],
    ApproveRefund: [{ from: ['awaitingApproval'], by: APPROVERS, to: ['refunding', 'closed'] }],
    DeclineRefund: [{ from: ['awaitingApproval'], by: APPROVERS, to: ['rejected'] }],
    NoteUnitsRefunded: [
      ...UNDECIDED.map((status) => ({ from: [status], by: DESK, to: [status, 'closed'] as const })),
      { from: ['awaitingApproval'], by: DESK, to: ['awaitingApproval', 'refunding', 'closed'] },
    ],
    NoteRefundPaid: [{ from: ['refunding'], by: ['system', 'platform', 'owner'], to: ['refunded'] }],
    NoteRefundFailed: [{ from: ['refunding'], by: ['system', 'platform'], to: ['refunding'] }],
  },
};
