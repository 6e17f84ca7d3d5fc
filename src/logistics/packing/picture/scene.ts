import type { Orientation, Size } from '../geometry.js';
import type { Box, PackedParcel, PackUnit } from '../types.js';
import { fillsOf } from './colours.js';

/** One unit of a scene. Millimetres; `z` is vertical. */
export interface SceneUnit {
  readonly unit: string;
  /** The SKU where the units are given, else the unit's id. */
  readonly label: string;
  /** When it goes in, from 1. */
  readonly step: number;
  readonly at: { readonly x: number; readonly y: number; readonly z: number };
  readonly size: Size;
  readonly orientation: Orientation;
  /** As `#77aadd`. Units of one label have one colour. */
  readonly colour: string;
}

/** A packed box as plain data, for a viewer of the host's own: its inner size, and what stands where. */
export interface Scene {
  readonly box: { readonly id: string; readonly size: Size };
  readonly units: readonly SceneUnit[];
}

/**
 * A packed parcel as plain data, for a 3-D viewer. Pure and stable: the same parcel gives the same scene.
 *
 * @example
 * ```ts
 * for (const { at, size, colour } of sceneOf(parcel, box).units) viewer.addBox(at, size, colour);
 * ```
 */
export function sceneOf(parcel: PackedParcel, box: Box, units: readonly PackUnit[] = []): Scene {
  const skus = new Map(units.map(({ id, sku }) => [id, sku]));
  const labels = parcel.placements.map(({ unit }) => skus.get(unit) ?? unit);
  const fills = fillsOf(labels);
  return {
    box: { id: box.id, size: box.inner },
    units: parcel.placements.map(({ unit, x, y, z, size, orientation }, index) => {
      const label = labels[index] ?? unit;
      return {
        unit,
        label,
        step: index + 1,
        at: { x, y, z },
        size,
        orientation,
        colour: fills.get(label) ?? '#dddddd',
      };
    }),
  };
}
