import {
  type Calendar,
  type Explained,
  endOf,
  type Facts,
  firstMatch,
  type Instant,
  type RuleOf,
} from '../kernel/index.js';
import type { CaseLineFacts, CaseOrderFacts } from './owing.js';
import type { AftersalesTerms, Case, CaseUnits, Eligibility } from './types.js';

const DAY = 24 * 3_600_000;

/** Midnights of the calendar's zone in between: 0 on the day itself, 7 until 24:00 of the seventh day after. */
export function daysBetween(since: Instant, at: Instant, { zone }: Calendar): number {
  const everyDay: Calendar = { zone, weekend: [], holidays: [], workedDays: [], source: 'days' };
  // A day has 23 to 25 hours, so the count by hours is at most one too high.
  let days = Math.max(0, Math.floor((at - since) / DAY) - 1);
  while (endOf({ days }, since, everyDay) <= at) days += 1;
  return days;
}

/** Without the buyer's confirmation at this purchase the seller may not refuse (Interim Measures, art. 7). */
const isExcluded = ({ noReasonReturn, exclusionConfirmed }: CaseLineFacts): boolean =>
  noReasonReturn === 'never' || (noReasonReturn === 'ifConfirmed' && exclusionConfirmed === true);

export interface Request {
  readonly remedy: Case['remedy'];
  readonly lines: readonly CaseUnits[];
  readonly asked: number;
  readonly reason: Case['reason'];
  readonly received: Case['received'];
}

/** The facts that the rules of `autoAgree` may test. */
export function eligibilityFacts(
  { remedy, lines, asked, reason, received }: Request,
  order: CaseOrderFacts,
  context: { readonly at: Instant; readonly by: string; readonly calendar: Calendar; readonly self: string },
): Facts {
  const { at, calendar } = context;
  const named = order.lines.filter(({ line }) => lines.some((one) => one.line === line));
  const excluded = named.filter(isExcluded).length;
  const daysSince = (since: Instant | undefined) => (since === undefined ? null : daysBetween(since, at, calendar));
  return {
    remedy,
    received,
    reason: reason.code,
    by: context.by,
    asked,
    askedPermille: order.total === 0 ? 0 : Math.ceil((asked * 1000) / order.total),
    units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    orderStatus: order.status,
    noReasonReturn: excluded === 0 ? 'allowed' : excluded === named.length ? 'excluded' : 'mixed',
    daysSinceShipping: daysSince(order.shippedAt),
    daysSinceDelivery: daysSince(order.deliveredAt),
    casesBefore: order.cases.filter((one) => one.case !== context.self).length,
  };
}

/**
 * Whether a request is agreed to, refused, or left to the merchant; the house default is to ask the merchant.
 *
 * @example
 * ```ts
 * const rules = [
 *   { name: 'small sums', when: [{ fact: 'asked', is: 'atMost', value: 500 }], then: 'automaticallyAgree' },
 * ] as const;
 * judgeEligibility(rules, { asked: 300 }).answer; // 'automaticallyAgree'
 * ```
 */
export const judgeEligibility = (rules: readonly RuleOf<Eligibility>[], facts: Facts): Explained<Eligibility> =>
  firstMatch('aftersales eligibility', rules, 'askMerchant', facts);

/**
 * Return without a reason within seven days: agreed where the law gives it, refused where it excludes the goods.
 * Source: Consumer Rights Protection Law art. 25 and the Interim Measures (SAIC Order 90 of 2017, revised 2020), arts.
 * 6 and 7, as summarised in translations. Not legal advice.
 */
export const SEVEN_DAY_RETURN_RULES: AftersalesTerms['autoAgree']['rules'] = [
  {
    name: 'seven days without a reason: goods are excluded',
    when: [
      { fact: 'reason', is: 'equal', value: 'noReason' },
      { fact: 'noReasonReturn', is: 'equal', value: 'excluded' },
    ],
    // biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
    then: 'refuse',
  },
  {
    name: 'seven days without a reason',
    when: [
      { fact: 'reason', is: 'equal', value: 'noReason' },
      { fact: 'remedy', is: 'equal', value: 'returnAndRefund' },
      { fact: 'noReasonReturn', is: 'equal', value: 'allowed' },
      { fact: 'daysSinceDelivery', is: 'atMost', value: 7 },
    ],
    // biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
    then: 'automaticallyAgree',
  },
];
