import { at, realAt } from './arrays.js';
import { type Draft, draftBlocks } from './drafts.js';
import type { FittingKind } from './fitting.js';
import type { Space } from './types.js';

/** All blocks, best first, in columns: what the hot loops read. */
export interface Blocks {
  readonly count: number;
  /** Three a block. */
  readonly sizes: Int32Array;
  /** Of the units inside. */
  readonly volumes: Float64Array;
  readonly grams: Float64Array;
  /** What the score knows before a place is known; falling. */
  readonly worth: Float64Array;
  /** Where the parts of a block begin; one more than there are blocks. */
  readonly partsFrom: Int32Array;
  /** Pairs of kind and number. */
  readonly parts: Int32Array;
  /** How each block was made. */
  readonly drafts: readonly Draft[];
}

/** Makes the blocks and lists them by falling worth. */
export function makeBlocks(
  space: Space,
  cargo: readonly FittingKind[],
  worthOf: (volume: number, count: number) => number,
): Blocks {
  const made = draftBlocks(space, cargo);
  const worths = Float64Array.from(made, ({ volume, count }) => worthOf(volume, count));
  const order = Int32Array.from(made.keys()).sort((a, b) => realAt(worths, b) - realAt(worths, a) || a - b);
  const blocks = emptyColumns(made);
  let filled = 0;
  for (let i = 0; i < order.length; i += 1) {
    const draft = made[at(order, i)];
    if (draft === undefined) continue;
    const { size, volume, grams, parts } = draft;
    blocks.sizes.set(size, 3 * i);
    blocks.volumes[i] = volume;
    blocks.grams[i] = grams;
    blocks.worth[i] = realAt(worths, at(order, i));
    blocks.parts.set(parts, filled);
    filled += parts.length;
    blocks.partsFrom[i + 1] = filled;
    blocks.drafts.push(draft);
  }
  return blocks;
}

function emptyColumns(made: readonly Draft[]): Blocks & { readonly drafts: Draft[] } {
  const { length: count } = made;
  return {
    count,
    sizes: new Int32Array(3 * count),
    volumes: new Float64Array(count),
    grams: new Float64Array(count),
    worth: new Float64Array(count),
    partsFrom: new Int32Array(count + 1),
    parts: new Int32Array(made.reduce((sum, { parts }) => sum + parts.length, 0)),
    drafts: [],
  };
}
