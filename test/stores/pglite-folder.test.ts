import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, describe, expect, test } from 'vitest';
import type { Store } from '../../src/kernel/index.js';
import { pgliteStore } from '../../src/stores/pglite/index.js';
import { change, write } from '../../src/testing/contract/build.js';
import { all } from '../../src/testing/contract/stage.js';
import { firstLine, kill, run } from './support/run.js';

const home = mkdtempSync(join(tmpdir(), 'orderwright-'));
afterAll(() => rmSync(home, { recursive: true }));
const WRITER = './pglite-writer.ts';

// Making a database takes seconds, copying one does not.
const template = join(home, 'template');
await (await pgliteStore({ folder: template, merchant: 'm' })).close();
function folderNamed(name: string): string {
  cpSync(template, join(home, name), { recursive: true });
  return join(home, name);
}

test('what was acknowledged survives kill -9, round after round', async () => {
  const [folder, log] = [folderNamed('killed'), join(home, 'acknowledged')];
  for (let round = 0; round < 4; round++) {
    const child = run(WRITER, folder, log, String(round));
    expect(await firstLine(child)).toBe('writing');
    await new Promise((resume) => setTimeout(resume, 60 + round * 90));
    await kill(child);

    const acknowledged = readFileSync(log, 'utf8').trimEnd().split('\n');
    const store = await pgliteStore({ folder, merchant: 'm' });
    const { records, receipts } = await store.load({
      keys: acknowledged.map((id) => `order/${id}`),
      commandIds: acknowledged,
    });
    const entries = new Set((await all((page) => store.changes(page), 1000)).map(({ commandId }) => commandId));
    expect(records).toHaveLength(acknowledged.length);
    expect(receipts).toHaveLength(acknowledged.length);
    expect(acknowledged.filter((id) => !entries.has(id))).toEqual([]);
    // One order more may have been saved than acknowledged, by each of the writers and in each round so far.
    expect(entries.size - acknowledged.length).toBeLessThanOrEqual(3 * (round + 1));
    await store.close();
  }
}, 120_000);

describe('a folder', () => {
  test('that a living process has open is refused, and left alone', async () => {
    const folder = folderNamed('taken');
    const child = run(WRITER, folder, join(home, 'taken-log'), '0');
    await firstLine(child);
    const refusal = `${folder} is in use by process ${child.pid} on ${hostname()}`;
    await expect(pgliteStore({ folder, merchant: 'm' })).rejects.toThrow(refusal);
    await kill(child);
    const store = await pgliteStore({ folder, merchant: 'm' });
    expect((await store.changes()).items.length).toBeGreaterThan(0);
    await store.close();
  });

  test('whose lock comes from elsewhere, or is unreadable, is left to a person', async () => {
    const folder = join(home, 'foreign');
    const locks = [JSON.stringify({ pid: process.pid, host: 'another-host' }), 'garbage', '{}'];
    for (const lock of locks) {
      writeFileSync(`${folder}.lock`, lock);
      await expect(pgliteStore({ folder, merchant: 'm' })).rejects.toThrow(`delete ${folder}.lock`);
      expect(existsSync(folder)).toBe(false);
    }
  });

  test('whose lock was left by a dead process of the same number is taken over', async () => {
    const folder = folderNamed('namesake');
    writeFileSync(`${folder}.lock`, JSON.stringify({ pid: process.pid, host: hostname() }));
    const store = await pgliteStore({ folder, merchant: 'm' });
    await store.close();
    expect(existsSync(`${folder}.lock`)).toBe(false);
  });

  test('serves several merchants, and is closed with the last of them', async () => {
    const folder = join(home, 'deep', 'er', 'shared');
    const stores: Store[] = await Promise.all(['a', 'b', 'c'].map((merchant) => pgliteStore({ folder, merchant })));
    await Promise.all(stores.map((store) => store.commit(change({ writes: [write('order/o-1')] }))));
    const [first, second, third] = stores;
    await Promise.all([first?.close(), first?.close(), second?.close()]);
    expect((await third?.find({}))?.items).toHaveLength(1);
    expect(existsSync(`${folder}.lock`)).toBe(true);
    const closing = third?.close();
    const again = await pgliteStore({ folder, merchant: 'a' });
    await closing;
    expect((await again.find({})).items).toHaveLength(1);
    await again.close();
    expect(existsSync(`${folder}.lock`)).toBe(false);
  });

  test('that is no database is not locked for ever', async () => {
    const folder = join(home, 'file');
    writeFileSync(folder, 'not a folder');
    await expect(pgliteStore({ folder, merchant: 'm' })).rejects.toThrow();
    expect(existsSync(`${folder}.lock`)).toBe(false);
  });
});

test('a PGlite of the host stays open when the store is closed', async () => {
  const db = await PGlite.create();
  const store = await pgliteStore({ db, merchant: 'm', schema: 'desk' });
  await store.commit(change({ writes: [write('order/o-1', { status: 'placed' })] }));
  await store.close();
  expect((await db.query('select status from desk.record')).rows).toEqual([{ status: 'placed' }]);
  await db.close();
});
