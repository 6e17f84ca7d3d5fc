import { COSTS, type ParcelCostKind, type Parcels } from '../measures/parcels.js';
import type { Outcome } from '../run.js';
import type { Section } from './html.js';
import { type Chart, COLOURS, NAMES_WIDTH, rowAxis, svgOf, valueAxis } from './svg.js';
import { cash, count, percent, type Text } from './words.js';

const COST: Readonly<Record<ParcelCostKind, Text & { readonly colour: string }>> = {
  carriage: { en: 'carriage', zh: '运费', colour: '#244f80' },
  box: { en: 'box', zh: '纸箱', colour: '#6f9fd0' },
  materials: { en: 'wrap and bags', zh: '包裹材料', colour: '#e0992b' },
  filler: { en: 'filler', zh: '填充物', colour: '#7cc0a3' },
  papers: { en: 'papers', zh: '随附单据', colour: '#b0a8a8' },
};
const ROW = 28;

interface Row {
  readonly name: string;
  readonly value: number;
  readonly says: string;
}

/** Boxes and how full they are, who carried them, what they used up, and what a parcel costs. */
export function parcelsSection({ scenario, measures: { parcels } }: Outcome): Section | undefined {
  if (parcels.planned === 0) return undefined;
  const { planned, unplanned, costs } = parcels;
  const [full, each] = [
    percent(parcels.filled(), 1),
    new Intl.NumberFormat('en-GB', {
      style: 'currency',
      currency: scenario.currency,
    }).format(costs.sum / planned / 100),
  ];
  return {
    title: {
      en: `${count(planned)} parcels went into boxes that are ${full} full; packing and carriage cost ${each} a parcel`,
      zh: `${count(planned)} 个包裹装箱率 ${full}；包装与运费平均每件 ${each}`,
    },
    subtitle: {
      en:
        'By kind: how many boxes and how full, who carried them, what they used up; below, where the money went. ' +
        `Boxes and rates are simulated${unplanned > 0 ? `; ${count(unplanned)} parcels were packed without a plan` : ''}`,
      zh: `箱型与装箱率、承运商、材料用量及费用构成（箱型与费率为模拟）；${count(unplanned)} 个包裹未按方案装箱`,
    },
    legend: COSTS.map((kind) => COST[kind]),
    charts: [
      bars(boxes(parcels), COLOURS.quiet),
      bars(
        tallied(parcels.carriers.top(), (n) => `${count(n)} parcels`),
        '#3f74ad',
      ),
      bars(
        tallied(parcels.grams.top(), (grams) => `${count(Math.round(grams / 1000))} kg`),
        '#7cc0a3',
      ),
      svgOf(costChart(parcels, scenario.currency), 76),
    ],
  };
}

const tallied = (entries: readonly (readonly [string, number])[], says: (value: number) => string): Row[] =>
  entries.map(([name, value]) => ({ name, value, says: says(value) }));

const boxes = (parcels: Parcels): Row[] =>
  tallied(parcels.boxes.top(), count).map((row) => ({
    ...row,
    says: `${row.says}, ${percent(parcels.filled(row.name), 1)} full`,
  }));

function bars(falling: readonly Row[], colour: string): string {
  const rows = falling.toReversed();
  const chart: Chart = {
    grid: { left: NAMES_WIDTH, right: 130, top: 4, bottom: 4 },
    xAxis: { ...valueAxis(), show: false },
    yAxis: rowAxis(rows.map(({ name }) => name)),
    series: [
      {
        type: 'bar',
        barWidth: 15,
        itemStyle: { color: colour },
        data: rows.map(({ value, says }) => ({ value, label: { formatter: says } })),
        label: { show: true, position: 'right', color: COLOURS.ink },
      },
    ],
  };
  return svgOf(chart, rows.length * ROW + 10);
}

const costChart = ({ costs }: Parcels, currency: string): Chart => ({
  grid: { left: NAMES_WIDTH, right: 130, top: 4, bottom: 22 },
  xAxis: valueAxis((value) => cash(value, currency)),
  yAxis: rowAxis(['all parcels']),
  series: COSTS.map((kind) => ({
    name: COST[kind].en,
    type: 'bar',
    stack: 'cost',
    barWidth: 26,
    itemStyle: { color: COST[kind].colour },
    data: [costs.of(kind)],
  })),
});
