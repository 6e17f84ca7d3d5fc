import type { Store } from '../../../src/kernel/index.js';

/** Chance that a seed repeats: numbers from 0 up to, not including, the given one. */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A store each of whose calls is held up before and after it takes effect. */
function heldUp(store: Store, wait: () => Promise<void>): Store {
  const slow =
    <Asked extends unknown[], Answer>(does: (...asked: Asked) => Promise<Answer>) =>
    async (...asked: Asked): Promise<Answer> => {
      await wait();
      const answer = await does(...asked);
      await wait();
      return answer;
    };
  return {
    ...store,
    load: slow(store.load),
    commit: slow(store.commit),
    find: slow(store.find),
    claim: slow(store.claim),
    settle: slow(store.settle),
  };
}

/** A store whose calls take as long as the seed says, so that desks on it overtake each other. */
export function unsteady(store: Store, seed: number, mostTurns = 12): Store {
  const random = chance(seed);
  return heldUp(store, async () => {
    for (let turns = random(mostTurns); turns > 0; turns -= 1) await Promise.resolve();
  });
}

/** Stores whose calls wait until it is their turn; with one choice after another every order can be had. */
export class Turnstile {
  readonly #waiting: { readonly who: number; readonly go: () => void }[] = [];
  isOpen = true;

  /** The store as one of the parties sees it. */
  for(who: number, store: Store): Store {
    let isBefore = true;
    return heldUp(store, () => {
      const waits = isBefore && !this.isOpen;
      isBefore = !isBefore;
      return waits ? new Promise((go) => this.#waiting.push({ who, go })) : Promise.resolve();
    });
  }

  /**
   * Runs what is under way to its end. Where several parties wait, `choices` say who goes, the first where it says
   * nothing; answers how many could have gone each time.
   */
  async run(all: Promise<unknown>, choices: readonly number[]): Promise<number[]> {
    let done = false;
    const end = all.finally(() => {
      done = true;
    });
    const branches: number[] = [];
    for (;;) {
      await new Promise((turn) => setImmediate(turn));
      if (this.#waiting.length === 0) {
        if (done) break;
        continue;
      }
      const parties = [...new Set(this.#waiting.map(({ who }) => who))].sort();
      const chosen = parties.length === 1 ? 0 : (choices[branches.length] ?? 0);
      if (parties.length > 1) branches.push(parties.length);
      const index = this.#waiting.findIndex(({ who }) => who === parties[chosen]);
      this.#waiting.splice(index, 1)[0]?.go();
    }
    await end;
    return branches;
  }
}

/** The next list of choices in depth-first order, or undefined after the last. */
export function nextChoices(choices: readonly number[], branches: readonly number[]): number[] | undefined {
  const made = branches.map((_, i) => choices[i] ?? 0);
  while (made.length > 0) {
    const last = made.pop() ?? 0;
    if (last + 1 < (branches[made.length] ?? 0)) return [...made, last + 1];
  }
  return undefined;
}
