import { defineConfig } from 'tsup';
import { entries } from './scripts/entries.mjs';

export default defineConfig({
  entry: Object.fromEntries(entries.map(({ place, source }) => [place, source])),
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'node20',
  external: [/^node:/],
  removeNodeProtocol: false,
  splitting: true,
  // Loading zod's seventy files takes longer than all of ours: see docs/decisions/0008-dependencies-are-bundled.md.
  noExternal: [/^zod/, /^date-fns/, '@date-fns/tz', /^dinero\.js/, 'neverthrow'],
  sourcemap: true,
  clean: true,
  // tsup sets baseUrl for the declarations, which TypeScript 6 reports as deprecated.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
});
