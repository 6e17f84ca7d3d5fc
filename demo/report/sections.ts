import { type Instant, instant, latest, type OrderStatus } from 'orderwright';
import type { Kept } from '../measures/deadlines.js';
import { REFUND_REASONS, type RefundReason } from '../measures/money.js';
import { stretches } from '../measures/timeline.js';
import type { Outcome } from '../run.js';
import { deadlinesChart } from './deadlines.js';
import type { Section } from './html.js';
import { moneyChart, penaltyFlows, refundFlows } from './money.js';
import { statesChart, staysChart } from './states.js';
import { missingChart, STOCK, stockChart, waitingChart } from './stock.js';
import { COLOURS, dayNames, svgOf } from './svg.js';
import { cash, count, deadlineName, percent, REFUND, STATUS, STATUS_COLOUR, span, type Text } from './words.js';

const BUSIEST = 6;
const MOST_MISSING = 10;
/** Of a SKU that sells less there is nothing to see. */
const LEAST_SHIPPED = 50;
const BAR = 27;

type Maybe = Section | undefined;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

export function statesSection({ scenario, measures, orders }: Outcome): Maybe {
  const isOver = (status: OrderStatus) =>
    status === 'completed' ||
    status === 'cancelled' ||
    (status === 'delivered' && orders.every((order) => order.status !== 'completed'));
  const time = stretches(scenario.start, measures.states.last);
  const levels = measures.states.levels(time).filter(({ status }) => !isOver(status));
  const open = time.ends.map((_, day) => sum(levels.map((level) => level.orders[day] ?? 0)));
  const peak = open.indexOf(Math.max(...open));
  const most = levels.toSorted((a, b) => (b.orders[peak] ?? 0) - (a.orders[peak] ?? 0))[0];
  if (most === undefined) return undefined;
  const [all, part] = [count(open[peak] ?? 0), count(most.orders[peak] ?? 0)];
  const day = dayNames(time, scenario.zone)[peak];
  return {
    title: {
      en: `At the peak, ${day}, ${all} orders were open, ${part} of them ${STATUS[most.status].en}`,
      zh: `高峰日（${day}）有 ${all} 个未完结订单，其中 ${part} 个${STATUS[most.status].zh}`,
    },
    subtitle: {
      en: `Open orders by state at the end of each ${time.days === 1 ? 'day' : 'week'}`,
      zh: `每${time.days === 1 ? '日' : '周'}末各状态的未完结订单数`,
    },
    legend: levels.map(({ status }) => ({ ...STATUS[status], colour: STATUS_COLOUR[status] })),
    charts: [svgOf(statesChart(levels, time, scenario.zone), 320)],
  };
}

export function staysSection({ measures }: Outcome): Maybe {
  const stays = measures.states.stays();
  const road = stays.find(({ status }) => status === 'shipped');
  if (road === undefined) return undefined;
  const [half, most] = [span(road.medianHours), span(road.ninthHours)];
  return {
    title: {
      en: `Half of all orders were on the road for less than ${half.en}, nine of ten for less than ${most.en}`,
      zh: `半数订单运输不到 ${half.zh}，九成不到 ${most.zh}`,
    },
    subtitle: {
      en: 'Time in each state: the full bar is the median, the pale one reaches to nine of ten',
      zh: '各状态停留时间：深色为中位数，浅色至九成订单',
    },
    charts: [svgOf(staysChart(stays), stays.length * 34 + 40)],
  };
}

export function shortageSection({ scenario, measures, orders }: Outcome): Maybe {
  const { shortages, states } = measures;
  const { ordersThatWaited: waited, stillWaiting: still } = shortages;
  const share = `${count(waited)} of ${count(orders.length)} orders (${percent(waited, orders.length)})`;
  const end: Text =
    still === 0
      ? { en: 'in the end each was served or called off', zh: '最终全部发货或取消' }
      : { en: `${count(still)} still wait`, zh: `其中 ${count(still)} 单仍在等待` };
  const time = stretches(scenario.start, states.last);
  const missing = shortages.orders
    .top(MOST_MISSING)
    .map(([sku, times]) => ({ title: scenario.nameOf(sku), orders: times }));
  const charts =
    waited === 0
      ? []
      : [
          svgOf(waitingChart(shortages.waiting(time), time, scenario.zone), 200),
          ...((missing[0]?.orders ?? 0) > 1 ? [svgOf(missingChart(missing), missing.length * 24 + 12)] : []),
        ];
  return {
    title: {
      en: waited === 0 ? 'No order had to wait for stock' : `${share} had to wait for stock; ${end.en}`,
      zh:
        waited === 0
          ? '没有订单因缺货等待'
          : `${count(waited)} / ${count(orders.length)} 单（${percent(waited, orders.length)}）因缺货等待；${end.zh}`,
    },
    subtitle: {
      en:
        `Orders waiting for stock at the end of each ${time.days === 1 ? 'day' : 'week'}; ` +
        'below, how many orders each SKU held up',
      zh: `每${time.days === 1 ? '日' : '周'}末等待补货的订单；下图为各 SKU 耽误的订单数`,
    },
    charts,
  };
}

export function deadlinesSection({ measures }: Outcome): Maybe {
  const kept = measures.deadlines.kept().filter(({ met, missed, lapsed }) => met + missed + lapsed > 0);
  const owed = kept.filter(({ by }) => by === 'merchant');
  const [met, missed] = [sum(owed.map((one) => one.met)), sum(owed.map((one) => one.missed))];
  const worst = kept.toSorted((a: Kept, b: Kept) => b.missed - a.missed)[0];
  if (worst === undefined) return undefined;
  const name = deadlineName(worst.kind);
  const share = percent(met, met + missed);
  return {
    title: {
      en: `The shop met ${share} of its deadlines; the one missed most is “${name.en}”, ${count(worst.missed)} times`,
      zh: `店铺按时完成 ${share} 的期限；最常逾期的是“${name.zh}”，${count(worst.missed)} 次`,
    },
    subtitle: {
      en: 'Each kind of deadline: met, missed, or left to lapse by a buyer who need not act; without those called off',
      zh: '各类期限：按时、逾期，或买家放任到期。已撤销的不计',
    },
    legend: [
      { en: 'met', zh: '按时', colour: COLOURS.good },
      { en: 'missed', zh: '逾期', colour: COLOURS.bad },
      { en: 'left to lapse by the buyer', zh: '买家放任到期', colour: COLOURS.faint },
    ],
    charts: [svgOf(deadlinesChart(kept), kept.length * BAR + 36)],
  };
}

export function penaltiesSection({ scenario, measures }: Outcome): Maybe {
  const { deadlines, states } = measures;
  const costs = deadlines.penalties();
  const [times, amount] = [sum(costs.map((one) => one.count)), sum(costs.map((one) => one.amount))];
  const cost = cash(amount, scenario.currency);
  const time = stretches(scenario.start, states.last);
  const flows = penaltyFlows(deadlines.penaltiesOver(time));
  return {
    title: {
      en:
        times === 0
          ? 'No penalties: none of the terms names one'
          : `Being late cost ${cost} in ${count(times)} penalties`,
      zh: times === 0 ? '没有罚金：条款未约定' : `逾期产生罚金 ${count(times)} 笔，共 ${cost}`,
    },
    subtitle: {
      en: 'Penalties by the deadline that was missed, on the day on which it was missed',
      zh: '按逾期日期与期限类别统计的罚金',
    },
    legend: flows,
    charts: times === 0 ? [] : [svgOf(moneyChart(flows, time, scenario.zone, scenario.currency), 240)],
  };
}

export function refundsSection({ scenario, measures, conservation }: Outcome): Maybe {
  const { refunds, states } = measures;
  const [first] = refunds.amounts.top(1);
  if (first === undefined) return undefined;
  const { paid, refunded } = conservation.money;
  const time = stretches(scenario.start, states.last);
  const why = REFUND_REASONS.find((one): one is RefundReason => one === first[0]);
  const share = percent(refunded, paid);
  const sum = cash(refunded, scenario.currency);
  const flows = refundFlows(refunds.over(time));
  return {
    title: {
      en:
        `${sum} went back to buyers, ${share} of what they paid; ` +
        `most of it for goods ${why === undefined ? '' : REFUND[why].en}`,
      zh: `退款 ${sum}，占实付的 ${share}`,
    },
    subtitle: { en: 'Refunds by cause, on the day on which the desk granted them', zh: '按原因和日期统计的退款' },
    legend: flows,
    charts: [svgOf(moneyChart(flows, time, scenario.zone, scenario.currency), 240)],
  };
}

export function stockSection({ scenario, measures }: Outcome): Maybe {
  const busiest = measures.stock.busiest(BUSIEST).filter(({ units }) => units >= LEAST_SHIPPED);
  const [first] = busiest;
  if (first === undefined) return undefined;
  const out = busiest.filter(({ points }) => points.some(({ available }, n) => n > 0 && available === 0)).length;
  const panels = busiest.map(({ sku, orders, units, points }) => ({
    title: `${scenario.nameOf(sku)} · ${count(units)} in ${count(orders)} orders`,
    points,
  }));
  const { chart, height } = stockChart(panels, scenario.start, lastMove(busiest), scenario.zone);
  const name = scenario.nameOf(first.sku);
  const ran =
    out === 0
      ? `none of the busiest ${busiest.length} was ever`
      : `${out} of the busiest ${busiest.length} were at some time`;
  return {
    title: {
      en: `The busiest article went out with ${count(first.orders)} orders: ${name}; ${ran} sold out`,
      zh: `最畅销商品随 ${count(first.orders)} 单发出：${name}；最畅销的 ${busiest.length} 种中有 ${out} 种曾售罄`,
    },
    subtitle: {
      en: 'Stock is simulated: it comes on Mondays, as forecast. Between the lines is what is reserved or damaged',
      zh: '库存为模拟数据：每周一到货。两线之差为已预留或破损',
    },
    legend: [
      { en: 'on hand', zh: '在库', colour: STOCK.onHand },
      { en: 'free to sell', zh: '可售', colour: STOCK.free },
    ],
    charts: [svgOf(chart, height)],
  };
}

const lastMove = (busiest: readonly { readonly points: readonly { readonly at: Instant }[] }[]): Instant =>
  busiest.reduce((last, { points }) => latest(last, points.at(-1)?.at ?? last), instant(0));
