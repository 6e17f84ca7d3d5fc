import { err, ok, type Result } from 'neverthrow';
import * as z from 'zod/mini';
import type { Facts } from '../../../kernel/index.js';
import { PackingFacts, PackingLine } from '../../policies.js';
import { linesOf } from '../../types.js';
import { Size } from '../geometry.js';
import { MOST_PACK_UNITS } from '../types.js';
import { type PackagingFailure, packagingFailures } from './failures.js';

/** What packing by boxes asks of goods: their sizes are such as boxes may have. */
export const Goods = z.extend(PackingFacts, { lines: linesOf(z.extend(PackingLine, { size: z.optional(Size) })) });

/** A line of which size and weight are known. */
export interface SizedLine extends PackingLine {
  readonly size: Size;
  readonly unitWeightGrams: number;
}

const isSized = (line: PackingLine): line is SizedLine => line.size !== undefined && line.unitWeightGrams !== undefined;

/** The lines, if every one of them can be packed by its size and weight; or what is wrong with them. */
export function sizedLines({ lines }: PackingFacts): Result<readonly SizedLine[], PackagingFailure> {
  const skusWhere = (lacks: (line: PackingLine) => boolean) => [...new Set(lines.filter(lacks).map(({ sku }) => sku))];
  const unsized = skusWhere(({ size }) => size === undefined);
  if (unsized.length > 0) return err(packagingFailures.size_unknown({ skus: unsized }));
  const unweighed = skusWhere(({ unitWeightGrams }) => unitWeightGrams === undefined);
  if (unweighed.length > 0) return err(packagingFailures.weight_unknown({ skus: unweighed }));
  const sized = lines.filter(isSized);
  const units = sized.reduce((sum, { quantity }) => sum + quantity, 0);
  return units > MOST_PACK_UNITS ? err(packagingFailures.too_many_units({ units, most: MOST_PACK_UNITS })) : ok(sized);
}

/** What a rule sees of the goods of one line. Volume is in millilitres, rounded up. */
export function factsOf(line: SizedLine, { channel, region, wishes = [] }: PackingFacts, units: number): Facts {
  const { length, width, height } = line.size;
  const [shortestMm = 0, middleMm = 0, longestMm = 0] = [length, width, height].sort((a, b) => a - b);
  const facts: Facts = {
    sku: line.sku,
    weightGrams: line.unitWeightGrams,
    longestMm,
    middleMm,
    shortestMm,
    volumeMl: Math.ceil((length * width * height) / 1000),
    quantity: line.quantity,
    units,
  };
  const known = { category: line.category, channel, country: region?.country, province: region?.province };
  for (const [fact, value] of Object.entries(known)) if (value !== undefined) facts[fact] = value;
  for (const trait of line.traits ?? []) facts[`trait.${trait}`] = true;
  for (const wish of wishes) facts[`wish.${wish}`] = true;
  return facts;
}

/** From how many characters on a line's id is shortened in those of its units: an id has at most 100. */
const LONG = 80;

/** The id of the n-th unit of a line, from 1: `mugs.2`. Ids of the units of different lines are never the same. */
export function unitId(line: string, place: number, n: number): string {
  // A shortened id is longer than any that is not, and ends with the line's place.
  return `${line.length > LONG ? `${line.slice(0, LONG - 1)}.${place}` : line}.${n}`;
}
