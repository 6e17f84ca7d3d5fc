import { at, realAt } from './arrays.js';
import type { Blocks } from './blocks.js';
import { FreeSpaces } from './spaces.js';

/** A load in the making: what is left, where room is, what stands where. Flat, so that copying it is cheap. */
export class LoadState {
  /** Units left, by kind. */
  readonly left: Int32Array;
  readonly free = new FreeSpaces();
  /** Blocks placed, and the cuboids they take. */
  readonly blocks: Int32Array;
  readonly boxes: Int32Array;
  boxCount = 0;
  /** The blocks that may still be had, by falling worth: each one's follower, the first in the last field, -1 at the end. */
  readonly next: Int32Array;
  volume = 0;
  gramsLeft = 0;
  /** Equal where the same blocks stand at the same places, in whatever order they came. */
  hash = 0;

  constructor(kinds: number, units: number, blocks: number) {
    this.left = new Int32Array(kinds);
    this.blocks = new Int32Array(units);
    this.boxes = new Int32Array(6 * units);
    this.next = new Int32Array(blocks + 1);
  }

  copy(other: LoadState): void {
    this.left.set(other.left);
    this.free.copy(other.free);
    this.blocks.set(other.blocks.subarray(0, other.boxCount));
    this.boxes.set(other.boxes.subarray(0, 6 * other.boxCount));
    this.boxCount = other.boxCount;
    this.next.set(other.next);
    this.volume = other.volume;
    this.gramsLeft = other.gramsLeft;
    this.hash = other.hash;
  }

  /** Whether enough units and load are left for a block. */
  affords(blocks: Blocks, block: number): boolean {
    const { partsFrom, parts, grams } = blocks;
    const end = at(partsFrom, block + 1);
    for (let p = at(partsFrom, block); p < end; p += 2) {
      if (at(parts, p + 1) > at(this.left, at(parts, p))) return false;
    }
    return realAt(grams, block) <= this.gramsLeft;
  }
}
