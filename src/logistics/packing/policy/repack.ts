import { err, ok, type Result } from 'neverthrow';
import { type Failure, parseInput } from '../../../kernel/index.js';
import type { ParcelPlan } from '../../policies.js';
import { cartonize } from '../cartonize.js';
import type { Box, PackedParcel, PackUnit } from '../types.js';
import { validatePlan } from '../validate.js';
import type { PlanProblem } from '../validation/problems.js';
import { repackingFailures } from './failures.js';
import { type PackingJob, packingTermsOf } from './kit.js';
import { type Filled, moved, PackingMove } from './moves.js';
import { boxesFor, parcelPlans } from './parcels.js';
import { pricedIn } from './priced-in.js';

/** What a person's other packing does. */
export interface Repacked {
  readonly parcels: readonly ParcelPlan[];
  /** What speaks against it; empty: nothing. */
  readonly problems: readonly PlanProblem[];
  /** By how many minor units it is dearer than before; less than 0: cheaper. */
  readonly costsMore: number;
}

/** What a move does to advised parcels, before it is done. */
export function repack(job: PackingJob, parcels: readonly ParcelPlan[], move: PackingMove): Result<Repacked, Failure> {
  const before: Filled[] = [];
  for (const [index, parcel] of parcels.entries()) {
    const filled = filledAs(parcel);
    if (filled === undefined) return err(repackingFailures.parcel_without_plan({ parcel: index + 1 }));
    before.push(filled);
  }
  const known = new Set(job.prepared.units.map(({ id }) => id));
  const stranger = before.flatMap(({ units }) => units).find((unit) => !known.has(unit));
  if (stranger !== undefined) return err(repackingFailures.other_goods({ unit: stranger }));
  const boxes = job.kit.options.boxes.map(({ id }) => id);
  return parseInput(PackingMove, move, 'the move')
    .andThen((sound) => moved(before, sound, boxes))
    .andThen((after) => laidOut(job, after))
    .map((packed) => judged(job, packed, parcels));
}

function filledAs({ box, plan }: ParcelPlan): Filled | undefined {
  const { placements, fillPermille = 0 } = plan ?? {};
  if (box === undefined || placements === undefined) return undefined;
  const bare = placements.map(({ line: _, sku: __, ...placement }) => placement);
  return { box, units: placements.map(({ unit }) => unit), stands: { placements: bare, fillPermille } };
}

/** What has changed is laid out anew; the rest stands as it stood. */
function laidOut(job: PackingJob, parcels: readonly Filled[]): Result<PackedParcel[], Failure> {
  const boxes = boxesFor(job);
  const units = new Map(job.prepared.units.map((unit) => [unit.id, unit]));
  const packed: PackedParcel[] = [];
  for (const [index, { box: id, units: ids, stands }] of parcels.entries()) {
    const box = boxes.get(id);
    const held = ids.flatMap((unit) => units.get(unit) ?? []);
    const parcel = stands ?? (box && layOut(box, held, job));
    const priced = box && pricedIn(box, held, packingTermsOf(job));
    if (parcel === undefined || priced === undefined) {
      return err(repackingFailures.box_too_small({ parcel: index + 1, box: id, units: ids }));
    }
    packed.push({ ...parcel, ...priced });
  }
  return ok(packed);
}

/** By the rules where that is possible, else by the sizes alone: what is broken then, the validator says. */
function layOut(box: Box, units: readonly PackUnit[], job: PackingJob): PackedParcel | undefined {
  const { supportPermille } = packingTermsOf(job);
  const careless = units.map(({ id, sku, size, weightGrams }) => ({ id, sku, size, weightGrams }));
  const careful = units.map(({ id, sku, size, weightGrams, orientations, bearsGrams, onFloor }) => {
    return { id, sku, size, weightGrams, orientations, bearsGrams, onFloor };
  });
  const roomy: Box = {
    id: box.id,
    inner: box.inner,
    emptyWeightGrams: 0,
    maxLoadGrams: 1_000_000_000,
    cost: 0,
    stock: 1,
  };
  for (const [held, support] of [
    [careful, supportPermille],
    [careless, undefined],
  ] as const) {
    const plan = cartonize({
      units: held,
      boxes: [roomy],
      parcels: 'fewest',
      ...(support !== undefined && { supportPermille: support }),
    });
    const parcel = plan.isOk() && plan.value.parcels.length === 1 ? plan.value.parcels[0] : undefined;
    if (parcel !== undefined) return parcel;
  }
  return undefined;
}

function judged(job: PackingJob, packed: readonly PackedParcel[], before: readonly ParcelPlan[]): Repacked {
  const { segregation = [], supportPermille, carriage } = packingTermsOf(job);
  const parcels = parcelPlans(job, packed);
  const total = packed.reduce((sum, { cost }) => sum + cost.total, 0);
  const rules = {
    units: job.prepared.units,
    boxes: [...boxesFor(job).values()],
    segregation,
    ...(supportPermille !== undefined && { supportPermille }),
    ...(carriage !== undefined && { carriage }),
  };
  const problems = validatePlan(rules, { parcels: packed, total, lowerBound: 0, proof: 'heuristic' });
  return { parcels, problems, costsMore: costOf(parcels) - costOf(before) };
}

const costOf = (parcels: readonly ParcelPlan[]): number =>
  parcels.reduce((sum, { plan }) => sum + (plan?.cost.total ?? 0), 0);
