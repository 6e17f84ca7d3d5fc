import type { ObligationTerm, Span } from '../kernel/index.js';
import type { Provenance } from './types.js';

/** A choice that any shop may make otherwise; there is nothing to check it against. */
export const house = (why: string): Provenance => ({ source: `house choice: ${why}`, verified: true });

/** Read in the source that is named. */
export const checked = (source: string): Provenance => ({ source, verified: true });

/** Commonly repeated, but not found in any source that could be checked. */
export const hearsay = (words: string): Provenance => ({ source: `unverified: ${words}`, verified: false });

export const owedWithin = (
  within: Span,
  provenance: Provenance,
  more: Omit<ObligationTerm, 'within' | 'source' | 'verified'> = {},
): ObligationTerm => ({ within, ...more, ...provenance });

/** Return without a reason: seven days from the day after signing, ending at 24:00, on a working day. */
export const SEVEN_DAYS: Span = { days: 7, ifNotWorked: 'nextWorkingDay' };

/** China's law, as its text was read. */
export const LAW = {
  sevenDays: checked(
    'Consumer Rights Protection Law art. 25 (seven days from receipt, without a reason), counted by Civil Code art. 201 ' +
      '(from the day after) and art. 203 (to the next working day, until 24:00)',
  ),
  refundInSevenDays: checked(
    'Consumer Rights Protection Law art. 25: the price goes back within seven days of receiving the goods back',
  ),
} as const;
