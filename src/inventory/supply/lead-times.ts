import type { Result } from 'neverthrow';
import * as z from 'zod/mini';
import { Count, complaint, type InputFailure, parseInput, strictObject } from '../../kernel/index.js';
import { gammaQuantile, meanOf, normalQuantile, sumOf, varianceOf } from '../../statistics/index.js';
import { OpenProbability, Probability } from '../planning-numbers.js';
import { bySupplier, leadDaysOf, type Receipt, Receipts } from './receipts.js';

const days = {
  error: complaint('supply.lead_time_must_be_positive', 'must be more than 0 days; leave it out where it is unknown'),
};

/** How long an order takes. Half days are welcome. */
export const LeadTime = strictObject({
  meanDays: z.number(days).check(z.positive(days), z.maximum(3650)),
  deviationDays: z.number(days).check(z.minimum(0, days), z.maximum(3650)),
  /** Receipts of this supplier that it rests upon, where it was learned. */
  receipts: z.optional(Count),
  /** How much of the mean is the supplier's own, from 0 to 1; the rest is the mean of all. */
  ownShare: z.optional(Probability),
});
export type LeadTime = z.infer<typeof LeadTime>;

/** A lead time learned from receipts, with what it rests upon. */
export type LearnedLeadTime = Required<LeadTime>;

/** Lead times per supplier, and that of a supplier of which nothing is known yet. */
export interface LeadTimes {
  readonly suppliers: ReadonlyMap<string, LearnedLeadTime>;
  /** Absent where there is no receipt at all: an unknown lead time is not zero. */
  readonly anySupplier?: LeadTime;
}

/** The spread of all counts as so many receipts beside a supplier's own. */
const RECEIPTS_IN_SPREAD = 10;
/** As a share of the mean, where not even two receipts of one supplier show a spread. */
const ASSUMED_SPREAD = 0.5;
/** Whatever arrives within the hour counts as an hour: a lead time of nothing cannot be planned with. */
const LEAST_DAYS = 1 / 24;

/**
 * How long orders take, as a distribution per supplier instead of a number typed in once. Means are drawn towards that of
 * all suppliers as far as receipts are few and suppliers alike; spreads likewise, relative to the mean.
 *
 * Source: H. Bühlmann & E. Straub, "Glaubwürdigkeit für Schadensätze" (1970), for the share of a supplier's own mean.
 *
 * @returns lead times in days, or a failure of the input. Open and out-of-order receipts are left out.
 * @example
 * ```ts
 * const learned = learnLeadTimes(receipts)._unsafeUnwrap();
 * learned.suppliers.get('north-mill'); // { meanDays: 12.4, deviationDays: 3.1, receipts: 18, ownShare: 0.91 }
 * ```
 */
export const learnLeadTimes = (receipts: readonly Receipt[]): Result<LeadTimes, InputFailure> =>
  parseInput(Receipts, receipts, 'the receipts').map(leadTimesFrom);

/** {@link learnLeadTimes} for receipts that are already trusted. */
export function leadTimesFrom(receipts: readonly Receipt[]): LeadTimes {
  const groups = [...bySupplier(receipts)].map(([supplier, own]) => ({
    supplier,
    days: own.flatMap((receipt) => leadDaysOf(receipt) ?? []).map((days) => Math.max(LEAST_DAYS, days)),
  }));
  const known = groups.filter(({ days }) => days.length > 0).map(({ days }) => days);
  if (known.length === 0) return { suppliers: new Map() };
  const overall = meanOf(known.flat());
  const spread = relativeSpread(known);
  const weightOfAll = receiptsInMean(known);
  const suppliers = new Map<string, LearnedLeadTime>();
  for (const { supplier, days } of groups) {
    const ownShare = days.length === 0 ? 0 : days.length / (days.length + weightOfAll);
    const meanDays = ownShare === 0 ? overall : ownShare * meanOf(days) + (1 - ownShare) * overall;
    const deviationDays = meanDays * Math.sqrt(spreadOf(days, spread));
    suppliers.set(supplier, { meanDays, deviationDays, receipts: days.length, ownShare });
  }
  // A stranger differs from all as suppliers differ from each other, and then within itself.
  const strange = Math.sqrt(betweenVariance(known) + overall * overall * spread);
  return { suppliers, anySupplier: { meanDays: overall, deviationDays: strange } };
}

const squaredShare = (days: readonly number[]): number => varianceOf(days) / meanOf(days) ** 2;

/** The squared coefficient of variation within suppliers, pooled by degrees of freedom. */
function relativeSpread(groups: readonly (readonly number[])[]): number {
  const measured = groups.filter(({ length }) => length > 1);
  const freedom = sumOf(measured.map(({ length }) => length - 1));
  if (freedom === 0) return ASSUMED_SPREAD ** 2;
  return sumOf(measured.map((days) => (days.length - 1) * squaredShare(days))) / freedom;
}

function spreadOf(days: readonly number[], ofAll: number): number {
  if (days.length < 2) return ofAll;
  const freedom = days.length - 1;
  return (freedom * squaredShare(days) + RECEIPTS_IN_SPREAD * ofAll) / (freedom + RECEIPTS_IN_SPREAD);
}

function withinVariance(groups: readonly (readonly number[])[]): number {
  const measured = groups.filter(({ length }) => length > 1);
  const freedom = sumOf(measured.map(({ length }) => length - 1));
  return freedom === 0 ? Number.NaN : sumOf(measured.map((days) => (days.length - 1) * varianceOf(days))) / freedom;
}

/** How far the means of suppliers differ beyond chance; 0 where that cannot be told. */
function betweenVariance(groups: readonly (readonly number[])[]): number {
  const within = withinVariance(groups);
  const total = sumOf(groups.map(({ length }) => length));
  const overall = meanOf(groups.flat());
  const squares = sumOf(groups.map((days) => days.length * (meanOf(days) - overall) ** 2));
  const scale = total - sumOf(groups.map(({ length }) => length * length)) / total;
  return scale > 0 && within >= 0 ? Math.max(0, (squares - (groups.length - 1) * within) / scale) : 0;
}

/** The mean of all counts as so many receipts beside a supplier's own. */
function receiptsInMean(groups: readonly (readonly number[])[]): number {
  // One supplier is all suppliers: there is nothing to be drawn to.
  if (groups.length === 1) return 0;
  const between = betweenVariance(groups);
  return between === 0 ? Number.POSITIVE_INFINITY : withinVariance(groups) / between;
}

const QuantileInput = strictObject({ leadTime: LeadTime, probability: OpenProbability });

/** Within how many days an order has come with this probability, by the gamma law of the lead time's mean and spread. */
export const leadTimeQuantile = (leadTime: LeadTime, probability: number): Result<number, InputFailure> =>
  parseInput(QuantileInput, { leadTime, probability }, 'the lead time').map((input) =>
    leadDaysWithin(input.leadTime, input.probability),
  );

/** {@link leadTimeQuantile} for numbers that are already trusted. */
export function leadDaysWithin({ meanDays, deviationDays }: LeadTime, probability: number): number {
  // With hardly any spread the gamma law is the normal one, and its shape too large to compute with.
  if (deviationDays <= meanDays / 1000) return meanDays + deviationDays * normalQuantile(probability);
  const shape = (meanDays / deviationDays) ** 2;
  return (gammaQuantile(probability, shape) * meanDays) / shape;
}
