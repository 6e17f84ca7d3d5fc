import { describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/kernel/index.js';
import { asks, commands, namesOf, Shop, shanghai, shopWith, the } from './support.js';

const approve = (amount: number) => ({ type: 'ApproveRefund', amount }) as const;

describe('a refund above the limit', () => {
  const waiting = () => {
    const shop = new Shop({ approvalAbove: 5000 });
    shop.does('c-1', asks(), 'buyer');
    shop.does('c-1', commands.AgreeCase, 'owner');
    return shop;
  };

  it('waits for a second person, and the time to pay runs all the same', () => {
    const shop = waiting();
    expect(shop.case()).toMatchObject({ status: 'awaitingApproval', pending: { amount: 6667 } });
    expect(shop.owed()).toEqual({ payRefundBy: shanghai('2026-03-03T12:00') });
    shop.at = shanghai('2026-03-02T20:00');
    expect(namesOf(shop.give('c-1', approve(6667), 'approver'))).toEqual(['RefundGranted']);
    expect(shop.case()).toMatchObject({ status: 'refunding', granted: { approvedBy: { id: 'approver-1' } } });
    expect(shop.owed()).toEqual({ payRefundBy: shanghai('2026-03-03T12:00') });
  });

  it('is not approved by whoever agreed, in whatever role they come', () => {
    for (const by of [
      { role: 'owner', id: 'owner-1' },
      { role: 'approver', id: 'owner-1' },
    ] as const) {
      expect(namesOf(waiting().try('c-1', approve(6667), by))).toEqual(['aftersales.second_person_needed']);
    }
  });

  it('is not approved by whoever inspected the goods or agreed to the return', () => {
    const shop = shopWith('awaitingApproval');
    for (const id of ['packer-1', 'owner-1']) {
      const outcome = shop.try('c-1', approve(6667), { role: 'approver', id });
      expect(namesOf(outcome)).toEqual(['aftersales.second_person_needed']);
    }
    expect(namesOf(shop.try('c-1', approve(6667), 'approver'))).toEqual(['RefundGranted']);
  });

  it('is approved for the amount that waits and no other', () => {
    expect(namesOf(waiting().try('c-1', approve(6000), 'approver'))).toEqual(['aftersales.approval_of_other_amount']);
  });

  it('is declined, and the buyer may turn to the platform', () => {
    const shop = waiting();
    shop.does('c-1', commands.DeclineRefund, 'approver');
    expect(shop.case()).toMatchObject({ status: 'rejected', rejected: { reason: 'too much' } });
    expect(shop.case().pending).toBeUndefined();
    expect(Object.keys(shop.owed())).toEqual(['escalateBy']);
  });

  it('of goods that are back already is granted later without waiting for them again', () => {
    const shop = shopWith('awaitingApproval');
    shop.does('c-1', commands.DeclineRefund, 'approver');
    expect(namesOf(shop.give('c-1', commands.AgreeCase, 'owner'))).toEqual(['CaseAgreed', 'ApprovalAsked']);
  });

  it('needs nobody if it is not above the limit', () => {
    const shop = new Shop({ approvalAbove: 6667 });
    shop.does('c-1', asks(), 'buyer');
    expect(namesOf(shop.give('c-1', commands.AgreeCase, 'owner'))).toEqual(['CaseAgreed', 'RefundGranted']);
  });

  it('waits for a person too when the desk agreed by itself', () => {
    const shop = new Shop({ approvalAbove: 5000 });
    shop.does('c-1', asks(), 'buyer');
    expect(shop.until(shanghai('2026-03-04T12:00'))).toContain('ApprovalAsked');
    expect(namesOf(shop.try('c-1', approve(6667), 'owner'))).toEqual(['RefundGranted']);
  });

  it('that nobody approves in time is a breach, and the buyer may turn to the platform', () => {
    const shop = waiting();
    expect(namesOf(shop.try('c-1', commands.EscalateCase, 'buyer'))).toEqual(['aftersales.merchant_still_in_time']);
    expect(shop.until(shanghai('2026-03-03T12:00'))).toEqual(['ObligationBreached']);
    expect(namesOf(shop.give('c-1', commands.EscalateCase, 'buyer'))).toEqual(['CaseEscalated']);
    expect(shop.case().pending).toBeUndefined();
  });

  it('for which nothing is left by now ends the case', () => {
    const shop = waiting();
    shop.count('refunded', [{ line: 'mugs', quantity: 3 }]);
    expect(namesOf(shop.give('c-1', approve(6667), 'approver'))).toEqual(['CaseClosed']);
    expect(shop.case().outcome).toBe('nothingLeftToRefund');
  });
});

describe('the payment of a granted refund', () => {
  it('ends the case', () => {
    const shop = shopWith('refunding');
    expect(the('RefundPaid', shop.give('c-1', commands.NoteRefundPaid, SYSTEM)).reference).toBe('pay-1');
    expect(shop.case()).toMatchObject({ status: 'refunded', endedAt: shop.at });
    expect(shop.owed()).toEqual({});
  });

  it('that fails is seen, keeps its deadline, and grants nothing again', () => {
    const shop = shopWith('refunding');
    const left = shop.order.left;
    const owed = shop.owed();
    for (const times of [1, 2]) {
      shop.at = shanghai(`2026-03-02T${12 + times}:00`);
      expect(namesOf(shop.give('c-1', commands.NoteRefundFailed, SYSTEM))).toEqual(['RefundFailed']);
      expect(shop.case().failedPayments).toMatchObject({ times, lastReason: 'the account is closed', lastAt: shop.at });
    }
    expect(shop.case().status).toBe('refunding');
    expect(shop.owed()).toEqual(owed);
    expect(shop.order.left).toBe(left);
    expect(namesOf(shop.give('c-1', commands.NoteRefundPaid, 'owner'))).toEqual(['RefundPaid']);
  });

  it('that fails where nothing was owed before begins to be owed then', () => {
    const shop = shopWith('refunding');
    const { payRefundBy } = shop.terms;
    if (payRefundBy === undefined) throw new Error('the usual terms name it');
    shop.cases.set('c-1', { ...shop.case(), owed: [] });
    shop.does('c-1', commands.NoteRefundFailed, SYSTEM);
    expect(shop.owed()).toEqual({ payRefundBy: shanghai('2026-03-03T12:00') });
  });

  it('that is late is a breach, and stays owed', () => {
    const shop = shopWith('refunding');
    expect(shop.until(shanghai('2026-03-10T12:00'))).toEqual(['ObligationBreached']);
    expect(shop.case().status).toBe('refunding');
    expect(Object.keys(shop.owed())).toEqual(['payRefundBy']);
  });
});
