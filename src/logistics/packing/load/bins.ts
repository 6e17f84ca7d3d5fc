import { bottomUp } from './answer.js';
import { at, realAt } from './arrays.js';
import { Bin, BinFiller } from './bin.js';
import { fewestConceivable } from './bounds.js';
import { fittingKinds, leastSides, maxLoad, roomOf } from './fitting.js';
import { type Items, itemsOf } from './items.js';
import { loadedOneByOne } from './one-by-one.js';
import { randomFrom } from './random.js';
import { BinReducer } from './ruin.js';
import { SpaceCutter } from './spaces.js';
import type { BinsOptions, BinsPlan, CargoKind, LoadedUnit, Space } from './types.js';

const HOUSE_NODES = 20_000;
/** From so many units a bin on, bins are loaded with blocks too. */
const MANY = 12;

/**
 * Puts units into the fewest identical bins. Also answers a bound below which no plan can go; where both are equal, that is proved.
 * A unit that no bin takes is left; nothing is thrown. With more `nodes`, or a later `stop`, there are never more bins; the first
 * plan is always made, however long it takes.
 *
 * Method: first-fit in a few orders, then ruin and recreate (Schrimpf and others, Record breaking optimization results using the ruin
 * and recreate principle, 2000) until one bin less is enough, and again.
 *
 * @example
 * ```ts
 * import { fewestBins } from 'orderwright/packing';
 *
 * const { bins, lowerBound } = fewestBins({ size: { length: 600, width: 400, height: 400 }, maxLoadGrams: 30_000 }, [
 *   { size: { length: 250, width: 180, height: 120 }, quantity: 60, weightGrams: 900 },
 * ]);
 * console.log(bins.length, lowerBound);
 * ```
 */
export function fewestBins(bin: Space, cargo: readonly CargoKind[], options: BinsOptions = {}): BinsPlan {
  const { nodes = HOUSE_NODES, stop = () => false, support = 'none', seed = 1 } = options;
  const kinds = fittingKinds(cargo, bin);
  const items = itemsOf(kinds);
  const room = roomOf(bin);
  const filler = new BinFiller(items, room, maxLoad(bin), new SpaceCutter(leastSides(kinds), support === 'full'));
  const lowerBound = fewestConceivable(bin, kinds);
  const keys = sortKeys(items);
  let best = bestFirstFit(filler, keys);
  let ended: BinsPlan['ended'] = 'proved';
  const over = () => {
    if (filler.nodes >= nodes) ended = 'nodes';
    else if (stop()) ended = 'stop';
    return ended !== 'proved';
  };
  if (best.length > lowerBound && items.count > MANY * lowerBound && !over()) {
    const loaded = loadedOneByOne(bin, kinds, items, support);
    if (loaded.length < best.length) best = loaded;
  }
  const reducer = new BinReducer(filler, keys, randomFrom(seed), over);
  while (best.length > lowerBound) {
    const fewer = reducer.reduce(best);
    if (fewer === undefined) break;
    best = fewer;
  }
  return {
    bins: best.map((filled) => unitsIn(filled, items)),
    left: cargo.map(({ quantity }, kind) => quantity - (kinds[kind]?.quantity ?? 0)),
    lowerBound,
    nodes: filler.nodes,
    ended,
  };
}

/** What items are ordered by, falling: volume, height, length, width, longest side; volume or face breaks ties. */
function sortKeys(items: Items): readonly Float64Array[] {
  const keyed = (key: (l: number, w: number, h: number) => number) =>
    Float64Array.from({ length: items.count }, (_, item) => {
      const way = 3 * at(items.waysFrom, item);
      return key(at(items.sizes, way), at(items.sizes, way + 1), at(items.sizes, way + 2));
    });
  const faces = keyed((l, w, h) => Math.max(l * w, l * h, w * h));
  const scale = 1 + faces.reduce((most, face) => Math.max(most, face), 0);
  return [
    items.volumes,
    keyed((l, w, h) => h * scale + l * w),
    keyed((l, w, h) => l * scale + w * h),
    keyed((l, w, h) => w * scale + l * h),
    keyed((l, w, h) => Math.max(l, w, h) * scale + l * w),
  ];
}

/** How many of the orders first-fit tries. */
const FIRST_FITS = 3;

/** Each item in turn into the first bin that takes it; the best of a few orders. */
function bestFirstFit(filler: BinFiller, keys: readonly Float64Array[]): readonly Bin[] {
  const plans = keys.slice(0, FIRST_FITS).map((key) => {
    const order = Array.from({ length: filler.items.count }, (_, item) => item);
    order.sort((a, b) => realAt(key, b) - realAt(key, a) || a - b);
    const bins: Bin[] = [];
    for (const item of order) {
      if (filler.putIntoFirst(bins, item)) continue;
      const bin = new Bin();
      filler.empty(bin);
      filler.putIntoFirst([bin], item);
      bins.push(bin);
    }
    return bins;
  });
  return plans.reduce((best, plan) => (plan.length < best.length ? plan : best));
}

function unitsIn(bin: Bin, items: Items): readonly LoadedUnit[] {
  const units = bin.items.flatMap((item, i): LoadedUnit[] => {
    const way = bin.ways[i] ?? 0;
    const orientation = items.orientations[way];
    if (orientation === undefined) return [];
    const [length, width, height] = [
      at(items.sizes, 3 * way),
      at(items.sizes, 3 * way + 1),
      at(items.sizes, 3 * way + 2),
    ];
    const [x = 0, y = 0, z = 0] = bin.corners.slice(3 * i, 3 * i + 3);
    return [{ kind: at(items.kinds, item), x, y, z, orientation, size: { length, width, height } }];
  });
  return bottomUp(units);
}
