import { type Forecast, forecast, METHOD_NAMES, METHODS, type MethodName } from 'orderwright/planning';
import { type Case, type CaseSet, casesOf, readTable } from './forecast-data.js';
import { planShop } from './forecast-shop.js';
import type { BenchOptions, Figure, Report } from './measure.js';

/** Methods that mean nothing on steady series, or on those in fits and starts. */
const STEADY_ONLY: readonly MethodName[] = ['holtWintersAdditive', 'holtWintersMultiplicative', 'linearTrend'];
const SPARSE_ONLY: readonly MethodName[] = ['croston', 'sba', 'tsb', 'adida', 'imapa', 'slowSmoothing'];
const PROBABILITIES = [0.025, 0.1, 0.9, 0.975];

/** `npm run bench -- forecast --data FILE [--set monthly] [--quick]`: every method and the automatic choice on held-back periods; or, for a file of order lines, how long a shop takes. */
export async function forecastBench({ data, set, quick }: BenchOptions): Promise<Report> {
  if (data === undefined) throw new Error('Name a file: npm run bench -- forecast --data FILE');
  const table = readTable(data);
  if (table.columns.includes('invoice_no')) return { figures: planShop(table.columns, table.rows), broken: [] };
  const figures: Figure[] = [];
  for (const all of casesOf(table, set)) {
    const cases = quick ? all.cases.filter((_, i) => i % 10 === 0) : all.cases;
    console.log(`\n${all.name}: ${cases.length} series`);
    console.log(`  ${'method'.padEnd(26)}${HEADINGS.map((heading) => heading.padStart(10)).join('')}`);
    const left = all.isSparse ? STEADY_ONLY : SPARSE_ONLY;
    const names = METHOD_NAMES.filter((name) => !left.includes(name));
    for (const name of [...names, undefined]) figures.push(...judge({ ...all, cases }, name));
  }
  return { figures, broken: [] };
}

const HEADINGS = ['sMAPE', 'MASE', 'RMSSE', 'pooled', 'bias %', 'in 80 %', 'in 95 %', 'ms each', 'ms alone', 'fallen'];

/** One row of the table: a method by name, or the automatic choice. */
function judge({ name: set, cases }: CaseSet, method: MethodName | undefined): Figure[] {
  const label = method ?? 'automatic';
  const scores: Score[] = [];
  let fallen = 0;
  const begin = process.cpuUsage();
  const answers = cases.map((one) => {
    const answer = ask(one, method);
    if (answer === undefined) fallen += 1;
    return answer ?? ask(one, 'seasonalNaive') ?? ask(one, undefined);
  });
  const { user, system } = process.cpuUsage(begin);
  for (const [i, one] of cases.entries()) {
    const answer = answers[i];
    if (answer !== undefined) scores.push(scoreOf(one, answer));
  }
  const values = [
    mean(scores.map(({ smape }) => smape)),
    mean(scores.map(({ mase }) => mase)),
    mean(scores.map(({ square, squareScale }) => Math.sqrt(square / squareScale))),
    Math.sqrt(sum(scores.map(({ square }) => square)) / sum(scores.map(({ squareScale }) => squareScale))),
    100 * (sum(scores.map(({ foretold }) => foretold)) / sum(scores.map(({ sold }) => sold)) - 1),
    100 * mean(scores.map(({ in80 }) => in80)),
    100 * mean(scores.map(({ in95 }) => in95)),
    (user + system) / 1000 / cases.length,
    method === undefined ? 0 : millisecondsAlone(cases, method),
    fallen,
  ];
  const shown = values.map((value, i) => value.toFixed([2, 4, 4, 4, 1, 1, 1, 3, 3, 0][i]).padStart(10));
  console.log(`  ${label.padEnd(26)}${shown.join('')}`);
  return values.map((value, i) => {
    const name = `${set} ${label} ${HEADINGS[i]}`;
    return { name, median: value, least: value, most: value, unit: HEADINGS[i] ?? '' };
  });
}

/** A method by itself: learning and one forecast, without backtest and intervals. */
function millisecondsAlone(cases: readonly Case[], method: MethodName): number {
  const begin = process.cpuUsage();
  for (const { train, test, season } of cases) METHODS[method](train, season)?.(train)(train.length, test.length);
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000 / cases.length;
}

function ask({ train, test, season }: Case, method: MethodName | undefined): Forecast | undefined {
  const methods = method === undefined ? {} : { methods: [method] };
  const options = { horizon: test.length, season, probabilities: PROBABILITIES, ...methods };
  return forecast({ values: [...train] }, options).unwrapOr(undefined);
}

interface Score {
  readonly smape: number;
  readonly mase: number;
  /** Mean squared error, and that of "as in the period before" within the history. */
  readonly square: number;
  readonly squareScale: number;
  readonly foretold: number;
  readonly sold: number;
  /** Shares of the periods within the interval. */
  readonly in80: number;
  readonly in95: number;
}

function scoreOf({ train, test, season }: Case, { steps }: Forecast): Score {
  const means = steps.map((step) => step.mean);
  const errors = test.map((value, i) => value - (means[i] ?? 0));
  const within = (low: number, high: number) =>
    mean(test.map((value, i) => (value >= quantile(steps[i], low) && value <= quantile(steps[i], high) ? 1 : 0)));
  return {
    smape: mean(errors.map((error, i) => (200 * Math.abs(error)) / Math.max((test[i] ?? 0) + (means[i] ?? 0), 1e-9))),
    mase: mean(errors.map(Math.abs)) / mean(differences(train, season).map(Math.abs)),
    square: mean(errors.map((error) => error * error)),
    squareScale: mean(differences(train, 1).map((difference) => difference * difference)),
    foretold: sum(means),
    sold: sum(test),
    in80: within(1, 2),
    in95: within(0, 3),
  };
}

const quantile = (step: Forecast['steps'][number] | undefined, i: number): number => step?.quantiles[i] ?? Number.NaN;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const differences = (values: readonly number[], lag: number): number[] =>
  values.slice(lag).map((value, i) => value - (values[i] ?? 0));
