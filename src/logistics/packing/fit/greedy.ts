import { MOST_MILLIMETRES, type Size } from '../geometry.js';
import type { Item, Turn } from './items.js';
import { bearersOf, isAbove, isDelicate, isSupported, loadOn, restingHeight, type Spot } from './standing.js';

/** A corner where an item may stand. Its rank says which is tried first: the lowest, then the backmost, then the leftmost. */
interface Corner {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly rank: number;
}

const STEP = MOST_MILLIMETRES + 1;
const corner = (x: number, y: number, z: number): Corner => ({ x, y, z, rank: (z * STEP + y) * STEP + x });

/**
 * Fills a box item by item: each goes to the first corner where it may stand, and sinks from there. Corners are those that
 * the items so far have made, and their shadows on the walls, after Crainic, Perboli and Tadei (2008), "Extreme point-based
 * heuristics for three-dimensional bin packing".
 */
export class GreedyLoader {
  private readonly space: Size;
  private readonly supportPermille: number;
  /** Which of its turns an item tries first. */
  private readonly firstTurn: number;
  private corners: Corner[] = [corner(0, 0, 0)];
  private placed: Spot[] = [];
  /** What each item with a limit bears. */
  private loads = new Map<Spot, number>();
  /** Kinds for which there was no room: more items leave no more of it. */
  private refused = new Set<number>();
  /** Corners at which a kind may not stand. */
  private barred = new Map<number, Set<Corner>>();

  constructor(space: Size, supportPermille: number, firstTurn = 0) {
    this.space = space;
    this.firstTurn = firstTurn;
    this.supportPermille = supportPermille;
  }

  get spots(): readonly Spot[] {
    return this.placed;
  }

  /** Adds all of them, or none. */
  addAll(items: readonly Item[]): boolean {
    const [only] = items;
    if (only !== undefined && items.length === 1) return this.add(only);
    const { corners, placed, refused, loads } = this;
    this.placed = [...placed];
    this.loads = new Map(loads);
    this.refused = new Set(refused);
    if (items.every((item) => this.add(item))) return true;
    this.corners = corners;
    this.placed = placed;
    this.loads = loads;
    // Of a group, some may have stood in the way of the others.
    this.refused = refused;
    this.barred = new Map();
    return false;
  }

  /** Whether there was room for it; then it stands there. */
  add(item: Item): boolean {
    if (this.refused.has(item.kind)) return false;
    const turns = [...item.turns.slice(this.firstTurn), ...item.turns.slice(0, this.firstTurn)];
    const barred = this.barred.get(item.kind) ?? new Set();
    // Where items must be supported, others may yet make a place to stand on.
    if (this.supportPermille === 0) this.barred.set(item.kind, barred);
    for (const corner of this.corners) {
      if (barred.has(corner)) continue;
      const spot = this.spotAt(corner, item, turns);
      if (spot === undefined) {
        barred.add(corner);
        continue;
      }
      this.stand(spot);
      this.renewCorners(spot);
      return true;
    }
    if (this.supportPermille === 0) this.refused.add(item.kind);
    return false;
  }

  private spotAt({ x, y, z }: Corner, item: Item, turns: readonly Turn[]): Spot | undefined {
    for (const turn of turns) {
      const spot = { item, turn, x, y, z };
      if (!this.isFree(spot)) continue;
      const sunk = { ...spot, z: restingHeight(this.placed, spot) };
      if (this.mayStand(sunk)) return sunk;
    }
    return undefined;
  }

  private isFree({ x, y, z, turn: { size } }: Spot): boolean {
    const right = x + size.length;
    const front = y + size.width;
    const top = z + size.height;
    if (right > this.space.length || front > this.space.width || top > this.space.height) return false;
    for (const { x: x2, y: y2, z: z2, turn } of this.placed) {
      const apart =
        x2 >= right ||
        x >= x2 + turn.size.length ||
        y2 >= front ||
        y >= y2 + turn.size.width ||
        z2 >= top ||
        z >= z2 + turn.size.height;
      if (!apart) return false;
    }
    return true;
  }

  private mayStand(spot: Spot): boolean {
    if (spot.item.onFloor && spot.z > 0) return false;
    if (this.supportPermille > 0 && !isSupported(this.placed, spot, this.supportPermille)) return false;
    if (isDelicate(spot) && loadOn(this.placed, spot) > spot.item.bears) return false;
    return this.bearers(spot).every((lower) => this.loadWith(spot, lower) <= lower.item.bears);
  }

  private stand(spot: Spot): void {
    for (const lower of this.bearers(spot)) this.loads.set(lower, this.loadWith(spot, lower));
    this.placed.push(spot);
  }

  /** The items with a limit on which it would weigh. */
  private bearers(spot: Spot): readonly Spot[] {
    return spot.z > 0 && this.placed.some(isDelicate) ? bearersOf(this.placed, spot).filter(isDelicate) : [];
  }

  /** What an item bears with one more above it. What stands above that one may have stood clear of the item so far. */
  private loadWith(spot: Spot, lower: Spot): number {
    const isUnderOthers = this.placed.some((other) => isAbove(other, spot));
    return isUnderOthers ? loadOn([...this.placed, spot], lower) : (this.loads.get(lower) ?? 0) + spot.item.weight;
  }

  private renewCorners({ x, y, z, turn: { size } }: Spot): void {
    const right = x + size.length;
    const front = y + size.width;
    const top = z + size.height;
    const made = [
      corner(right, y, z),
      corner(right, 0, z),
      corner(right, y, 0),
      corner(x, front, z),
      corner(0, front, z),
      corner(x, front, 0),
      corner(x, y, top),
      corner(0, y, top),
      corner(x, 0, top),
    ];
    const open = this.corners.filter(
      (old) => old.x < x || old.x >= right || old.y < y || old.y >= front || old.z < z || old.z >= top,
    );
    this.corners = [...open, ...made]
      .sort((a, b) => a.rank - b.rank)
      .filter(({ rank }, i, all) => rank !== all[i - 1]?.rank);
  }
}
