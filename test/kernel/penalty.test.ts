import { describe, expect, test } from 'vitest';
import { type ObligationTerm, penaltyFor } from '../../src/kernel/index.js';

const term: ObligationTerm = { within: { hours: 48 }, source: 'agreed', verified: true };

describe('what a miss costs', () => {
  const worth = { amount: 10_050, currency: 'CNY' };
  const costs = (penalty: Omit<NonNullable<ObligationTerm['penalty']>, 'to'>, amount = worth.amount) => {
    const event = penaltyFor('shipBy', { ...term, penalty: { ...penalty, to: 'buyer' } }, { ...worth, amount });
    return event?.type === 'PenaltyIncurred' ? event.amount : undefined;
  };

  test('is a fixed sum, a share rounded down, or both, within its bounds', () => {
    expect(costs({ fixed: 300 })).toBe(300);
    expect(costs({ permille: 50 })).toBe(502);
    expect(costs({ fixed: 300, permille: 50 })).toBe(802);
    expect(costs({ permille: 50, least: 600 })).toBe(600);
    expect(costs({ permille: 50, most: 500 })).toBe(500);
    expect(costs({})).toBe(0);
  });

  test('is exact for the largest amounts', () =>
    expect(costs({ permille: 999 }, 999_999_999_999)).toBe(998_999_999_999));

  test('is nothing where the term names none, and tells whether the figure was checked', () => {
    expect(penaltyFor('shipBy', term, worth)).toBeUndefined();
    expect(penaltyFor('shipBy', undefined, worth)).toBeUndefined();
    const guessed = { ...term, verified: false, source: 'hearsay', penalty: { fixed: 300, to: 'buyer' as const } };
    expect(penaltyFor('shipBy', guessed, worth)).toEqual({
      type: 'PenaltyIncurred',
      kind: 'shipBy',
      amount: 300,
      currency: 'CNY',
      to: 'buyer',
      because: 'shipBy was missed: 3.00 CNY to the buyer (hearsay)',
      verified: false,
    });
  });
});
