// Builds the package when dist/ is older than what it is made of.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { entries } from './entries.mjs';

const root = join(import.meta.dirname, '..');
const changedAt = (/** @type {string} */ path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

const sources = readdirSync(join(root, 'src'), { recursive: true }).map((path) => join('src', String(path)));
const newest = Math.max(...[...sources, 'src', 'package.json', 'tsup.config.ts', 'tsconfig.json'].map(changedAt));
const oldest = Math.min(
  ...entries.flatMap(({ built }) => [changedAt(built), changedAt(built.replace(/\.js$/, '.d.cts'))]),
);

if (oldest < newest) {
  const tsup = join(root, 'node_modules/tsup/dist/cli-default.js');
  const { status } = spawnSync(process.execPath, [tsup, '--silent'], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
