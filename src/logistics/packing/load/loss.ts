import { turned } from '../geometry.js';
import { at } from './arrays.js';
import type { FittingKind } from './fitting.js';
import type { Space } from './types.js';

/** Beyond this length the tables would cost more than they help. */
const LONGEST_TABLE = 20_000;

/** For each axis and each length up to that of the space: the longest row of units that fits in. Empty where the space is too long for a table. */
export type Rows = readonly [Int32Array, Int32Array, Int32Array];

/** Sums of sides, each side at most as often as there are units. */
export function longestRows({ size }: Space, cargo: readonly FittingKind[]): Rows {
  const rows = (axis: 'length' | 'width' | 'height'): Int32Array => {
    const room = size[axis];
    if (room > LONGEST_TABLE) return new Int32Array(0);
    const often = new Map<number, number>();
    for (const { size: own, quantity, orientations } of cargo) {
      for (const side of new Set(orientations.map((orientation) => turned(own, orientation)[axis]))) {
        often.set(side, (often.get(side) ?? 0) + quantity);
      }
    }
    return reachable(room, often);
  };
  return [rows('length'), rows('width'), rows('height')];
}

function reachable(room: number, often: ReadonlyMap<number, number>): Int32Array {
  const reached = new Uint8Array(room + 1);
  reached[0] = 1;
  const used = new Int32Array(room + 1);
  for (const [side, most] of often) {
    used.fill(0);
    for (let sum = side; sum <= room; sum += 1) {
      if (reached[sum] || !reached[sum - side] || at(used, sum - side) >= most) continue;
      reached[sum] = 1;
      used[sum] = at(used, sum - side) + 1;
    }
  }
  const longest = new Int32Array(room + 1);
  for (let sum = 1; sum <= room; sum += 1) longest[sum] = reached[sum] ? sum : at(longest, sum - 1);
  return longest;
}
