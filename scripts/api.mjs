// One report of the public names per entry point, in etc/. Compares by default; --write takes the change over.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { entries } from './entries.mjs';

const write = process.argv.includes('--write');
const root = join(import.meta.dirname, '..');
mkdirSync(join(root, 'etc'), { recursive: true });

/** @param {(typeof entries)[number]} entry */
function report({ name, built }) {
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: join(root, built.replace(/\.js$/, '.d.ts')),
      compiler: { tsconfigFilePath: join(root, 'tsconfig.json') },
      apiReport: { enabled: true, reportFileName: `${name}.api.md`, reportFolder: 'etc', reportTempFolder: 'temp' },
      messages: {
        extractorMessageReporting: {
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.None, addToApiReportFile: true },
        },
      },
    },
  });
  return Extractor.invoke(config, {
    localBuild: write,
    messageCallback: (message) => {
      message.handled =
        !['error', 'warning'].includes(message.logLevel) || message.messageId.startsWith('console-api-');
    },
  });
}

const wanted = entries.map(({ name }) => `${name}.api.md`);
const stale = readdirSync(join(root, 'etc')).filter((file) => file.endsWith('.api.md') && !wanted.includes(file));
if (write) for (const file of stale) rmSync(join(root, 'etc', file));

const changed = entries.filter((entry) => {
  const { apiReportChanged, succeeded } = report(entry);
  return apiReportChanged || !succeeded;
});
if (write) {
  console.log(`etc/: ${changed.length} of ${entries.length} reports changed.`);
} else if (changed.length + stale.length > 0) {
  for (const { name } of changed) {
    spawnSync('git', ['diff', '--no-index', `etc/${name}.api.md`, `temp/${name}.api.md`], {
      cwd: root,
      stdio: 'inherit',
    });
  }
  for (const file of stale) console.error(`etc/${file} belongs to no entry point.`);
  console.error('The public names differ from etc/. If that is meant, run "npm run api" and commit etc/.');
  process.exitCode = 1;
} else {
  console.log(`etc/: all ${entries.length} reports are as the package says.`);
}
