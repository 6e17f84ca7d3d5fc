/** A point in the box: along its length, its width, its height. */
export type Spot = readonly [number, number, number];
/** An upright block between two corners. */
export interface Block {
  readonly from: Spot;
  readonly to: Spot;
}

/** Seen from above the corner that is farthest from the origin, so that what goes in first is at the back. */
const HALF_ROOT_OF_3 = Math.sqrt(3) / 2;

/** Where a spot appears: to the right, and down, in the same unit. */
export const projected = ([x, y, z]: Spot): [number, number] => [(x - y) * HALF_ROOT_OF_3, (x + y) / 2 - z];

/** The corners of the three faces that can be seen. */
export function facesOf({ from: [x, y, z], to: [X, Y, Z] }: Block): Readonly<Record<'top' | 'left' | 'right', Spot[]>> {
  return {
    top: [[x, y, Z], [X, y, Z], [X, Y, Z], [x, Y, Z]], // biome-ignore format: four corners
    left: [[x, Y, z], [X, Y, z], [X, Y, Z], [x, Y, Z]], // biome-ignore format: four corners
    right: [[X, y, z], [X, Y, z], [X, Y, Z], [X, y, Z]], // biome-ignore format: four corners
  };
}
export type Face = keyof ReturnType<typeof facesOf>;

/**
 * Whether two blocks share some of the picture. Both appear as hexagons with sides in the same three directions, so they
 * meet where they do along each of the three normals.
 */
export const meetOnPaper = (a: Block, b: Block): boolean =>
  overlap(a, b, 0, 1) && overlap(a, b, 0, 2) && overlap(a, b, 1, 2);

const overlap = (a: Block, b: Block, one: 0 | 1, other: 1 | 2): boolean =>
  a.from[one] - a.to[other] < b.to[one] - b.from[other] && b.from[one] - b.to[other] < a.to[one] - a.from[other];

/** Whether a block stands between a spot and the eye: the line of sight runs along (1, 1, 1). */
export function hides({ from, to }: Block, [x, y, z]: Spot): boolean {
  const enters = Math.max(0, from[0] - x, from[1] - y, from[2] - z);
  const leaves = Math.min(to[0] - x, to[1] - y, to[2] - z);
  return leaves - enters > 1e-6;
}
