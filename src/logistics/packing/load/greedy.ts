import { at, realAt } from './arrays.js';
import { placementHash } from './hash.js';
import type { BlockChooser } from './score.js';
import type { SpaceCutter } from './spaces.js';
import type { LoadState } from './state.js';

/** Puts a block into a free cuboid, at the corner nearest to a corner of the space. */
export function place(
  state: LoadState,
  chooser: BlockChooser,
  cutter: SpaceCutter,
  space: number,
  block: number,
): void {
  const { sizes, partsFrom, parts, volumes, grams } = chooser.blocks;
  const { boxes, boxCount } = state;
  const { spaces } = state.free;
  const o = 6 * space;
  const l = at(sizes, 3 * block);
  const w = at(sizes, 3 * block + 1);
  const h = at(sizes, 3 * block + 2);
  const x = chooser.startOf(at(spaces, o), at(spaces, o + 3), l, 0);
  const y = chooser.startOf(at(spaces, o + 1), at(spaces, o + 4), w, 1);
  const z = chooser.startOf(at(spaces, o + 2), at(spaces, o + 5), h, 2);
  const b = 6 * boxCount;
  boxes[b] = x;
  boxes[b + 1] = y;
  boxes[b + 2] = z;
  boxes[b + 3] = x + l;
  boxes[b + 4] = y + w;
  boxes[b + 5] = z + h;
  state.blocks[boxCount] = block;
  state.boxCount += 1;
  const end = at(partsFrom, block + 1);
  for (let p = at(partsFrom, block); p < end; p += 2) {
    const kind = at(parts, p);
    state.left[kind] = at(state.left, kind) - at(parts, p + 1);
  }
  state.volume += realAt(volumes, block);
  state.gramsLeft -= realAt(grams, block);
  state.hash = (state.hash + placementHash(block, x, y, z)) % 2 ** 51;
  cutter.cut(state.free, x, y, z, x + l, y + w, z + h);
}

/** The next free cuboid that takes a block, its best blocks listed by the chooser; -1 where none does. Others are forgotten. */
export function nextSpace(state: LoadState, chooser: BlockChooser, most: number): number {
  while (state.free.count > 0) {
    const space = chooser.nearest(state.free);
    chooser.choose(state, space, most);
    if (chooser.foundCount > 0) return space;
    state.free.forget(space);
  }
  return -1;
}

/** Fills up with the best block each time. Answers how many blocks it placed. */
export function complete(state: LoadState, chooser: BlockChooser, cutter: SpaceCutter): number {
  const before = state.boxCount;
  for (let space = nextSpace(state, chooser, 1); space >= 0; space = nextSpace(state, chooser, 1)) {
    place(state, chooser, cutter, space, at(chooser.found, 0));
  }
  return state.boxCount - before;
}
