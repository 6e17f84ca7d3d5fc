import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Broken, decide, wakeAt } from '../../src/kernel/index.js';
import { context, give, hours, type Loan, lent, loanMachine, types } from './loan.js';

const { lifecycle } = loanMachine;
const wake = { type: 'Wake' } as const;

describe('a wake', () => {
  test('that comes early changes nothing', () =>
    expect(give(lent(), wake, hours(24), 'system').events).toHaveLength(1));

  test('reminds once, breaches once, and ends the record when the last thing is missed', () => {
    let state: Loan | undefined = lent();
    const seen: string[] = [];
    for (const hour of [1, 24, 24, 30, 48, 48, 50, 96, 96, 120, 121]) {
      const step = give(state, wake, hours(hour), 'system');
      seen.push(...step.events.map(({ type }) => `${hour} ${type}`));
      state = step.state;
    }
    expect(seen).toEqual([
      '24 ReminderDue',
      '48 ObligationBreached',
      '96 ReminderDue',
      '120 ObligationBreached',
      '120 Lost',
    ]);
    expect(state?.status).toBe('lost');
  });

  test('that comes late tells all that was missed, the longest overdue first, and reminds of nothing', () => {
    const { events, state } = give(lent(), wake, hours(500), 'system');
    expect(events.map((event) => ('kind' in event ? `${event.type} ${event.kind}` : event.type))).toEqual([
      'ObligationBreached returnBy',
      'ObligationBreached replaceBy',
      'Lost',
    ]);
    expect(wakeAt(state as Loan, lifecycle)).toBeUndefined();
  });

  test('stops where the record came to its end, whatever is still owed', () => {
    const machine: typeof loanMachine = { ...loanMachine, missed: () => [{ type: 'Lost' }] };
    const events = decide(machine, wake, lent(), context(hours(500), 'system'))._unsafeUnwrap();
    expect(types(events)).toEqual(['ObligationBreached', 'Lost']);
  });

  test('of a machine that opens what was missed again, due already, is thrown as broken', () => {
    const machine: typeof loanMachine = {
      ...loanMachine,
      missed: (_, obligation) => [{ type: 'Prolonged', owes: [{ ...obligation }] }],
    };
    expect(() => decide(machine, wake, lent(), context(hours(500), 'system'))).toThrow(Broken);
  });

  test('that comes early, late or twice makes no difference in the end', () => {
    const wakes = fc.array(fc.integer({ min: 0, max: 130 }), { maxLength: 12 });
    fc.assert(
      fc.property(wakes, (at) => {
        let state: Loan | undefined = lent();
        const seen: string[] = [];
        for (const hour of [...at.sort((a, b) => a - b), 200]) {
          for (let twice = 0; twice < 2; twice++) {
            const step = give(state, wake, hours(hour), 'system');
            if (twice === 1) expect(step.events).toEqual([]);
            for (const event of step.events) {
              if ('due' in event) expect(hours(hour) >= event.due || event.type === 'ReminderDue').toBe(true);
              seen.push('kind' in event ? `${event.type} ${event.kind}` : event.type);
            }
            state = step.state;
          }
        }
        expect(state?.status).toBe('lost');
        expect(seen.filter((event) => !event.startsWith('ReminderDue'))).toEqual([
          'ObligationBreached returnBy',
          'ObligationBreached replaceBy',
          'Lost',
        ]);
        expect(new Set(seen).size).toBe(seen.length);
      }),
    );
  });
});

describe('pausing, resuming and extending', () => {
  const pause = { type: 'PauseObligation', kind: 'returnBy', reason: 'ill' } as const;
  const resume = { type: 'ResumeObligation', kind: 'returnBy' } as const;
  const extend = (hour: number) =>
    ({ type: 'ExtendObligation', kind: 'returnBy', due: hours(hour), reason: 'agreed' }) as const;

  test('a paused deadline does not come, and moves by the pause', () => {
    const paused = give(lent(), pause, hours(10)).state;
    expect(types(give(paused, wake, hours(60), 'system').events)).toEqual([]);
    const resumed = give(paused, resume, hours(60)).state;
    expect(resumed?.owed?.find(({ kind }) => kind === 'returnBy')?.due).toBe(hours(98));
  });

  test.each([
    ['what is not owed', lent(), { ...pause, kind: 'payBy' }, 'record.obligation_not_open'],
    ['a pause of what is paused', give(lent(), pause).state, pause, 'record.obligation_paused_already'],
    ['a resumption of what is not paused', lent(), resume, 'record.obligation_not_paused'],
    ['an extension that shortens', lent(), extend(47), 'record.extension_must_be_later'],
    ['an extension that changes nothing', lent(), extend(48), 'record.extension_must_be_later'],
  ] as const)('%s is refused', (_, state, command, code) => expect(give(state, command).code).toBe(code));

  test('an extension into the past is refused: it would be missed, and paid for, twice', () => {
    const missed = give(lent(), wake, hours(60), 'system').state;
    expect(give(missed, extend(55), hours(60)).code).toBe('record.extension_must_be_later');
    const extended = give(missed, extend(70), hours(60)).state;
    expect(wakeAt(extended as Loan, lifecycle)).toBe(hours(70));
  });
});
