import { expect, test } from 'vitest';
import { Ordered } from '../../src/stores/memory/ordered.js';

interface Item {
  readonly by: number;
  readonly name: string;
}
const inOrder = (a: Item, b: Item) => a.by - b.by || (a.name < b.name ? -1 : 1);
/** The same for each run: a generator of Park and Miller. */
function numbers(seed: number): (below: number) => number {
  let last = seed;
  return (below) => {
    last = (last * 48_271) % 2_147_483_647;
    return last % below;
  };
}

test('items stay in order over thousands of additions and removals', () => {
  for (const span of [3, 100, 1_000_000]) {
    const pick = numbers(span);
    const ordered = new Ordered<Item, string>(
      (item) => item.by,
      (item) => item.name,
    );
    const items: Item[] = [];
    for (let i = 0; i < 6000; i++) {
      if (items.length > 0 && pick(10) < (i < 4000 ? 3 : 8)) {
        const [item] = items.splice(pick(items.length), 1);
        if (item !== undefined) ordered.remove(item);
      } else {
        const item = { by: pick(span), name: `n${pick(1_000_000)}-${i}` };
        items.push(item);
        ordered.add(item);
      }
    }
    const sorted = [...items].sort(inOrder);
    expect([...ordered.after()]).toEqual(sorted);
    for (const index of [0, 1, 511, 512, 513, sorted.length - 2, sorted.length - 1]) {
      const item = sorted[index];
      if (item !== undefined) expect([...ordered.after(ordered.placeOf(item))]).toEqual(sorted.slice(index + 1));
    }
    expect([...ordered.after([-1, ''])]).toEqual(sorted);
    expect([...ordered.after([span, ''])]).toEqual([]);
    for (const item of items) ordered.remove(item);
    expect([...ordered.after()]).toEqual([]);
  }
});
