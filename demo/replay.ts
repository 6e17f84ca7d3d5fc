import { type Desk, type Instant, instant, latest } from 'orderwright';

/** Something that happens at an instant of the past. */
export interface Step {
  readonly at: Instant;
  /**
   * Gives its commands at once, before it awaits anything, so that they come to the desk in the same order on every
   * store. Answers what follows, at the same instant or later.
   */
  readonly run: () => Promise<readonly Step[]>;
  /** Nothing falls due through it, so that nobody needs to look for deadlines. */
  readonly opensNothing?: true;
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
      const at = latest(step.at, notBefore);
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
  /** Nothing that a step opens falls due sooner than so many virtual milliseconds later. */
  readonly leastNotice: number;
  readonly moved?: (at: Instant) => void;
}

/** What is told to the desk at once. The engine decides and saves it together. */
const MOST_AT_ONCE = 256;

/**
 * Lets the past happen again. Between two instants of it everything that falls due is woken at the very instant at
 * which it is due, so a deadline is missed if and only if what it asks for came later.
 */
export async function replay(options: Replay): Promise<void> {
  const { desk, clock, steps, until, moved = () => {} } = options;
  const agenda = new Agenda();
  agenda.add(steps);
  const watch = new Watch(options);

  async function catchUp(limit: Instant): Promise<void> {
    for (let at = await watch.next(limit); at !== undefined; at = await watch.next(limit)) {
      clock.moveTo(at);
      moved(at);
      const { stuck } = await desk.drain();
      if (stuck[0] !== undefined) throw new Error(`${stuck[0].key} is stuck: ${stuck[0].because}`);
      watch.drained();
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
    watch.ran(wave);
  }
  await catchUp(until);
  clock.moveTo(until);
}

/** Knows when the desk has to be drained next, and asks the store no more often than it must. */
class Watch {
  readonly #options: Replay;
  /** The next deadline and its record, as the last look found them. */
  #due = Number.NEGATIVE_INFINITY;
  #card = '';
  /** Nothing may have changed since the last look. */
  #isFresh = false;
  /** What has been opened since then is due from here on. */
  #unknownFrom = Number.POSITIVE_INFINITY;
  #isMailWaiting = false;

  constructor(options: Replay) {
    this.#options = options;
  }

  /** The next instant before the limit at which something is due, or messages are delivered. */
  async next(limit: Instant): Promise<Instant | undefined> {
    for (;;) {
      const { clock, roundEvery } = this.#options;
      const round = this.#isMailWaiting ? Math.ceil(clock.now() / roundEvery) * roundEvery : Number.POSITIVE_INFINITY;
      const deadline = Math.min(this.#due, this.#unknownFrom);
      if (Math.min(deadline, round) >= limit) return undefined;
      if (deadline > round || this.#isFresh) return instant(Math.max(Math.min(deadline, round), clock.now()));
      await this.#look();
    }
  }

  ran(steps: readonly Step[]): void {
    this.#isMailWaiting = true;
    if (!steps.every(({ opensNothing }) => opensNothing)) this.#stir();
  }

  drained(): void {
    this.#isMailWaiting = false;
    this.#stir();
  }

  #stir(): void {
    const { clock, leastNotice } = this.#options;
    this.#isFresh = false;
    this.#unknownFrom = Math.min(this.#unknownFrom, clock.now() + leastNotice);
  }

  async #look(): Promise<void> {
    const { desk, clock } = this.#options;
    const [first] = (await desk.find({ sort: 'nextDeadline', limit: 1 })).items;
    const card = `${first?.key} ${first?.version}`;
    const due = first?.wakeAt ?? Number.POSITIVE_INFINITY;
    if (due < clock.now() && card === this.#card) throw new Error(`${first?.key} was woken, and is due still`);
    this.#due = due;
    this.#card = card;
    this.#isFresh = true;
    this.#unknownFrom = Number.POSITIVE_INFINITY;
  }
}
