import { fillGaps, takeEventsOut } from './events.js';
import { dayNumber, firstDayOf, periodOf, SEASON_OF } from './periods.js';
import type { Series, Uplift } from './types.js';

/** A series as methods take it, and how to come back from there. */
export interface Prepared {
  readonly values: readonly (number | null)[];
  readonly isKnown: readonly boolean[];
  /** Without gaps, events and, where the category lends its season, without that. */
  readonly base: readonly number[];
  readonly season: number;
  readonly uplifts: readonly Uplift[];
  /** Names of the events of a period, also of one ahead. */
  readonly eventsAt: (at: number) => readonly string[];
  readonly firstDayAt: (at: number) => string | undefined;
}

export function prepare(series: Series, season: number | undefined): Prepared {
  const { values, events = [] } = series;
  const isKnown = values.map((value) => value !== null);
  const wanted = season ?? (series.period === undefined ? 1 : SEASON_OF[series.period]);
  // A season that was never seen twice cannot be told from chance.
  const usable = values.length > 2 * wanted ? wanted : 1;
  const inEvent = new Set(events.flatMap(({ periods }) => periods));
  const isUsual = isKnown.map((known, at) => known && !inEvent.has(at));
  const filled = fillGaps(values, usable, isUsual);
  const { base, uplifts } = takeEventsOut(filled, isKnown, events, usable);
  const names = new Map<number, string[]>();
  for (const { name, periods } of events) {
    for (const at of new Set(periods)) names.set(at, [...(names.get(at) ?? []), name]);
  }
  return {
    values,
    isKnown,
    base,
    season: usable,
    uplifts,
    eventsAt: (at) => names.get(at) ?? [],
    firstDayAt: daysOf(series),
  };
}

function daysOf({ period, firstDay }: Series): (at: number) => string | undefined {
  if (period === undefined || firstDay === undefined) return () => undefined;
  const first = periodOf(dayNumber(firstDay), period);
  return (at) => firstDayOf(first + at, period);
}
