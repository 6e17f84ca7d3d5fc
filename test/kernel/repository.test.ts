import { expect, test } from 'vitest';
import { idOf, keyOf, kindOf, RecordId } from '../../src/kernel/index.js';

test('a key tells its kind and id, whatever the id', () => {
  for (const id of ['o-1', 'o-1#1', 'mug@main', 'a:b.c_d-e', '__proto__']) {
    expect(RecordId.parse(id)).toBe(id);
    expect(keyOf('order', id)).toBe(`order/${id}`);
    expect([kindOf(keyOf('order', id)), idOf(keyOf('order', id))]).toEqual(['order', id]);
  }
});
