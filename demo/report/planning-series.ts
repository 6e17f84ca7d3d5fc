import { type Instant, instant } from 'orderwright';
import type { ForecastStep } from 'orderwright/planning';
import { DAYS_AHEAD, type Plan } from '../plans.js';
import { STOCK, thinned } from './stock.js';
import { COLOURS } from './svg.js';

export const PLAN = {
  sold: '#6f9fd0',
  wide: '#ded5ea',
  narrow: '#b7a3d3',
  mean: '#5b3f8c',
  waiting: '#f6e3c2',
  reorder: COLOURS.bad,
  ordered: COLOURS.good,
} as const;

const DAY = 86_400_000;

/** Which axes of the chart a line belongs to. */
interface On {
  readonly xAxisIndex: number;
  readonly yAxisIndex: number;
}

/** A bar for each day: what was sold, and beyond now the bands in which it will lie. */
export function salesSeries({ forecast, sku }: Plan, on: On, { days, dayWidth }: { days: number; dayWidth: number }) {
  const { history, steps, probabilities } = forecast;
  const past: null[] = Array.from({ length: days - DAYS_AHEAD }, () => null);
  const quantile = ({ quantiles }: ForecastStep, probability: number): number =>
    quantiles[probabilities.indexOf(probability)] ?? 0;
  const bars = (colour: string, data: (number | null)[]) =>
    ({ ...on, type: 'bar', stack: sku, barCategoryGap: '20%', itemStyle: { color: colour }, data }) as const;
  const band = (low: number, high: number, colour: string) =>
    bars(colour, [...past, ...steps.map((step) => quantile(step, high) - quantile(step, low))]);
  return [
    bars(PLAN.sold, [...past.slice(history.length), ...history.map(({ sold }) => sold)]),
    bars('transparent', [...past, ...steps.map((step) => quantile(step, 0.025))]),
    band(0.025, 0.1, PLAN.wide),
    band(0.1, 0.9, PLAN.narrow),
    band(0.9, 0.975, PLAN.wide),
    {
      ...({ ...on, type: 'scatter', symbol: 'rect' } as const),
      symbolSize: [dayWidth * 0.8, 2],
      itemStyle: { color: PLAN.mean },
      data: [...past, ...steps.map(({ mean }) => mean)],
    },
  ];
}

/** What was in the house up to now, what is expected without and with the order, and the point at which to order. */
export function stockSeries(plan: Plan, on: On, { from, at }: { readonly from: Instant; readonly at: Instant }) {
  const { points, stockOuts, line: proposed } = plan;
  const seen = thinned(points);
  const last = seen.at(-1);
  if (last !== undefined) seen.push({ ...last, at });
  const line = (colour: string) =>
    ({ ...on, type: 'line', symbol: 'none', lineStyle: { width: 1.5, color: colour } }) as const;
  const dashed = (colour: string) => ({
    ...line(colour),
    lineStyle: { width: 1.5, color: colour, type: 'dashed' as const },
  });
  const ordered = { quantity: proposed.quantity, expectedAt: proposed.arrives.likely };
  return [
    {
      ...{ ...line(STOCK.onHand), step: 'end' as const },
      data: seen.map((point) => [point.at, point.onHand]),
      areaStyle: { color: STOCK.onHand, opacity: 0.25 },
      markArea: {
        itemStyle: { color: PLAN.waiting },
        data: stockOuts.map(({ from, until = at }) => [{ xAxis: from }, { xAxis: until }] as [object, object]),
      },
    },
    {
      ...{ ...line(STOCK.free), step: 'end' as const },
      data: seen.map((point) => [point.at, point.available]),
      markLine: {
        ...{ symbol: 'none', label: { show: false } },
        data: [{ xAxis: at, lineStyle: { color: COLOURS.soft, type: 'dotted' as const, width: 1 } }],
      },
    },
    {
      ...line(PLAN.reorder),
      data: [from, at + DAYS_AHEAD * DAY].map((time) => [time, proposed.reorderPoint]),
    },
    ...(ordered.quantity > 0 ? [{ ...dashed(PLAN.ordered), data: courseOf(plan, at, [ordered]) }] : []),
    { ...dashed(STOCK.free), data: courseOf(plan, at, []) },
  ];
}

/** The free stock of the days ahead at the mean of the forecast, with what is on its way and these orders. */
function courseOf(
  { points, incoming, forecast, line }: Plan,
  at: Instant,
  orders: Plan['incoming'],
): [number, number][] {
  const arrivals = [...incoming, ...orders];
  const onItsWay = incoming.reduce((sum, { quantity }) => sum + quantity, 0);
  const now = points.length === 0 ? 0 : line.position - onItsWay;
  const totals = [0, ...forecast.steps.map(({ total }) => total.mean)];
  const sold = (days: number): number => {
    const whole = Math.min(Math.floor(days), totals.length - 2);
    const [from = 0, to = 0] = [totals[whole], totals[whole + 1]];
    return from + (to - from) * (days - whole);
  };
  const evenings = totals.map((_, day) => at + day * DAY);
  const times = [...evenings, ...arrivals.flatMap(({ expectedAt }) => [expectedAt - 1, expectedAt])];
  return times
    .filter((time) => time >= at && time <= at + DAYS_AHEAD * DAY)
    .sort((a, b) => a - b)
    .map((time) => {
      const came = arrivals.reduce((sum, { quantity, expectedAt }) => (expectedAt <= time ? sum + quantity : sum), 0);
      return [instant(time), Math.max(0, Math.round(now + came - sold((time - at) / DAY)))];
    });
}
