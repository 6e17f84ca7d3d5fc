import { err, type Result } from 'neverthrow';
import { Broken, type Explained, type InputFailure, parseInput, type Region } from '../../kernel/index.js';
import { foreseeing, type Learned, offerOf, type Way } from './expecting.js';
import { ServiceFacts } from './facts.js';
import { type CarriageFailure, carriageFailures } from './failures.js';
import type { ServiceChoice } from './offer.js';
import { isRefusal, type PreparedService, prepared, priced } from './prepared.js';
import { ranked } from './ranked.js';
import { CarriageTerms } from './terms.js';

/** Services made ready for many choices. */
export interface Chooser {
  readonly services: readonly PreparedService[];
  /** Facts are trusted here: check what comes from outside with {@link chooseService} or the schema `ServiceFacts`. */
  choose(facts: ServiceFacts): Result<Explained<ServiceChoice>, CarriageFailure>;
}

/**
 * Checks the terms once, and makes them ready for many parcels.
 *
 * @param learned how punctual carriers have been, and up to when that is reckoned. Absent: promises are believed.
 */
export function prepareChoice(terms: CarriageTerms, learned?: Learned): Result<Chooser, InputFailure> {
  return parseInput(CarriageTerms, terms, 'The terms of carriage').map((valid): Chooser => {
    const services = valid.services.map((service) => prepared(service, valid));
    const { goal = { kind: 'leastExpectedCost' } } = valid;
    const waysTo = remembered((region) =>
      services.map((one) =>
        one.laneTo(region).map((open): Way => ({ one, open, outlook: outlookTo(region, one, open) })),
      ),
    );
    const outlookTo = foreseeing(valid.from, learned);
    return {
      services,
      choose: (facts) => {
        const ways = waysTo(facts.region);
        const answers = services.map((one, index) => ({ one, answer: offered(ways[index], facts, valid.lateness) }));
        return ranked(goal, answers, facts);
      },
    };
  });
}

type Ways = readonly Result<Way, CarriageFailure>[];

/** Bound: regions kept at hand. */
const MOST_REGIONS = 20_000;

/** The same answers, kept for regions that were asked for before. */
function remembered(find: (region: Region) => Ways): (region: Region) => Ways {
  const kept = new Map<string, Ways>();
  return (region) => {
    const { country, province = ABSENT, city = ABSENT, district = ABSENT, postcodeArea = ABSENT } = region;
    const key = country + BETWEEN + province + BETWEEN + city + BETWEEN + district + BETWEEN + postcodeArea;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const found = find(region);
    if (kept.size < MOST_REGIONS) kept.set(key, found);
    return found;
  };
}
// No region's word holds a control character.
const ABSENT = '\u0001';
const BETWEEN = '\u0002';

/** Hard rules in their order, then what the service offers. */
function offered(way: Ways[number] | undefined, facts: ServiceFacts, lateness: CarriageTerms['lateness']) {
  if (way === undefined) throw new Broken('a service has no way to a region');
  if (way.isErr()) return way.error;
  const { one, open } = way.value;
  const price = priced(one, open, facts);
  if (isRefusal(price)) return price;
  const { readyAt, excluded, allowed, notBy } = facts;
  const { carrier, mode } = one.service;
  if (mode !== undefined && notBy?.includes(mode)) return carriageFailures.mode_banned({ service: one.key, mode });
  const pickUp = readyAt === undefined ? undefined : one.pickUpAt(readyAt);
  if (readyAt !== undefined && pickUp === undefined) return carriageFailures.never_picks_up({ service: one.key });
  if (excluded?.includes(carrier)) return carriageFailures.carrier_excluded({ service: one.key });
  if (allowed !== undefined && !allowed.includes(carrier)) {
    return carriageFailures.carrier_not_allowed({ service: one.key });
  }
  return offerOf(way.value, facts, price, pickUp, lateness);
}

/**
 * Which service takes a parcel.
 *
 * Hard rules first: coverage, prohibited goods, limits, carriers that are excluded or not allowed. Among what is left the
 * goal of the terms decides; house default is the least expected cost: price + once · P(late) + perDay · E(days late) +
 * worth · P(lost or damaged). Of equals the one that stands first in the terms is taken, always.
 *
 * @returns the choice, explained, with every service and why it lost; or `carriage.no_service_left` with all reasons.
 * @example
 * ```ts
 * const rates = { by: 'weight', first: { units: 1000, price: 500 }, step: { units: 1000, price: 100 } } as const;
 * const zto = { carrier: 'ZTO', service: 'express', lanes: [{ id: 'all', to: [{ country: 'CN' }], rates }] };
 * const parcel = { weightGrams: 800, outer: { length: 300, width: 200, height: 100 }, region: { country: 'CN' } };
 * chooseService({ currency: 'CNY', services: [zto] }, parcel); // ZTO/express at 500 minor units
 * ```
 */
export function chooseService(
  terms: CarriageTerms,
  facts: ServiceFacts,
  learned?: Learned,
): Result<Explained<ServiceChoice>, CarriageFailure | InputFailure> {
  const valid = parseInput(ServiceFacts, facts, 'The parcel');
  if (valid.isErr()) return err(valid.error);
  const chooser = prepareChoice(terms, learned);
  return chooser.isErr() ? err(chooser.error) : chooser.value.choose(valid.value);
}
