import { err, ok, type Result } from 'neverthrow';
import type { Explained } from '../../kernel/index.js';
import type { ServiceFacts } from './facts.js';
import { type CarriageFailure, carriageFailures } from './failures.js';
import type { Offer, RankedService, ServiceChoice } from './offer.js';
import { isRefusal, type PreparedService } from './prepared.js';
import type { CarriageTerms } from './terms.js';

type Goal = NonNullable<CarriageTerms['goal']>;

interface Contender {
  readonly one: PreparedService;
  readonly offer: Offer;
}

/** What a goal counts: less is better. */
const SCORES: Readonly<Record<Goal['kind'], (offer: Offer) => number>> = {
  leastExpectedCost: ({ total }) => total,
  cheapestInTime: ({ price }) => price.total,
  fastestWithin: ({ promisedBy }) => promisedBy ?? 0,
};

/** Puts services in the order of preference by a goal, each that lost with its reason. */
export function ranked(
  goal: Goal,
  answers: readonly { readonly one: PreparedService; readonly answer: Offer | CarriageFailure }[],
  facts: ServiceFacts,
): Result<Explained<ServiceChoice>, CarriageFailure> {
  const contenders: Contender[] = [];
  const beaten: RankedService[] = [];
  const impossible: RankedService[] = [];
  for (const { one, answer } of answers) {
    if (isRefusal(answer)) {
      impossible.push({ service: one.key, offer: undefined, lost: answer });
      continue;
    }
    const lost = ruledOut(goal, one.key, answer, facts);
    if (lost === undefined) contenders.push({ one, offer: answer });
    else beaten.push({ service: one.key, offer: answer, lost });
  }
  const score = SCORES[goal.kind];
  contenders.sort((a, b) => score(a.offer) - score(b.offer));
  const [best] = contenders;
  if (best === undefined) {
    const reasons = [...beaten, ...impossible].map(({ lost }) => lost?.message ?? '');
    return err(carriageFailures.no_service_left({ reasons }));
  }
  const ranking = contenders.map(({ one, offer }): RankedService => {
    const lost = one === best.one ? undefined : outdone(goal, one.key, offer, best.offer);
    return { service: one.key, offer, lost };
  });
  ranking.push(...beaten, ...impossible);
  const { carrier, service } = best.one.service;
  const answer = { carrier, service, offer: best.offer, ranking };
  return ok({ answer, explanation: explained(goal, best, contenders.length, ranking) });
}

function ruledOut(goal: Goal, service: string, offer: Offer, { deliverBy }: ServiceFacts): CarriageFailure | undefined {
  const { promisedBy, inTime, price } = offer;
  switch (goal.kind) {
    case 'leastExpectedCost':
      return undefined;
    case 'cheapestInTime': {
      if (deliverBy === undefined) return undefined;
      const { leastChancePermille: least } = goal;
      if (least !== undefined) {
        const permille = Math.floor((inTime?.chance ?? 0) * 1000);
        return permille < least ? carriageFailures.too_unlikely_in_time({ service, permille, least }) : undefined;
      }
      if (promisedBy === undefined) return carriageFailures.promises_nothing({ service });
      return promisedBy > deliverBy
        ? carriageFailures.promises_too_late({ service, promised: promisedBy, deliverBy })
        : undefined;
    }
    case 'fastestWithin': {
      const { mostPrice: most } = goal;
      if (price.total > most) return carriageFailures.too_dear({ service, price: price.total, most });
      return promisedBy === undefined ? carriageFailures.promises_nothing({ service }) : undefined;
    }
  }
}

function outdone({ kind }: Goal, service: string, offer: Offer, best: Offer): CarriageFailure {
  if (SCORES[kind](offer) === SCORES[kind](best)) return carriageFailures.equal_but_later_in_terms({ service });
  if (kind === 'fastestWithin' && offer.promisedBy !== undefined && best.promisedBy !== undefined) {
    return carriageFailures.arrives_later({ service, arrives: offer.promisedBy, best: best.promisedBy });
  }
  return carriageFailures.costs_more({ service, cost: SCORES[kind](offer), best: SCORES[kind](best) });
}

function explained({ kind }: Goal, { one, offer }: Contender, possible: number, all: readonly RankedService[]) {
  const { price, lateness, loss, total, inTime } = offer;
  const chance = inTime === undefined ? '' : `, in time with ${Math.round(inTime.chance * 1000)} ‰`;
  const because =
    `${one.key} is best of ${possible} possible among ${all.length} services by ${kind}: price ${price.total}, ` +
    `expected lateness ${lateness}, expected loss ${loss}, in all ${total} minor units${chance}`;
  const facts = { service: one.key, price: price.total, lateness, loss, total, possible };
  return { policy: 'carrier', rule: kind, facts, because, appealTo: 'packer' };
}
