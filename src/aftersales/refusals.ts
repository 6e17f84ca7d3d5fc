import type { CaseCommand } from './commands.js';
import type { AftersalesFailure } from './failures.js';

const SUM = [
  'aftersales.currency_differs',
  'aftersales.nothing_left_to_refund',
  'aftersales.amount_exceeds_refundable',
] as const;
const REQUEST = [
  'aftersales.not_received_cannot_be_returned',
  'aftersales.line_unknown',
  'aftersales.units_not_shipped',
  'aftersales.units_settled_already',
  'aftersales.units_claimed_already',
  ...SUM,
] as const;
const ON_THE_WAY = [
  'aftersales.deadline_not_yours',
  'aftersales.inspected_already',
  'aftersales.no_return_expected',
] as const;
const UNITS = ['aftersales.line_unknown', 'aftersales.more_units_than_claimed'] as const;

/** With which of the case's own rules each command can be refused, in the order in which they are looked at. */
export const aftersalesRefusals = {
  OpenCase: [
    'aftersales.order_unknown',
    'aftersales.deadline_not_yours',
    'aftersales.window_closed',
    'aftersales.too_many_cases',
    ...REQUEST,
  ],
  ReviseCase: ['aftersales.deadline_not_yours', 'aftersales.inspected_already', ...REQUEST],
  WithdrawCase: [],
  AgreeCase: ['aftersales.deadline_not_yours', ...SUM],
  RejectCase: [],
  EscalateCase: ['aftersales.deadline_not_yours', 'aftersales.merchant_still_in_time'],
  DecideByPlatform: ['aftersales.inspected_already', ...SUM],
  NoteReturnShipped: [...ON_THE_WAY, ...UNITS],
  NoteReturnArrived: [...ON_THE_WAY, 'aftersales.arrived_in_future', 'aftersales.arrived_before_opened'],
  InspectReturn: [
    'aftersales.inspected_already',
    'aftersales.no_return_expected',
    ...UNITS,
    'aftersales.must_not_be_restocked',
  ],
  ApproveRefund: ['aftersales.second_person_needed', 'aftersales.approval_of_other_amount'],
  DeclineRefund: [],
  NoteUnitsRefunded: [],
  NoteRefundPaid: [],
  NoteRefundFailed: [],
} as const satisfies Record<CaseCommand['type'], readonly AftersalesFailure['code'][]>;
