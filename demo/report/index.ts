import { endsOf } from '../measures/states.js';
import type { Outcome } from '../run.js';
import { Tally } from '../tally.js';
import { type Figure, page, type Table } from './html.js';
import { parcelsSection } from './parcels.js';
import { planningSection } from './planning.js';
import {
  deadlinesSection,
  penaltiesSection,
  refundsSection,
  shortageSection,
  statesSection,
  staysSection,
  stockSection,
} from './sections.js';
import { cash, count, percent, STATUS, worded } from './words.js';

export interface Around {
  readonly store: string;
  /** The figures of facts.json, where the data have such a file. */
  readonly facts: Readonly<Record<string, unknown>> | undefined;
  /** Why the replay cannot be believed. */
  readonly wrong: readonly string[];
}

const SECTIONS = [
  statesSection,
  staysSection,
  shortageSection,
  deadlinesSection,
  penaltiesSection,
  refundsSection,
  stockSection,
  planningSection,
  parcelsSection,
];

/** The whole report as one page of HTML, without anything from elsewhere. */
export function reportOf(outcome: Outcome, { store, facts, wrong }: Around): string {
  const { scenario, measures, orders } = outcome;
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: scenario.zone });
  return page({
    title: scenario.title,
    period: `${day.format(scenario.start)} – ${day.format(measures.states.last)}`,
    lead: {
      en:
        `${count(orders.length)} real orders, replayed through the order desk on ${store} with a virtual clock. ` +
        'Everything below is read back from the desk’s own records and journal.',
      zh:
        `${count(orders.length)} 个真实订单在虚拟时钟上重放（存储：${store}）。` +
        '以下全部数据均读自订单台自身的记录与日志。',
    },
    source: scenario.source,
    notes: scenario.notes,
    wrong,
    figures: figures(outcome),
    sections: SECTIONS.flatMap((section) => section(outcome) ?? []),
    tables: tables(outcome, facts),
  });
}

function figures({ scenario, orders, lost, conservation, measures }: Outcome): Figure[] {
  const { shortages, deadlines } = measures;
  const delivery = deadlines.kept().find(({ kind }) => kind === 'order deliverBy');
  const { journal, stock, money: paid } = conservation;
  const violations = journal.violations + stock.violations + paid.violations;
  const due = delivery === undefined ? 0 : delivery.met + delivery.missed;
  return [
    { value: count(orders.length), label: { en: 'orders in the desk', zh: '订单' } },
    { value: cash(paid.paid, scenario.currency), label: { en: 'paid by buyers', zh: '买家实付' } },
    { value: percent(delivery?.met ?? 0, due), label: { en: 'delivered in time', zh: '按时送达' } },
    { value: percent(shortages.ordersThatWaited, orders.length), label: { en: 'waited for stock', zh: '等待补货' } },
    { value: count(lost.length), label: { en: 'orders lost', zh: '丢失订单' }, mood: lost.length > 0 ? 'bad' : 'good' },
    {
      value: count(violations),
      label: { en: 'discrepancies in the books', zh: '账目差异' },
      mood: violations > 0 ? 'bad' : 'good',
    },
  ];
}

const rowsOf = (tally: Tally): (readonly [string, string])[] => tally.top().map(([name, n]) => [name, count(n)]);

const wordedRows = (tally: Tally) => rowsOf(tally).map(([name, n]) => [worded(name), n] as const);

function tables(outcome: Outcome, facts: Around['facts']): Table[] {
  const { scenario, orders, teller, anomalies, conservation, measures } = outcome;
  const listed = new Tally();
  for (const { reason } of scenario.listed) listed.add(reason);
  const { journal, stock, money: paid } = conservation;
  const violations = (number: number) => (number === 0 ? 'all agree' : `${count(number)} differ`);
  return [
    {
      title: { en: 'How orders ended', zh: '订单结果' },
      rows: endsOf(orders).map(({ status, orders: n }) => [
        STATUS[status].en,
        `${count(n)} (${percent(n, orders.length)})`,
      ]),
    },
    { title: { en: 'Decided by rule', zh: '自动接单规则' }, rows: rowsOf(measures.automation.rules) },
    {
      title: { en: 'Checked against each other', zh: '核对' },
      rows: [
        [`${count(journal.records)} records, and what the journal makes of them`, violations(journal.violations)],
        [`${count(stock.records)} stocks, their movements and reservations`, violations(stock.violations)],
        [`${count(paid.orders)} orders, payments and refunds`, violations(paid.violations)],
      ],
    },
    { title: { en: 'Refused by the desk, by code', zh: '被拒绝的命令' }, rows: rowsOf(teller.refused) },
    { title: { en: 'Not told to the desk, and why', zh: '未录入及原因' }, rows: wordedRows(listed) },
    { title: { en: 'Oddities, taken as they are', zh: '数据异常' }, rows: wordedRows(anomalies) },
    { title: { en: 'Figures of facts.json', zh: 'facts.json 各项指标' }, rows: factRows(facts ?? {}) },
  ];
}

const factRows = (facts: Readonly<Record<string, unknown>>): (readonly [string, string])[] =>
  Object.entries(facts).flatMap(([name, value]): (readonly [string, string])[] =>
    typeof value === 'object' && value !== null
      ? factRows(Object.fromEntries(Object.entries(value).map(([part, n]) => [`${name} ${part}`, n])))
      : [[name.replaceAll('_', ' '), String(Number(Number(value).toPrecision(7)))]],
  );
