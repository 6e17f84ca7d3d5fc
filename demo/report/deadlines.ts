import type { Kept } from '../measures/deadlines.js';
import { type Chart, COLOURS, NAMES_WIDTH, rowAxis, valueAxis } from './svg.js';
import { count, deadlineName } from './words.js';

/** Each kind as shares of what was decided; the numbers stand beside. */
export function deadlinesChart(kept: readonly Kept[]): Chart {
  const rows = kept.toReversed();
  const share = (part: (one: Kept) => number) =>
    rows.map((one) => (100 * part(one)) / Math.max(1, one.met + one.missed + one.lapsed));
  const bar = (name: string, colour: string, part: (one: Kept) => number) =>
    ({ name, type: 'bar', stack: 'share', barWidth: 16, itemStyle: { color: colour }, data: share(part) }) as const;
  return {
    grid: { left: NAMES_WIDTH, right: 200, top: 4, bottom: 28 },
    xAxis: { ...valueAxis((value) => `${value} %`), max: 100 },
    yAxis: rowAxis(rows.map(({ kind }) => deadlineName(kind).en)),
    series: [
      bar('met', COLOURS.good, ({ met }) => met),
      bar('missed', COLOURS.bad, ({ missed }) => missed),
      bar('left to lapse by the buyer', COLOURS.faint, ({ lapsed }) => lapsed),
      {
        type: 'bar',
        stack: 'share',
        data: rows.map(() => 0),
        label: {
          show: true,
          position: 'right',
          color: COLOURS.ink,
          formatter: ({ dataIndex }) => {
            const one = rows[dataIndex];
            if (one === undefined) return '';
            const all = one.met + one.missed + one.lapsed;
            if (one.lapsed > 0) return `${count(one.lapsed)} of ${count(all)} lapsed`;
            return one.missed === 0 ? `none of ${count(all)} missed` : `${count(one.missed)} of ${count(all)} missed`;
          },
        },
      },
    ],
  };
}
