import { type PackingPolicy, packTogether } from 'orderwright';
import {
  type Box,
  type Carriage,
  type CartonPacking,
  type CartonPackingOptions,
  cartonPacking,
} from 'orderwright/packing';

/** A box of corrugated board: outer sides 10 mm longer, 60 mg for each cm² of its surface. All of it is made up. */
export function board(
  id: string,
  length: number,
  width: number,
  height: number,
  maxLoadGrams: number,
  cost: number,
): Box {
  const grams = Math.round((length * width + length * height + width * height) * 2 * 0.0006);
  return {
    id,
    inner: { length, width, height },
    outer: { length: length + 10, width: width + 10, height: height + 10 },
    emptyWeightGrams: grams,
    maxLoadGrams,
    cost,
    maxFillPermille: 900,
    features: ['sealable', 'doubleWall'],
    material: { cardboard: grams },
  };
}

/** By the kilogram begun, of the weight or of the volume by 5000 cm³, up to a heaviest parcel. */
export const byKilogram =
  (first: number, each: number, mostGrams: number): Carriage =>
  ({ weightGrams, outer: { length, width, height } }) => {
    const kilograms = Math.ceil(Math.max(weightGrams, (length * width * height) / 5000) / 1000);
    return weightGrams > mostGrams ? undefined : first + each * (kilograms - 1);
  };

/** The merchant's boxes for orders of up to so many units; larger ones, and what no box takes, are packed by hand. */
export function packingBy(options: CartonPackingOptions, mostUnits: number): PackingPolicy {
  const packing: CartonPacking = cartonPacking(options)._unsafeUnwrap();
  return (facts) => {
    const units = facts.lines.reduce((sum, { quantity }) => sum + quantity, 0);
    return units > mostUnits ? packTogether(facts) : packing(facts).orElse(() => packTogether(facts));
  };
}
