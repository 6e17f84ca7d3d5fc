import { MOST_PLACEMENTS, type PackedPlan } from '../../plan.js';
import type { ParcelPlan } from '../../policies.js';
import type { LineContent } from '../../types.js';
import { ownCartonOf } from '../carton/cartons.js';
import type { PreparedGoods } from '../rules/index.js';
import { type Counted, recyclableShare, reportOn } from '../rules/report.js';
import type { Box, PackedParcel } from '../types.js';
import type { PackingJob } from './kit.js';
import { type PapersInParcel, papersIn } from './papers-in-parcel.js';

/** The boxes that a plan may name: those of the catalogue, and the own cartons of units that take none. */
export function boxesFor({ kit, prepared }: PackingJob): Map<string, Box> {
  const own = prepared.units.filter(({ ownParcel }) => ownParcel === true).map(ownCartonOf);
  return new Map([...kit.options.boxes, ...own].map((box) => [box.id, box]));
}

/** Parcels as the desk keeps them: with lines, materials, papers, labels and what they cost and burden. */
export function parcelPlans(job: PackingJob, parcels: readonly PackedParcel[]): ParcelPlan[] {
  const boxes = boxesFor(job);
  const goodsOf = new Map(job.prepared.goods.flatMap((goods) => goods.units.map((unit) => [unit, goods])));
  const papers = papersIn(job.prepared.papers, parcels, goodsOf);
  return parcels.map((parcel, index) => {
    const held = heldIn(parcel, goodsOf);
    const inside = papers[index] ?? { papers: [], grams: 0, cost: 0 };
    return {
      lines: [...held].map(([{ line, sku }, quantity]): LineContent => ({ line, sku, quantity })),
      box: parcel.box,
      weightGrams: parcel.weightGrams + inside.grams,
      plan: planOf(job, parcel, held, inside, boxes.get(parcel.box), goodsOf),
    };
  });
}

type GoodsOf = ReadonlyMap<string, PreparedGoods>;
/** How many units of each line a parcel holds. */
type Held = ReadonlyMap<PreparedGoods, number>;

function heldIn({ placements }: PackedParcel, goodsOf: GoodsOf): Held {
  const held = new Map<PreparedGoods, number>();
  for (const { unit } of placements) {
    const goods = goodsOf.get(unit);
    if (goods !== undefined) held.set(goods, (held.get(goods) ?? 0) + 1);
  }
  return held;
}

function planOf(
  { kit, prepared }: PackingJob,
  parcel: PackedParcel,
  held: Held,
  papers: PapersInParcel,
  box: Box | undefined,
  goodsOf: GoodsOf,
): PackedPlan {
  const recycled = new Map(kit.rules.streams.map(({ id, recyclablePermille }) => [id, recyclablePermille]));
  const dressings = [...held].flatMap(([goods, times]): Counted[] =>
    goods.dressings.map((dressing) => ({ dressing, times })),
  );
  const report = reportOn(dressings, recycled);
  const { filler } = prepared;
  const filled =
    filler === undefined || parcel.fillerGrams === 0
      ? []
      : [{ dressing: { ...filler, grams: parcel.fillerGrams, cost: parcel.cost.filler }, times: 1 }];
  const grams = gramsOf(reportOn([...dressings, ...filled], recycled).grams, box);
  const materials = parcel.cost.total + report.cost + papers.cost;
  const lines = new Set([...held.keys()].map(({ line }) => line));
  const concerns = (of: { readonly lines: readonly string[] }) => of.lines.some((line) => lines.has(line));
  return {
    ...(parcel.placements.length <= MOST_PLACEMENTS && { placements: placed(parcel, goodsOf) }),
    fillPermille: parcel.fillPermille,
    cost: { ...parcel.cost, materials: report.cost, papers: papers.cost, total: materials },
    materials: materialsOf([...dressings, ...filled]),
    grams: Object.entries(grams).map(([stream, amount]) => ({ stream, grams: amount })),
    recyclablePermille: recyclableShare(grams, recycled),
    protectionPermille: report.protectionPermille,
    papers: [...papers.papers],
    labels: prepared.labels.filter(concerns).map(({ label }) => label),
    notBy: [...new Set(prepared.bannedModes.filter(concerns).map(({ mode }) => mode))],
  };
}

function placed({ placements }: PackedParcel, goodsOf: GoodsOf): PackedPlan['placements'] {
  return placements.flatMap((placement) => {
    const goods = goodsOf.get(placement.unit);
    return goods === undefined ? [] : [{ ...placement, line: goods.line, sku: goods.sku }];
  });
}

function gramsOf(materials: Readonly<Record<string, number>>, box: Box | undefined): Record<string, number> {
  const grams = new Map(Object.entries(materials));
  for (const [stream, amount] of Object.entries(box?.material ?? {})) {
    grams.set(stream, (grams.get(stream) ?? 0) + amount);
  }
  return Object.fromEntries(grams);
}

/** One entry for each material and use. */
function materialsOf(used: readonly Counted[]): PackedPlan['materials'] {
  const entries = new Map<string, PackedPlan['materials'][number]>();
  for (const { dressing, times } of used) {
    const { material, use, grams, cost } = dressing;
    const entry = entries.get(material.id) ?? { material: material.id, use, times: 0, grams: 0, cost: 0 };
    entry.times += times;
    entry.grams += grams * times;
    entry.cost += cost * times;
    entries.set(material.id, entry);
  }
  return [...entries.values()];
}
