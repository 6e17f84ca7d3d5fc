import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Result } from 'neverthrow';
import { expect } from 'vitest';
import type { Failure } from '../../../src/kernel/index.js';

/** The value, or the failure as an error. */
export function answerOf<T>(result: Result<T, Failure>): T {
  if (result.isErr()) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

export function expectRefusal(result: Result<unknown, Failure>, code: string): void {
  if (result.isOk()) throw new Error(`not refused with ${code}`);
  expect(result.error.code).toBe(code);
}

const FOLDER = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'demand');

/** Rows of a reference file, or undefined with a loud word where it is absent: it is never copied into the project. */
export function referenceRows(name: string): string[][] | undefined {
  const path = join(FOLDER, name);
  if (!existsSync(path)) {
    console.warn(`SKIPPED: reference data ${name} is not there (${FOLDER})`);
    return undefined;
  }
  const [, ...lines] = gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n');
  return lines.map((line) => line.split(','));
}
