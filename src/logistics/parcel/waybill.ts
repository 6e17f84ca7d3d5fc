import { err, ok, type Result } from 'neverthrow';
import { type ParcelFailure, parcelFailures } from './failures.js';

/**
 * A waybill number as labels and people write it, in the one form in which it is kept and compared: upper case, without
 * blanks and dashes, full-width characters made narrow.
 *
 * @example
 * ```ts
 * normalisedWaybill('sf 1234-5678　９０１'); // 'SF12345678901'
 * ```
 */
export const normalisedWaybill = (number: string): string =>
  number
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}\u2212]/gu, '')
    .toUpperCase();

/** What no two parcels on their way have in common: the carrier with the normalised number. It is the `unique` of a parcel's card. */
export const waybillKey = (carrier: string, number: string): string => `${carrier}:${normalisedWaybill(number)}`;

/** A normalised number that may be one. Whose format it has is not looked at, since those overlap and change. */
export function checkedWaybill(number: string): Result<string, ParcelFailure> {
  const normalised = normalisedWaybill(number);
  return /^[A-Z0-9]{4,40}$/.test(normalised)
    ? ok(normalised)
    : err(parcelFailures.waybill_number_malformed({ number }));
}
