import type { Material, Weighing } from './terms.js';

/** A material as it would serve here, with what it takes and costs. */
export interface Alternative {
  readonly material: Material;
  readonly grams: number;
  readonly cost: number;
  /** Grams, those that are not recycled counted twice. */
  readonly burden: number;
}

/** What a material burdens the environment with: its grams, and once more the share of them that is not recycled. */
export const burdenOf = (grams: number, recyclablePermille: number): number =>
  grams + Math.ceil((grams * (1000 - recyclablePermille)) / 1000);

/**
 * The alternative that the weighing likes best. Each is scored from 0 to 1,000,000: for protection as it stands, for cost
 * and environment by how far it stays below the dearest and the most burdening of the alternatives, rounded down. The
 * scores are weighed and added (simple additive weighting: Hwang and Yoon, Multiple Attribute Decision Making, 1981).
 * Among equals the earlier one is taken.
 */
export function weighed(alternatives: readonly Alternative[], weighing: Weighing): Alternative | undefined {
  const dearest = Math.max(...alternatives.map(({ cost }) => cost));
  const worst = Math.max(...alternatives.map(({ burden }) => burden));
  const score = ({ material, cost, burden }: Alternative): number =>
    weighing.protection * material.protection * 1000 +
    weighing.cost * below(dearest, cost) +
    weighing.environment * below(worst, burden);
  let best: Alternative | undefined;
  for (const one of alternatives) if (best === undefined || score(one) > score(best)) best = one;
  return best;
}

/** 1,000,000 for nothing, 0 for the most. */
const below = (most: number, amount: number): number =>
  most === 0 ? 1_000_000 : Math.floor(((most - amount) * 1_000_000) / most);
