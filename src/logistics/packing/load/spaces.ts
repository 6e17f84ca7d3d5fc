import { at } from './arrays.js';

/** The largest free cuboids of a space, which may overlap: x1 y1 z1 x2 y2 z2 each. */
export class FreeSpaces {
  spaces = new Int32Array(6 * 64);
  count = 0;

  /** Nothing but one empty space. */
  reset(length: number, width: number, height: number): void {
    this.spaces.fill(0, 0, 3);
    this.spaces[3] = length;
    this.spaces[4] = width;
    this.spaces[5] = height;
    this.count = 1;
  }

  copy({ spaces, count }: FreeSpaces): void {
    if (this.spaces.length < 6 * count) this.spaces = new Int32Array(spaces.length);
    if (12 * count > spaces.length) this.spaces.set(spaces);
    else for (let i = 0; i < 6 * count; i += 1) this.spaces[i] = at(spaces, i);
    this.count = count;
  }

  /** The order of the others stays. */
  forget(space: number): void {
    this.spaces.copyWithin(6 * space, 6 * space + 6, 6 * this.count);
    this.count -= 1;
  }
}

/** Cuts what a block takes out of every free cuboid it touches; what remains is again the largest free cuboids. */
export class SpaceCutter {
  readonly #least: readonly [number, number, number];
  readonly #full: boolean;
  #made = new Int32Array(6 * 256);
  #madeCount = 0;

  /** `least`: the shortest side a unit can have on each axis; free cuboids below it are no use. `full`: units rest wholly on what is below. */
  constructor(least: readonly [number, number, number], full: boolean) {
    this.#least = least;
    this.#full = full;
  }

  cut(free: FreeSpaces, x1: number, y1: number, z1: number, x2: number, y2: number, z2: number): void {
    const { spaces } = free;
    this.#madeCount = 0;
    let kept = 0;
    for (let s = 0; s < 6 * free.count; s += 6) {
      const sx1 = at(spaces, s);
      const sy1 = at(spaces, s + 1);
      const sz1 = at(spaces, s + 2);
      const sx2 = at(spaces, s + 3);
      const sy2 = at(spaces, s + 4);
      const sz2 = at(spaces, s + 5);
      if (sx1 >= x2 || sx2 <= x1 || sy1 >= y2 || sy2 <= y1 || sz1 >= z2 || sz2 <= z1) {
        if (kept !== s) spaces.copyWithin(kept, s, s + 6);
        kept += 6;
        continue;
      }
      if (x1 > sx1) this.#make(sx1, sy1, sz1, x1, sy2, sz2);
      if (x2 < sx2) this.#make(x2, sy1, sz1, sx2, sy2, sz2);
      if (y1 > sy1) this.#make(sx1, sy1, sz1, sx2, y1, sz2);
      if (y2 < sy2) this.#make(sx1, y2, sz1, sx2, sy2, sz2);
      if (z1 > sz1) this.#make(sx1, sy1, sz1, sx2, sy2, z1);
      if (z2 < sz2) {
        if (this.#full) {
          this.#make(Math.max(sx1, x1), Math.max(sy1, y1), z2, Math.min(sx2, x2), Math.min(sy2, y2), sz2);
        } else this.#make(sx1, sy1, z2, sx2, sy2, sz2);
      }
    }
    free.count = kept / 6;
    this.#addLargest(free);
  }

  #make(x1: number, y1: number, z1: number, x2: number, y2: number, z2: number): void {
    const [least0, least1, least2] = this.#least;
    if (x2 - x1 < least0 || y2 - y1 < least1 || z2 - z1 < least2) return;
    if (6 * this.#madeCount === this.#made.length) this.#made = doubled(this.#made);
    const made = this.#made;
    const m = 6 * this.#madeCount;
    made[m] = x1;
    made[m + 1] = y1;
    made[m + 2] = z1;
    made[m + 3] = x2;
    made[m + 4] = y2;
    made[m + 5] = z2;
    this.#madeCount += 1;
  }

  /** Takes over the new cuboids that lie in no other. */
  #addLargest(free: FreeSpaces): void {
    const made = this.#made;
    const old = free.count;
    for (let m = 0; m < this.#madeCount; m += 1) {
      if (liesInOne(made, 6 * m, free.spaces, 0, old)) continue;
      if (liesInOne(made, 6 * m, made, m + 1, this.#madeCount)) continue;
      if (liesInOne(made, 6 * m, free.spaces, old, free.count)) continue;
      if (6 * free.count + 6 > free.spaces.length) free.spaces = doubled(free.spaces);
      for (let k = 0; k < 6; k += 1) free.spaces[6 * free.count + k] = at(made, 6 * m + k);
      free.count += 1;
    }
  }
}

function liesInOne(inner: Int32Array, i: number, outer: Int32Array, from: number, to: number): boolean {
  const x1 = at(inner, i);
  const y1 = at(inner, i + 1);
  const z1 = at(inner, i + 2);
  const x2 = at(inner, i + 3);
  const y2 = at(inner, i + 4);
  const z2 = at(inner, i + 5);
  for (let o = 6 * from; o < 6 * to; o += 6) {
    if (
      at(outer, o) <= x1 &&
      at(outer, o + 3) >= x2 &&
      at(outer, o + 1) <= y1 &&
      at(outer, o + 4) >= y2 &&
      at(outer, o + 2) <= z1 &&
      at(outer, o + 5) >= z2
    ) {
      return true;
    }
  }
  return false;
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * array.length);
  larger.set(array);
  return larger;
}
