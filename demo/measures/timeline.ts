import { type Instant, instant } from 'orderwright';

const DAY = 86_400_000;

/** Ends of equal stretches of time: days, or weeks where there would be too many days. */
export interface Stretches {
  readonly days: 1 | 7;
  readonly ends: readonly Instant[];
}

const MOST_DAYS = 130;

export function stretches(start: Instant, end: Instant): Stretches {
  const days = (end - start) / DAY > MOST_DAYS ? 7 : 1;
  const count = Math.max(1, Math.ceil((end - start) / (days * DAY)));
  return { days, ends: Array.from({ length: count }, (_, n) => instant(start + (n + 1) * days * DAY)) };
}

/** Amounts by name that happen at instants, such as orders entering and leaving a state. */
export class Timeline {
  readonly #moves: { readonly at: Instant; readonly name: string; readonly by: number }[] = [];

  add(at: Instant, name: string, by: number): void {
    this.#moves.push({ at, name, by });
  }

  get last(): Instant {
    return instant(this.#moves.reduce((last, { at }) => Math.max(last, at), 0));
  }

  /** How much came together within each stretch. */
  flows({ ends }: Stretches): Record<string, number[]> {
    const flows: Record<string, number[]> = {};
    for (const { at, name, by } of this.#moves) {
      const found = ends.findIndex((end) => at < end);
      const index = found < 0 ? ends.length - 1 : found;
      flows[name] ??= ends.map(() => 0);
      flows[name][index] = (flows[name][index] ?? 0) + by;
    }
    return flows;
  }

  /** How much there is at the end of each stretch. */
  levels(stretches: Stretches): Record<string, number[]> {
    const levels = this.flows(stretches);
    for (const series of Object.values(levels)) {
      let level = 0;
      for (const [index, flow] of series.entries()) {
        level += flow;
        series[index] = level;
      }
    }
    return levels;
  }
}
