import { defineConfig } from 'tsup';
import { entries } from './scripts/entries.mjs';

export default defineConfig({
  entry: Object.fromEntries(entries.map(({ place, source }) => [place, source])),
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'node20',
  removeNodeProtocol: false,
  splitting: true,
  sourcemap: true,
  clean: true,
  // tsup sets baseUrl for the declarations, which TypeScript 6 reports as deprecated.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
});
