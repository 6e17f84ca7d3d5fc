import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { plusHours } from '../../../src/kernel/index.js';
import {
  type CarriageTerms,
  carrierByCost,
  chooseService,
  learn,
  nothingLearned,
  placeOf,
  prepareChoice,
  type Seen,
} from '../../../src/logistics/carriers/index.js';
import { at, CN, china, outer, parcel, rates, serviceOf, termsOf } from './support.js';

const priced = (carrier: string, price: number, more: object = {}) =>
  serviceOf({
    carrier,
    service: 's',
    lanes: [{ id: 'all', to: [{ country: 'CN' }], rates: rates(price, 0), ...more }],
  });
const chosen = (terms: CarriageTerms, facts: object = {}) =>
  chooseService(terms, { ...parcel, ...facts }).match(
    ({ answer }) => answer.carrier,
    ({ code }) => code,
  );
const MONDAY = at('2026-03-02T02:00:00Z'); // 10:00 in Shanghai

describe('A choice among services', () => {
  const three = [priced('A', 600), priced('B', 500), priced('C', 700)];

  it('leaves out a mode of carriage that the goods must not go by', () => {
    const flying = three.map((one) => (one.carrier === 'B' ? { ...one, mode: 'air' } : one));
    expect(chosen(termsOf(flying), { notBy: ['air'] })).toBe('A');
    expect(chosen(termsOf(flying), { notBy: ['sea'] })).toBe('B');
    expect(chosen(termsOf(flying.filter(({ mode }) => mode === 'air')), { notBy: ['air'] })).toBe(
      'carriage.no_service_left',
    );
  });

  it('takes the cheapest where nothing else counts, and says why the others lost', () => {
    const { answer, explanation } = chooseService(termsOf(three), parcel)._unsafeUnwrap();
    expect(answer.carrier).toBe('B');
    expect(answer.ranking.map(({ service, lost }) => [service, lost?.code])).toEqual([
      ['B/s', undefined],
      ['A/s', 'carriage.costs_more'],
      ['C/s', 'carriage.costs_more'],
    ]);
    expect(explanation).toMatchObject({ policy: 'carrier', rule: 'leastExpectedCost', facts: { price: 500 } });
  });

  it('looks at hard rules first: goods, carriers that are excluded, carriers that the platform takes', () => {
    const services = [
      { ...priced('A', 100), prohibited: ['battery'] },
      priced('B', 200),
      priced('C', 300),
      priced('D', 400),
    ];
    const facts = { classes: ['battery'], excluded: ['B'], allowed: ['A', 'B', 'D'] };
    const { ranking } = chooseService(termsOf(services), { ...parcel, ...facts })._unsafeUnwrap().answer;
    expect(ranking.map(({ service, lost }) => `${service} ${lost?.code}`)).toEqual([
      'D/s undefined',
      'A/s carriage.class_prohibited',
      'B/s carriage.carrier_excluded',
      'C/s carriage.carrier_not_allowed',
    ]);
  });

  it('refuses with every reason where no service is left', () => {
    const failure = chooseService(termsOf(three), { ...parcel, region: { country: 'DE' } })._unsafeUnwrapErr();
    expect(failure.code).toBe('carriage.no_service_left');
    expect(failure.details).toMatchObject({ reasons: { length: 3 } });
  });

  it('takes the first in the terms among equals, always', () => {
    const equal = ['X', 'Y', 'Z'].map((carrier) => priced(carrier, 500));
    const { ranking } = chooseService(termsOf(equal), parcel)._unsafeUnwrap().answer;
    expect(ranking.map(({ service }) => service)).toEqual(['X/s', 'Y/s', 'Z/s']);
    expect(ranking[1]?.lost?.code).toBe('carriage.equal_but_later_in_terms');
  });

  it('pays for speed where coming late costs more', () => {
    const slow = priced('SLOW', 400, { promise: { days: 6 } });
    const fast = priced('FAST', 900, { promise: { days: 1 } });
    const due = { readyAt: MONDAY, deliverBy: plusHours(MONDAY, 72) };
    expect(chosen(termsOf([slow, fast]), due)).toBe('SLOW');
    expect(chosen(termsOf([slow, fast], { lateness: { once: 300, perDay: 100 } }), due)).toBe('FAST');
  });

  it('counts expected loss and damage by what the goods are worth', () => {
    const careless = { ...priced('A', 400), lossPerMillion: 20_000 };
    const careful = { ...priced('B', 500), lossPerMillion: 100 };
    expect(chosen(termsOf([careless, careful]), { worth: 1000 })).toBe('A');
    expect(chosen(termsOf([careless, careful]), { worth: 50_000 })).toBe('B');
  });

  it('can want the cheapest that promises to be in time', () => {
    const services = [
      priced('A', 400, { promise: { days: 6 } }),
      priced('B', 600, { promise: { days: 2 } }),
      priced('C', 300),
    ];
    const due = { readyAt: MONDAY, deliverBy: plusHours(MONDAY, 96) };
    const { ranking } = chooseService(termsOf(services, { goal: { kind: 'cheapestInTime' } }), {
      ...parcel,
      ...due,
    })._unsafeUnwrap().answer;
    expect(ranking.map(({ lost }) => lost?.code)).toEqual([
      undefined,
      'carriage.promises_too_late',
      'carriage.promises_nothing',
    ]);
  });

  it('can want the fastest that is not too dear', () => {
    const goal = { kind: 'fastestWithin', mostPrice: 800 } as const;
    const promised = (days: number) => ({ promise: { days } });
    const services = [priced('A', 400, promised(6)), priced('B', 700, promised(2)), priced('C', 900, promised(1))];
    const { answer } = chooseService(termsOf(services, { goal }), { ...parcel, readyAt: MONDAY })._unsafeUnwrap();
    expect(answer.ranking.map(({ service, lost }) => `${service} ${lost?.code}`)).toEqual([
      'B/s undefined',
      'A/s carriage.arrives_later',
      'C/s carriage.too_dear',
    ]);
  });

  it('knows that what misses the cut-off leaves on the next day that is worked', () => {
    const calendar = { ...china, weekend: [6, 7] };
    const service = { ...priced('A', 400, { promise: { workingDays: 2 } }), pickUp: { cutOff: '17:30', calendar } };
    const pickUp = (readyAt: string) => {
      const { offer } = chooseService(termsOf([service]), { ...parcel, readyAt: at(readyAt) })._unsafeUnwrap().answer;
      return [offer.pickUp, offer.promisedBy];
    };
    const thursday = [at('2026-03-05T09:30:00Z'), at('2026-03-09T16:00:00Z')];
    expect(pickUp('2026-03-05T09:30:00Z')).toEqual(thursday); // At the cut-off itself.
    expect(pickUp('2026-03-05T00:00:00Z')).toEqual(thursday);
    expect(pickUp('2026-03-06T09:30:01Z')).toEqual([at('2026-03-09T09:30:00Z'), at('2026-03-11T16:00:00Z')]);
  });

  it('learns to avoid a carrier that keeps its promises badly', () => {
    const services = [priced('BAD', 400, { promise: { days: 2 } }), priced('GOOD', 500, { promise: { days: 2 } })];
    const terms = termsOf(services, { lateness: { once: 500, perDay: 200 } });
    const due = { readyAt: MONDAY, deliverBy: plusHours(MONDAY, 80) };
    const seen = ['BAD', 'GOOD'].flatMap((carrier) =>
      Array.from({ length: 40 }, (_, n): Seen => {
        const handedOverAt = plusHours(MONDAY, -300 + n);
        const days = carrier === 'BAD' ? 5 : 2;
        const lane = { carrier, service: 's', to: placeOf(CN), promisedDays: 2 };
        return { kind: 'delivered', lane, handedOverAt, deliveredAt: plusHours(handedOverAt, days * 24) };
      }),
    );
    const learned = { punctuality: learn(nothingLearned(), seen), now: MONDAY };
    expect(chosen(terms, due)).toBe('BAD');
    const { answer } = chooseService(terms, { ...parcel, ...due }, learned)._unsafeUnwrap();
    expect(answer.carrier).toBe('GOOD');
    expect(answer.offer.inTime?.chance).toBeGreaterThan(0.9);
    const likely = termsOf(services, { goal: { kind: 'cheapestInTime', leastChancePermille: 900 } });
    const { ranking } = chooseService(likely, { ...parcel, ...due }, learned)._unsafeUnwrap().answer;
    expect(ranking[1]?.lost?.code).toBe('carriage.too_unlikely_in_time');
  });

  it.each<[string, object, object]>([
    ['carriage.services_must_not_be_empty', { services: [] }, {}],
    ['carriage.service_given_twice', { services: [priced('A', 1), priced('A', 2)] }, {}],
    ['carriage.ready_at_missing', {}, { deliverBy: MONDAY }],
    ['money.currency_unknown', { currency: 'RMB' }, {}],
  ])('refuses bad terms and facts: %s', (code, more, facts) => {
    expect(chosen(termsOf(three, more), facts)).toBe(code);
  });

  test.prop([
    fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 }),
    fc.integer({ min: 1, max: 40_000 }),
  ])('ranks all services, best first, one of them without a reason', (prices, weightGrams) => {
    const services = prices.map((price, n) => ({
      ...priced(`C${n}`, price),
      limits: { mostGrams: 30_000 - n * 1000 },
    }));
    const box = { length: 10, width: 10, height: 10 };
    const choice = chooseService(termsOf(services), { weightGrams, outer: box, region: CN });
    if (choice.isErr()) {
      expect(weightGrams).toBeGreaterThan(30_000);
      return;
    }
    const { ranking } = choice.value.answer;
    expect(ranking).toHaveLength(services.length);
    expect(ranking.filter(({ lost }) => lost === undefined)).toHaveLength(1);
    const totals = ranking.flatMap(({ offer }) => offer?.total ?? []);
    expect(totals).toEqual([...totals].sort((a, b) => a - b));
  });
});

describe('The policy of a desk', () => {
  const chooser = prepareChoice(termsOf([priced('A', 600), priced('B', 500)]))._unsafeUnwrap();

  it('chooses by cost where the parcel is weighed and its box is known', () => {
    const policy = carrierByCost(chooser, { boxes: { b1: outer } });
    const facts = { region: CN, weightGrams: 800, box: 'b1', units: 2 };
    expect(policy(facts)._unsafeUnwrap().answer).toEqual({ carrier: 'B', service: 's' });
    expect(policy({ ...facts, excluded: ['B'] })._unsafeUnwrap().answer.carrier).toBe('A');
    expect(policy({ ...facts, box: 'b2' })._unsafeUnwrapErr().code).toBe('carriage.parcel_not_measured');
    expect(policy({ region: CN, box: 'b1' })._unsafeUnwrapErr().code).toBe('carriage.parcel_not_measured');
    expect(carrierByCost(chooser, { boxes: {}, otherwise: outer })({ ...facts, box: 'b2' }).isOk()).toBe(true);
  });
});
