// Writes the generated parts of the docs. With --check it writes nothing, and fails where a file is stale.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failures } from './docs/failures.js';
import { lifecycles } from './docs/lifecycles.js';
import { messages } from './docs/messages.js';
import { orderLife } from './docs/order-life.js';
import { schemas } from './docs/schemas.js';
import { snippets } from './docs/snippets.js';

const root = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');

const files = [...schemas(), lifecycles(root), failures(), messages(), orderLife(), ...snippets(root)];
const read = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined);
const stale = files.filter(({ path, text }) => read(path) !== text);
const folder = 'docs/schemas';
const orphans = (existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [])
  .map((file) => `${folder}/${file}`)
  .filter((path) => !files.some((file) => file.path === path));

if (check) {
  for (const { path } of stale) console.error(`${path} is not what the code says.`);
  for (const path of orphans) console.error(`${path} belongs to nothing.`);
  if (stale.length + orphans.length > 0) {
    console.error('Run "npm run docs" and look at what changed.');
    process.exitCode = 1;
  } else console.log(`docs/: ${files.length} generated files are as the code says.`);
} else {
  for (const { path, text } of stale) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const path of orphans) rmSync(join(root, path));
  console.log(`docs/: ${stale.length} of ${files.length} generated files changed.`);
}
