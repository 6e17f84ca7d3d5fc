import type { Item, Turn } from './items.js';

/** Where an item stands. */
export interface Spot {
  readonly item: Item;
  readonly turn: Turn;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

const top = ({ z, turn }: Spot): number => z + turn.size.height;

/** The area that two items share, seen from above. */
function sharedArea(a: Spot, b: Spot): number {
  const along = Math.min(a.x + a.turn.size.length, b.x + b.turn.size.length) - Math.max(a.x, b.x);
  if (along <= 0) return 0;
  const across = Math.min(a.y + a.turn.size.width, b.y + b.turn.size.width) - Math.max(a.y, b.y);
  return across <= 0 ? 0 : along * across;
}

/** The height at which an item comes to rest when it sinks from where it is. */
export function restingHeight(others: readonly Spot[], spot: Spot): number {
  let height = 0;
  for (const lower of others) {
    const reach = top(lower);
    if (reach > height && reach <= spot.z && sharedArea(lower, spot) > 0) height = reach;
  }
  return height;
}

/** Lets every item sink until it stands on the floor or on another; in the order in which a person puts them in. */
export function settled(spots: readonly Spot[]): Spot[] {
  const standing: Spot[] = [];
  for (const spot of spots.toSorted((a, b) => a.z - b.z)) {
    const z = restingHeight(standing, spot);
    standing.push(z === spot.z ? spot : { ...spot, z });
  }
  return standing.sort((a, b) => a.z - b.z || a.y - b.y || a.x - b.x);
}

export const isDelicate = ({ item }: Spot): boolean => item.bears !== Number.POSITIVE_INFINITY;

/** Whether some of an item stands above some of another, touching it or not. */
export const isAbove = (upper: Spot, lower: Spot): boolean => top(lower) <= upper.z && sharedArea(lower, upper) > 0;

/**
 * Whether each item bears what stands above it, and rests on enough of its base. On an item weighs, in full, everything that
 * stands above any part of it, and above that in turn, even where it touches another only: parcels are tilted.
 */
export const standsSoundly = (spots: readonly Spot[], supportPermille: number): boolean =>
  spots.every(
    (spot) =>
      (!isDelicate(spot) || loadOn(spots, spot) <= spot.item.bears) &&
      (supportPermille === 0 || isSupported(spots, spot, supportPermille)),
  );

/** How many grams weigh on an item. */
export const loadOn = (spots: readonly Spot[], spot: Spot): number =>
  reachedFrom(spot, spots, (next, from) => isAbove(next, from)).reduce((sum, { item }) => sum + item.weight, 0);

/** All on which an item weighs. */
export const bearersOf = (spots: readonly Spot[], spot: Spot): Spot[] =>
  reachedFrom(spot, spots, (next, from) => isAbove(from, next));

function reachedFrom(spot: Spot, spots: readonly Spot[], leadsTo: (next: Spot, from: Spot) => boolean): Spot[] {
  const reached: Spot[] = [];
  let left = spots;
  for (let from: Spot | undefined = spot, n = 0; from !== undefined; from = reached[n++]) {
    const here = from;
    const next = left.filter((one) => leadsTo(one, here));
    if (next.length === 0) continue;
    reached.push(...next);
    left = left.filter((one) => !next.includes(one));
  }
  return reached;
}

export function isSupported(spots: readonly Spot[], spot: Spot, supportPermille: number): boolean {
  if (spot.z === 0) return true;
  let area = 0;
  for (const lower of spots) if (top(lower) === spot.z) area += sharedArea(lower, spot);
  return area * 1000 >= spot.turn.size.length * spot.turn.size.width * supportPermille;
}
