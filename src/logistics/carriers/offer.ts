import type { Instant } from '../../kernel/index.js';
import type { CarriageFailure } from './failures.js';
import type { Chance } from './outlook.js';
import type { Price } from './price.js';

/** A service as it stands in a ranking. */
export interface RankedService {
  /** `carrier/service`. */
  readonly service: string;
  /** Undefined where a hard rule forbids the parcel. */
  readonly offer: Offer | undefined;
  /** Why it was not chosen; undefined for the one that was. */
  readonly lost: CarriageFailure | undefined;
}

/** What a service would cost and promise, in minor units. */
export interface Offer {
  readonly lane: string;
  readonly price: Price;
  /** What coming too late is expected to cost. */
  readonly lateness: number;
  /** What loss and damage are expected to cost. */
  readonly loss: number;
  /** Price, lateness and loss. */
  readonly total: number;
  readonly pickUp: Instant | undefined;
  readonly promisedBy: Instant | undefined;
  /** That it is there by the buyer's date. Undefined where no date is asked for. */
  readonly inTime: Chance | undefined;
}

/** The service that was chosen, and all of them in the order of preference; what is impossible comes last. */
export interface ServiceChoice {
  readonly carrier: string;
  readonly service: string;
  readonly offer: Offer;
  readonly ranking: readonly RankedService[];
}
