import type { Instant } from '../../kernel/index.js';
import type { ReplenishmentFailure } from './failures.js';

/** How much was wanted, and what did not allow for it. */
export interface Cut {
  readonly wanted: number;
  readonly because: 'budget' | 'space' | 'budgetAndSpace' | 'supplierMinimum';
}

/** What to do about one SKU. Money is whole minor units of the proposal's currency. */
export interface ProposalLine {
  readonly sku: string;
  /** Whom to order from, or would be. */
  readonly supplier: string;
  /** 0 where nothing is to be ordered now. */
  readonly quantity: number;
  readonly unitPrice: number;
  /** With the line's fee. */
  readonly cost: number;
  /** Units on hand and on order, less those owed. */
  readonly position: number;
  /** Below this position it is time to order. */
  readonly reorderPoint: number;
  /** The last moment to order, so that the goods come in time; the moment of the proposal where that has passed. */
  readonly orderBy?: Instant;
  /** When the goods will have come, with a probability of one half and of 95 %. */
  readonly arrives: { readonly likely: Instant; readonly latest: Instant };
  /** When stock runs out at the expected pace, without this order; absent where it lasts for over a year. */
  readonly runsOutAt?: Instant;
  readonly risk: {
    /** Of running out before an order placed now has come. Ordering cannot change it. */
    readonly beforeArrival: number;
    /** Of running out before the next order could have come, without and with this one. */
    readonly without: number;
    readonly with: number;
  };
  /** Expected cost of shortage that this order avoids. */
  readonly worth: number;
  /** Where less is ordered than is needed. */
  readonly cut?: {
    readonly wanted: number;
    readonly because: 'budget' | 'space' | 'budgetAndSpace' | 'supplierMinimum';
  };
  /** Why, for a merchant. */
  readonly why: { readonly en: string; readonly zh: string };
}

/** One order to one supplier. */
export interface SupplierOrder {
  readonly supplier: string;
  readonly lines: number;
  readonly units: number;
  readonly cost: number;
}

/** What to order of whom. */
export interface Proposal {
  /** Every SKU that can be planned, in the order of the facts. */
  readonly lines: readonly ProposalLine[];
  readonly orders: readonly SupplierOrder[];
  readonly cost: number;
  readonly space: number;
  /** SKUs for which no order can be planned, with the reason. */
  readonly unplanned: readonly { readonly sku: string; readonly failure: ReplenishmentFailure }[];
}
