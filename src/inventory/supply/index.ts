export {
  Agreement,
  type AgreementStanding,
  type StandingFacts,
  standingOf,
} from './agreements.js';
export {
  type ChoiceFacts,
  chooseSupplier,
  type RankedOffer,
  type SupplyCost,
} from './choice.js';
export { type SupplyFailure, supplyFailures } from './failures.js';
export { LeadTime, type LeadTimes, type LearnedLeadTime, leadTimeQuantile, learnLeadTimes } from './lead-times.js';
export { Offer, PriceBand, PriceBands } from './offers.js';
export type { PriceRecord } from './prices.js';
export { Receipt } from './receipts.js';
export { type JudgedRate, type Scorecard, ScorecardTerms, scoreSuppliers } from './scorecard.js';
