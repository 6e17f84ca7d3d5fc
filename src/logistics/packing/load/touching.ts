import { at } from './arrays.js';
import type { LoadState } from './state.js';

/** A gap up to this share of the block's side counts as touching. */
const NEAR = 0.04;

/** What touches the six sides of one free cuboid: walls and blocks. */
export class Touching {
  readonly #room: readonly [number, number, number];
  /** Six lists of rectangles, four numbers each. */
  readonly #rectangles: Int32Array;
  readonly #counts = new Int32Array(6);
  readonly #most: number;

  /** `most`: how many blocks there may be. */
  constructor(room: readonly [number, number, number], most: number) {
    this.#room = room;
    this.#most = most + 1;
    this.#rectangles = new Int32Array(24 * this.#most);
  }

  /** Lists what touches the cuboid at `o` of the free spaces. */
  collect(state: LoadState, o: number): void {
    const { spaces } = state.free;
    const [room0, room1, room2] = this.#room;
    this.#counts.fill(0);
    if (at(spaces, o) === 0) this.#add(0, 0, 0, room1, room2);
    if (at(spaces, o + 3) === room0) this.#add(1, 0, 0, room1, room2);
    if (at(spaces, o + 1) === 0) this.#add(2, 0, 0, room0, room2);
    if (at(spaces, o + 4) === room1) this.#add(3, 0, 0, room0, room2);
    if (at(spaces, o + 2) === 0) this.#add(4, 0, 0, room0, room1);
    if (at(spaces, o + 5) === room2) this.#add(5, 0, 0, room0, room1);
    this.#addBlocks(state, o);
  }

  #addBlocks({ boxes, boxCount, free: { spaces } }: LoadState, o: number): void {
    const x1 = at(spaces, o);
    const y1 = at(spaces, o + 1);
    const z1 = at(spaces, o + 2);
    const x2 = at(spaces, o + 3);
    const y2 = at(spaces, o + 4);
    const z2 = at(spaces, o + 5);
    for (let b = 0; b < 6 * boxCount; b += 6) {
      const bx1 = at(boxes, b);
      const bx2 = at(boxes, b + 3);
      if (bx1 > x2 || bx2 < x1) continue;
      const by1 = at(boxes, b + 1);
      const by2 = at(boxes, b + 4);
      if (by1 > y2 || by2 < y1) continue;
      const bz1 = at(boxes, b + 2);
      const bz2 = at(boxes, b + 5);
      if (bz1 > z2 || bz2 < z1) continue;
      if (bx2 === x1) this.#add(0, by1, bz1, by2, bz2);
      else if (bx1 === x2) this.#add(1, by1, bz1, by2, bz2);
      else if (by2 === y1) this.#add(2, bx1, bz1, bx2, bz2);
      else if (by1 === y2) this.#add(3, bx1, bz1, bx2, bz2);
      else if (bz2 === z1) this.#add(4, bx1, by1, bx2, by2);
      else if (bz1 === z2) this.#add(5, bx1, by1, bx2, by2);
    }
  }

  #add(side: number, a1: number, b1: number, a2: number, b2: number): void {
    const rectangles = this.#rectangles;
    const count = at(this.#counts, side);
    const i = 4 * (side * this.#most + count);
    rectangles[i] = a1;
    rectangles[i + 1] = b1;
    rectangles[i + 2] = a2;
    rectangles[i + 3] = b2;
    this.#counts[side] = count + 1;
  }

  /** The share of a block's surface that touches, or nearly: a block of l x w x h at x, y, z inside the cuboid at `o`. */
  share(spaces: Int32Array, o: number, x: number, y: number, z: number, l: number, w: number, h: number): number {
    const x2 = x + l;
    const y2 = y + w;
    const z2 = z + h;
    let area = 0;
    if (x - at(spaces, o) <= NEAR * l) area += this.#covered(0, y, z, y2, z2);
    if (at(spaces, o + 3) - x2 <= NEAR * l) area += this.#covered(1, y, z, y2, z2);
    if (y - at(spaces, o + 1) <= NEAR * w) area += this.#covered(2, x, z, x2, z2);
    if (at(spaces, o + 4) - y2 <= NEAR * w) area += this.#covered(3, x, z, x2, z2);
    if (z - at(spaces, o + 2) <= NEAR * h) area += this.#covered(4, x, y, x2, y2);
    if (at(spaces, o + 5) - z2 <= NEAR * h) area += this.#covered(5, x, y, x2, y2);
    return area / (2 * (l * w + w * h + l * h));
  }

  /** How much of a rectangle is covered by what touches that side. */
  #covered(side: number, a1: number, b1: number, a2: number, b2: number): number {
    const rectangles = this.#rectangles;
    const from = 4 * side * this.#most;
    const to = from + 4 * at(this.#counts, side);
    let area = 0;
    for (let i = from; i < to; i += 4) {
      const a = Math.min(a2, at(rectangles, i + 2)) - Math.max(a1, at(rectangles, i));
      if (a <= 0) continue;
      const b = Math.min(b2, at(rectangles, i + 3)) - Math.max(b1, at(rectangles, i + 1));
      if (b > 0) area += a * b;
    }
    return area;
  }
}
