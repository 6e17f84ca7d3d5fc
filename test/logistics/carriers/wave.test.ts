import { fc, test } from '@fast-check/vitest';
import highs from 'highs';
import { describe, expect, it } from 'vitest';
import { plusHours } from '../../../src/kernel/index.js';
import {
  branchAndBound,
  type Highs,
  highsSolver,
  planWave,
  prepareChoice,
  type WaveProblem,
  waveOf,
} from '../../../src/logistics/carriers/index.js';
import { at, china, parcel, rates, serviceOf, termsOf, waveFrom } from './support.js';

// The types of highs are those of a CommonJS module; what is imported is the loader itself.
const solver = highsSolver(await (highs as unknown as () => Promise<Highs>)());

/** The cheapest of all assignments, tried one by one. */
function bruteForce({ services, parcels }: WaveProblem): number {
  let best = Number.POSITIVE_INFINITY;
  const assignment: number[] = [];
  const visit = (): void => {
    if (assignment.length < parcels.length) {
      for (let s = 0; s < services.length; s += 1) {
        assignment.push(s);
        visit();
        assignment.pop();
      }
      return;
    }
    let cost = 0;
    for (const [s, { id, capacity = 99, tiers = [] }] of services.entries()) {
      const mine = parcels.filter((_, p) => assignment[p] === s);
      if (mine.length > capacity) return;
      const off = tiers.filter(({ from }) => from <= mine.length).at(-1)?.permilleOff ?? 0;
      for (const { offers } of mine) {
        const offer = offers[id];
        cost += offer === undefined ? Number.POSITIVE_INFINITY : Math.floor((offer.price * (1000 - off) + 500) / 1000);
      }
    }
    best = Math.min(best, cost);
  };
  visit();
  return best;
}

const small = fc
  .record({ seed: fc.nat(), parcels: fc.integer({ min: 1, max: 6 }) })
  .map(({ seed, parcels }): WaveProblem => {
    const wave = waveFrom(seed, parcels, [2, 3]);
    const services = wave.services.slice(0, 3).map((one, n) => ({ ...one, capacity: 1 + ((seed >> n) % 5) }));
    return { services, parcels: wave.parcels };
  });

describe('A wave', () => {
  it.each([1, 2, 3, 4])('of 500 parcels is planned at least cost, proved; seed %i', (seed) => {
    const problem = waveFrom(seed);
    const { answer, explanation } = planWave(problem)._unsafeUnwrap();
    expect(answer.gap).toBe(0);
    expect(answer.cost).toBe(answer.lowerBound);
    expect(answer.oneByOne).toBeGreaterThan(answer.cost);
    expect(new Set(answer.assignment.map((one) => one.parcel)).size).toBe(500);
    for (const { service, parcels } of answer.services) {
      expect(parcels).toBeLessThanOrEqual(problem.services.find(({ id }) => id === service)?.capacity ?? 0);
    }
    expect(explanation.because).toContain('no plan costs less');
  });

  it('is planned alike by HiGHS, through the port', () => {
    const problem = waveFrom(5, 120);
    const own = planWave(problem)._unsafeUnwrap().answer;
    const other = planWave(problem, solver)._unsafeUnwrap().answer;
    expect([other.cost, other.gap]).toEqual([own.cost, 0]);
  });

  test.prop([small], { numRuns: 60 })('costs what the best of all assignments costs', (problem) => {
    const plan = planWave(problem);
    const best = bruteForce(problem);
    expect(plan.isOk() ? plan.value.answer.cost : Number.POSITIVE_INFINITY).toBe(best);
  });

  it('costs least too where a discount for more parcels is worth less than one for fewer', () => {
    const tiers = [
      { from: 2, amountOff: 300 },
      { from: 4, permilleOff: 100 },
    ];
    const parcels = [1, 2, 3, 4, 5].map((n) => ({ id: `p-${n}`, offers: { A: { price: 1000 }, B: { price: 900 } } }));
    const problem = { services: [{ id: 'A', tiers }, { id: 'B' }], parcels };
    for (const answer of [planWave(problem), planWave(problem, solver)]) {
      // Three at 700, and two at 900: with a fourth, each of A's would cost 900.
      expect(answer._unsafeUnwrap().answer).toMatchObject({ cost: 3900, lowerBound: 3900 });
    }
  });

  test.prop([small, fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 9, maxLength: 9 })], { numRuns: 60 })(
    'costs what the best of all assignments costs, whether discounts rise or fall',
    ({ services, parcels }, offs) => {
      const problem = {
        services: services.map((one, s) => {
          const tiers = [2, 3, 5].map((from, t) => ({ from, permilleOff: offs[3 * s + t] ?? 0 }));
          return { ...one, capacity: 6, tiers };
        }),
        parcels,
      };
      expect(planWave(problem)._unsafeUnwrap().answer.cost).toBe(bruteForce(problem));
    },
  );

  it('is near the best at once, and says how near', () => {
    const problem = waveFrom(2);
    const best = planWave(problem)._unsafeUnwrap().answer.cost;
    const { cost, lowerBound, gap } = planWave(problem, branchAndBound({ mostNodes: 0 }))._unsafeUnwrap().answer;
    expect(lowerBound).toBeLessThanOrEqual(best);
    expect(cost).toBeGreaterThanOrEqual(best);
    expect(gap).toBeCloseTo((cost - lowerBound) / lowerBound);
    expect(gap).toBeLessThan(0.05);
  });

  it('is bounded where a solver knows no bound, and its answer is checked', () => {
    const problem = waveFrom(3, 100);
    const own = branchAndBound();
    const silent = planWave(problem, (wave) => {
      const { assignment = [] } = own(wave) ?? {};
      return { assignment };
    })._unsafeUnwrap().answer;
    expect(silent.lowerBound).toBeLessThanOrEqual(silent.cost);
    const code = (solver: Parameters<typeof planWave>[1]) => planWave(problem, solver)._unsafeUnwrapErr().code;
    expect(code(() => ({ assignment: [] }))).toBe('wave.solver_answer_not_valid');
    expect(code(({ parcels }) => ({ assignment: new Array(parcels).fill(0) }))).toBe('wave.solver_answer_not_valid');
    expect(code(({ parcels }) => ({ assignment: new Array(parcels).fill(9) }))).toBe('wave.solver_answer_not_valid');
    expect(code(() => undefined)).toBe('wave.no_assignment');
  });

  const two = (offers: object[], capacity = 1): WaveProblem => ({
    services: [
      { id: 'A', capacity },
      { id: 'B', capacity },
    ],
    parcels: offers.map((one, n) => ({ id: `p-${n}`, offers: one as never })),
  });
  const onA = { A: { price: 1 } };
  it.each<[string, WaveProblem]>([
    ['wave.parcels_without_service', two([{ C: { price: 1 } }])],
    ['wave.capacity_too_small', two([onA, onA, onA])],
    ['wave.no_assignment', two([onA, onA])],
    ['wave.service_given_twice', { services: [{ id: 'A' }, { id: 'A' }], parcels: [] }],
    [
      'wave.parcel_given_twice',
      {
        services: [{ id: 'A' }],
        parcels: [
          { id: 'p', offers: onA },
          { id: 'p', offers: onA },
        ],
      },
    ],
    ['wave.tiers_must_rise', { services: [{ id: 'A', tiers: [{ from: 60 }, { from: 60 }] }], parcels: [] }],
  ])('is refused with %s', (code, problem) => {
    expect(planWave(problem)._unsafeUnwrapErr().code).toBe(code);
  });

  it('of no parcels costs nothing', () => {
    expect(planWave(two([]))._unsafeUnwrap().answer).toMatchObject({ cost: 0, gap: 0, assignment: [] });
  });

  it('is made from priced services: what they take, and what is picked up in time', () => {
    const lanes = (price: number) => [{ id: 'all', to: [{ country: 'CN' }], rates: rates(price, 0) }];
    const early = { cutOff: '09:00', calendar: china };
    const services = [
      serviceOf({ carrier: 'A', lanes: lanes(400), pickUp: early }),
      serviceOf({ carrier: 'B', lanes: lanes(500), limits: { mostGrams: 1000 } }),
      serviceOf({ carrier: 'C', lanes: lanes(600) }),
    ];
    const chooser = prepareChoice(termsOf(services))._unsafeUnwrap();
    const readyAt = at('2026-03-02T02:00:00Z'); // 10:00 in Shanghai: A came at nine.
    const waiting = [800, 2400].map((weightGrams) => ({
      id: `p-${weightGrams}`,
      facts: { ...parcel, weightGrams, readyAt },
    }));
    const wave = waveOf(chooser, waiting, [{ id: 'B/express', capacity: 1 }], plusHours(readyAt, 8))._unsafeUnwrap();
    expect(wave.parcels.map(({ offers }) => Object.keys(offers))).toEqual([['B/express', 'C/express'], ['C/express']]);
    expect(planWave(wave)._unsafeUnwrap().answer).toMatchObject({ cost: 1100 });
  });
});
