import type { Result } from 'neverthrow';
import * as z from 'zod/mini';
import { Count, complaint, type InputFailure, parseInput, Quantity, strictObject } from '../../kernel/index.js';
import { type Random, randomFrom } from '../../statistics/index.js';
import { NotNegative } from '../planning-numbers.js';
import { leadDaysWithin } from '../supply/lead-times.js';

const MOST_PERIODS = 10_000;
const above = complaint('planning.order_up_to_not_above_reorder_point', 'must be above the reorder point');

/** When and how much to order, by rule. Stock counts on hand and on order, less what is owed. */
export const StockPolicy = z.discriminatedUnion('kind', [
  /** Whenever stock is at the point or below, order so much. */
  strictObject({ kind: z.literal('reorderPoint'), reorderPoint: z.int(), orderQuantity: Quantity }),
  /** Whenever stock is at the point or below, order up to so much. */
  strictObject({ kind: z.literal('minMax'), reorderPoint: z.int(), orderUpTo: z.int() }).check(
    z.refine(({ reorderPoint, orderUpTo }) => orderUpTo > reorderPoint, { error: above, path: ['orderUpTo'] }),
  ),
  /** Order up to so much at every look. */
  strictObject({ kind: z.literal('baseStock'), orderUpTo: Count }),
]);
export type StockPolicy = z.infer<typeof StockPolicy>;

/** What is replayed, and under which conditions. */
export const SimulationInput = strictObject({
  /** Units asked for in each period, the oldest first; `null` is not known, and counts as none. */
  demand: z
    .array(z.nullable(Count))
    .check(
      z.minLength(1, { error: complaint('planning.no_periods', 'must name the demand of at least one period') }),
      z.maxLength(MOST_PERIODS, { error: complaint('planning.too_many_periods', `must have at most ${MOST_PERIODS}`) }),
    ),
  policy: StockPolicy,
  startingStock: Count,
  /** In periods. An order of lead time 0 is there before the buyers of its period are. */
  leadTime: strictObject({ mean: NotNegative, deviation: NotNegative }),
  /** Periods from one look to the next; 1 where left out. */
  reviewPeriods: z.optional(Quantity),
  packSize: z.optional(Quantity),
  /** Buyers who find nothing wait, or are lost. */
  unmet: z.enum(['wait', 'lost']),
  costs: strictObject({
    /** Of keeping one unit for one period. */
    holding: NotNegative,
    order: NotNegative,
    /** Of each unit not served at once. */
    short: NotNegative,
  }),
  /** Of the lead times that are drawn. The same seed gives the same replay. */
  seed: z.int(),
});
export type SimulationInput = z.infer<typeof SimulationInput>;

/** One period of a replay. */
export interface SimulatedPeriod {
  readonly demand: number;
  readonly received: number;
  readonly ordered: number;
  /** To buyers of this period and to those who waited. */
  readonly served: number;
  /** Units asked for in this period and not served at once. */
  readonly short: number;
  /** At the end of the period. */
  readonly onHand: number;
  readonly owed: number;
  readonly onOrder: number;
}

/** What a policy would have done. */
export interface Simulation {
  /** Share of units served at once; absent where nothing was asked for. */
  readonly fillRate?: number;
  readonly unitsShort: number;
  /** Periods in which some buyer found nothing. */
  readonly periodsShort: number;
  readonly averageStock: number;
  readonly orders: number;
  readonly unitsOrdered: number;
  readonly cost: {
    readonly holding: number;
    readonly ordering: number;
    readonly short: number;
    readonly total: number;
  };
  readonly trajectory: readonly SimulatedPeriod[];
}

/**
 * Replays history under a policy, so that a merchant sees before switching: each period goods arrive, stock is looked at
 * and ordered, and then buyers come.
 *
 * @returns service, stock and cost with the whole course; or a failure of the input.
 * @example
 * ```ts
 * simulateStock({
 *   demand: [4, 7, 5, 12, 3, 6], policy: { kind: 'minMax', reorderPoint: 8, orderUpTo: 24 }, startingStock: 20,
 *   leadTime: { mean: 2, deviation: 0.5 }, unmet: 'wait', costs: { holding: 1, order: 50, short: 30 }, seed: 1,
 * });
 * ```
 */
export const simulateStock = (input: SimulationInput): Result<Simulation, InputFailure> =>
  parseInput(SimulationInput, input, 'the simulation').map(simulate);

interface State {
  onHand: number;
  owed: number;
  /** Units that arrive in each period to come. */
  readonly arriving: Map<number, number>;
  onOrder: number;
}

function simulate(input: SimulationInput): Simulation {
  const random = randomFrom(input.seed);
  const state: State = { onHand: input.startingStock, owed: 0, arriving: new Map(), onOrder: 0 };
  const trajectory = input.demand.map((demand, period) => step(input, state, period, demand ?? 0, random));
  return summary(input, trajectory);
}

function step(input: SimulationInput, state: State, period: number, demand: number, random: Random): SimulatedPeriod {
  let received = receive(state, period);
  const ordered = period % (input.reviewPeriods ?? 1) === 0 ? quantityFor(input, state) : 0;
  if (ordered > 0) {
    const due = period + drawnPeriods(input.leadTime, random);
    state.arriving.set(due, (state.arriving.get(due) ?? 0) + ordered);
    state.onOrder += ordered;
    received += receive(state, period);
  }
  const waited = Math.min(state.owed, state.onHand);
  const atOnce = Math.min(demand, state.onHand - waited);
  const short = demand - atOnce;
  state.onHand -= waited + atOnce;
  state.owed += (input.unmet === 'wait' ? short : 0) - waited;
  const { onHand, owed, onOrder } = state;
  return { demand, received, ordered, served: waited + atOnce, short, onHand, owed, onOrder };
}

function receive(state: State, period: number): number {
  const units = state.arriving.get(period) ?? 0;
  state.arriving.delete(period);
  state.onHand += units;
  state.onOrder -= units;
  return units;
}

function quantityFor({ policy, packSize = 1 }: SimulationInput, { onHand, owed, onOrder }: State): number {
  const position = onHand + onOrder - owed;
  const inPacks = (units: number) => Math.ceil(Math.max(0, units) / packSize) * packSize;
  switch (policy.kind) {
    case 'reorderPoint':
      // As many lots as it takes to be above the point again.
      return position > policy.reorderPoint
        ? 0
        : inPacks(policy.orderQuantity * (Math.floor((policy.reorderPoint - position) / policy.orderQuantity) + 1));
    case 'minMax':
      return position > policy.reorderPoint ? 0 : inPacks(policy.orderUpTo - position);
    case 'baseStock':
      return inPacks(policy.orderUpTo - position);
  }
}

const drawnPeriods = ({ mean, deviation }: SimulationInput['leadTime'], random: Random): number =>
  mean === 0 ? 0 : Math.round(leadDaysWithin({ meanDays: mean, deviationDays: deviation }, random.next()));

function summary({ costs }: SimulationInput, trajectory: readonly SimulatedPeriod[]): Simulation {
  const sum = (of: (period: SimulatedPeriod) => number) => trajectory.reduce((total, one) => total + of(one), 0);
  const asked = sum(({ demand }) => demand);
  const unitsShort = sum(({ short }) => short);
  const kept = sum(({ onHand }) => onHand);
  const orders = trajectory.filter(({ ordered }) => ordered > 0).length;
  const cost = { holding: costs.holding * kept, ordering: costs.order * orders, short: costs.short * unitsShort };
  return {
    ...(asked > 0 && { fillRate: 1 - unitsShort / asked }),
    unitsShort,
    periodsShort: trajectory.filter(({ short }) => short > 0).length,
    averageStock: kept / trajectory.length,
    orders,
    unitsOrdered: sum(({ ordered }) => ordered),
    cost: { ...cost, total: cost.holding + cost.ordering + cost.short },
    trajectory,
  };
}
