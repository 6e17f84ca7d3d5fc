import * as z from 'zod/mini';
import { complaint, strictObject } from '../../../kernel/index.js';
import {
  negativeBinomialCdf,
  negativeBinomialLoss,
  negativeBinomialOf,
  negativeBinomialQuantile,
  normalCdf,
  normalLoss,
  normalQuantile,
  poissonCdf,
  poissonLoss,
  poissonQuantile,
  sumOf,
} from '../../../statistics/index.js';
import { NotNegative, Probability } from '../../planning-numbers.js';

const MOST_VALUES = 10_000;
const someOf = <Item extends z.ZodMiniType>(item: Item) =>
  z
    .array(item)
    .check(
      z.minLength(1, { error: complaint('planning.no_values', 'must hold at least one value') }),
      z.maxLength(MOST_VALUES, { error: complaint('planning.too_many_values', `must hold at most ${MOST_VALUES}`) }),
    );

export const Normal = strictObject({ law: z.literal('normal'), mean: NotNegative, deviation: NotNegative });
export const Poisson = strictObject({ law: z.literal('poisson'), mean: NotNegative });
/** Whole counts that vary more than Poisson; with a variance of no more than the mean it is Poisson. */
export const Counts = strictObject({ law: z.literal('counts'), mean: NotNegative, variance: NotNegative });
/** Values with their probabilities. */
const Explicit = strictObject({
  law: z.literal('explicit'),
  values: someOf(strictObject({ units: NotNegative, probability: Probability })).check(
    z.refine((values) => Math.abs(values.reduce((sum, { probability }) => sum + probability, 0) - 1) < 1e-6, {
      error: complaint('planning.probabilities_must_add_up_to_1', 'must have probabilities that add up to 1'),
    }),
  ),
});
/** What was seen, each value as likely as any other. */
const Observed = strictObject({ law: z.literal('observed'), values: someOf(NotNegative) });

/** How demand is spread, as plain data. */
export const DemandLaw = z.discriminatedUnion('law', [Normal, Poisson, Counts, Explicit, Observed]);
export type DemandLaw = z.infer<typeof DemandLaw>;
/** Demand of one period whose sum over several follows the same law. */
export const PeriodDemand = z.discriminatedUnion('law', [Normal, Poisson, Counts]);
export type PeriodDemand = z.infer<typeof PeriodDemand>;

/** A law of demand that can be asked. */
export interface Demand {
  readonly mean: number;
  /** True where demand comes in whole units, so that stock should too. */
  readonly whole: boolean;
  /** The probability of at most so many units. */
  probabilityUpTo(units: number): number;
  /** The least stock that serves all demand with this probability. */
  quantile(probability: number): number;
  /** Units short on average with this stock: E max(D - stock, 0). */
  shortage(stock: number): number;
}

/** Makes a law that can be asked. */
export function lawOf(law: DemandLaw): Demand {
  switch (law.law) {
    case 'normal':
      return normal(law.mean, law.deviation);
    case 'poisson':
      return poisson(law.mean);
    case 'counts':
      return countsOf(law.mean, law.variance);
    case 'explicit':
      return listed(law.values);
    case 'observed':
      return listed(law.values.map((units) => ({ units, probability: 1 / law.values.length })));
  }
}

/** The law of the sum over so many periods, independent of each other. */
export function over(law: PeriodDemand, periods: number): PeriodDemand {
  const mean = law.mean * periods;
  if (law.law === 'normal') return { ...law, mean, deviation: law.deviation * Math.sqrt(periods) };
  return law.law === 'poisson' ? { ...law, mean } : { ...law, mean, variance: law.variance * periods };
}

function normal(mean: number, deviation: number): Demand {
  if (deviation === 0) return { ...listed([{ units: mean, probability: 1 }]), whole: false };
  return {
    mean,
    whole: false,
    probabilityUpTo: (units) => normalCdf((units - mean) / deviation),
    quantile: (p) => mean + deviation * normalQuantile(p),
    shortage: (stock) => deviation * normalLoss((stock - mean) / deviation),
  };
}

const poisson = (mean: number): Demand => ({
  mean,
  whole: true,
  probabilityUpTo: (units) => poissonCdf(units, mean),
  quantile: (p) => poissonQuantile(p, mean),
  shortage: betweenWhole((stock) => poissonLoss(stock, mean)),
});

/** Negative binomial where counts vary more than Poisson, Poisson otherwise. */
export function countsOf(mean: number, variance: number): Demand {
  const law = negativeBinomialOf(mean, variance);
  if (law === undefined) return poisson(mean);
  return {
    mean,
    whole: true,
    probabilityUpTo: (units) => negativeBinomialCdf(units, law),
    quantile: (p) => negativeBinomialQuantile(p, law),
    shortage: betweenWhole((stock) => negativeBinomialLoss(stock, law)),
  };
}

/** Expected shortage is a straight line between whole units. */
const betweenWhole = (loss: (whole: number) => number) => (stock: number) => {
  const below = Math.floor(stock);
  return stock === below ? loss(below) : loss(below) + (stock - below) * (loss(below + 1) - loss(below));
};

interface Weighted {
  readonly units: number;
  readonly probability: number;
}

function listed(values: readonly Weighted[]): Demand {
  const rising = values.toSorted((a, b) => a.units - b.units);
  const upTo = (units: number) =>
    rising.reduce((sum, value) => (value.units <= units ? sum + value.probability : sum), 0);
  const quantile = (p: number) => {
    let sum = 0;
    for (const { units, probability } of rising) {
      sum += probability;
      // Sums of tenths fall short of a tenth by their last digit.
      if (sum >= p - 1e-12) return units;
    }
    return rising.at(-1)?.units ?? 0;
  };
  return {
    mean: sumOf(rising.map(({ units, probability }) => units * probability)),
    whole: rising.every(({ units }) => Number.isInteger(units)),
    probabilityUpTo: (units) => Math.min(1, upTo(units)),
    quantile,
    shortage: (stock) =>
      rising.reduce((sum, { units, probability }) => sum + Math.max(0, units - stock) * probability, 0),
  };
}
