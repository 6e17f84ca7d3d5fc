import type { Result } from 'neverthrow';
import * as z from 'zod/mini';
import { type InputFailure, Instant, parseInput, strictObject } from '../../kernel/index.js';
import { fitBetaPrior, shrinkRate, type Tally } from '../../statistics/index.js';
import type { ValueClass } from './classes.js';
import { CountFacts, CountTerms, defaultCountTerms } from './count-facts.js';
import { type CountReason, type ReasonCode, reasonText } from './reasons.js';

/** One place to count, and why. */
export interface CountCandidate {
  readonly sku: string;
  readonly location: string;
  readonly class: ValueClass;
  readonly score: number;
  /** Whether its class should have been counted by now. */
  readonly overdue: boolean;
  /** The heaviest first. */
  readonly reasons: readonly CountReason[];
}

/** What to count this time. */
export interface CountPlan {
  readonly counts: readonly CountCandidate[];
  /** Overdue places for which there is no room this time. */
  readonly overdueLeft: number;
}

const PlanInput = strictObject({
  stock: z.array(CountFacts).check(z.maxLength(1_000_000)),
  terms: CountTerms,
  at: Instant,
});

/**
 * What to count now: the places where the books are most likely wrong and where it costs most, each with its reasons.
 * Places that are overdue by their class come first.
 *
 * The record of past counts is drawn towards that of all places, since one wrong count of one is not 100 %.
 */
export function planCounts(
  stock: readonly CountFacts[],
  at: Instant,
  terms: CountTerms = defaultCountTerms,
): Result<CountPlan, InputFailure> {
  return parseInput(PlanInput, { stock, terms, at }, 'the plan of counts').map((it) => plan(it.stock, it.at, it.terms));
}

function plan(stock: readonly CountFacts[], at: Instant, terms: CountTerms): CountPlan {
  const variance = varianceRates(stock);
  const mostOf = (of: (facts: CountFacts) => number) => stock.reduce((most, one) => Math.max(most, of(one)), 1);
  const mostValue = mostOf(stockValue);
  const mostMoved = mostOf(({ movements }) => movements);
  const candidates = stock.map((facts, i): CountCandidate => {
    const age = ageOf(facts, at, terms);
    const signs: Record<ReasonCode, number> = {
      value: Math.sqrt(stockValue(facts) / mostValue),
      movement: Math.sqrt(facts.movements / mostMoved),
      pastVariance: variance[i] ?? 0,
      negative: saturating(facts.wentNegative),
      zero: saturating(facts.reachedZero),
      age: Math.min(2, age),
    };
    const reasons = (Object.keys(signs) as ReasonCode[])
      .map((code): CountReason => ({ code, points: terms.weights[code] * signs[code], ...reasonText(code, facts) }))
      .filter(({ points }) => points > 0)
      .sort((a, b) => b.points - a.points);
    const { sku, location } = facts;
    const score = reasons.reduce((sum, { points }) => sum + points, 0);
    return { sku, location, class: facts.class, score, overdue: age >= 1, reasons };
  });
  candidates.sort((a, b) => Number(b.overdue) - Number(a.overdue) || b.score - a.score || (key(a) < key(b) ? -1 : 1));
  const counts = candidates.slice(0, terms.mostCounts);
  return { counts, overdueLeft: candidates.slice(terms.mostCounts).filter(({ overdue }) => overdue).length };
}

const key = ({ location, sku }: CountCandidate): string => `${location} ${sku}`;
const stockValue = ({ onHand, unitCost }: CountFacts): number => onHand * unitCost;
/** The first time says most. */
const saturating = (times = 0): number => times / (times + 1);

const DAY = 86_400_000;

/** Time since the last count as a share of what the class allows; what was never counted is due. */
function ageOf({ lastCountedAt, class: of }: CountFacts, at: Instant, { everyDays }: CountTerms): number {
  return lastCountedAt === undefined ? 1 : Math.max(0, at - lastCountedAt) / DAY / everyDays[of];
}

/** Of each place, the share of counts in which the books were wrong, drawn towards that of all. */
function varianceRates(stock: readonly CountFacts[]): number[] {
  const tallies = stock.map(
    ({ pastCounts = 0, pastCountsOff = 0 }): Tally => ({ successes: pastCountsOff, trials: pastCounts }),
  );
  const prior = fitBetaPrior(tallies);
  // With no prior nothing was ever wrong, or everything was: then the rates are what they are.
  return tallies.map((tally) =>
    prior === undefined
      ? tally.trials === 0
        ? 0
        : tally.successes / tally.trials
      : shrinkRate(prior, tally, 0.9).rate,
  );
}

/** One line of a sheet for the counter. */
export interface BlindLine {
  readonly location: string;
  readonly sku: string;
}

/** A sheet that tells what to count, by location, and not what is expected: who knows the figure, finds it. */
export const blindSheet = ({ counts }: CountPlan): BlindLine[] =>
  counts
    .map(({ location, sku }) => ({ location, sku }))
    .sort((a, b) => (`${a.location} ${a.sku}` < `${b.location} ${b.sku}` ? -1 : 1));
