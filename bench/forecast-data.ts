import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** One series with what is held back from the methods. */
export interface Case {
  readonly train: readonly number[];
  readonly test: readonly number[];
  readonly season: number;
}

export interface CaseSet {
  readonly name: string;
  /** Whether demand comes in fits and starts, so that RMSSE judges and not MASE. */
  readonly isSparse: boolean;
  readonly cases: readonly Case[];
}

const numbers = (text: string): number[] => text.trim().split(/\s+/).map(Number);
const M3_SEASONS: Readonly<Record<string, number>> = { yearly: 1, quarterly: 4, monthly: 12, other: 1 };

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function readTable(path: string): Table {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const [header = '', ...lines] = text.trim().split(/\r?\n/);
  return { columns: header.split(','), rows: lines.map((line) => line.split(',')) };
}

/** Series in the layout of `m3.csv.gz`, `carparts.csv.gz` or `online_retail_weekly.csv.gz`, told by the header. */
export function casesOf({ columns, rows }: Table, set: string | undefined): CaseSet[] {
  if (columns.includes('train')) return m3(columns, rows, set);
  // One column per month or week after the article's name; the first dash-separated date tells which.
  const isWeekly = (columns[1] ?? '').split('-').length === 3;
  const held = isWeekly ? 8 : 12;
  const complete = rows.map((row) => row.slice(1)).filter((row) => row.every((cell) => cell !== ''));
  const cases = complete
    .map((row) => row.map(Number))
    .map((row) => ({ train: row.slice(0, -held), test: row.slice(-held), season: 1 }))
    .filter(({ train }) => train.some((value) => value > 0));
  return [{ name: isWeekly ? 'weekly' : 'parts', isSparse: true, cases }];
}

function m3(columns: readonly string[], rows: Table['rows'], set: string | undefined): CaseSet[] {
  const [type, train, test] = ['period', 'train', 'test'].map((name) => columns.indexOf(name));
  const kinds = Object.keys(M3_SEASONS).filter((kind) => set === undefined || set.toLowerCase() === kind);
  const sets = kinds.map((kind) => ({
    name: kind,
    isSparse: false,
    cases: rows
      .filter((row) => row[type ?? 0]?.toLowerCase() === kind)
      .map((row) => ({
        train: numbers(row[train ?? 0] ?? ''),
        test: numbers(row[test ?? 0] ?? ''),
        season: M3_SEASONS[kind] ?? 1,
      })),
  }));
  return sets.filter(({ cases }) => cases.length > 0);
}
