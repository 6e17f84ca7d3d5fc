import { once } from 'node:events';
import { expect, test } from 'vitest';
import { memoryStore } from '../../src/stores/memory/index.js';
import { storeContract } from '../../src/testing/index.js';
import { run } from './support/run.js';

test("the contract runs under Node's own test runner", async () => {
  const child = run('./under-node.ts');
  let output = '';
  child.stdout?.on('data', (data) => (output += data));
  const [code] = await once(child, 'exit');
  expect(code, output).toBe(0);
  const cases = storeContract({ open: async () => memoryStore() });
  expect(output).toContain(`# pass ${cases.length}`);
});
