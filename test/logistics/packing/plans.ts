import type { Box, Orientation, PackedParcel, PackingPlan, PackUnit } from '../../../src/logistics/packing/index.js';

export const size = (length: number, width: number, height: number) => ({ length, width, height });

/** A place: unit, corner, and the orientation with its size as it stands, written down by hand. */
export const place = (unit: string, at: readonly number[], orientation: Orientation, stands: readonly number[]) => {
  const [x = 0, y = 0, z = 0] = at;
  const [length = 0, width = 0, height = 0] = stands;
  return { unit, x, y, z, orientation, size: size(length, width, height) };
};

export const book: PackUnit = { id: 'book', sku: 'atlas', size: size(300, 200, 40), weightGrams: 900 };
export const mug: PackUnit = { id: 'mug', sku: 'mug-blue', size: size(100, 90, 110), weightGrams: 350 };
export const tea: PackUnit = { id: 'tea', sku: 'tea-green', size: size(150, 80, 60), weightGrams: 120 };

export const carton: Box = {
  id: 'C2',
  inner: size(320, 220, 160),
  emptyWeightGrams: 150,
  maxLoadGrams: 5000,
  cost: 120,
};

/** The atlas lies on the floor; mug and tea stand on it, the tea turned. */
export const parcel: PackedParcel = {
  box: 'C2',
  placements: [
    place('book', [0, 0, 0], 'lwh', [300, 200, 40]),
    place('mug', [0, 0, 40], 'lwh', [100, 90, 110]),
    place('tea', [100, 0, 40], 'wlh', [80, 150, 60]),
  ],
  weightGrams: 1540,
  fillerGrams: 20,
  fillPermille: 364,
  cost: { box: 120, filler: 5, carriage: 800, total: 925 },
};

export const plan: PackingPlan = { parcels: [parcel], total: 925, lowerBound: 925, proof: 'optimal' };
