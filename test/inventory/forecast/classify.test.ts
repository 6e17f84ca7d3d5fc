import { describe, expect, test } from 'vitest';
import { classify } from '../../../src/inventory/forecast/index.js';
import { referenceRows } from './support.js';

describe('how an article sells', () => {
  test.each([
    ['smooth', [10, 12, 9, 11, 10, 13, 8, 11]],
    ['erratic', [10, 90, 2, 11, 1, 130, 8, 4]],
    ['intermittent', [0, 5, 0, 0, 6, 0, 0, 5]],
    ['lumpy', [0, 3, 0, 0, 90, 0, 0, 2]],
    ['none', [0, 0, 0]],
    ['none', []],
  ])('%s: %j', (kind, values) => expect(classify(values).kind).toBe(kind));

  test('a period without stock is no period without demand', () => {
    expect(classify([5, 0, 5, 0, 5, 0, 5, 0]).kind).toBe('intermittent');
    expect(classify([5, null, 5, null, 5, null, 5, null]).kind).toBe('smooth');
  });

  test('an article is new until it could be tested, and dying when it is silent for long', () => {
    expect(classify([0, 0, 0, 0, 0, 0, 0, 0, 4, 5]).phase).toBe('new');
    expect(classify([4, 5, 4, 6, 5, 4, 5, 4, 6, 5]).phase).toBe('established');
    expect(classify([4, 5, 4, 6, 5, 0, 0, 0, 0, 0]).phase).toBe('dying');
    // Two of its usual intervals without a sale are nothing.
    expect(classify([0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 0]).phase).toBe('established');
    expect(classify([0, 0]).phase).toBe('none');
  });

  const rows = referenceRows('online_retail_weekly.csv.gz');
  test.skipIf(rows === undefined)('agrees with the published classes of 3,900 real articles', () => {
    const counts: Record<string, number> = {};
    for (const [, ...units] of rows ?? []) {
      const { kind } = classify(units.slice(1, 53).map(Number));
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    expect(counts).toEqual({ lumpy: 1871, intermittent: 987, erratic: 881, smooth: 143, none: 18 });
  });
});
