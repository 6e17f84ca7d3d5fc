import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type Instant, parseInput, plusHours } from '../../../src/kernel/index.js';
import {
  chanceOf,
  type LearnedLane,
  learn,
  nothingLearned,
  outlookOf,
  Punctuality,
  type Seen,
} from '../../../src/logistics/carriers/index.js';
import { at } from './support.js';

const NOW = at('2026-06-01T00:00:00Z');
const lane: LearnedLane = { carrier: 'ZTO', service: 'express', from: 'CN Zhejiang', to: 'CN Tibet', promisedDays: 3 };
const daysAgo = (days: number): Instant => plusHours(NOW, -24 * days);
const delivered = (ago: number, days: number, where = lane): Seen => ({
  kind: 'delivered',
  lane: where,
  handedOverAt: daysAgo(ago + days),
  deliveredAt: daysAgo(ago),
});
const many = (count: number, one: (n: number) => Seen): Seen[] => Array.from({ length: count }, (_, n) => one(n));
const inTime = (seen: Seen[], where = lane) =>
  chanceOf(learn(nothingLearned(), seen), where, { handedOverAt: NOW, by: plusHours(NOW, 72), now: NOW });

describe('Learned punctuality', () => {
  it('knows little before anything is seen, and says so', () => {
    const { chance, lower, upper, parcels } = inTime([]);
    expect(parcels).toBe(0);
    expect(chance).toBeCloseTo(0.875);
    expect(upper - lower).toBeGreaterThan(0.5);
  });

  it('believes a hundred parcels that came in time, within narrow bounds', () => {
    const { chance, lower, upper } = inTime(many(100, (n) => delivered(n % 10, 2)));
    expect(chance).toBeGreaterThan(0.95);
    expect(upper - lower).toBeLessThan(0.15);
  });

  it('is not overturned by three late parcels after a hundred good ones', () => {
    const good = many(100, (n) => delivered(1 + (n % 30), 3));
    const bad = many(3, () => delivered(0, 9));
    expect(inTime([...good, ...bad]).chance).toBeGreaterThan(0.85);
    expect(inTime([...good, ...bad]).chance).toBeLessThan(inTime(good).chance);
  });

  it('draws a lane with three late parcels towards its carrier, and that towards all', () => {
    const elsewhere = { ...lane, to: 'CN Sichuan' };
    const bad = many(3, () => delivered(1, 9));
    const alone = inTime(bad).chance;
    const withCarrier = inTime([...bad, ...many(100, () => delivered(1, 3, elsewhere))]).chance;
    expect(withCarrier).toBeGreaterThan(alone + 0.15);
    const another = { ...lane, carrier: 'YTO', to: 'CN Hainan' };
    expect(inTime(many(300, () => delivered(1, 9, another))).chance).toBeLessThan(0.6);
  });

  it('shows a carrier that got worse last week', () => {
    const weeks = many(160, (n) => delivered(8 + (n % 56), 3));
    const lastWeek = many(20, (n) => delivered(n % 7, 6));
    expect(inTime(weeks).chance).toBeGreaterThan(0.9);
    expect(inTime([...weeks, ...lastWeek]).chance).toBeLessThan(0.8);
    // The same week long ago is nearly forgotten.
    expect(inTime([...weeks, ...many(20, (n) => delivered(120 + (n % 7), 6))]).chance).toBeGreaterThan(0.9);
  });

  it('counts parcels that are still under way long after their promise, before anybody delivers them', () => {
    const weeks = many(60, (n) => delivered(8 + (n % 30), 3));
    const late = many(20, () => ({ kind: 'handedOver', lane, handedOverAt: daysAgo(6) }) as const);
    const young = many(20, () => ({ kind: 'handedOver', lane, handedOverAt: daysAgo(1) }) as const);
    expect(inTime([...weeks, ...late]).chance).toBeLessThan(inTime(weeks).chance - 0.15);
    expect(inTime([...weeks, ...young]).chance).toBeCloseTo(inTime(weeks).chance, 1);
  });

  it('forgets that a parcel was under way when it is delivered', () => {
    const handedOver: Seen = { kind: 'handedOver', lane, handedOverAt: daysAgo(3) };
    const model = learn(nothingLearned(), [handedOver, delivered(0, 3)]);
    expect(Object.values(model.cells).map(({ open }) => open)).toEqual([{}, {}, {}]);
  });

  it('reckons loss and damage, drawn towards what was expected', () => {
    const lost = many(5, () => ({ kind: 'lost', lane, handedOverAt: daysAgo(9), lostAt: NOW }) as const);
    const broken = many(5, () => ({ ...delivered(0, 3), damaged: true }) as Seen);
    const rate = (seen: Seen[]) => outlookOf(learn(nothingLearned(), seen), lane, NOW, 0.001).lossRate;
    expect(rate([])).toBe(0.001);
    expect(rate(many(90, () => delivered(0, 3)))).toBeLessThan(0.001);
    expect(rate([...many(90, () => delivered(0, 3)), ...lost, ...broken])).toBeGreaterThan(0.03);
  });

  it('is plain JSON that passes its own schema', () => {
    const model = learn(nothingLearned(), [delivered(0, 3), { kind: 'handedOver', lane, handedOverAt: NOW }]);
    const back = parseInput(Punctuality, JSON.parse(JSON.stringify(model)), 'model')._unsafeUnwrap();
    expect(back).toEqual(model);
  });

  const anyParcel = fc
    .record({
      ago: fc.integer({ min: 0, max: 60 }),
      days: fc.integer({ min: 0, max: 40 }),
      to: fc.constantFrom('a', '__proto__'),
    })
    .map(({ ago, days, to }) => delivered(ago, days, { ...lane, to }));

  test.prop([fc.array(anyParcel, { maxLength: 30 }), fc.nat(30)])(
    'does not depend on the order of reports',
    (seen, cut) => {
      const at = Math.min(cut, seen.length);
      const [first, second] = [seen.slice(0, at), seen.slice(at)];
      const one = learn(learn(nothingLearned(), first), second);
      const other = learn(learn(nothingLearned(), second), first);
      for (const days of [0, 3, 9]) {
        const chance = (model: Punctuality) => outlookOf(model, { ...lane, to: 'a' }, NOW).within(days).chance;
        expect(chance(one)).toBeCloseTo(chance(other), 9);
      }
    },
  );

  it('knows a parcel as delivered, whether its hand-over is reported before or after that', () => {
    const { handedOverAt } = delivered(1, 2);
    const told: Seen[] = [{ kind: 'handedOver', lane, handedOverAt }, delivered(1, 2)];
    expect(learn(nothingLearned(), told.toReversed())).toEqual(learn(nothingLearned(), told));
  });

  test.prop([fc.array(anyParcel, { maxLength: 30 })])(
    'gives chances that rise with time, and days late that fall',
    (seen) => {
      const model = learn(nothingLearned(), seen);
      const before = structuredClone(model);
      const { within, daysLate } = outlookOf(model, lane, NOW);
      for (let days = -1; days < 45; days += 1) {
        const { chance, lower, upper } = within(days);
        expect(lower).toBeLessThanOrEqual(chance);
        expect(upper).toBeGreaterThanOrEqual(chance);
        expect(within(days + 1).chance).toBeGreaterThanOrEqual(chance);
        expect(daysLate(days + 1)).toBeLessThanOrEqual(daysLate(days) + 1e-12);
        expect(daysLate(days)).toBeGreaterThanOrEqual(0);
      }
      learn(model, seen);
      expect(model).toEqual(before);
    },
  );
});
