// Compares what we compute with published values: npm run check -- theory --data FILE
import { parseArgs } from 'node:util';
import { checkTheory } from './check/theory.js';

const checks: Readonly<Record<string, (path: string) => number>> = { theory: checkTheory };

const { positionals, values } = parseArgs({ allowPositionals: true, options: { data: { type: 'string' } } });
const check = checks[positionals[0] ?? ''];
if (check === undefined || values.data === undefined) {
  console.error(`Use: npm run check -- NAME --data FILE, where NAME is one of: ${Object.keys(checks).join(', ')}.`);
  process.exitCode = 2;
} else {
  process.exitCode = check(values.data) === 0 ? 0 : 1;
}
