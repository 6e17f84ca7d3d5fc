import { ORIENTATIONS, type Orientation, turned } from '../geometry.js';
import type { CargoKind, Space } from './types.js';

/** A kind with the orientations in which a unit fits, each way to stand once. */
export interface FittingKind extends CargoKind {
  readonly orientations: readonly Orientation[];
}

/** The largest side, in millimetres, that is counted with; a longer space is used up to there. */
const LARGEST_SIDE = 1_000_000;

/** Length, width and height of a space. */
export const roomOf = ({ size: { length, width, height } }: Space): readonly [number, number, number] => [
  Math.min(length, LARGEST_SIDE),
  Math.min(width, LARGEST_SIDE),
  Math.min(height, LARGEST_SIDE),
];

/** Every kind as it fits into the empty space: with no units where it fits in no orientation or is too heavy. */
export const fittingKinds = (cargo: readonly CargoKind[], space: Space): readonly FittingKind[] =>
  cargo.map((kind) => {
    const orientations = fittingOrientations(kind, space);
    const none = orientations.length === 0 || kind.weightGrams > maxLoad(space) || smallestSide(kind) <= 0;
    return { ...kind, orientations, quantity: none ? 0 : Math.max(0, kind.quantity) };
  });

export const maxLoad = ({ maxLoadGrams }: Space): number => maxLoadGrams ?? Number.POSITIVE_INFINITY;

const smallestSide = ({ size: { length, width, height } }: CargoKind): number => Math.min(length, width, height);

function fittingOrientations({ size: own, orientations }: CargoKind, space: Space): readonly Orientation[] {
  const [room0, room1, room2] = roomOf(space);
  const seen = new Set<string>();
  return (orientations ?? ORIENTATIONS).filter((orientation) => {
    const { length, width, height } = turned(own, orientation);
    const way = `${length} ${width} ${height}`;
    if (seen.has(way)) return false;
    seen.add(way);
    return length <= room0 && width <= room1 && height <= room2;
  });
}

/** The shortest side that any unit can have along the length, the width and the height. */
export function leastSides(kinds: readonly FittingKind[]): readonly [number, number, number] {
  const least: [number, number, number] = [Infinity, Infinity, Infinity];
  for (const { size, orientations, quantity } of kinds) {
    if (quantity === 0) continue;
    for (const orientation of orientations) {
      const { length, width, height } = turned(size, orientation);
      least[0] = Math.min(least[0], length);
      least[1] = Math.min(least[1], width);
      least[2] = Math.min(least[2], height);
    }
  }
  return least;
}
