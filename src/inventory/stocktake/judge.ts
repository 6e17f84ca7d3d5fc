import { ok, type Result } from 'neverthrow';
import * as z from 'zod/mini';
import { Count, complaint, type InputFailure, Minor, parseInput, Reason, strictObject } from '../../kernel/index.js';
import { Probability } from '../planning-numbers.js';
import type { StockCommand } from '../stock/index.js';
import { ValueClass } from './classes.js';

const Tolerance = strictObject({
  /** Units by which a count may differ and be taken at once. */
  units: Count,
  /** Or a share of the expected units, where that is more. */
  share: Probability,
  /** But never more than this value. */
  value: Minor,
});
/** By how much a count may differ. */
export type Tolerance = z.infer<typeof Tolerance>;

/** What is done about a difference. */
export const JudgeTerms = strictObject({
  tolerance: strictObject({ A: Tolerance, B: Tolerance, C: Tolerance }),
  /** An adjustment of more than this value waits for an approval. */
  approvalFrom: Minor,
  /** Counts after which the last is taken even if no two agree. */
  mostCounts: z.int().check(z.minimum(2), z.maximum(10)),
});
export type JudgeTerms = z.infer<typeof JudgeTerms>;
/** No difference is taken unseen in class A; 1 % in B, 5 % in C. */
export const defaultJudgeTerms: JudgeTerms = {
  tolerance: {
    A: { units: 0, share: 0, value: 0 },
    B: { units: 1, share: 0.01, value: 5000 },
    C: { units: 2, share: 0.05, value: 5000 },
  },
  approvalFrom: 50_000,
  mostCounts: 3,
};

/** What the books said at the moment of counting, and what was counted. */
export const CountedFacts = strictObject({
  class: ValueClass,
  onHand: Count,
  reserved: Count,
  damaged: Count,
  unitCost: Minor,
  /** All counts of this place so far, the first first; each with damaged units. */
  counts: z
    .array(Count)
    .check(
      z.minLength(1, { error: complaint('stocktake.not_counted', 'must hold at least one count') }),
      z.maxLength(10),
    ),
  /** What was found to be the cause, for the books. */
  reason: z.optional(Reason),
}).check(
  z.refine(({ onHand, reserved, damaged }) => reserved + damaged <= onHand, {
    error: complaint('stocktake.more_held_than_on_hand', 'must be at least the reserved and damaged units together'),
    path: ['onHand'],
  }),
);
export type CountedFacts = z.infer<typeof CountedFacts>;

/** What to do about a count. */
export type CountVerdict =
  | { readonly verdict: 'agrees' }
  | { readonly verdict: 'countAgain'; readonly because: 'beyondTolerance' | 'countsDiffer' }
  | {
      readonly verdict: 'adjust';
      /** Counted less expected. */
      readonly difference: number;
      /** Of the difference, without sign. */
      readonly value: number;
      readonly needsApproval: boolean;
      /** For the stock of this SKU at this location, in this order. */
      readonly commands: readonly StockCommand[];
      /** Units that orders hold and that are not there: no command takes them away, their picking has to come up short. */
      readonly reservedMissing: number;
    };

/**
 * Judges a count: it agrees, it is counted again by somebody else, or the books are adjusted. Within the tolerance of its
 * class a first count is enough; beyond it two counts have to agree.
 *
 * Missing units are taken from the free ones first, then from those damaged, and from those reserved last.
 */
export function judgeCount(
  facts: CountedFacts,
  terms: JudgeTerms = defaultJudgeTerms,
): Result<CountVerdict, InputFailure> {
  const input = strictObject({ facts: CountedFacts, terms: JudgeTerms });
  return parseInput(input, { facts, terms }, 'the count').andThen((it) => ok(verdictOf(it.facts, it.terms)));
}

function verdictOf(facts: CountedFacts, terms: JudgeTerms): CountVerdict {
  const { counts, onHand, unitCost } = facts;
  const last = counts.at(-1) ?? onHand;
  const difference = last - onHand;
  if (difference === 0) return { verdict: 'agrees' };
  const value = Math.abs(difference) * unitCost;
  const { units, share, value: mostValue } = terms.tolerance[facts.class];
  const small = Math.abs(difference) <= Math.max(units, share * onHand) && value <= mostValue;
  const confirmed = counts.slice(0, -1).includes(last) || counts.length >= terms.mostCounts;
  if (!small && !confirmed) {
    return { verdict: 'countAgain', because: counts.length === 1 ? 'beyondTolerance' : 'countsDiffer' };
  }
  const needsApproval = value > terms.approvalFrom;
  return { verdict: 'adjust', difference, value, needsApproval, ...adjusting(facts, difference) };
}

function adjusting(
  facts: CountedFacts,
  difference: number,
): { commands: readonly StockCommand[]; reservedMissing: number } {
  const reason = facts.reason ?? `counted ${facts.onHand + difference}, expected ${facts.onHand}`;
  if (difference > 0) return { commands: [{ type: 'AddFound', quantity: difference, reason }], reservedMissing: 0 };
  const lost = Math.min(-difference, facts.onHand - facts.reserved - facts.damaged);
  const writtenOff = Math.min(-difference - lost, facts.damaged);
  const steps: StockCommand[] = [
    { type: 'RemoveLost', quantity: lost, reason },
    { type: 'WriteOff', quantity: writtenOff, reason },
  ];
  return {
    commands: steps.filter(({ quantity }) => quantity > 0),
    reservedMissing: -difference - lost - writtenOff,
  };
}
