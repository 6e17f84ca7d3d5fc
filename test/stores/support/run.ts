import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Runs a TypeScript file of this folder in a process of its own. */
export const run = (file: string, ...args: string[]): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL(file, import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** The first line that a process writes. Rejects with what it complained about, if it ends without any. */
export async function firstLine(child: ChildProcess): Promise<string> {
  let complaint = '';
  child.stderr?.on('data', (data) => (complaint += data));
  if (child.stdout === null) throw new Error('its output is not piped');
  const line = once(createInterface(child.stdout), 'line').then(([text]) => String(text));
  const end = once(child, 'exit').then(() => Promise.reject(new Error(complaint)));
  return Promise.race([line, end]);
}

export async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
