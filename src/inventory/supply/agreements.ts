import { err, ok, type Result } from 'neverthrow';
import * as z from 'zod/mini';
import {
  Count,
  complaint,
  Id,
  type InputFailure,
  Instant,
  Minor,
  parseInput,
  Quantity,
  Sku,
  strictObject,
} from '../../kernel/index.js';
import { type SupplyFailure, supplyFailures } from './failures.js';
import { PriceBands, unitPriceAt } from './offers.js';

/** What a supplier and a shop have agreed upon for a time: prices by quantity, and units that will be taken. */
export const Agreement = strictObject({
  supplier: Id,
  sku: Sku,
  from: Instant,
  until: Instant,
  prices: PriceBands,
  /** Units to be taken before it ends, and what each unit that is not taken costs. */
  commitment: z.optional(strictObject({ units: Quantity, penaltyPerUnit: Minor })),
}).check(
  z.refine(({ from, until }) => from < until, {
    error: complaint('supply.agreement_ends_before_it_begins', 'must lie after the beginning'),
    path: ['until'],
  }),
);
export type Agreement = z.infer<typeof Agreement>;

/** Where a shop stands in an agreement. */
export interface AgreementStanding {
  /** What one unit costs in an order of the asked quantity. */
  readonly unitPrice: number;
  /** Units still to be taken. */
  readonly unitsLeft: number;
  /** Units that will be left at the end, at the pace so far. */
  readonly unitsShortAtEnd: number;
  /** What those would cost. */
  readonly penalty: number;
}

const StandingFacts = strictObject({ agreement: Agreement, at: Instant, taken: Count, quantity: Quantity });
export type StandingFacts = z.infer<typeof StandingFacts>;

/** What an agreement asks for an order of so many units, and how far the commitment is met. `taken` is units so far. */
export function standingOf(facts: StandingFacts): Result<AgreementStanding, InputFailure | SupplyFailure> {
  return parseInput(StandingFacts, facts, 'the agreement').andThen(({ agreement, at, taken, quantity }) => {
    const { supplier, sku, from, until, commitment } = agreement;
    if (at < from || at >= until) return err(supplyFailures.agreement_not_in_force({ supplier, sku, from, until }));
    const units = commitment?.units ?? 0;
    const pace = at === from ? 0 : (taken / (at - from)) * (until - from);
    const unitsShortAtEnd = Math.max(0, Math.ceil(units - Math.max(taken, pace)));
    return ok({
      unitPrice: unitPriceAt(agreement, quantity),
      unitsLeft: Math.max(0, units - taken),
      unitsShortAtEnd,
      penalty: unitsShortAtEnd * (commitment?.penaltyPerUnit ?? 0),
    });
  });
}
