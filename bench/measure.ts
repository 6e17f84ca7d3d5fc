import { cpus, totalmem } from 'node:os';

/** One figure of a bench: the median of several runs and how far they spread. */
export interface Figure {
  readonly name: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  /** Against the hand-written limit of the same run, the median of the runs' ratios. */
  readonly ratio?: number;
}

export interface BenchOptions {
  readonly quick: boolean;
  /** A file or folder with data in a published layout. */
  readonly data?: string | undefined;
  /** Which part of it. */
  readonly set?: string | undefined;
}

export interface Report {
  readonly figures: readonly Figure[];
  /** Promises that did not hold while it ran: overselling, counters that differ from records. */
  readonly broken: readonly string[];
}

export const machineFacts = (): string =>
  `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`;

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

export function figure(name: string, unit: string, runs: readonly number[], limits?: readonly number[]): Figure {
  const ratio = limits && median(runs.map((run, i) => run / (limits[i] ?? Number.NaN)));
  const made = {
    name,
    median: median(runs),
    least: Math.min(...runs),
    most: Math.max(...runs),
    unit,
    ...(ratio !== undefined && { ratio }),
  };
  print(made);
  return made;
}

function print({ name, median: middle, least, most, unit, ratio }: Figure): void {
  const spread = `${shown(least)} to ${shown(most)}`;
  const against = ratio === undefined ? '' : `   x${ratio.toFixed(2)} of the limit`;
  console.log(`  ${name.padEnd(44)} ${shown(middle).padStart(10)} ${unit.padEnd(12)} (${spread})${against}`);
}

const shown = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));

/** Runs jobs with so many in flight for a time; answers jobs per second. */
export async function ratePerSecond(
  inFlight: number,
  milliseconds: number,
  job: (n: number) => Promise<unknown>,
): Promise<number> {
  let started = 0;
  const begin = performance.now();
  const end = begin + milliseconds;
  const worker = async () => {
    while (performance.now() < end) {
      await job(started++);
      // Lets timers and sockets run where everything is answered at once.
      if (started % 256 === 0) await new Promise(setImmediate);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return (started / (performance.now() - begin)) * 1000;
}

/** Milliseconds that one call takes. */
export async function millisecondsOf(job: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await job();
  return performance.now() - begin;
}

export const times = async <T>(count: number, run: (n: number) => Promise<T>): Promise<T[]> => {
  const results: T[] = [];
  for (let n = 0; n < count; n += 1) results.push(await run(n));
  return results;
};
