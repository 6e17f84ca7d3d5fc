import { err, ok, type Result } from 'neverthrow';
import { type Explained, type InputFailure, parseInput } from '../../../kernel/index.js';
import type { PackingFacts } from '../../policies.js';
import { UPRIGHT } from '../geometry.js';
import type { PackUnit } from '../types.js';
import { bansAmong, classesThatMatter, segregationsAmong } from './apart.js';
import { packagingTerms } from './check.js';
import { type Dressed, type Dressing, dress, fillerFor, type Recycled } from './dress.js';
import { explain } from './explain.js';
import { type PackagingFailure, packagingFailures } from './failures.js';
import { factsOf, Goods, type SizedLine, sizedLines, unitId } from './goods.js';
import { handlingOf } from './match.js';
import { compared } from './other-weighings.js';
import { papersFor } from './papers.js';
import type { DressedGoods, Handled, HandlingLabel, PreparedGoods, PreparedPacking } from './prepared.js';
import { reportOn } from './report.js';
import type { Material, PackagingTerms, Weighing } from './terms.js';

/**
 * What the packaging rules make of goods: how each unit is wrapped, how it may lie, what it must not share a parcel
 * with, which labels and papers there are, and what the materials guard, cost and weigh. It comes before boxes are chosen.
 *
 * Sizes are in millimetres, weights in grams, costs in minor units; all whole, materials rounded up for each unit.
 *
 * @returns the units as they go into a box, with the rule behind every decision; or what is wrong with the terms, or
 * with the goods, such as `packaging.size_unknown`.
 * @example
 * ```ts
 * const vase = { line: '1', sku: 'vase', quantity: 1, size: { length: 120, width: 120, height: 300 }, unitWeightGrams: 900 };
 * const prepared = preparePacking(housePackaging, { lines: [{ ...vase, traits: ['fragile'] }] });
 * ```
 */
export const preparePacking = (
  terms: PackagingTerms,
  facts: PackingFacts,
): Result<Explained<PreparedPacking>, InputFailure | PackagingFailure> =>
  packagingTerms(terms).andThen((sound) =>
    parseInput(Goods, facts, 'the goods to pack').andThen((goods) => prepare(sound, goods)),
  );

/** The same, for terms and facts that were checked before. */
export function prepare(
  terms: PackagingTerms,
  facts: PackingFacts,
): Result<Explained<PreparedPacking>, PackagingFailure> {
  const lines = sizedLines(facts);
  if (lines.isErr()) return err(lines.error);
  const goods = handled(lines.value, terms, facts);
  const wrong = unknownPaper(terms, goods);
  if (wrong !== undefined) return err(wrong);
  const recycled: Recycled = new Map(terms.streams.map(({ id, recyclablePermille }) => [id, recyclablePermille]));
  const dressing = (weighing: Weighing) => dressedBy(goods, weighing, recycled);
  const chosen = dressing(terms.weighing);
  const answer: PreparedPacking = {
    units: goods.flatMap((one, index) => unitsOf(one, chosen.goods[index])),
    goods: goods.map((one, index) => preparedGoods(one, chosen.goods[index]?.dressings ?? [])),
    segregations: segregationsAmong(terms.segregations, goods),
    bannedModes: bansAmong(terms.modeBans, goods),
    filler: chosen.filler,
    labels: labelsOf(goods),
    papers: papersFor(terms.papers, goods.map(paperWish)),
    report: chosen.report,
    alternatives: compared(terms, goods, chosen, dressing),
  };
  return ok({ answer, explanation: explain(terms, answer) });
}

function handled(lines: readonly SizedLine[], terms: PackagingTerms, facts: PackingFacts): Handled[] {
  const materials = new Map(terms.materials.map((one) => [one.id, one]));
  const matter = classesThatMatter(terms);
  const all = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return lines.map((from, place) => {
    const handling = handlingOf(terms.rules, factsOf(from, facts, all), materials);
    const classes = [...new Set([...(from.traits ?? []), ...handling.classes])].filter((one) => matter.has(one));
    return { line: from.line, sku: from.sku, quantity: from.quantity, place, from, handling, classes };
  });
}

function dressedBy(goods: readonly Handled[], weighing: Weighing, recycled: Recycled): DressedGoods {
  const dressed = goods.map(({ from, handling }) =>
    dress(from.size, from.unitWeightGrams, handling, weighing, recycled),
  );
  const used = dressed.flatMap(({ dressings }, index) =>
    dressings.map((dressing) => ({ dressing, times: goods[index]?.quantity ?? 0 })),
  );
  return { goods: dressed, filler: fillerFor(fillers(goods), weighing, recycled), report: reportOn(used, recycled) };
}

/** One filler serves all parcels: what suits all lines that ask for one, else what suits the first of them. */
function fillers(goods: readonly Handled[]): readonly Material[] {
  const asked = goods.flatMap(({ handling }) => handling.choices.get('filler')?.anyOf ?? []);
  const each = goods.flatMap(({ handling }) => handling.choices.get('filler') ?? []);
  const forAll = asked.filter((one) => each.every(({ anyOf }) => anyOf.includes(one)));
  return forAll.length > 0 ? [...new Set(forAll)] : (each[0]?.anyOf ?? []);
}

function unitsOf({ line, sku, quantity, place, from, handling, classes }: Handled, dressed?: Dressed): PackUnit[] {
  if (dressed === undefined) return [];
  const { upright, onFloor, ownParcel, together, needs, avoids } = handling;
  const bears = [handling.bearsGrams, from.bearsGrams].filter((one) => one !== undefined);
  const unit = {
    sku,
    size: dressed.size,
    weightGrams: dressed.weightGrams,
    ...(upright && { orientations: [...UPRIGHT] }),
    ...(bears.length > 0 && { bearsGrams: Math.min(...bears) }),
    ...(onFloor && { onFloor }),
    ...(ownParcel && { ownParcel }),
    ...(together !== undefined && { together }),
    ...(classes.length > 0 && { classes: [...classes] }),
    ...(needs.length > 0 && { needs: [...needs] }),
    ...(avoids.length > 0 && { avoids: [...avoids] }),
  };
  return Array.from({ length: quantity }, (_, n) => ({ id: unitId(line, place, n + 1), ...unit }));
}

function preparedGoods(
  { line, sku, quantity, place, handling }: Handled,
  dressings: readonly Dressing[],
): PreparedGoods {
  const materials = dressings.flatMap(({ use, material }) =>
    (handling.choices.get(use)?.rules ?? []).map((rule) => ({ ...rule, value: material.id })),
  );
  const units = Array.from({ length: quantity }, (_, n) => unitId(line, place, n + 1));
  return { line, sku, units, dressings, decisions: [...materials, ...handling.sayings] };
}

function unknownPaper({ papers }: PackagingTerms, goods: readonly Handled[]): PackagingFailure | undefined {
  const known = papers.map(({ id }) => id);
  for (const { sku, from } of goods) {
    const paper = from.papers?.find((id) => !known.includes(id));
    if (paper !== undefined) return packagingFailures.paper_unknown({ rule: `SKU "${sku}"`, paper, known });
  }
  return undefined;
}

function labelsOf(goods: readonly Handled[]): HandlingLabel[] {
  const labels = [...new Set(goods.flatMap(({ handling }) => handling.labels))];
  return labels.map((label) => {
    const bearing = goods.filter(({ handling }) => handling.labels.includes(label));
    const said = bearing.flatMap(({ handling }) => handling.sayings);
    const rules = said.filter(({ effect, value }) => effect === 'labels' && value === label).map(({ rule }) => rule);
    return { label, lines: bearing.map(({ line }) => line), rules: [...new Set(rules)] };
  });
}

function paperWish({ line, sku, quantity, from, handling }: Handled) {
  const byRule = handling.papers.map((id) => {
    const saying = handling.sayings.find(({ effect, value }) => effect === 'papers' && value === id);
    return { id, rule: saying?.rule ?? '' };
  });
  const byCatalogue = (from.papers ?? []).map((id) => ({ id, rule: 'the catalogue' }));
  return { line, sku, quantity, papers: [...byRule, ...byCatalogue] };
}
