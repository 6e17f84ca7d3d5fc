import { type Orientation, turned, volumeOf } from '../geometry.js';
import { at } from './arrays.js';
import type { FittingKind } from './fitting.js';

/** Single units in columns, each with its ways to stand. */
export interface Items {
  readonly count: number;
  /** Place in the list of kinds. */
  readonly kinds: Int32Array;
  readonly volumes: Float64Array;
  readonly grams: Float64Array;
  /** Where the ways of an item begin; one more than there are items. */
  readonly waysFrom: Int32Array;
  /** Length, width and height of each way. */
  readonly sizes: Int32Array;
  readonly orientations: readonly Orientation[];
}

export function itemsOf(kinds: readonly FittingKind[]): Items {
  const units = kinds.flatMap((kind, place) => Array.from({ length: kind.quantity }, () => ({ ...kind, place })));
  const waysFrom = new Int32Array(units.length + 1);
  for (const [i, { orientations }] of units.entries()) waysFrom[i + 1] = at(waysFrom, i) + orientations.length;
  const sizes = units.flatMap(({ size, orientations }) =>
    orientations.flatMap((orientation) => {
      const { length, width, height } = turned(size, orientation);
      return [length, width, height];
    }),
  );
  return {
    count: units.length,
    kinds: Int32Array.from(units, ({ place }) => place),
    volumes: Float64Array.from(units, ({ size }) => volumeOf(size)),
    grams: Float64Array.from(units, ({ weightGrams }) => weightGrams),
    waysFrom,
    sizes: Int32Array.from(sizes),
    orientations: units.flatMap(({ orientations }) => orientations),
  };
}
