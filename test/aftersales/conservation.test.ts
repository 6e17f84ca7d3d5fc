import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aftersalesRefusals, Case, type CaseCommand, CaseEvent, caseLifecycle } from '../../src/aftersales/index.js';
import { isObligationEvent, plusHours, SYSTEM } from '../../src/kernel/index.js';
import { asks, commands, type Happened, lamp, mugs, Shop } from './support.js';
import { commandOf, LINES, orderLine, type Step, step, terms } from './walk.js';

const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0);

/** Walks over the cases of one order, keeping books of its own beside it. */
class Walk {
  readonly shop: Shop;
  readonly paid: number;
  goodwill = 0;
  granted = 0;
  inspections = 0;
  /** Refunds that were granted because of an inspection; what they cover is bounded by the count. */
  readonly inspected = new Set<string>();

  constructor(shop: Shop) {
    this.shop = shop;
    this.paid = shop.order.left;
  }

  payGoodwill(id: string): void {
    const facts = this.shop.facts().lines.find((one) => one.line === id);
    if (facts === undefined || facts.shipped - facts.refunded < 1) return;
    const refund = Math.min(facts.shareOf(1), this.shop.order.left);
    this.goodwill += refund;
    this.shop.order = { ...this.shop.order, left: this.shop.order.left - refund };
    this.shop.count('refunded', [{ line: id, quantity: 1 }]);
  }

  take(drawn: Step): void {
    const { shop } = this;
    const { id, hours, goodwill } = drawn;
    shop.at = plusHours(shop.at, hours);
    if (goodwill !== undefined) this.payGoodwill(goodwill);
    const before = shop.cases.get(id);
    const { command, role } = commandOf(drawn, shop);
    const outcome = shop.give(id, command, role);
    if (outcome.isErr()) {
      expect(shop.cases.get(id)).toBe(before);
      if (!outcome.error.code.startsWith('record.')) expect(refusalsOf(command.type)).toContain(outcome.error.code);
      return;
    }
    for (const event of outcome.value) this.book(id, event);
    if (command.type === 'Wake') expect(shop.give(id, command, SYSTEM).unwrapOr([])).toEqual([]);
    else followsTable(command, before, shop.case(id));
  }

  book(id: string, event: Happened): void {
    if (isObligationEvent(event)) return;
    expect(CaseEvent.parse(event)).toEqual(event);
    if (event.type === 'RefundGranted') {
      expect(this.shop.cases.get(id)?.granted?.amount).toBe(event.amount);
      this.granted += event.amount;
      const { findings, agreed } = this.shop.case(id);
      if (findings !== undefined && agreed?.how !== 'platform') this.inspected.add(id);
    }
    if (event.type === 'ReturnInspected') this.inspections += 1;
  }

  /** What holds after every step, whatever happened. */
  check(id: string): void {
    const { shop, paid, goodwill, granted } = this;
    const { cases } = shop.facts();
    expect(granted + goodwill).toBeLessThanOrEqual(paid);
    expect(shop.order.left).toBe(paid - granted - goodwill);
    for (const { line, charge, ordered, cancelled, shipped, refunded } of shop.lines) {
      const parts = cases.flatMap((one) => one.parts).filter((part) => part.line === line);
      expect(sum(parts.map(({ amount }) => amount))).toBeLessThanOrEqual(charge);
      expect(refunded).toBeLessThanOrEqual(ordered - cancelled);
      const held = cases.filter(({ holds }) => holds).flatMap(({ lines }) => lines.filter((one) => one.line === line));
      expect(sum(held.map(({ quantity }) => quantity))).toBeLessThanOrEqual(shipped);
    }
    const touched = shop.cases.get(id);
    if (touched !== undefined) this.checkCase(touched);
  }

  checkCase(one: Case): void {
    expect(Case.parse(one)).toEqual(one);
    const { granted, agreed, findings = [] } = one;
    if (granted === undefined) return;
    expect(granted.amount).toBe(sum(granted.parts.map(({ amount }) => amount)));
    expect(granted.amount).toBeGreaterThan(0);
    expect(granted.amount).toBeLessThanOrEqual(agreed?.amount ?? 0);
    for (const { line, covers, quantity } of granted.parts) {
      const claimed = one.lines.find((it) => it.line === line)?.quantity ?? 0;
      expect(Math.max(covers, quantity)).toBeLessThanOrEqual(claimed);
      if (!this.inspected.has(one.id)) continue;
      const counted = sum(findings.filter((finding) => finding.line === line).map((finding) => finding.counted));
      expect(Math.max(covers, quantity)).toBeLessThanOrEqual(counted);
    }
  }
}

const refusalsOf = (type: string): readonly string[] =>
  Object.entries(aftersalesRefusals).find(([name]) => name === type)?.[1] ?? [];

function followsTable({ type }: { readonly type: string }, before: Case | undefined, { status }: Case): void {
  const rows = Object.entries(caseLifecycle.rows).find(([name]) => name === (type as CaseCommand['type']))?.[1];
  expect(rows?.find(({ from }) => from.includes(before?.status ?? 'new'))?.to).toContain(status);
}

describe('whatever happens to the cases of an order', () => {
  it('rebates and whole refunds of one line, in any order, add up to no more than the line cost', () => {
    const ask = fc.record({ quantity: fc.integer({ min: 1, max: 3 }), amount: fc.constantFrom(undefined, 1, 40, 90) });
    const drawn = fc.record({
      charge: fc.integer({ min: 1, max: 400 }),
      ordered: fc.integer({ min: 1, max: 4 }),
      asked: fc.array(ask, { minLength: 4, maxLength: 12, size: 'max' }),
    });
    const property = fc.property(drawn, ({ charge, ordered, asked }) => {
      // Money of other lines is there as well, so that the line has to guard itself.
      const lines = [{ ...mugs, charge, ordered, shipped: ordered }, lamp];
      const shop = new Shop({ mostCasesPerOrder: 1000 }, { lines });
      for (const [n, { quantity, amount }] of asked.entries()) {
        const opened = shop.give(`c-${n}`, asks({ lines: [{ line: 'mugs', quantity }], amount }), 'buyer');
        if (opened.isOk()) expect(shop.give(`c-${n}`, commands.AgreeCase, 'owner').isOk()).toBe(true);
      }
      const back = shop.order.total - shop.order.left;
      expect(back).toBeLessThanOrEqual(charge);
      if (shop.lines[0]?.refunded === ordered) expect(back).toBe(charge);
    });
    fc.assert(property, { numRuns: 200 });
  });

  it('no more goes back than was paid, nor of a line than it cost, nor for units that were not counted', () => {
    let grants = 0;
    let inspections = 0;
    const drawn = fc.record({
      lines: fc.tuple(orderLine, orderLine, orderLine),
      percentPaid: fc.constantFrom(100, 100, 40, 20, 1),
      given: terms,
      steps: fc.array(step, { minLength: 15, maxLength: 40, size: 'max' }),
    });
    const property = fc.property(drawn, ({ lines: some, percentPaid, given, steps }) => {
      const lines = some.map((one, i) => ({ ...one, line: LINES[i] ?? 'a' }));
      const total = sum(lines.map(({ charge }) => charge));
      const left = Math.floor((total * percentPaid) / 100);
      const walk = new Walk(new Shop({ ...given, mostCasesPerOrder: 5 }, { lines, total, left }));
      for (const one of steps) {
        walk.take(one);
        walk.check(one.id);
      }
      grants += walk.shop.facts().cases.filter(({ parts }) => parts.length > 0).length;
      inspections += walk.inspections;
    });
    fc.assert(property, { numRuns: 150 });
    // The walks have to get somewhere, or they prove nothing.
    expect(grants).toBeGreaterThan(60);
    expect(inspections).toBeGreaterThan(20);
  });
});
