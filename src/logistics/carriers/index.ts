/**
 * Who carries a parcel: services and their rates, choice, waves, learned punctuality, waybill numbers.
 *
 * @packageDocumentation
 */

export { normalisedWaybill } from '../parcel/index.js';
export { Area } from './areas.js';
export { type Chooser, chooseService, prepareChoice } from './choose.js';
export { type Learned, learnedLane, promisedDaysOf } from './expecting.js';
export { Consignment, ServiceFacts } from './facts.js';
export { type CarriageFailure, carriageFailures } from './failures.js';
export type { Offer, RankedService, ServiceChoice } from './offer.js';
export { type Chance, chanceOf, type Meeting, type Outlook, outlookOf } from './outlook.js';
export { carrierByCost, type Measures, waybillByFormat } from './policy.js';
export { girthOf, type Price } from './price.js';
export { LearnedLane, learn, nothingLearned, Punctuality, placeOf, Seen } from './punctuality.js';
export { type Along, carriageOf, type Quote, type QuoteTerms, quote } from './quote.js';
export { Rates } from './rates.js';
export { CarriageTerms, CarrierService, Goal, Lane, serviceKey } from './terms.js';
export * from './tracking-states.js';
export * from './wave/index.js';
export * from './waybill/index.js';
