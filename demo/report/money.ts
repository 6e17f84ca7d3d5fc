import { REFUND_REASONS } from '../measures/money.js';
import type { Stretches } from '../measures/timeline.js';
import { type Chart, COLOURS, dayNames, legend, nameAxis, valueAxis } from './svg.js';
import { DEADLINE, REFUND, REFUND_COLOUR } from './words.js';

/** Money by day, stacked. */
function moneyChart(
  flows: readonly { readonly name: string; readonly colour: string; readonly amounts: readonly number[] }[],
  stretches: Stretches,
  zone: string,
  currency: string,
): Chart {
  const symbol = new Intl.NumberFormat('en-GB', { style: 'currency', currency, maximumFractionDigits: 0 });
  return {
    legend: legend(flows.map(({ name }) => name)),
    grid: { left: 8, right: 16, top: 40, bottom: 4, containLabel: true },
    xAxis: nameAxis(dayNames(stretches, zone)),
    yAxis: valueAxis((value) => symbol.format(value)),
    series: flows.map(({ name, colour, amounts }) => ({
      name,
      type: 'bar',
      stack: 'money',
      itemStyle: { color: colour },
      barCategoryGap: '20%',
      data: amounts.map((amount) => amount / 100),
    })),
  };
}

type Flows = Readonly<Record<string, readonly number[]>>;

export const refundsChart = (flows: Flows, stretches: Stretches, zone: string, currency: string): Chart =>
  moneyChart(
    REFUND_REASONS.flatMap((reason) => {
      const amounts = flows[reason];
      return amounts === undefined ? [] : [{ name: REFUND[reason], colour: REFUND_COLOUR[reason], amounts }];
    }),
    stretches,
    zone,
    currency,
  );

const PENALTY_COLOURS = ['#c8443a', '#e0992b', '#7a5195', '#3f74ad'];

export const penaltiesChart = (flows: Flows, stretches: Stretches, zone: string, currency: string): Chart =>
  moneyChart(
    Object.entries(flows).map(([kind, amounts], index) => ({
      name: DEADLINE[`order ${kind}`] ?? kind,
      colour: PENALTY_COLOURS[index % PENALTY_COLOURS.length] ?? COLOURS.bad,
      amounts,
    })),
    stretches,
    zone,
    currency,
  );

