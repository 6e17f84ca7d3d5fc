import {
  type AnyFailureOf,
  defineFailures,
  type Instant,
  isoOf,
  type Minor,
  moneyText,
  rule,
} from '../kernel/index.js';

export interface LineBound {
  readonly line: string;
  readonly asked: number;
  readonly left: number;
}

/** In the order of precedence. */
export const aftersalesFailures = defineFailures('aftersales', {
  order_unknown: rule<{ order: string }>(
    (d) => `There is no order "${d.order}".`,
    'Check the id; the order has to be placed before a case about it is opened.',
  ),
  deadline_not_yours: rule<{ kind: string; role: string }>(
    (d) => `A ${d.role} may not set the deadline "${d.kind}".`,
    'Leave it out: the terms set it. To give more time, extend the obligation.',
  ),
  window_closed: rule<{ until: Instant; now: Instant }>(
    (d) => `Cases about this order could be opened until ${isoOf(d.until)}; it is ${isoOf(d.now)}.`,
    'The merchant can still refund units of the order by their own choice, or the platform can open the case.',
  ),
  too_many_cases: rule<{ cases: number; most: number }>(
    (d) => `The order has had ${d.cases} cases; the terms allow ${d.most}.`,
    'Revise an open case, or turn to the platform.',
  ),
  inspected_already: rule<{ case: string }>(
    (d) => `The goods of case "${d.case}" have come back and have been inspected.`,
    'Decide upon the money: agree, escalate, or let the platform decide. Goods are booked in once.',
  ),
  no_return_expected: rule<{ case: string }>(
    (d) => `In case "${d.case}" nothing was to be sent back.`,
    'Book the goods into stock directly, or open a case of return and refund.',
  ),
  not_received_cannot_be_returned: rule<{ remedy: string }>(
    (d) => `"${d.remedy}" was asked for goods that were not received.`,
    'Ask for a refund only.',
  ),
  line_unknown: rule<{ line: string; lines: readonly string[] }>(
    (d) => `There is no line "${d.line}" here; there are: ${d.lines.join(', ')}.`,
    'Name one of the lines.',
  ),
  units_not_shipped: rule<LineBound>(
    (d) => `${d.asked} units of line "${d.line}" are claimed, but only ${d.left} have been shipped.`,
    'Units that are still with the merchant need no case: cancel them on the order (CancelUnits or CancelOrder).',
  ),
  units_settled_already: rule<LineBound>(
    (d) => `${d.asked} units of line "${d.line}" are claimed, but only ${d.left} have not been settled before.`,
    'Units that were refunded, lost or sent back are settled. Claim the others.',
  ),
  units_claimed_already: rule<LineBound & { cases: readonly string[] }>(
    (d) =>
      `${d.asked} units of line "${d.line}" are claimed, but only ${d.left} are free: ${d.cases.join(', ')} claims the others.`,
    'Revise or withdraw the open case; one unit belongs to one open case.',
  ),
  more_units_than_claimed: rule<LineBound>(
    (d) => `${d.asked} units of line "${d.line}" were named, but the case is about ${d.left}.`,
    'Name at most the units of the case; for others open another one.',
  ),
  must_not_be_restocked: rule<{ line: string; sku: string }>(
    (d) => `Units of "${d.sku}" (line "${d.line}") are never sold again once they have been with a buyer.`,
    'Choose the disposition damaged or destroy.',
  ),
  arrived_in_future: rule<{ arrivedAt: Instant; now: Instant }>(
    (d) => `The arrival is dated ${isoOf(d.arrivedAt)}, but it is only ${isoOf(d.now)}.`,
    'Check the time zone of the arrival.',
  ),
  arrived_before_opened: rule<{ arrivedAt: Instant; openedAt: Instant }>(
    (d) => `The arrival is dated ${isoOf(d.arrivedAt)}, before the case was opened at ${isoOf(d.openedAt)}.`,
    'Check the time zone of the arrival, or leave it out.',
  ),
  merchant_still_in_time: rule<{ due: Instant | null }>(
    (d) =>
      d.due === null
        ? 'The merchant has not said no, and no deadline of theirs has passed.'
        : `The merchant has not said no, and has time until ${isoOf(d.due)}.`,
    'Wait for the answer or the deadline; the platform itself can step in at any time.',
  ),
  second_person_needed: rule<{ person: string }>(
    (d) => `"${d.person}" caused this refund and cannot approve it as well.`,
    'Let another approver look at it.',
  ),
  approval_of_other_amount: rule<{ approved: Minor; waiting: Minor; currency: string }>(
    (d) =>
      `${moneyText(d.approved, d.currency)} were approved, but a refund of ${moneyText(d.waiting, d.currency)} waits.`,
    'Look at the case again and approve the amount that waits, or decline it.',
  ),
  currency_differs: rule<{ given: string; currency: string }>(
    (d) => `The amount is given in ${d.given}, but the order was paid in ${d.currency}.`,
    'Refunds are made in the currency that was paid.',
  ),
  nothing_left_to_refund: rule<{ order: string; left: Minor; currency: string }>(
    (d) =>
      `These units leave nothing to refund; of order "${d.order}" as a whole ${moneyText(d.left, d.currency)} are left.`,
    'Check the refunds of the order. If nothing is owed any more, reject or withdraw the case.',
  ),
  amount_exceeds_refundable: rule<{ asked: Minor; most: Minor; currency: string }>(
    (d) =>
      `${moneyText(d.asked, d.currency)} exceed the ${moneyText(d.most, d.currency)} that can be refunded for these units.`,
    'Name at most that: it is what the units cost, less what has been paid back.',
  ),
});
/** Any refusal by a rule of after-sales. */
export type AftersalesFailure = AnyFailureOf<typeof aftersalesFailures>;
