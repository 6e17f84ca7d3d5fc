// #region race
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Store } from 'orderwright';
import { fileStore } from './file-store.js'; // your own instead

const EACH = 100;
const versionOf = async (store: Store) => (await store.load({ keys: ['shelf/s'] })).records[0]?.version ?? 0;

/** Raises the version of one record, and tries again whenever the other was faster. */
async function raise(store: Store): Promise<void> {
  for (let won = 0; won < EACH; ) {
    const expected = await versionOf(store);
    const record = { key: 'shelf/s', expected, version: expected + 1, schema: 1, state: {}, status: 'open' };
    const write = { ...record, wakeAt: undefined, card: {}, journal: undefined };
    const nothing = { reads: [], entries: [], receipts: [], messages: [] };
    const { outcome } = await store.commit({ ...nothing, at: store.now(), writes: [write] });
    if (outcome === 'committed') won += 1;
  }
}

const [racersPath] = process.argv.slice(2);
if (racersPath !== undefined) {
  const store = fileStore(racersPath);
  process.send?.('ready');
  await once(process, 'message');
  await raise(store);
  process.disconnect();
} else {
  const path = join(mkdtempSync(join(tmpdir(), 'race-')), 'store');
  const racers = [1, 2].map(() => fork(fileURLToPath(import.meta.url), [path]));
  await Promise.all(racers.map((racer) => once(racer, 'message')));
  const ends = racers.map((racer) => once(racer, 'exit'));
  for (const racer of racers) racer.send('go');
  const exits = (await Promise.all(ends)).map(([code]) => code);
  const version = await versionOf(fileStore(path));
  console.log(`Two processes ended with ${exits.join(' and ')}. The version is ${version} of ${2 * EACH}.`);
}
// #endregion race
