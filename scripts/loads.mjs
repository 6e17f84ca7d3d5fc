// Loads every entry point of the built package as a user would, by import and by require: both must offer the same names.
import { createRequire } from 'node:module';
import { entries } from './entries.mjs';

const require = createRequire(import.meta.url);
let failed = false;
for (const { specifier } of entries) {
  try {
    const imported = Object.keys(await import(specifier))
      .sort()
      .join(', ');
    const required = Object.keys(require(specifier)).sort().join(', ');
    if (imported !== required) throw new Error(`import offers ${imported}; require offers ${required}`);
  } catch (error) {
    failed = true;
    console.error(`${specifier} does not load:`, error);
  }
}
if (failed) process.exit(1);
console.log(`${entries.length} entry points load by import and by require.`);
