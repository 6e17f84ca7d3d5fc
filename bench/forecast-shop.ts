import { instant } from 'orderwright';
import { classify, demandOf, forecast } from 'orderwright/planning';
import type { Figure } from './measure.js';

/** Articles that a large shop plans at once. */
const SKUS = 10_000;
const HORIZON = 8;

/**
 * A whole shop: demand, classes and forecasts of 10,000 articles from the order lines of `online_retail_lines.csv.gz`.
 * Its articles are repeated under other names until there are enough.
 */
export function planShop(columns: readonly string[], rows: readonly (readonly string[])[]): Figure[] {
  const [invoice = 0, code = 0, quantity = 0, date = 0, price = 0] = [
    'invoice_no',
    'stock_code',
    'quantity',
    'invoice_date',
    'unit_price',
  ].map((name) => columns.indexOf(name));
  const read = process.memoryUsage().rss / 2 ** 20;
  const sold = rows.flatMap((row) => {
    const [units, sku] = [Number(row[quantity]), (row[code] ?? '').replace(/[^A-Za-z0-9]/g, '_')];
    const counts = units > 0 && Number(row[price]) > 0 && !row[invoice]?.startsWith('C') && /^\d{5}/.test(sku);
    return counts ? [{ sku, at: instant(Date.parse(`${row[date]?.replace(' ', 'T')}Z`)), units }] : [];
  });
  const until = instant(Date.UTC(2011, 11, 12, 12));
  const forecasts = { smooth: 0, erratic: 0, intermittent: 0, lumpy: 0, none: 0 };
  const seconds = { demand: 0, classes: 0, forecasts: 0 };
  let [left, lines] = [SKUS, 0];
  for (let copy = 1; left > 0; copy += 1) {
    const named = sold.map((line) => ({ ...line, sku: `${line.sku}-${copy}` }));
    const demand = timed(seconds, 'demand', () =>
      demandOf({ lines: named, period: 'week', zone: 'Europe/London', until }).unwrapOr([]).slice(0, left),
    );
    const classes = timed(seconds, 'classes', () => demand.map(({ values }) => classify(values)));
    for (const { kind } of classes) forecasts[kind] += 1;
    timed(seconds, 'forecasts', () => demand.map((series) => forecast(series, { horizon: HORIZON })));
    left -= demand.length;
    lines += named.length;
  }
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(`\n${SKUS} articles, ${lines} order lines: ${JSON.stringify(forecasts)}`);
  console.log(
    `  CPU seconds: ${JSON.stringify(seconds)}; ${Math.round(megabytes)} MB at the most, of which ${Math.round(read)} MB hold the file`,
  );
  const of = (name: string, value: number, unit: string): Figure => ({
    name,
    median: value,
    least: value,
    most: value,
    unit,
  });
  return [...Object.entries(seconds).map(([name, value]) => of(name, value, 's')), of('memory', megabytes, 'MB')];
}

function timed<T, Name extends string>(seconds: Record<Name, number>, name: Name, job: () => T): T {
  const begin = process.cpuUsage();
  const result = job();
  const { user, system } = process.cpuUsage(begin);
  seconds[name] = Math.round(seconds[name] * 1000 + (user + system) / 1000) / 1000;
  return result;
}
