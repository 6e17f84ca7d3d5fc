import { entries } from './scripts/entries.mjs';

/** @type {Record<string, string>} */
const limits = {
  index: '92 kB',
  memory: '40 kB',
  postgres: '40 kB',
  pglite: '40 kB',
  presets: '46 kB',
  calendars: '40 kB',
  testing: '80 kB',
};

/** Minified and gzipped, with the dependencies that are always installed, without optional peers. */
export default entries.map(({ name, specifier, built }) => ({
  name: specifier,
  path: built,
  limit: limits[name] ?? '1 kB',
  gzip: true,
  ignore: ['pg', '@electric-sql/pglite', 'chinese-days', 'date-holidays', 'node:*'],
}));
