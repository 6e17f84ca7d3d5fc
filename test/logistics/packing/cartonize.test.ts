import { describe, expect, it } from 'vitest';
import type { Carriage, CartonizeRequest } from '../../../src/logistics/packing/index.js';
import { size } from './plans.js';
import { box, boxesOf, planFor, unit, units } from './shop.js';

const small = box('S', [200, 150, 100], 40);
const large = box('L', [400, 300, 200], 100);
const boxes = [large, small];

describe('The choice of boxes', () => {
  it('takes the cheapest box that holds everything', () => {
    expect(boxesOf(planFor({ units: units(2, [100, 150, 100]), boxes }))).toEqual(['S']);
    expect(boxesOf(planFor({ units: units(1, [210, 10, 10]), boxes }))).toEqual(['L']);
  });

  it('takes two small boxes where they cost less than a large one', () => {
    const plan = planFor({ units: units(2, [200, 150, 100]), boxes });
    expect(boxesOf(plan)).toEqual(['S', 'S']);
    expect(plan).toMatchObject({ total: 80, lowerBound: 80, proof: 'optimal' });
  });

  it('takes one large box all the same where the fewest parcels are wanted', () => {
    expect(boxesOf(planFor({ units: units(2, [200, 150, 100]), boxes, parcels: 'fewest' }))).toEqual(['L']);
  });

  it('takes the fewest parcels among plans that cost the same', () => {
    const plan = planFor({ units: units(2, [200, 150, 100]), boxes: [small, { ...large, cost: 80 }] });
    expect(boxesOf(plan)).toEqual(['L']);
  });

  it('weighs what the carrier takes for volume against what the box costs', () => {
    const byVolume: Carriage = ({ weightGrams, outer }) =>
      Math.ceil(Math.max(weightGrams, (outer.length * outer.width * outer.height) / 5000) / 100);
    const flat = box('F', [200, 150, 50], 60);
    const request = { units: units(1, [200, 150, 50]), boxes: [small, flat] };
    expect(planFor({ ...request, carriage: byVolume }).parcels).toMatchObject([
      { box: 'S', cost: { box: 40, filler: 0, carriage: 6, total: 46 } },
    ]);
    const dear: Carriage = (parcel) => 100 * (byVolume(parcel) ?? 0);
    expect(planFor({ ...request, carriage: dear }).parcels).toMatchObject([
      { box: 'F', cost: { box: 60, filler: 0, carriage: 300, total: 360 } },
    ]);
  });

  it('leaves out boxes that the carrier does not take', () => {
    const notLight: Carriage = ({ outer }) => (outer.length > 300 ? undefined : 10);
    const plan = planFor({
      units: units(2, [100, 150, 100]),
      boxes: [{ ...large, cost: 1 }, small],
      carriage: notLight,
    });
    expect(boxesOf(plan)).toEqual(['S']);
  });

  it('counts the filler of the free volume, in weight and in cost', () => {
    const filler = { gramsPerLitre: 20, costPerLitre: 7 };
    const [parcel] = planFor({ units: units(1, [100, 100, 100]), boxes: [small], filler }).parcels;
    expect(parcel).toMatchObject({ fillerGrams: 40, weightGrams: 190, fillPermille: 333 });
    expect(parcel?.cost).toEqual({ box: 40, filler: 14, carriage: 0, total: 54 });
    const weak = { ...small, id: 'W', cost: 1, maxLoadGrams: 139 };
    expect(boxesOf(planFor({ units: units(1, [100, 100, 100]), boxes: [small, weak], filler }))).toEqual(['S']);
    expect(boxesOf(planFor({ units: units(1, [100, 100, 100]), boxes: [small, weak] }))).toEqual(['W']);
  });

  it('keeps the load of a box and how full it may be', () => {
    const heavy = units(2, [100, 150, 100], { weightGrams: 3000 });
    expect(boxesOf(planFor({ units: heavy, boxes: [large, { ...small, maxLoadGrams: 5999 }] }))).toEqual(['S', 'S']);
    expect(
      boxesOf(planFor({ units: units(2, [100, 150, 100]), boxes: [large, { ...small, maxFillPermille: 990 }] })),
    ).toEqual(['S', 'S']);
  });

  it('takes a box of last resort only for units that no other box takes', () => {
    const crate = box('X', [900, 900, 900], 1, { lastResort: true });
    expect(boxesOf(planFor({ units: units(2, [200, 150, 100]), boxes: [crate, small] }))).toEqual(['S', 'S']);
    const withPole = [...units(2, [200, 150, 100]), unit('pole', [800, 50, 50])];
    expect(boxesOf(planFor({ units: withPole, boxes: [crate, small] }))).toEqual(['X']);
  });

  it('takes a box with the features that a unit needs, and without those that it avoids', () => {
    const plain = box('P', [200, 150, 100], 10);
    const lined = box('Q', [200, 150, 100], 90, { features: ['doubleWall', 'scented'] });
    const strong = box('R', [200, 150, 100], 95, { features: ['doubleWall'] });
    const vase = unit('vase', [100, 100, 100], { needs: ['doubleWall'], avoids: ['scented'] });
    expect(boxesOf(planFor({ units: [vase], boxes: [plain, lined, strong] }))).toEqual(['R']);
  });

  it('takes no more boxes than there are', () => {
    const two = units(2, [200, 150, 100]);
    expect(boxesOf(planFor({ units: two, boxes: [large, { ...small, stock: 1 }] }))).toEqual(['L']);
    expect(boxesOf(planFor({ units: two, boxes: [large, { ...small, stock: 0 }] }))).toEqual(['L']);
    const three = [...two, unit('u-2', [400, 300, 200])];
    const medium = box('M', [200, 150, 110], 50);
    expect(boxesOf(planFor({ units: three, boxes: [large, medium, { ...small, stock: 1 }] }))).toEqual(['L', 'M', 'S']);
  });
});

describe('What may share a parcel', () => {
  const segregation = [{ classes: ['food', 'soap'] as [string, string], because: 'food takes on the smell' }];

  it('keeps classes apart that a rule keeps apart', () => {
    const bread = unit('bread', [100, 100, 50], { classes: ['food'] });
    const soap = unit('soap', [50, 50, 50], { classes: ['soap'] });
    expect(boxesOf(planFor({ units: [bread, soap], boxes, segregation }))).toEqual(['S', 'S']);
    expect(boxesOf(planFor({ units: [bread, soap], boxes }))).toEqual(['S']);
  });

  it('keeps a group together, even where parcels of their own would cost less', () => {
    const pair = units(2, [200, 150, 100], { together: 'pair' });
    expect(boxesOf(planFor({ units: pair, boxes }))).toEqual(['L']);
  });

  it('gives a unit its own parcel, in its own carton where it asks for no box', () => {
    const mug = unit('mug', [50, 50, 50]);
    const stool = unit('stool', [500, 500, 500], { ownParcel: true });
    expect(boxesOf(planFor({ units: [mug, stool], boxes }))).toEqual(['S', 'own:stool']);
    for (const { box, placements } of planFor({ units: [stool, { ...stool, id: 'other' }], boxes }).parcels) {
      expect(box).toBe(`own:${placements[0]?.unit}`);
    }
    const clock = unit('clock', [50, 50, 50], { ownParcel: true, needs: ['doubleWall'] });
    const strong = box('D', [100, 100, 100], 30, { features: ['doubleWall'] });
    expect(boxesOf(planFor({ units: [mug, clock], boxes: [strong] }))).toEqual(['D', 'D']);
  });
});

describe('How units stand', () => {
  const tower = box('T', [100, 100, 300], 50);
  const wide = box('W', [200, 100, 100], 70);
  const placed = (request: CartonizeRequest) =>
    planFor(request).parcels.flatMap(({ placements }) => placements.map(({ unit: id, z }) => [id, z]));

  it('turns units only as they may be turned', () => {
    const bottle = unit('bottle', [80, 80, 250], { orientations: ['lwh', 'wlh'] });
    const low = box('B', [260, 90, 90], 20);
    expect(boxesOf(planFor({ units: [bottle], boxes: [low, tower] }))).toEqual(['T']);
    expect(boxesOf(planFor({ units: [{ ...bottle, orientations: ['hwl'] }], boxes: [low, tower] }))).toEqual(['B']);
  });

  it('puts nothing on a unit that bears nothing', () => {
    const egg = unit('egg', [100, 100, 100], { bearsGrams: 0 });
    const stone = unit('stone', [100, 100, 100], { weightGrams: 2000 });
    expect(placed({ units: [egg, stone], boxes: [tower] })).toEqual([
      ['stone', 0],
      ['egg', 100],
    ]);
    const eggs = units(2, [100, 100, 100], { bearsGrams: 0 });
    const plan = planFor({ units: eggs, boxes: [tower, wide] });
    expect([boxesOf(plan), plan.proof]).toEqual([['W'], 'optimal']);
    const largeEgg = unit('large', [100, 100, 190], { bearsGrams: 0, orientations: ['lwh'] });
    expect(placed({ units: [largeEgg, stone], boxes: [tower] })).toEqual([
      ['stone', 0],
      ['large', 100],
    ]);
  });

  it('adds up what stands on a unit through others', () => {
    const books = units(3, [100, 100, 100], { weightGrams: 500 });
    const base = (bearsGrams: number) => books.map((book) => ({ ...book, bearsGrams }));
    expect(boxesOf(planFor({ units: base(1000), boxes: [tower] }))).toEqual(['T']);
    expect(boxesOf(planFor({ units: base(999), boxes: [tower] }))).toEqual(['T', 'T']);
  });

  it('leaves on the floor what belongs on the floor', () => {
    const jars = units(2, [100, 100, 100], { onFloor: true });
    expect(boxesOf(planFor({ units: jars, boxes: [tower, wide] }))).toEqual(['W']);
  });

  it('lets units rest on as much of their base as is asked for', () => {
    const hall = box('H', [200, 100, 120], 50);
    const still = { orientations: ['lwh' as const] };
    const room = [unit('cube', [100, 100, 100], still), unit('less', [100, 90, 100], still)];
    const board = unit('board', [200, 100, 20], { ...still, bearsGrams: 0 });
    const request = { units: [...room, board], boxes: [hall] };
    expect(boxesOf(planFor({ ...request, supportPermille: 950 }))).toEqual(['H']);
    expect(boxesOf(planFor({ ...request, supportPermille: 951 }))).toEqual(['H', 'H']);
  });

  it('names first what stands below, then what stands behind', () => {
    const all = units(12, [100, 100, 100]);
    const [parcel] = planFor({ units: all, boxes: [box('C', [300, 200, 200], 10)] }).parcels;
    const order = parcel?.placements.map(({ x, y, z }) => z * 1e6 + y * 1e3 + x) ?? [];
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(parcel?.placements[0]).toMatchObject({ x: 0, y: 0, z: 0, size: size(100, 100, 100) });
  });
});

describe('The effort', () => {
  it('says so when the host stopped it, and packs all the same', () => {
    const many = units(6, [130, 90, 70]).map((one, i) => ({ ...one, size: size(130 + i, 90 + 2 * i, 70) }));
    const plan = planFor({ units: many, boxes, stop: () => true });
    expect(['deadline', 'optimal']).toContain(plan.proof);
    const forty = Array.from({ length: 40 }, (_, i) => unit(`u-${i}`, [90 + i, 70 + (i % 7), 60]));
    expect(planFor({ units: forty, boxes, stop: () => true }).proof).toBe('deadline');
  });

  it('names the limit that cut it off, and a bound below the cost', () => {
    const odd = Array.from({ length: 7 }, (_, i) => unit(`u-${i}`, [171 - i, 113 + i, 97 - 2 * i]));
    const plan = planFor({
      units: odd,
      boxes: [box('A', [300, 220, 200], 50), box('B', [500, 300, 300], 90)],
      nodes: 3,
    });
    expect(plan.proof).toBe('nodeLimit');
    expect(plan.lowerBound).toBeLessThan(plan.total);
  });
});
