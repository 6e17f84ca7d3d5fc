import { describe, expect, it } from 'vitest';
import { CaseCommand } from '../../src/aftersales/index.js';
import { parseInput } from '../../src/kernel/index.js';
import { asks, asksReturn, commands, lamp, mugs, namesOf, Shop, shanghai, shopWith, the, usual } from './support.js';

const codeOf = (shop: Shop, command: CaseCommand, role: 'buyer' | 'platform' = 'buyer', id = 'c-1') =>
  namesOf(shop.try(id, command, role)).join();

describe('a buyer asks', () => {
  it('for two of three mugs and is owed their shares, odd cents first', () => {
    const shop = new Shop();
    const opened = the('CaseOpened', shop.give('c-1', asks(), 'buyer'));
    expect(opened).toMatchObject({ asked: 6667, currency: 'CNY', buyer: 'b-1', channel: 'pdd-1', by: 'buyer' });
    expect(opened.lines).toEqual([{ line: 'mugs', sku: 'mug-white', quantity: 2 }]);
    expect(shop.case().status).toBe('requested');
  });

  it('for a part of the price, but not for more than the units cost', () => {
    expect(the('CaseOpened', new Shop().try('c-1', asks({ amount: 500 }), 'buyer')).asked).toBe(500);
    expect(codeOf(new Shop(), asks({ amount: 6667 }))).toBe('CaseOpened');
    expect(codeOf(new Shop(), asks({ amount: 6668 }))).toBe('aftersales.amount_exceeds_refundable');
  });

  it('in the currency that was paid', () => {
    expect(codeOf(new Shop(), asks({ amount: 500, currency: 'CNY' }))).toBe('CaseOpened');
    expect(codeOf(new Shop(), asks({ amount: 500, currency: 'USD' }))).toBe('aftersales.currency_differs');
  });

  it('for more than nothing', () => {
    for (const amount of [0, -100, 0.5]) {
      const refused = parseInput(CaseCommand, { ...asks(), amount }, 'The case')._unsafeUnwrapErr();
      expect(refused.code).toMatch(/^money\.must_be_(positive|whole_minor_units)$/);
    }
    const poor = new Shop({}, { left: 0 });
    expect(codeOf(poor, asks())).toBe('aftersales.nothing_left_to_refund');
  });

  it('for no more than was paid and has not gone back, whatever the units cost', () => {
    const deposit = new Shop({}, { left: 5000 });
    expect(the('CaseOpened', deposit.try('c-1', asks(), 'buyer')).asked).toBe(5000);
    expect(codeOf(deposit, asks({ amount: 5001 }))).toBe('aftersales.amount_exceeds_refundable');
  });

  it('naming a line twice, and both times count', () => {
    const twice = asks({ lines: [1, 2].map((quantity) => ({ line: 'mugs', quantity })) });
    expect(the('CaseOpened', new Shop().try('c-1', twice, 'buyer')).lines).toMatchObject([{ quantity: 3 }]);
    const more = asks({ lines: [2, 2].map((quantity) => ({ line: 'mugs', quantity })) });
    expect(codeOf(new Shop(), more)).toBe('aftersales.units_not_shipped');
  });

  it('about an order and a line that exist', () => {
    expect(codeOf(new Shop(), asks({ order: 'o-2' }))).toBe('aftersales.order_unknown');
    expect(codeOf(new Shop(), asks({ lines: [{ line: 'cups', quantity: 1 }] }))).toBe('aftersales.line_unknown');
  });
});

describe('units', () => {
  it('that are still with the merchant are cancelled on the order, and the refusal says so', () => {
    const shop = new Shop({}, { lines: [{ ...mugs, shipped: 1 }] });
    const refused = shop.try('c-1', asks(), 'buyer')._unsafeUnwrapErr();
    expect(refused.code).toBe('aftersales.units_not_shipped');
    expect(refused.details).toEqual({ line: 'mugs', asked: 2, left: 1 });
    expect(refused.remedy).toContain('CancelUnits');
  });

  it('that are on their way may be refunded, but cannot be sent back by one who has not got them', () => {
    const onItsWay = new Shop({}, { status: 'shipped' });
    expect(codeOf(onItsWay, asks({ received: 'notReceived', reason: { code: 'late' } }))).toBe('CaseOpened');
    expect(codeOf(onItsWay, asksReturn({ received: 'notReceived' }))).toBe(
      'aftersales.not_received_cannot_be_returned',
    );
  });

  it('that were refunded or sent back are settled', () => {
    const refunded = new Shop({}, { lines: [{ ...mugs, refunded: 2 }] });
    expect(codeOf(refunded, asks())).toBe('aftersales.units_settled_already');
    expect(codeOf(refunded, asks({ lines: [{ line: 'mugs', quantity: 1 }] }))).toBe('CaseOpened');
    const back = new Shop({}, { lines: [{ ...mugs, returned: 2 }] });
    expect(codeOf(back, asksReturn())).toBe('aftersales.units_settled_already');
    const lost = new Shop({}, { lines: [{ ...mugs, undelivered: 2 }] });
    expect(codeOf(lost, asksReturn())).toBe('aftersales.units_settled_already');
    expect(codeOf(lost, asks())).toBe('CaseOpened');
  });

  it('belong to one open case, and come free when it ends', () => {
    const shop = new Shop();
    shop.does('c-1', asks(), 'buyer');
    const refused = shop.try('c-2', asks(), 'buyer')._unsafeUnwrapErr();
    expect(refused.code).toBe('aftersales.units_claimed_already');
    expect(refused.details).toEqual({ line: 'mugs', asked: 2, left: 1, cases: ['c-1'] });
    expect(codeOf(shop, asks({ lines: [{ line: 'mugs', quantity: 1 }] }), 'buyer', 'c-2')).toBe('CaseOpened');
    shop.does('c-1', commands.WithdrawCase, 'buyer');
    expect(codeOf(shop, asks(), 'buyer', 'c-2')).toBe('CaseOpened');
  });

  it('that got a rebate can be claimed again, for what the rebate left', () => {
    const shop = new Shop({}, { lines: [lamp] });
    const whole = [{ line: 'lamp', quantity: 1 }];
    shop.does('c-1', asks({ lines: whole, amount: 6000 }), 'buyer');
    expect(the('RefundGranted', shop.give('c-1', commands.AgreeCase, 'owner')).lines).toEqual([]);
    expect(the('CaseOpened', shop.give('c-2', asks({ lines: whole }), 'buyer')).asked).toBe(19_000);
    expect(the('RefundGranted', shop.give('c-2', commands.AgreeCase, 'owner')).lines).toEqual(whole);
    expect(shop.order.left).toBe(0);
  });
});

describe('the after-sales window', () => {
  const until = shanghai('2026-03-09T24:00');
  const shop = (at: string) => Object.assign(new Shop({}, { afterSalesUntil: until }), { at: shanghai(at) });

  it('is open until 24:00 of its last day', () => {
    expect(codeOf(shop('2026-03-09T23:59'), asks())).toBe('CaseOpened');
  });

  it('is closed afterwards, and the refusal names the instant', () => {
    const refused = shop('2026-03-09T24:00').try('c-1', asks(), 'buyer')._unsafeUnwrapErr();
    expect(refused.code).toBe('aftersales.window_closed');
    expect(refused.details).toMatchObject({ until });
    expect(codeOf(shop('2026-03-20T12:00'), asks(), 'platform')).toBe('CaseOpened');
  });

  it('has not begun to close before the order is completed', () => {
    expect(codeOf(Object.assign(new Shop(), { at: shanghai('2026-12-01T12:00') }), asks())).toBe('CaseOpened');
  });
});

describe('the terms bound', () => {
  it('how many cases an order may have, whatever became of them', () => {
    const shop = new Shop({ mostCasesPerOrder: 2 });
    for (const id of ['c-1', 'c-2']) {
      shop.does(id, asks(), 'buyer');
      shop.does(id, commands.WithdrawCase, 'buyer');
    }
    expect(codeOf(shop, asks(), 'buyer', 'c-3')).toBe('aftersales.too_many_cases');
  });

  it('the answer, unless the platform brings a deadline of its own', () => {
    const shop = new Shop();
    const answerBy = shanghai('2026-03-02T18:30');
    shop.does('c-1', asks({ answerBy }), 'platform');
    expect(shop.owed()).toEqual({ answerBy });
    expect(codeOf(new Shop(), asks({ answerBy }))).toBe('aftersales.deadline_not_yours');
    const { answerBy: _, ...silent } = usual;
    const withoutTerm = Object.assign(new Shop(), { terms: silent });
    withoutTerm.does('c-1', asks({ answerBy }), 'platform');
    expect(withoutTerm.owed()).toEqual({ answerBy });
  });
});

describe('a buyer revises', () => {
  it('after a no, and the merchant has time again', () => {
    const shop = shopWith('rejected');
    shop.at = shanghai('2026-03-04T12:00');
    expect(namesOf(shop.give('c-1', commands.ReviseCase, 'buyer'))).toEqual(['CaseRevised']);
    expect(shop.case()).toMatchObject({ status: 'requested', asked: 3334, remedy: 'returnAndRefund' });
    expect(shop.case().rejected).toBeUndefined();
    expect(shop.owed()).toEqual({ answerBy: shanghai('2026-03-06T12:00') });
  });

  it('the amount or the reason alone, and the rest stays', () => {
    const shop = new Shop();
    shop.does('c-1', asks({ amount: 900 }), 'buyer');
    shop.does('c-1', { type: 'ReviseCase', reason: { code: 'defective', text: 'it leaks' } }, 'buyer');
    expect(shop.case()).toMatchObject({ asked: 900, reason: { code: 'defective' } });
    shop.does('c-1', { type: 'ReviseCase', amount: 800 }, 'buyer');
    expect(shop.case()).toMatchObject({ asked: 800, reason: { code: 'defective' } });
    shop.does('c-1', { type: 'ReviseCase', lines: [{ line: 'mugs', quantity: 3 }] }, 'buyer');
    expect(shop.case().asked).toBe(10_000);
  });

  it('within the same bounds as before: their own units are free for them, those of others are not', () => {
    const shop = new Shop();
    shop.does('c-1', asks(), 'buyer');
    shop.does('c-2', asks({ lines: [{ line: 'mugs', quantity: 1 }] }), 'buyer');
    const all: CaseCommand = { type: 'ReviseCase', lines: [{ line: 'mugs', quantity: 3 }] };
    expect(namesOf(shop.try('c-1', all, 'buyer'))).toEqual(['aftersales.units_claimed_already']);
    shop.does('c-2', commands.WithdrawCase, 'buyer');
    expect(namesOf(shop.try('c-1', all, 'buyer'))).toEqual(['CaseRevised']);
  });

  it('the remedy, from a return to a refund only', () => {
    const shop = shopWith('requested');
    shop.does('c-1', { type: 'ReviseCase', remedy: 'refundOnly', amount: 1000 }, 'buyer');
    expect(namesOf(shop.give('c-1', commands.AgreeCase, 'owner'))).toEqual(['CaseAgreed', 'RefundGranted']);
  });

  it('not once the goods were inspected', () => {
    const shop = shopWith('inspecting');
    shop.does('c-1', { type: 'InspectReturn', lines: [] }, 'packer');
    expect(shop.case().status).toBe('rejected');
    expect(namesOf(shop.try('c-1', commands.ReviseCase, 'buyer'))).toEqual(['aftersales.inspected_already']);
  });
});
