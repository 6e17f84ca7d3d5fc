import * as z from 'zod/mini';
import { complaint, Id, Instant, Minor, Quantity, Region, strictObject } from '../../kernel/index.js';
import { Size, volumeOf } from '../packing/geometry.js';

const ids = z.array(Id).check(z.maxLength(200));

const MM3_PER_LITRE = 1_000_000;
/** Cardboard alone weighs more than a gram per litre of box. */
const tooLight = complaint(
  'carriage.weight_looks_like_kilograms',
  'has a weight below one gram per litre, less than an empty box; weightGrams wants grams, not kilograms',
);

const measured = {
  weightGrams: Quantity,
  /** Outside, in mm. Which side is called length does not matter. */
  outer: Size,
  region: Region,
  /** How many pieces are in it. Absent: one. */
  pieces: z.optional(Quantity),
  /** What the goods in it are: `battery`, `liquid` … */
  classes: z.optional(z.array(Id).check(z.maxLength(100))),
  /** What the goods in it are worth, in minor units. */
  worth: z.optional(Minor),
  /** For how much it is to be insured. */
  insuredFor: z.optional(Minor),
  /** What the carrier is to collect from the buyer. */
  collect: z.optional(Minor),
};
interface Weighed {
  readonly weightGrams: number;
  readonly outer: Size;
}
const plausible = z.refine<Weighed>(({ weightGrams, outer }) => weightGrams * MM3_PER_LITRE >= volumeOf(outer), {
  error: tooLight,
});

/** A closed parcel, as a carrier prices it. */
export const Consignment = strictObject(measured).check(plausible);
export type Consignment = z.infer<typeof Consignment>;

/** What a choice among services sees. */
export const ServiceFacts = strictObject({
  ...measured,
  /** When it can leave the house. */
  readyAt: z.optional(Instant),
  /** Until when the buyer was promised it. */
  deliverBy: z.optional(Instant),
  /** Carriers that the buyer does not want, or that are out of order there. */
  excluded: z.optional(ids),
  /** The only carriers that the platform takes. Absent: any. */
  allowed: z.optional(ids),
  /** Modes of carriage that may not take it, such as `air`: what packaging rules say of the goods. */
  notBy: z.optional(ids),
}).check(
  plausible,
  z.refine(({ readyAt, deliverBy }) => deliverBy === undefined || readyAt !== undefined, {
    error: complaint('carriage.ready_at_missing', 'has deliverBy without readyAt: whether it is late depends on both'),
  }),
);
export type ServiceFacts = z.infer<typeof ServiceFacts>;
