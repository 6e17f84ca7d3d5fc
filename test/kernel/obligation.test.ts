import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  everyDay,
  instant,
  missedEvent,
  nextWake,
  type Obligation,
  type ObligationTerm,
  owe,
  owedAfter,
  owedAfterObligationEvent,
  plusHours,
  whatIsDue,
} from '../../src/kernel/index.js';

const noon = instant(Date.UTC(2026, 10, 22, 4));
const calendar = everyDay('Asia/Shanghai');
const hours = (count: number) => plusHours(noon, count);
const term: ObligationTerm = {
  within: { hours: 48 },
  remindHoursBefore: [2, 12],
  source: 'agreed',
  verified: true,
};
const shipBy = owe('shipBy', 'merchant', term, noon, calendar);

describe('opening an obligation', () => {
  test('sets the deadline and the reminders, earliest first', () => {
    expect(shipBy).toEqual({
      kind: 'shipBy',
      by: 'merchant',
      since: noon,
      due: hours(48),
      remindAt: [hours(36), hours(46)],
      source: 'agreed',
    });
  });

  test('leaves out reminders that would come before it begins, or with the deadline', () => {
    const short = owe(
      'payBy',
      'buyer',
      { ...term, within: { hours: 2 }, remindHoursBefore: [2, 3, 1] },
      noon,
      calendar,
    );
    expect(short.remindAt).toEqual([hours(1)]);
    expect(owe('payBy', 'buyer', { ...term, remindHoursBefore: [48] }, noon, calendar).remindAt).toBeUndefined();
  });

  test("the platform's deadline beats the term, and says where it comes from", () => {
    const given = owe('shipBy', 'merchant', term, noon, calendar, hours(24));
    expect(given).toMatchObject({ due: hours(24), remindAt: [hours(12), hours(22)], source: 'platform' });
  });
});

describe('one obligation of a kind at a time', () => {
  test('opening it again replaces it, settling takes it away, and others stay', () => {
    const payBy = { ...shipBy, kind: 'payBy' };
    const owed = owedAfter(owedAfter([], { owes: [shipBy, payBy] }), { owes: [{ ...shipBy, due: hours(60) }] });
    expect(owed.map(({ kind, due }) => [kind, due])).toEqual([
      ['payBy', hours(48)],
      ['shipBy', hours(60)],
    ]);
    expect(owedAfter(owed, { settles: ['payBy', 'unknown'] }).map(({ kind }) => kind)).toEqual(['shipBy']);
    expect(owedAfter(owed, { settles: ['shipBy'], owes: [shipBy] }).at(-1)).toEqual(shipBy);
  });

  test('an event that names none changes nothing', () => {
    const owed = [shipBy];
    expect(owedAfter(owed, {})).toBe(owed);
  });

  test('whatever is opened and settled', () => {
    const kinds = fc.constantFrom('payBy', 'shipBy', 'confirmBy');
    const step = fc.record({ owes: fc.uniqueArray(kinds), settles: fc.uniqueArray(kinds) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let owed: readonly Obligation[] = [];
        for (const { owes, settles } of steps) {
          owed = owedAfter(owed, { settles, owes: owes.map((kind) => ({ ...shipBy, kind })) });
          expect(new Set(owed.map(({ kind }) => kind)).size).toBe(owed.length);
          for (const kind of owes) expect(owed.some((one) => one.kind === kind)).toBe(true);
          for (const kind of settles)
            if (!owes.includes(kind)) expect(owed.some((one) => one.kind === kind)).toBe(false);
        }
      }),
    );
  });
});

describe('what is due at an instant', () => {
  const names = (owed: readonly Obligation[], at: number) => {
    const { reminders, missed } = whatIsDue(owed, instant(at));
    return [reminders.map(({ kind }) => kind), missed.map(({ kind }) => kind)];
  };

  test('nothing, then a reminder, then the miss', () => {
    expect(nextWake([shipBy])).toBe(hours(36));
    expect(names([shipBy], hours(36) - 1)).toEqual([[], []]);
    expect(names([shipBy], hours(36))).toEqual([['shipBy'], []]);
    expect(names([shipBy], hours(48) - 1)).toEqual([['shipBy'], []]);
    expect(names([shipBy], hours(48))).toEqual([[], ['shipBy']]);
  });

  test('each reminder once, however late', () => {
    const event = { type: 'ReminderDue', kind: 'shipBy', by: 'merchant', due: shipBy.due } as const;
    const first = owedAfterObligationEvent([shipBy], event, hours(36));
    expect(names(first, hours(40))).toEqual([[], []]);
    expect(nextWake(first)).toBe(hours(46));
    const late = owedAfterObligationEvent([shipBy], event, hours(47));
    expect(late[0]).not.toHaveProperty('remindAt');
    expect(nextWake(late)).toBe(hours(48));
  });

  test('the longest overdue first', () => {
    const owed = [shipBy, { ...shipBy, kind: 'acceptBy', due: hours(10), remindAt: [] }];
    expect(names(owed, hours(50))[1]).toEqual(['acceptBy', 'shipBy']);
  });

  test('nothing that is paused or missed already wakes anybody', () => {
    expect(nextWake([{ ...shipBy, pausedAt: noon }])).toBeUndefined();
    expect(nextWake([{ ...shipBy, missedAt: noon }])).toBeUndefined();
    expect(names([{ ...shipBy, pausedAt: noon }], hours(99))).toEqual([[], []]);
    expect(nextWake([])).toBeUndefined();
    expect(nextWake(undefined)).toBeUndefined();
  });

  test('is never early: nothing is due before nextWake, and something is at it', () => {
    const obligation = fc.record({
      due: fc.integer({ min: 1, max: 100 }),
      remind: fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 3 }),
      state: fc.constantFrom('open', 'paused', 'missed'),
    });
    fc.assert(
      fc.property(fc.array(obligation, { maxLength: 5 }), (made) => {
        const owed = made.map(({ due, remind, state }, i): Obligation => {
          const opened = owe(
            `k${i}`,
            'merchant',
            { ...term, within: { hours: due }, remindHoursBefore: remind },
            noon,
            calendar,
          );
          return {
            ...opened,
            ...(state === 'paused' && { pausedAt: noon }),
            ...(state === 'missed' && { missedAt: noon }),
          };
        });
        const wake = nextWake(owed);
        if (wake === undefined) {
          expect(made.every(({ state }) => state !== 'open')).toBe(true);
          return;
        }
        expect(names(owed, wake - 1)).toEqual([[], []]);
        expect(names(owed, wake).flat().length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('missing a deadline', () => {
  test("ends a buyer's right, and is anybody else's breach", () => {
    for (const by of ['merchant', 'carrier', 'platform', 'supplier'] as const) {
      expect(missedEvent({ ...shipBy, by })).toMatchObject({ type: 'ObligationBreached', by });
    }
    const lapsed = missedEvent({ ...shipBy, by: 'buyer' });
    expect(lapsed.type).toBe('ObligationLapsed');
    expect(owedAfterObligationEvent([{ ...shipBy, by: 'buyer' }], lapsed, hours(48))).toEqual([]);
  });

  test('leaves a breached obligation owed, without reminders, until it is settled', () => {
    const [breached] = owedAfterObligationEvent([shipBy], missedEvent(shipBy), hours(49));
    expect(breached).toMatchObject({ kind: 'shipBy', missedAt: hours(49) });
    expect(breached).not.toHaveProperty('remindAt');
  });
});

describe('pausing and extending', () => {
  const paused = { type: 'ObligationPaused', kind: 'shipBy', reason: 'held' } as const;
  const resumed = { type: 'ObligationResumed', kind: 'shipBy' } as const;
  const extended = (due: number) =>
    ({ type: 'ObligationExtended', kind: 'shipBy', due: instant(due), reason: 'agreed' }) as const;

  test('a pause shifts deadline and reminders by exactly its length', () => {
    const stretches = fc.array(fc.tuple(fc.nat(90_000_000), fc.nat(90_000_000)), { maxLength: 4 });
    fc.assert(
      fc.property(stretches, (pauses) => {
        let owed: readonly Obligation[] = [shipBy];
        let clock: number = noon;
        let stood = 0;
        for (const [running, standing] of pauses) {
          clock += running;
          owed = owedAfterObligationEvent(owed, paused, instant(clock));
          clock += standing;
          stood += standing;
          owed = owedAfterObligationEvent(owed, resumed, instant(clock));
        }
        expect(owed).toEqual([
          { ...shipBy, due: shipBy.due + stood, remindAt: shipBy.remindAt?.map((at) => at + stood) },
        ]);
      }),
    );
  });

  test('an extension moves the deadline to where it was agreed, reminders with it, and says so', () => {
    expect(owedAfterObligationEvent([shipBy], extended(hours(72)), noon)).toEqual([
      { ...shipBy, due: hours(72), remindAt: [hours(60), hours(70)], source: 'agreement' },
    ]);
  });

  test('an extension after a miss arms the deadline anew', () => {
    const missed = owedAfterObligationEvent([shipBy], missedEvent(shipBy), hours(49));
    const again = owedAfterObligationEvent(missed, extended(hours(72)), hours(50));
    expect(again[0]).not.toHaveProperty('missedAt');
    expect(nextWake(again)).toBe(hours(72));
  });

  test('events of another kind leave an obligation alone', () => {
    const others = [
      { ...paused, kind: 'payBy' },
      { ...resumed, kind: 'payBy' },
      { ...extended(hours(72)), kind: 'payBy' },
    ];
    for (const event of others) expect(owedAfterObligationEvent([shipBy], event, hours(1))).toEqual([shipBy]);
  });
});
