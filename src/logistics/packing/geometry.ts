import * as z from 'zod/mini';
import { Quantity, strictObject } from '../../kernel/index.js';

/** A size in whole millimetres. As it stands in a box, `height` is vertical. */
export const Size = strictObject({ length: Quantity, width: Quantity, height: Quantity });
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
