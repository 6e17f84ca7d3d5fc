import type { PackingLine } from '../../../../src/logistics/index.js';
import { type Box, type CartonPackingOptions, cartonPacking } from '../../../../src/logistics/packing/index.js';

const box = (id: string, sides: readonly [number, number, number], cost: number, more: Partial<Box> = {}): Box => ({
  id,
  inner: { length: sides[0], width: sides[1], height: sides[2] },
  emptyWeightGrams: cost,
  maxLoadGrams: 10_000,
  cost,
  material: { cardboard: cost },
  ...more,
});

export const SMALL = box('S', [220, 160, 140], 60);
export const MEDIUM = box('M', [300, 260, 180], 110);
export const STRONG = box('X', [400, 320, 260], 240, { features: ['doubleWall', 'insulated'], maxLoadGrams: 30_000 });
export const BOXES = [SMALL, MEDIUM, STRONG];

/** 400, and 100 for each kilogram begun. */
export const carriage: NonNullable<CartonPackingOptions['carriage']> = ({ weightGrams }) =>
  400 + 100 * Math.ceil(weightGrams / 1000);

export const packingBy = (more: Partial<CartonPackingOptions> = {}) =>
  cartonPacking({ boxes: BOXES, carriage, ...more })._unsafeUnwrap();

export const line = (id: string, more: Partial<PackingLine> = {}): PackingLine => ({
  line: id,
  sku: id,
  quantity: 1,
  size: { length: 120, width: 100, height: 90 },
  unitWeightGrams: 350,
  ...more,
});
