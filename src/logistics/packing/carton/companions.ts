import type { PackUnit, Segregation } from '../types.js';

/** Which units may share a parcel. */
export class Companions {
  private readonly foes = new Map<string, Set<string>>();

  constructor(segregation: readonly Segregation[]) {
    for (const { classes } of segregation) {
      const [one, other] = classes;
      this.note(one, other);
      this.note(other, one);
    }
  }

  mayShare(a: PackUnit, b: PackUnit): boolean {
    if (a.ownParcel === true || b.ownParcel === true) return false;
    return !this.areFoes(a, b);
  }

  /** Two classes of the units that a rule keeps apart. */
  areFoes({ classes: ones = [] }: PackUnit, { classes: others = [] }: PackUnit): boolean {
    return this.foes.size > 0 && ones.some((one) => others.some((other) => this.foes.get(one)?.has(other)));
  }

  private note(one: string, other: string): void {
    this.foes.set(one, (this.foes.get(one) ?? new Set()).add(other));
  }
}
