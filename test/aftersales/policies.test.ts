import { describe, expect, it } from 'vitest';
import { AftersalesTerms, type Eligibility, SEVEN_DAY_RETURN_RULES } from '../../src/aftersales/index.js';
import { daysBetween } from '../../src/aftersales/policies.js';
import { everyDay, SYSTEM } from '../../src/kernel/index.js';
import { asks, asksReturn, lamp, mugs, namesOf, Shop, shanghai, the } from './support.js';

const rules = [...SEVEN_DAY_RETURN_RULES];
const deliveredAt = shanghai('2026-03-02T09:00');
const noReason = asksReturn({ reason: { code: 'noReason' } });

function shop(mode: 'on' | 'shadow' | 'off', at = '2026-03-05T12:00', line: Partial<typeof mugs> = {}) {
  const made = new Shop({ autoAgree: { mode, rules } }, { deliveredAt, lines: [{ ...mugs, ...line }, lamp] });
  made.at = shanghai(at);
  return made;
}

const judged = (one: Shop, command = noReason): Eligibility =>
  the('EligibilityJudged', one.try('c-1', command, 'buyer')).answer;

describe('return without a reason within seven days', () => {
  it('is agreed to at once, and says by which rule and upon which facts', () => {
    const one = shop('on');
    const outcome = one.give('c-1', noReason, 'buyer');
    expect(namesOf(outcome)).toEqual(['CaseOpened', 'EligibilityJudged', 'CaseAgreed']);
    expect(the('EligibilityJudged', outcome)).toMatchObject({
      mode: 'on',
      answer: 'automaticallyAgree',
      explanation: { rule: 'seven days without a reason', facts: { daysSinceDelivery: 3, noReasonReturn: 'allowed' } },
    });
    expect(one.case()).toMatchObject({ status: 'awaitingReturn', agreed: { how: 'policy', by: SYSTEM } });
    expect(one.owed()).toEqual({ returnBy: shanghai('2026-03-12T24:00') });
  });

  it('counts from the day after signing until 24:00 of the seventh (art. 25)', () => {
    expect(judged(shop('on', '2026-03-09T23:59'))).toBe('automaticallyAgree');
    expect(judged(shop('on', '2026-03-09T24:00'))).toBe('askMerchant');
  });

  it('is refused for goods which the law excludes (art. 6)', () => {
    const one = shop('on', '2026-03-05T12:00', { noReasonReturn: 'never' });
    expect(namesOf(one.give('c-1', noReason, 'buyer'))).toEqual(['CaseOpened', 'EligibilityJudged', 'CaseRejected']);
    expect(one.case().status).toBe('rejected');
    expect(Object.keys(one.owed())).toEqual(['escalateBy']);
  });

  it('is refused for goods of art. 7 only with the proof that this buyer confirmed it', () => {
    expect(judged(shop('on', '2026-03-05T12:00', { noReasonReturn: 'ifConfirmed' }))).toBe('automaticallyAgree');
    const confirmed = { noReasonReturn: 'ifConfirmed', exclusionConfirmed: true } as const;
    expect(judged(shop('on', '2026-03-05T12:00', confirmed))).toBe('refuse');
  });

  it('is left to the merchant if some lines are excluded and others are not', () => {
    const both = asksReturn({
      reason: { code: 'noReason' },
      lines: [
        { line: 'mugs', quantity: 1 },
        { line: 'lamp', quantity: 1 },
      ],
    });
    expect(judged(shop('on', '2026-03-05T12:00', { noReasonReturn: 'never' }), both)).toBe('askMerchant');
  });

  it('says nothing of goods with a defect', () => {
    expect(judged(shop('on', '2026-03-05T12:00', { noReasonReturn: 'never' }), asks())).toBe('askMerchant');
  });
});

describe('the policy', () => {
  it('in shadow decides and records, and changes nothing', () => {
    const one = shop('shadow');
    expect(namesOf(one.give('c-1', noReason, 'buyer'))).toEqual(['CaseOpened', 'EligibilityJudged']);
    expect(one.case().status).toBe('requested');
    expect(Object.keys(one.owed())).toEqual(['answerBy']);
  });

  it('switched off is not asked', () => {
    expect(namesOf(shop('off').try('c-1', noReason, 'buyer'))).toEqual(['CaseOpened']);
  });

  it('refunds at once where a rule agrees to a refund only, and a refund above the limit still waits', () => {
    const when = [{ fact: 'asked', is: 'atMost' as const, value: 9000 }];
    // biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
    const small = { name: 'small', when, then: 'automaticallyAgree' as const };
    const one = new Shop({ autoAgree: { mode: 'on', rules: [small] } });
    expect(namesOf(one.try('c-1', asks(), 'buyer')).at(-1)).toBe('RefundGranted');
    one.terms = { ...one.terms, approvalAbove: 5000 };
    expect(namesOf(one.give('c-1', asks(), 'buyer')).at(-1)).toBe('ApprovalAsked');
    expect(namesOf(one.try('c-1', { type: 'ApproveRefund', amount: 6667 }, 'owner'))).toEqual(['RefundGranted']);
  });

  it('is asked again when the buyer revises', () => {
    const one = shop('on');
    one.does('c-1', asksReturn(), 'buyer');
    expect(one.case().status).toBe('requested');
    one.does('c-1', { type: 'ReviseCase', reason: { code: 'noReason' } }, 'buyer');
    expect(one.case().status).toBe('awaitingReturn');
  });

  it('of a host stands in place of the rules', () => {
    const explanation = { policy: 'mine', rule: 'always', facts: {}, because: 'we trust them' };
    const one = shop('on');
    one.ask = { eligibility: () => ({ answer: 'automaticallyAgree', explanation }) };
    expect(the('EligibilityJudged', one.try('c-1', asks(), 'buyer')).explanation.policy).toBe('mine');
  });

  it('is plain data that the schema of the terms can read', () => {
    expect(AftersalesTerms.parse(shop('on').terms)).toEqual(shop('on').terms);
  });
});

it.each([
  ['2026-03-02T09:00', '2026-03-02T23:59', 0],
  ['2026-03-02T23:59', '2026-03-02T24:00', 1],
  ['2026-03-02T00:00', '2026-03-09T23:59', 7],
  ['2026-03-02T23:59', '2026-03-10T00:00', 8],
  ['2026-01-01T12:00', '2027-01-01T12:00', 365],
])('from %s to %s are %i midnights in Shanghai', (since, at, days) => {
  expect(daysBetween(shanghai(since), shanghai(at), everyDay('Asia/Shanghai'))).toBe(days);
});

it('days are counted by the zone of the shop, also where the clocks change', () => {
  const newYork = everyDay('America/New_York');
  const before = shanghai('2026-03-08T12:59');
  expect(daysBetween(before, shanghai('2026-03-08T13:00'), newYork)).toBe(1);
  expect(daysBetween(before, shanghai('2026-03-09T12:00'), newYork)).toBe(2);
});
