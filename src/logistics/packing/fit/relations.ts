import { at } from '../load/arrays.js';

/** Most units that one search holds: the units that come before and after one are bits of a whole number. */
export const MOST_RELATED = 16;

/** Where the values of an axis begin: unit i has its x at i, its y at MOST_RELATED + i, its z at 2 * MOST_RELATED + i. */
export const AXES = [0, MOST_RELATED, 2 * MOST_RELATED] as const;
const CELLS = 3 * MOST_RELATED;
/** Beyond any depth: a pair is separated at most once, and one relation moves each unit at most once each way. */
const MOST_CHANGES = MOST_RELATED ** 2 * MOST_RELATED;

/**
 * Which unit comes before which on each axis, and what follows: on each axis the earliest and the latest coordinate of
 * each unit. Both are exact, as longest paths are, so a relation can be added whenever `hasRoom` says so.
 */
export class Relations {
  readonly earliest = new Int32Array(CELLS);
  readonly latest = new Int32Array(CELLS);
  readonly length = new Int32Array(CELLS);
  private readonly before = new Int32Array(CELLS);
  private readonly after = new Int32Array(CELLS);
  private readonly changedCell = new Int32Array(MOST_CHANGES);
  private readonly oldValue = new Int32Array(MOST_CHANGES);
  /** How many changes can be taken back. */
  changes = 0;

  /** A unit without relations yet, which may stand at 0 to `latest` on this axis. */
  place(cell: number, length: number, latest: number): void {
    this.length[cell] = length;
    this.earliest[cell] = 0;
    this.latest[cell] = latest;
    this.before[cell] = 0;
    this.after[cell] = 0;
  }

  end(cell: number): number {
    return at(this.earliest, cell) + at(this.length, cell);
  }

  /** How far the later unit could still move if the first came before it; negative where it cannot. */
  slack(axis: number, first: number, later: number): number {
    return at(this.latest, axis + later) - this.end(axis + first);
  }

  add(axis: number, first: number, later: number): void {
    this.after[axis + first] = at(this.after, axis + first) | (1 << later);
    this.before[axis + later] = at(this.before, axis + later) | (1 << first);
    this.raise(axis, later, this.end(axis + first));
    this.lower(axis, first, at(this.latest, axis + later) - at(this.length, axis + first));
  }

  /** Takes back the relation added last, and every change since. */
  remove(axis: number, first: number, later: number, changes: number): void {
    this.after[axis + first] = at(this.after, axis + first) & ~(1 << later);
    this.before[axis + later] = at(this.before, axis + later) & ~(1 << first);
    while (this.changes > changes) {
      this.changes -= 1;
      const cell = at(this.changedCell, this.changes);
      const value = at(this.oldValue, this.changes);
      if (cell < CELLS) this.earliest[cell] = value;
      else this.latest[cell - CELLS] = value;
    }
  }

  private raise(axis: number, unit: number, value: number): void {
    const cell = axis + unit;
    if (at(this.earliest, cell) >= value) return;
    this.note(cell, at(this.earliest, cell));
    this.earliest[cell] = value;
    const end = value + at(this.length, cell);
    for (let rest = at(this.after, cell); rest !== 0; rest &= rest - 1) {
      this.raise(axis, 31 - Math.clz32(rest & -rest), end);
    }
  }

  private lower(axis: number, unit: number, value: number): void {
    const cell = axis + unit;
    if (at(this.latest, cell) <= value) return;
    this.note(CELLS + cell, at(this.latest, cell));
    this.latest[cell] = value;
    for (let rest = at(this.before, cell); rest !== 0; rest &= rest - 1) {
      const earlier = 31 - Math.clz32(rest & -rest);
      this.lower(axis, earlier, value - at(this.length, axis + earlier));
    }
  }

  private note(cell: number, value: number): void {
    this.changedCell[this.changes] = cell;
    this.oldValue[this.changes] = value;
    this.changes += 1;
  }
}
