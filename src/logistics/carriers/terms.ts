import * as z from 'zod/mini';
import {
  Calendar,
  Count,
  Currency,
  complaint,
  freeText,
  Id,
  Minor,
  Quantity,
  Region,
  Span,
  strictObject,
} from '../../kernel/index.js';
import { Area } from './areas.js';
import { Rates } from './rates.js';

const Permille = Count.check(z.maximum(1000));
const tags = z.array(Id).check(z.maxLength(100));
const unique = <One>(code: string, sentence: string, key: (one: One) => string) =>
  z.refine<One[]>((all) => new Set(all.map(key)).size === all.length, {
    error: complaint(`carriage.${code}`, sentence),
  });

/** Where a service goes at one price and one promise. */
export const Lane = strictObject({
  id: Id,
  /** Any of these. */
  to: z.array(Area).check(z.minLength(1), z.maxLength(500)),
  rates: Rates,
  /** Taken on top for each parcel, since the place is remote. */
  remote: z.optional(Minor),
  /** From the pick-up until delivery. Absent: nothing is promised. */
  promise: z.optional(Span),
});
export type Lane = z.infer<typeof Lane>;

/** Whole cm³ per kilogram: a parcel of 6,000 cm³ counts as 1 kg under a divisor of 6000. */
const Dimensional = strictObject({
  divisor: z
    .int({ error: complaint('carriage.divisor_must_be_positive', 'must be whole cm³ per kilogram, such as 6000') })
    .check(
      z.minimum(1, {
        error: complaint('carriage.divisor_must_be_positive', 'must be at least 1 cm³ per kilogram, such as 6000'),
      }),
      z.maximum(1_000_000),
    ),
  /** Smaller parcels go by their weight alone. */
  fromCubicCentimetres: z.optional(Count),
});

/** What is taken on top, once, for a parcel beyond any of these measures; of several the dearest. */
const Oversize = strictObject({
  aboveGrams: z.optional(Count),
  aboveLongestSideMm: z.optional(Count),
  aboveGirthMm: z.optional(Count),
  price: Minor,
});

/** A share of an amount, with a floor and a ceiling. */
const Share = strictObject({ permille: Permille, least: z.optional(Minor), most: z.optional(Minor) });

const clock = {
  error: complaint('carriage.cut_off_unclear', 'must be a time of day from 00:00 to 23:59, such as 17:30'),
};

/** One service of a carrier. */
export const CarrierService = strictObject({
  carrier: Id,
  service: Id,
  /** `road`, `air` … as packaging rules name it. */
  mode: z.optional(Id),
  /** Asked in this order: the first that holds the region counts. */
  lanes: z.array(Lane).check(
    z.minLength(1),
    z.maxLength(500),
    unique('lane_given_twice', 'holds two lanes with one id', ({ id }) => id),
  ),
  dimensional: z.optional(Dimensional),
  /** The chargeable weight is rounded up to a multiple of it before it is priced. */
  roundUpToGrams: z.optional(Quantity),
  limits: z.optional(
    strictObject({
      mostGrams: z.optional(Quantity),
      mostLongestSideMm: z.optional(Quantity),
      /** Longest side + 2 · (the two others). */
      mostGirthMm: z.optional(Quantity),
    }),
  ),
  /** Classes of goods that it does not take: `battery`, `liquid` … */
  prohibited: z.optional(tags),
  oversize: z.optional(z.array(Oversize).check(z.maxLength(20))),
  /** On freight, remote and oversize surcharges. */
  fuelPermille: z.optional(Permille),
  /** On the amount for which a parcel is insured. Absent: it insures nothing. */
  insurance: z.optional(strictObject({ ...Share.shape, mostInsured: z.optional(Minor) })),
  /** On the amount that is collected. Absent: it collects nothing. */
  cashOnDelivery: z.optional(Share),
  /** From so many pieces, or so much worth, the freight itself is free. */
  freeFrom: z.optional(strictObject({ pieces: z.optional(Quantity), worth: z.optional(Minor) })),
  /** Until when a parcel must be ready to leave on a day, and on which days the carrier comes. Absent: at any time. */
  pickUp: z.optional(
    strictObject({ cutOff: z.string(clock).check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, clock)), calendar: Calendar }),
  ),
  /** How many of a million parcels it is expected to lose or break, before anything is learned. Absent: none. */
  lossPerMillion: z.optional(Count.check(z.maximum(1_000_000))),
});
export type CarrierService = z.infer<typeof CarrierService>;

/** What the shop wants of a choice. */
export const Goal = z.discriminatedUnion('kind', [
  /** Price, expected cost of lateness, and expected loss and damage together. House default. */
  strictObject({ kind: z.literal('leastExpectedCost') }),
  /** The cheapest that promises to be there in time; with `leastChancePermille`, that is likely enough to be. */
  strictObject({ kind: z.literal('cheapestInTime'), leastChancePermille: z.optional(Permille) }),
  /** The earliest promise that costs no more. */
  strictObject({ kind: z.literal('fastestWithin'), mostPrice: Minor }),
]);
export type Goal = z.infer<typeof Goal>;

/** All that a merchant has agreed with carriers, and how to choose among them: plain data. */
export const CarriageTerms = strictObject({
  currency: Currency,
  services: z.array(CarrierService).check(
    z.refine((services) => services.length > 0, {
      error: complaint('carriage.services_must_not_be_empty', 'must hold at least one service'),
    }),
    z.maxLength(200),
    unique(
      'service_given_twice',
      'holds one service of a carrier twice',
      ({ carrier, service }) => `${carrier}/${service}`,
    ),
  ),
  /** How shares are rounded to whole minor units, each item by itself. House default: `halfUp`. */
  rounding: z.optional(z.enum(['halfUp', 'up', 'down'])),
  /** The provinces of a country, as the shop spells them. Given, any other word is an unknown region. */
  provinces: z.optional(z.record(Region.shape.country, z.array(freeText(60)).check(z.maxLength(200)))),
  /** What a parcel that comes later than the buyer was promised costs the shop: once, and for each day. */
  lateness: z.optional(strictObject({ once: Minor, perDay: Minor })),
  goal: z.optional(Goal),
  /** Where parcels leave, in the words by which punctuality is learned. */
  from: z.optional(freeText(60)),
});
export type CarriageTerms = z.infer<typeof CarriageTerms>;

/** `carrier/service`: how a service is named in answers. */
export const serviceKey = ({ carrier, service }: Pick<CarrierService, 'carrier' | 'service'>): string =>
  `${carrier}/${service}`;
