import { Broken } from '../../../kernel/index.js';
import type { Carriage, Filler, ParcelCost } from '../types.js';
import type { Carton } from './cartons.js';

/** What decides what a parcel costs, beside its box and contents. */
export interface PriceTerms {
  readonly filler: Filler | undefined;
  readonly carriage: Carriage | undefined;
}

/** What a parcel holds, for its price. */
export interface Contents {
  readonly volume: number;
  readonly weight: number;
}

/** A closed parcel's weight and cost. */
export interface Priced {
  readonly fillerGrams: number;
  readonly weightGrams: number;
  readonly cost: ParcelCost;
}

const CUBIC_MILLIMETRES_PER_LITRE = 1_000_000;

/** What fills the free volume, by the litre, rounded up. */
const filling = (free: number, perLitre: number): number => Math.ceil((free * perLitre) / CUBIC_MILLIMETRES_PER_LITRE);

/** Grams of filler in a box that holds so much. */
export const fillerIn = (carton: Carton, volume: number, filler: Filler | undefined): number =>
  filler === undefined ? 0 : filling(carton.volume - volume, filler.gramsPerLitre);

/** Undefined where the box may not hold so much, or the carrier does not take the parcel. Known before any geometry. */
export function priceOf(carton: Carton, { volume, weight }: Contents, terms: PriceTerms): Priced | undefined {
  if (volume > carton.usable) return undefined;
  const { box, outer } = carton;
  const fillerGrams = fillerIn(carton, volume, terms.filler);
  if (weight + fillerGrams > box.maxLoadGrams) return undefined;
  const weightGrams = weight + fillerGrams + box.emptyWeightGrams;
  const carriage = terms.carriage ? terms.carriage({ weightGrams, outer }) : 0;
  if (carriage === undefined) return undefined;
  if (!Number.isSafeInteger(carriage) || carriage < 0) {
    throw new Broken(`carriage answered ${carriage} for ${weightGrams} g in box "${box.id}": not whole minor units`);
  }
  const filler = terms.filler ? filling(carton.volume - volume, terms.filler.costPerLitre) : 0;
  return { fillerGrams, weightGrams, cost: { box: box.cost, filler, carriage, total: box.cost + filler + carriage } };
}
