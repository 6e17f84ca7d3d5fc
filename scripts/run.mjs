// Runs a task on a fresh clone too. Uses nothing but Node, since nothing else may be installed yet.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @type {Record<string, string[]>} */
const tasks = {
  test: ['node_modules/vitest/vitest.mjs', 'run'],
  demo: ['--import', 'tsx', 'demo/main.ts'],
  check: ['--import', 'tsx', 'scripts/check.ts'],
  bench: ['--expose-gc', '--import', 'tsx', 'bench/main.ts'],
};

/** @param {string} path @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>} */
function packagesIn(path) {
  try {
    return JSON.parse(readFileSync(`${root}/${path}`, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/** Why the dependencies must be installed first, or nothing. Optional ones may be missing: they depend on the platform. */
function reasonToInstall() {
  const installed = packagesIn('node_modules/.package-lock.json');
  if (Object.keys(installed).length === 0) return 'nothing is installed yet';
  const differs = Object.entries(packagesIn('package-lock.json')).find(([path, wanted]) => {
    if (path === '') return false;
    const found = installed[path];
    return found ? found.version !== wanted.version : !wanted.optional && !wanted.devOptional;
  });
  return differs && `${differs[0]} is not the version that package-lock.json names`;
}

/** @param {string} command @param {string[]} args */
function run(command, args) {
  const { status, signal, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error) console.error(`${command} could not be started: ${error.message}`);
  return status ?? (signal === 'SIGINT' ? 130 : 1);
}

function install() {
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  return npm ? run(process.execPath, [npm, ...args]) : run('npm', args);
}

const [name = '', ...rest] = process.argv.slice(2);
const task = tasks[name] ?? (name === 'install' ? [] : undefined);
if (!task) {
  console.error(`No task "${name}". Choose one of: ${[...Object.keys(tasks), 'install'].join(', ')}.`);
  process.exit(2);
}

const reason = reasonToInstall();
if (reason) {
  console.error(`Installing the dependencies first (npm ci), since ${reason}.`);
  const status = install();
  if (status !== 0) {
    console.error('The dependencies could not be installed; see the lines above.');
    process.exit(status);
  }
}

if (name === 'bench') {
  // What is measured is the package as it is installed, not its sources as a loader rewrites them.
  const status = run(process.execPath, [`${root}/scripts/built.mjs`]);
  if (status !== 0) process.exit(status);
  process.env.TSX_TSCONFIG_PATH = `${root}/bench/tsconfig.json`;
}
process.exit(task.length === 0 ? 0 : run(process.execPath, [...task, ...rest]));
