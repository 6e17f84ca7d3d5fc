import { type Size, volumeOf } from '../packing/geometry.js';
import type { Consignment } from './facts.js';
import { priceIn, type RateTable } from './rates.js';
import type { CarriageTerms, CarrierService, Lane } from './terms.js';

type Rounding = NonNullable<CarriageTerms['rounding']>;

/** What a service takes for a parcel, item by item, each in whole minor units; `freeFrom` is taken off. */
export interface Price {
  readonly freight: number;
  readonly freeFrom: number;
  readonly remote: number;
  readonly oversize: number;
  readonly fuel: number;
  readonly insurance: number;
  readonly cashOnDelivery: number;
  readonly total: number;
}

/** What is priced: the parcel without its address. */
export type Priced = Omit<Consignment, 'region'>;

export const longestSide = ({ length, width, height }: Size): number => Math.max(length, width, height);

/** Longest side + 2 · (the two others), in mm: the measure of UPS, FedEx and USPS. */
export const girthOf = (size: Size): number => 2 * (size.length + size.width + size.height) - longestSide(size);

/**
 * The weight that is paid for: the larger of the actual and the dimensional one, mm³ / (cm³ per kg) = g, rounded up to
 * the whole gram and then to the service's own unit.
 */
export function chargeableGrams({ dimensional, roundUpToGrams = 1 }: CarrierService, parcel: Priced): number {
  const volume = volumeOf(parcel.outer);
  const byVolume =
    dimensional === undefined || volume < (dimensional.fromCubicCentimetres ?? 0) * 1000
      ? 0
      : Math.ceil(volume / dimensional.divisor);
  return Math.ceil(Math.max(parcel.weightGrams, byVolume) / roundUpToGrams) * roundUpToGrams;
}

/** In what the rates of a lane count. */
export const unitsIn = (service: CarrierService, table: RateTable, parcel: Priced): number =>
  table.by === 'weight' ? chargeableGrams(service, parcel) : (parcel.pieces ?? 1);

/** The price by a lane's rates; undefined where they end before the parcel. Limits are not looked at. */
export function priceOf(
  service: CarrierService,
  { remote = 0 }: Lane,
  table: RateTable,
  parcel: Priced,
  rounding: Rounding,
): Price | undefined {
  const freight = priceIn(table, unitsIn(service, table, parcel));
  if (freight === undefined) return undefined;
  const { fuelPermille = 0, insurance: insures, cashOnDelivery: collects } = service;
  const freeFrom = isFree(service, parcel) ? freight : 0;
  const oversize = oversizeOf(service, parcel);
  const fuel = rounded((freight - freeFrom + remote + oversize) * fuelPermille, rounding);
  const insurance = shareOf(insures, parcel.insuredFor, rounding);
  const cashOnDelivery = shareOf(collects, parcel.collect, rounding);
  const total = freight - freeFrom + remote + oversize + fuel + insurance + cashOnDelivery;
  return { freight, freeFrom, remote, oversize, fuel, insurance, cashOnDelivery, total };
}

function isFree({ freeFrom }: CarrierService, { pieces = 1, worth = 0 }: Priced): boolean {
  if (freeFrom === undefined) return false;
  const { pieces: fromPieces, worth: fromWorth } = freeFrom;
  return (fromPieces !== undefined && pieces >= fromPieces) || (fromWorth !== undefined && worth >= fromWorth);
}

function oversizeOf({ oversize }: CarrierService, { weightGrams, outer }: Priced): number {
  let dearest = 0;
  if (oversize === undefined) return dearest;
  for (const { aboveGrams, aboveLongestSideMm, aboveGirthMm, price } of oversize) {
    const applies =
      (aboveGrams !== undefined && weightGrams > aboveGrams) ||
      (aboveLongestSideMm !== undefined && longestSide(outer) > aboveLongestSideMm) ||
      (aboveGirthMm !== undefined && girthOf(outer) > aboveGirthMm);
    if (applies) dearest = Math.max(dearest, price);
  }
  return dearest;
}

type Share = NonNullable<CarrierService['cashOnDelivery']>;

function shareOf(share: Share | undefined, amount: number | undefined, rounding: Rounding): number {
  if (share === undefined || amount === undefined || amount === 0) return 0;
  const { permille, least = 0, most = Number.POSITIVE_INFINITY } = share;
  return Math.min(most, Math.max(least, rounded(amount * permille, rounding)));
}

/** Thousandths of minor units as whole ones. */
function rounded(thousandths: number, rounding: Rounding): number {
  if (rounding === 'up') return Math.ceil(thousandths / 1000);
  return Math.floor(rounding === 'down' ? thousandths / 1000 : (thousandths + 500) / 1000);
}
