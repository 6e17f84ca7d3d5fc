import { type Plan, plansOf } from '../plans.js';
import type { Outcome } from '../run.js';
import type { Grid, Section } from './html.js';
import { planChart } from './planning-chart.js';
import { PLAN } from './planning-series.js';
import { STOCK } from './stock.js';
import { svgOf } from './svg.js';
import { cash, count, percent, type Text } from './words.js';

const plain = (text: string): Text => ({ en: text, zh: text });

/** What to order of the busiest and the most troublesome SKUs, and why. */
export function planningSection(outcome: Outcome): Section | undefined {
  const { scenario } = outcome;
  const { nameOf, currency, zone, start, buying } = scenario;
  const plans = plansOf(outcome);
  if (buying === undefined || plans.length === 0) return undefined;
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: zone });
  const day = (at: number | undefined): string => (at === undefined ? '–' : format.format(at));
  const panels = plans.map((plan) => ({ title: `${nameOf(plan.sku)} · ${KIND[plan.why](count(plan.orders))}`, plan }));
  const { chart, height } = planChart(panels, start, buying.at, zone);
  return {
    title: titleOf(plans, scenario, day(buying.at)),
    subtitle: {
      en:
        'The busiest articles, and those that held up most orders: units sold a day with the forecast, and the stock ' +
        'below. When what is free and on its way, less what is owed, falls below the reorder point, it is time to ' +
        `order. Supplier, packs and price (${percent(buying.priceShare, 1)} of the sale price) are simulated; how long an ` +
        'order takes is learned from the simulated receipts',
      zh:
        '最畅销与最常缺货的商品：上图为每日销量与预测，下图为库存。可售加在途减欠货低于补货点即应订货。' +
        `销量与库存读自订单台的事件；供应商、包装与进价（售价的 ${percent(buying.priceShare, 1)}）为模拟，到货时长由模拟收货学得`,
    },
    legend: LEGEND,
    charts: [svgOf(chart, height)],
    grid: {
      head: HEAD,
      rows: plans.map(({ sku, line }) => [
        plain(nameOf(sku)),
        plain(count(line.quantity)),
        plain(line.quantity > 0 ? day(line.orderBy) : '–'),
        line.runsOutAt === undefined ? { en: 'not within a year', zh: '一年内不会' } : plain(day(line.runsOutAt)),
        plain(`${percent(line.risk.without, 1)} → ${percent(line.risk.with, 1)}`),
        plain(cash(line.cost, currency)),
        line.why,
      ]),
    },
  };
}

function titleOf(plans: readonly Plan[], { nameOf, currency }: Outcome['scenario'], today: string): Text {
  const orders = plans.filter(({ line }) => line.quantity > 0);
  const [first] = orders.toSorted((a, b) => dueOf(a) - dueOf(b));
  const all = plans.length;
  if (first === undefined) {
    return {
      en: `None of these ${all} articles has to be ordered on ${today}`,
      zh: `${today} 这 ${all} 种商品均无需订货`,
    };
  }
  const cost = cash(
    orders.reduce((sum, { line }) => sum + line.cost, 0),
    currency,
  );
  const name = nameOf(first.sku);
  return {
    en: `On ${today}, ${orders.length} of these ${all} articles should be ordered, for ${cost}; first of all ${name}`,
    zh: `${today} 这 ${all} 种商品中有 ${orders.length} 种应订货，共 ${cost}；最急的是 ${name}`,
  };
}

const dueOf = ({ line }: Plan): number => line.runsOutAt ?? Number.POSITIVE_INFINITY;

const KIND: Readonly<Record<Plan['why'], (orders: string) => string>> = {
  busy: (orders) => `in ${orders} orders`,
  troublesome: (orders) => `held up ${orders} orders`,
};

const LEGEND: NonNullable<Section['legend']> = [
  { en: 'sold', zh: '已售', colour: PLAN.sold },
  { en: 'forecast', zh: '预测', colour: PLAN.mean },
  { en: '80 % of days', zh: '80 % 区间', colour: PLAN.narrow },
  { en: '95 % of days', zh: '95 % 区间', colour: PLAN.wide },
  { en: 'on hand', zh: '在库', colour: STOCK.onHand },
  { en: 'free to sell; dashed: expected', zh: '可售（虚线为预计）', colour: STOCK.free },
  { en: 'expected with the order', zh: '订货后预计', colour: PLAN.ordered },
  { en: 'reorder point', zh: '补货点', colour: PLAN.reorder },
  { en: 'orders wait: such days do not count as demand', zh: '有订单缺货等待：不计入需求', colour: PLAN.waiting },
];

const HEAD: Grid['head'] = [
  { en: 'Article', zh: '商品' },
  { en: 'Order', zh: '订货数量' },
  { en: 'By', zh: '最迟' },
  { en: 'Runs out about', zh: '预计售罄' },
  { en: 'Risk without → with it', zh: '缺货风险（不订→订）' },
  { en: 'Cost', zh: '金额' },
  { en: 'Why', zh: '原因' },
];
