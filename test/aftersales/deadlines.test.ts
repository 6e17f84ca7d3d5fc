import { describe, expect, it } from 'vitest';
import type { AftersalesTerms, CaseStatus } from '../../src/aftersales/index.js';
import { SYSTEM } from '../../src/kernel/index.js';
import { asks, commands, namesOf, Shop, shanghai, shopWith, the } from './support.js';

describe('a request that the merchant leaves unanswered for 48 hours', () => {
  const answerBy = shanghai('2026-03-04T12:00');
  const unanswered = (whenNotAnswered: AftersalesTerms['whenNotAnswered'], over = {}) => {
    const shop = new Shop({ whenNotAnswered });
    shop.does('c-1', asks(over), 'buyer');
    return shop;
  };

  it('is not touched a millisecond before', () => {
    const shop = unanswered('agree');
    expect(shop.wakeOf('c-1')).toBe(answerBy);
    shop.at = shanghai('2026-03-04T11:59');
    expect(namesOf(shop.give('c-1', { type: 'Wake' }, SYSTEM))).toEqual([]);
    expect(shop.case().status).toBe('requested');
  });

  it('is agreed to and refunded, where the terms say that silence is a yes', () => {
    const shop = unanswered('agree');
    expect(shop.until(answerBy)).toEqual(['ObligationBreached', 'CaseAgreed', 'RefundGranted']);
    expect(shop.case()).toMatchObject({ status: 'refunding', agreed: { how: 'deadline', by: SYSTEM } });
    expect(Object.keys(shop.owed())).toEqual(['payRefundBy']);
  });

  it('lets the goods come back first, if a return was asked for', () => {
    const shop = unanswered('agree', { remedy: 'returnAndRefund' });
    expect(shop.until(answerBy)).toEqual(['ObligationBreached', 'CaseAgreed']);
    expect(shop.owed()).toEqual({ returnBy: shanghai('2026-03-11T24:00') });
  });

  it('goes to the platform, or is only written down, where the terms say so', () => {
    const escalated = unanswered('escalate');
    expect(escalated.until(answerBy)).toEqual(['ObligationBreached', 'CaseEscalated']);
    expect(escalated.case()).toMatchObject({ status: 'escalated', escalated: { by: 'system' } });
    const recorded = unanswered('record');
    expect(recorded.until(shanghai('2026-03-30T12:00'))).toEqual(['ObligationBreached']);
    expect(recorded.case().status).toBe('requested');
    expect(namesOf(recorded.give('c-1', commands.AgreeCase, 'owner'))).toEqual(['CaseAgreed', 'RefundGranted']);
  });

  it('is closed, if others have paid the units back meanwhile', () => {
    const shop = unanswered('agree');
    shop.count('refunded', [{ line: 'mugs', quantity: 3 }]);
    expect(shop.until(answerBy)).toEqual(['ObligationBreached', 'CaseClosed']);
    expect(shop.case().outcome).toBe('nothingLeftToRefund');
  });

  it('costs what the terms name', () => {
    const shop = unanswered('record');
    const penalty = { permille: 100, to: 'buyer' as const };
    shop.terms = { ...shop.terms, answerBy: { within: { hours: 48 }, penalty, source: 'test', verified: false } };
    shop.at = answerBy;
    const incurred = the('PenaltyIncurred', shop.give('c-1', { type: 'Wake' }, SYSTEM));
    expect(incurred).toMatchObject({ amount: 3500, currency: 'CNY', to: 'buyer', verified: false });
  });
});

describe('a buyer who does not send the goods back', () => {
  it('loses the case at 24:00 of the seventh day after the agreement, by the clock of Shanghai', () => {
    const shop = shopWith('awaitingReturn');
    expect(shop.until(shanghai('2026-03-09T23:59'))).toEqual([]);
    expect(shop.until(shanghai('2026-03-09T24:00'))).toEqual(['ObligationLapsed', 'CaseClosed']);
    expect(shop.case()).toMatchObject({ status: 'closed', outcome: 'returnOverdue' });
  });

  it('keeps it, if they are in time by a minute', () => {
    const shop = shopWith('awaitingReturn');
    shop.until(shanghai('2026-03-09T23:59'));
    shop.does('c-1', commands.NoteReturnShipped, 'buyer');
    expect(shop.until(shanghai('2026-04-09T12:00'))).toEqual([]);
  });

  it('may be given more time', () => {
    const shop = shopWith('awaitingReturn');
    const due = shanghai('2026-03-12T12:00');
    shop.does('c-1', { type: 'ExtendObligation', kind: 'returnBy', due, reason: 'snow' }, 'owner');
    expect(shop.until(shanghai('2026-03-12T11:59'))).toEqual([]);
    expect(shop.until(due)).toEqual(['ObligationLapsed', 'CaseClosed']);
  });
});

describe('a return that nobody inspects', () => {
  it('is refunded as agreed', () => {
    const shop = shopWith('inspecting');
    expect(shop.until(shanghai('2026-03-12T24:00'))).toEqual(['ObligationBreached', 'RefundGranted']);
    expect(shop.case().granted?.amount).toBe(6667);
  });

  it('is refunded for the units which the buyer says to have sent', () => {
    const shop = shopWith('awaitingReturn', { inspectFrom: 'shipped' });
    shop.does('c-1', { ...commands.NoteReturnShipped, lines: [{ line: 'mugs', quantity: 1 }] }, 'buyer');
    shop.until(shanghai('2026-03-12T24:00'));
    expect(shop.case().granted).toMatchObject({ amount: 3334, parts: [{ quantity: 1, covers: 1 }] });
  });

  it('goes to the platform, or is only written down, where the terms say so', () => {
    const escalated = shopWith('inspecting', { whenNotInspected: 'escalate' });
    expect(escalated.until(shanghai('2026-03-12T24:00'))).toEqual(['ObligationBreached', 'CaseEscalated']);
    const recorded = shopWith('inspecting', { whenNotInspected: 'record' });
    expect(recorded.until(shanghai('2026-03-12T24:00'))).toEqual(['ObligationBreached']);
    expect(namesOf(recorded.try('c-1', commands.EscalateCase, 'buyer'))).toEqual(['CaseEscalated']);
    expect(namesOf(recorded.give('c-1', commands.InspectReturn, 'packer'))).toEqual([
      'ReturnInspected',
      'RefundGranted',
    ]);
  });
});

it('a buyer who lets a rejection stand has accepted it after seven days', () => {
  const shop = shopWith('rejected');
  expect(shop.until(shanghai('2026-03-09T24:00'))).toEqual(['ObligationLapsed', 'CaseClosed']);
  expect(shop.case().outcome).toBe('rejectionAccepted');
});

it('a platform that does not decide in time is late, and the case stays with it', () => {
  const shop = shopWith('escalated');
  expect(shop.until(shanghai('2026-03-20T12:00'))).toEqual(['ObligationBreached']);
  expect(shop.case().status).toBe('escalated');
});

it('a day in New York has 23 hours when the clocks go forward, and the buyer still has all of it', () => {
  const shop = new Shop({ calendar: { ...shopWith('requested').terms.calendar, zone: 'America/New_York' } });
  shop.does('c-1', asks({ remedy: 'returnAndRefund' }), 'buyer');
  shop.does('c-1', commands.AgreeCase, 'owner');
  // Sunday, 8 March 2026 is the short one; the seventh day after 1 March (23:00 there) ends with it.
  expect(new Date(shop.owed().returnBy ?? 0).toISOString()).toBe('2026-03-09T04:00:00.000Z');
});

describe('late and repeated wakes', () => {
  it.each(['requested', 'rejected', 'awaitingReturn', 'inspecting', 'awaitingApproval', 'refunding'] as CaseStatus[])(
    'decide a case that is %s once',
    (status) => {
      const shop = shopWith(status);
      shop.at = shanghai('2026-06-01T12:00');
      const first = namesOf(shop.give('c-1', { type: 'Wake' }, SYSTEM));
      expect(first.length).toBeGreaterThan(0);
      const before = shop.case();
      expect(namesOf(shop.give('c-1', { type: 'Wake' }, SYSTEM))).not.toContain('RefundGranted');
      expect(shop.case().granted).toEqual(before.granted);
      expect(shop.case().status).toBe(before.status);
    },
  );
});

it('what the terms do not name is not owed', () => {
  const { calendar, autoAgree } = shopWith('requested').terms;
  const bare: AftersalesTerms = {
    whenNotAnswered: 'agree',
    whenNotInspected: 'refund',
    inspectFrom: 'arrived',
    mostCasesPerOrder: 1,
    autoAgree,
    calendar,
  };
  const shop = Object.assign(new Shop(), { terms: bare });
  for (const [command, role] of [
    [commands.OpenCase, 'buyer'],
    [commands.AgreeCase, 'owner'],
    [commands.NoteReturnShipped, 'buyer'],
    [commands.NoteReturnArrived, 'packer'],
    [commands.InspectReturn, 'packer'],
  ] as const) {
    shop.does('c-1', command, role);
    expect(shop.owed()).toEqual({});
  }
  expect(shop.case().status).toBe('refunding');
});
