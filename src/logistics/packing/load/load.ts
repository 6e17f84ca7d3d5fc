import { volumeOf } from '../geometry.js';
import { unitsOf } from './answer.js';
import { BeamSearch, WIDEST } from './beam.js';
import { type Blocks, makeBlocks } from './blocks.js';
import { fittingKinds, leastSides, maxLoad, roomOf } from './fitting.js';
import { longestRows } from './loss.js';
import { BlockChooser, worthOf } from './score.js';
import { SpaceCutter } from './spaces.js';
import { LoadState } from './state.js';
import type { CargoKind, Load, LoadOptions, Space } from './types.js';

const HOUSE_NODES = 20_000;

/**
 * Loads one space as full as it can: a strong heuristic for 9 to 200 units, or thousands of equal ones. Lengths in whole
 * millimetres up to a kilometre. A unit that does not fit, or has no size, is left; nothing is thrown. With more `nodes`, or a later
 * `stop`, the load is never worse.
 *
 * Method: blocks of units, overlapping free cuboids, a beam search; see Zhu, Oon, Lim and Weng, The six elements to block-building
 * approaches for the single container loading problem, 2012.
 *
 * @example
 * ```ts
 * import { loadSpace } from 'orderwright/packing';
 *
 * const load = loadSpace(
 *   { size: { length: 600, width: 400, height: 300 }, maxLoadGrams: 25_000 },
 *   [{ size: { length: 200, width: 100, height: 100 }, quantity: 40, weightGrams: 600 }],
 *   { support: 'full' },
 * );
 * console.log(load.units.length, load.left);
 * ```
 */
export function loadSpace(space: Space, cargo: readonly CargoKind[], options: LoadOptions = {}): Load {
  const { nodes = HOUSE_NODES, stop = () => false, support = 'none' } = options;
  const kinds = fittingKinds(cargo, space);
  const full = support === 'full';
  const room = roomOf(space);
  const units = kinds.reduce((sum, { quantity }) => sum + quantity, 0);
  const everything = kinds.reduce((sum, { size, quantity }) => sum + volumeOf(size) * quantity, 0);
  const blocks = makeBlocks(space, kinds, worthOf);
  const chooser = new BlockChooser(blocks, longestRows(space, kinds), room, full, units, WIDEST);
  const cutter = new SpaceCutter(leastSides(kinds), full);
  const newState = () => new LoadState(kinds.length, units, blocks.count);
  const empty = emptied(newState(), room, blocks);
  empty.left.set(kinds.map(({ quantity }) => quantity));
  empty.gramsLeft = maxLoad(space);
  const search = new BeamSearch(empty, newState, chooser, cutter, { nodes, stop, everything });
  search.run();
  return {
    units: unitsOf(search.best, blocks, cargo),
    volume: search.best.volume,
    left: cargo.map(({ quantity }, kind) => quantity - (kinds[kind]?.quantity ?? 0) + (search.best.left[kind] ?? 0)),
    nodes: search.nodes,
    ended: search.ended,
  };
}

function emptied(state: LoadState, room: readonly [number, number, number], { count }: Blocks): LoadState {
  state.free.reset(...room);
  for (let block = 0; block < count; block += 1) state.next[block] = block + 1 < count ? block + 1 : -1;
  state.next[count] = count > 0 ? 0 : -1;
  return state;
}
