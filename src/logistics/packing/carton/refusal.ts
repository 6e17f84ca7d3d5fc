import { type Misfit, type Obstacle, type PackingFailure, packingFailures } from '../failures.js';
import { type Item, itemsOf } from '../fit/items.js';
import type { Size } from '../geometry.js';
import type { Box, PackUnit } from '../types.js';
import { cartonOf, ownCartonOf, travelsInOwnCarton } from './cartons.js';
import { fillerIn, type PriceTerms, priceOf } from './price.js';

/** What cannot be packed, and by what. */
interface Unpacked {
  readonly units: readonly PackUnit[];
  /** As they are now: what has run out has the stock 0. */
  readonly boxes: readonly Box[];
  readonly priceTerms: PriceTerms;
  /** Whether these units could be packed if nothing else were. */
  readonly goesAlone: (units: readonly PackUnit[]) => boolean;
}

/** Why units cannot be packed: those which no box takes, else the group that is too large, else the boxes that run out. */
export function refusalOf({ units, boxes, priceTerms, goesAlone }: Unpacked): PackingFailure {
  const misfits = itemsOf(units).flatMap((item) => misfit(item, boxes, priceTerms) ?? []);
  if (misfits.length > 0) return packingFailures.unit_fits_no_box({ misfits });
  for (const group of new Set(units.flatMap(({ together }) => together ?? []))) {
    const members = units.filter(({ together }) => together === group);
    if (!goesAlone(members)) return packingFailures.group_fits_no_box({ group, units: members.map(({ id }) => id) });
  }
  const limited = boxes.flatMap(({ id, stock }) => (stock === undefined ? [] : [`${stock} of "${id}"`]));
  return packingFailures.boxes_run_out({ boxes: limited });
}

function misfit(item: Item, boxes: readonly Box[], terms: PriceTerms): Misfit | undefined {
  const { unit } = item;
  const tried = travelsInOwnCarton(unit) ? [ownCartonOf(unit)] : boxes;
  const obstacles: Obstacle[] = [];
  for (const box of tried) {
    const found = obstacle(item, box, terms);
    if (found === undefined) return undefined;
    obstacles.push(found);
  }
  return { unit: unit.id, sku: unit.sku, boxes: obstacles.sort((a, b) => distance(a) - distance(b)) };
}

/** What stands between the unit and the box that can be changed most easily comes first. */
const NEARNESS: readonly Obstacle['rule'][] = [
  'outOfStock',
  'tooFull',
  'tooLong',
  'tooHeavy',
  'carrierRefuses',
  'featureMissing',
  'featureAvoided',
];
const FAR = 1_000_000_000;

function distance(obstacle: Obstacle): number {
  const over =
    'overMillimetres' in obstacle ? obstacle.overMillimetres : 'overGrams' in obstacle ? obstacle.overGrams : 0;
  return NEARNESS.indexOf(obstacle.rule) * FAR + over;
}

function obstacle(item: Item, box: Box, terms: PriceTerms): Obstacle | undefined {
  const { unit, volume, weight } = item;
  const { id, features = [], maxFillPermille = 1000 } = box;
  const carton = cartonOf(box, 0);
  const missing = (unit.needs ?? []).find((feature) => !features.includes(feature));
  if (missing !== undefined) return { box: id, rule: 'featureMissing', feature: missing };
  const avoided = (unit.avoids ?? []).find((feature) => features.includes(feature));
  if (avoided !== undefined) return { box: id, rule: 'featureAvoided', feature: avoided };
  const overMillimetres = Math.min(...item.turns.map(({ size }) => overhang(size, box.inner)));
  if (overMillimetres > 0) return { box: id, rule: 'tooLong', overMillimetres };
  if (volume > carton.usable) {
    return { box: id, rule: 'tooFull', fillPermille: Math.ceil((volume * 1000) / carton.volume), maxFillPermille };
  }
  const overGrams = weight + fillerIn(carton, volume, terms.filler) - box.maxLoadGrams;
  if (overGrams > 0) return { box: id, rule: 'tooHeavy', overGrams };
  if (priceOf(carton, { volume, weight }, terms) === undefined) {
    const weightGrams = overGrams + box.maxLoadGrams + box.emptyWeightGrams;
    return { box: id, rule: 'carrierRefuses', weightGrams, outer: carton.outer, girthMillimetres: girth(carton.outer) };
  }
  return box.stock === 0 ? { box: id, rule: 'outOfStock' } : undefined;
}

/** By how much it sticks out on all sides together. */
const overhang = (size: Size, inner: Size): number =>
  Math.max(0, size.length - inner.length) +
  Math.max(0, size.width - inner.width) +
  Math.max(0, size.height - inner.height);

/** Length of the longest side and twice around the others, as carriers reckon it. */
function girth({ length, width, height }: Size): number {
  const longest = Math.max(length, width, height);
  return longest + 2 * (length + width + height - longest);
}
