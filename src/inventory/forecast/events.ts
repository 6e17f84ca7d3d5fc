import type { SeriesEvent, Uplift } from './types.js';

/** Values without what events added, and what each event adds. */
export interface Cleaned {
  readonly base: readonly number[];
  readonly uplifts: readonly Uplift[];
}

/** Periods on each side of an event from which its base is read; with a season, the same places of seasons beside it. */
const NEIGHBOURS = 4;

/** The mean of the nearest periods at the same place of the season that are known and free of events; else undefined. */
export function neighbourMean(
  values: readonly number[],
  isUsable: readonly boolean[],
  at: number,
  stride: number,
): number | undefined {
  const found: number[] = [];
  for (const direction of [-1, 1]) {
    let taken = 0;
    for (let i = at + direction * stride; i >= 0 && i < values.length && taken < NEIGHBOURS; i += direction * stride) {
      if (isUsable[i] !== true) continue;
      found.push(values[i] ?? 0);
      taken += 1;
    }
  }
  return found.length === 0 ? undefined : found.reduce((sum, value) => sum + value, 0) / found.length;
}

/** As {@link neighbourMean}: at the same place of the season where it repeats, else next to it, else over all. */
function baseAt(values: readonly number[], isUsable: readonly boolean[], at: number, season: number): number {
  const seasonal = season > 1 && values.length > season ? neighbourMean(values, isUsable, at, season) : undefined;
  return seasonal ?? neighbourMean(values, isUsable, at, 1) ?? 0;
}

/** Fills what is not known from its neighbours. */
export function fillGaps(values: readonly (number | null)[], season: number, isUsable: readonly boolean[]): number[] {
  const known = values.map((value) => value ?? 0);
  return values.map((value, i) => value ?? baseAt(known, isUsable, i, season));
}

/**
 * What each event did: units sold in its periods over what their neighbours without an event would have sold (a ratio of
 * sums, so that large days count most), or the units on top where that is nothing. Periods of several events are shared
 * out to the first one named.
 */
export function takeEventsOut(
  values: readonly number[],
  isKnown: readonly boolean[],
  events: readonly SeriesEvent[],
  season: number,
): Cleaned {
  const owner = new Map<number, string>();
  for (const { name, periods } of events) for (const at of periods) if (!owner.has(at)) owner.set(at, name);
  const isUsable = values.map((_, i) => isKnown[i] === true && !owner.has(i));
  const base = values.map((value, i) => (owner.has(i) ? baseAt(values, isUsable, i, season) : value));
  const uplifts = events.map(({ name }): Uplift => {
    const own = [...owner].filter(([at, event]) => event === name && at < values.length && isKnown[at] === true);
    const sold = own.reduce((sum, [at]) => sum + (values[at] ?? 0), 0);
    const usual = own.reduce((sum, [at]) => sum + (base[at] ?? 0), 0);
    const occurrences = own.length;
    if (occurrences === 0) return { event: name, kind: 'notLearned', by: 1, occurrences };
    return usual > 0
      ? { event: name, kind: 'times', by: sold / usual, occurrences }
      : { event: name, kind: 'plus', by: sold / occurrences, occurrences };
  });
  return { base, uplifts };
}

/** What an uplift makes of a base. */
export function lift(base: number, uplift: Uplift | undefined): number {
  if (uplift === undefined || uplift.kind === 'notLearned') return base;
  return uplift.kind === 'times' ? base * uplift.by : base + uplift.by;
}
