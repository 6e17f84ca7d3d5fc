import { describe, expect, it } from 'vitest';
import { asks, asksReturn, commands, namesOf, Shop, shanghai, shopWith, the } from './support.js';

describe('the merchant agrees', () => {
  it('to a refund only, which is granted at once and covers the units', () => {
    const shop = new Shop();
    shop.does('c-1', asks(), 'buyer');
    const granted = the('RefundGranted', shop.give('c-1', { type: 'AgreeCase', note: 'sorry' }, 'service'));
    expect(granted).toMatchObject({
      order: 'o-1',
      amount: 6667,
      currency: 'CNY',
      lines: [{ line: 'mugs', quantity: 2 }],
      parts: [{ line: 'mugs', quantity: 2, amount: 6667, covers: 2 }],
    });
    expect(shop.case()).toMatchObject({ status: 'refunding', agreed: { how: 'answer', by: { id: 'service-1' } } });
  });

  it('to a return, and waits for the goods before any money moves', () => {
    const shop = shopWith('requested');
    expect(namesOf(shop.give('c-1', commands.AgreeCase, 'owner'))).toEqual(['CaseAgreed']);
    expect(shop.case().status).toBe('awaitingReturn');
    expect(shop.owed()).toEqual({ returnBy: shanghai('2026-03-09T24:00') });
  });

  it('to less or more than was asked, but never beyond what the units cost', () => {
    const asked = () => {
      const shop = new Shop();
      shop.does('c-1', asks({ amount: 900 }), 'buyer');
      return shop;
    };
    expect(the('RefundGranted', asked().give('c-1', { type: 'AgreeCase', amount: 500 }, 'owner')).amount).toBe(500);
    expect(the('RefundGranted', asked().give('c-1', { type: 'AgreeCase', amount: 6667 }, 'owner')).amount).toBe(6667);
    for (const [named, code] of [
      [{ amount: 6668 }, 'aftersales.amount_exceeds_refundable'],
      [{ amount: 10, currency: 'EUR' }, 'aftersales.currency_differs'],
    ] as const) {
      expect(namesOf(asked().try('c-1', { type: 'AgreeCase', ...named }, 'owner'))).toEqual([code]);
    }
  });

  it('and pays only what is left, if the order was refunded otherwise meanwhile', () => {
    const shop = new Shop();
    shop.does('c-1', asks(), 'buyer');
    shop.count('refunded', [{ line: 'mugs', quantity: 2 }]);
    const granted = the('RefundGranted', shop.try('c-1', commands.AgreeCase, 'owner'));
    expect(granted).toMatchObject({ amount: 3333, lines: [{ line: 'mugs', quantity: 1 }] });
    shop.count('refunded', [{ line: 'mugs', quantity: 1 }]);
    expect(namesOf(shop.try('c-1', commands.AgreeCase, 'owner'))).toEqual(['aftersales.nothing_left_to_refund']);
  });

  it('after all, having said no before', () => {
    const shop = shopWith('rejected');
    expect(namesOf(shop.give('c-1', commands.AgreeCase, 'owner'))).toEqual(['CaseAgreed']);
    expect(Object.keys(shop.owed())).toEqual(['returnBy']);
    expect(shop.case().rejected).toBeUndefined();
  });

  it('splitting an amount over lines by what they cost', () => {
    const shop = new Shop();
    const lines = [
      { line: 'mugs', quantity: 3 },
      { line: 'lamp', quantity: 1 },
    ];
    shop.does('c-1', asks({ lines, amount: 1000 }), 'buyer');
    expect(the('RefundGranted', shop.give('c-1', commands.AgreeCase, 'owner')).parts).toEqual([
      { line: 'mugs', quantity: 3, amount: 286, covers: 0 },
      { line: 'lamp', quantity: 1, amount: 714, covers: 0 },
    ]);
  });
});

describe('the merchant says no', () => {
  it('with a reason, and the buyer has seven days to turn to the platform', () => {
    const shop = shopWith('requested');
    shop.does('c-1', commands.RejectCase, 'service');
    expect(shop.case()).toMatchObject({ status: 'rejected', rejected: { reason: 'no damage to be seen' } });
    expect(shop.owed()).toEqual({ escalateBy: shanghai('2026-03-09T24:00') });
  });
});

describe('a buyer turns to the platform', () => {
  it('after a no', () => {
    const shop = shopWith('rejected');
    shop.does('c-1', commands.EscalateCase, 'buyer');
    expect(shop.case()).toMatchObject({ status: 'escalated', escalated: { by: 'buyer' } });
    expect(shop.owed()).toEqual({ decideBy: shanghai('2026-03-05T24:00') });
  });

  it('not while the merchant is still in time, but once they are late', () => {
    const shop = new Shop({ whenNotAnswered: 'record' });
    shop.does('c-1', asks(), 'buyer');
    const refused = shop.try('c-1', commands.EscalateCase, 'buyer')._unsafeUnwrapErr();
    expect(refused.code).toBe('aftersales.merchant_still_in_time');
    expect(refused.details).toEqual({ due: shanghai('2026-03-04T12:00') });
    shop.until(shanghai('2026-03-04T12:00'));
    expect(namesOf(shop.give('c-1', commands.EscalateCase, 'buyer'))).toEqual(['CaseEscalated']);
  });

  it('not where no deadline of the merchant runs at all', () => {
    const refused = shopWith('returnUnderWay').try('c-1', commands.EscalateCase, 'buyer')._unsafeUnwrapErr();
    expect(refused.details).toEqual({ due: null });
    expect(refused.message).not.toContain('null');
  });

  it('and cannot name the platform a deadline', () => {
    const dated = { ...commands.EscalateCase, decideBy: shanghai('2026-03-03T00:00') };
    expect(namesOf(shopWith('rejected').try('c-1', dated, 'buyer'))).toEqual(['aftersales.deadline_not_yours']);
  });
});

describe('the platform decides', () => {
  const rules = (shop: Shop, over: object) => shop.give('c-1', { ...commands.DecideByPlatform, ...over }, 'platform');
  const ruled = (shop: Shop, over: object) => shop.does('c-1', { ...commands.DecideByPlatform, ...over }, 'platform');

  it('that the buyer is right: refunded at once, without the goods and without a second person', () => {
    const shop = shopWith('escalated', { approvalAbove: 100 });
    expect(namesOf(rules(shop, {}))).toEqual(['PlatformDecided', 'RefundGranted']);
    expect(shop.case()).toMatchObject({ status: 'refunding', agreed: { remedy: 'refundOnly', how: 'platform' } });
    expect(Object.keys(shop.owed())).toEqual(['payRefundBy']);
  });

  it('that the merchant is right: the case is closed and owes nothing', () => {
    const shop = shopWith('escalated');
    expect(namesOf(rules(shop, { outcome: 'refuse' }))).toEqual(['PlatformDecided', 'CaseClosed']);
    expect(shop.case()).toMatchObject({ status: 'closed', outcome: 'refusedByPlatform' });
    expect(shop.owed()).toEqual({});
  });

  it('that the goods go back first, by a day of its own', () => {
    const shop = new Shop();
    shop.does('c-1', asks(), 'buyer');
    const returnBy = shanghai('2026-03-05T09:00');
    ruled(shop, { outcome: 'returnAndRefund', returnBy });
    expect(shop.case()).toMatchObject({ status: 'awaitingReturn', agreed: { remedy: 'returnAndRefund' } });
    expect(shop.owed()).toEqual({ returnBy });
  });

  it('upon a return that is under way: it goes on where it was', () => {
    for (const status of ['returnUnderWay', 'inspecting'] as const) {
      const shop = shopWith(status, { inspectFrom: 'shipped' });
      shop.does('c-1', commands.EscalateCase, 'platform');
      ruled(shop, { outcome: 'returnAndRefund' });
      expect(shop.case().status).toBe(status);
      expect(Object.keys(shop.owed())).toEqual(['inspectBy']);
    }
  });

  it("over the merchant's own count, which may be what the quarrel is about", () => {
    const shop = shopWith('inspecting');
    shop.does('c-1', { type: 'InspectReturn', lines: [] }, 'packer');
    expect(namesOf(shop.try('c-1', commands.AgreeCase, 'owner'))).toEqual(['aftersales.nothing_left_to_refund']);
    expect(namesOf(rules(shop, { outcome: 'returnAndRefund' }))).toEqual(['aftersales.inspected_already']);
    expect(the('RefundGranted', rules(shop, {})).amount).toBe(6667);
  });

  it('never for more than the units cost', () => {
    const shop = shopWith('escalated');
    expect(namesOf(rules(shop, { amount: 6668 }))).toEqual(['aftersales.amount_exceeds_refundable']);
    expect(the('RefundGranted', rules(shop, { amount: 1000 })).amount).toBe(1000);
  });
});

describe('a withdrawal', () => {
  it('ends the case and settles all', () => {
    for (const status of ['requested', 'rejected', 'escalated', 'awaitingReturn'] as const) {
      const shop = shopWith(status);
      expect(namesOf(shop.give('c-1', commands.WithdrawCase, 'buyer'))).toEqual(['CaseWithdrawn']);
      expect(shop.case()).toMatchObject({ status: 'withdrawn', endedAt: shop.at });
      expect(shop.owed()).toEqual({});
    }
  });

  it('is too late once the goods are on their way back', () => {
    const shop = shopWith('returnUnderWay');
    expect(namesOf(shop.try('c-1', commands.WithdrawCase, 'buyer'))).toEqual(['record.command_not_allowed_now']);
  });
});

it('a case about the same units may be opened after the first one was withdrawn, with a return this time', () => {
  const shop = shopWith('withdrawn');
  expect(namesOf(shop.give('c-2', asksReturn(), 'buyer'))).toEqual(['CaseOpened']);
});
