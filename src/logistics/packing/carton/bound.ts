import type { Item } from '../fit/items.js';
import { type Carton, takesAlone, travelsInOwnCarton } from './cartons.js';

/**
 * No plan costs less, as long as filler and carriage do not cost less than nothing: the volume and the weight of all units
 * at the best price of a box for each, and the cheapest box of the unit whose cheapest box is the dearest.
 */
export function leastCostOf(items: readonly Item[], cartons: readonly Carton[]): number {
  const boxed = items.filter(({ unit }) => !travelsInOwnCarton(unit));
  const volume = boxed.reduce((sum, item) => sum + item.volume, 0);
  const weight = boxed.reduce((sum, item) => sum + item.weight, 0);
  const perVolume = Math.min(...cartons.map(({ box, usable }) => box.cost / Math.max(1, usable)));
  const perGram = Math.min(...cartons.map(({ box }) => box.cost / box.maxLoadGrams));
  const dearest = boxed.map((item) => {
    const costs = cartons.flatMap((carton) => (takesAlone(carton, item) ? [carton.box.cost] : []));
    return Math.min(...costs);
  });
  // Rounded down a little first, so that no error of a product makes the bound too high.
  const rounded = (cost: number): number => Math.ceil(cost - 1e-6);
  return Math.max(0, rounded(volume * perVolume), rounded(weight * perGram), ...dearest);
}
