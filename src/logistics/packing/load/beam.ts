import { complete, nextSpace, place } from './greedy.js';
import type { BlockChooser } from './score.js';
import type { SpaceCutter } from './spaces.js';
import type { LoadState } from './state.js';
import type { Load } from './types.js';

export interface Budget {
  readonly nodes: number;
  readonly stop: () => boolean;
  /** The volume of all units: no load has more. */
  readonly everything: number;
}

/** Putting a block into a free cuboid of a state, and the volume that a greedy completion then reaches. */
interface Step {
  readonly from: LoadState;
  readonly space: number;
  readonly block: number;
  readonly value: number;
  readonly hash: number;
}

/** The states and steps of the last round, at most. */
export const WIDEST = 1024;

/**
 * Beam search over loads that are valued by completing them greedily, in rounds of rising width: the scheme of Araya and Riff, A beam
 * search approach to the container loading problem, 2014. Width grows by the root of two, so that a round takes about twice the one before.
 */
export class BeamSearch {
  /** The best load seen. */
  readonly best: LoadState;
  nodes = 0;
  ended: Load['ended'] = 'searched';
  readonly #empty: LoadState;
  readonly #chooser: BlockChooser;
  readonly #cutter: SpaceCutter;
  readonly #budget: Budget;
  readonly #newState: () => LoadState;
  readonly #scratch: LoadState;
  /** States that are not in use. */
  readonly #spare: LoadState[] = [];
  /** What completing a state reached, by the state's hash. */
  readonly #values = new Map<number, number>();

  constructor(empty: LoadState, newState: () => LoadState, chooser: BlockChooser, cutter: SpaceCutter, budget: Budget) {
    this.best = newState();
    this.best.copy(empty);
    this.#empty = empty;
    this.#newState = newState;
    this.#chooser = chooser;
    this.#cutter = cutter;
    this.#budget = budget;
    this.#scratch = newState();
  }

  run(): void {
    this.#scratch.copy(this.#empty);
    this.#completeScratch();
    let last = 1;
    for (let width = 2; width <= WIDEST && !this.#over(); width *= Math.SQRT2) {
      const whole = Math.round(width);
      if (whole > last && this.#round(whole)) return;
      last = whole;
    }
  }

  #over(): boolean {
    if (this.best.volume >= this.#budget.everything) this.ended = 'everything';
    else if (this.nodes >= this.#budget.nodes) this.ended = 'nodes';
    else if (this.#budget.stop()) this.ended = 'stop';
    else return false;
    return true;
  }

  /** Answers whether the round left nothing out, so that a wider one finds nothing new. */
  #round(width: number): boolean {
    let leftOut = false;
    const first = this.#take();
    first.copy(this.#empty);
    let beam: readonly LoadState[] = [first];
    while (beam.length > 0) {
      const steps: Step[] = [];
      for (const state of beam) {
        if (this.#over()) return false;
        leftOut = this.#expand(state, width, steps) === width || leftOut;
      }
      steps.sort((a, b) => b.value - a.value);
      const following = this.#follow(steps, width);
      this.#spare.push(...beam);
      beam = following;
      leftOut ||= beam.length === width;
    }
    return !leftOut;
  }

  /** Lists the steps that lead on from a state, and answers how many blocks there were to choose from. */
  #expand(state: LoadState, width: number, steps: Step[]): number {
    const chooser = this.#chooser;
    const space = nextSpace(state, chooser, width);
    if (space < 0) return 0;
    const found = chooser.found.slice(0, chooser.foundCount);
    for (const block of found) {
      if (this.#over()) break;
      const scratch = this.#scratch;
      scratch.copy(state);
      place(scratch, chooser, this.#cutter, space, block);
      const { hash } = scratch;
      const value = this.#values.get(hash) ?? this.#completeScratch();
      this.#values.set(hash, value);
      steps.push({ from: state, space, block, value, hash });
    }
    return found.length;
  }

  /** The volume to which greedy completion brings the scratch. */
  #completeScratch(): number {
    const scratch = this.#scratch;
    this.nodes += 1 + complete(scratch, this.#chooser, this.#cutter);
    if (scratch.volume > this.best.volume) this.best.copy(scratch);
    return scratch.volume;
  }

  /** The states to which the best steps lead, each once. */
  #follow(steps: readonly Step[], width: number): readonly LoadState[] {
    const seen = new Set<number>();
    const following: LoadState[] = [];
    for (const { from, space, block, hash } of steps) {
      if (following.length >= width) break;
      if (seen.has(hash)) continue;
      seen.add(hash);
      const state = this.#take();
      state.copy(from);
      place(state, this.#chooser, this.#cutter, space, block);
      following.push(state);
    }
    return following;
  }

  #take(): LoadState {
    return this.#spare.pop() ?? this.#newState();
  }
}
