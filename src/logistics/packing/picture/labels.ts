import { type Block, type Face, facesOf, hides, projected, type Spot } from './isometric.js';

/** Where the number of a unit is written: its middle, in the units of the projection, and how large. */
export interface LabelPlace {
  readonly at: readonly [number, number];
  readonly size: number;
}

/** How wide and how high a text is, as shares of its font size, with some air. */
const DIGIT = 0.72;
const HEIGHT = 0.95;
const STEPS = 8;
const FACES: readonly Face[] = ['top', 'right', 'left'];

/**
 * The place on the visible faces of a block where a text of so many characters can be written largest, not hidden by
 * any block in front; undefined where even the smallest size does not fit.
 */
export function labelPlace(
  block: Block,
  inFront: readonly Block[],
  characters: number,
  sizes: readonly number[],
): LabelPlace | undefined {
  const spots = FACES.flatMap((face) => candidates(block, face)).filter(({ spot }) => seen(spot, inFront));
  for (const size of sizes) {
    const [halfWidth, halfHeight] = [(size * DIGIT * characters) / 2, (size * HEIGHT) / 2];
    for (const { face, spot } of spots) {
      const at = projected(spot);
      const rim = OFFSETS.map(([x, y]): [number, number] => [at[0] + x * halfWidth, at[1] + y * halfHeight]);
      if (rim.every((point) => isFree(point, block, face, inFront))) return { at, size };
    }
  }
  return undefined;
}

const OFFSETS = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y): [number, number] => [x, y]));

const seen = (spot: Spot, inFront: readonly Block[]): boolean => !inFront.some((other) => hides(other, spot));

/** A net of spots on a face, the middle of it first. */
function candidates(block: Block, face: Face): { face: Face; spot: Spot }[] {
  const [origin, along, , across] = facesOf(block)[face];
  if (origin === undefined || along === undefined || across === undefined) return [];
  const parts = Array.from({ length: STEPS - 1 }, (_, part) => (part + 1) / STEPS);
  return parts
    .flatMap((a) => parts.map((b): [number, number] => [a, b]))
    .sort(([a, b], [c, d]) => Math.hypot(a - 0.5, b - 0.5) - Math.hypot(c - 0.5, d - 0.5))
    .map(([a, b]) => ({ face, spot: mix(origin, along, across, a, b) }));
}

const mix = (o: Spot, u: Spot, v: Spot, a: number, b: number): Spot => [
  o[0] + (u[0] - o[0]) * a + (v[0] - o[0]) * b,
  o[1] + (u[1] - o[1]) * a + (v[1] - o[1]) * b,
  o[2] + (u[2] - o[2]) * a + (v[2] - o[2]) * b,
];

/** Whether a point of the picture lies on the face, and nothing stands before it. */
function isFree(
  [right, down]: readonly [number, number],
  block: Block,
  face: Face,
  inFront: readonly Block[],
): boolean {
  const difference = right / (Math.sqrt(3) / 2);
  const spot = onPlane(face, block.to, difference, down);
  const inside = spot.every((value, axis) => value >= (block.from[axis] ?? 0) && value <= (block.to[axis] ?? 0));
  return inside && seen(spot, inFront);
}

/** The projection backwards, on the plane of a face: x − y and (x + y) / 2 − z are known, and one of the three. */
function onPlane(face: Face, [x, y, z]: Spot, difference: number, down: number): Spot {
  switch (face) {
    case 'top': {
      const sum = 2 * (down + z);
      return [(sum + difference) / 2, (sum - difference) / 2, z];
    }
    case 'left':
      return [y + difference, y, y + difference / 2 - down];
    case 'right':
      return [x, x - difference, x - difference / 2 - down];
  }
}
