import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  type Design,
  defaultPoolTerms,
  type PaidDemand,
  type PoolFacts,
  planPools,
  splitBatch,
} from '../../../src/inventory/planning.js';
import { instant } from '../../../src/kernel/index.js';

const DAY = 86_400_000;
const at = instant(Date.parse('2026-11-10T00:00:00Z'));
const day = (count: number) => instant(at + count * DAY);
const paid = (order: string, quantity: number, more: Partial<PaidDemand> = {}): PaidDemand => ({
  order,
  line: '1',
  design: 'koi',
  quantity,
  paidAt: day(-4),
  ...more,
});
const koi: Design = { design: 'koi', minimumBatch: 100 };
const facts = (more: Partial<PoolFacts> = {}): PoolFacts => ({
  at,
  demand: [paid('o1', 60), paid('o2', 40, { paidAt: day(-1) })],
  designs: [koi],
  slots: [
    { startsAt: day(1), endsAt: day(6), units: 80 },
    { startsAt: day(8), endsAt: day(13), units: 80 },
  ],
  leadTime: { meanDays: 5, deviationDays: 1 },
  ...more,
});
const plan = (more?: Partial<PoolFacts>, terms = defaultPoolTerms) => planPools(facts(more), terms)._unsafeUnwrap();
const step = (more?: Partial<PoolFacts>, terms = defaultPoolTerms) => plan(more, terms).pools[0]?.next;

describe('A pool of paid demand', () => {
  it('that is full is made as soon as the factory can, and its date is promised with a probability', () => {
    const { pools, batches } = plan();
    expect(pools[0]).toMatchObject({ design: 'koi', units: 100, missing: 0, next: { step: 'produce', batch: 0 } });
    expect(batches[0]?.production.map(({ units }) => units)).toEqual([80, 20]);
    expect(batches[0]?.promise.probability).toBe(0.9);
    // Five days of lead time; nine times of ten no more than about six and a third.
    expect(batches[0]?.promise.at).toBeGreaterThan(day(13 + 6.2));
    expect(batches[0]?.promise.at).toBeLessThan(day(13 + 6.5));
  });

  it('promises later for a higher probability', () => {
    const promise = (promiseProbability: number) =>
      plan({}, { ...defaultPoolTerms, promiseProbability }).batches[0]?.promise.at ?? 0;
    expect(promise(0.99)).toBeGreaterThan(promise(0.9));
  });

  it('waits where it will fill in time at its pace', () => {
    expect(step({ demand: [paid('o1', 60)] })).toEqual({ step: 'wait', until: day(10) });
  });

  it('asks buyers to wait longer where that helps, but only those who have not agreed', () => {
    // Two units a day: in 10 days 32 is out of reach, in 17 it is just about the mean.
    const designs = [{ ...koi, unitsPerDay: 2 }];
    const demand = [paid('o1', 60, { consentUntil: day(40) }), paid('o2', 8)];
    expect(step({ demand, designs })).toEqual({ step: 'askToWait', until: day(17), ask: ['o2/1'] });
    const agreed = demand.map((one) => ({ ...one, consentUntil: day(17) }));
    expect(step({ demand: agreed, designs })).toEqual({ step: 'wait', until: day(17) });
  });

  it('pays back where it will not fill', () => {
    const designs = [{ ...koi, unitsPerDay: 0.5 }];
    const { pools } = plan({ demand: [paid('o1', 60)], designs });
    expect(pools[0]?.next).toEqual({ step: 'refund', lines: ['o1/1'] });
    expect(pools[0]?.why.zh).toContain('退款');
  });

  it('is made together with another that it goes with, and not with a stranger', () => {
    const slow = { minimumBatch: 100, unitsPerDay: 0.1 };
    const demand = [paid('o1', 60), paid('o2', 50, { design: 'crane' }), paid('o3', 90, { design: 'pine' })];
    const designs = [
      { ...slow, design: 'koi', mergesWith: ['crane'] },
      { ...slow, design: 'crane' },
      { ...slow, design: 'pine' },
    ];
    const { pools, batches } = plan({ demand, designs });
    expect(pools.map(({ next }) => next.step)).toEqual(['produce', 'produce', 'refund']);
    expect(batches).toHaveLength(1);
    expect(batches[0]?.designs).toEqual([
      { design: 'koi', units: 60 },
      { design: 'crane', units: 50 },
    ]);
  });

  it('says how much room the factory lacks', () => {
    expect(step({ slots: [{ startsAt: day(-5), endsAt: day(5), units: 80 }] })).toEqual({
      step: 'noCapacity',
      lacking: 60,
    });
  });

  it('refuses a calendar that cannot be', () => {
    const code = (slots: object[]) => planPools(facts({ slots } as never))._unsafeUnwrapErr().code;
    expect(code([{ startsAt: day(1), endsAt: day(2), units: 0 }])).toBe('pool.capacity_must_be_positive');
    expect(code([{ startsAt: day(2), endsAt: day(1), units: 5 }])).toBe('pool.slot_ends_before_it_starts');
    const slot = { startsAt: day(1), endsAt: day(3), units: 5 };
    expect(code([slot, { ...slot, startsAt: day(2) }])).toBe('pool.slots_overlap');
    expect(planPools(facts({ demand: [paid('o1', 1), paid('o1', 1)] }))._unsafeUnwrapErr().code).toBe(
      'planning.named_twice',
    );
  });

  it('refuses what was paid for a design that nobody described', () => {
    const answer = planPools(facts({ designs: [] }));
    expect(answer._unsafeUnwrapErr().code).toBe('pool.design_unknown');
  });

  const pools = fc.array(
    fc.record({
      design: fc.constantFrom('a', 'b', 'c'),
      quantity: fc.integer({ min: 1, max: 60 }),
      daysAgo: fc.nat(20),
    }),
    { maxLength: 20 },
  );

  test.prop([pools, fc.array(fc.nat(150), { maxLength: 5 })])(
    'no unit is made, lost, or made beyond capacity',
    (lines, room) => {
      const demand = lines.map(({ design, quantity, daysAgo }, i) =>
        paid(`o${i}`, quantity, { design, paidAt: day(-daysAgo) }),
      );
      const slots = room.map((units, i) => ({ startsAt: day(i), endsAt: day(i + 1), units: units + 1 }));
      const designs = ['a', 'b', 'c'].map((design) => ({ design, minimumBatch: 50, mergesWith: ['a', 'b', 'c'] }));
      const { pools: planned, batches } = plan({ demand, slots, designs });
      const total = (items: readonly { units: number }[]) => items.reduce((sum, { units }) => sum + units, 0);
      expect(total(planned)).toBe(demand.reduce((sum, { quantity }) => sum + quantity, 0));
      expect(total(batches)).toBe(total(planned.filter(({ next }) => next.step === 'produce')));
      for (const batch of batches) {
        expect(total(batch.production)).toBe(batch.units);
        expect(total(batch.designs)).toBe(batch.units);
        expect(batch.units).toBeGreaterThanOrEqual(50);
      }
      for (const { startsAt, units } of slots) {
        const made = batches.flatMap(({ production }) => production).filter((one) => one.startsAt === startsAt);
        expect(total(made)).toBeLessThanOrEqual(units);
      }
    },
  );
});

describe('A batch', () => {
  const demand = [paid('o1', 3, { paidAt: day(-1) }), paid('o2', 5, { paidAt: day(-3) }), paid('o3', 2)];

  it('serves first who paid first', () => {
    const { shares, left } = splitBatch({ units: 8, demand, parts: 'allowed' })._unsafeUnwrap();
    expect(shares.map(({ order, units, missing }) => [order, units, missing])).toEqual([
      ['o3', 2, 0],
      ['o2', 5, 0],
      ['o1', 1, 2],
    ]);
    expect(left).toBe(0);
  });

  it('goes to whole lines only, where a part is of no use', () => {
    const { shares, left } = splitBatch({ units: 5, demand, parts: 'wholeLines' })._unsafeUnwrap();
    expect(shares.map(({ units }) => units)).toEqual([2, 0, 3]);
    expect(left).toBe(0);
  });

  test.prop([fc.nat(300), fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 15 }), fc.boolean()])(
    'conserves its units',
    (units, quantities, whole) => {
      const lines = quantities.map((quantity, i) => paid(`o${i}`, quantity));
      const split = splitBatch({ units, demand: lines, parts: whole ? 'wholeLines' : 'allowed' })._unsafeUnwrap();
      expect(split.shares.reduce((sum, share) => sum + share.units, split.left)).toBe(units);
      for (const [i, share] of split.shares.entries())
        expect(share.units + share.missing).toBe(lines.find(({ order }) => order === split.shares[i]?.order)?.quantity);
    },
  );

  it('is of one design', () => {
    const mixed = [paid('o1', 1), paid('o2', 1, { design: 'crane' })];
    expect(splitBatch({ units: 2, demand: mixed, parts: 'allowed' })._unsafeUnwrapErr().code).toBe(
      'pool.several_designs',
    );
  });
});
