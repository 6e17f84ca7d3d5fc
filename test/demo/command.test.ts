import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from './support.js';

const root = join(import.meta.dirname, '..', '..');

function demo(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'demo/main.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('the demo writes a report and figures, says what is simulated, and ends well', () => {
  const out = folderWith({});
  const json = join(out, 'figures.json');
  const { status, stdout, stderr } = demo('--store', 'memory', '--limit', '20', '--out', out, '--json', json);
  expect([status, stderr.includes('WRONG')]).toEqual([0, false]);
  expect(stdout).toMatch(/20 orders/);
  expect(stdout).toMatch(/Simulated from seed 2011/);
  expect(stdout).toMatch(/lost +0/);
  expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ orders: 20, lost: 0 });
  expect(readFileSync(join(out, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/);
  expect(readdirSync(out).sort()).toEqual(['figures.json', 'report.html']);
});

test('a folder that cannot be replayed ends it with 2 and a reason, and nothing is written', () => {
  const out = join(folderWith({}), 'out');
  const { status, stdout, stderr } = demo('--data', folderWith({ 'lines.csv': 'invoice_no\n1\n' }), '--out', out);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/lines\.csv has no column "stock_code"/);
  expect(existsSync(out)).toBe(false);
});
