import * as z from 'zod/mini';
import { Count, freeText, Id, Minor, Quantity, Sku, strictObject } from '../../kernel/index.js';
import { Orientation, type Placement, Size } from './geometry.js';

const tags = z.array(Id).check(z.maxLength(30));
const Permille = Count.check(z.maximum(1000));

/** One physical unit as it goes into a box: already wrapped, so its size and weight are those with its wrap. */
export const PackUnit = strictObject({
  /** Unique among the units that are packed together. */
  id: Id,
  sku: Sku,
  size: Size,
  weightGrams: Count,
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
});
export type PackUnit = z.infer<typeof PackUnit>;

/** A box, bag or envelope that the merchant packs into. */
export const Box = strictObject({
  id: Id,
  title: z.optional(freeText(80)),
  inner: Size,
  /** Absent: as the inner size. */
  outer: z.optional(Size),
  emptyWeightGrams: Count,
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
});
export type Box = z.infer<typeof Box>;

/** Two classes that never share a parcel. */
export const Segregation = strictObject({ classes: z.tuple([Id, Id]), because: freeText(200) });
export type Segregation = z.infer<typeof Segregation>;

/** What a carrier takes for a parcel, in minor units; undefined where it does not take it. Pure. */
export type Carriage = (parcel: { readonly weightGrams: number; readonly outer: Size }) => number | undefined;

/** What a parcel costs, in minor units. */
export interface ParcelCost {
  readonly box: number;
  readonly filler: number;
  readonly carriage: number;
  readonly total: number;
}

/** One closed parcel. */
export interface PackedParcel {
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
  /** No plan costs less. */
  readonly lowerBound: number;
  /** Whether it is proved that no plan costs less; else the search ended at its limit of nodes, or at the deadline. */
  readonly proof: 'optimal' | 'nodeLimit' | 'deadline' | 'heuristic';
}
