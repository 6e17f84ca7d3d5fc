import { entries } from './scripts/entries.mjs';

/** @type {Record<string, string>} */
const limits = {
  index: '79 kB',
  memory: '9 kB',
  postgres: '14 kB',
  pglite: '15 kB',
  presets: '25 kB',
  calendars: '17 kB',
  packing: '60 kB',
  carriers: '36 kB',
  documents: '24 kB',
  'documents-pdf': '4 kB',
  'documents-symbols': '1 kB',
  planning: '52 kB',
  testing: '37 kB',
};

/** Minified and gzipped, with the dependencies that are always installed, without optional peers. */
export default entries.map(({ name, specifier, built }) => ({
  name: specifier,
  path: built,
  limit: limits[name] ?? '1 kB',
  gzip: true,
  ignore: ['pg', '@electric-sql/pglite', 'chinese-days', 'date-holidays', 'bwip-js', 'pdfkit', 'node:*'],
}));
