import { type Instant, instant } from 'orderwright';
import { DAYS_AHEAD, type Plan } from '../plans.js';
import { salesSeries, stockSeries } from './planning-series.js';
import { type Chart, COLOURS, nameAxis, valueAxis } from './svg.js';

const DAY = 86_400_000;
const PANELS_A_ROW = 2;
const PANEL = { width: 496, sales: 110, stock: 96, head: 26, axis: 24, gap: 48 };
const HEIGHT = PANEL.head + PANEL.sales + PANEL.axis + PANEL.stock + PANEL.axis;
const LEFT = 52;

export interface PlanPanel {
  readonly title: string;
  readonly plan: Plan;
}

/** Two pictures a SKU, one below the other over the same days: what was sold and will be, and what is in the house. */
export function planChart(panels: readonly PlanPanel[], from: Instant, at: Instant, zone: string) {
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: zone });
  const to = instant(at + DAYS_AHEAD * DAY);
  const days = Array.from({ length: Math.round((to - from) / DAY) }, (_, n) => instant(from + n * DAY));
  const names = days.map((day) => format.format(day + DAY / 2));
  const placed = panels.map((panel, index) => ({
    ...panel,
    left: (index % PANELS_A_ROW) * (PANEL.width + PANEL.gap),
    top: Math.floor(index / PANELS_A_ROW) * (HEIGHT + PANEL.gap / 2),
    sales: 2 * index,
    stock: 2 * index + 1,
  }));
  const chart: Chart = {
    title: placed.map(({ title, left, top }) => ({
      ...{ text: title, left, top },
      textStyle: { fontSize: 13, color: COLOURS.ink, width: PANEL.width, overflow: 'truncate' },
    })),
    grid: placed.flatMap(({ left, top }) => {
      const across = { left: left + LEFT, width: PANEL.width - LEFT - 8 };
      const sales = { ...across, top: top + PANEL.head, height: PANEL.sales };
      return [sales, { ...across, top: sales.top + PANEL.sales + PANEL.axis, height: PANEL.stock }];
    }),
    xAxis: placed.flatMap(({ sales, stock }) => [
      { ...nameAxis(names), gridIndex: sales, axisLabel: { show: false } },
      {
        ...{ type: 'value' as const, gridIndex: stock, min: from, max: to, interval: 7 * DAY },
        splitLine: { show: false },
        axisLine: { lineStyle: { color: COLOURS.faint } },
        axisLabel: { color: COLOURS.soft, showMaxLabel: false, formatter: (day: number) => format.format(day) },
      },
    ]),
    yAxis: placed.flatMap(({ sales, stock }) =>
      [sales, stock].map((gridIndex) => ({
        ...{ ...valueAxis(), gridIndex, splitNumber: 3, axisLine: { show: false }, axisTick: { show: false } },
      })),
    ),
    series: placed.flatMap(({ plan, sales, stock }) => [
      ...salesSeries(
        plan,
        { xAxisIndex: sales, yAxisIndex: sales },
        { days: days.length, dayWidth: (PANEL.width - LEFT - 8) / days.length },
      ),
      ...stockSeries(plan, { xAxisIndex: stock, yAxisIndex: stock }, { from, at }),
    ]),
  };
  const rows = Math.ceil(panels.length / PANELS_A_ROW);
  return { chart, height: rows * (HEIGHT + PANEL.gap / 2) };
}
