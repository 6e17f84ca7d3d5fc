import type { ResultAsync } from 'neverthrow';
import type { Failure, Receipt } from 'orderwright';
import { Tally } from './tally.js';

type Asked<Refusal extends Failure> = ResultAsync<Receipt, Refusal>;

/** Tells the desk what happens, and keeps count of what it refuses. */
export class Teller {
  readonly refused = new Tally();
  /** The first refusal with each code, in the desk's own words. */
  readonly examples = new Map<string, string>();
  commands = 0;

  /** The receipt, or undefined where the desk refused. */
  async tell<Refusal extends Failure>(asked: Asked<Refusal>): Promise<Receipt | undefined> {
    return (await this.ask(asked)).receipt;
  }

  /** Several things at once. */
  tellAll<Refusal extends Failure>(asked: readonly Asked<Refusal>[]): Promise<(Receipt | undefined)[]> {
    return Promise.all(asked.map((one) => this.tell(one)));
  }

  /** The receipt, or why the desk refuses. */
  async ask<Refusal extends Failure>(asked: Asked<Refusal>): Promise<{ receipt?: Receipt; refusal?: Failure }> {
    const outcome = await asked;
    this.commands += 1;
    if (outcome.isOk()) return { receipt: outcome.value };
    const { code, message } = outcome.error;
    this.refused.add(code);
    if (!this.examples.has(code)) this.examples.set(code, message);
    return { refusal: outcome.error };
  }
}
