import * as z from 'zod/mini';
import { Count, freeText, Id, Instant, instant, type Region, strictObject } from '../../kernel/index.js';

const DAY = 86_400_000;
/** Delays are counted from this many days before the promise … */
export const EARLIEST = -6;
/** … in so many bins of a day; what takes longer is in the last one. */
export const BINS = 31;
/** A parcel under way for so long is forgotten: nobody reports it any more. */
const MOST_DAYS_OPEN = 90;

const place = freeText(200);

/** A service between two places, with what it promises there. */
export const LearnedLane = strictObject({
  carrier: Id,
  service: z.optional(Id),
  /** Coarse: a province, not a street. See {@link placeOf}. */
  from: z.optional(place),
  to: place,
  /** Whole days from hand-over to delivery. Absent: days are learned as they are. */
  promisedDays: z.optional(Count.check(z.maximum(365))),
});
export type LearnedLane = z.infer<typeof LearnedLane>;

/** What was seen of one parcel. Each is told once: handed over, and later how it ended. */
export const Seen = z.discriminatedUnion('kind', [
  strictObject({ kind: z.literal('handedOver'), lane: LearnedLane, handedOverAt: Instant }),
  strictObject({
    kind: z.literal('delivered'),
    lane: LearnedLane,
    handedOverAt: Instant,
    deliveredAt: Instant,
    damaged: z.optional(z.boolean()),
  }),
  strictObject({ kind: z.literal('lost'), lane: LearnedLane, handedOverAt: Instant, lostAt: Instant }),
]);
export type Seen = z.infer<typeof Seen>;

const weight = z.number().check(z.minimum(0));

/** What is known of a lane, of a carrier, or of all: weights that fade with time. */
const Cell = strictObject({
  /** Delivered parcels by their delay against the promise, in days from {@link EARLIEST} on. */
  delivered: z.array(weight).check(z.length(BINS)),
  lost: weight,
  damaged: weight,
  /** Under way, by `day of hand-over:promised days`. */
  open: z.record(z.string().check(z.regex(/^\d+:\d+$/)), Count),
});
export type Cell = z.infer<typeof Cell>;

/** How punctual carriers have been: plain JSON, to be stored by the host and folded on with {@link learn}. */
export const Punctuality = strictObject({
  /** What happened so long ago counts half. */
  halfLifeDays: z.number().check(z.minimum(1), z.maximum(3650)),
  /** As so many parcels of its own counts what the carrier, or all carriers, do elsewhere. */
  strength: z.number().check(z.positive(), z.maximum(10_000)),
  /** The instant to which the weights are reckoned. */
  asOf: z.optional(Instant),
  cells: z.record(z.string().check(z.maxLength(1000)), Cell),
});
export type Punctuality = z.infer<typeof Punctuality>;

/** Nothing is known yet. House defaults: a half-life of three weeks, and a strength of 20 parcels. */
export const nothingLearned = (
  settings: Partial<Pick<Punctuality, 'halfLifeDays' | 'strength'>> = {},
): Punctuality => ({
  halfLifeDays: 21,
  strength: 20,
  ...settings,
  cells: {},
});

/** A region as a place of a lane: country and province. */
export const placeOf = ({ country, province }: Region): string =>
  province === undefined ? country : `${country} ${province}`;

/** The cells in which a lane is counted: its own, its carrier's, that of all. */
export const cellsOf = ({ carrier, service = '', from = '', to }: LearnedLane): readonly [string, string, string] => [
  JSON.stringify([carrier, service, from, to]),
  JSON.stringify([carrier]),
  JSON.stringify([]),
];

const emptyCell = (): Cell => ({ delivered: new Array<number>(BINS).fill(0), lost: 0, damaged: 0, open: {} });

/**
 * What is known after these parcels were seen. Pure: the state that is given is left as it is. The order in which
 * parcels are told does not matter, save for rounding; only that a parcel ended is told no earlier than its hand-over.
 *
 * Each delivered parcel is one observation of its delay: whole days of 24 hours from hand-over to delivery, rounded up,
 * less the promised ones. Its weight halves every `halfLifeDays`, so that the last weeks count most.
 *
 * @example
 * ```ts
 * const lane = { carrier: 'ZTO', to: 'CN Tibet', promisedDays: 5 };
 * const model = learn(nothingLearned(), [{ kind: 'delivered', lane, handedOverAt, deliveredAt }]);
 * ```
 */
export function learn(model: Punctuality, seen: readonly Seen[]): Punctuality {
  let asOf = model.asOf ?? 0;
  for (const one of seen) asOf = Math.max(asOf, endedAt(one));
  if (asOf === 0) return model;
  const fade = fadingBy(asOf - (model.asOf ?? asOf), model.halfLifeDays);
  const cells = new Map(Object.entries(model.cells).map(([key, cell]) => [key, faded(cell, fade, asOf)]));
  // Handed over first, so that the end of a parcel finds it whichever of the two is told first.
  for (const one of seen.toSorted((a, b) => Number(a.kind !== 'handedOver') - Number(b.kind !== 'handedOver'))) {
    const counts = fadingBy(asOf - endedAt(one), model.halfLifeDays);
    for (const key of cellsOf(one.lane)) {
      const cell = cells.get(key) ?? emptyCell();
      cells.set(key, cell);
      count(cell, one, counts);
    }
  }
  return { ...model, asOf: instant(asOf), cells: Object.fromEntries(cells) };
}

const fadingBy = (milliseconds: number, halfLifeDays: number): number => 0.5 ** (milliseconds / DAY / halfLifeDays);

function endedAt(seen: Seen): Instant {
  if (seen.kind === 'handedOver') return seen.handedOverAt;
  return seen.kind === 'lost' ? seen.lostAt : seen.deliveredAt;
}

function faded({ delivered, lost, damaged, open }: Cell, fade: number, asOf: number): Cell {
  const oldest = Math.floor(asOf / DAY) - MOST_DAYS_OPEN;
  return {
    delivered: delivered.map((one) => one * fade),
    lost: lost * fade,
    damaged: damaged * fade,
    open: Object.fromEntries(Object.entries(open).filter(([key]) => Number.parseInt(key, 10) >= oldest)),
  };
}

function count(cell: Cell, seen: Seen, weight: number): void {
  const { promisedDays = 0 } = seen.lane;
  const key = `${Math.floor(seen.handedOverAt / DAY)}:${promisedDays}`;
  const open = cell.open[key] ?? 0;
  if (seen.kind === 'handedOver') {
    cell.open[key] = open + 1;
    return;
  }
  if (open > 1) cell.open[key] = open - 1;
  else delete cell.open[key];
  if (seen.kind === 'lost') {
    cell.lost += weight;
    return;
  }
  const bin = binOf(daysBetween(seen.handedOverAt, seen.deliveredAt), promisedDays);
  cell.delivered[bin] = (cell.delivered[bin] ?? 0) + weight;
  if (seen.damaged === true) cell.damaged += weight;
}

/** Whole days of 24 hours, rounded up. */
const daysBetween = (from: Instant, to: Instant): number => Math.max(0, Math.ceil((to - from) / DAY));

const binOf = (days: number, promisedDays: number): number =>
  Math.min(BINS - 1, Math.max(0, days - promisedDays - EARLIEST));

/** How many under way have passed each bin without being delivered. */
export function stillUnderWay(cell: Cell, now: Instant): number[] {
  const passed = new Array<number>(BINS).fill(0);
  for (const [key, parcels] of Object.entries(cell.open)) {
    const [day = 0, promisedDays = 0] = key.split(':').map(Number);
    // Reckoned from the end of the day of hand-over: a parcel is never thought older than it is.
    const days = Math.floor((now - (day + 1) * DAY) / DAY);
    for (let bin = 0; bin < BINS && bin + EARLIEST + promisedDays <= days; bin += 1) {
      passed[bin] = (passed[bin] ?? 0) + parcels;
    }
  }
  return passed;
}
