import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Box,
  MOST_PLAN_PROBLEMS,
  type PackedParcel,
  type PackingPlan,
  type PackUnit,
  type Placement,
  type PlanRules,
  planProblems,
  validatePlan,
} from '../../../src/logistics/packing/index.js';
import { book, carton, mug, parcel, place, plan, size, tea } from './plans.js';

const rules: PlanRules = { units: [book, mug, tea], boxes: [carton] };
const [onBook, mugOnBook, teaOnBook] = parcel.placements as [Placement, Placement, Placement];

const found = (asked: PlanRules, given: PackingPlan): string[] => [
  ...new Set(validatePlan(asked, given).map(({ code }) => code.replace('plan.', ''))),
];
const withParcel = (changes: Partial<PackedParcel>): PackingPlan => ({ ...plan, parcels: [{ ...parcel, ...changes }] });
const withPlaces = (...placements: Placement[]): PackingPlan => withParcel({ placements });
const withUnits = (...units: PackUnit[]): PlanRules => ({ ...rules, units });
const withBox = (changes: Partial<Box>): PlanRules => ({ ...rules, boxes: [{ ...carton, ...changes }] });
const cost = (changes: Partial<PackedParcel['cost']>) => withParcel({ cost: { ...parcel.cost, ...changes } });

/** The units each in a parcel of its own, so that only what concerns several parcels can be wrong. */
const apart: PackingPlan = {
  total: 765,
  lowerBound: 0,
  proof: 'heuristic',
  parcels: [
    { ...onBook, grams: 900, fill: 213 },
    { ...mugOnBook, z: 0, grams: 350, fill: 87 },
    { ...teaOnBook, z: 0, grams: 120, fill: 63 },
  ].map(({ grams, fill, ...placement }) => ({
    box: 'C2',
    placements: [placement],
    weightGrams: grams + 150,
    fillerGrams: 0,
    fillPermille: fill,
    cost: { box: 120, filler: 0, carriage: 135, total: 255 },
  })),
};

describe('A sound plan', () => {
  it('has no problems, with every rule that it keeps', () => {
    expect(validatePlan(rules, plan)).toEqual([]);
    expect(validatePlan(rules, apart)).toEqual([]);
    const strict: PlanRules = {
      units: [
        { ...book, onFloor: true, bearsGrams: 470, together: 'gift', needs: ['doubleWall'] },
        { ...mug, orientations: ['lwh'], bearsGrams: 0, avoids: ['soft'], classes: ['glass'], together: 'gift' },
        { ...tea, classes: ['food'] },
      ],
      boxes: [{ ...carton, features: ['doubleWall'], stock: 1, maxFillPermille: 365, maxLoadGrams: 1390 }],
      segregation: [{ classes: ['food', 'chemical'], because: 'smell' }],
      supportPermille: 1000,
      carriage: ({ weightGrams }) => (weightGrams <= 1540 ? 800 : undefined),
    };
    expect(validatePlan(strict, plan)).toEqual([]);
  });

  it('says in words, with ids and values, what is wrong', () => {
    const [problem] = validatePlan(rules, withPlaces(onBook, { ...mugOnBook, x: 225 }, teaOnBook));
    expect(problem?.message).toBe(
      'Unit "mug" in parcel 1 reaches from 225 to 325 mm along the length of a box of 320 mm.',
    );
  });
});

describe('A plan is not sound when', () => {
  const dear = (carriage: number | undefined): PlanRules => ({ ...rules, carriage: () => carriage });
  const alone = { ...book, ownParcel: true };
  const food = { ...tea, classes: ['food', 'dry'] };
  const soap = { ...mug, classes: ['chemical'] };
  const smell = { classes: ['food', 'chemical'] as [string, string], because: 'food takes on the smell' };

  const cases: [string, PlanRules, PackingPlan, string][] = [
    ['two units have one id', withUnits(book, book, mug, tea), plan, 'id_given_twice'],
    ['two boxes have one id', { ...rules, boxes: [carton, carton] }, plan, 'id_given_twice'],
    ['a unit is forgotten', withUnits(book, mug, tea, { ...tea, id: 'tea-2' }), plan, 'unit_missing'],
    ['a unit is made up', withUnits(book, mug), withParcel({ weightGrams: 1420, fillPermille: 300 }), 'unit_unknown'],
    [
      'a unit is in two parcels',
      rules,
      { ...apart, parcels: [...apart.parcels, apart.parcels[0] as PackedParcel], total: 1020 },
      'unit_repeated',
    ],
    ['its box is not in the catalogue', { ...rules, boxes: [] }, plan, 'box_unknown'],
    ['more boxes are used than are left', withBox({ stock: 2 }), apart, 'box_stock_exceeded'],
    [
      'a box lacks what a unit needs',
      withUnits({ ...book, needs: ['doubleWall'] }, mug, tea),
      plan,
      'box_feature_missing',
    ],
    [
      'a box has what a unit avoids',
      { ...withBox({ features: ['soft'] }), units: [book, { ...mug, avoids: ['soft'] }, tea] },
      plan,
      'box_feature_avoided',
    ],
    [
      'a unit is turned that must stand upright',
      withUnits(book, mug, { ...tea, orientations: ['lwh'] }),
      plan,
      'orientation_not_allowed',
    ],
    [
      'a size is not that of the turned unit',
      rules,
      withPlaces(onBook, mugOnBook, { ...teaOnBook, size: size(150, 80, 60) }),
      'size_wrong',
    ],
    [
      'a unit stands between millimetres',
      rules,
      withPlaces(onBook, mugOnBook, { ...teaOnBook, x: 100.5 }),
      'position_not_whole',
    ],
    [
      'a unit sticks out of the top',
      withBox({ inner: size(320, 220, 149) }),
      withParcel({ fillPermille: 391 }),
      'outside_box',
    ],
    ['a unit begins outside', rules, withPlaces(onBook, { ...mugOnBook, x: -1 }, teaOnBook), 'outside_box'],
    ['two units are in one place', rules, withPlaces(onBook, mugOnBook, { ...teaOnBook, x: 99 }), 'overlapping'],
    ['what stands below goes in last', rules, withPlaces(mugOnBook, teaOnBook, onBook), 'packed_under_another'],
    [
      'a unit that belongs on the floor stands on others',
      withUnits(book, { ...mug, onFloor: true }, tea),
      plan,
      'not_on_floor',
    ],
    ['a unit bears more than it can', withUnits({ ...book, bearsGrams: 469 }, mug, tea), plan, 'bears_too_much'],
    [
      'something hangs over what bears nothing',
      withUnits({ ...book, bearsGrams: 0 }, mug, tea),
      withPlaces(onBook, { ...mugOnBook, z: 50 }, teaOnBook),
      'bears_too_much',
    ],
    [
      'a base rests on too little',
      { ...rules, supportPermille: 778 },
      withPlaces(onBook, { ...mugOnBook, y: 130 }, teaOnBook),
      'support_too_small',
    ],
    [
      'a unit floats',
      { ...rules, supportPermille: 1 },
      withPlaces(onBook, { ...mugOnBook, z: 41 }, teaOnBook),
      'support_too_small',
    ],
    [
      'segregated classes share a parcel',
      { units: [book, soap, food], boxes: [carton], segregation: [smell] },
      plan,
      'segregated',
    ],
    ['a unit does not get a parcel of its own', withUnits(alone, mug, tea), plan, 'own_parcel_shared'],
    [
      'what belongs together is parted',
      withUnits({ ...book, together: 'set' }, mug, { ...tea, together: 'set' }),
      apart,
      'group_parted',
    ],
    ['a box is loaded beyond its limit', withBox({ maxLoadGrams: 1389 }), plan, 'too_heavy'],
    ['a box is fuller than it may be', withBox({ maxFillPermille: 364 }), plan, 'too_full'],
    ['a weight is not the sum', rules, withParcel({ weightGrams: 1520 }), 'weight_wrong'],
    ['a fill is not that of the units', rules, withParcel({ fillPermille: 365 }), 'fill_wrong'],
    ['the carrier does not take a parcel', dear(undefined), plan, 'carriage_refused'],
    ['carriage costs something else', dear(801), plan, 'cost_wrong'],
    ['a box costs something else', rules, cost({ box: 110, filler: 15 }), 'cost_wrong'],
    ['filler earns money', rules, cost({ filler: -5, carriage: 810 }), 'cost_wrong'],
    ['costs do not add up', rules, cost({ carriage: 700 }), 'cost_wrong'],
    ['parcels do not add up', rules, { ...plan, total: 924, lowerBound: 924 }, 'total_wrong'],
    ['the bound is above the total', rules, { ...plan, lowerBound: 926, proof: 'nodeLimit' }, 'bound_wrong'],
    ['the least cost is proved above the bound', rules, { ...plan, lowerBound: 900 }, 'bound_wrong'],
  ];
  it.each(cases)('%s', (_, asked, given, code) => {
    expect(found(asked, given)).toEqual([code]);
  });

  it('and no problem that there is goes without an example', () => {
    expect(new Set(cases.map(([, , , code]) => code))).toEqual(new Set(Object.keys(planProblems)));
  });

  it('but not when just enough of a base is carried', () => {
    const overhanging = withPlaces(onBook, { ...mugOnBook, y: 130 }, teaOnBook);
    expect(found({ ...rules, supportPermille: 777 }, overhanging)).toEqual([]);
  });

  it('a unit of two segregated classes is alone, for it cannot be parted from itself', () => {
    const both = { ...tea, classes: ['food', 'chemical'] };
    expect(found({ units: [book, mug, both], boxes: [carton], segregation: [smell] }, plan)).toEqual([]);
  });

  it('a pile is too heavy for what stands at its foot, through all that is between', () => {
    const slab = (id: string, bearsGrams?: number): PackUnit => ({
      id,
      sku: 'slab',
      size: size(100, 100, 10),
      weightGrams: 1000,
      ...(bearsGrams !== undefined && { bearsGrams }),
    });
    const ids = ['a', 'b', 'c', 'd'];
    const pile: PackingPlan = {
      ...plan,
      parcels: [
        {
          ...parcel,
          placements: ids.map((id, level) => place(id, [0, 0, 10 * level], 'lwh', [100, 100, 10])),
          weightGrams: 4170,
          fillPermille: 35,
        },
      ],
    };
    const limited = (most: number) => withUnits(slab('a', most), slab('b'), slab('c'), slab('d'));
    expect(found(limited(3000), pile)).toEqual([]);
    expect(found(limited(2999), pile)).toEqual(['bears_too_much']);
  });
});

describe('Many units', () => {
  const cube = (id: number): PackUnit => ({ id: `u${id}`, sku: 's', size: size(10, 10, 10), weightGrams: 1 });
  const crate = { ...carton, inner: size(200, 200, 200), maxLoadGrams: 100_000 };
  const put = (at: readonly (readonly number[])[]): [PlanRules, PackingPlan] => [
    { units: at.map((_, id) => cube(id)), boxes: [crate] },
    {
      ...plan,
      parcels: [{ ...parcel, placements: at.map((corner, id) => place(`u${id}`, corner, 'lwh', [10, 10, 10])) }],
    },
  ];

  it('overlap wherever two of them share some room, and nowhere else', () => {
    const corner = fc.tuple(fc.nat(190), fc.nat(190), fc.nat(190));
    fc.assert(
      fc.property(fc.array(corner, { maxLength: 60 }), (at) => {
        const expected = at.flatMap((a, one) =>
          at.flatMap((b, other) =>
            one < other && a.every((from, axis) => Math.abs(from - (b[axis] ?? 0)) < 10) ? [`u${one} u${other}`] : [],
          ),
        );
        const overlaps = validatePlan(...put(at)).flatMap((problem) =>
          problem.code === 'plan.overlapping' ? [problem.details] : [],
        );
        const pairs = overlaps.map(({ unit, other }) =>
          [unit, other].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))).join(' '),
        );
        expect(pairs.sort()).toEqual(expected.sort());
      }),
    );
  });

  it('fill a crate to the last millimetre without a problem, and one moved by a millimetre is found', () => {
    const grid = Array.from({ length: 8000 }, (_, n) => [
      10 * (n % 20),
      10 * (Math.floor(n / 20) % 20),
      10 * Math.floor(n / 400),
    ]);
    const [asked, given] = put(grid);
    const full = { ...given.parcels[0], weightGrams: 8170, fillPermille: 1000 } as PackedParcel;
    expect(validatePlan({ ...asked, supportPermille: 1000 }, { ...given, parcels: [full] })).toEqual([]);
    const moved = full.placements.map((one, n) => (n === 4321 ? { ...one, x: one.x + 1 } : one));
    expect(found(asked, { ...given, parcels: [{ ...full, placements: moved }] })).toEqual(['overlapping']);
  });

  it('in one heap are named up to the bound', () => {
    const [asked, given] = put(Array.from({ length: 3000 }, () => [0, 0, 0]));
    expect(validatePlan(asked, given)).toHaveLength(MOST_PLAN_PROBLEMS);
  });
});
