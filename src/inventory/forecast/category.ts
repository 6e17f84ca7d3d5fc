import { normalQuantile, quantileOf, sortedQuantile } from '../../statistics/index.js';
import { classify } from './classify.js';
import { hasSeason, seasonalityOf } from './methods/index.js';
import type { Outlook, Spread } from './outlook.js';
import { dayNumber, firstDayOf, periodOf, SEASON_OF } from './periods.js';
import type { Prepared } from './prepare.js';
import type { CategoryShape, Series } from './types.js';

/** Places of the quantiles in `spread`. */
const SPREAD_AT = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);

/**
 * What the articles of a category have in common: their season, learned from all of them together, and how their levels
 * spread. It lends a season to an article too young to show its own, and stands in for one that has not sold yet.
 *
 * @param members series of the same period. Those with dates are aligned by them, others by their first period.
 * @param season as in `forecast`.
 * @returns undefined where no member ever sold.
 */
export function learnCategory(members: readonly Series[], season?: number): CategoryShape | undefined {
  const levels: number[] = [];
  const sums: number[] = [];
  const counts: number[] = [];
  const starts = members.map((member) => startOf(member) ?? 0);
  const first = Math.min(...starts);
  for (const [i, { values }] of members.entries()) {
    const level = meanKnown(values);
    if (!(level > 0)) continue;
    levels.push(level);
    for (const [at, value] of values.entries()) {
      if (value === null) continue;
      const place = at + (starts[i] ?? 0) - first;
      sums[place] = (sums[place] ?? 0) + value / level;
      counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  if (levels.length === 0) return undefined;
  const middle = quantileOf(levels, 0.5);
  const pooled = Array.from(sums, (sum, i) => (counts[i] ? (sum ?? 0) / counts[i] : 1));
  const period = members[0]?.period;
  const wanted = season ?? (period === undefined ? 1 : SEASON_OF[period]);
  const dated = period !== undefined && members.every((member) => startOf(member) !== undefined);
  return {
    articles: levels.length,
    byPlace: hasSeason(pooled, wanted) ? [...(seasonalityOf(pooled, wanted, 'factors')?.byPlace ?? [1])] : [1],
    ...(dated && { firstDay: firstDayOf(first, period) }),
    level: middle,
    spread: SPREAD_AT.map((p) => quantileOf(levels, p) / middle),
  };
}

function startOf({ period, firstDay }: Series): number | undefined {
  return period === undefined || firstDay === undefined ? undefined : periodOf(dayNumber(firstDay), period);
}

function meanKnown(values: readonly (number | null)[]): number {
  const known = values.filter((value) => value !== null);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** The category's factor for a period of the series, counted from the series' first. */
function factorAt({ byPlace, firstDay }: CategoryShape, series: Series): (at: number) => number {
  const own = startOf(series);
  const theirs = series.period && firstDay ? periodOf(dayNumber(firstDay), series.period) : undefined;
  const shift = own === undefined || theirs === undefined ? 0 : own - theirs;
  const season = byPlace.length;
  return (at) => byPlace[(((at + shift) % season) + season) % season] ?? 1;
}

/** A series with the season that its methods should see, and the factors to put back step by step. */
export interface Lent {
  readonly values: readonly number[];
  readonly season: number;
  readonly factors: readonly number[];
}

/** An article too young to show a season of its own is adjusted by that of its category. */
export function lendSeason(
  category: CategoryShape | undefined,
  series: Series,
  { base, season }: Prepared,
  horizon: number,
): Lent {
  const isLent = category !== undefined && category.byPlace.length > 1 && base.length < 2 * category.byPlace.length + 1;
  if (!isLent) return { values: base, season, factors: [] };
  const at = factorAt(category, series);
  return {
    values: base.map((value, i) => value / Math.max(at(i), LEAST_FACTOR)),
    season: 1,
    factors: Array.from({ length: horizon }, (_, step) => at(base.length + step)),
  };
}

const LEAST_FACTOR = 0.01;
/** The category's mean counts as so many periods of the article's own. */
const PRIOR_PERIODS = 2;

/** An article with hardly any sales of its own: the category's level and spread, drawn to what it did sell. */
export function fromCategory(
  category: CategoryShape,
  series: Series,
  { base, isKnown }: Prepared,
  horizon: number,
): Outlook {
  const at = factorAt(category, series);
  const own = base.flatMap((value, i) => (isKnown[i] ? [value / Math.max(at(i), LEAST_FACTOR)] : []));
  const average = category.level * (category.spread.reduce((sum, each) => sum + each, 0) / category.spread.length);
  const level = (PRIOR_PERIODS * average + own.reduce((sum, value) => sum + value, 0)) / (PRIOR_PERIODS + own.length);
  // Each period of its own narrows what the category leaves open.
  const open = Math.sqrt(PRIOR_PERIODS / (PRIOR_PERIODS + own.length));
  const ratio = (p: number) =>
    (sortedQuantile(category.spread, (p - 0.05) / 0.9) * category.level) / Math.max(average, 1e-9);
  const spread: (noise: (steps: number) => number) => Spread = (noise) => (step, p) => {
    const steps = noise(step + 1);
    const byLevel = level * steps * ratio(Math.min(Math.max(p, 0.05), 0.95)) ** open - level * steps;
    return byLevel + normalQuantile(p) * Math.sqrt(level * steps);
  };
  return {
    method: 'category',
    parts: [],
    season: category.byPlace.length,
    demand: classify(series.values),
    means: new Array<number>(horizon).fill(level),
    factors: Array.from({ length: horizon }, (_, step) => at(base.length + step)),
    ofStep: spread(() => 1),
    ofTotal: spread((steps) => steps),
  };
}
