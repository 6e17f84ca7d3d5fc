import type { Spot } from '../fit/standing.js';
import { Candidates, type LayoutTerms } from './candidates.js';
import { type Carton, cartonOf, ownCartonOf } from './cartons.js';
import type { OfferBook } from './offers.js';
import { Partitions } from './partitions.js';
import type { UnitSets } from './unit-sets.js';

/** A parcel: its box, and where its units stand. */
export interface Part {
  readonly carton: Carton;
  readonly rank: number;
  readonly spots: readonly Spot[];
}

export const rankOf = (parts: readonly Part[]): number => parts.reduce((sum, { rank }) => sum + rank, 0);

/** The best parcels that were found. */
export interface Split {
  readonly parts: readonly Part[];
  /** No way to split the units has a lower rank. */
  readonly leastRank: number;
}

/**
 * The best way to spread up to twelve units over parcels. Each set of units has a bound: the rank of the best box that
 * might take it. The best partition by these bounds is laid out; a set that does not go into its box gets the next box as
 * its bound, and so on until every parcel of the best partition is laid out. So geometry is asked of few sets only, and
 * the answer is optimal wherever no search was cut off.
 *
 * @returns undefined where no way is known.
 */
export function bestSplit(sets: UnitSets, book: OfferBook, terms: LayoutTerms): Split | undefined {
  const candidates = new Candidates(sets, book, terms);
  const whole = inOneParcel(sets, book, candidates);
  if (whole !== undefined) return { parts: [whole], leastRank: candidates.leastRank(sets.all) };
  const partitions = new Partitions(sets, (set) => candidates.rank(set));
  while (partitions.leastRank < Number.POSITIVE_INFINITY) {
    const parts = partitions.best();
    // Another set, found too large for a box, may have taken that box from this one too.
    const stillOpen = (part: number) => candidates.rank(part) > partitions.rank(part) || !candidates.layOut(part);
    const open = parts.map((part) => sets.byKind(part)).find(stillOpen);
    if (open !== undefined) {
      partitions.change(open, candidates.rank(open));
      continue;
    }
    const { leastRank } = candidates.isProved ? partitions : new Partitions(sets, (set) => candidates.leastRank(set));
    return { parts: parts.flatMap((part) => laidOut(sets, candidates, part) ?? []), leastRank };
  }
  return undefined;
}

/** All units in one box, while that is better than any two boxes. */
function inOneParcel(sets: UnitSets, book: OfferBook, candidates: Candidates): Part | undefined {
  for (let offer = candidates.best(sets.all); offer !== undefined; offer = candidates.best(sets.all)) {
    if (sets.items.length > 1 && book.mayBeSplit(offer.rank)) return undefined;
    if (candidates.layOut(sets.all) !== undefined) return laidOut(sets, candidates, sets.all);
  }
  return undefined;
}

/** The layout was made for the set's kind: its own units stand where their equals do. */
function laidOut(sets: UnitSets, candidates: Candidates, set: number): Part | undefined {
  const byKind = sets.byKind(set);
  const offer = candidates.best(byKind);
  const spots = candidates.layOut(byKind);
  if (offer === undefined || spots === undefined) return undefined;
  if (set === byKind) return { ...offer, spots };
  const equals = sets.itemsIn(byKind);
  const own = sets.itemsIn(set);
  const [first] = own;
  const isOwnCarton = offer.carton.index < 0 && first !== undefined;
  const carton = isOwnCarton ? cartonOf(ownCartonOf(first.unit), offer.carton.index) : offer.carton;
  const stood = spots.map((spot) => ({ ...spot, item: own[equals.indexOf(spot.item)] ?? spot.item }));
  return { carton, rank: offer.rank, spots: stood };
}
