import * as z from 'zod/mini';
import { Count, complaint, Id, Instant, Quantity, strictObject } from '../../kernel/index.js';
import { OpenProbability, Positive } from '../planning-numbers.js';
import { LeadTime } from '../supply/lead-times.js';

/** Units of a design that a buyer has paid for before they are made. */
export const PaidDemand = strictObject({
  order: Id,
  line: Id,
  design: Id,
  quantity: Quantity,
  paidAt: Instant,
  /** How long the buyer has agreed to wait for the pool to fill; until the pool's own deadline where left out. */
  consentUntil: z.optional(Instant),
});
export type PaidDemand = z.infer<typeof PaidDemand>;

/** Something that a factory makes when enough of it is ordered. */
export const Design = strictObject({
  design: Id,
  /** The fewest units that the factory makes at once. */
  minimumBatch: Quantity,
  /** Designs that the factory can make in one batch with it, such as the same cut in another print. */
  mergesWith: z.optional(z.array(Id).check(z.maxLength(100))),
  /** Units that are paid for per day at the moment, as a forecast says; learned from the pool where left out. */
  unitsPerDay: z.optional(Positive),
});
export type Design = z.infer<typeof Design>;

const capacity = { error: complaint('pool.capacity_must_be_positive', 'must be more than 0; leave a closed time out') };

/** A time in which the factory can make so many units. */
export const FactorySlot = strictObject({
  startsAt: Instant,
  endsAt: Instant,
  units: z.int(capacity).check(z.minimum(1, capacity), z.maximum(1_000_000_000, capacity)),
}).check(
  z.refine(({ startsAt, endsAt }) => startsAt < endsAt, {
    error: complaint('pool.slot_ends_before_it_starts', 'must end after it starts'),
    path: ['endsAt'],
  }),
);
export type FactorySlot = z.infer<typeof FactorySlot>;

const unique = <Item>(keyOf: (item: Item) => string, what: string) =>
  z.refine<readonly Item[]>((items) => new Set(items.map(keyOf)).size === items.length, {
    error: complaint('planning.named_twice', `must name each ${what} once`),
  });

/** What a plan of pools sees. */
export const PoolFacts = strictObject({
  at: Instant,
  demand: z.array(PaidDemand).check(
    z.maxLength(1_000_000),
    unique(({ order, line }) => `${order} ${line}`, 'order line'),
  ),
  designs: z.array(Design).check(
    z.maxLength(100_000),
    unique(({ design }) => design, 'design'),
  ),
  /** The free capacity of the factory. */
  slots: z.array(FactorySlot).check(
    z.maxLength(10_000),
    z.refine((slots) => slots.every(({ startsAt }, i) => i === 0 || startsAt >= (slots[i - 1]?.endsAt ?? 0)), {
      error: complaint('pool.slots_overlap', 'must follow each other without overlap'),
    }),
  ),
  /** From the end of production to the shop, inspection included. */
  leadTime: LeadTime,
}).check(
  z.refine(
    ({ demand, designs }) => {
      const known = new Set(designs.map(({ design }) => design));
      return demand.every(({ design }) => known.has(design));
    },
    {
      error: complaint('pool.design_unknown', 'must name every design that is paid for'),
      path: ['designs'],
    },
  ),
);
export type PoolFacts = z.infer<typeof PoolFacts>;

/** How pools are run. */
export const PoolTerms = strictObject({
  /** Days from the first payment within which a pool has to fill. */
  fillWithinDays: Positive,
  /** The probability with which a promised date is kept. */
  promiseProbability: OpenProbability,
  /** A pool that fills in time with less than this probability is not waited for. */
  leastChance: OpenProbability,
  /** Days that buyers may be asked to wait longer, once. */
  extraDays: z.optional(Count),
});
export type PoolTerms = z.infer<typeof PoolTerms>;
/** Two weeks to fill, promises kept nine times of ten, waiting ends below one chance in five, one week more on consent. */
export const defaultPoolTerms: PoolTerms = {
  fillWithinDays: 14,
  promiseProbability: 0.9,
  leastChance: 0.2,
  extraDays: 7,
};
