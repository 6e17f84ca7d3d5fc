import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError } from './input.js';
import type { LateRule } from './olist/facts.js';

export const USAGE = `Replays real trade through the order desk, on a virtual clock.

  npm run demo -- [options]

  --data DIR      a folder with orders in the layout of Olist's data set, or with invoices in that of demo/data
                  (default: demo/data/online-retail-2011-04)
  --store STORE   memory, pglite (on disk, the default), or postgres://… for a server
  --limit N       only the first N orders of the data
  --seed N        for all that is simulated (default: 2011)
  --late RULE     when a delivery on the estimated day counts as late: timestamp (the default) or calendarDay
  --out DIR       where report.html goes, and PGlite's folder while it runs (default: out)
  --json FILE     also writes the figures as JSON
  --quiet         no progress bar and no summary
  --help          this text

It ends with 0 if every order is accounted for and goods and money add up (and, for a folder with facts.json, every
figure equals it), with 1 if not, and with 2 if it cannot begin.`;

export interface Options {
  readonly data: string;
  readonly store: string;
  readonly limit: number | undefined;
  readonly seed: number;
  readonly late: LateRule;
  readonly out: string;
  readonly json: string | undefined;
  readonly quiet: boolean;
  readonly help: boolean;
}

const DEFAULT_DATA = join(import.meta.dirname, 'data', 'online-retail-2011-04');

/** @throws InputError when they make no sense. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parsed(args);
  const { late } = values;
  if (late !== 'timestamp' && late !== 'calendarDay') {
    throw new InputError(`--late is "${late}"; it has to be timestamp or calendarDay.`);
  }
  return {
    ...values,
    late,
    json: values.json,
    limit: values.limit === undefined ? undefined : whole('--limit', values.limit, 1),
    seed: whole('--seed', values.seed, 0),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        data: { type: 'string', default: DEFAULT_DATA },
        store: { type: 'string', default: 'pglite' },
        limit: { type: 'string' },
        seed: { type: 'string', default: '2011' },
        late: { type: 'string', default: 'timestamp' },
        out: { type: 'string', default: 'out' },
        json: { type: 'string' },
        quiet: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (cause) {
    throw new InputError(`${cause instanceof Error ? cause.message : cause} See --help.`);
  }
}

function whole(name: string, text: string, least: number): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < least) {
    throw new InputError(`${name} is "${text}"; it has to be a whole number of at least ${least}.`);
  }
  return number;
}
