// Biome does the formatting and the plain rules. ESLint is here for what needs types, and for keeping the core pure.
import tseslint from 'typescript-eslint';
import { mustUseResult } from './scripts/must-use-result.mjs';

const outsideTheCore = ['src/stores/**', 'src/testing/**'];
const mayWait = ['src/engine/**', 'src/recipient/**', 'src/presets/**', 'src/calendars/**', 'src/platforms/**'];

const clock = "Take the instant from outside: the command's or the store's.";
const chance = 'Take ids and random numbers from outside, as arguments.';
const timers = 'Return an obligation: `wakeAt` brings the record back when it is due.';
const host = 'Return data and let the caller act: a Failure, an event, a message, or a port that the host fills.';
const small = 'Import zod/mini: of the full zod nothing can be left out of the build.';
const quick = 'Take strictObject from the kernel: it reads twice as quick as that of zod/mini.';
const later = 'Kernel and domains decide at once: load facts before, and send a message for what comes after.';

/** @param {string} message @param {...string} selectors */
const ban = (message, ...selectors) => selectors.map((selector) => ({ selector, message }));

const impure = [
  ...ban(
    clock,
    'NewExpression[callee.name=/^(TZ)?Date$/][arguments.length=0]',
    'CallExpression[callee.name=/^(TZ)?Date$/]',
    'MemberExpression[object.name="Date"][property.name="now"]',
    'CallExpression[callee.object.name="TZDate"][callee.property.name="tz"][arguments.length=1]',
  ),
  ...ban(quick, 'MemberExpression[object.name="z"][property.name="strictObject"]'),
  ...ban(
    chance,
    'MemberExpression[object.name="Math"][property.name="random"]',
    'Identifier[name=/^(randomUUID|getRandomValues)$/]',
  ),
];

/** @type {[message: string, ...names: string[]][]} */
const globals = [
  [clock, 'performance'],
  [timers, 'setTimeout', 'setInterval', 'setImmediate'],
  [host, 'process', 'console', 'globalThis', 'fetch'],
];
const impureGlobals = globals.flatMap(([message, ...names]) => names.map((name) => ({ name, message })));

const waiting = ban(later, 'AwaitExpression', 'ForOfStatement[await=true]', ':function[async=true]');

export default tseslint.config(
  { ignores: ['**/node_modules', 'dist', 'out', 'site', 'coverage', 'temp', 'bench/contestants'] },
  {
    files: ['**/*.ts', '**/*.mjs', '**/*.js'],
    extends: [tseslint.configs.base],
    plugins: { orderwright: { rules: { 'must-use-result': mustUseResult } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'orderwright/must-use-result': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: outsideTheCore,
    rules: {
      'no-restricted-syntax': ['error', ...impure],
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^node:', message: host },
            { regex: '^zod$', message: small },
            {
              regex:
                '^date-fns/(is(Past|Future|Today|Tomorrow|Yesterday|This.*)|(start|end)Of(Today|Tomorrow|Yesterday)|.*ToNow.*)$',
              message: clock,
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: [...outsideTheCore, ...mayWait],
    rules: { 'no-restricted-syntax': ['error', ...impure, ...waiting] },
  },
);
