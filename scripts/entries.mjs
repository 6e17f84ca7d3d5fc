// The entry points. The one list is `exports` in package.json; every tool's own list is derived from it here.
// Run directly, it checks the one copy which cannot be derived: `paths` in tsconfig.json.
import { readFileSync } from 'node:fs';

const read = (/** @type {string} */ path) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));

/** @type {{ name: string, exports: Record<string, any> }} */
const manifest = read('package.json');

/** One a subpath: what a user imports, a file-safe name, its place below src and dist, the source file, the built one. */
export const entries = Object.entries(manifest.exports)
  .filter(([, target]) => typeof target === 'object')
  .map(([subpath, target]) => {
    const place = target.import.default.replace(/^\.\/dist\//, '').replace(/\.js$/, '');
    const name = subpath === '.' ? 'index' : subpath.slice(2).replaceAll('/', '-');
    const specifier = manifest.name + subpath.slice(1);
    return { specifier, name, place, source: `src/${place}.ts`, built: `dist/${place}.js` };
  });

if (import.meta.filename === process.argv[1]) {
  const wanted = Object.fromEntries(entries.map((entry) => [entry.specifier, [`./${entry.source}`]]));
  const { paths } = read('tsconfig.json').compilerOptions;
  if (JSON.stringify(paths) !== JSON.stringify(wanted)) {
    console.error('tsconfig.json: "paths" does not follow "exports" in package.json. It must be:');
    console.error(JSON.stringify(wanted, null, 2));
    process.exit(1);
  }
}
