import type { Failure, Outcome, Receipt } from 'orderwright';
import { Tally } from './tally.js';

/** Tells the desk what happens, and keeps count of what it refuses. */
export class Teller {
  readonly refused = new Tally();
  /** The first refusal with each code, in the desk's own words. */
  readonly examples = new Map<string, string>();
  commands = 0;

  /** The receipt, or undefined where the desk refused. */
  async tell(asked: PromiseLike<Outcome>): Promise<Receipt | undefined> {
    return this.#hear(await asked).receipt;
  }

  /** Why the desk refuses, where that matters. */
  async ask(asked: PromiseLike<Outcome>): Promise<{ readonly receipt?: Receipt; readonly refusal?: Failure }> {
    return this.#hear(await asked);
  }

  #hear(outcome: Outcome): { readonly receipt?: Receipt; readonly refusal?: Failure } {
    this.commands += 1;
    if (outcome.isOk()) return { receipt: outcome.value };
    const { code, message } = outcome.error;
    this.refused.add(code);
    if (!this.examples.has(code)) this.examples.set(code, message);
    return { refusal: outcome.error };
  }
}
