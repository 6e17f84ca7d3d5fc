import { at, realAt } from './arrays.js';
import { Bin } from './bin.js';
import type { FittingKind } from './fitting.js';
import type { Items } from './items.js';
import { loadSpace } from './load.js';
import type { LoadedUnit, LoadOptions, Space } from './types.js';

/** The work spent on a bin, in blocks. */
const NODES_A_BIN = 100;

/** Loads one bin after the other as full as a short search can, until no unit is left. For bins that hold many units. */
export function loadedOneByOne(
  bin: Space,
  kinds: readonly FittingKind[],
  items: Items,
  support: LoadOptions['support'],
): readonly Bin[] {
  const waiting = kinds.map((_, kind) => [...items.kinds.keys()].filter((item) => at(items.kinds, item) === kind));
  const bins: Bin[] = [];
  for (let left = items.count; left > 0; ) {
    const cargo = kinds.map((kind, place) => ({ ...kind, quantity: waiting[place]?.length ?? 0 }));
    const { units } = loadSpace(bin, cargo, { nodes: NODES_A_BIN, support });
    const filled = new Bin();
    for (const unit of units) {
      const item = waiting[unit.kind]?.pop();
      const way = kinds[unit.kind]?.orientations.indexOf(unit.orientation) ?? 0;
      if (item !== undefined) note(filled, items, item, at(items.waysFrom, item) + way, unit);
    }
    bins.push(filled);
    left -= units.length;
  }
  return bins;
}

function note(bin: Bin, { volumes, grams }: Items, item: number, way: number, { x, y, z }: LoadedUnit): void {
  bin.items.push(item);
  bin.ways.push(way);
  bin.corners.push(x, y, z);
  bin.volume += realAt(volumes, item);
  bin.grams += realAt(grams, item);
}
