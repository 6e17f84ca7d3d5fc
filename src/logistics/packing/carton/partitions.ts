import type { UnitSets } from './unit-sets.js';

/** The partition of a set into parts with the least sum of ranks, while ranks of parts still rise. */
export class Partitions {
  /** Of each set of units, by kind: what it costs as one part. */
  private readonly ranks: Float64Array;
  private readonly least: Float64Array;
  /** The part that holds the lowest unit, in the best partition of each set. */
  private readonly part: Int32Array;
  private readonly byKind: Int32Array;

  /** `rankOf` is asked for one set of each kind. */
  constructor(sets: UnitSets, rankOf: (set: number) => number) {
    const count = sets.all + 1;
    this.ranks = new Float64Array(count);
    this.least = new Float64Array(count);
    this.part = new Int32Array(count);
    this.byKind = new Int32Array(count);
    for (let set = 1; set < count; set += 1) {
      const same = sets.byKind(set);
      this.byKind[set] = same;
      this.ranks[set] = same === set ? rankOf(set) : (this.ranks[same] ?? 0);
    }
    this.reckon(0);
  }

  get leastRank(): number {
    return this.least[this.least.length - 1] ?? 0;
  }

  rank(set: number): number {
    return this.ranks[set] ?? Number.POSITIVE_INFINITY;
  }

  /** The parts of the best partition. */
  best(): number[] {
    const parts: number[] = [];
    for (let rest = this.least.length - 1; rest !== 0; rest ^= parts.at(-1) ?? rest)
      parts.push(this.part[rest] ?? rest);
    return parts;
  }

  /** The set, which stands for all of its kind, has another rank. */
  change(set: number, rank: number): void {
    for (let other = set; other < this.ranks.length; other += 1) {
      if (this.byKind[other] === set) this.ranks[other] = rank;
    }
    this.reckon(set);
  }

  /** For the sets that hold this one, or its equal. */
  private reckon(changed: number): void {
    for (let set = Math.max(1, changed); set < this.least.length; set += 1) {
      if (((this.byKind[set] ?? 0) & changed) === changed) this.reckonOne(set);
    }
  }

  private reckonOne(set: number): void {
    const { ranks, least } = this;
    const first = set & -set;
    const others = set ^ first;
    let best = Number.POSITIVE_INFINITY;
    let chosen = set;
    for (let joined = others; ; joined = (joined - 1) & others) {
      const sum = (ranks[joined | first] ?? 0) + (least[others ^ joined] ?? 0);
      if (sum < best) {
        best = sum;
        chosen = joined | first;
      }
      if (joined === 0) break;
    }
    least[set] = best;
    this.part[set] = chosen;
  }
}
