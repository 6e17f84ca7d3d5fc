import { Broken } from '../../../kernel/index.js';
import type { Spot } from '../fit/standing.js';
import { settled } from '../fit/standing.js';
import type { Placement } from '../geometry.js';
import type { PackedParcel, PackingPlan } from '../types.js';
import { type PriceTerms, priceOf } from './price.js';
import type { Part } from './split.js';

/** The answer: parcels as they are packed and what they cost. `leastCost`: no plan costs less, if that is known. */
export function planOf(
  parts: readonly Part[],
  terms: PriceTerms,
  leastCost: number,
  otherwise: PackingPlan['proof'],
): PackingPlan {
  const parcels = parts.map((part) => parcelOf(part, terms));
  const total = parcels.reduce((sum, { cost }) => sum + cost.total, 0);
  const lowerBound = Math.min(total, Math.max(0, leastCost));
  return { parcels, total, lowerBound, proof: lowerBound === total ? 'optimal' : otherwise };
}

function parcelOf({ carton, spots }: Part, terms: PriceTerms): PackedParcel {
  const volume = spots.reduce((sum, { item }) => sum + item.volume, 0);
  const weight = spots.reduce((sum, { item }) => sum + item.weight, 0);
  const priced = priceOf(carton, { volume, weight }, terms);
  if (priced === undefined) throw new Broken(`the box "${carton.box.id}" was chosen and has no price`);
  return {
    box: carton.box.id,
    placements: settled(spots).map(placementOf),
    ...priced,
    fillPermille: Math.floor((volume * 1000) / carton.volume),
  };
}

const placementOf = ({ item, turn, x, y, z }: Spot): Placement => ({
  unit: item.unit.id,
  x,
  y,
  z,
  orientation: turn.orientation,
  size: turn.size,
});
