import type { Size } from '../geometry.js';
import type { Handling } from './match.js';
import { type Material, MaterialUse, type Weighing } from './terms.js';
import { type Alternative, burdenOf, weighed } from './weigh.js';

/** A material on one unit; as filler, for one litre of room that is left in the parcel. */
export interface Dressing {
  readonly use: MaterialUse;
  readonly material: Material;
  readonly grams: number;
  readonly cost: number;
}

/** A unit in all that goes round it. */
export interface Dressed {
  readonly size: Size;
  readonly weightGrams: number;
  readonly dressings: readonly Dressing[];
}

/** The share of each waste stream that is recycled, in thousandths. */
export type Recycled = ReadonlyMap<string, number>;

const HOUSE_OVERLAP = 1200;
const SQUARE_METRE = 1_000_000;

/**
 * Puts the materials round a unit, one use after the other from the inside: each is chosen by the weighing for the size
 * that the unit has by then. Grams and cost are rounded up for each material and unit.
 */
export function dress(
  size: Size,
  weightGrams: number,
  handling: Handling,
  weighing: Weighing,
  recycled: Recycled,
): Dressed {
  const dressings: Dressing[] = [];
  let now = size;
  let weight = weightGrams;
  for (const use of MaterialUse.options) {
    const choice = handling.choices.get(use);
    if (choice === undefined || use === 'filler') continue;
    const area = surface(now);
    const best = weighed(
      choice.anyOf.map((material) => onSurface(material, area, recycled)),
      weighing,
    );
    if (best === undefined) continue;
    const { material, grams, cost } = best;
    dressings.push({ use, material, grams, cost });
    now = grown(now, material);
    weight += grams;
  }
  return { size: now, weightGrams: weight, dressings };
}

/** What fills a litre of room, if the rules ask for filler. */
export function fillerFor(anyOf: readonly Material[], weighing: Weighing, recycled: Recycled): Dressing | undefined {
  const perLitre = anyOf.map((material) => {
    const { gramsPerLitre: grams = 0, costPerLitre: cost = 0 } = material;
    return alternative(material, grams, cost, recycled);
  });
  const best = weighed(perLitre, weighing);
  return best && { use: 'filler', material: best.material, grams: best.grams, cost: best.cost };
}

const surface = ({ length, width, height }: Size): number => 2 * (length * width + length * height + width * height);

function onSurface(material: Material, area: number, recycled: Recycled): Alternative {
  const { gramsPerSquareMetre = 0, costPerSquareMetre = 0, gramsEach = 0, costEach = 0 } = material;
  const covered = Math.ceil((area * (material.overlapPermille ?? HOUSE_OVERLAP)) / 1000);
  const byArea = (perSquareMetre: number) => Math.ceil((covered * perSquareMetre) / SQUARE_METRE);
  return alternative(
    material,
    byArea(gramsPerSquareMetre) + gramsEach,
    byArea(costPerSquareMetre) + costEach,
    recycled,
  );
}

const alternative = (material: Material, grams: number, cost: number, recycled: Recycled): Alternative => ({
  material,
  grams,
  cost,
  burden: burdenOf(grams, recycled.get(material.stream) ?? 0),
});

/** A cold pack lies on top; everything else goes round all six sides. */
function grown({ length, width, height }: Size, { use, thicknessMm = 0 }: Material): Size {
  if (use === 'coldPack') return { length, width, height: height + thicknessMm };
  const more = 2 * thicknessMm;
  return { length: length + more, width: width + more, height: height + more };
}
