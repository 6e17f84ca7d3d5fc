import { realAt } from './arrays.js';
import { Bin, type BinFiller } from './bin.js';

/** How many bins are ruined at once, at most. */
const MOST_RUINED = 3;
/** About how many of the homeless items take part each time. */
const MOST_HOMELESS = 8;
/** How far the order of the items is shuffled, as a share of what they are ordered by. */
const MOST_NOISE = 0.3;
/** How much worse a new arrangement may be on average, as a share of a bin. */
const TEMPERATURE = 0.01;
/** How often the emptier of two bins is ruined; else either. */
const EMPTIER = 0.5;
/** How many rounds pass between two questions whether to stop. */
const ROUNDS_PER_QUESTION = 16;

/**
 * Does with one bin less: makes the items of one bin homeless, then again and again ruins a few bins and fills them anew
 * with their own and some homeless items, until none is homeless.
 */
export class BinReducer {
  readonly #filler: BinFiller;
  readonly #keys: readonly Float64Array[];
  readonly #random: () => number;
  readonly #over: () => boolean;
  readonly #shuffled: Float64Array;
  #bins: Bin[] = [];
  #homeless: number[] = [];
  /** Bins to fill anew. */
  readonly #fresh = Array.from({ length: MOST_RUINED }, () => new Bin());

  /** `keys`: what items may be ordered by. */
  constructor(filler: BinFiller, keys: readonly Float64Array[], random: () => number, over: () => boolean) {
    this.#filler = filler;
    this.#keys = keys;
    this.#random = random;
    this.#over = over;
    this.#shuffled = new Float64Array(filler.items.count);
  }

  /** The items in one bin less; undefined where the search was over before. */
  reduce(bins: readonly Bin[]): readonly Bin[] | undefined {
    const emptiest = bins.reduce((least, bin) => (bin.volume < least.volume ? bin : least));
    this.#homeless = [...emptiest.items];
    this.#bins = bins.filter((bin) => bin !== emptiest);
    for (let round = 0; this.#homeless.length > 0; round += 1) {
      if (round % ROUNDS_PER_QUESTION === 0 && this.#over()) return undefined;
      this.#fillAnew();
    }
    return this.#bins;
  }

  #fillAnew(): void {
    const ruined = this.#choose();
    const old = ruined.flatMap((bin) => this.#bins[bin] ?? []);
    const { invited, waiting } = this.#invite();
    const items = old.flatMap(({ items }) => items).concat(invited);
    this.#shuffle(items);
    const fresh = this.#fresh.slice(0, ruined.length);
    for (const bin of fresh) this.#filler.empty(bin);
    const refused = items.filter((item) => !this.#filler.putIntoFirst(fresh, item));
    if (!this.#accepts(this.#volume(refused) - this.#volume(invited), old, fresh)) return;
    this.#homeless = waiting.concat(refused);
    for (const [i, place] of ruined.entries()) {
      this.#bins[place] = fresh[i] ?? new Bin();
      this.#fresh[i] = new Bin();
    }
  }

  /** Places of the bins to ruin, preferring those with much room. */
  #choose(): readonly number[] {
    const { length } = this.#bins;
    const chosen = new Set<number>();
    const wanted = Math.min(length, 1 + this.#below(MOST_RUINED));
    while (chosen.size < wanted) {
      const one = this.#below(length);
      const other = this.#random() < EMPTIER ? this.#below(length) : one;
      chosen.add((this.#bins[other]?.volume ?? 0) < (this.#bins[one]?.volume ?? 0) ? other : one);
    }
    return [...chosen];
  }

  #invite(): { readonly invited: readonly number[]; readonly waiting: number[] } {
    const invited: number[] = [];
    const waiting: number[] = [];
    for (const item of this.#homeless) {
      (this.#random() * this.#homeless.length < MOST_HOMELESS ? invited : waiting).push(item);
    }
    return { invited, waiting };
  }

  #shuffle(items: number[]): void {
    const key = this.#keys[this.#below(this.#keys.length)] ?? this.#shuffled;
    const noise = MOST_NOISE * this.#random();
    const shuffled = this.#shuffled;
    for (const item of items) shuffled[item] = realAt(key, item) * (1 + noise * (2 * this.#random() - 1));
    items.sort((a, b) => realAt(shuffled, b) - realAt(shuffled, a) || a - b);
  }

  /** Less homeless volume is better; with as much, room gathered in few bins is better; a little worse is taken at times. */
  #accepts(more: number, old: readonly Bin[], fresh: readonly Bin[]): boolean {
    if (more < 0 || (more === 0 && unevenness(fresh) >= unevenness(old))) return true;
    return more < TEMPERATURE * this.#filler.binVolume * -Math.log(1 - this.#random());
  }

  #volume(items: readonly number[]): number {
    return items.reduce((sum, item) => sum + realAt(this.#filler.items.volumes, item), 0);
  }

  #below(end: number): number {
    return Math.floor(this.#random() * end);
  }
}

const unevenness = (bins: readonly Bin[]): number => bins.reduce((sum, { volume }) => sum + volume ** 2, 0);
