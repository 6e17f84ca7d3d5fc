import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { Broken } from '../../kernel/index.js';

interface Owner {
  readonly pid: number;
  readonly host: string;
}

/** Locks that this process holds; one of its own number which is not among them was left by a dead namesake. */
const held = new Set<string>();

/**
 * Takes a folder for this process alone, by a file beside it: two processes on one PGlite folder destroy it. The lock
 * of a process that has ended is taken over.
 *
 * @returns what gives the folder back.
 */
export function lockFolder(folder: string): () => void {
  const path = `${folder}.lock`;
  const own = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() });
  for (let attempt = 0; attempt < 20; attempt++) {
    if (create(path, own)) {
      held.add(path);
      return () => {
        held.delete(path);
        if (read(path) === own) unlinkSync(path);
      };
    }
    const found = read(path);
    if (found !== undefined) takeOver(path, found, folder);
  }
  throw new Broken(`The lock ${path} changes hands all the time. Open the folder in one process only.`);
}

function create(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function takeOver(path: string, found: string, folder: string): void {
  const owner = ownerIn(found);
  if (owner === undefined || isAlive(owner, path)) {
    const who = owner === undefined ? 'another process' : `process ${owner.pid} on ${owner.host}`;
    const elsewhere = owner?.host === hostname() ? '' : ` If that process has surely ended, delete ${path}.`;
    throw new Broken(`${folder} is in use by ${who}. Two processes on one PGlite folder would destroy it.${elsewhere}`);
  }
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  // Somebody else may have taken it over since it was read; then it goes back.
  if (read(aside) !== found) linkSync(aside, path);
  unlinkSync(aside);
}

function ownerIn(text: string): Owner | undefined {
  try {
    const { pid, host }: Partial<Owner> = JSON.parse(text);
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, host }: Owner, path: string): boolean {
  if (host !== hostname()) return true;
  if (pid === process.pid) return held.has(path);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isCode(error, 'ESRCH');
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
