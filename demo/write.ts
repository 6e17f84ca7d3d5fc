import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file as a whole or not at all, so that nobody finds half of one. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const begun = `${file}.${process.pid}`;
  writeFileSync(begun, text);
  renameSync(begun, file);
}
