import { fill } from '../fit/fill.js';
import { GreedyLoader } from '../fit/greedy.js';
import type { Item } from '../fit/items.js';
import type { Spot } from '../fit/standing.js';
import type { LayoutTerms } from './candidates.js';
import { type Carton, takesAlone, travelsInOwnCarton } from './cartons.js';
import type { Companions } from './companions.js';
import type { OfferBook } from './offers.js';
import { priceOf } from './price.js';
import { bestSplit, type Part, rankOf } from './split.js';
import { UnitSets } from './unit-sets.js';

/** How to pack many units: see `ManyPacker`. */
export interface ManyTerms extends LayoutTerms {
  /** How often some parcels are unpacked and packed anew. */
  readonly rounds: number;
  readonly stop: () => boolean;
}

/** Units that share a parcel: a group, or one unit. */
type Lot = readonly Item[];

/** A parcel that is still open. */
interface Open {
  readonly items: Item[];
  readonly loader: GreedyLoader;
}

/** First fit is tried with the largest box and so many of those that cost least by volume; of less budget, with fewer. */
const MOST_BOXES_TRIED = 6;
/** So many units are packed anew by the best split; more by first fit. */
const FEW_ANEW = 8;

/**
 * Packs more units than all partitions can be tried for: the largest first, each into the first parcel with room, with one
 * box after another as the usual one; then each parcel into the cheapest box that takes it. Then, round by round, two or
 * three parcels are unpacked and packed anew, and what is better is kept ("ruin and recreate", Schrimpf et al. 2000).
 */
export class ManyPacker {
  private readonly book: OfferBook;
  private readonly companions: Companions;
  private readonly terms: ManyTerms;

  constructor(book: OfferBook, companions: Companions, terms: ManyTerms) {
    this.book = book;
    this.companions = companions;
    this.terms = terms;
  }

  /** Undefined where no way was found. */
  pack(items: readonly Item[]): readonly Part[] | undefined {
    const whole = this.inOneBox(items);
    if (whole !== undefined && !this.book.mayBeSplit(whole.rank)) return [whole];
    const first = better(whole && [whole], this.firstFits(items));
    return first && this.improved(first);
  }

  private inOneBox(items: readonly Item[]): Part | undefined {
    const apart = items.some(({ unit }, i) =>
      items.some((other, j) => i < j && !this.companions.mayShare(unit, other.unit)),
    );
    return apart ? undefined : this.cheapest(items);
  }

  private improved(start: readonly Part[]): readonly Part[] {
    let parts = byFill(start);
    for (let round = 0; round < this.terms.rounds && parts.length > 1; round += 1) {
      if (this.terms.stop()) break;
      // The emptiest parcel with each other one in turn, and every second time with that one's neighbour too.
      const one = Math.floor(round / (parts.length - 1)) % parts.length;
      const other = (one + 1 + (round % (parts.length - 1))) % parts.length;
      const third = round % 2 === 1 && parts.length > 2 ? (other + 1) % parts.length : one;
      const chosen = new Set([one, other, third]);
      const unpacked = parts.filter((_, i) => chosen.has(i));
      const anew = this.anew(unpacked.flatMap(({ spots }) => spots.map(({ item }) => item)));
      if (anew === undefined || rankOf(anew) >= rankOf(unpacked)) continue;
      parts = byFill([...parts.filter((_, i) => !chosen.has(i)), ...anew]);
    }
    return parts;
  }

  private anew(unsorted: readonly Item[]): readonly Part[] | undefined {
    const items = unsorted.toSorted((a, b) => a.kind - b.kind);
    if (items.length <= FEW_ANEW) return bestSplit(new UnitSets(items, this.companions), this.book, this.terms)?.parts;
    const whole = this.inOneBox(items);
    return better(whole && [whole], this.firstFits(items));
  }

  private firstFits(items: readonly Item[]): readonly Part[] | undefined {
    const lots = lotsOf(items);
    let best: readonly Part[] | undefined;
    for (const carton of this.usualBoxes()) {
      if (best !== undefined && this.terms.stop()) break;
      best = better(best, this.firstFit(lots, carton));
    }
    return best;
  }

  private usualBoxes(): readonly Carton[] {
    const ordinary = this.book.cartons.filter(({ box }) => box.lastResort !== true);
    const largest = ordinary.toSorted((a, b) => b.usable - a.usable).slice(0, 1);
    const cheapest = ordinary.toSorted((a, b) => a.box.cost / a.usable - b.box.cost / b.usable);
    const tried = [...largest, ...cheapest.slice(0, Math.min(MOST_BOXES_TRIED, this.terms.rounds))];
    return [...new Set(tried.length > 0 ? tried : this.book.cartons.slice(0, 1))];
  }

  private firstFit(lots: readonly Lot[], carton: Carton): readonly Part[] | undefined {
    const open: Open[] = [];
    const parts: Part[] = [];
    for (const lot of lots) {
      if (open.some((parcel) => this.joins(parcel, lot, carton))) continue;
      const parcel = { items: [], loader: new GreedyLoader(carton.inner, this.terms.supportPermille) };
      if (this.joins(parcel, lot, carton)) {
        open.push(parcel);
        continue;
      }
      const alone = this.inOneBox(lot);
      if (alone === undefined) return undefined;
      parts.push(alone);
    }
    for (const { items, loader } of open) {
      const closed = this.cheapest(items, { carton, spots: loader.spots });
      if (closed === undefined) return undefined;
      parts.push(closed);
    }
    return parts;
  }

  /** Puts the lot into the parcel, if it may and can go into it. */
  private joins(parcel: Open, lot: Lot, carton: Carton): boolean {
    const { items } = parcel;
    if (lot.some(({ unit }) => travelsInOwnCarton(unit))) return false;
    if (lot.some(({ unit }) => items.some((other) => !this.companions.mayShare(unit, other.unit)))) return false;
    if (priceOf(carton, contentsOf([...items, ...lot]), this.book.priceTerms) === undefined) return false;
    if (!lot.every((item) => takesAlone(carton, item))) return false;
    if (!parcel.loader.addAll(lot)) return false;
    items.push(...lot);
    return true;
  }

  /** The cheapest box for all these units; at worst that in which they stand already. */
  private cheapest(items: readonly Item[], known?: { carton: Carton; spots: readonly Spot[] }): Part | undefined {
    const contents = contentsOf(items);
    const [first, second] = items;
    const own = first !== undefined && second === undefined && travelsInOwnCarton(first.unit);
    const { supportPermille, nodesFor } = this.terms;
    for (const { carton, rank } of own ? this.book.ownOffer(first) : this.book.offers(contents)) {
      if (carton === known?.carton) return { carton, rank, spots: known.spots };
      if (contents.volume > carton.usable || contents.weight > carton.box.maxLoadGrams) continue;
      if (!own && !items.every((item) => takesAlone(carton, item))) continue;
      const spots = fill(carton.inner, items, { nodes: nodesFor(items.length), supportPermille });
      if (typeof spots === 'object') return { carton, rank, spots };
    }
    return undefined;
  }
}

function contentsOf(items: readonly Item[]) {
  return {
    volume: items.reduce((sum, { volume }) => sum + volume, 0),
    weight: items.reduce((sum, { weight }) => sum + weight, 0),
  };
}

function better(a: readonly Part[] | undefined, b: readonly Part[] | undefined): readonly Part[] | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return rankOf(b) < rankOf(a) ? b : a;
}

const fillOf = ({ carton, spots }: Part): number => contentsOf(spots.map(({ item }) => item)).volume / carton.volume;

/** The emptiest first. */
const byFill = (parts: readonly Part[]): readonly Part[] => parts.toSorted((a, b) => fillOf(a) - fillOf(b));

/** Groups and single units, the largest first. */
function lotsOf(items: readonly Item[]): Lot[] {
  const lots: Item[][] = [];
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const { together } = item.unit;
    const group = together === undefined ? undefined : groups.get(together);
    if (group !== undefined) {
      group.push(item);
      continue;
    }
    const lot = [item];
    lots.push(lot);
    if (together !== undefined) groups.set(together, lot);
  }
  return lots.sort((a, b) => contentsOf(b).volume - contentsOf(a).volume);
}
