import highs from 'highs';
import { instant } from 'orderwright';
import {
  branchAndBound,
  type CarriageTerms,
  type Highs,
  highsSolver,
  learn,
  nothingLearned,
  planWave,
  prepareChoice,
  type WaveProblem,
  type WaveSolver,
} from 'orderwright/carriers';
import { figure, type Report } from './measure.js';

// The types of highs are those of a CommonJS module; what is imported is the loader itself.
const loadHighs = highs as unknown as () => Promise<Highs>;

const NOW = instant(Date.UTC(2026, 0, 5, 2));
const DAY = 86_400_000;

/** Ranking ten services for one parcel, and planning a wave of 500 parcels: processor time of this process. */
export async function carriers({ quick }: { quick: boolean }): Promise<Report> {
  const broken: string[] = [];
  const runs = quick ? 3 : 9;
  const rates = Array.from({ length: runs + 1 }, () => rankingsPerSecond(quick ? 20_000 : 100_000)).slice(1);
  const figures = [figure('10 services ranked for one parcel', 'per s', rates)];
  const solvers: [string, WaveSolver][] = [
    ['own solver', branchAndBound()],
    ['HiGHS', highsSolver(await loadHighs())],
    ['own solver, first node only', branchAndBound({ mostNodes: 0 })],
  ];
  const seeds = Array.from({ length: quick ? 3 : 9 }, (_, n) => n + 1);
  // The first solves are the slowest: code is compiled.
  for (const [, solver] of solvers) planWave(waveFrom(0), solver)._unsafeUnwrap();
  const best = new Map<number, number>();
  for (const [name, solver] of solvers) {
    const solved = seeds.map((seed) => ({ seed, ...timed(waveFrom(seed), solver) }));
    for (const { seed, cost, lowerBound } of solved) {
      const known = best.get(seed) ?? cost;
      best.set(seed, Math.min(known, cost));
      if (lowerBound > known) broken.push(`${name}, seed ${seed}: bound ${lowerBound} above a plan of ${known}`);
    }
    const above = (least: (one: (typeof solved)[number]) => number) =>
      solved.map((one) => (one.cost / least(one) - 1) * 100);
    figures.push(
      figure(
        `500 parcels, 4 services, tiers: ${name}`,
        'ms',
        solved.map((one) => one.milliseconds),
      ),
    );
    figures.push(
      figure(
        '  above the best plan',
        '%',
        above(({ seed, cost }) => best.get(seed) ?? cost),
      ),
    );
    figures.push(
      figure(
        '  gap that it reports',
        '%',
        above((one) => one.lowerBound),
      ),
    );
  }
  const byHand = seeds.map((seed) => {
    const { oneByOne = Number.NaN } = planWave(waveFrom(seed), branchAndBound({ mostNodes: 0 }))._unsafeUnwrap().answer;
    return (oneByOne / (best.get(seed) ?? Number.NaN) - 1) * 100;
  });
  figures.push(figure('parcel by parcel, above the best plan', '%', byHand));
  return { figures, broken };
}

function timed(problem: WaveProblem, solver: WaveSolver) {
  const before = process.cpuUsage();
  const { cost, lowerBound } = planWave(problem, solver)._unsafeUnwrap().answer;
  const { user, system } = process.cpuUsage(before);
  return { cost, lowerBound, milliseconds: (user + system) / 1000 };
}

const PROVINCES = ['Zhejiang', 'Jiangsu', 'Guangdong', 'Sichuan', 'Tibet', 'Xinjiang'];

/** Ten services with two lanes, limits, dimensional weight, fuel, cut-off and promises. */
const terms: CarriageTerms = {
  currency: 'CNY',
  lateness: { once: 500, perDay: 100 },
  services: Array.from({ length: 10 }, (_, n) => {
    const rates = (price: number, step: number) => {
      return { by: 'weight' as const, first: { units: 1000, price }, step: { units: 1000, price: step } };
    };
    const far = { country: 'CN', provinces: ['Tibet', 'Xinjiang'] };
    const calendar = { zone: 'Asia/Shanghai', weekend: [], holidays: [], workedDays: [], source: 'bench' };
    return {
      carrier: `C${n}`,
      service: 'express',
      lanes: [
        { id: 'far', to: [far], rates: rates(1200 + n, 900), remote: 300, promise: { days: 6 } },
        { id: 'near', to: [{ country: 'CN' }], rates: rates(400 + 10 * n, 100 + n), promise: { days: 2 + (n % 3) } },
      ],
      dimensional: { divisor: 6000 },
      limits: { mostGrams: 30_000, mostLongestSideMm: 1500 },
      prohibited: ['battery'],
      fuelPermille: 50,
      pickUp: { cutOff: '17:30', calendar },
      lossPerMillion: 500,
    };
  }),
};
const lane = { carrier: 'C1', service: 'express', to: 'CN Tibet', promisedDays: 6 };
const punctuality = learn(nothingLearned(), [
  { kind: 'delivered', lane, handedOverAt: instant(NOW - 9 * DAY), deliveredAt: NOW },
]);
const chooser = prepareChoice(terms, { punctuality, now: NOW })._unsafeUnwrap();
const parcels = Array.from({ length: 1000 }, (_, n) => ({
  weightGrams: 300 + ((n * 97) % 9000),
  outer: { length: 200 + ((n * 13) % 300), width: 150 + ((n * 7) % 100), height: 80 + ((n * 5) % 60) },
  region: { country: 'CN', province: PROVINCES[n % PROVINCES.length] ?? '' },
  readyAt: instant(NOW + n * 20_000),
  deliverBy: instant(NOW + 4 * DAY),
  worth: 5000 + n,
}));

function rankingsPerSecond(count: number): number {
  const before = process.cpuUsage();
  for (let done = 0; done < count; ) {
    for (const parcel of parcels) {
      if (chooser.choose(parcel).isErr()) throw new Error('no service was left');
      done += 1;
    }
  }
  const { user, system } = process.cpuUsage(before);
  return count / ((user + system) / 1e6);
}

/** As the test's: 500 parcels, four carriers with gaps in coverage, capacities of 125 to 180, discounts from 60 and 120 on. */
function waveFrom(seed: number): WaveProblem {
  let state = seed >>> 0;
  // Tommy Ettinger's mulberry32 (public domain).
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const tiers = [
    { from: 60, permilleOff: 60 },
    { from: 120, permilleOff: 120 },
  ];
  const services = ['A', 'B', 'C', 'D'].map((id) => ({ id, capacity: 125 + Math.floor(random() * 56), tiers }));
  const parcels = Array.from({ length: 500 }, (_, n) => {
    const goes = services.filter(() => random() < 0.85);
    const offers = (goes.length > 0 ? goes : services).map(({ id }) => [
      id,
      { price: 600 + Math.floor(random() * 1200) },
    ]);
    return { id: `p-${n}`, offers: Object.fromEntries(offers) };
  });
  return { services, parcels };
}
