import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { carriers } from './carriers.js';
import { desk } from './desk.js';
import { due } from './due.js';
import { forecastBench } from './forecast.js';
import { machine } from './machine.js';
import { type BenchOptions, machineFacts, type Report } from './measure.js';
import { packing } from './packing.js';
import { stock } from './stock.js';

/** `npm run bench -- NAME [--data PATH] [--set NAME] [--json FILE] [--quick]`: prints each figure beside the hand-written limit of the same run. */
const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<Report>>> = {
  machine,
  desk,
  stock,
  due,
  packing,
  carriers,
  forecast: forecastBench,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    data: { type: 'string' },
    set: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
const [name = ''] = positionals;
const bench = BENCHES[name];
if (bench === undefined) {
  console.error(
    `Which bench? npm run bench -- ${Object.keys(BENCHES).join(' | ')} [--data PATH] [--set NAME] [--json FILE] [--quick]`,
  );
  process.exit(2);
}
console.log(`${name}: ${machineFacts()}`);
const report = await bench(values);
if (values.json !== undefined) {
  writeFileSync(values.json, `${JSON.stringify({ bench: name, machine: machineFacts(), ...report }, null, 2)}\n`);
}
process.exit(report.broken.length > 0 ? 1 : 0);
