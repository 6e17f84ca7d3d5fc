import type { Result } from 'neverthrow';
import * as z from 'zod/mini';
import {
  complaint,
  Id,
  type InputFailure,
  type Instant,
  Instant as InstantSchema,
  parseInput,
  strictObject,
  Zone,
} from '../../kernel/index.js';
import {
  fitBetaPrior,
  type RateEstimate,
  type ShrunkRate,
  shrinkRate,
  type Tally,
  wilsonInterval,
} from '../../statistics/index.js';
import { OpenProbability } from '../planning-numbers.js';
import { type LearnedLeadTime, leadDaysWithin, leadTimesFrom } from './lead-times.js';
import { type PriceRecord, pricesOf } from './prices.js';
import { bySupplier, type Receipt, Receipts } from './receipts.js';

/** How receipts are judged. */
export const ScorecardTerms = strictObject({
  /** Open orders promised before this instant are late already. */
  asOf: InstantSchema,
  /** Late by the instant, or only from the next local day on: on real data the two differ by a sixth. */
  late: z.discriminatedUnion('after', [
    strictObject({ after: z.literal('promisedInstant') }),
    strictObject({ after: z.literal('promisedDay'), zone: Zone }),
  ]),
  /** Of the intervals, such as 0.95. */
  confidence: OpenProbability,
  /** Suppliers that get a card though nothing came from them yet. */
  suppliers: z.optional(
    z
      .array(Id)
      .check(z.maxLength(100_000, { error: complaint('supply.too_many_suppliers', 'must be at most 100000') })),
  ),
});
export type ScorecardTerms = z.infer<typeof ScorecardTerms>;

/** A rate as it was seen, and drawn towards that of all suppliers where data is thin. No data is an answer of its own. */
export interface JudgedRate {
  readonly seen: RateEstimate;
  /** Absent where no supplier has data, or all data is the same: then there is nothing to be drawn to. */
  readonly drawnToAll?: ShrunkRate;
}

/** How a supplier delivers. */
export interface Scorecard {
  readonly supplier: string;
  /** Order lines with a promise that has come due. */
  readonly onTime: JudgedRate;
  /** Absent where nothing has come from any supplier yet. */
  readonly leadTime?: LearnedLeadTime & {
    readonly halfWithin: number;
    readonly mostWithin: number;
    readonly nearlyAllWithin: number;
  };
  /** Received lines that held at least what was ordered. */
  readonly complete: JudgedRate;
  readonly unitsShort: number;
  readonly unitsOver: number;
  /** Received units that passed. Units of one line fail together, so the interval is narrower than the truth. */
  readonly passed: JudgedRate;
  readonly prices: PriceRecord;
  /** Lines received before they were ordered: left out of lead times, worth a look at the books. */
  readonly outOfOrder: number;
  /** Lines that have not come yet. */
  readonly open: number;
}

/**
 * How each supplier delivers: on time, complete, sound, at which price, within how long. Rates come with Wilson intervals,
 * and drawn towards all suppliers by a beta prior fitted to them.
 *
 * @returns a card per supplier, those without any receipt at the end; or a failure of the input.
 * @example
 * ```ts
 * const cards = scoreSuppliers(receipts, {
 *   asOf, late: { after: 'promisedDay', zone: 'Asia/Shanghai' }, confidence: 0.95,
 * })._unsafeUnwrap();
 * cards[0].onTime.seen; // { kind: 'rate', rate: 0.83, lower: 0.61, upper: 0.94, trials: 18 }, or { kind: 'noData' }
 * ```
 */
export function scoreSuppliers(receipts: readonly Receipt[], terms: ScorecardTerms): Result<Scorecard[], InputFailure> {
  const input = strictObject({ receipts: Receipts, terms: ScorecardTerms });
  return parseInput(input, { receipts, terms }, 'the receipts').map((it) => cards(it.receipts, it.terms));
}

function cards(receipts: readonly Receipt[], terms: ScorecardTerms): Scorecard[] {
  const groups = bySupplier(receipts);
  for (const supplier of terms.suppliers ?? []) if (!groups.has(supplier)) groups.set(supplier, []);
  const own = [...groups.values()];
  const isLate = lateness(terms);
  const onTime = judge(
    own.map((lines) =>
      tally(
        lines.flatMap((line) => isLate(line) ?? []),
        (late) => !late,
      ),
    ),
    terms,
  );
  const complete = judge(
    own.map((lines) => tally(lines.filter(hasCome), (line) => unitsOff(line) >= 0)),
    terms,
  );
  const passed = judge(own.map(soundUnits), terms);
  const { suppliers: leadTimes, anySupplier } = leadTimesFrom(receipts);
  const prices = pricesOf(groups);
  return [...groups].map(([supplier, lines], i) => {
    const unknown = anySupplier && { ...anySupplier, receipts: 0, ownShare: 0 };
    const learned = leadTimes.get(supplier) ?? unknown;
    const off = lines.filter(hasCome).map(unitsOff);
    return {
      supplier,
      onTime: onTime[i] ?? NOTHING,
      ...(learned && { leadTime: { ...learned, ...within(learned) } }),
      complete: complete[i] ?? NOTHING,
      unitsShort: off.reduce((sum, units) => sum + Math.max(0, -units), 0),
      unitsOver: off.reduce((sum, units) => sum + Math.max(0, units), 0),
      passed: passed[i] ?? NOTHING,
      prices: prices.get(supplier) ?? { kind: 'noData' },
      outOfOrder: lines.filter(({ orderedAt, receivedAt }) => receivedAt !== undefined && receivedAt < orderedAt)
        .length,
      open: lines.filter((line) => !hasCome(line)).length,
    };
  });
}

const NOTHING: JudgedRate = { seen: { kind: 'noData' } };

const within = (leadTime: LearnedLeadTime) => ({
  halfWithin: leadDaysWithin(leadTime, 0.5),
  mostWithin: leadDaysWithin(leadTime, 0.8),
  nearlyAllWithin: leadDaysWithin(leadTime, 0.95),
});

const hasCome = ({ receivedAt }: Receipt): boolean => receivedAt !== undefined;
const unitsOff = ({ ordered, received = ordered }: Receipt): number => received - ordered;

/** Whether a line was late; nothing where none was promised, or it is open and not due yet. */
function lateness({ late, asOf }: ScorecardTerms): (line: Receipt) => boolean | undefined {
  const dayOf = late.after === 'promisedDay' ? localDays(late.zone) : (at: Instant) => at;
  return ({ promisedAt, receivedAt }) => {
    if (promisedAt === undefined) return undefined;
    if (receivedAt !== undefined) return dayOf(receivedAt) > dayOf(promisedAt);
    return dayOf(asOf) > dayOf(promisedAt) ? true : undefined;
  };
}

/** Local dates as text, which compare as days do. */
function localDays(zone: string): (at: Instant) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (at) => format.format(at);
}

const tally = <Item>(items: readonly Item[], succeeds: (item: Item) => boolean): Tally => ({
  successes: items.filter(succeeds).length,
  trials: items.length,
});

function soundUnits(lines: readonly Receipt[]): Tally {
  let [successes, trials] = [0, 0];
  for (const { received = 0, rejected } of lines) {
    // Units of which nobody said whether they passed are no evidence that they did.
    if (rejected === undefined) continue;
    trials += received;
    successes += received - rejected;
  }
  return { successes, trials };
}

function judge(tallies: readonly Tally[], { confidence }: ScorecardTerms): JudgedRate[] {
  const prior = fitBetaPrior(tallies);
  return tallies.map((one) => ({
    seen: wilsonInterval(one, confidence),
    ...(prior && { drawnToAll: shrinkRate(prior, one, confidence) }),
  }));
}
