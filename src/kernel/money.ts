import { type DineroCurrency, dinero, toDecimal } from 'dinero.js';
import * as currencies from 'dinero.js/currencies';
import * as z from 'zod';
import { complaint, wholeNumber } from './input.js';

const MOST_MINOR = 1_000_000_000_000;
const bounded = { error: complaint('money.too_large', `must be at most ${MOST_MINOR} minor units`) };
const whole = wholeNumber(
  complaint('money.must_be_whole_minor_units', 'must be whole minor units, such as 1999 for 19.99'),
  bounded.error,
);

/** An amount in whole minor units (cents, 分) of the currency named beside it. Never negative, never a fraction. */
export const Minor = z
  .int(whole)
  .min(0, { error: complaint('money.must_not_be_negative', 'must not be negative') })
  .max(MOST_MINOR, bounded);
export type Minor = z.infer<typeof Minor>;

/** An amount that must be more than nothing: a payment, a refund. */
export const PositiveMinor = z
  .int(whole)
  .min(1, { error: complaint('money.must_be_positive', 'must be more than nothing') })
  .max(MOST_MINOR, bounded);

const known = new Map<string, DineroCurrency<number>>(
  // dinero counts ariary and ouguiya in fifths; ISO 4217 gives them two decimals like most others.
  Object.values(currencies).map((currency) => [
    currency.code,
    Number(currency.base) === 10 ? currency : { ...currency, base: 10, exponent: 2 },
  ]),
);

/** ISO 4217 code. */
export const Currency = z
  .string({ error: complaint('money.currency_unknown', 'must be an ISO 4217 code, such as CNY') })
  .refine((code) => known.has(code), {
    error: complaint('money.currency_unknown', 'is not an ISO 4217 code (the Chinese yuan is CNY, not RMB)'),
  });
export type Currency = z.infer<typeof Currency>;

/** An amount with its currency. */
export const Money = z.strictObject({ amount: Minor, currency: Currency });
export type Money = z.infer<typeof Money>;

/** For people and messages: `19.99 CNY`. */
export function moneyText(amount: Minor, currency: Currency): string {
  const unit = known.get(currency);
  return unit === undefined ? `${amount} ${currency}` : `${toDecimal(dinero({ amount, currency: unit }))} ${currency}`;
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
