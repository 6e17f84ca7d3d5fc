import type { OrderStatus } from 'orderwright';
import type { Stay } from '../measures/states.js';
import type { Stretches } from '../measures/timeline.js';
import { type Chart, COLOURS, dayNames, NAMES_WIDTH, nameAxis, rowAxis, valueAxis } from './svg.js';
import { STATUS, STATUS_COLOUR, span } from './words.js';

export function statesChart(
  levels: readonly { status: OrderStatus; orders: readonly number[] }[],
  stretches: Stretches,
  zone: string,
): Chart {
  return {
    grid: { left: 8, right: 16, top: 12, bottom: 4, containLabel: true },
    xAxis: { ...nameAxis(dayNames(stretches, zone)), boundaryGap: false },
    yAxis: valueAxis(),
    series: levels.map(({ status, orders }) => ({
      name: STATUS[status].en,
      type: 'line',
      stack: 'orders',
      step: 'middle',
      symbol: 'none',
      lineStyle: { width: 0 },
      areaStyle: { color: STATUS_COLOUR[status], opacity: 1 },
      itemStyle: { color: STATUS_COLOUR[status] },
      data: [...orders],
    })),
  };
}

/** A full bar up to the median, a pale one up to nine of ten. */
export function staysChart(stays: readonly Stay[]): Chart {
  const rows = stays.toReversed();
  const most = Math.max(...rows.map(({ ninthHours }) => ninthHours));
  return {
    grid: { left: NAMES_WIDTH, right: 330, top: 8, bottom: 28 },
    xAxis: {
      ...valueAxis((hours) => (hours === 0 ? '0' : span(hours).en)),
      max: niceHours(most) * Math.ceil(most / niceHours(most)),
      interval: niceHours(most),
    },
    yAxis: rowAxis(rows.map(({ status }) => STATUS[status].en)),
    series: [
      {
        type: 'bar',
        stack: 'time',
        barWidth: 20,
        data: rows.map(({ status, medianHours }) => ({
          value: medianHours,
          itemStyle: { color: STATUS_COLOUR[status] },
        })),
      },
      {
        type: 'bar',
        stack: 'time',
        data: rows.map(({ status, medianHours, ninthHours }) => ({
          value: ninthHours - medianHours,
          itemStyle: { color: `${STATUS_COLOUR[status]}4d` },
        })),
        label: {
          show: true,
          position: 'right',
          color: COLOURS.ink,
          formatter: ({ dataIndex }) => {
            const stay = rows[dataIndex];
            if (stay === undefined) return '';
            const [half, most, all] = [stay.medianHours, stay.ninthHours, stay.longestHours].map(
              (hours) => span(hours).en,
            );
            if (stay.ninthHours < MINUTE) return `nine of ten at once, the longest ${all}`;
            return `half within ${half}, nine of ten within ${most}`;
          },
        },
      },
    ],
  };
}

const MINUTE = 1 / 60;
const niceHours = (most: number): number => [6, 12, 24, 48, 120, 240, 480].find((step) => most / step <= 6) ?? 720;
