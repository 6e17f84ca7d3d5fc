import { at, realAt } from './arrays.js';
import type { Items } from './items.js';
import { FreeSpaces, type SpaceCutter } from './spaces.js';

/** One bin in the making. */
export class Bin {
  readonly free = new FreeSpaces();
  /** The items in it, the way each stands, and where: x, y, z. */
  readonly items: number[] = [];
  readonly ways: number[] = [];
  readonly corners: number[] = [];
  volume = 0;
  grams = 0;
}

/** Empties bins and puts items into them. */
export class BinFiller {
  readonly items: Items;
  /** Items looked for a place for. */
  nodes = 0;
  readonly #room: readonly [number, number, number];
  readonly #maxGrams: number;
  readonly #cutter: SpaceCutter;
  #space = 0;
  #way = 0;

  constructor(items: Items, room: readonly [number, number, number], maxGrams: number, cutter: SpaceCutter) {
    this.items = items;
    this.#room = room;
    this.#maxGrams = maxGrams;
    this.#cutter = cutter;
  }

  get binVolume(): number {
    return this.#room[0] * this.#room[1] * this.#room[2];
  }

  empty(bin: Bin): void {
    bin.free.reset(...this.#room);
    bin.items.length = 0;
    bin.ways.length = 0;
    bin.corners.length = 0;
    bin.volume = 0;
    bin.grams = 0;
  }

  /** Puts an item into the first of the first `count` bins that takes it. Answers whether one does. */
  putIntoFirst(bins: readonly Bin[], item: number): boolean {
    this.nodes += 1;
    for (const bin of bins) {
      if (this.#put(bin, item)) return true;
    }
    return false;
  }

  #put(bin: Bin, item: number): boolean {
    const { sizes, volumes, grams } = this.items;
    const volume = bin.volume + realAt(volumes, item);
    const weight = bin.grams + realAt(grams, item);
    if (volume > this.binVolume || weight > this.#maxGrams || !this.#findPlace(bin.free, item)) return false;
    const { spaces } = bin.free;
    const x = at(spaces, 6 * this.#space);
    const y = at(spaces, 6 * this.#space + 1);
    const z = at(spaces, 6 * this.#space + 2);
    const w = 3 * this.#way;
    bin.items.push(item);
    bin.ways.push(this.#way);
    bin.corners.push(x, y, z);
    bin.volume = volume;
    bin.grams = weight;
    this.#cutter.cut(bin.free, x, y, z, x + at(sizes, w), y + at(sizes, w + 1), z + at(sizes, w + 2));
    return true;
  }

  /**
   * Notes the way and the free cuboid in which the item ends farthest from the bin's far corner: the rule of placement of
   * Goncalves and Resende, A biased random key genetic algorithm for 2D and 3D bin packing problems, 2013.
   */
  #findPlace({ spaces, count }: FreeSpaces, item: number): boolean {
    const { waysFrom, sizes } = this.items;
    const [room0, room1, room2] = this.#room;
    const end = at(waysFrom, item + 1);
    let farthest = -1;
    for (let way = at(waysFrom, item); way < end; way += 1) {
      const l = at(sizes, 3 * way);
      const w = at(sizes, 3 * way + 1);
      const h = at(sizes, 3 * way + 2);
      for (let space = 0; space < count; space += 1) {
        const o = 6 * space;
        const x = at(spaces, o) + l;
        const y = at(spaces, o + 1) + w;
        const z = at(spaces, o + 2) + h;
        if (x > at(spaces, o + 3) || y > at(spaces, o + 4) || z > at(spaces, o + 5)) continue;
        const distance = (room0 - x) ** 2 + (room1 - y) ** 2 + (room2 - z) ** 2;
        if (distance > farthest) {
          farthest = distance;
          this.#space = space;
          this.#way = way;
        }
      }
    }
    return farthest >= 0;
  }
}
