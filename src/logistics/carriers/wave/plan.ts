import { err, ok, type Result } from 'neverthrow';
import {
  type AnyFailureOf,
  defineFailures,
  type Explained,
  type Failure,
  type InputFailure,
  type Instant,
  parseInput,
  rule,
} from '../../../kernel/index.js';
import type { Chooser } from '../choose.js';
import type { ServiceFacts } from '../facts.js';
import { costOf, countsOf, levelAt, type Wave, WaveProblem, type WaveService, waveIn } from './problem.js';
import { branchAndBound, type WaveSolver } from './search.js';

const named = (ids: readonly string[]): string => ids.slice(0, 5).join(', ') + (ids.length > 5 ? ' …' : '');

/** In the order of precedence. */
export const waveFailures = defineFailures('wave', {
  parcels_without_service: rule<{ parcels: readonly string[] }>(
    (d) => `No service takes ${d.parcels.length} parcels of the wave: ${named(d.parcels)}.`,
    'Ask chooseService for each why, and take them out of the wave.',
  ),
  capacity_too_small: rule<{ parcels: number; room: number }>(
    (d) => `The wave has ${d.parcels} parcels, and all services together take ${d.room}.`,
    'Leave parcels for the next pick-up, or ask a carrier for more room.',
  ),
  no_assignment: rule<{ parcels: number }>(
    (d) =>
      `No assignment of the ${d.parcels} parcels keeps every capacity: too many can go with too few services only.`,
    'Leave parcels for the next pick-up, or ask the carrier that most of them need for more room.',
  ),
  solver_answer_not_valid: rule<{ because: string }>(
    (d) => `The solver's answer is not an assignment of this wave: ${d.because}.`,
    'Plan without a solver, and report it to whoever made the solver.',
  ),
});
/** Any refusal of a wave. */
export type WaveFailure = AnyFailureOf<typeof waveFailures>;

/** Which parcels go with which service. */
export interface WavePlan {
  /** By parcel, in the order of the problem. */
  readonly assignment: readonly { readonly parcel: string; readonly service: string }[];
  readonly services: readonly { readonly service: string; readonly parcels: number; readonly discountFrom: number }[];
  /** In minor units, discounts taken off. */
  readonly cost: number;
  /** No plan costs less. */
  readonly lowerBound: number;
  /** (cost - lowerBound) / lowerBound: 0 is proved to be the cheapest. */
  readonly gap: number;
  /** What it would cost if each parcel took its cheapest service with room, one after the other. */
  readonly oneByOne: number | undefined;
}

/**
 * Assigns the parcels of a wave to services under capacities and volume discounts, at least cost together.
 *
 * @param solver House default: an own one, exact for a few services; {@link highsSolver} is another. Its answer is checked
 * and its cost reckoned again; where it knows no bound, the exact flow under the best discounts gives one.
 * @returns the plan with its gap to a bound, or why there is none.
 */
export function planWave(
  problem: WaveProblem,
  solver: WaveSolver = branchAndBound(),
): Result<Explained<WavePlan>, WaveFailure | InputFailure> {
  return parseInput(WaveProblem, problem, 'The wave').andThen((valid) => planned(valid, solver));
}

function planned(problem: WaveProblem, solver: WaveSolver): Result<Explained<WavePlan>, WaveFailure> {
  const wave = waveIn(problem);
  const { parcels } = wave;
  const homeless = problem.parcels.filter((_, parcel) => placesOf(wave, parcel).length === 0).map(({ id }) => id);
  if (homeless.length > 0) return err(waveFailures.parcels_without_service({ parcels: homeless }));
  const room = wave.capacities.reduce((sum, one) => sum + one, 0);
  if (room < parcels) return err(waveFailures.capacity_too_small({ parcels, room }));
  const solution = solver(wave);
  if (solution === undefined) return err(waveFailures.no_assignment({ parcels }));
  const because = fault(wave, solution.assignment);
  if (because !== undefined) return err(waveFailures.solver_answer_not_valid({ because }));
  const cost = costOf(wave, solution.assignment);
  const known = solution.lowerBound ?? branchAndBound({ mostNodes: 0 })(wave)?.lowerBound ?? 0;
  const lowerBound = Math.min(cost, known);
  const gap = lowerBound > 0 ? (cost - lowerBound) / lowerBound : 0;
  const counts = countsOf(wave, solution.assignment);
  const plan: WavePlan = {
    assignment: problem.parcels.map(({ id }, parcel) => {
      return { parcel: id, service: problem.services[solution.assignment[parcel] ?? -1]?.id ?? '' };
    }),
    services: problem.services.map(({ id }, service) => {
      const has = counts[service] ?? 0;
      return { service: id, parcels: has, discountFrom: levelAt(wave.levels[service] ?? [], has).from };
    }),
    cost,
    lowerBound,
    gap,
    oneByOne: oneByOne(wave),
  };
  return ok({ answer: plan, explanation: explained(plan, parcels) });
}

/** The services which can take a parcel, cheapest first without discounts. */
const placesOf = ({ levels, capacities }: Wave, parcel: number): { service: number; cost: number }[] =>
  levels
    .map((steps, service) => ({ service, cost: steps[0]?.costs[parcel] ?? Number.POSITIVE_INFINITY }))
    .filter(({ service, cost }) => cost < Number.POSITIVE_INFINITY && (capacities[service] ?? 0) > 0)
    .sort((a, b) => a.cost - b.cost);

/** What is wrong with an assignment; nothing where it is one. */
function fault(wave: Wave, assignment: ArrayLike<number>): string | undefined {
  if (assignment.length !== wave.parcels) return `it has ${assignment.length} parcels instead of ${wave.parcels}`;
  for (let parcel = 0; parcel < wave.parcels; parcel += 1) {
    const cost = wave.levels[assignment[parcel] ?? -1]?.[0]?.costs[parcel] ?? Number.POSITIVE_INFINITY;
    if (cost === Number.POSITIVE_INFINITY) return `parcel ${parcel} is with a service that does not take it`;
  }
  const counts = countsOf(wave, assignment);
  const full = counts.findIndex((count, service) => count > (wave.capacities[service] ?? 0));
  return full < 0 ? undefined : `service ${full} has ${counts[full]} parcels and takes ${wave.capacities[full]}`;
}

/** What a person would do; undefined where it gets stuck. */
function oneByOne(wave: Wave): number | undefined {
  const room = [...wave.capacities];
  const assignment: number[] = [];
  for (let parcel = 0; parcel < wave.parcels; parcel += 1) {
    const place = placesOf(wave, parcel).find(({ service }) => (room[service] ?? 0) > 0);
    if (place === undefined) return undefined;
    room[place.service] = (room[place.service] ?? 0) - 1;
    assignment.push(place.service);
  }
  return costOf(wave, assignment);
}

function explained({ cost, lowerBound, gap, oneByOne: plain, services }: WavePlan, parcels: number) {
  const shares = services.map(({ service, parcels: has, discountFrom }) => {
    return `${service} ${has}${discountFrom > 0 ? ` (discount from ${discountFrom})` : ''}`;
  });
  const proof = gap === 0 ? 'no plan costs less' : `at most ${(gap * 100).toFixed(2)} % above the best`;
  const saved = plain === undefined ? '' : `; parcel by parcel it would be ${plain}`;
  const because = `${parcels} parcels at ${cost} minor units, ${proof}${saved}: ${shares.slice(0, 20).join(', ')}`;
  const facts = { parcels, cost, lowerBound };
  return { policy: 'wave', rule: 'least cost together', facts, because: because.slice(0, 1500), appealTo: 'packer' };
}

/** A parcel that is to leave with a wave. */
export interface Waiting {
  readonly id: string;
  readonly facts: ServiceFacts;
}

/**
 * Makes the problem of a wave from priced services: what hard rules or the goal rule out for a parcel, and what is picked
 * up after `pickedUpBy`, is not offered to it. Expected lateness and loss stand beside the price; discounts leave them alone.
 *
 * @param volume capacities and discounts by `carrier/service`; a service that is not named has neither.
 */
export function waveOf(
  chooser: Chooser,
  waiting: readonly Waiting[],
  volume: readonly WaveService[],
  pickedUpBy?: Instant,
): Result<WaveProblem, Failure> {
  const parcels: WaveProblem['parcels'] = [];
  for (const { id, facts } of waiting) {
    const choice = chooser.choose(facts);
    if (choice.isErr()) return err(choice.error);
    const offers: WaveProblem['parcels'][number]['offers'] = {};
    for (const { service, offer, lost } of choice.value.answer.ranking) {
      const isOpen = lost === undefined || BEATEN.has(lost.code);
      if (offer === undefined || !isOpen) continue;
      if (pickedUpBy !== undefined && (offer.pickUp ?? pickedUpBy) > pickedUpBy) continue;
      offers[service] = { price: offer.price.total, besides: offer.lateness + offer.loss };
    }
    parcels.push({ id, offers });
  }
  const named = new Map(volume.map((one) => [one.id, one]));
  return ok({ services: chooser.services.map(({ key }) => named.get(key) ?? { id: key }), parcels });
}

/** Lost to another service, not to a rule. */
const BEATEN = new Set<string>(['carriage.costs_more', 'carriage.arrives_later', 'carriage.equal_but_later_in_terms']);
