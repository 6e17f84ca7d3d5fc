import type { Instant } from 'orderwright';
import type { StockPoint } from '../measures/stock.js';
import type { Stretches } from '../measures/timeline.js';
import { type Chart, COLOURS, dayNames, legend, nameAxis, valueAxis } from './svg.js';

export function waitingChart(waiting: readonly number[], stretches: Stretches, zone: string): Chart {
  return {
    grid: { left: 8, right: 8, top: 12, bottom: 4, containLabel: true },
    xAxis: nameAxis(dayNames(stretches, zone)),
    yAxis: valueAxis(),
    series: [{ type: 'bar', data: [...waiting], itemStyle: { color: COLOURS.waiting }, barCategoryGap: '15%' }],
  };
}

export interface Missing {
  readonly title: string;
  readonly orders: number;
}

export function missingChart(skus: readonly Missing[]): Chart {
  const rows = skus.toReversed();
  return {
    grid: { left: 8, right: 50, top: 4, bottom: 4, containLabel: true },
    xAxis: { ...valueAxis(), show: false },
    yAxis: {
      ...nameAxis(rows.map(({ title }) => title)),
      axisLine: { show: false },
      axisLabel: { color: COLOURS.ink, width: 210, overflow: 'truncate', fontSize: 12 },
    },
    series: [
      {
        type: 'bar',
        barWidth: 14,
        itemStyle: { color: COLOURS.waiting },
        data: rows.map(({ orders }) => orders),
        label: { show: true, position: 'right', color: COLOURS.ink },
      },
    ],
  };
}

export interface StockPanel {
  readonly title: string;
  readonly points: readonly StockPoint[];
}

const PANELS_A_ROW = 2;
const PANEL = { width: 496, height: 190, gap: 48, head: 40 };

/** One panel for each SKU: what is in the house, and how much of it is free. */
export function stockChart(panels: readonly StockPanel[], from: Instant, to: Instant): { chart: Chart; height: number } {
  const placed = panels.map((panel, index) => {
    const left = (index % PANELS_A_ROW) * (PANEL.width + PANEL.gap);
    const top = Math.floor(index / PANELS_A_ROW) * (PANEL.height + PANEL.gap) + PANEL.head;
    return { ...panel, left, top, index };
  });
  const line = (index: number, name: string, colour: string, data: [number, number][]) =>
    ({
      name,
      type: 'line',
      step: 'end',
      symbol: 'none',
      xAxisIndex: index,
      yAxisIndex: index,
      lineStyle: { width: 1.5, color: colour },
      itemStyle: { color: colour },
      data,
    }) as const;
  const chart: Chart = {
    legend: legend(['on hand', 'free to sell']),
    title: placed.map(({ title, left, top }) => ({
      text: title,
      left,
      top: top - 4,
      textStyle: { fontSize: 13, color: COLOURS.ink, width: PANEL.width, overflow: 'truncate' },
    })),
    grid: placed.map(({ left, top }) => ({ left: left + 44, top: top + 28, width: PANEL.width - 52, height: PANEL.height - 28 })),
    xAxis: placed.map(({ index }) => ({
      type: 'time',
      gridIndex: index,
      min: from,
      max: to,
      axisLabel: { color: COLOURS.soft, hideOverlap: true, formatter: '{d} {MMM}' },
      splitNumber: 4,
      axisLine: { lineStyle: { color: COLOURS.faint } },
    })),
    yAxis: placed.map(({ index }) => ({ ...valueAxis(), gridIndex: index, splitNumber: 3 })),
    series: placed.flatMap(({ points, index }) => {
      const seen = thinned(points.filter(({ at }) => at <= to));
      return [
        {
          ...line(index, 'on hand', COLOURS.quiet, seen.map(({ at, onHand }) => [at, onHand])),
          areaStyle: { color: COLOURS.quiet, opacity: 0.25 },
        },
        line(index, 'free to sell', '#244f80', seen.map(({ at, available }) => [at, available])),
      ];
    }),
  };
  const rows = Math.ceil(panels.length / PANELS_A_ROW);
  return { chart, height: PANEL.head + rows * (PANEL.height + PANEL.gap) };
}

const HOUR = 3_600_000;

/** The last point of each hour: more cannot be seen. */
const thinned = (points: readonly StockPoint[]): StockPoint[] =>
  points.filter((point, index) => Math.floor(point.at / HOUR) !== Math.floor((points[index + 1]?.at ?? 0) / HOUR));
