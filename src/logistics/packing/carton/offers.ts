import type { Item } from '../fit/items.js';
import type { PackingTerms } from '../types.js';
import { type Carton, cartonOf, ownCartonOf } from './cartons.js';
import { type Contents, type PriceTerms, priceOf } from './price.js';

/** A box that may take a set of units, and its rank among those: the lower, the better. */
export interface Offer {
  readonly carton: Carton;
  readonly rank: number;
}

/**
 * A rank is the parcel's cost, and above it what weighs more than any cost: first how many boxes of last resort a plan
 * uses, then, where the fewest parcels are wanted, how many parcels. Else a parcel weighs a fraction of the smallest cost,
 * so that of plans that cost the same the one with the fewest parcels is taken. All are exact in 53 bits.
 */
const LAST_RESORT = 2 ** 45;
const PARCEL_COUNTS = 2 ** 38;
const PARCEL_DECIDES_TIES = 2 ** -4;

/** The boxes of a merchant, with what they cost, ready to be asked again and again. */
export class OfferBook {
  readonly cartons: readonly Carton[];
  readonly priceTerms: PriceTerms;
  /** What one parcel adds to a rank. */
  private readonly perParcel: number;
  /** Where a parcel's cost is that of its box, the order of the boxes is always this one. */
  private readonly standing: readonly Offer[] | undefined;

  constructor({ boxes, filler, carriage, parcels }: PackingTerms) {
    this.cartons = boxes.map(cartonOf);
    this.priceTerms = { filler, carriage };
    this.perParcel = parcels === 'fewest' ? PARCEL_COUNTS : PARCEL_DECIDES_TIES;
    if (filler === undefined && carriage === undefined) {
      this.standing = inOrder(this.cartons.map((carton) => ({ carton, rank: this.rank(carton, carton.box.cost) })));
    }
  }

  /** The boxes for these contents, the best first. Those that cannot take their weight or volume may be among them. */
  offers(contents: Contents): readonly Offer[] {
    return this.standing ?? inOrder(this.cartons.flatMap((carton) => this.offer(carton, contents) ?? []));
  }

  /** The unit's own carton, if the carrier takes it. */
  ownOffer({ unit, volume, weight }: Item): readonly Offer[] {
    const offer = this.offer(cartonOf(ownCartonOf(unit), -1), { volume, weight });
    return offer ? [offer] : [];
  }

  /** Whether two parcels might still be better than one of this rank. */
  mayBeSplit(rank: number): boolean {
    return rank >= 2 * this.perParcel;
  }

  /** The cost in a rank, or in a sum of ranks, without what stands above or below it. */
  costOf(rank: number): number {
    return Math.floor((rank % LAST_RESORT) % PARCEL_COUNTS);
  }

  private offer(carton: Carton, contents: Contents): Offer | undefined {
    const priced = priceOf(carton, contents, this.priceTerms);
    return priced && { carton, rank: this.rank(carton, priced.cost.total) };
  }

  private rank({ box }: Carton, cost: number): number {
    return cost + this.perParcel + (box.lastResort === true ? LAST_RESORT : 0);
  }
}

const inOrder = (offers: readonly Offer[]): readonly Offer[] =>
  offers.toSorted((a, b) => a.rank - b.rank || a.carton.volume - b.carton.volume || a.carton.index - b.carton.index);
