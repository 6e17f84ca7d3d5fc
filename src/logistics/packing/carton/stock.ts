import type { Item } from '../fit/items.js';
import { type Part, rankOf } from './split.js';

/** How many boxes are left of those that are not without end. */
export type BoxesLeft = ReadonlyMap<string, number>;

/** Packs as if boxes were without end, save for some that are not used at all. */
type Packer = (items: readonly Item[], without: readonly string[]) => readonly Part[] | undefined;

/** So many ways to share scarce boxes out are tried for one order; beyond, a scarce box is not used at all. */
const MOST_WAYS = 50;

/**
 * Packs with no more boxes than there are. Where the best parcels overdraw a box, either it is not used at all, or as many of
 * its parcels are kept as there are boxes, and what is left over goes into others. The best of these ways is taken, which need
 * not be the best of all.
 */
export class StockedPacker {
  private readonly pack: Packer;
  private readonly left: BoxesLeft;
  private ways = 0;

  constructor(pack: Packer, left: BoxesLeft) {
    this.pack = pack;
    this.left = left;
  }

  best(items: readonly Item[], without: readonly string[]): readonly Part[] | undefined {
    const parts = this.pack(items, without);
    const scarce = parts && this.overdrawn(parts);
    if (parts === undefined || scarce === undefined) return parts;
    const others = [...without, scarce];
    let best = this.best(items, others);
    for (const kept of this.shares(parts, scarce)) {
      this.ways += 1;
      if (this.ways > MOST_WAYS) break;
      const packed = new Set(kept.flatMap(({ spots }) => spots.map(({ item }) => item)));
      const over = items.filter((item) => !packed.has(item));
      const rest = this.best(over, others);
      if (rest !== undefined) best = better(best, [...kept, ...rest]);
    }
    return best;
  }

  /** A box of which the parcels take more than there are. */
  private overdrawn(parts: readonly Part[]): string | undefined {
    for (const [box, count] of this.left) {
      if (parts.filter(({ carton }) => carton.box.id === box).length > count) return box;
    }
    return undefined;
  }

  /** Which of the parcels in a scarce box may be the ones that are kept. */
  private shares(parts: readonly Part[], scarce: string): (readonly Part[])[] {
    const count = this.left.get(scarce) ?? 0;
    const those = parts.filter(({ carton }) => carton.box.id === scarce);
    if (count === 0) return [];
    return those.map((_, first) => [...those.slice(first), ...those.slice(0, first)].slice(0, count));
  }
}

/** The one of lower rank; the first of equals. */
function better(a: readonly Part[] | undefined, b: readonly Part[]): readonly Part[] {
  return a === undefined || rankOf(b) < rankOf(a) ? b : a;
}
