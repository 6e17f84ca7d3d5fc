import type { Instant } from 'orderwright';
import type { StockPoint } from '../measures/stock.js';
import type { Stretches } from '../measures/timeline.js';
import { type Chart, COLOURS, dayNames, NAMES_WIDTH, nameAxis, rowAxis, valueAxis } from './svg.js';

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
    grid: { left: NAMES_WIDTH + 40, right: 50, top: 4, bottom: 4 },
    xAxis: { ...valueAxis(), show: false },
    yAxis: rowAxis(rows.map(({ title }) => title)),
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

const WEEK = 7 * 24 * 3_600_000;
const PANELS_A_ROW = 2;
const PANEL = { width: 496, height: 190, gap: 48, head: 6 };

export const STOCK = { onHand: COLOURS.quiet, free: '#244f80' } as const;

/** One panel for each SKU: what is in the house, and how much of it is free. */
export function stockChart(
  panels: readonly StockPanel[],
  from: Instant,
  to: Instant,
  zone: string,
): { chart: Chart; height: number } {
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: zone });
  const dayOf = (at: number) => format.format(at);
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
    title: placed.map(({ title, left, top }) => ({
      text: title,
      left,
      top: top - 4,
      textStyle: { fontSize: 13, color: COLOURS.ink, width: PANEL.width, overflow: 'truncate' },
    })),
    grid: placed.map(({ left, top }) => ({
      left: left + 52,
      top: top + 26,
      width: PANEL.width - 60,
      height: PANEL.height - 26,
    })),
    xAxis: placed.map(({ index }) => ({
      type: 'value',
      gridIndex: index,
      min: from,
      max: to,
      interval: WEEK,
      splitLine: { show: false },
      axisLine: { lineStyle: { color: COLOURS.faint } },
      axisLabel: { color: COLOURS.soft, showMaxLabel: false, formatter: dayOf },
    })),
    yAxis: placed.map(({ index }) => ({ ...valueAxis(), gridIndex: index, splitNumber: 3, axisLine: { show: false } })),
    series: placed.flatMap(({ points, index }) => {
      const seen = thinned(points);
      const last = seen.at(-1);
      if (last !== undefined) seen.push({ ...last, at: to });
      return [
        {
          ...line(
            index,
            'on hand',
            STOCK.onHand,
            seen.map(({ at, onHand }) => [at, onHand]),
          ),
          areaStyle: { color: STOCK.onHand, opacity: 0.25 },
        },
        line(
          index,
          'free to sell',
          STOCK.free,
          seen.map(({ at, available }) => [at, available]),
        ),
      ];
    }),
  };
  const rows = Math.ceil(panels.length / PANELS_A_ROW);
  return { chart, height: PANEL.head + rows * (PANEL.height + PANEL.gap) - PANEL.gap + 28 };
}

const HOUR = 3_600_000;

/** The last point of each hour: more cannot be seen. */
export const thinned = (points: readonly StockPoint[]): StockPoint[] =>
  points.filter((point, index) => Math.floor(point.at / HOUR) !== Math.floor((points[index + 1]?.at ?? 0) / HOUR));
