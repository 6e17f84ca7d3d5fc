import * as z from 'zod/mini';
import { complaint, strictObject } from '../../kernel/index.js';

/** Bound: no side of a unit or box is longer than twenty metres. */
export const MOST_MILLIMETRES = 20_000;

const tooLarge = complaint('packing.size_too_large', `must be at most ${MOST_MILLIMETRES} mm`);

/** A length in whole millimetres. */
const Millimetres = z
  .int({
    error: ({ code, input }) => {
      if (input === undefined || input === null) return complaint('packing.size_missing', 'must be given, in whole mm');
      return code === 'too_big' ? tooLarge : complaint('packing.size_must_be_whole', 'must be in whole mm');
    },
  })
  .check(
    z.minimum(1, { error: complaint('packing.size_must_be_positive', 'must be at least 1 mm') }),
    z.maximum(MOST_MILLIMETRES, { error: tooLarge }),
  );

/** A size in whole millimetres. As it stands in a box, `height` is vertical. */
export const Size = strictObject({ length: Millimetres, width: Millimetres, height: Millimetres });
export type Size = z.infer<typeof Size>;

/**
 * Which of a unit's own sides lies along the box's length, its width and its height. `whl`: the unit's width lies along the
 * length of the box, its height along the width, its length stands upright.
 */
export const ORIENTATIONS = ['lwh', 'wlh', 'lhw', 'hlw', 'whl', 'hwl'] as const;
export const Orientation = z.enum(ORIENTATIONS);
export type Orientation = z.infer<typeof Orientation>;

/** The two orientations in which a unit's own height stays vertical. */
export const UPRIGHT: readonly Orientation[] = ['lwh', 'wlh'];

/** The size of a unit as it stands in that orientation. */
export function turned({ length, width, height }: Size, orientation: Orientation): Size {
  switch (orientation) {
    case 'lwh':
      return { length, width, height };
    case 'wlh':
      return { length: width, width: length, height };
    case 'lhw':
      return { length, width: height, height: width };
    case 'hlw':
      return { length: height, width: length, height: width };
    case 'whl':
      return { length: width, width: height, height: length };
    case 'hwl':
      return { length: height, width, height: length };
  }
}

/** Where a unit stands: the corner nearest to the box's origin, and its size as it stands. `z` is vertical. */
export interface Placement {
  /** The unit's id. */
  readonly unit: string;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly orientation: Orientation;
  readonly size: Size;
}

export const volumeOf = ({ length, width, height }: Size): number => length * width * height;
