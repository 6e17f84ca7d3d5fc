import * as z from 'zod/mini';
import { Count, freeText, Id, Minor, Reason, Sku, strictObject } from '../kernel/index.js';
import { OuterSize } from './types.js';

/** Bound: a plan with more units keeps its sums, and no placements. */
export const MOST_PLACEMENTS = 200;

const Permille = Count.check(z.maximum(1000));
const tags = z.array(Id).check(z.maxLength(200));

/** Where one unit of an order line stands: see `Placement` of packing. */
export const PlannedUnit = strictObject({
  unit: Id,
  line: Id,
  sku: Sku,
  x: Count,
  y: Count,
  z: Count,
  /** Which of its own sides lies along the box's length, its width and its height. */
  orientation: z.enum(['lwh', 'wlh', 'lhw', 'hlw', 'whl', 'hwl']),
  size: OuterSize,
});
export type PlannedUnit = z.infer<typeof PlannedUnit>;

/** How a parcel is packed, as it is kept with the parcel. Money is in minor units of the packaging's currency. */
export const PackedPlan = strictObject({
  /** In the order in which they go in. Absent where there are more than 200. */
  placements: z.optional(z.array(PlannedUnit).check(z.maxLength(MOST_PLACEMENTS))),
  fillPermille: z.optional(Permille),
  cost: strictObject({
    box: Minor,
    materials: Minor,
    filler: Minor,
    papers: Minor,
    carriage: Minor,
    total: Minor,
  }),
  /** What is used beside the box; filler once, for the whole parcel. */
  materials: z
    .array(strictObject({ material: Id, use: Id, times: Count, grams: Count, cost: Minor }))
    .check(z.maxLength(200)),
  /** Box and materials, by waste stream: `cardboard`, `plastic`, `paper` … */
  grams: z.array(strictObject({ stream: Id, grams: Count })).check(z.maxLength(100)),
  recyclablePermille: Permille,
  protectionPermille: Permille,
  papers: z.array(strictObject({ paper: Id, copies: Count })).check(z.maxLength(100)),
  labels: tags,
  /** Modes of carriage that may not take it, such as `air`. */
  notBy: tags,
});
export type PackedPlan = z.infer<typeof PackedPlan>;

/** That a person packed otherwise than the desk advised, and what that did. */
export const PackedByHand = strictObject({
  reason: Reason,
  /** By how many minor units it is dearer than what was advised; less than 0: cheaper. */
  costsMore: z.optional(z.int().check(z.minimum(-1_000_000_000_000), z.maximum(1_000_000_000_000))),
  /** What speaks against it, as it was shown to the person. */
  problems: z.optional(z.array(freeText(300)).check(z.maxLength(50))),
});
export type PackedByHand = z.infer<typeof PackedByHand>;
