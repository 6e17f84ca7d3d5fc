import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AftersalesTerms } from '../../src/aftersales/index.js';
import { chinaCalendar } from '../../src/calendars/index.js';
import { Calendar, endOf, type Instant, instant, ObligationTerm, type Span } from '../../src/kernel/index.js';
import { LogisticsTerms } from '../../src/logistics/index.js';
import { OrderTerms } from '../../src/order/index.js';
import { describePreset, isOutdated, type Preset, pinduoduo, storefrontCn } from '../../src/presets/index.js';

const calendar = (await chinaCalendar(2024, 2026))._unsafeUnwrap();
const presets = [storefrontCn(calendar), pinduoduo(calendar)];
const named = presets.map((preset) => [preset.name, preset] as const);
const at = (local: string): Instant => instant(Date.parse(`${local}+08:00`));
const parts = { order: OrderTerms, logistics: LogisticsTerms, aftersales: AftersalesTerms };
const row = (preset: Preset, term: string) => describePreset(preset).find((one) => one.term === term);

describe.each(named)('the preset %s', (_, preset) => {
  test('is plain data, dated, which the schemas take', () => {
    for (const [part, schema] of Object.entries(parts)) {
      const terms = preset[part as keyof typeof parts];
      expect(schema.parse(JSON.parse(JSON.stringify(terms)))).toEqual(terms);
      expect(Calendar.parse(terms.calendar)).toEqual(calendar);
    }
    expect(preset.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(preset.jurisdiction).toBe('CN');
  });

  test('tells the source of every figure', () => {
    for (const { source, figure } of describePreset(preset)) {
      expect(source.length).toBeGreaterThan(10);
      expect(figure).not.toMatch(/object|undefined/);
    }
  });

  test('marks nothing as verified that calls itself unverified, and the other way round', () => {
    for (const { source, verified } of describePreset(preset)) {
      expect(verified === 'unverified').toBe(source.startsWith('unverified: '));
    }
  });

  test('has no note about a figure that it does not have', () => {
    const terms = describePreset(preset).map(({ term }) => term);
    for (const term of Object.keys(preset.notes)) expect(terms).toContain(term);
  });

  test('is a place to begin from: a host can change every figure of it', () => {
    const span: fc.Arbitrary<Span> = fc.oneof(
      fc.record({ hours: fc.integer({ min: 1, max: 9600 }) }),
      fc.record({ days: fc.integer({ min: 0, max: 4000 }) }),
      fc.record({ workingDays: fc.integer({ min: 0, max: 1000 }) }),
    );
    const term = fc.record({ within: span, source: fc.constant('our own'), verified: fc.boolean() });
    const part = fc.constantFrom('order', 'logistics', 'aftersales');
    fc.assert(
      fc.property(part, fc.nat(), term, (name, which, changed) => {
        const terms: Record<string, unknown> = { ...preset[name] };
        const owed = Object.keys(terms).filter((key) => ObligationTerm.safeParse(terms[key]).success);
        const key = owed[which % owed.length] ?? '';
        expect(parts[name].safeParse({ ...terms, [key]: changed }).success).toBe(true);
        const { [key]: __, ...without } = terms;
        expect(parts[name].safeParse(without).success).toBe(true);
      }),
    );
  });

  test('is outdated after a year', () => {
    expect(isOutdated(preset, at('2027-11-22T00:00:00'))).toBe(false);
    expect(isOutdated(preset, at('2027-11-24T00:00:00'))).toBe(true);
  });
});

describe("Pinduoduo's figures that nobody could check are flagged", () => {
  const pdd = pinduoduo(calendar);

  test.each([
    ['an unpaid order closes', 'order.payBy', '24 hours'],
    ['a group forms', 'order.groupBy', '24 hours'],
    ['late shipment costs', 'order.shipBy', '3.00 CNY to the buyer'],
    ['orders confirm themselves', 'order.confirmBy', '15 days'],
    ['no first scan is fake shipment', 'logistics.firstScanBy', '5.00 CNY to the buyer'],
    ['transit stalls', 'logistics.nextScanBy', '48 hours'],
    ['a request is answered', 'aftersales.answerBy', '24 hours'],
    ['an unanswered one is agreed to', 'aftersales.whenNotAnswered', 'agree'],
    ['the buyer enters the return waybill', 'aftersales.returnBy', '7 days'],
    ['returned goods are confirmed', 'aftersales.inspectBy', '36 hours'],
    ['unconfirmed ones are refunded', 'aftersales.whenNotInspected', 'refund'],
  ])('%s', (_, term, figure) => {
    expect(row(pdd, term)).toMatchObject({ verified: 'unverified' });
    expect(row(pdd, term)?.figure).toContain(figure);
  });

  test('and so is every penalty which they lead to', () => {
    for (const terms of [pdd.order, pdd.logistics, pdd.aftersales]) {
      for (const value of Object.values(terms)) {
        const term = ObligationTerm.safeParse(value);
        if (term.success && term.data.penalty !== undefined) expect(term.data.verified).toBe(false);
      }
    }
  });

  test('what is verified is the law', () => {
    const verified = describePreset(pdd).filter((one) => one.verified === 'verified');
    expect(verified.map(({ term }) => term)).toEqual(['order.afterSales', 'aftersales.autoAgree']);
  });
});

describe('the law gives the buyer seven days (Consumer Rights Protection Law art. 25, Civil Code arts. 201 and 203)', () => {
  test.each([
    ['signed on a Monday morning', '2026-11-16T09:00:00', '2026-11-24T00:00:00'],
    ['signed a minute before midnight', '2026-11-16T23:59:00', '2026-11-24T00:00:00'],
    ['the last day is a Sunday', '2026-11-15T09:00:00', '2026-11-24T00:00:00'],
    ['the last day is a Saturday', '2026-11-14T09:00:00', '2026-11-24T00:00:00'],
    ['the last day lies in Golden Week', '2026-09-25T09:00:00', '2026-10-09T00:00:00'],
    ['the last day is a Saturday that is worked', '2026-10-03T09:00:00', '2026-10-11T00:00:00'],
    ['the last day lies in Spring Festival', '2026-02-10T09:00:00', '2026-02-25T00:00:00'],
  ])('%s', (_, signed, until) => {
    for (const { order } of presets) expect(endOf(order.afterSales, at(signed), calendar)).toBe(at(until));
  });

  test('never less, whenever the goods were signed for', () => {
    const moment = fc.integer({ min: Date.UTC(2024, 0, 2), max: Date.UTC(2026, 11, 1) });
    fc.assert(
      fc.property(moment, (signed) => {
        const least = endOf({ days: 7 }, instant(signed), calendar);
        for (const { order } of presets) {
          expect(endOf(order.afterSales, instant(signed), order.calendar)).toBeGreaterThanOrEqual(least);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('and his money within seven days of the goods being back, inspection included', () => {
    const moment = fc.integer({ min: Date.UTC(2024, 0, 2), max: Date.UTC(2026, 11, 1) });
    fc.assert(
      fc.property(moment, (arrived) => {
        const latest = endOf({ days: 7 }, instant(arrived), calendar);
        for (const { aftersales } of presets) {
          const { inspectBy, payRefundBy, inspectFrom } = aftersales;
          expect(inspectFrom).toBe('arrived');
          if (inspectBy === undefined || payRefundBy === undefined) throw new Error('nothing is owed');
          const inspected = endOf(inspectBy.within, instant(arrived), calendar);
          expect(endOf(payRefundBy.within, inspected, calendar)).toBeLessThanOrEqual(latest);
        }
      }),
      { numRuns: 50 },
    );
  });
});

test('a preset reads as a table', () => {
  expect(row(storefrontCn(calendar), 'order.shipBy')).toEqual({
    term: 'order.shipBy',
    figure: '48 hours; reminders 24 and 4 hours before; stands still while held',
    source: 'house choice: the promise which most platforms ask for; make it your own',
    verified: 'house choice',
  });
  expect(row(storefrontCn(calendar), 'order.afterSales')).toMatchObject({
    figure: '7 days, or until the next working day',
    verified: 'verified',
  });
  expect(row(pinduoduo(calendar), 'order.autoAccept')?.figure).toBe('on, 1 rule');
  expect(row(pinduoduo(calendar), 'order.calendar')).toBeUndefined();
});
