import { type Orientation, turned, volumeOf } from '../geometry.js';
import { type FittingKind, maxLoad, roomOf } from './fitting.js';
import { placementHash } from './hash.js';
import type { Space } from './types.js';

/** How many blocks a search chooses from. */
const MOST_BLOCKS = 10_000;
/** How many of them are of one kind only. */
const MOST_SIMPLE = 6_000;

/** Nothing but equal units side by side, or two blocks joined along an axis. */
type Make =
  | { readonly kind: number; readonly orientation: Orientation; readonly across: readonly [number, number, number] }
  | { readonly first: Draft; readonly second: Draft; readonly axis: number };

/** A block while the list is made. */
export interface Draft {
  readonly size: readonly [number, number, number];
  readonly volume: number;
  readonly grams: number;
  readonly count: number;
  /** Pairs of kind and number, by rising kind. */
  readonly parts: readonly number[];
  /** Equal where the parts are. */
  readonly content: number;
  readonly make: Make;
}

/** The blocks of the units that fit into the space: of one kind first, then joined without a gap. */
export function draftBlocks(space: Space, cargo: readonly FittingKind[]): readonly Draft[] {
  const drafts = new DraftList(space, cargo);
  drafts.addSimple();
  drafts.addJoined();
  return drafts.all;
}

class DraftList {
  readonly all: Draft[] = [];
  readonly #room: readonly [number, number, number];
  readonly #grams: number;
  readonly #cargo: readonly FittingKind[];
  readonly #seen = new Set<number>();

  constructor(space: Space, cargo: readonly FittingKind[]) {
    this.#room = roomOf(space);
    this.#grams = maxLoad(space);
    this.#cargo = cargo;
  }

  /** Every number of units side by side, behind and above each other; fewer numbers where that would be too many blocks. */
  addSimple(): void {
    for (let most = 64; most >= 2; most >>= 1) {
      this.all.length = 0;
      this.#seen.clear();
      if (this.#addGrids(most) || most === 2) return;
    }
  }

  #addGrids(most: number): boolean {
    for (const [kind, { size, quantity, orientations, weightGrams }] of this.#cargo.entries()) {
      const volume = volumeOf(size);
      const units = weightGrams > 0 ? Math.min(quantity, Math.floor(this.#grams / weightGrams)) : quantity;
      for (const orientation of orientations) {
        const { length, width, height } = turned(size, orientation);
        const [room0, room1, room2] = this.#room;
        for (const nx of numbers(Math.min(units, Math.floor(room0 / length)), most)) {
          for (const ny of numbers(Math.min(Math.floor(units / nx), Math.floor(room1 / width)), most)) {
            for (const nz of numbers(Math.min(Math.floor(units / nx / ny), Math.floor(room2 / height)), most)) {
              const count = nx * ny * nz;
              this.#add({
                size: [nx * length, ny * width, nz * height],
                volume: volume * count,
                grams: weightGrams * count,
                count,
                parts: [kind, count],
                content: ((placementHash(kind, 0, 0, 0) % 2 ** 20) * count) % 2 ** 31,
                make: { kind, orientation, across: [nx, ny, nz] },
              });
            }
          }
        }
        if (this.all.length > MOST_SIMPLE) return false;
      }
    }
    return true;
  }

  /** Joins each block with those before it that have the same face. */
  addJoined(): void {
    const byFace = [0, 1, 2].map(() => new Map<number, Draft[]>());
    // The list grows meanwhile, and joined blocks are joined again.
    for (const block of this.all) {
      for (const [axis, faces] of byFace.entries()) {
        const key = faceKey(block.size, axis);
        const alike = faces.get(key) ?? [];
        faces.set(key, alike);
        for (const other of alike) {
          if (this.all.length >= MOST_BLOCKS) return;
          this.#join(other, block, axis);
        }
        alike.push(block);
      }
    }
  }

  #join(first: Draft, second: Draft, axis: number): void {
    const side = (first.size[axis] ?? 0) + (second.size[axis] ?? 0);
    const grams = first.grams + second.grams;
    if (side > (this.#room[axis] ?? 0) || grams > this.#grams || isGrid(first, second)) return;
    const size: [number, number, number] = [...first.size];
    size[axis] = side;
    const content = (first.content + second.content) % 2 ** 31;
    if (this.#seen.has(keyOf(size, content))) return;
    const parts = this.#together(first.parts, second.parts);
    if (parts === undefined) return;
    const volume = first.volume + second.volume;
    this.#add({
      size,
      volume,
      grams,
      count: first.count + second.count,
      parts,
      content,
      make: { first, second, axis },
    });
  }

  /** The parts of two blocks; undefined where there are not so many units. */
  #together(one: readonly number[], other: readonly number[]): readonly number[] | undefined {
    const parts: number[] = [];
    let i = 0;
    let j = 0;
    while (i < one.length || j < other.length) {
      const a = one[i] ?? Number.POSITIVE_INFINITY;
      const b = other[j] ?? Number.POSITIVE_INFINITY;
      const kind = Math.min(a, b);
      const count = (a === kind ? (one[i + 1] ?? 0) : 0) + (b === kind ? (other[j + 1] ?? 0) : 0);
      if (count > (this.#cargo[kind]?.quantity ?? 0)) return undefined;
      parts.push(kind, count);
      if (a === kind) i += 2;
      if (b === kind) j += 2;
    }
    return parts;
  }

  /** Of blocks with one size and one content, the first is kept. */
  #add(draft: Draft): void {
    const key = keyOf(draft.size, draft.content);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.all.push(draft);
  }
}

/** Whether two blocks with one face make a block of equal units again, which is there already. */
const isGrid = ({ make: one }: Draft, { make: other }: Draft): boolean =>
  'kind' in one && 'kind' in other && one.kind === other.kind && one.orientation === other.orientation;

const keyOf = ([x, y, z]: readonly [number, number, number], content: number): number =>
  placementHash(content, x, y, z);

/** 1 to `last`; evenly spread, with both ends, where those are more than `most`. */
function numbers(last: number, most: number): readonly number[] {
  if (last <= most) return Array.from({ length: last }, (_, i) => i + 1);
  return Array.from({ length: most }, (_, i) => 1 + Math.round((i * (last - 1)) / (most - 1)));
}

const faceKey = ([x, y, z]: readonly [number, number, number], axis: number): number =>
  axis === 0 ? y * 2 ** 21 + z : axis === 1 ? x * 2 ** 21 + z : x * 2 ** 21 + y;
