import { type Size, volumeOf } from '../geometry.js';
import { loadSpace } from '../load/index.js';
import { GreedyLoader } from './greedy.js';
import type { Item } from './items.js';
import { type Fit, SeparationSearch } from './search.js';
import type { Spot } from './standing.js';

/** How hard to try, and what standing soundly means. */
export interface FillTerms {
  /** Branches that the search of one box may open. */
  readonly nodes: number;
  /** The share of its base on which each unit has to rest, in thousandths. */
  readonly supportPermille: number;
}

/** Up to so many items the search comes first: it finds or proves. */
const FEW = 8;
/** Beyond so many the search rarely finds what the other ways miss. */
const MOST_SEARCHED = 12;

const search = new SeparationSearch();

/**
 * Stands all items in one space, or says that no way exists, or that none was found. This is the seam between choosing
 * boxes and geometry: the choice of boxes asks no more of geometry than this. A few items go to the search that proves;
 * more of them to the greedy way first, then to the loader of large loads.
 *
 * @param items by falling volume, equal ones side by side, as `itemsOf` gives them.
 */
export function fill(space: Size, items: readonly Item[], { nodes, supportPermille }: FillTerms): Fit {
  const isFew = items.length <= FEW && supportPermille === 0;
  const fit = isFew ? search.find(space, items, nodes, 0) : 'unknown';
  if (fit !== 'unknown') return fit;
  const spots = isDelicate(items)
    ? greedily(space, items, supportPermille, GREEDY_WAYS)
    : (greedily(space, items, supportPermille, [asTheyCome]) ?? loaded(space, items, nodes, supportPermille));
  if (spots !== undefined) return spots;
  return isFew || items.length > MOST_SEARCHED ? 'unknown' : search.find(space, items, nodes, supportPermille);
}

/** Whether some may not stand anywhere, or not bear anything: the loader of large loads does not know of that. */
const isDelicate = (items: readonly Item[]): boolean =>
  items.some(({ onFloor, bears }) => onFloor || bears !== Number.POSITIVE_INFINITY);

/** Blocks of equal units cost the loader more than branches cost the search. */
const NODES_PER_BLOCK = 20;

function loaded(size: Size, items: readonly Item[], nodes: number, supportPermille: number): Spot[] | undefined {
  const equals: Item[][] = [];
  for (const [i, item] of items.entries()) {
    if (item.kind === items[i - 1]?.kind) equals.at(-1)?.push(item);
    else equals.push([item]);
  }
  const cargo = equals.map((same) => ({
    size: same[0]?.unit.size ?? size,
    quantity: same.length,
    weightGrams: same[0]?.weight ?? 0,
    orientations: same[0]?.unit.orientations,
  }));
  const support = supportPermille > 0 ? 'full' : 'none';
  const { units, ended } = loadSpace({ size }, cargo, { nodes: Math.ceil(nodes / NODES_PER_BLOCK), support });
  if (ended !== 'everything') return undefined;
  return units.flatMap(({ kind, x, y, z, orientation, size: standing }) => {
    const item = equals[kind]?.pop();
    return item ? [{ item, turn: { orientation, size: standing }, x, y, z }] : [];
  });
}

/** One greedy way: which items come first, and which of their turns. */
interface Way {
  readonly order: (items: readonly Item[]) => readonly Item[];
  readonly firstTurn: number;
}

const face = ({ unit: { size } }: Item): number => volumeOf(size) / Math.min(size.length, size.width, size.height);
const longest = ({ unit: { size } }: Item): number => Math.max(size.length, size.width, size.height);

const asTheyCome: Way = { order: (items) => items, firstTurn: 0 };
const GREEDY_WAYS: readonly Way[] = [
  asTheyCome,
  { order: (items) => items.toSorted((a, b) => face(b) - face(a)), firstTurn: 0 },
  { order: (items) => items.toSorted((a, b) => longest(b) - longest(a)), firstTurn: 0 },
  ...[1, 2, 3, 4, 5].map((firstTurn) => ({ ...asTheyCome, firstTurn })),
];

/** What stands on the floor goes first, then what bears most. */
function fromBelow(items: readonly Item[]): readonly Item[] {
  if (!isDelicate(items)) return items;
  const bearing = ({ bears }: Item): number => Math.min(bears, Number.MAX_SAFE_INTEGER);
  return items.toSorted((a, b) => Number(b.onFloor) - Number(a.onFloor) || bearing(b) - bearing(a));
}

function greedily(
  space: Size,
  items: readonly Item[],
  supportPermille: number,
  ways: readonly Way[],
): readonly Spot[] | undefined {
  for (const { order, firstTurn } of ways) {
    const loader = new GreedyLoader(space, supportPermille, firstTurn);
    if (fromBelow(order(items)).every((item) => loader.add(item))) return loader.spots;
  }
  return undefined;
}
