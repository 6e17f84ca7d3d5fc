import { turned } from '../geometry.js';
import { at } from './arrays.js';
import type { Blocks } from './blocks.js';
import type { Draft } from './drafts.js';
import type { LoadState } from './state.js';
import type { CargoKind, LoadedUnit } from './types.js';

/** The single units of all blocks of a load. */
export function unitsOf(state: LoadState, { drafts }: Blocks, cargo: readonly CargoKind[]): readonly LoadedUnit[] {
  const units: LoadedUnit[] = [];
  for (let b = 0; b < state.boxCount; b += 1) {
    const draft = drafts[at(state.blocks, b)];
    if (draft !== undefined)
      unfold(draft, at(state.boxes, 6 * b), at(state.boxes, 6 * b + 1), at(state.boxes, 6 * b + 2), cargo, units);
  }
  return bottomUp(units);
}

/** In an order in which no unit rests on a later one. */
export const bottomUp = (units: readonly LoadedUnit[]): readonly LoadedUnit[] =>
  [...units].sort((a, b) => a.z - b.z || a.y - b.y || a.x - b.x);

function unfold(
  { make }: Draft,
  x: number,
  y: number,
  z: number,
  cargo: readonly CargoKind[],
  units: LoadedUnit[],
): void {
  if ('axis' in make) {
    const { first, second, axis } = make;
    unfold(first, x, y, z, cargo, units);
    const [l, w, h] = first.size;
    unfold(second, axis === 0 ? x + l : x, axis === 1 ? y + w : y, axis === 2 ? z + h : z, cargo, units);
    return;
  }
  const { kind, orientation, across } = make;
  const own = cargo[kind];
  if (own === undefined) return;
  const size = turned(own.size, orientation);
  for (let k = 0; k < across[2]; k += 1) {
    for (let j = 0; j < across[1]; j += 1) {
      for (let i = 0; i < across[0]; i += 1) {
        units.push({ kind, x: x + i * size.length, y: y + j * size.width, z: z + k * size.height, orientation, size });
      }
    }
  }
}
