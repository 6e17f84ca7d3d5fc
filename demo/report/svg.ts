import * as echarts from 'echarts';
import type { Stretches } from '../measures/timeline.js';

export type Chart = echarts.EChartsOption;

export const COLOURS = {
  ink: '#1f2933',
  soft: '#52606d',
  faint: '#cbd2d9',
  line: '#e4e7eb',
  good: '#2f8f6b',
  bad: '#c8443a',
  quiet: '#9fb3c8',
  waiting: '#e0992b',
} as const;

export const FONT = 'system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", sans-serif';
export const WIDTH = 1040;

/** Draws a chart as SVG text, without a browser. It scales with the page. */
export function svgOf(option: Chart, height: number, width = WIDTH): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: FONT, fontSize: 13, color: COLOURS.soft },
    ...option,
    // A picture: nothing changes under the pointer.
    series: [option.series ?? []].flat().map((one) => ({ ...one, silent: true })),
  });
  const svg = chart.renderToSVGString({ useViewBox: true });
  chart.dispose();
  return svg;
}

export const valueAxis = (format?: (value: number) => string) => ({
  type: 'value' as const,
  splitLine: { lineStyle: { color: COLOURS.line } },
  axisLabel: { color: COLOURS.soft, ...(format !== undefined && { formatter: format }) },
  minInterval: 1,
});

/** Room for names at the left; how wide a text is, is only known in the reader's browser. */
export const NAMES_WIDTH = 230;

/** Names at the left, one a row; too long ones are cut. */
export const rowAxis = (names: readonly string[]) => ({
  ...nameAxis(names),
  axisLine: { show: false },
  axisLabel: { color: COLOURS.ink, width: NAMES_WIDTH - 16, overflow: 'truncate' as const },
});

export const nameAxis = (names: readonly string[]) => ({
  type: 'category' as const,
  data: [...names],
  axisTick: { show: false },
  axisLine: { lineStyle: { color: COLOURS.faint } },
  axisLabel: { color: COLOURS.soft, hideOverlap: true },
});

/** The day on which a stretch ends: `3 Apr`. */
export function dayNames({ ends, days }: Stretches, zone: string): string[] {
  const year = days > 1 ? ({ year: '2-digit' } as const) : {};
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: zone, ...year });
  return ends.map((end) => format.format(end - 1));
}
