import { at, realAt } from './arrays.js';
import type { Blocks } from './blocks.js';
import type { Rows } from './loss.js';
import type { FreeSpaces } from './spaces.js';
import type { LoadState } from './state.js';
import { Touching } from './touching.js';

/**
 * The score of a block in a place: volume^4 x share of its surface that touches x share of the room not lost^0.2 / units, after
 * Araya, Guerrero and Nunez, VCS: a new heuristic function for selecting boxes in the single container loading problem, 2017.
 */
const VOLUME_POWER = 4;
const ROOM_POWER = 0.2;

/** What a block scores at most, wherever it is put. */
export const worthOf = (volume: number, count: number): number => volume ** VOLUME_POWER / count;

/** Chooses a free cuboid and the best blocks for it. Keeps its working arrays from call to call. */
export class BlockChooser {
  readonly blocks: Blocks;
  /** The best blocks, best first. */
  readonly found: Int32Array;
  foundCount = 0;
  readonly #scores: Float64Array;
  readonly #rows: Rows;
  readonly #room: readonly [number, number, number];
  readonly #full: boolean;
  readonly #touching: Touching;

  /** `full`: blocks stand on what is below. `units`: how many units there are. `widest`: how many blocks are asked for at most. */
  constructor(
    blocks: Blocks,
    rows: Rows,
    room: readonly [number, number, number],
    full: boolean,
    units: number,
    widest: number,
  ) {
    this.blocks = blocks;
    this.found = new Int32Array(widest);
    this.#scores = new Float64Array(widest);
    this.#rows = rows;
    this.#room = room;
    this.#full = full;
    this.#touching = new Touching(room, units);
  }

  /** Where a block begins that is put between two ends: at the end that is nearer to a wall. */
  startOf(from: number, to: number, side: number, axis: number): number {
    const toWall = (this.#room[axis] ?? 0) - to;
    return from > toWall && !(axis === 2 && this.#full) ? to - side : from;
  }

  /** The free cuboid with a corner nearest to a corner of the space; of equally near ones the largest. */
  nearest({ spaces, count }: FreeSpaces): number {
    const [room0, room1, room2] = this.#room;
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    let largest = 0;
    for (let space = 0; space < count; space += 1) {
      const o = 6 * space;
      const x1 = at(spaces, o);
      const y1 = at(spaces, o + 1);
      const z1 = at(spaces, o + 2);
      const x2 = at(spaces, o + 3);
      const y2 = at(spaces, o + 4);
      const z2 = at(spaces, o + 5);
      const upright = this.#full ? z1 : Math.min(z1, room2 - z2);
      const distance = Math.min(x1, room0 - x2) + Math.min(y1, room1 - y2) + upright;
      if (distance > least) continue;
      const volume = (x2 - x1) * (y2 - y1) * (z2 - z1);
      if (distance < least || volume > largest) {
        best = space;
        least = distance;
        largest = volume;
      }
    }
    return best;
  }

  /** Lists up to `most` blocks that fit, by falling score. Blocks that can no longer be had leave the state's list. */
  choose(state: LoadState, space: number, most: number): void {
    const { next } = state;
    const { spaces } = state.free;
    const { sizes, worth, count } = this.blocks;
    const o = 6 * space;
    const length = at(spaces, o + 3) - at(spaces, o);
    const width = at(spaces, o + 4) - at(spaces, o + 1);
    const height = at(spaces, o + 5) - at(spaces, o + 2);
    this.foundCount = 0;
    let collected = false;
    let before = count;
    let needed = 0;
    for (let block = at(next, count); block >= 0 && realAt(worth, block) > needed; block = at(next, before)) {
      if (at(sizes, 3 * block) > length || at(sizes, 3 * block + 1) > width || at(sizes, 3 * block + 2) > height) {
        before = block;
        continue;
      }
      if (!state.affords(this.blocks, block)) {
        next[before] = at(next, block);
        continue;
      }
      before = block;
      if (!collected) this.#touching.collect(state, o);
      collected = true;
      const score =
        realAt(worth, block) * this.#touchingShare(spaces, o, block) * this.#roomShare(length, width, height, block);
      if (score <= needed) continue;
      this.#insert(block, score, most);
      if (this.foundCount === most) needed = realAt(this.#scores, most - 1);
    }
  }

  #insert(block: number, score: number, most: number): void {
    if (this.foundCount < most) this.foundCount += 1;
    let place = this.foundCount - 1;
    while (place > 0 && realAt(this.#scores, place - 1) < score) {
      this.#scores[place] = realAt(this.#scores, place - 1);
      this.found[place] = at(this.found, place - 1);
      place -= 1;
    }
    this.#scores[place] = score;
    this.found[place] = block;
  }

  #touchingShare(spaces: Int32Array, o: number, block: number): number {
    const { sizes } = this.blocks;
    const l = at(sizes, 3 * block);
    const w = at(sizes, 3 * block + 1);
    const h = at(sizes, 3 * block + 2);
    const x = this.startOf(at(spaces, o), at(spaces, o + 3), l, 0);
    const y = this.startOf(at(spaces, o + 1), at(spaces, o + 4), w, 1);
    const z = this.startOf(at(spaces, o + 2), at(spaces, o + 5), h, 2);
    return this.#touching.share(spaces, o, x, y, z, l, w, h);
  }

  /** The share of the cuboid that rows of units can still fill beside the block, as the score takes it. */
  #roomShare(length: number, width: number, height: number, block: number): number {
    const { sizes } = this.blocks;
    const [rows0, rows1, rows2] = this.#rows;
    const l = at(sizes, 3 * block);
    const w = at(sizes, 3 * block + 1);
    const h = at(sizes, 3 * block + 2);
    const filled =
      (l + longest(rows0, length - l)) * (w + longest(rows1, width - w)) * (h + longest(rows2, height - h));
    return (filled / (length * width * height)) ** ROOM_POWER;
  }
}

/** The longest row of units in a gap; the gap itself where there is no table. */
const longest = (rows: Int32Array, gap: number): number => (gap < rows.length ? at(rows, gap) : gap);
