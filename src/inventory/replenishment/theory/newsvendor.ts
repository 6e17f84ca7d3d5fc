import type * as z from 'zod/mini';
import { strictObject } from '../../../kernel/index.js';
import { checked, Finite, NotNegative, Positive } from '../../planning-numbers.js';
import { type Demand, DemandLaw, lawOf, over, PeriodDemand } from './laws.js';

const costs = {
  /** What a unit left over costs: its keeping, or its cost less what it still brings. */
  holdingCost: Positive,
  /** What a unit short costs: the lost margin and any penalty. */
  backorderCost: Positive,
};

/** How much to have, and what too much and too little then cost on average. */
export interface StockLevel {
  readonly stock: number;
  readonly cost: number;
}

interface Costs {
  readonly holdingCost: number;
  readonly backorderCost: number;
}

/** What having so much costs on average: h E(y - D)+ + p E(D - y)+. */
export function expectedCost({ holdingCost: h, backorderCost: p }: Costs, demand: Demand, stock: number): number {
  const short = demand.shortage(stock);
  return h * (stock - demand.mean + short) + p * short;
}

function best(costsOf: Costs, demand: Demand): StockLevel {
  const stock = demand.quantile(costsOf.backorderCost / (costsOf.backorderCost + costsOf.holdingCost));
  return { stock, cost: expectedCost(costsOf, demand, stock) };
}

const NewsvendorInput = strictObject({ ...costs, demand: DemandLaw });

/**
 * How much to have for one season, when what is left over is worth less and what is short is lost: the least stock that
 * serves all demand with probability p/(p + h).
 *
 * Source: Arrow, Harris & Marschak (1951); Snyder & Shen, section 4.3.
 *
 * @example
 * ```ts
 * newsvendor({ holdingCost: 0.18, backorderCost: 0.7, demand: { law: 'normal', mean: 50, deviation: 8 } });
 * // stock 56.60 at a cost of 1.998
 * ```
 */
export const newsvendor = checked(
  'the newsvendor question',
  NewsvendorInput,
  ({ demand, ...rest }): StockLevel => best(rest, lawOf(demand)),
);

const AtStock = strictObject({ ...costs, demand: DemandLaw, stock: Finite });

/** What a given stock costs on average in one season. */
export const newsvendorCost = checked('the cost of a stock', AtStock, ({ demand, stock, ...rest }): number =>
  expectedCost(rest, lawOf(demand), stock),
);

/** Demand of one period, how long an order takes, and how often stock is looked at. */
const BaseStockInput = strictObject({
  ...costs,
  demand: PeriodDemand,
  leadTime: NotNegative,
  /** Periods between two looks; the stock must last until what the next look orders has come. */
  reviewPeriod: NotNegative,
});

/**
 * The level up to which to order at every look, when an order costs nothing of its own: the newsvendor's answer for the
 * demand of lead time and review period together.
 *
 * Source: Snyder & Shen, section 4.3.4.
 */
export const baseStock = checked(
  'the base stock',
  BaseStockInput,
  ({ demand, leadTime, reviewPeriod, ...rest }: z.infer<typeof BaseStockInput>): StockLevel =>
    best(rest, lawOf(over(demand, leadTime + reviewPeriod))),
);
