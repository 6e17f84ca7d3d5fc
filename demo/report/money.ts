import { REFUND_REASONS } from '../measures/money.js';
import type { Stretches } from '../measures/timeline.js';
import { type Chart, dayNames, nameAxis, valueAxis } from './svg.js';
import { cash, deadlineName, REFUND, type Text } from './words.js';

/** Sums of one kind over time. */
export interface Flow extends Text {
  readonly colour: string;
  readonly amounts: readonly number[];
}
type Flows = Readonly<Record<string, readonly number[]>>;

export const refundFlows = (flows: Flows): Flow[] =>
  REFUND_REASONS.flatMap((reason) => {
    const amounts = flows[reason];
    return amounts === undefined ? [] : [{ ...REFUND[reason], amounts }];
  });

const COLOURS = ['#c8443a', '#e0992b', '#7a5195', '#3f74ad'];

export const penaltyFlows = (flows: Flows): Flow[] =>
  Object.entries(flows).map(([kind, amounts], index) => ({
    ...deadlineName(`order ${kind}`),
    colour: COLOURS[index % COLOURS.length] ?? '#c8443a',
    amounts,
  }));

/** Money by day, stacked. */
export const moneyChart = (flows: readonly Flow[], stretches: Stretches, zone: string, currency: string): Chart => ({
  grid: { left: 8, right: 16, top: 12, bottom: 4, containLabel: true },
  xAxis: nameAxis(dayNames(stretches, zone)),
  yAxis: valueAxis((value) => cash(value, currency)),
  series: flows.map(({ en, colour, amounts }) => ({
    name: en,
    type: 'bar',
    stack: 'money',
    itemStyle: { color: colour },
    barCategoryGap: '20%',
    data: [...amounts],
  })),
});
