import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Drawing } from '../../../src/logistics/drawing.js';
import {
  drawParcel,
  drawSteps,
  type PackedParcel,
  type Placement,
  parcelPicture,
  sceneOf,
  stepsPicture,
} from '../../../src/logistics/packing/index.js';
import { fillsOf } from '../../../src/logistics/packing/picture/colours.js';
import type { Block, Spot } from '../../../src/logistics/packing/picture/isometric.js';
import { paintOrder } from '../../../src/logistics/packing/picture/painter.js';
import { book, carton, mug, parcel, place, tea } from './plans.js';

const units = [book, mug, tea];
const en = { language: 'en', units } as const;
const texts = (drawing: Drawing): string[] => drawing.shapes.flatMap((one) => (one.kind === 'text' ? [one.text] : []));

describe('The picture of a parcel', () => {
  it('shows the number of each step on its unit, and tells what it is', () => {
    const drawing = parcelPicture(parcel, carton, { ...en, titles: { atlas: 'World atlas' } });
    expect(texts(drawing)).toEqual(
      expect.arrayContaining(['1', '2', '3', 'World atlas', 'mug-blue', '80 × 150 × 60 mm, upright', '320 mm']),
    );
    expect(drawing.title).toBe('Box C2, 3 units');
    expect(Drawing.safeParse(drawing).success).toBe(true);
  });

  it('of one step shows what stands there by then, and tells of the new unit only', () => {
    const told = texts(parcelPicture(parcel, carton, { ...en, step: 2 }));
    expect(told).toEqual(expect.arrayContaining(['1', '2', 'mug-blue', 'Box C2, 3 units: Step 2 of 3']));
    expect(told).not.toContain('3');
    expect(told).not.toContain('atlas');
  });

  it('speaks Chinese', () => {
    expect(drawParcel(parcel, carton, { units, language: 'zh-CN', step: 3 })).toContain(
      '箱型 C2，共 3 件：第 3 步，共 3 步',
    );
  });

  it('as a strip has one frame for each step, or as many as are asked for', () => {
    const frames = (asked?: number) =>
      texts(stepsPicture(parcel, carton, { ...en, ...(asked !== undefined && { frames: asked }) })).filter((text) =>
        text.startsWith('Step'),
      );
    expect(frames()).toEqual(['Step 1 of 3', 'Step 2 of 3', 'Step 3 of 3']);
    expect(frames(2)).toEqual(['Step 1 of 3', 'Steps 2 to 3 of 3']);
    expect(frames(0)).toEqual(['Steps 1 to 3 of 3']);
  });

  it('writes out which steps are of one kind', () => {
    const cubes = Array.from({ length: 10 }, (_, i) => place(`c-${i}`, [i * 30, 0, 0], 'lwh', [30, 30, 30]));
    const kind = (i: number) => (i < 8 ? { sku: 'a' } : { sku: 'b' });
    const known = cubes.map(({ unit, size }, i) => ({ id: unit, size, weightGrams: 1, ...kind(i) }));
    const told = texts(parcelPicture({ ...parcel, placements: cubes }, carton, { language: 'en', units: known }));
    expect(told).toEqual(expect.arrayContaining(['1–8', '9–10']));
  });

  it('of an empty box is an empty box', () => {
    const empty: PackedParcel = { ...parcel, placements: [] };
    expect(drawParcel(empty, carton, en)).toContain('Box C2, 0 units');
    expect(drawSteps(empty, carton, en)).toContain('</svg>');
  });

  it('lets no foreign text become markup, nor turn the direction of what follows', () => {
    const hostile = '</text><script>alert(1)</script>"\'&\u202e';
    const svg = drawParcel(parcel, { ...carton, id: hostile }, { ...en, titles: { atlas: hostile } });
    expect(svg).not.toMatch(/<script|"'&"|\u202e/);
    expect(svg.match(/<text/g)).toHaveLength(texts(parcelPicture(parcel, carton, en)).length);
  });

  it('needs nothing from elsewhere, and is the same every time', () => {
    const svg = drawSteps(parcel, carton, en);
    expect(svg).toBe(drawSteps(parcel, carton, en));
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|href|url\(/);
  });

  it('stays in its frame, whatever the shape of the box', () => {
    const side = fc.integer({ min: 1, max: 2000 });
    fc.assert(
      fc.property(side, side, side, fc.integer({ min: 1, max: 5000 }), (length, width, height, wide) => {
        const drawing = parcelPicture(parcel, { ...carton, inner: { length, width, height } }, { ...en, width: wide });
        const wire = drawing.shapes.flatMap((shape) => (shape.kind === 'line' ? shape.points : []));
        expect(wire.every(([x, y]) => x >= 0 && y >= 0 && x <= drawing.width && y <= drawing.height)).toBe(true);
      }),
    );
  });

  it('is drawn all the same where a person has put two units into one place', () => {
    const heap: PackedParcel = {
      ...parcel,
      placements: parcel.placements.map((one) => ({ ...one, x: 0, y: 0, z: 0 })),
    };
    expect(drawParcel(heap, carton, en)).toContain('</svg>');
  });
});

describe('The scene of a parcel', () => {
  it('has each unit where the plan puts it, named by its SKU where that is known', () => {
    const scene = sceneOf(parcel, carton, [mug]);
    expect(scene.box).toEqual({ id: 'C2', size: carton.inner });
    expect(scene.units.map(({ label }) => label)).toEqual(['book', 'mug-blue', 'tea']);
    expect(scene.units[2]).toMatchObject({
      step: 3,
      at: { x: 100, y: 0, z: 40 },
      size: { length: 80 },
      orientation: 'wlh',
    });
  });
});

describe('Colours', () => {
  const names = fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 9 });

  it('differ for up to nine kinds of goods, in whatever order they come', () => {
    fc.assert(
      fc.property(names, (kinds) => {
        const fills = fillsOf(kinds);
        expect(new Set(fills.values()).size).toBe(new Set(kinds).size);
        expect([...fillsOf(kinds.toReversed())]).toEqual([...fills]);
      }),
    );
  });

  it('stay with the goods from parcel to parcel', () => {
    expect(fillsOf(['mug-blue']).get('mug-blue')).toBe(fillsOf(['mug-blue', 'atlas', 'tea-green']).get('mug-blue'));
  });

  it('begin again when there are more kinds than colours', () => {
    const kinds = Array.from({ length: 30 }, (_, kind) => `sku-${kind}`);
    expect(new Set(fillsOf(kinds).values()).size).toBe(9);
  });
});

describe('What is painted last', () => {
  const AXES = [0, 1, 2] as const;
  /** How far from a spot a block ends on the line of sight; undefined where the line misses it. */
  const reach = ({ from, to }: Block, spot: Spot): number | undefined => {
    const enters = Math.max(...AXES.map((axis) => from[axis] - spot[axis]));
    const leaves = Math.min(...AXES.map((axis) => to[axis] - spot[axis]));
    return leaves > enters ? leaves : undefined;
  };
  const nearestIsLast = (blocks: readonly Block[], spot: Spot) => {
    const met = paintOrder(blocks).flatMap((piece) => reach(piece, spot) ?? []);
    expect(met.at(-1) ?? 0).toBe(Math.max(...met, met.length === 0 ? 0 : -Infinity));
  };
  const stick = (from: Spot, to: Spot): Block => ({ from, to });
  const spotIn = (most: number) => {
    const coordinate = fc.integer({ min: 0, max: 4 * most }).map((quarters) => quarters / 4 + 0.1);
    return fc.tuple(coordinate, coordinate, coordinate);
  };

  it('is what stands nearest to the eye, also where three sticks lie each over the next', () => {
    const circle = [stick([0, 10, 0], [20, 20, 10]), stick([0, 0, 10], [10, 20, 20]), stick([10, 0, 0], [20, 10, 20])];
    expect(paintOrder(circle).length).toBeGreaterThan(3);
    fc.assert(
      fc.property(spotIn(20), (spot) => nearestIsLast(circle, spot)),
      { numRuns: 500 },
    );
  });

  it('is what stands nearest to the eye, for any blocks that do not overlap', () => {
    const side = fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 8 }));
    const block = fc
      .tuple(side, side, side)
      .map(([[x, l], [y, w], [z, h]]): Block => ({ from: [x, y, z], to: [x + l, y + w, z + h] }));
    const apart = (one: Block, other: Block) =>
      AXES.some((axis) => one.to[axis] <= other.from[axis] || other.to[axis] <= one.from[axis]);
    const blocks = fc.array(block, { maxLength: 60 }).map((all) => {
      const kept: Block[] = [];
      for (const one of all) if (kept.every((other) => apart(one, other))) kept.push(one);
      return kept;
    });
    fc.assert(
      fc.property(blocks, fc.array(spotIn(20), { minLength: 20 }), (all, spots) => {
        for (const spot of spots) nearestIsLast(all, spot);
      }),
    );
  });
});

describe('A number', () => {
  it('is not written on a unit that cannot be seen', () => {
    const behind: Placement[] = [
      place('tea', [0, 0, 0], 'lwh', [150, 80, 60]),
      place('book', [150, 0, 0], 'hwl', [40, 200, 300]),
      place('mug', [0, 80, 0], 'hlw', [150, 90, 300]),
      place('lid', [0, 0, 60], 'lwh', [150, 80, 240]),
    ];
    const box = { ...carton, inner: { length: 320, width: 220, height: 300 } };
    const numbers = texts(parcelPicture({ ...parcel, placements: behind }, box, en)).filter((text) =>
      /^\d$/.test(text),
    );
    expect(numbers.filter((text) => text === '1')).toHaveLength(1); // In the legend only.
    expect(numbers.filter((text) => text === '2')).toHaveLength(2);
  });
});
