import * as z from 'zod/mini';
import { Count, complaint, freeText, Id, Minor, Quantity, Sku, strictObject, wholeNumber } from '../../kernel/index.js';
import { Orientation, type Placement, Size, volumeOf } from './geometry.js';

const tags = z.array(Id).check(z.maxLength(30));
const Permille = Count.check(z.maximum(1000));

const MOST_GRAMS = 1_000_000;
const tooHeavy = complaint('packing.weight_too_large', `must be at most ${MOST_GRAMS} g`);
const notGrams = complaint(
  'packing.weight_must_be_whole_grams',
  'must be in whole grams (a fraction looks like kilograms)',
);
const Grams = z
  .int(wholeNumber(notGrams, tooHeavy))
  .check(
    z.minimum(0, { error: complaint('packing.weight_must_not_be_negative', 'must not be negative') }),
    z.maximum(MOST_GRAMS, { error: tooHeavy }),
  );

/** Foam and pillows weigh 10 g a litre and more; below half of that, and from one litre on, grams were not meant. */
const LEAST_GRAMS_PER_LITRE = 5;
const LITRE = 1_000_000;
const weighsEnough = ({ size, weightGrams }: { size: Size; weightGrams: number }): boolean =>
  volumeOf(size) < LITRE || weightGrams * LITRE >= volumeOf(size) * LEAST_GRAMS_PER_LITRE;

/** One physical unit as it goes into a box: already wrapped, so its size and weight are those with its wrap. */
export const PackUnit = strictObject({
  /** Unique among the units that are packed together. */
  id: Id,
  sku: Sku,
  size: Size,
  weightGrams: Grams,
  /** Absent: all six. */
  orientations: z.optional(z.array(Orientation).check(z.minLength(1), z.maxLength(6))),
  /** How many grams may rest on it; 0: nothing on top. Absent: as much as one likes. */
  bearsGrams: z.optional(Count),
  /** It stands on the floor of the box. */
  onFloor: z.optional(z.boolean()),
  /** It takes a parcel of its own, in its own carton where no box is asked for. */
  ownParcel: z.optional(z.boolean()),
  /** Units of one group share a parcel. */
  together: z.optional(Id),
  /** What the unit is, for segregation: `food`, `battery` … */
  classes: z.optional(tags),
  /** Features that its box must have, such as `doubleWall`. */
  needs: z.optional(tags),
  /** Features that its box must not have. */
  avoids: z.optional(tags),
}).check(
  z.refine(weighsEnough, {
    path: ['weightGrams'],
    error: complaint(
      'packing.weight_looks_like_kilograms',
      `must be in grams, at least ${LEAST_GRAMS_PER_LITRE} for each litre of the unit`,
    ),
  }),
);
export type PackUnit = z.infer<typeof PackUnit>;

const SIDES = ['length', 'width', 'height'] as const;

/** A box, bag or envelope that the merchant packs into. */
export const Box = strictObject({
  id: Id,
  title: z.optional(freeText(80)),
  inner: Size,
  /** Absent: as the inner size. */
  outer: z.optional(Size),
  emptyWeightGrams: Grams,
  maxLoadGrams: Quantity,
  cost: Minor,
  /** How many are left. Absent: enough. */
  stock: z.optional(Count),
  /** The share of its volume that units may fill, in thousandths. Absent: all of it. */
  maxFillPermille: z.optional(Permille),
  /** Such as `doubleWall`, `sealable`, `insulated`. */
  features: z.optional(tags),
  /** What it is made of, in grams: `cardboard`, `plastic`, `paper` … */
  material: z.optional(z.record(Id, Count)),
  /** Used only where no other box takes the units. */
  lastResort: z.optional(z.boolean()),
}).check(
  z.refine(({ inner, outer }) => outer === undefined || SIDES.every((side) => outer[side] >= inner[side]), {
    path: ['outer'],
    error: complaint('packing.outer_smaller_than_inner', 'must be at least as large as the inner size on every side'),
  }),
);
export type Box = z.infer<typeof Box>;

/** Two classes that never share a parcel. */
export const Segregation = strictObject({ classes: z.tuple([Id, Id]), because: freeText(200) }).check(
  z.refine(({ classes: [one, other] }) => one !== other, {
    path: ['classes'],
    error: complaint(
      'packing.class_apart_from_itself',
      'must name two different classes: what may not share a parcel even with its own kind takes `ownParcel`',
    ),
  }),
);
export type Segregation = z.infer<typeof Segregation>;

/** What a carrier takes for a parcel, in minor units; undefined where it does not take it. Pure. */
export type Carriage = (parcel: { readonly weightGrams: number; readonly outer: Size }) => number | undefined;

/** What fills the free volume of a box. */
export const Filler = strictObject({ gramsPerLitre: Count, costPerLitre: Minor });
export type Filler = z.infer<typeof Filler>;

/** Bounds of one packing. */
export const MOST_PACK_UNITS = 500;
const MOST_BOXES = 500;
const MOST_NODES = 10_000_000;

const isFunction = (value: unknown): boolean => typeof value === 'function';

/** What a merchant packs into, and how: the same for many orders. */
export const PackingTerms = strictObject({
  boxes: z
    .array(Box)
    .check(
      z.minLength(1, { error: complaint('packing.no_boxes', 'must hold at least one box to pack into') }),
      z.maxLength(MOST_BOXES, { error: complaint('packing.too_many_boxes', `must hold at most ${MOST_BOXES} boxes`) }),
    ),
  segregation: z.optional(z.array(Segregation).check(z.maxLength(500))),
  filler: z.optional(Filler),
  /** What the carrier takes for a parcel. Absent: carriage costs nothing and takes everything. */
  carriage: z.optional(
    z.custom<Carriage>(isFunction, { error: complaint('packing.carriage_not_a_function', 'must be a function') }),
  ),
  /** The share of its base with which each unit has to rest on the floor or on others, in thousandths. Absent: any. */
  supportPermille: z.optional(Permille),
  /**
   * `free`: whatever costs least in all. `fewest`: one parcel where one is enough, and no more than are needed; of these,
   * what costs least. Absent: `free`.
   */
  parcels: z.optional(z.enum(['free', 'fewest'])),
  /**
   * How hard to try: the branches that the search of one box may open. More never gives a dearer plan, save where boxes run
   * short: which parcels give way there is a guess. Absent: 20,000.
   */
  nodes: z.optional(Count.check(z.maximum(MOST_NODES))),
  /** A deadline of the host. Once it answers true, what is left is packed in a hurry. */
  stop: z.optional(
    z.custom<() => boolean>(isFunction, { error: complaint('packing.stop_not_a_function', 'must be a function') }),
  ),
});
export type PackingTerms = z.infer<typeof PackingTerms>;

export const PackUnits = z.array(PackUnit).check(
  z.minLength(1, { error: complaint('packing.no_units', 'must hold at least one unit to pack') }),
  z.maxLength(MOST_PACK_UNITS, {
    error: complaint(
      'packing.too_many_units',
      `must hold at most ${MOST_PACK_UNITS} units: pack them in several orders`,
    ),
  }),
);

/** What a parcel costs, in minor units. */
export interface ParcelCost {
  readonly box: number;
  readonly filler: number;
  readonly carriage: number;
  readonly total: number;
}

/** One closed parcel. */
export interface PackedParcel {
  /** The box's id; `own:` and the unit's id for a unit in its own carton, see `ownCartonOf`. */
  readonly box: string;
  /** In the order in which a person puts them in: what stands below, and behind, goes first. */
  readonly placements: readonly Placement[];
  /** Units, box and filler. */
  readonly weightGrams: number;
  readonly fillerGrams: number;
  /** The share of the inner volume that units fill, in thousandths, rounded down. */
  readonly fillPermille: number;
  readonly cost: ParcelCost;
}

/** Which unit goes where. */
export interface PackingPlan {
  readonly parcels: readonly PackedParcel[];
  /** In minor units. */
  readonly total: number;
  /** No plan costs less; where the fewest parcels are asked for, none that has as few of them. */
  readonly lowerBound: number;
  /** Whether it is proved that no plan costs less; else the search ended at its limit of nodes, or at the deadline. */
  readonly proof: 'optimal' | 'nodeLimit' | 'deadline' | 'heuristic';
}
