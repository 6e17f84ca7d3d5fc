const domains = 'catalog|order|inventory|logistics|aftersales|recipient|team|insights';
const stores = 'stores/(?:memory|postgres)';
// A folder with a face of its own; each store and each platform is one.
const folder = '(?:stores|platforms)/[^/]+|(?!stores/|platforms/)[^/]+';
const past = `^src/(?:${folder})/(?!index\\.ts$)`;

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @param {string} name @param {string} comment @param {string} from @param {string[]} allowed */
const only = (name, comment, from, ...allowed) =>
  forbid(
    name,
    comment,
    { path: `^src/(${from})/` },
    { path: '^src/', pathNot: ['$1/', ...allowed].map((it) => `^src/(?:${it})`) },
  );

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid('no-circles', 'Two files that need each other are one file, or need a third.', {}, { circular: true }),
    only('kernel-imports-nothing-of-ours', 'The kernel is what all others share.', 'kernel'),
    only(
      'domains-import-only-kernel',
      'Domains meet in engine/react.ts; they share ids from the kernel, and numbers from statistics.',
      domains,
      'kernel/',
      'statistics/',
    ),
    only('statistics-imports-only-kernel', 'Numbers know nothing of trade.', 'statistics', 'kernel/'),
    only(
      'engine-imports-kernel-and-domains',
      'The engine gets stores and presets from its host.',
      'engine',
      'kernel/',
      `(?:${domains})/`,
    ),
    only('stores-import-only-kernel', 'Stores see documents, not domains.', stores, 'kernel/'),
    only(
      'pglite-imports-kernel-and-postgres',
      'PGlite speaks the SQL of the PostgreSQL store.',
      'stores/pglite',
      'kernel/',
      'stores/postgres/',
    ),
    only(
      'testing-imports-kernel-memory-engine',
      'Test helpers use what a host uses.',
      'testing',
      'kernel/',
      'stores/memory/',
      'engine/',
    ),
    only(
      'data-imports-kernel-and-domains',
      'Presets, platforms and calendars know the domains, not the engine.',
      'presets|calendars|platforms/[^/]+',
      'kernel/',
      `(?:${domains})/`,
    ),
    forbid(
      'not-past-an-index',
      'Import another folder by its index.ts only.',
      { path: `^src/(${folder})/` },
      { path: past, pathNot: '^src/$1/' },
    ),
    forbid(
      'public-face-from-faces',
      "The public face names what the folders' faces offer.",
      { path: '^src/index\\.ts$' },
      { path: past },
    ),
    forbid(
      'not-the-public-face',
      'src/index.ts is for users; inside, import the folder itself.',
      { path: '^src/.+/' },
      { path: '^src/index\\.ts$' },
    ),
    forbid(
      'date-fns-by-subpath',
      'Import date-fns/addHours, not date-fns: its root loads 300 modules.',
      {},
      { path: 'node_modules/date-fns/(?:index|locale)\\.' },
    ),
    forbid(
      'optional-peers-behind-their-subpath',
      'A host that does not use it has not installed it.',
      {
        path: '^src/',
        pathNot: '^src/(?:stores/postgres|stores/pglite|calendars|logistics/documents/(?:pdf|symbols))/',
      },
      { dependencyTypes: ['npm-peer'] },
    ),
    forbid(
      'no-development-packages',
      'It is not there when the package is installed.',
      { path: '^src/' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm-peer'] },
    ),
    forbid('resolvable', 'No such file or package.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
