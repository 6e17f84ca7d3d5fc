const LONGEST_RUN = 512;

/** Where an item stands: by a number, and among equals by a tie-break that no two items share. */
export type Place<Tie> = readonly [by: number, tie: Tie];

/**
 * Items in order, cut into short runs: among a million, one is found in twenty steps, and adding or removing one moves
 * only the others of its run.
 */
export class Ordered<Item, Tie extends string | number> {
  readonly placeOf: (item: Item) => Place<Tie>;
  readonly #by: (item: Item) => number;
  readonly #tie: (item: Item) => Tie;
  readonly #runs: Item[][] = [];

  constructor(by: (item: Item) => number, tie: (item: Item) => Tie) {
    this.#by = by;
    this.#tie = tie;
    this.placeOf = (item) => [by(item), tie(item)];
  }

  add(item: Item): void {
    const place = this.placeOf(item);
    const at = Math.min(this.#runFor(place), this.#runs.length - 1);
    const run = this.#runs[at];
    if (run === undefined) {
      this.#runs.push([item]);
      return;
    }
    run.splice(this.#indexIn(run, place), 0, item);
    if (run.length > LONGEST_RUN) this.#runs.splice(at + 1, 0, run.splice(LONGEST_RUN / 2));
  }

  remove(item: Item): void {
    const place = this.placeOf(item);
    const at = this.#runFor(place);
    const run = this.#runs[at];
    if (run === undefined) return;
    run.splice(this.#indexIn(run, place), 1);
    if (run.length === 0) this.#runs.splice(at, 1);
  }

  /** All items, or those behind a place, in order. Nothing may be added or removed meanwhile. */
  *after(place?: Place<Tie>): Generator<Item> {
    let at = place === undefined ? 0 : this.#runFor(place);
    for (let run = this.#runs[at]; run !== undefined; run = this.#runs[++at]) {
      for (const item of run) if (place === undefined || this.#compare(item, place) > 0) yield item;
    }
  }

  /** The first run that reaches as far as this place. Most that is added or removed stands in the very first one. */
  #runFor(place: Place<Tie>): number {
    const reaches = (run: readonly Item[] | undefined) => {
      const last = run?.at(-1);
      return last === undefined || this.#compare(last, place) >= 0;
    };
    return reaches(this.#runs[0]) ? 0 : firstThat(this.#runs, reaches);
  }

  #indexIn(run: readonly Item[], place: Place<Tie>): number {
    return firstThat(run, (item) => item === undefined || this.#compare(item, place) >= 0);
  }

  #compare(item: Item, [by, tie]: Place<Tie>): number {
    const difference = this.#by(item) - by;
    if (difference !== 0) return difference;
    const own = this.#tie(item);
    return own < tie ? -1 : own > tie ? 1 : 0;
  }
}

/** The index of the first that holds, in a list where all behind it hold too; its length, if none does. */
function firstThat<T>(list: readonly T[], holds: (one: T | undefined) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(list[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}
