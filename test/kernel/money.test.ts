import * as currencies from 'dinero.js/currencies';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Currency, moneyText, sharesBetween, splitByLargestRemainder, unitShare } from '../../src/kernel/index.js';

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);
const total = fc.integer({ min: 0, max: 1_000_000_000_000 });
const weights = fc.array(fc.integer({ min: 0, max: 2_000_000_000_000 }), { minLength: 1, maxLength: 40 });

describe('a total that is split by largest remainder', () => {
  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [100, [1, 2, 3], [17, 33, 50]],
    [5, [3, 3, 3, 1], [2, 2, 1, 0]],
    [1, [1, 1], [1, 0]],
    [2, [1, 1, 1], [1, 1, 0]],
    [10, [0, 0, 0], [4, 3, 3]],
    [10, [0, 5, 0], [0, 10, 0]],
    [0, [3, 4], [0, 0]],
    [7, [], []],
    [999, [1], [999]],
    [1_000_000_000_000, [1, 2], [333_333_333_333, 666_666_666_667]],
  ])('%i over %j makes %j', (amount, by, shares) => expect(splitByLargestRemainder(amount, by)).toEqual(shares));

  test('loses and makes nothing', () => {
    fc.assert(
      fc.property(total, weights, (amount, by) => {
        expect(sum(splitByLargestRemainder(amount, by))).toBe(amount);
      }),
    );
  });

  test('gives each share less than one minor unit more or less than its exact part', () => {
    fc.assert(
      fc.property(total, weights, (amount, by) => {
        const all = by.reduce((a, b) => a + BigInt(b), 0n);
        fc.pre(all > 0n);
        for (const [i, share] of splitByLargestRemainder(amount, by).entries()) {
          const off = BigInt(share) * all - BigInt(amount) * BigInt(by[i] ?? 0);
          expect(off < all && off > -all).toBe(true);
        }
      }),
    );
  });

  test('gives the odd units to the largest fractions, and of equal ones to the earlier', () => {
    fc.assert(
      fc.property(total, weights, (amount, by) => {
        const all = by.reduce((a, b) => a + BigInt(b), 0n);
        fc.pre(all > 0n);
        const parts = splitByLargestRemainder(amount, by).map((share, index) => {
          const product = BigInt(amount) * BigInt(by[index] ?? 0);
          return { index, fraction: product % all, odd: BigInt(share) - product / all };
        });
        for (const given of parts.filter(({ odd }) => odd === 1n)) {
          for (const passed of parts.filter(({ odd }) => odd === 0n)) {
            const first =
              given.fraction > passed.fraction || (given.fraction === passed.fraction && given.index < passed.index);
            expect(first).toBe(true);
          }
        }
      }),
    );
  });

  test('gives nothing to a weight of zero while another has some', () => {
    fc.assert(
      fc.property(total, weights, (amount, by) => {
        fc.pre(by.some((weight) => weight > 0));
        const shares = splitByLargestRemainder(amount, by);
        for (const [i, weight] of by.entries()) if (weight === 0) expect(shares[i]).toBe(0);
      }),
    );
  });
});

describe('equal units share an amount', () => {
  const unitsOf = fc.integer({ min: 1, max: 1000 });

  test('so that the shares add up and differ by one minor unit at most, the first carrying more', () => {
    fc.assert(
      fc.property(total, unitsOf, (amount, units) => {
        const shares = Array.from({ length: units }, (_, i) => unitShare(amount, units, i));
        expect(sum(shares)).toBe(amount);
        expect((shares[0] ?? 0) - (shares.at(-1) ?? 0)).toBeLessThanOrEqual(1);
        expect([...shares].sort((a, b) => b - a)).toEqual(shares);
      }),
    );
  });

  test('and any range of them carries the sum of its shares', () => {
    fc.assert(
      fc.property(total, unitsOf, fc.nat(), fc.nat(), (amount, units, a, b) => {
        const [from = 0, to = 0] = [a % (units + 1), b % (units + 1)].sort((x, y) => x - y);
        const shares = Array.from({ length: to - from }, (_, i) => unitShare(amount, units, from + i));
        expect(sharesBetween(amount, units, from, to)).toBe(sum(shares));
      }),
    );
  });

  test('so that no order of refunds changes what all of them come to', () => {
    fc.assert(
      fc.property(total, unitsOf, fc.array(fc.integer({ min: 1, max: 50 })), (amount, units, steps) => {
        let from = 0;
        let refunded = 0;
        for (const step of [...steps, units]) {
          const to = Math.min(units, from + step);
          refunded += sharesBetween(amount, units, from, to);
          from = to;
        }
        expect(refunded).toBe(amount);
      }),
    );
  });
});

describe('money as text', () => {
  test.each([
    [1999, 'CNY', '19.99 CNY'],
    [5, 'EUR', '0.05 EUR'],
    [0, 'USD', '0.00 USD'],
    [1999, 'JPY', '1999 JPY'],
    [1999, 'KRW', '1999 KRW'],
    [1999, 'KWD', '1.999 KWD'],
    [1_000_000_000_000, 'CNY', '10000000000.00 CNY'],
    [7, 'MGA', '0.07 MGA'],
    [7, 'MRU', '0.07 MRU'],
    [7, 'XYZ', '7 XYZ'],
  ])('%i of %s reads %s', (amount, currency, text) => expect(moneyText(amount, currency)).toBe(text));

  test('knows the currencies of dinero, no other ones, and their decimals by ISO 4217', () => {
    const known = Object.values(currencies).map(
      ({ code, base, exponent }) => [code, base === 10 ? exponent : 2] as const,
    );
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const codes = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)));
    expect(codes.filter((code) => Currency.safeParse(code).success)).toEqual(known.map(([code]) => code).sort());
    for (const [code, exponent] of known) {
      expect(moneyText(123_456, code)).toBe(`${(123_456 / 10 ** exponent).toFixed(exponent)} ${code}`);
    }
  });
});
