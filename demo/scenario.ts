import type { Catalog, Desk, DeskPolicies, DeskTerms, Instant } from 'orderwright';
import type { Promotion, ReplenishmentTerms } from 'orderwright/planning';
import type { Step } from './replay.js';
import type { Text } from './report/words.js';
import type { Tally } from './tally.js';
import type { Teller } from './teller.js';

/** Something of the data that the desk was not told of, or did not take, and why. */
export interface Listed {
  readonly id: string;
  readonly reason: string;
}

/** How the shop buys. The data say nothing of it. */
export interface Buying {
  /** The moment of the plan: a midnight, for the day that begins has no figures yet. */
  readonly at: Instant;
  readonly supplier: string;
  /** What a unit costs, as a share of what it sells for. */
  readonly priceShare: number;
  readonly packSize: number;
  /** Days of their own kind, past and to come, such as those on which the shop is closed. */
  readonly calendar: readonly Promotion[];
  readonly terms: ReplenishmentTerms;
}

/** A past that can be replayed: what the desk is set up with, and all that happens to it. */
export interface Scenario {
  readonly title: Text;
  /** Where the data come from, and under which licence. */
  readonly source: string;
  /** What is read from the data, and what is made up. */
  readonly notes: readonly string[];
  readonly terms: DeskTerms;
  /** Sizes, weights and traits of the goods. */
  readonly catalog: Catalog;
  readonly policies: DeskPolicies;
  /** Left out where SKUs sell too seldom to plan by the day. */
  readonly buying?: Buying;
  /** What people call a SKU. */
  readonly nameOf: (sku: string) => string;
  readonly zone: string;
  readonly currency: string;
  readonly start: Instant;
  readonly until: Instant;
  /** How often the host delivers messages, in virtual milliseconds. */
  readonly roundEvery: number;
  /** The shortest deadline, in virtual milliseconds. */
  readonly leastNotice: number;
  /** Every order of the data by its id; each has to be in the desk in the end, or listed. */
  readonly orders: readonly string[];
  /** Grows while the replay goes on. */
  readonly listed: Listed[];
  /** Oddities of the data, by kind. */
  readonly anomalies: Tally;
  readonly steps: (desk: Desk, teller: Teller) => readonly Step[];
}
