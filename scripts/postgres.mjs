import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const keeper = fileURLToPath(new URL('postgres-keeper.mjs', import.meta.url));

/**
 * Starts a real PostgreSQL of its own for tests, demo and benchmarks: an empty cluster in a temporary folder, on a free
 * loopback port, with durable commits, for up to 200 connections. It ends with this process at the latest.
 *
 * @returns {Promise<{ url: string, stop(): Promise<void> }>}
 */
export async function startPostgres() {
  const child = spawn(process.execPath, [keeper], { stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const first = once(createInterface(child.stdout), 'line');
  const url = await Promise.race([first.then(([line]) => String(line)), closed.then(() => undefined)]);
  if (url === undefined) throw new Error('PostgreSQL did not start; the reason stands in the lines above.');

  // A caller which forgets to stop it can still end by itself; the keeper then sees its input close.
  const handles = [child, .../** @type {import('node:net').Socket[]} */ ([child.stdin, child.stdout])];
  for (const handle of handles) handle.unref();
  return {
    url,
    async stop() {
      for (const handle of handles) handle.ref();
      child.stdin.end();
      await closed;
    },
  };
}
