import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cartonizer, type PackUnit, UPRIGHT } from '../../../src/logistics/packing/index.js';
import { size } from './plans.js';
import { box, boxesOf, expectSound, planFor, type Sides, unit, units } from './shop.js';

const DATA = new URL('../../../../shared/data/packing/', import.meta.url);
const isThere = existsSync(new URL('ecommerce-5000.json', DATA));
if (!isThere) console.warn(`SKIPPED: the 5,000 orders with known optima are not at ${DATA.pathname}`);

interface Orders {
  readonly boxes: readonly {
    id: string;
    l: number;
    w: number;
    h: number;
    maxWeight: number;
    emptyWeight: number;
    cost: number;
  }[];
  readonly orders: readonly (readonly [number, number, number, number, number][])[];
}
interface Optima {
  readonly cheapestSingleBoxIndex: readonly number[];
  readonly minTotalBoxCostOverAllPartitions: readonly number[];
}
const read = <T>(file: string): T => JSON.parse(readFileSync(new URL(file, DATA), 'utf8')) as T;

describe.skipIf(!isThere)('Five hundred of 5,000 orders whose optima are proved elsewhere', () => {
  const { boxes: rows, orders } = isThere ? read<Orders>('ecommerce-5000.json') : { boxes: [], orders: [] };
  const optima = isThere ? read<Optima>('ecommerce-5000-optimal.json') : undefined;
  const boxes = rows.map(({ id, l, w, h, maxWeight, emptyWeight, cost }) =>
    box(id, [l, w, h], cost, { emptyWeightGrams: emptyWeight, maxLoadGrams: maxWeight }),
  );
  const unitsOf = (order: number): PackUnit[] =>
    (orders[order] ?? []).map(([length, width, height, weightGrams, upright], i) => ({
      id: `u-${i}`,
      sku: 'goods',
      size: size(length, width, height),
      weightGrams,
      ...(upright === 1 && { orientations: [...UPRIGHT] }),
    }));
  const sample = Array.from({ length: 500 }, (_, i) => i * 10 + 3);

  it.each(['fewest', 'free'] as const)('cost what is proved: %s', (parcels) => {
    const packOrder = cartonizer({ boxes, parcels })._unsafeUnwrap();
    for (const order of sample) {
      const all = unitsOf(order);
      const plan = packOrder(all)._unsafeUnwrap();
      expectSound({ units: all, boxes }, plan);
      const single = boxes[optima?.cheapestSingleBoxIndex[order] ?? -1];
      const split = optima?.minTotalBoxCostOverAllPartitions[order];
      expect([order, plan.total, plan.proof]).toEqual([
        order,
        parcels === 'fewest' ? (single?.cost ?? split) : split,
        'optimal',
      ]);
    }
  });
});

describe('Loads that other packers did not find, or found wrong', () => {
  const single = (all: PackUnit[], inner: Sides) => boxesOf(planFor({ units: all, boxes: [box('one', inner, 1)] }));

  it('twelve mugs go into the box of twelve mugs', () => {
    expect(single(units(12, [120, 90, 100]), [360, 180, 200])).toEqual(['one']);
  });

  it('eight fill a box of twice their sides', () => {
    expect(single(units(8, [70, 50, 30]), [140, 100, 60])).toEqual(['one']);
  });

  it('twenty-seven equal ones go into 200 x 200 x 300, three each way', () => {
    expect(single(units(27, [65, 66, 83]), [200, 200, 300])).toEqual(['one']);
  });

  it('a hundred equal ones go where they fill the box', () => {
    expect(single(units(100, [60, 40, 30]), [300, 200, 120])).toEqual(['one']);
  });

  it('a ring of four around a fifth, which no cut right through makes, is found', () => {
    const ring = [...units(4, [200, 100, 100]), unit('core', [100, 100, 100])];
    expect(single(ring, [300, 300, 100])).toEqual(['one']);
  });

  it('what does not fit is never packed', () => {
    expect(single(units(9, [70, 50, 30]), [140, 100, 60])).toEqual(['one', 'one']);
  });
});
