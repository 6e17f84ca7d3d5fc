import type { Result } from 'neverthrow';
import { type InputFailure, type Instant, parseInput, plusMilliseconds, strictObject } from '../../kernel/index.js';
import { leadDaysWithin } from '../supply/lead-times.js';
import { type Pool, poolsOf } from './pools.js';
import { type Capacity, capacityOf, type Production } from './schedule.js';
import { defaultPoolTerms, PoolFacts, PoolTerms } from './types.js';

/** What to do with the pool of one design. */
export type PoolStep =
  /** It is full: make it. */
  | { readonly step: 'produce'; readonly batch: number }
  /** It fills in time with a fair chance. */
  | { readonly step: 'wait'; readonly until: Instant }
  /** It needs more days than buyers agreed to. Lines are `order/line`; those of others have agreed already. */
  | { readonly step: 'askToWait'; readonly until: Instant; readonly ask: readonly string[] }
  /** It could be made, but the factory's calendar has no room for so many units. */
  | { readonly step: 'noCapacity'; readonly lacking: number }
  /** It will not fill: pay back. */
  | { readonly step: 'refund'; readonly lines: readonly string[] };

/** The pool of one design, and what to do with it. */
export interface PlannedPool {
  readonly design: string;
  readonly units: number;
  readonly missing: number;
  readonly closesAt: Instant;
  readonly chance: number;
  readonly next: PoolStep;
  readonly why: { readonly en: string; readonly zh: string };
}

/** One production run, of one design or of several that go together. */
export interface PlannedBatch {
  readonly designs: readonly { readonly design: string; readonly units: number }[];
  readonly units: number;
  readonly production: readonly Production[];
  /** The instant by which it has arrived with the promised probability. */
  readonly promise: { readonly at: Instant; readonly probability: number };
}

/** Pools, and the batches made of those that are full. */
export interface PoolPlan {
  readonly pools: readonly PlannedPool[];
  readonly batches: readonly PlannedBatch[];
}

/**
 * What to do with paid demand that waits to be made: produce pools that are full, merge those that are full only together,
 * wait where the chance is fair, ask buyers to wait longer where that makes it so, and else refund.
 *
 * Batches take the factory's capacity in the order in which their pools close. The promise is the end of production plus
 * the lead time's quantile.
 *
 * @returns a step for every pool with its reason, in the order of the designs; or a failure of the input.
 */
export function planPools(facts: PoolFacts, terms: PoolTerms = defaultPoolTerms): Result<PoolPlan, InputFailure> {
  const input = strictObject({ facts: PoolFacts, terms: PoolTerms });
  return parseInput(input, { facts, terms }, 'the plan of pools').map((it) => plan(it.facts, it.terms));
}

function plan(facts: PoolFacts, terms: PoolTerms): PoolPlan {
  const pools = poolsOf(facts, terms);
  const capacity = capacityOf(facts.slots, facts.at);
  const steps = new Map<Pool, PoolStep>();
  const batches: PlannedBatch[] = [];
  for (const group of groupsToProduce(pools, terms)) {
    const booked = batchOf(group, capacity, facts, terms);
    if ('lacking' in booked) {
      for (const pool of group) steps.set(pool, { step: 'noCapacity', lacking: booked.lacking });
      continue;
    }
    for (const pool of group) steps.set(pool, { step: 'produce', batch: batches.length });
    batches.push(booked);
  }
  return {
    batches,
    pools: pools.map((pool) => {
      const next = steps.get(pool) ?? stepWithout(pool, facts.at, terms);
      const { design, units, missing, closesAt, chance } = pool;
      return { design: design.design, units, missing, closesAt, chance, next, why: whyOf(pool, next) };
    }),
  };
}

/** Pools that are full, and sets of pools that are full only together, the earliest to close first. */
function groupsToProduce(pools: readonly Pool[], terms: PoolTerms): Pool[][] {
  const groups = pools.filter(({ missing }) => missing === 0).map((pool) => [pool]);
  const left = pools
    .filter(({ missing, chance }) => missing > 0 && chance < terms.leastChance)
    .sort((a, b) => a.closesAt - b.closesAt);
  while (left.length > 0) {
    const [first, ...others] = left.splice(0, 1).concat(left);
    if (first === undefined) break;
    const group = mergeAround(first, others);
    if (group === undefined) continue;
    groups.push(group);
    for (const pool of group) if (left.includes(pool)) left.splice(left.indexOf(pool), 1);
  }
  return groups.sort((a, b) => (a[0]?.closesAt ?? 0) - (b[0]?.closesAt ?? 0));
}

/** The fewest pools that are full together with this one: the largest that go with all others of the batch. */
function mergeAround(first: Pool, others: readonly Pool[]): Pool[] | undefined {
  const group = [first];
  const units = () => group.reduce((sum, pool) => sum + pool.units, 0);
  const needed = () => Math.max(...group.map(({ design }) => design.minimumBatch));
  for (const other of others.toSorted((a, b) => b.units - a.units)) {
    if (units() >= needed()) break;
    if (group.every((pool) => goTogether(pool, other))) group.push(other);
  }
  return units() >= needed() ? group : undefined;
}

const goTogether = ({ design: a }: Pool, { design: b }: Pool): boolean =>
  a.mergesWith?.includes(b.design) === true || b.mergesWith?.includes(a.design) === true;

function batchOf(
  group: readonly Pool[],
  capacity: Capacity,
  { leadTime, at: now }: PoolFacts,
  { promiseProbability: probability }: PoolTerms,
): PlannedBatch | { readonly lacking: number } {
  const units = group.reduce((sum, pool) => sum + pool.units, 0);
  const booked = capacity.book(units);
  if ('lacking' in booked) return booked;
  const { production } = booked;
  const made = production.at(-1)?.endsAt ?? now;
  const at = plusMilliseconds(made, Math.ceil(leadDaysWithin(leadTime, probability) * DAY));
  const designs = group.map((pool) => ({ design: pool.design.design, units: pool.units }));
  return { designs, units, production, promise: { at, probability } };
}

const DAY = 86_400_000;

function stepWithout(pool: Pool, at: Instant, terms: PoolTerms): PoolStep {
  const { closesAt, chance, chanceLater, demand } = pool;
  const later = plusMilliseconds(closesAt, (terms.extraDays ?? 0) * DAY);
  const inTime = chance >= terms.leastChance && closesAt > at;
  if (!inTime && (chanceLater < terms.leastChance || later <= at))
    return { step: 'refund', lines: demand.map(lineName) };
  const until = inTime ? closesAt : later;
  const ask = demand.filter(({ consentUntil = closesAt }) => consentUntil < until);
  return ask.length === 0 ? { step: 'wait', until } : { step: 'askToWait', until, ask: ask.map(lineName) };
}

const lineName = ({ order, line }: { readonly order: string; readonly line: string }): string => `${order}/${line}`;

function whyOf(pool: Pool, next: PoolStep): PlannedPool['why'] {
  const { units, missing, chance, chanceLater, design } = pool;
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const have = `${units} of at least ${design.minimumBatch} units are paid for`;
  const haveZh = `已付款 ${units} 件，起订量 ${design.minimumBatch} 件`;
  switch (next.step) {
    case 'produce':
      return missing === 0
        ? { en: `${have}, so it is made.`, zh: `${haveZh}，可以开工。` }
        : {
            en: `${have}, but with designs that go together the batch is full.`,
            zh: `${haveZh}，与可合并款式合批后开工。`,
          };
    case 'wait':
      return {
        en: `${have}; the chance that the other ${missing} come in time is ${percent(Math.max(chance, chanceLater))}.`,
        zh: `${haveZh}，还差 ${missing} 件，按时凑满的可能性为 ${percent(Math.max(chance, chanceLater))}。`,
      };
    case 'askToWait':
      return {
        en: `${have}; in time the chance is ${percent(chance)}, with more days ${percent(chanceLater)}, so buyers are asked.`,
        zh: `${haveZh}，按时凑满的可能性为 ${percent(chance)}，延期后为 ${percent(chanceLater)}，需征得买家同意。`,
      };
    case 'noCapacity':
      return {
        en: `${have}, but the factory's calendar lacks room for ${next.lacking} units.`,
        zh: `${haveZh}，但工厂产能还差 ${next.lacking} 件。`,
      };
    case 'refund':
      return {
        en: `${have}; even with more days the chance is ${percent(chanceLater)}, so buyers are paid back.`,
        zh: `${haveZh}，即使延期凑满的可能性也只有 ${percent(chanceLater)}，建议退款。`,
      };
  }
}
