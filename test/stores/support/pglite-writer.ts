// Commits to a PGlite folder until it is killed, and writes down each command after it was acknowledged.
import { openSync, writeSync } from 'node:fs';
import { pgliteStore } from '../../../src/stores/pglite/index.js';
import { change, entry, happened, receipt, write } from '../../../src/testing/contract/build.js';

const [folder = '', acknowledged = '', round = ''] = process.argv.slice(2);
const store = await pgliteStore({ folder, merchant: 'm' });
const log = openSync(acknowledged, 'a');

async function writer(name: number): Promise<never> {
  for (let i = 0; ; i++) {
    const id = `${round}-${name}-${i}`;
    const key = `order/${id}`;
    await store.commit(
      change({ writes: [write(key)], entries: [entry(id, [happened(key, 1)])], receipts: [receipt(id)] }),
    );
    writeSync(log, `${id}\n`);
    if (i === 0 && name === 0) console.log('writing');
  }
}
await Promise.all([0, 1, 2].map(writer));
