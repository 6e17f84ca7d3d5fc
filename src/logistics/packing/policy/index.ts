import { err, ok, type Result } from 'neverthrow';
import { type Explained, type Explanation, type Failure, parseInput } from '../../../kernel/index.js';
import type { PackingFacts, PackingPolicy, ParcelPlan } from '../../policies.js';
import { Goods } from '../rules/goods.js';
import { prepare } from '../rules/prepare.js';
import { type PackingPlan, PackUnits } from '../types.js';
import { type CartonPackingOptions, kitOf, type PackingJob, type PackingKit, packerOf } from './kit.js';
import type { PackingMove } from './moves.js';
import { parcelPlans } from './parcels.js';
import { type Repacked, repack } from './repack.js';

export { type RepackingFailure, repackingFailures } from './failures.js';
export type { CartonPackingOptions } from './kit.js';
export { PackingMove } from './moves.js';
export type { Repacked } from './repack.js';

/** A packing policy for the desk, which also judges what a person would do otherwise. */
export interface CartonPacking extends PackingPolicy {
  /**
   * What a move does to parcels that were advised for these facts, before it is done: the parcels after it, what speaks
   * against them, and by how much they are dearer. Nothing is changed.
   *
   * @returns that; or `repacking.box_too_small` where no way was found to lay the units into the box, and other codes of
   * `repackingFailures` where the move names what is not there.
   */
  repack(facts: PackingFacts, parcels: readonly ParcelPlan[], move: PackingMove): Result<Repacked, Failure>;
}

/**
 * The desk's packing policy by a merchant's own boxes: the packaging rules dress the goods, the cartonizer finds the
 * cheapest parcels, and each parcel carries its plan: places, materials, papers, labels, costs and grams.
 *
 * Costs are minor units of one currency. Carriage is reckoned with the weight of every paper of the rules once.
 *
 * @returns the policy, or what is wrong with the boxes or the rules.
 * @example
 * ```ts
 * const packing = cartonPacking({
 *   boxes: [{ id: 'S', inner: { length: 220, width: 160, height: 120 }, emptyWeightGrams: 90, maxLoadGrams: 5000, cost: 45 }],
 * });
 * if (packing.isOk()) createDesk({ store, catalog, policies: { packing: packing.value } });
 * ```
 */
export function cartonPacking(options: CartonPackingOptions): Result<CartonPacking, Failure> {
  return kitOf(options).map((kit) =>
    Object.assign((facts: PackingFacts) => pack(kit, facts), {
      repack: (facts: PackingFacts, parcels: readonly ParcelPlan[], move: PackingMove) =>
        jobFor(kit, facts).andThen(({ answer }) => repack(answer, parcels, move)),
    }),
  );
}

function jobFor(kit: PackingKit, facts: PackingFacts): Result<Explained<PackingJob>, Failure> {
  return parseInput(Goods, facts, 'the goods to pack')
    .andThen((sound) => prepare(kit.rules, sound))
    .andThen(({ answer, explanation }) =>
      parseInput(PackUnits, answer.units, 'the goods, wrapped').map(() => {
        return { answer: { kit, prepared: answer }, explanation };
      }),
    );
}

function pack(kit: PackingKit, facts: PackingFacts): Result<Explained<readonly ParcelPlan[]>, Failure> {
  const job = jobFor(kit, facts);
  if (job.isErr()) return err(job.error);
  const { answer, explanation } = job.value;
  return packerOf(answer)
    .andThen((packOrder) => packOrder(answer.prepared.units))
    .andThen((plan) => {
      const parcels = parcelPlans(answer, plan.parcels);
      return ok({ answer: parcels, explanation: explained(explanation, plan, parcels) });
    });
}

const PROOFS: Readonly<Record<PackingPlan['proof'], string>> = {
  optimal: 'which is proved to be the least',
  nodeLimit: 'the best that was found within the limit of nodes',
  deadline: 'the best that was found until the deadline',
  heuristic: 'the best that was found',
};

function explained({ because, ...rest }: Explanation, plan: PackingPlan, parcels: readonly ParcelPlan[]): Explanation {
  const cost = parcels.reduce((sum, one) => sum + (one.plan?.cost.total ?? 0), 0);
  const boxes = plan.parcels.map(({ box }) => box);
  const named = boxes.slice(0, 5).join(', ') + (boxes.length > 5 ? ' …' : '');
  const said = `${parcels.length} ${parcels.length === 1 ? 'parcel' : 'parcels'} (${named}): boxes, filler and carriage cost ${plan.total}, ${PROOFS[plan.proof]}`;
  return {
    ...rest,
    policy: 'packing',
    facts: { ...rest.facts, parcels: parcels.length, cost, boxesAndCarriage: plan.total, lowerBound: plan.lowerBound },
    because: `${said}; ${because}`.slice(0, 2000).toWellFormed(),
  };
}
