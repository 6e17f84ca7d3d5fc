import * as z from 'zod/mini';
import { Count, complaint, freeText, Minor, Quantity, RecordId, strictObject } from '../../../kernel/index.js';

const MOST_PARCELS = 20_000;
const name = freeText(210).check(z.minLength(1));
const unique = <One extends { readonly id: string }>(code: string, sentence: string) =>
  z.refine<One[]>((all) => new Set(all.map(({ id }) => id)).size === all.length, {
    error: complaint(`wave.${code}`, sentence),
  });

/** From so many parcels of a wave, each of them costs less: all of them, not only those above. */
const Tier = strictObject({
  from: Quantity,
  permilleOff: z.optional(Count.check(z.maximum(1000))),
  /** Per parcel, in minor units. */
  amountOff: z.optional(Minor),
});

/** A service as a wave sees it. */
export const WaveService = strictObject({
  id: name,
  /** How many parcels it takes at its next pick-up. Absent: all. */
  capacity: z.optional(Count),
  tiers: z.optional(
    z.array(Tier).check(
      z.maxLength(20),
      z.refine((tiers) => tiers.every(({ from }, index) => from > (tiers[index - 1]?.from ?? 1)), {
        error: complaint(
          'wave.tiers_must_rise',
          'has tiers that do not rise: each begins above the last, from 2 parcels on',
        ),
      }),
    ),
  ),
});
export type WaveService = z.infer<typeof WaveService>;

/** A parcel of a wave, with what each service that can take it would cost. */
export const WaveParcel = strictObject({
  id: RecordId,
  /** By service: the price, from which discounts are taken, and what else it is expected to cost. */
  offers: z.record(name, strictObject({ price: Minor, besides: z.optional(Minor) })),
});
export type WaveParcel = z.infer<typeof WaveParcel>;

/** Which parcels go with which service, together. */
export const WaveProblem = strictObject({
  services: z
    .array(WaveService)
    .check(z.minLength(1), z.maxLength(50), unique('service_given_twice', 'holds one service twice')),
  parcels: z.array(WaveParcel).check(
    z.maxLength(MOST_PARCELS, {
      error: complaint('wave.too_many_parcels', `must hold at most ${MOST_PARCELS} parcels`),
    }),
    unique('parcel_given_twice', 'holds one parcel twice'),
  ),
});
export type WaveProblem = z.infer<typeof WaveProblem>;

/** A level of a service's volume discount. */
interface Level {
  readonly from: number;
  /** By parcel, in minor units; infinite where the service does not take it. */
  readonly costs: Float64Array;
}

/** A wave in numbers: parcels and services by their place in the problem. */
export interface Wave {
  readonly parcels: number;
  readonly capacities: readonly number[];
  /** By service, from no discount on. */
  readonly levels: readonly (readonly Level[])[];
}

/** Discounts are taken from each parcel's price by itself, rounded half up to whole minor units. */
export function waveIn({ services, parcels }: WaveProblem): Wave {
  return {
    parcels: parcels.length,
    capacities: services.map(({ capacity }) => Math.min(capacity ?? parcels.length, parcels.length)),
    levels: services.map(({ id, tiers = [] }) =>
      [{ from: 0, permilleOff: 0, amountOff: 0 }, ...tiers].map(({ from, permilleOff = 0, amountOff = 0 }) => ({
        from,
        costs: Float64Array.from(parcels, ({ offers }) => {
          const offer = Object.hasOwn(offers, id) ? offers[id] : undefined;
          if (offer === undefined) return Number.POSITIVE_INFINITY;
          const discounted = Math.floor((offer.price * (1000 - permilleOff) + 500) / 1000) - amountOff;
          return Math.max(0, discounted) + (offer.besides ?? 0);
        }),
      })),
    ),
  };
}

/** The level which so many parcels reach. */
export function levelAt(levels: readonly Level[], parcels: number): Level {
  let reached = levels[0];
  for (const level of levels) if (level.from <= parcels) reached = level;
  return reached ?? { from: 0, costs: new Float64Array() };
}

/** How many parcels each service has in an assignment. */
export function countsOf({ levels }: Wave, assignment: ArrayLike<number>): number[] {
  const counts = levels.map(() => 0);
  for (let parcel = 0; parcel < assignment.length; parcel += 1) {
    const service = assignment[parcel] ?? -1;
    counts[service] = (counts[service] ?? 0) + 1;
  }
  return counts;
}

/** What an assignment really costs, with the discounts that its counts reach; infinite where a service cannot take it. */
export function costOf(wave: Wave, assignment: ArrayLike<number>): number {
  const counts = countsOf(wave, assignment);
  const costs = wave.levels.map((levels, service) => levelAt(levels, counts[service] ?? 0).costs);
  let sum = 0;
  for (let parcel = 0; parcel < assignment.length; parcel += 1) {
    sum += costs[assignment[parcel] ?? -1]?.[parcel] ?? Number.POSITIVE_INFINITY;
  }
  return sum;
}
