import type { Item } from '../fit/items.js';
import type { Companions } from './companions.js';

/** Most units whose sets are listed, as the bits of a whole number. */
export const MOST_IN_SETS = 12;

/** All sets of a few units: what they hold, and which may make a parcel. */
export class UnitSets {
  readonly items: readonly Item[];
  /** The set of all units. */
  readonly all: number;
  readonly volume: Float64Array;
  readonly weight: Float64Array;
  /** For each unit, those that may not share its parcel. */
  private readonly foes: number[];
  private readonly groups: readonly number[];
  /** Runs of equal units: the first, and how many. */
  private readonly runs: (readonly [first: number, count: number])[] = [];

  constructor(items: readonly Item[], companions: Companions) {
    this.items = items;
    const sets = 1 << items.length;
    this.all = sets - 1;
    this.volume = new Float64Array(sets);
    this.weight = new Float64Array(sets);
    for (let set = 1; set < sets; set += 1) {
      const first = lowest(set);
      this.volume[set] = (this.volume[set & (set - 1)] ?? 0) + (items[first]?.volume ?? 0);
      this.weight[set] = (this.weight[set & (set - 1)] ?? 0) + (items[first]?.weight ?? 0);
    }
    this.foes = items.map((one) =>
      bits(items.map((other) => one !== other && !companions.mayShare(one.unit, other.unit))),
    );
    const names = new Set(items.map(({ unit }) => unit.together));
    this.groups = [...names].flatMap((name) =>
      name === undefined ? [] : [bits(items.map(({ unit }) => unit.together === name))],
    );
    items.forEach(({ kind }, i) => {
      const run = this.runs.at(-1);
      if (run !== undefined && items[run[0]]?.kind === kind) this.runs[this.runs.length - 1] = [run[0], run[1] + 1];
      else this.runs.push([i, 1]);
    });
  }

  /** Whether these units may share a parcel, and none is parted from its group. */
  mayMakeParcel(set: number): boolean {
    for (let rest = set; rest !== 0; rest &= rest - 1) if (((this.foes[lowest(rest)] ?? 0) & set) !== 0) return false;
    return this.groups.every((group) => (set & group) === 0 || (set & group) === group);
  }

  /** The same set by kinds of units: of equal units, the first ones. */
  byKind(set: number): number {
    if (this.runs.length === this.items.length) return set;
    let same = 0;
    for (const [first, count] of this.runs) {
      const ones = (set >> first) & ((1 << count) - 1);
      same |= ((1 << bitCount(ones)) - 1) << first;
    }
    return same;
  }

  itemsIn(set: number): Item[] {
    return this.items.filter((_, i) => ((set >> i) & 1) === 1);
  }
}

export const bits = (flags: readonly boolean[]): number =>
  flags.reduce((set, flag, i) => (flag ? set | (1 << i) : set), 0);

const lowest = (set: number): number => 31 - Math.clz32(set & -set);

function bitCount(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
