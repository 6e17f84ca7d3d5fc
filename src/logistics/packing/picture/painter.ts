import { type Block, meetOnPaper, type Spot } from './isometric.js';

/** A block, or a piece of one that had to be cut; `whole` is its place in the list. */
export interface Piece extends Block {
  readonly whole: number;
}

/**
 * Blocks in the order in which they are painted: each after all that it hides some of. For blocks that do not overlap
 * that is a partial order, but it may run in a circle (three sticks, each over the next); then one of them is cut along
 * a side of another. Every cut lies in a plane of some block, so there is an end to it.
 */
export function paintOrder(blocks: readonly Block[]): readonly Piece[] {
  let pieces = blocks.map(({ from, to }, whole): Piece => ({ from, to, whole }));
  for (;;) {
    const behind = pieces.map((front) => pieces.flatMap((back, index) => (liesBehind(back, front) ? [index] : [])));
    const order = sorted(behind);
    if (order.length === pieces.length) return order.flatMap((index) => pieces[index] ?? []);
    pieces = cutOne(pieces, circleIn(behind, order));
  }
}

const AXES = [0, 1, 2] as const;

const liesBehind = (back: Block, front: Block): boolean =>
  AXES.some((axis) => back.to[axis] <= front.from[axis]) && meetOnPaper(back, front);

/** As many as can be put into an order, each after all that lie behind it; what comes first in the list stays first. */
function sorted(behind: readonly (readonly number[])[]): number[] {
  const waiting = behind.map((those) => those.length);
  const inFront = behind.map((): number[] => []);
  for (const [front, those] of behind.entries()) for (const back of those) inFront[back]?.push(front);
  const order = [...waiting.keys()].filter((index) => waiting[index] === 0);
  for (const back of order) {
    for (const front of inFront[back] ?? []) {
      const left = (waiting[front] ?? 0) - 1;
      waiting[front] = left;
      if (left === 0) order.push(front);
    }
  }
  return order;
}

/** From any block that waits, the ones behind it that wait lead into a circle. */
function circleIn(behind: readonly (readonly number[])[], order: readonly number[]): number[] {
  const done = new Set(order);
  const path: number[] = [];
  let at = behind.findIndex((_, index) => !done.has(index));
  while (!path.includes(at)) {
    path.push(at);
    at = behind[at]?.find((index) => !done.has(index)) ?? at;
  }
  return path.slice(path.indexOf(at));
}

function cutOne(pieces: readonly Piece[], circle: readonly number[]): Piece[] {
  for (const index of circle) {
    for (const other of circle) {
      const [piece, knife] = [pieces[index], pieces[other]];
      if (piece === undefined || knife === undefined) continue;
      for (const axis of AXES) {
        const plane = [knife.from[axis], knife.to[axis]].find((at) => piece.from[axis] < at && at < piece.to[axis]);
        if (plane !== undefined)
          return pieces.flatMap((one, place) => (place === index ? cut(one, axis, plane) : [one]));
      }
    }
  }
  // Not reached: blocks of which none cuts another stand in a grid, and a grid has no circles.
  return pieces.filter((_, index) => index !== circle[0]);
}

function cut(piece: Piece, axis: 0 | 1 | 2, plane: number): [Piece, Piece] {
  const moved = (spot: Spot): Spot => [
    axis === 0 ? plane : spot[0],
    axis === 1 ? plane : spot[1],
    axis === 2 ? plane : spot[2],
  ];
  return [
    { ...piece, to: moved(piece.to) },
    { ...piece, from: moved(piece.from) },
  ];
}
