import { join } from 'node:path';
import { money } from './figures.js';
import { endsOf } from './measures/states.js';
import type { Outcome } from './run.js';
import { Tally } from './tally.js';

const count = (number: number): string => number.toLocaleString('en-GB');
const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

/** Rows with aligned first words. */
function block(title: string, rows: readonly (readonly [string, string])[]): string[] {
  if (rows.length === 0) return [];
  const width = Math.max(...rows.map(([name]) => name.length));
  return ['', title, ...rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`)];
}

const counts = (tally: Tally): string =>
  tally
    .top()
    .map(([name, n]) => `${name} ${count(n)}`)
    .join(', ') || 'none';

export interface Around {
  readonly store: string;
  readonly out: string;
  readonly isCompared: boolean;
}

/** What a person wants to know of a replay, on one screen. */
export function summaryOf(outcome: Outcome, { store, out, isCompared }: Around): string {
  const { scenario, orders, lost, teller, anomalies, conservation, measures, seconds } = outcome;
  const { deadlines, refunds, shortages, automation } = measures;
  const { currency } = scenario;
  const listed = new Tally();
  for (const { reason } of scenario.listed) listed.add(reason);
  const { journal, stock, money: cash } = conservation;
  const speed = `${count(Math.round(orders.length / seconds.replay))} orders/s`;
  return [
    `${scenario.title.en}: ${count(orders.length)} orders, ${count(teller.commands)} commands on ${store} in ` +
      `${seconds.replay.toFixed(1)} s (${speed}); read back and checked in ${seconds.check.toFixed(1)} s.`,
    `Source: ${scenario.source}.`,
    ...scenario.notes,
    ...block(
      'Orders ended as',
      endsOf(orders).map(({ status, orders: n }) => [status, `${count(n)} (${percent(n, orders.length)})`]),
    ),
    ...block(
      'Decided by rule',
      automation.rules.top().map(([rule, n]) => [rule, count(n)]),
    ),
    ...block(
      'Deadlines',
      deadlines.kept().map(({ kind, met, missed, lapsed, calledOff, open, reminders }) => {
        const parts = { met, missed, lapsed, 'called off': calledOff, running: open, reminders };
        return [
          kind,
          Object.entries(parts)
            .flatMap(([name, n]) => (n > 0 ? [`${count(n)} ${name}`] : []))
            .join(', '),
        ];
      }),
    ),
    ...block('Money', [
      ['paid', money(cash.paid, currency)] as const,
      ...refunds.amounts.top().map(([why, amount]) => [`refunded: ${why}`, money(amount, currency)] as const),
      ...deadlines
        .penalties()
        .map(
          ({ kind, count: n, amount }) => [`penalty: ${kind}`, `${money(amount, currency)} for ${count(n)}`] as const,
        ),
    ]),
    ...block('Accounts', [
      [
        'shortages',
        `${count(shortages.ordersThatWaited)} orders waited for stock, ${count(shortages.stillWaiting)} still do`,
      ],
      ['lost', count(lost.length)],
      ['refused', counts(teller.refused)],
      ['listed', counts(listed)],
      ['anomalies', counts(anomalies)],
      [
        'goods',
        `${count(stock.onHand)} units on hand in ${count(stock.records)} stocks, ${count(stock.violations)} violations`,
      ],
      ['money', `${count(cash.orders)} orders, ${count(cash.violations)} violations`],
      ['journal', `makes all ${count(journal.records)} records anew, ${count(journal.violations)} differences`],
      ...(isCompared ? [['facts.json', 'every figure compared'] as const] : []),
    ]),
    '',
    `Report: ${join(out, 'report.html')}`,
  ].join('\n');
}
