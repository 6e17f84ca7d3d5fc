import type { Item } from '../fit/items.js';
import { type Orientation, type Size, turned, volumeOf } from '../geometry.js';
import type { Box, PackUnit } from '../types.js';

/** A box, made ready for packing. */
export interface Carton {
  readonly box: Box;
  /** Its place in the catalogue; -1 for a unit's own carton. */
  readonly index: number;
  readonly inner: Size;
  readonly outer: Size;
  readonly volume: number;
  /** Of its volume, what units may fill. */
  readonly usable: number;
}

export function cartonOf(box: Box, index: number): Carton {
  const { inner, outer = inner, maxFillPermille = 1000 } = box;
  const volume = volumeOf(inner);
  return { box, index, inner, outer, volume, usable: Math.floor((volume * maxFillPermille) / 1000) };
}

/**
 * The carton in which a unit travels that has a parcel of its own and asks for no box: as large as the unit, for nothing.
 * A plan names it `own:` and the unit's id; whoever checks or draws such a plan adds it to the boxes.
 */
export function ownCartonOf(unit: Pick<PackUnit, 'id' | 'size' | 'orientations' | 'weightGrams'>): Box {
  const orientation: Orientation = unit.orientations?.[0] ?? 'lwh';
  return {
    id: `own:${unit.id}`,
    inner: turned(unit.size, orientation),
    emptyWeightGrams: 0,
    maxLoadGrams: Math.max(1, unit.weightGrams),
    cost: 0,
  };
}

export const travelsInOwnCarton = ({ ownParcel = false, needs = [] }: PackUnit): boolean =>
  ownParcel && needs.length === 0;

/** Whether the box has what the unit needs, and nothing that it avoids. */
function hasFeaturesFor({ features = [] }: Box, { needs, avoids }: PackUnit): boolean {
  if (needs !== undefined && !needs.every((feature) => features.includes(feature))) return false;
  return avoids === undefined || !avoids.some((feature) => features.includes(feature));
}

/** Whether the item alone goes into the box, by its sides and its features. */
export function takesAlone({ box, inner }: Carton, { unit, turns }: Item): boolean {
  if (!hasFeaturesFor(box, unit)) return false;
  for (const { size } of turns) {
    if (size.length <= inner.length && size.width <= inner.width && size.height <= inner.height) return true;
  }
  return false;
}
