import { ok, type Result } from 'neverthrow';
import * as z from 'zod/mini';
import {
  complaint,
  freeText,
  type InputFailure,
  Instant,
  instant,
  parseInput,
  Sku,
  strictObject,
  Zone,
} from '../../kernel/index.js';
import { daysIn } from './local-days.js';
import { dayNumber, firstDayOf, Period, periodOf } from './periods.js';
import type { SeriesEvent } from './types.js';

const MOST_LINES = 5_000_000;
const MOST_STOCK_OUTS = 1_000_000;
const MOST_PROMOTIONS = 1000;
const MOST_SKUS = 1_000_000;
const MOST_UNITS = 1_000_000_000;
/** Events further ahead are of no use to a forecast. */
const MOST_AHEAD = 400;

const wrongUnits = {
  error: complaint('demand.units_not_whole', `must be a whole number of units from 0 to ${MOST_UNITS}`),
};
const Units = z.int(wrongUnits).check(z.minimum(0, wrongUnits), z.maximum(MOST_UNITS, wrongUnits));

/** One line of an order, with what became of it. Order and number of lines of a SKU do not matter: they are summed. */
export const SaleLine = strictObject({
  sku: Sku,
  /** When the buyer ordered. */
  at: Instant,
  units: Units,
  /** Units called off. */
  cancelled: z.optional(Units),
  /** Units that came back: no demand either, whenever they did. */
  returned: z.optional(Units),
}).check(
  z.refine(({ units, cancelled = 0, returned = 0 }) => cancelled + returned <= units, {
    error: complaint('demand.more_back_than_sold', 'has more units cancelled and returned than were ordered'),
  }),
);
export type SaleLine = z.infer<typeof SaleLine>;

/** When a SKU could not be sold. Left open, it still cannot. */
export const StockOut = strictObject({ sku: Sku, from: Instant, until: z.optional(Instant) }).check(
  z.refine(({ from, until }) => until === undefined || until >= from, {
    error: complaint('demand.stock_out_ends_before_it_begins', 'ends before it begins'),
  }),
);
export type StockOut = z.infer<typeof StockOut>;

/** A promotion, holiday or sales day, past or to come, from one local date to another. */
export const Promotion = strictObject({
  /** The same name for each time it comes round: what it did before is expected again. */
  name: freeText(60).check(z.minLength(1)),
  from: z.iso.date(),
  until: z.iso.date(),
  /** Left out, it concerns all. */
  skus: z.optional(z.array(Sku).check(z.maxLength(MOST_SKUS))),
}).check(
  z.refine(({ from, until }) => until >= from, {
    error: complaint('demand.promotion_ends_before_it_begins', 'ends before it begins'),
  }),
);
export type Promotion = z.infer<typeof Promotion>;

export const DemandQuestion = strictObject({
  lines: z
    .array(SaleLine)
    .check(z.maxLength(MOST_LINES, { error: complaint('demand.too_many_lines', `holds over ${MOST_LINES} lines`) })),
  period: Period,
  /** The shop's time zone: it decides on which day a line falls. */
  zone: Zone,
  /** Until when the books are complete. A period that ends later is left out. */
  until: Instant,
  /** A period is not known where a SKU was out of stock for at least half of it. */
  stockOuts: z.optional(z.array(StockOut).check(z.maxLength(MOST_STOCK_OUTS))),
  promotions: z.optional(z.array(Promotion).check(z.maxLength(MOST_PROMOTIONS))),
});
export type DemandQuestion = z.infer<typeof DemandQuestion>;

/** What a SKU sold per period, from its first sale to the last complete period; ready for `forecast`. */
export interface DemandSeries {
  readonly sku: string;
  readonly period: Period;
  readonly firstDay: string;
  /** Units; null where there was no stock to sell. */
  readonly values: (number | null)[];
  readonly events: SeriesEvent[];
}

/**
 * Demand per SKU and period out of order lines: in the shop's time zone, without what was cancelled or came back, with
 * periods without stock marked as not known, and promotions marked.
 *
 * @returns a series for each SKU that sold in a complete period, by SKU; or what is wrong with the input.
 * @example
 * ```ts
 * const at = instant(Date.parse('2026-11-02T03:00:00Z'));
 * const until = instant(Date.parse('2026-11-29T16:00:00Z'));
 * const demand = demandOf({ lines: [{ sku: 'mug', at, units: 3, returned: 1 }], period: 'week', zone: 'Asia/Shanghai', until });
 * if (demand.isOk()) demand.value[0]?.values; // [2, 0, 0, 0]
 * ```
 */
export function demandOf(question: DemandQuestion): Result<DemandSeries[], InputFailure> {
  return parseInput(DemandQuestion, question, 'The demand').andThen((checked) => ok(seriesOf(checked)));
}

function seriesOf({ lines, period, zone, until, stockOuts = [], promotions = [] }: DemandQuestion): DemandSeries[] {
  const days = daysIn(zone);
  // The period in which `until` falls is complete only up to the one before.
  const end = periodOf(days.dayOf(until), period);
  const sales = new Map<string, Map<number, number>>();
  for (const { sku, at, units, cancelled = 0, returned = 0 } of lines) {
    const number = periodOf(days.dayOf(at), period);
    if (number >= end) continue;
    const own = sales.get(sku) ?? new Map<number, number>();
    if (own.size === 0) sales.set(sku, own);
    own.set(number, (own.get(number) ?? 0) + units - cancelled - returned);
  }
  const campaigns = promotions.map(({ skus, ...when }) => ({ ...when, skus: skus && new Set(skus) }));
  const gaps = gapsOf(
    stockOuts,
    until,
    (number) => days.beginningOf(dayNumber(firstDayOf(number, period))),
    (at) => periodOf(days.dayOf(at), period),
  );
  return [...sales]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([sku, own]) => {
      let first = end;
      for (const number of own.keys()) first = Math.min(first, number);
      const unknown = gaps.get(sku);
      return {
        sku,
        period,
        firstDay: firstDayOf(first, period),
        values: Array.from({ length: end - first }, (_, i) =>
          unknown?.has(first + i) ? null : (own.get(first + i) ?? 0),
        ),
        events: eventsOf(campaigns, sku, first, end, period),
      };
    });
}

/** Periods of which a SKU was out of stock for half or more, by SKU. */
function gapsOf(
  stockOuts: readonly StockOut[],
  now: Instant,
  beginningOf: (number: number) => number,
  numberOf: (at: Instant) => number,
): Map<string, Set<number>> {
  const missing = new Map<string, Map<number, number>>();
  const reckoned = new Map<string, number>();
  for (const { sku, from: began, until: ended = now } of stockOuts.toSorted((a, b) => a.from - b.from)) {
    // What another stock-out of the SKU covers already is not counted twice.
    const from = Math.max(began, reckoned.get(sku) ?? began);
    const until = Math.min(ended, now);
    if (until <= from) continue;
    reckoned.set(sku, until);
    const own = missing.get(sku) ?? new Map<number, number>();
    missing.set(sku, own);
    const last = numberOf(instant(until));
    for (let number = numberOf(instant(from)); number <= last; number += 1) {
      const overlap = Math.min(until, beginningOf(number + 1)) - Math.max(from, beginningOf(number));
      own.set(number, (own.get(number) ?? 0) + Math.max(overlap, 0));
    }
  }
  const half = ([number, time]: [number, number]) => 2 * time >= beginningOf(number + 1) - beginningOf(number);
  return new Map([...missing].map(([sku, own]) => [sku, new Set([...own].filter(half).map(([number]) => number))]));
}

interface Campaign extends Omit<Promotion, 'skus'> {
  readonly skus: ReadonlySet<string> | undefined;
}

function eventsOf(
  campaigns: readonly Campaign[],
  sku: string,
  first: number,
  end: number,
  period: Period,
): SeriesEvent[] {
  const periods = new Map<string, Set<number>>();
  for (const { name, from, until, skus } of campaigns) {
    if (skus?.has(sku) === false) continue;
    const own = periods.get(name) ?? new Set<number>();
    periods.set(name, own);
    const last = Math.min(periodOf(dayNumber(until), period), end + MOST_AHEAD) - first;
    for (let at = Math.max(periodOf(dayNumber(from), period) - first, 0); at <= last; at += 1) own.add(at);
  }
  return [...periods].map(([name, own]) => ({ name, periods: [...own].sort((a, b) => a - b) }));
}
