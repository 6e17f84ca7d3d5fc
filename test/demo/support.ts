import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Watcher } from '../../demo/journal.js';
import { VirtualClock } from '../../demo/replay.js';
import { type Outcome, run } from '../../demo/run.js';
import type { Scenario } from '../../demo/scenario.js';
import type { Store } from '../../src/index.js';
import { memoryStore } from '../../src/stores/memory/index.js';

const root = join(import.meta.dirname, '..', '..');
export const APRIL = join(root, 'demo', 'data', 'online-retail-2011-04');
/** Not part of the project: its licence forbids that. */
export const OLIST = join(root, '..', 'shared', 'data', 'olist');

/** A folder with these files, until the test is over. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'orderwright-demo-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** Replays a scenario, on a store in memory unless another is given. */
export function replayed(scenario: Scenario, store?: Store, watchers: readonly Watcher[] = []): Promise<Outcome> {
  const clock = new VirtualClock(scenario.start);
  return run(scenario, { store: store ?? memoryStore({ clock: clock.now }), clock, watchers });
}

/** Of figures that have to be alike wherever they were computed. */
export const asJson = (figures: object): unknown => JSON.parse(JSON.stringify(figures));
