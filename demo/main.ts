import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { accounts, complaints, differences, referenceOf, retailFigures } from './figures.js';
import { InputError } from './input.js';
import { OlistWatcher, olistFacts } from './olist/facts.js';
import { olist } from './olist/index.js';
import { type Options, readOptions, USAGE } from './options.js';
import { progressOf } from './progress.js';
import { VirtualClock } from './replay.js';
import { reportOf } from './report/index.js';
import { retail } from './retail/index.js';
import { run } from './run.js';
import { openStore } from './stores.js';
import { summaryOf } from './summary.js';
import { writeWhole } from './write.js';

/** @returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  const folder = resolve(options.data);
  if (!existsSync(folder)) throw new InputError(`There is no folder ${folder}.`);
  const isOlist = !['lines.csv', 'lines.csv.gz'].some((file) => existsSync(join(folder, file)));
  const reference = isOlist && options.limit === undefined ? referenceOf(folder) : undefined;
  const scenario = isOlist ? olist(folder, options.limit) : retail(folder, options.seed, options.limit);

  const clock = new VirtualClock(scenario.start);
  const { store, name, close } = await openStore(options.store, options.out, clock.now);
  const progress = progressOf(scenario, options.quiet);
  try {
    const watcher = new OlistWatcher();
    const outcome = await run(scenario, { store, clock, watchers: [watcher], moved: progress.moved });
    progress.done();
    progress.stop();
    const facts = isOlist ? olistFacts(outcome.orders, watcher, options.late) : undefined;
    const figures = facts === undefined ? retailFigures(outcome) : { ...facts, ...accounts(outcome) };
    const wrong = [
      ...complaints(outcome),
      ...(reference === undefined ? [] : differences(figures, comparable(reference, options))),
    ];
    writeWhole(join(options.out, 'report.html'), reportOf(outcome, { store: name, facts, wrong }));
    if (options.json !== undefined) writeWhole(options.json, `${JSON.stringify(figures, null, 1)}\n`);
    if (!options.quiet)
      console.log(summaryOf(outcome, { store: name, out: options.out, isCompared: reference !== undefined }));
    for (const one of wrong) console.error(`WRONG: ${one}`);
    return wrong.length > 0 ? 1 : 0;
  } finally {
    progress.stop();
    await close();
  }
}

/** The reference splits reviews by timestamp; under another rule those figures are not comparable. */
function comparable(reference: Readonly<Record<string, unknown>>, { late }: Options): Record<string, unknown> {
  const isOfRule = (name: string) => /_(late|on_time)$/.test(name);
  return Object.fromEntries(Object.entries(reference).filter(([name]) => late === 'timestamp' || !isOfRule(name)));
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (cause) {
  if (!(cause instanceof InputError)) throw cause;
  console.error(cause.message);
  process.exitCode = 2;
}
