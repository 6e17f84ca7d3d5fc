import type { Size } from '../geometry.js';
import { at } from '../load/arrays.js';
import type { Item } from './items.js';
import { AXES, MOST_RELATED, Relations } from './relations.js';
import { type Spot, settled, standsSoundly } from './standing.js';

/**
 * Where the items stand; or that there is no room for them, however they stand; or that neither is known: the search was cut
 * off, or there is room, but what it found does not stand soundly.
 */
export type Fit = readonly Spot[] | 'impossible' | 'unknown';

const [X, Y, Z] = AXES;
const NOT_FOUND = 0;
const FOUND = 1;
const CUT_OFF = 2;

/** The six ways to separate two units, as bits: on each axis the first before the second, or the second before the first. */
const WAYS = 6;
const countOf = Int32Array.from({ length: 1 << WAYS }, (_, ways) => ways.toString(2).replaceAll('0', '').length);

/**
 * Looks for a way to stand a few items in a box, by lazy separation. Items come in one after another, the largest first, at
 * the origin, in each orientation; while two of them overlap, it branches on the ways to separate them: before or after
 * along x, y or z. From these relations follows the earliest and the latest place of each item, so a branch without room
 * ends at once. Any packing separates each pair on some axis, so a search that ends without result is a proof.
 *
 * The pair with the fewest ways left is separated first. Equal items stand in the order of their orientation and then of x,
 * and the first item in the lower half of the box, as every other packing is a mirror image or a renaming of such a one.
 * Relations of pairs as a constraint problem: Pisinger and Sigurd (2007), "Using decomposition techniques and constraint
 * programming for solving the two-dimensional bin-packing problem"; here only units that overlap are asked for theirs.
 */
export class SeparationSearch {
  private readonly relations = new Relations();
  private readonly turn = new Int32Array(MOST_RELATED);
  /** Whether an item equals the one before it. */
  private readonly again = new Int32Array(MOST_RELATED);
  /** Whether the second may not stand above the first. */
  private readonly closed = new Int32Array(MOST_RELATED * MOST_RELATED);
  private anyClosed = false;
  private oriented = false;
  private items: readonly Item[] = [];
  private box: Size = { length: 0, width: 0, height: 0 };
  private supportPermille = 0;
  private nodesLeft = 0;
  private spots: readonly Spot[] = [];
  private unsound = false;

  /** Items by falling volume, equal ones side by side; at most {@link MOST_RELATED}. */
  find(box: Size, items: readonly Item[], nodes: number, supportPermille: number): Fit {
    this.box = box;
    this.items = items;
    this.nodesLeft = nodes;
    this.supportPermille = supportPermille;
    this.unsound = false;
    this.relations.changes = 0;
    this.anyClosed = items.some(({ bears }) => bears !== Number.POSITIVE_INFINITY);
    this.oriented = this.anyClosed || supportPermille > 0 || items.some(({ onFloor }) => onFloor);
    for (let i = 0; i < items.length; i += 1) this.again[i] = i > 0 && items[i]?.kind === items[i - 1]?.kind ? 1 : 0;
    if (this.anyClosed) this.close();
    const found = this.bringIn(0);
    if (found === FOUND) return this.spots;
    return found === CUT_OFF || this.unsound ? 'unknown' : 'impossible';
  }

  private close(): void {
    for (const [below, { bears }] of this.items.entries()) {
      for (const [above, { weight }] of this.items.entries()) {
        this.closed[below * MOST_RELATED + above] = weight > bears ? 1 : 0;
      }
    }
  }

  private isClosed(below: number, above: number): boolean {
    return this.anyClosed && at(this.closed, below * MOST_RELATED + above) === 1;
  }

  /** Tries the next item in each orientation in which it fits. */
  private bringIn(number: number): number {
    const item = this.items[number];
    if (item === undefined) return this.check();
    const { length, width, height } = this.box;
    const { turns } = item;
    // The lower half will do for the first item; on z only where nothing tells top from bottom.
    const half = number === 0 ? 1 : 0;
    for (let t = at(this.again, number) === 1 ? at(this.turn, number - 1) : 0; t < turns.length; t += 1) {
      const size = turns[t]?.size;
      if (size === undefined || size.length > length || size.width > width || size.height > height) continue;
      this.turn[number] = t;
      this.relations.place(X + number, size.length, (length - size.length) >> half);
      this.relations.place(Y + number, size.width, (width - size.width) >> half);
      this.relations.place(
        Z + number,
        size.height,
        item.onFloor ? 0 : (height - size.height) >> (this.oriented ? 0 : half),
      );
      const found = this.separate(number + 1);
      if (found !== NOT_FOUND) return found;
    }
    return NOT_FOUND;
  }

  /** Separates what overlaps among the first items; then brings in the next. */
  private separate(count: number): number {
    this.nodesLeft -= 1;
    if (this.nodesLeft < 0) return CUT_OFF;
    let fewest = WAYS + 1;
    let ways = 0;
    let one = 0;
    let two = 0;
    for (let j = 1; j < count; j += 1) {
      for (let i = 0; i < j; i += 1) {
        if (!this.overlap(i, j)) continue;
        const open = this.waysToSeparate(i, j);
        const number = at(countOf, open);
        if (number === 0) return NOT_FOUND;
        if (number >= fewest) continue;
        fewest = number;
        ways = open;
        one = i;
        two = j;
      }
    }
    return ways === 0 ? this.bringIn(count) : this.branch(count, one, two, ways);
  }

  /** Tries the ways to separate two items, that with the most room left first. */
  private branch(count: number, one: number, two: number, open: number): number {
    const { relations } = this;
    for (let ways = open; ways !== 0; ) {
      const way = this.roomiest(one, two, ways);
      ways &= ~(1 << way);
      const axis = (way >> 1) * MOST_RELATED;
      const first = (way & 1) === 0 ? one : two;
      const later = (way & 1) === 0 ? two : one;
      const { changes } = relations;
      relations.add(axis, first, later);
      const found = this.separate(count);
      if (found !== NOT_FOUND) return found;
      relations.remove(axis, first, later, changes);
    }
    return NOT_FOUND;
  }

  private roomiest(one: number, two: number, ways: number): number {
    let best = 0;
    let most = -1;
    for (let way = 0; way < WAYS; way += 1) {
      if (((ways >> way) & 1) === 0) continue;
      const axis = (way >> 1) * MOST_RELATED;
      const room = (way & 1) === 0 ? this.relations.slack(axis, one, two) : this.relations.slack(axis, two, one);
      if (room <= most) continue;
      most = room;
      best = way;
    }
    return best;
  }

  /** Two items take the same place, or one stands above another that is closed to it. */
  private overlap(i: number, j: number): boolean {
    const { relations } = this;
    const { earliest } = relations;
    if (at(earliest, i) >= relations.end(j) || at(earliest, j) >= relations.end(i)) return false;
    if (at(earliest, Y + i) >= relations.end(Y + j) || at(earliest, Y + j) >= relations.end(Y + i)) return false;
    if (at(earliest, Z + i) >= relations.end(Z + j)) return this.isClosed(j, i);
    if (at(earliest, Z + j) >= relations.end(Z + i)) return this.isClosed(i, j);
    return true;
  }

  private waysToSeparate(i: number, j: number): number {
    const { relations } = this;
    let ways = 0;
    if (relations.slack(X, i, j) >= 0) ways |= 1;
    if (relations.slack(X, j, i) >= 0 && !this.alike(i, j)) ways |= 2;
    if (relations.slack(Y, i, j) >= 0) ways |= 4;
    if (relations.slack(Y, j, i) >= 0) ways |= 8;
    if (relations.slack(Z, i, j) >= 0 && !this.isClosed(i, j)) ways |= 16;
    if (relations.slack(Z, j, i) >= 0 && !this.isClosed(j, i)) ways |= 32;
    return ways;
  }

  /** Equal items in one orientation may change places, so the earlier one need not stand behind the later on x. */
  private alike(i: number, j: number): boolean {
    return this.items[i]?.kind === this.items[j]?.kind && at(this.turn, i) === at(this.turn, j);
  }

  /** All items are in and nothing overlaps: they sink as low as they can, and have to bear what stands on them. */
  private check(): number {
    const { earliest } = this.relations;
    const spots = settled(
      this.items.flatMap((item, i) => {
        const turn = item.turns[at(this.turn, i)];
        return turn ? [{ item, turn, x: at(earliest, X + i), y: at(earliest, Y + i), z: at(earliest, Z + i) }] : [];
      }),
    );
    if (this.oriented && !standsSoundly(spots, this.supportPermille)) {
      this.unsound = true;
      return NOT_FOUND;
    }
    this.spots = spots;
    return FOUND;
  }
}
