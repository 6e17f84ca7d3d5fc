import * as z from 'zod/mini';
import { Count, complaint, Instant, LocationId, Minor, Quantity, Sku, strictObject } from '../../kernel/index.js';
import { NotNegative } from '../planning-numbers.js';
import { ValueClass } from './classes.js';

/** What is known of one SKU at one location. */
export const CountFacts = strictObject({
  sku: Sku,
  location: LocationId,
  class: ValueClass,
  onHand: Count,
  unitCost: Minor,
  /** Movements since the last count, or ever: each can go wrong. */
  movements: Count,
  /** Counts so far, and those in which the books were wrong. */
  pastCounts: z.optional(Count),
  pastCountsOff: z.optional(Count),
  /** Times that more was sold or picked than the books had. */
  wentNegative: z.optional(Count),
  /** Times that the books reached zero; a shelf that is not empty then is found at no cost. */
  reachedZero: z.optional(Count),
  lastCountedAt: z.optional(Instant),
}).check(
  z.refine(({ pastCounts = 0, pastCountsOff = 0 }) => pastCountsOff <= pastCounts, {
    error: complaint('stocktake.more_counts_off_than_counts', 'must be at most the number of counts'),
    path: ['pastCountsOff'],
  }),
);
export type CountFacts = z.infer<typeof CountFacts>;

/** How often and how much to count. */
export const CountTerms = strictObject({
  /** Days within which each class is counted. */
  everyDays: strictObject({ A: Quantity, B: Quantity, C: Quantity }),
  /** How much each sign of trouble weighs. */
  weights: strictObject({
    value: NotNegative,
    movement: NotNegative,
    pastVariance: NotNegative,
    negative: NotNegative,
    zero: NotNegative,
    age: NotNegative,
  }),
  /** Counts that can be made this time. */
  mostCounts: Quantity,
});
export type CountTerms = z.infer<typeof CountTerms>;
/** A every month, B every quarter, C twice a year; trouble in the past weighs most. */
export const defaultCountTerms: CountTerms = {
  everyDays: { A: 30, B: 90, C: 180 },
  weights: { value: 2, movement: 1, pastVariance: 3, negative: 3, zero: 1, age: 2 },
  mostCounts: 50,
};
