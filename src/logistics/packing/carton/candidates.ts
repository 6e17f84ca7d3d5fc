import { fill } from '../fit/fill.js';
import type { Spot } from '../fit/standing.js';
import { takesAlone, travelsInOwnCarton } from './cartons.js';
import type { Offer, OfferBook } from './offers.js';
import type { UnitSets } from './unit-sets.js';
import { bits } from './unit-sets.js';

/** How to lay units out. */
export interface LayoutTerms {
  readonly supportPermille: number;
  /** The nodes that a search for so many units may take. */
  readonly nodesFor: (units: number) => number;
}

/** For each set of units, the best box that might take it, and whether it does. Sets are given by kind: see `UnitSets`. */
export class Candidates {
  private readonly sets: UnitSets;
  private readonly book: OfferBook;
  private readonly terms: LayoutTerms;
  /** Of each carton, the units that do not go into it even alone. */
  private readonly unfit: readonly number[];
  /** Of each carton, sets that have no room in it however they stand: nor has what holds them. */
  private readonly misfits: readonly number[][];
  private readonly offers: (readonly Offer[] | undefined)[] = [];
  private readonly cursor: Int32Array;
  private readonly laid: (readonly Spot[] | undefined)[] = [];
  /** The lowest rank at which a set might yet go into a box, although no way was found. */
  private readonly unproved = new Map<number, number>();

  constructor(sets: UnitSets, book: OfferBook, terms: LayoutTerms) {
    this.sets = sets;
    this.book = book;
    this.terms = terms;
    this.cursor = new Int32Array(sets.all + 1);
    this.unfit = book.cartons.map((carton) => bits(sets.items.map((item) => !takesAlone(carton, item))));
    this.misfits = book.cartons.map(() => []);
  }

  /** The best box which is not known to be too small; undefined where there is none. */
  best(set: number): Offer | undefined {
    let offers = this.offers[set];
    if (offers === undefined) {
      offers = this.offersFor(set);
      this.offers[set] = offers;
    }
    let cursor = this.cursor[set] ?? 0;
    while (cursor < offers.length && !this.mayTake(offers[cursor], set)) cursor += 1;
    this.cursor[set] = cursor;
    return offers[cursor];
  }

  /** The rank of the set as one parcel, or a bound for it. */
  rank(set: number): number {
    return this.best(set)?.rank ?? Number.POSITIVE_INFINITY;
  }

  /** No way to pack the set as one parcel has a lower rank, whatever a longer search would find. */
  leastRank(set: number): number {
    return Math.min(this.unproved.get(set) ?? Number.POSITIVE_INFINITY, this.rank(set));
  }

  /** Whether everything was found or proved not to exist. */
  get isProved(): boolean {
    return this.unproved.size === 0;
  }

  /** Where the set's units stand in its best box. Where no way is found, that box is no longer its best one. */
  layOut(set: number): readonly Spot[] | undefined {
    const offer = this.best(set);
    if (offer === undefined || this.laid[set] !== undefined) return this.laid[set];
    const items = this.sets.itemsIn(set);
    const { supportPermille, nodesFor } = this.terms;
    const fit = fill(offer.carton.inner, items, { nodes: nodesFor(items.length), supportPermille });
    if (typeof fit === 'object') {
      this.laid[set] = fit;
      return fit;
    }
    this.cursor[set] = (this.cursor[set] ?? 0) + 1;
    if (fit === 'unknown' && !this.unproved.has(set)) this.unproved.set(set, offer.rank);
    if (fit === 'impossible') this.misfits[offer.carton.index]?.push(set);
    return undefined;
  }

  private offersFor(set: number): readonly Offer[] {
    const { sets } = this;
    if (!sets.mayMakeParcel(set)) return [];
    const [first, second] = sets.itemsIn(set);
    if (first !== undefined && second === undefined && travelsInOwnCarton(first.unit)) return this.book.ownOffer(first);
    return this.book.offers({ volume: sets.volume[set] ?? 0, weight: sets.weight[set] ?? 0 });
  }

  private mayTake(offer: Offer | undefined, set: number): boolean {
    if (offer === undefined || offer.carton.index < 0) return true;
    const { index, usable, box } = offer.carton;
    if ((this.sets.volume[set] ?? 0) > usable || (this.sets.weight[set] ?? 0) > box.maxLoadGrams) return false;
    if (((this.unfit[index] ?? 0) & set) !== 0) return false;
    return !(this.misfits[index] ?? []).some((misfit) => (set & misfit) === misfit);
  }
}
