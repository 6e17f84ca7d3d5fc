import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  type Agreement,
  chooseSupplier,
  type LeadTime,
  leadTimeQuantile,
  learnLeadTimes,
  type Offer,
  type Receipt,
  type ScorecardTerms,
  type StockCostTerms,
  scoreSuppliers,
  standingOf,
} from '../../../src/inventory/planning.js';
import { lineCost, orderableFrom, orderableUpTo, quantitiesWorthAsking } from '../../../src/inventory/supply/offers.js';
import { instant } from '../../../src/kernel/index.js';
import { gammaQuantile, randomFrom } from '../../../src/statistics/index.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = Date.parse('2026-01-01T00:00:00Z');
const day = (count: number) => instant(start + Math.round(count * DAY));
const receipt = (supplier: string, days: number, more: Partial<Receipt> = {}): Receipt => ({
  supplier,
  sku: 'mug',
  orderedAt: day(0),
  promisedAt: day(10),
  receivedAt: day(days),
  ordered: 100,
  received: 100,
  rejected: 0,
  unitPrice: 1000,
  ...more,
});
const code = (answer: { isErr(): boolean; error?: unknown }) => (answer as { error: { code: string } }).error?.code;

describe('Lead times', () => {
  const learn = (receipts: Receipt[]) => learnLeadTimes(receipts)._unsafeUnwrap();

  it('of a supplier with many receipts are its own, of one with few are drawn to all', () => {
    const many = Array.from({ length: 60 }, (_, i) => receipt('mill', 8 + (i % 5)));
    const others = ['a', 'b', 'c'].flatMap((name, at) =>
      Array.from({ length: 30 }, (_, i) => receipt(name, 18 + 4 * at + (i % 7))),
    );
    const { suppliers, anySupplier } = learn([...many, ...others, receipt('new', 40)]);
    expect(suppliers.get('mill')?.meanDays).toBeCloseTo(10, 0);
    expect(suppliers.get('mill')?.ownShare).toBeGreaterThan(0.95);
    const young = suppliers.get('new');
    expect(young?.receipts).toBe(1);
    expect(young?.meanDays).toBeGreaterThan(anySupplier?.meanDays ?? 0);
    expect(young?.meanDays).toBeLessThan(40);
    // Of a stranger less is known than of anybody.
    expect(anySupplier?.deviationDays).toBeGreaterThan(young?.deviationDays ?? 0);
  });

  it('are not known where nothing came, and a receipt before its order tells nothing', () => {
    expect(learn([]).anySupplier).toBeUndefined();
    const { receivedAt: _, ...open } = receipt('mill', 5);
    expect(learn([open, receipt('mill', -2)]).anySupplier).toBeUndefined();
  });

  it('of a single supplier are its own, with a spread assumed where one receipt shows none', () => {
    expect(learn([receipt('mill', 8)]).suppliers.get('mill')).toEqual({
      meanDays: 8,
      deviationDays: 4,
      receipts: 1,
      ownShare: 1,
    });
  });

  it('cover what they say on orders that were not seen', () => {
    const random = randomFrom(3);
    const draw = (mean: number) => (mean / 9) * gammaQuantile(random.next(), 9);
    const means = Array.from({ length: 40 }, () => 5 + 30 * random.next());
    const seen = means.flatMap((mean, i) => Array.from({ length: 6 }, () => receipt(`s${i}`, draw(mean))));
    const { suppliers } = learn(seen);
    let within = 0;
    for (const [i, mean] of means.entries()) {
      const limit = leadTimeQuantile(suppliers.get(`s${i}`) as LeadTime, 0.9)._unsafeUnwrap();
      for (let n = 0; n < 50; n += 1) if (draw(mean) <= limit) within += 1;
    }
    expect(within / 2000).toBeGreaterThan(0.86);
    expect(within / 2000).toBeLessThan(0.94);
  });

  test.prop([fc.double({ min: 0.1, max: 200, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true })])(
    'are longer for a higher probability',
    (meanDays, deviationDays) => {
      const within = (probability: number) =>
        leadTimeQuantile({ meanDays, deviationDays }, probability)._unsafeUnwrap();
      expect(within(0.95)).toBeGreaterThanOrEqual(within(0.5));
    },
  );

  it('of zero or less cannot be', () => {
    expect(code(leadTimeQuantile({ meanDays: 0, deviationDays: 1 }, 0.9))).toBe('supply.lead_time_must_be_positive');
    expect(code(leadTimeQuantile({ meanDays: 5, deviationDays: 1 }, 1))).toBe('planning.probability_outside_0_to_1');
  });
});

describe('A scorecard', () => {
  const terms: ScorecardTerms = { asOf: day(30), late: { after: 'promisedInstant' }, confidence: 0.95 };
  const score = (receipts: Receipt[], more: Partial<ScorecardTerms> = {}) =>
    scoreSuppliers(receipts, { ...terms, ...more })._unsafeUnwrap();

  it('says of a supplier without receipts that nothing is known', () => {
    const [card] = score([], { suppliers: ['mill'] });
    expect(card).toMatchObject({
      supplier: 'mill',
      onTime: { seen: { kind: 'noData' } },
      complete: { seen: { kind: 'noData' } },
      passed: { seen: { kind: 'noData' } },
      prices: { kind: 'noData' },
    });
    expect(card?.leadTime).toBeUndefined();
  });

  it('tells three on time of three from certainty, and draws them to all', () => {
    const three = [8, 9, 10].map((days) => receipt('new', days));
    const old = Array.from({ length: 40 }, (_, i) => receipt('old', i % 2 === 0 ? 8 : 14));
    const bad = Array.from({ length: 40 }, (_, i) => receipt('bad', i % 4 === 0 ? 8 : 14));
    const [young] = score([...three, ...old, ...bad]);
    expect(young?.onTime.seen).toMatchObject({ rate: 1, trials: 3, upper: 1 });
    expect(young?.onTime.seen).toHaveProperty('lower', expect.closeTo(0.4385, 3));
    expect(young?.onTime.drawnToAll?.rate).toBeLessThan(0.9);
  });

  it('tells the next hour from the next day, by the rule that was chosen', () => {
    const promisedAt = instant(Date.parse('2026-01-10T08:00:00+08:00'));
    const soon = receipt('mill', 0, { promisedAt, receivedAt: instant(promisedAt + 5 * HOUR) });
    const next = receipt('mill', 0, { promisedAt, receivedAt: instant(promisedAt + 17 * HOUR) });
    const rate = (late: ScorecardTerms['late']) => {
      const { seen } = score([soon, next], { late })[0]?.onTime ?? { seen: { kind: 'noData' } };
      return seen.kind === 'rate' ? seen.rate : undefined;
    };
    expect(rate({ after: 'promisedInstant' })).toBe(0);
    expect(rate({ after: 'promisedDay', zone: 'Asia/Shanghai' })).toBe(0.5);
  });

  it('counts an open order as late once it is, and not before', () => {
    const { receivedAt: _, ...open } = receipt('mill', 1);
    expect(score([open])[0]).toMatchObject({ onTime: { seen: { rate: 0, trials: 1 } }, open: 1 });
    expect(score([open], { asOf: day(5) })[0]?.onTime.seen).toEqual({ kind: 'noData' });
  });

  it('counts what was short, over, rejected, and which books are out of order', () => {
    const [card] = score([
      receipt('mill', 5, { received: 90, rejected: 9 }),
      receipt('mill', 5, { received: 110 }),
      receipt('mill', -1),
    ]);
    expect(card).toMatchObject({ unitsShort: 10, unitsOver: 10, outOfOrder: 1 });
    expect(card?.complete.seen).toMatchObject({ trials: 3, rate: 2 / 3 });
    expect(card?.passed.seen).toMatchObject({ trials: 300, rate: 291 / 300 });
    expect(card?.leadTime).toMatchObject({ receipts: 2, meanDays: 5 });
  });

  it('compares prices SKU by SKU', () => {
    const cards = score([
      receipt('dear', 5, { unitPrice: 1200 }),
      receipt('cheap', 5, { unitPrice: 800 }),
      receipt('cheap', 5, { unitPrice: 800 }),
      receipt('dear', 5, { sku: 'lamp', unitPrice: 9000 }),
      receipt('cheap', 5, { sku: 'lamp', unitPrice: 7000 }),
      receipt('cheap', 5, { sku: 'lamp', unitPrice: 9000 }),
    ]);
    const [dear, cheap] = cards.map(({ prices }) => prices);
    expect(dear).toMatchObject({ kind: 'prices', lines: 2, unsteadiness: 0, level: expect.closeTo(Math.sqrt(1.5), 9) });
    expect(cheap).toMatchObject({ lines: 4, unsteadiness: expect.closeTo(Math.sqrt((2 * (1 / 8) ** 2) / 4), 9) });
  });

  it('refuses more rejected than received', () => {
    expect(code(scoreSuppliers([receipt('mill', 5, { rejected: 101 })], terms))).toBe(
      'supply.more_rejected_than_received',
    );
  });
});

describe('An offer', () => {
  const offers = fc.record({
    supplier: fc.constant('mill'),
    sku: fc.constant('mug'),
    packSize: fc.integer({ min: 1, max: 30 }),
    minimumQuantity: fc.integer({ min: 1, max: 200 }),
    mostQuantity: fc.nat(1000),
    prices: fc.constant<Offer['prices']>([
      { from: 1, unitPrice: 100 },
      { from: 120, unitPrice: 80 },
    ]),
  });

  test.prop([offers, fc.integer({ min: 1, max: 1200 })])(
    'is taken in whole packs, from its least to its most',
    (offer: Offer, units) => {
      const { packSize = 1, minimumQuantity = 1, mostQuantity = 0 } = offer;
      for (const quantity of [
        orderableFrom(offer, units),
        orderableUpTo(offer, units),
        ...quantitiesWorthAsking(offer, units),
      ]) {
        if (quantity === undefined) continue;
        expect(quantity % packSize).toBe(0);
        expect(quantity).toBeGreaterThanOrEqual(minimumQuantity);
        expect(quantity).toBeLessThanOrEqual(mostQuantity);
        expect(lineCost(offer, quantity)).toBe(quantity * (quantity < 120 ? 100 : 80));
      }
      expect(orderableFrom(offer, units) ?? units).toBeGreaterThanOrEqual(units);
      expect(orderableUpTo(offer, units) ?? 0).toBeLessThanOrEqual(units);
    },
  );
});

describe('A choice among suppliers', () => {
  const terms: StockCostTerms = {
    service: { by: 'cycleService', level: 0.95 },
    reviewDays: 7,
    holdingRatePerYear: 0.3,
    latePenalty: 500,
    assumedMargin: 0.3,
  };
  const near = {
    offer: { supplier: 'near', sku: 'mug', prices: [{ from: 1, unitPrice: 1000 }] },
    leadTime: { meanDays: 5, deviationDays: 1 },
  };
  const far = {
    offer: { supplier: 'far', sku: 'mug', prices: [{ from: 1, unitPrice: 995 }] },
    leadTime: { meanDays: 60, deviationDays: 30 },
  };
  const facts = { meanPerDay: 4, variancePerDay: 6, position: 10, offers: [near, far] };

  it('weighs the price against the stock that a long lead time asks for', () => {
    const { answer, explanation } = chooseSupplier(facts, terms)._unsafeUnwrap();
    expect(answer.map(({ supplier }) => supplier)).toEqual(['near', 'far']);
    expect(answer[0]?.costPerDay.goods).toBeGreaterThan(answer[1]?.costPerDay.goods ?? 0);
    expect(answer[1]?.reorderPoint).toBeGreaterThan(answer[0]?.reorderPoint ?? 0);
    expect(explanation.because).toContain('near costs');
  });

  it('counts units that fail inspection as paid for nothing', () => {
    const cheap = { ...near, offer: { ...near.offer, supplier: 'cheap', prices: [{ from: 1, unitPrice: 900 }] } };
    const best = (passedShare: number) =>
      chooseSupplier({ ...facts, offers: [near, { ...cheap, passedShare }] }, terms)._unsafeUnwrap().answer[0]
        ?.supplier;
    expect(best(0.99)).toBe('cheap');
    expect(best(0.8)).toBe('near');
  });

  it('refuses where nothing is known of any', () => {
    const failure = chooseSupplier({ ...facts, offers: [{ offer: near.offer }] }, terms)._unsafeUnwrapErr();
    expect(failure.code).toBe('supply.no_offer_usable');
    expect(failure.message).toContain('no lead time is known of near');
  });
});

describe('An agreement', () => {
  const agreement: Agreement = {
    supplier: 'mill',
    sku: 'mug',
    from: day(0),
    until: day(100),
    prices: [
      { from: 1, unitPrice: 1000 },
      { from: 500, unitPrice: 900 },
    ],
    commitment: { units: 1000, penaltyPerUnit: 50 },
  };

  it('says its price, and what is left to take at the pace so far', () => {
    const standing = standingOf({ agreement, at: day(50), taken: 300, quantity: 500 })._unsafeUnwrap();
    expect(standing).toEqual({ unitPrice: 900, unitsLeft: 700, unitsShortAtEnd: 400, penalty: 20_000 });
    expect(standingOf({ agreement, at: day(0), taken: 0, quantity: 1 })._unsafeUnwrap().unitsShortAtEnd).toBe(1000);
    expect(standingOf({ agreement, at: day(50), taken: 1200, quantity: 1 })._unsafeUnwrap().penalty).toBe(0);
  });

  it('holds for its time, with prices that fall', () => {
    expect(code(standingOf({ agreement, at: day(100), taken: 0, quantity: 1 }))).toBe('supply.agreement_not_in_force');
    const bad = (more: Partial<Agreement>) =>
      code(standingOf({ agreement: { ...agreement, ...more }, at: day(1), taken: 0, quantity: 1 }));
    expect(bad({ until: day(-1) })).toBe('supply.agreement_ends_before_it_begins');
    expect(bad({ prices: [] })).toBe('supply.price_missing');
    expect(bad({ prices: [...agreement.prices].reverse() })).toBe('supply.price_bands_out_of_order');
  });
});
