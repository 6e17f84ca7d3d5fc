import { type Item3D, pack3D, RotationType } from 'binpackingjs/3d';
import type { Box, PackUnit } from 'orderwright/packing';

/** What the parcels of one order cost, and how many there are. */
export interface Packed {
  readonly cost: number;
  readonly parcels: number;
}

/**
 * What a shop does with npm `binpackingjs`: boxes by rising cost, the first that takes everything; where none does, the box
 * into which most of the volume goes, and again with the rest. It does not choose by cost itself. Undefined where a unit goes into no box.
 */
export function packWithPeer(boxes: readonly Box[], units: readonly PackUnit[]): Packed | undefined {
  const byCost = boxes.toSorted((a, b) => a.cost - b.cost);
  let rest = units.map(itemOf);
  let cost = 0;
  let parcels = 0;
  while (rest.length > 0) {
    let fullest: { readonly volume: number; readonly left: readonly Item3D[]; readonly cost: number } | undefined;
    for (const box of byCost) {
      const { unfitItems } = pack3D({ bins: [binOf(box)], items: rest });
      const volume = volumeOf(rest) - volumeOf(unfitItems);
      if (fullest === undefined || volume > fullest.volume) fullest = { volume, left: unfitItems, cost: box.cost };
      if (unfitItems.length === 0) break;
    }
    if (fullest === undefined || fullest.volume === 0) return undefined;
    cost += fullest.cost;
    parcels += 1;
    rest = [...fullest.left];
  }
  return { cost, parcels };
}

const volumeOf = (items: readonly Item3D[]): number =>
  items.reduce((sum, { width, height, depth }) => sum + width * height * depth, 0);

const binOf = ({ id, inner, maxLoadGrams }: Box) => ({
  name: id,
  width: inner.length,
  height: inner.width,
  depth: inner.height,
  maxWeight: maxLoadGrams,
});

const itemOf = ({ id, size, weightGrams, orientations }: PackUnit): Item3D => ({
  name: id,
  width: size.length,
  height: size.width,
  depth: size.height,
  weight: weightGrams,
  ...(orientations !== undefined && { allowedRotations: [RotationType.WHD, RotationType.HWD] }),
});
