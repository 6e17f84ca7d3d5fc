import { betaQuantile, betaTail } from './beta.js';
import { nelderMead } from './minimise.js';
import { normalQuantile } from './normal.js';
import { logGamma } from './saddle.js';

/** How many of so many: returned, on time, counted right. */
export interface Tally {
  readonly successes: number;
  readonly trials: number;
}

/** A rate with its interval, or that there is nothing to tell it from: no data is never 0 % or 100 %. */
export type RateEstimate =
  | { readonly kind: 'noData' }
  | {
      readonly kind: 'rate';
      readonly rate: number;
      readonly lower: number;
      readonly upper: number;
      readonly trials: number;
    };

/**
 * The rate of a tally with the score interval of E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference" (1927).
 *
 * @param confidence such as 0.95.
 * @example
 * ```ts
 * wilsonInterval({ successes: 10, trials: 10 }, 0.95); // rate 1, from 0.722 to 1
 * wilsonInterval({ successes: 0, trials: 0 }, 0.95).kind; // 'noData'
 * ```
 */
export function wilsonInterval({ successes, trials }: Tally, confidence: number): RateEstimate {
  if (trials === 0) return { kind: 'noData' };
  const rate = successes / trials;
  const square = normalQuantile(0.5 + confidence / 2) ** 2;
  const centre = (successes + square / 2) / (trials + square);
  const half = Math.sqrt(square * trials * rate * (1 - rate) + (square * square) / 4) / (trials + square);
  const lower = successes === 0 ? 0 : Math.max(0, centre - half);
  const upper = successes === trials ? 1 : Math.min(1, centre + half);
  return { kind: 'rate', rate, lower, upper, trials };
}

/** A beta distribution over rates: as if `a` successes and `b` failures had been seen before. */
export interface BetaPrior {
  readonly a: number;
  readonly b: number;
}

/** Above it groups are as good as equal, and the likelihood has no peak to find. */
const MOST_CONCENTRATION = 1e6;

/**
 * The prior which makes the tallies of all groups most likely (beta-binomial maximum likelihood). Groups that differ by no
 * more than chance give a very narrow prior; undefined where no group has data, or where all of it is the same outcome.
 */
export function fitBetaPrior(groups: readonly Tally[]): BetaPrior | undefined {
  const known = groups.filter(({ trials }) => trials > 0);
  const trials = known.reduce((sum, group) => sum + group.trials, 0);
  const rate = known.reduce((sum, group) => sum + group.successes, 0) / trials;
  if (!(rate > 0 && rate < 1)) return undefined;
  const priorAt = ([logOdds = 0, logConcentration = 0]: readonly number[]): BetaPrior => {
    const concentration = Math.min(Math.exp(logConcentration), MOST_CONCENTRATION);
    const mean = 1 / (1 + Math.exp(-logOdds));
    return { a: mean * concentration, b: (1 - mean) * concentration };
  };
  const fit = nelderMead((x) => -logLikelihood(priorAt(x), known), [Math.log(rate / (1 - rate)), Math.log(20)], {
    steps: [0.2, 1],
    mostEvaluations: 500,
    tolerance: 1e-14,
  });
  return priorAt(fit.x);
}

function logLikelihood({ a, b }: BetaPrior, groups: readonly Tally[]): number {
  const ofPrior = logGamma(a + b) - logGamma(a) - logGamma(b);
  let sum = 0;
  for (const { successes, trials } of groups) {
    sum += ofPrior + logGamma(a + successes) + logGamma(b + trials - successes) - logGamma(a + b + trials);
  }
  return sum;
}

/** A group's rate, drawn towards that of all groups as far as its data is thin. */
export interface ShrunkRate {
  readonly a: number;
  readonly b: number;
  /** The posterior mean. */
  readonly rate: number;
  readonly lower: number;
  readonly upper: number;
  /** The probability that the true rate lies above the prior's mean. */
  readonly aboveAverage: number;
}

/** The posterior of a group's rate under a prior, with its central interval. */
export function shrinkRate(prior: BetaPrior, { successes, trials }: Tally, confidence: number): ShrunkRate {
  const a = prior.a + successes;
  const b = prior.b + trials - successes;
  return {
    a,
    b,
    rate: a / (a + b),
    lower: betaQuantile((1 - confidence) / 2, a, b),
    upper: betaQuantile((1 + confidence) / 2, a, b),
    aboveAverage: betaTail(prior.a / (prior.a + prior.b), a, b),
  };
}
