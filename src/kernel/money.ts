import { dinero, toDecimal } from 'dinero.js';
import * as z from 'zod/mini';
import { complaint, wholeNumber } from './input.js';
import { strictObject } from './strict-object.js';

const MOST_MINOR = 1_000_000_000_000;
const bounded = { error: complaint('money.too_large', `must be at most ${MOST_MINOR} minor units`) };
const whole = wholeNumber(
  complaint('money.must_be_whole_minor_units', 'must be whole minor units, such as 1999 for 19.99'),
  bounded.error,
);

/** An amount in whole minor units (cents, 分) of the currency named beside it. Never negative, never a fraction. */
export const Minor = z
  .int(whole)
  .check(
    z.minimum(0, { error: complaint('money.must_not_be_negative', 'must not be negative') }),
    z.maximum(MOST_MINOR, bounded),
  );
export type Minor = z.infer<typeof Minor>;

/** An amount that must be more than nothing: a payment, a refund. */
export const PositiveMinor = z
  .int(whole)
  .check(
    z.minimum(1, { error: complaint('money.must_be_positive', 'must be more than nothing') }),
    z.maximum(MOST_MINOR, bounded),
  );

/**
 * The codes of ISO 4217 by their number of decimals. A test holds them to those of dinero.js/currencies, which takes
 * nine times the room; but dinero counts ariary and ouguiya in fifths, and ISO 4217 gives them two decimals like most
 * others. `Intl` has not all the codes, and for sixteen of them other decimals.
 */
const CODES: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF ' +
    'CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG ' +
    'HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR ' +
    'MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD ' +
    'SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD ' +
    'XCG YER ZAR ZMW ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};
const decimals = new Map(
  Object.entries(CODES).flatMap(([exponent, codes]) => codes.split(' ').map((code) => [code, Number(exponent)])),
);

/** ISO 4217 code. */
export const Currency = z
  .string({ error: complaint('money.currency_unknown', 'must be an ISO 4217 code, such as CNY') })
  .check(
    z.refine((code) => decimals.has(code), {
      error: complaint('money.currency_unknown', 'is not an ISO 4217 code (the Chinese yuan is CNY, not RMB)'),
    }),
  );
export type Currency = z.infer<typeof Currency>;

/** An amount with its currency. */
export const Money = strictObject({ amount: Minor, currency: Currency });
export type Money = z.infer<typeof Money>;

/** For people and messages: `19.99 CNY`. */
export function moneyText(amount: Minor, currency: Currency): string {
  const exponent = decimals.get(currency);
  if (exponent === undefined) return `${amount} ${currency}`;
  return `${toDecimal(dinero({ amount, currency: { code: currency, base: 10, exponent } }))} ${currency}`;
}

/**
 * Splits a total over weights by largest remainder: each share is the exact part rounded down, and what is left goes,
 * one minor unit each, to the largest fractions; ties go to the earlier share. Nothing is lost or made.
 *
 * Weights that are all zero count as equal. dinero's own `allocate` gives the rest to the first shares instead.
 *
 * @example
 * ```ts
 * splitByLargestRemainder(100, [1, 1, 1]); // [34, 33, 33]
 * ```
 */
export function splitByLargestRemainder(total: Minor, weights: readonly number[]): Minor[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (weights.length === 0) return [];
  if (weights.length === 1 || total === 0) return weights.map(() => total);
  if (sum === 0)
    return splitByLargestRemainder(
      total,
      weights.map(() => 1),
    );
  const shares: Minor[] = [];
  const fractions: { index: number; rest: bigint }[] = [];
  let given = 0;
  for (const [index, weight] of weights.entries()) {
    const product = BigInt(total) * BigInt(weight);
    const share = Number(product / BigInt(sum));
    shares.push(share);
    fractions.push({ index, rest: product % BigInt(sum) });
    given += share;
  }
  fractions.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const { index } of fractions.slice(0, total - given)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}

/** The share of the n-th of several equal units (counted from 0): the first units carry the odd minor units. */
export const unitShare = (total: Minor, units: number, index: number): Minor =>
  Math.floor(total / units) + (index < total % units ? 1 : 0);

/** What the units `from` up to (not including) `to`, of `units` equal ones, carry together. */
export function sharesBetween(total: Minor, units: number, from: number, to: number): Minor {
  const upTo = (n: number) => Math.floor(total / units) * n + Math.min(n, total % units);
  return upTo(to) - upTo(from);
}
