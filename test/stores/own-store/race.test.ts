import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { firstLine, run } from '../support/run.js';

test('the race in the guide shows that two processes on one file write over each other', async () => {
  const line = await firstLine(run(fileURLToPath(new URL('./race.ts', import.meta.url))));
  const [, version] = /The version is (\d+) of 200\.$/.exec(line) ?? [];
  expect(Number(version), line).toBeLessThan(200);
});
