import { cartonOf } from '../carton/cartons.js';
import { priceOf } from '../carton/price.js';
import { volumeOf } from '../geometry.js';
import type { Box, PackedParcel, PackingTerms, PackUnit } from '../types.js';

/** What these units weigh and cost in that box, whether it may take them or not; undefined where it is smaller than they. */
export function pricedIn(
  { maxFillPermille: _, ...box }: Box,
  units: readonly PackUnit[],
  { filler, carriage }: PackingTerms,
): Pick<PackedParcel, 'box' | 'fillerGrams' | 'weightGrams' | 'cost'> | undefined {
  const volume = units.reduce((sum, { size }) => sum + volumeOf(size), 0);
  const weight = units.reduce((sum, { weightGrams }) => sum + weightGrams, 0);
  const strong = cartonOf({ ...box, maxLoadGrams: Number.MAX_SAFE_INTEGER }, -1);
  // Where the carrier does not take the parcel, there is no price; the validator says so.
  const taking = carriage && ((parcel: Parameters<typeof carriage>[0]) => carriage(parcel) ?? 0);
  const priced = priceOf(strong, { volume, weight }, { filler, carriage: taking });
  return priced && { box: box.id, ...priced };
}
