import { populationVarianceOf } from '../../statistics/index.js';

/** Boundaries of A. Syntetos, J. Boylan and J. Croston, "On the categorization of demand patterns" (2005). */
const INTERMITTENT_FROM = 1.32;
const ERRATIC_FROM = 0.49;

export type DemandKind = 'smooth' | 'erratic' | 'intermittent' | 'lumpy' | 'none';
export type DemandPhase = 'new' | 'established' | 'dying' | 'none';

/** How an article sells. */
export interface DemandClass {
  readonly kind: DemandKind;
  readonly phase: DemandPhase;
  /** Periods per period with sales; infinite where nothing was sold. */
  readonly interval: number;
  /** Squared coefficient of variation of the sales that are not zero. */
  readonly variation: number;
}

/** Fewer known periods than this, and an article is new. */
const NEW_BELOW = 8;
/** An article dies when it did not sell for so many of its usual intervals, and so many periods at least. */
const QUIET_INTERVALS = 4;
const QUIET_PERIODS = 4;

/**
 * How an article sells, from its units per period; a period without stock (null) tells nothing and is left out.
 *
 * @example
 * ```ts
 * classify([0, 3, 0, 0, 40, 0, 2, 0, 0, 0]).kind; // 'lumpy'
 * ```
 */
export function classify(values: readonly (number | null)[]): DemandClass {
  const known = values.filter((value) => value !== null);
  const sales = known.filter((value) => value > 0);
  if (sales.length === 0) return { kind: 'none', phase: 'none', interval: Number.POSITIVE_INFINITY, variation: 0 };
  const interval = known.length / sales.length;
  const mean = sales.reduce((sum, value) => sum + value, 0) / sales.length;
  const variation = populationVarianceOf(sales) / (mean * mean);
  const sparse = interval >= INTERMITTENT_FROM;
  const rough = variation >= ERRATIC_FROM;
  const kind = sparse ? (rough ? 'lumpy' : 'intermittent') : rough ? 'erratic' : 'smooth';
  return { kind, phase: phaseOf(known, interval), interval, variation };
}

function phaseOf(known: readonly number[], interval: number): DemandPhase {
  const first = known.findIndex((value) => value > 0);
  if (known.length - first < NEW_BELOW) return 'new';
  const last = known.findLastIndex((value) => value > 0);
  const quiet = known.length - 1 - last;
  // Its usual interval while it still sold, so that the silence itself does not stretch the measure.
  const usual = (interval * (last + 1)) / known.length;
  return quiet >= Math.max(QUIET_INTERVALS * usual, QUIET_PERIODS) ? 'dying' : 'established';
}
