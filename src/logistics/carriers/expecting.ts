import type { Instant, Region, Span } from '../../kernel/index.js';
import type { ServiceFacts } from './facts.js';
import type { Offer } from './offer.js';
import { type Chance, type Outlook, outlookOf } from './outlook.js';
import type { OpenLane, PreparedService } from './prepared.js';
import type { Price } from './price.js';
import { type LearnedLane, type Punctuality, placeOf } from './punctuality.js';
import type { CarriageTerms } from './terms.js';

const DAY = 86_400_000;

/** How punctual carriers have been, as read with the schema `Punctuality`, and up to when parcels under way are reckoned. */
export interface Learned {
  readonly punctuality: Punctuality;
  readonly now: Instant;
}

/** A service with its lane to a region, and what was learned of it. */
export interface Way {
  readonly one: PreparedService;
  readonly open: OpenLane;
  readonly outlook: Outlook | undefined;
}

/** The promise in days of 24 hours; working days count as days. */
export function promisedDaysOf(promise: Span | undefined): number | undefined {
  if (promise === undefined) return undefined;
  if ('hours' in promise) return Math.ceil(promise.hours / 24);
  return 'days' in promise ? promise.days : promise.workingDays;
}

/** How a service's parcels to a region are learned and foreseen. */
export function learnedLane(
  { service: { carrier, service } }: PreparedService,
  { lane: { promise } }: OpenLane,
  to: string,
  from: string | undefined,
): LearnedLane {
  const promisedDays = promisedDaysOf(promise);
  return {
    carrier,
    service,
    to,
    ...(from !== undefined && { from }),
    ...(promisedDays !== undefined && { promisedDays }),
  };
}

const CERTAIN = { lower: 0, upper: 1, parcels: 0 };

/** Makes what foresees how a service's parcels to a region fare; undefined where nothing is learned. */
export const foreseeing =
  (from: string | undefined, learned: Learned | undefined) =>
  (to: Region, one: PreparedService, open: OpenLane): Outlook | undefined =>
    learned && outlookOf(learned.punctuality, learnedLane(one, open, placeOf(to), from), learned.now, priorLoss(one));

const priorLoss = ({ service: { lossPerMillion = 0 } }: PreparedService): number => lossPerMillion / 1_000_000;

/** What a service offers at a price: the promise, and what lateness, loss and damage are expected to cost. */
export function offerOf(
  { one, open, outlook }: Way,
  facts: ServiceFacts,
  price: Price,
  pickUp: Instant | undefined,
  lateness: CarriageTerms['lateness'],
): Offer {
  const promisedBy = pickUp === undefined ? undefined : one.promisedBy(open, pickUp);
  const loss = Math.round((facts.worth ?? 0) * (outlook?.lossRate ?? priorLoss(one)));
  const { deliverBy } = facts;
  let late = 0;
  let inTime: Chance | undefined;
  if (deliverBy !== undefined && pickUp !== undefined) {
    const arrives = arrival(outlook, pickUp, deliverBy, promisedBy);
    inTime = arrives.inTime;
    late = Math.round((lateness?.once ?? 0) * (1 - inTime.chance) + (lateness?.perDay ?? 0) * arrives.daysLate);
  }
  const total = price.total + late + loss;
  return { lane: open.lane.id, price, lateness: late, loss, total, pickUp, promisedBy, inTime };
}

/** Where nothing is learned a promise is believed, and where nothing is promised either, nothing is held against it. */
function arrival(
  outlook: Outlook | undefined,
  pickUp: Instant,
  deliverBy: Instant,
  promisedBy: Instant | undefined,
): { inTime: Chance; daysLate: number } {
  if (outlook !== undefined) {
    const days = Math.floor((deliverBy - pickUp) / DAY);
    return { inTime: outlook.within(days), daysLate: outlook.daysLate(days) };
  }
  const over = promisedBy === undefined ? 0 : Math.max(0, promisedBy - deliverBy);
  return { inTime: { ...CERTAIN, chance: over > 0 ? 0 : 1 }, daysLate: Math.ceil(over / DAY) };
}
