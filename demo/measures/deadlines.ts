import type { Party } from 'orderwright';
import type { AnyTold, ObligationTold, Watcher } from '../journal.js';
import { type Stretches, Timeline } from './timeline.js';

/** What became of all deadlines of one kind. */
export interface Kept {
  /** Such as `order shipBy`. */
  readonly kind: string;
  readonly by: Party;
  readonly met: number;
  readonly missed: number;
  /** A buyer's time that ran out, as it may. */
  readonly lapsed: number;
  /** Nobody owed it any more, since the order, work or case was called off. */
  readonly calledOff: number;
  /** Still running when the replay ended. */
  readonly open: number;
  readonly reminders: number;
}
type Fate = 'met' | 'missed' | 'lapsed' | 'calledOff';

const CALLING_OFF = new Set([
  'OrderCancelled',
  'FulfilmentCancelled',
  'ParcelUnsealed',
  'ParcelRecalled',
  'CaseClosed',
  'CaseWithdrawn',
]);

/** Follows every deadline from its beginning to its end. */
export class Deadlines implements Watcher {
  readonly #kinds = new Map<string, { by: Party; opened: number; reminders: number } & Record<Fate, number>>();
  /** What is owed now, by record and kind. */
  readonly #running = new Map<string, string>();
  readonly #penalties = new Timeline();
  readonly #costs = new Map<string, { count: number; amount: number }>();

  any({ key, event }: AnyTold): void {
    const record = key.slice(0, key.indexOf('/'));
    for (const kind of event.settles ?? []) {
      this.#end(`${key} ${kind}`, CALLING_OFF.has(event.type) ? 'calledOff' : 'met');
    }
    for (const { kind, by } of event.owes ?? []) {
      this.#end(`${key} ${kind}`, 'met');
      const name = `${record} ${kind}`;
      const counts = this.#kinds.get(name) ?? {
        by,
        opened: 0,
        reminders: 0,
        met: 0,
        missed: 0,
        lapsed: 0,
        calledOff: 0,
      };
      counts.opened += 1;
      this.#kinds.set(name, counts);
      this.#running.set(`${key} ${kind}`, name);
    }
  }

  obligation({ at, key, event }: ObligationTold): void {
    const running = `${key} ${event.kind}`;
    if (event.type === 'ObligationBreached') this.#end(running, 'missed');
    if (event.type === 'ObligationLapsed') this.#end(running, 'lapsed');
    if (event.type === 'ReminderDue') {
      const counts = this.#kinds.get(this.#running.get(running) ?? '');
      if (counts !== undefined) counts.reminders += 1;
    }
    if (event.type === 'PenaltyIncurred') {
      this.#penalties.add(at, event.kind, event.amount);
      const cost = this.#costs.get(event.kind) ?? { count: 0, amount: 0 };
      this.#costs.set(event.kind, { count: cost.count + 1, amount: cost.amount + event.amount });
    }
  }

  #end(running: string, fate: Fate): void {
    const counts = this.#kinds.get(this.#running.get(running) ?? '');
    if (counts === undefined) return;
    counts[fate] += 1;
    this.#running.delete(running);
  }

  kept(): Kept[] {
    return [...this.#kinds].map(([kind, { opened, ...counts }]) => {
      const { met, missed, lapsed, calledOff } = counts;
      return { kind, ...counts, open: opened - met - missed - lapsed - calledOff };
    });
  }

  penalties(): { kind: string; count: number; amount: number }[] {
    return [...this.#costs].map(([kind, cost]) => ({ kind, ...cost }));
  }

  penaltiesOver = (stretches: Stretches): Record<string, number[]> => this.#penalties.flows(stretches);
}
