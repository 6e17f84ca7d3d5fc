import { type Desk, type Instant, instant } from 'orderwright';

/** Something that happens at an instant of the past. */
export interface Step {
  readonly at: Instant;
  /**
   * Gives its commands at once, before it awaits anything, so that they come to the desk in the same order on every
   * store. Answers what follows, at the same instant or later.
   */
  readonly run: () => Promise<readonly Step[]>;
}

/** The only clock of a replay: it goes where the replay moves it, and never back. */
export class VirtualClock {
  #now: Instant;

  constructor(start: Instant) {
    this.#now = start;
  }

  readonly now = (): Instant => this.#now;

  moveTo(at: Instant): void {
    if (at > this.#now) this.#now = at;
  }
}

/** Steps by their instants. Those of one instant are taken together, as one wave. */
class Agenda {
  readonly #waves = new Map<Instant, Step[]>();
  /** The latest first. */
  readonly #instants: Instant[] = [];

  add(steps: readonly Step[], notBefore = instant(0)): void {
    for (const step of steps) {
      const at = step.at > notBefore ? step.at : notBefore;
      const wave = this.#waves.get(at);
      if (wave !== undefined) wave.push(step);
      else {
        this.#waves.set(at, [step]);
        this.#instants.splice(this.#placeOf(at), 0, at);
      }
    }
  }

  get nextAt(): Instant | undefined {
    return this.#instants.at(-1);
  }

  take(): Step[] {
    const at = this.#instants.pop();
    const wave = at === undefined ? undefined : this.#waves.get(at);
    if (at !== undefined) this.#waves.delete(at);
    return wave ?? [];
  }

  #placeOf(at: Instant): number {
    let low = 0;
    let high = this.#instants.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#instants[middle] ?? 0) > at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export interface Replay {
  readonly desk: Desk;
  readonly clock: VirtualClock;
  readonly steps: readonly Step[];
  /** Deadlines are watched until then. */
  readonly until: Instant;
  /** How often the host delivers messages, in virtual milliseconds. */
  readonly roundEvery: number;
  readonly moved?: (at: Instant) => void;
}

/** What is told to the desk at once. The engine decides and saves it together. */
const MOST_AT_ONCE = 256;

/**
 * Lets the past happen again. Between two instants of it everything that falls due is woken at the very instant at which
 * it is due, so a deadline is missed if and only if what it asks for came later.
 */
export async function replay({ desk, clock, steps, until, roundEvery, moved = () => {} }: Replay): Promise<void> {
  const agenda = new Agenda();
  agenda.add(steps);
  let isMailWaiting = false;

  async function catchUp(limit: Instant): Promise<void> {
    for (let woken = ''; ; ) {
      const [first] = (await desk.find({ sort: 'nextDeadline', limit: 1 })).items;
      const due = first?.wakeAt ?? Number.POSITIVE_INFINITY;
      const same = `${first?.key} ${first?.version}`;
      if (due < clock.now() && same === woken) throw new Error(`${first?.key} was woken and is due still`);
      woken = same;
      const round = isMailWaiting ? Math.ceil(clock.now() / roundEvery) * roundEvery : Number.POSITIVE_INFINITY;
      const next = Math.min(due, round);
      if (next >= limit) return;
      clock.moveTo(instant(next));
      moved(clock.now());
      const { stuck } = await desk.drain();
      if (stuck[0] !== undefined) throw new Error(`${stuck[0].key} is stuck: ${stuck[0].because}`);
      isMailWaiting = false;
    }
  }

  for (let at = agenda.nextAt; at !== undefined; at = agenda.nextAt) {
    await catchUp(at);
    clock.moveTo(at);
    moved(at);
    const wave = agenda.take();
    for (let from = 0; from < wave.length; from += MOST_AT_ONCE) {
      const followed = await Promise.all(wave.slice(from, from + MOST_AT_ONCE).map((step) => step.run()));
      agenda.add(followed.flat(), at);
    }
    isMailWaiting = true;
  }
  await catchUp(until);
  clock.moveTo(until);
}
