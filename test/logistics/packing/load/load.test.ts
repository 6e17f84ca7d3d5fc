import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CargoKind, loadSpace, ORIENTATIONS, UPRIGHT, volumeOf } from '../../../../src/logistics/packing/index.js';
import { allSupported, counted, wrongs } from './check.js';
import { cutUp } from './cut-up.js';

const box = (length: number, width: number, height: number) => ({ length, width, height });
const goods = (size: CargoKind['size'], quantity: number, more: Partial<CargoKind> = {}): CargoKind => ({
  size,
  quantity,
  weightGrams: 100,
  ...more,
});

const side = fc.integer({ min: 1, max: 120 });
const size = fc.record({ length: side, width: side, height: side });
const kind = fc.record({
  size,
  quantity: fc.integer({ min: 0, max: 12 }),
  weightGrams: fc.integer({ min: 0, max: 900 }),
  orientations: fc.subarray([...ORIENTATIONS], { minLength: 1 }),
});
const cargo = fc.array(kind, { maxLength: 6 });
const space = fc.record({
  size: fc.record({
    length: fc.integer({ min: 1, max: 300 }),
    width: fc.integer({ min: 1, max: 300 }),
    height: fc.integer({ min: 1, max: 300 }),
  }),
  maxLoadGrams: fc.integer({ min: 0, max: 9000 }),
});

describe('a load, whatever the goods', () => {
  it('keeps every unit inside, apart from the others, turned as allowed, within the weight, and loses none', () => {
    fc.assert(
      fc.property(space, cargo, fc.constantFrom('none' as const, 'full' as const), (room, kinds, support) => {
        const { units, left, volume } = loadSpace(room, kinds, { nodes: 150, support });
        expect(wrongs(room, kinds, units)).toEqual([]);
        expect(counted(kinds, units, left)).toEqual(kinds.map(({ quantity }) => quantity));
        expect(volume).toBe(units.reduce((sum, unit) => sum + volumeOf(unit.size), 0));
      }),
      { numRuns: 80 },
    );
  });

  it('stands on the floor or wholly on what was put in before, where that is asked for', () => {
    fc.assert(
      fc.property(space, cargo, (room, kinds) => {
        expect(allSupported(loadSpace({ size: room.size }, kinds, { nodes: 150, support: 'full' }).units)).toBe(true);
      }),
      { numRuns: 80 },
    );
  });

  it('is never worse with more work, and the same with the same work', () => {
    fc.assert(
      fc.property(space, cargo, (room, kinds) => {
        const loads = [0, 50, 400].map((nodes) => loadSpace(room, kinds, { nodes }));
        const volumes = loads.map(({ volume }) => volume);
        expect(volumes).toEqual([...volumes].sort((a, b) => a - b));
        expect(loadSpace(room, kinds, { nodes: 400 })).toEqual(loads[2]);
      }),
      { numRuns: 40 },
    );
  });

  it('fills at least 95 % of a container with the pieces that it was cut into', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 9, max: 30 }), (seed, pieces) => {
        const room = box(600, 400, 300);
        const kinds = cutUp(room, pieces, seed).map((piece) => goods(piece, 1, { orientations: ['lwh'] }));
        expect(loadSpace({ size: room }, kinds, { nodes: 6000 }).volume / volumeOf(room)).toBeGreaterThanOrEqual(0.95);
      }),
      { numRuns: 8, seed: 20261129 },
    );
  });
});

describe('a known load', () => {
  it('takes 27 cartons of 65 x 66 x 83 mm in a box of 200 x 200 x 300 mm', () => {
    const { units, left, ended } = loadSpace({ size: box(200, 200, 300) }, [goods(box(65, 66, 83), 27)]);
    expect([units.length, left, ended]).toEqual([27, [0], 'everything']);
  });

  it('takes 12 mugs in a carton of twelve', () => {
    const upright = { orientations: UPRIGHT };
    expect(loadSpace({ size: box(400, 300, 110) }, [goods(box(100, 100, 110), 12, upright)]).left).toEqual([0]);
  });

  it('takes eight in a box of double the sides', () => {
    expect(loadSpace({ size: box(180, 140, 60) }, [goods(box(90, 70, 30), 8)]).left).toEqual([0]);
  });

  it('leaves what would be too heavy', () => {
    const { units, left } = loadSpace({ size: box(500, 500, 500), maxLoadGrams: 1050 }, [goods(box(50, 50, 50), 40)], {
      nodes: 50,
    });
    expect([units.length, left]).toEqual([10, [30]]);
  });

  it('does not lay down a bottle that stays upright', () => {
    const bottle = goods(box(80, 80, 300), 4, { orientations: UPRIGHT });
    expect(loadSpace({ size: box(300, 160, 290) }, [bottle]).left).toEqual([4]);
    expect(loadSpace({ size: box(300, 160, 300) }, [bottle]).left).toEqual([0]);
  });
});

describe('a load of odd input', () => {
  it('of nothing is empty', () => {
    expect(loadSpace({ size: box(10, 10, 10) }, [])).toMatchObject({
      units: [],
      volume: 0,
      left: [],
      ended: 'everything',
    });
  });

  it('of one unit is that unit in the corner', () => {
    const { units } = loadSpace({ size: box(10, 10, 10) }, [goods(box(3, 4, 5), 1, { orientations: ['lwh'] })]);
    expect(units).toEqual([{ kind: 0, x: 0, y: 0, z: 0, orientation: 'lwh', size: box(3, 4, 5) }]);
  });

  it('leaves a unit that is larger than the space and takes the others', () => {
    const { units, left } = loadSpace({ size: box(100, 100, 100) }, [
      goods(box(101, 1, 1), 2),
      goods(box(50, 50, 50), 8),
    ]);
    expect([units.length, left]).toEqual([8, [2, 0]]);
  });

  it('leaves a unit without a size', () => {
    expect(loadSpace({ size: box(100, 100, 100) }, [goods(box(0, 10, 10), 2)])).toMatchObject({ units: [], left: [2] });
  });

  it('of 10,000 equal cubes ends', () => {
    const { units, left } = loadSpace({ size: box(2010, 1950, 1500) }, [goods(box(100, 100, 100), 10_000)], {
      nodes: 10,
    });
    expect([units.length, left]).toEqual([20 * 19 * 15, [10_000 - 20 * 19 * 15]]);
  });

  it('ends when it is told to stop, with the load of a greedy pass', () => {
    const kinds = [goods(box(70, 50, 30), 90), goods(box(41, 37, 29), 90)];
    const { ended, units } = loadSpace({ size: box(300, 200, 200) }, kinds, { nodes: 1e9, stop: () => true });
    expect(ended).toBe('stop');
    expect(units.length).toBeGreaterThan(50);
  });
});
