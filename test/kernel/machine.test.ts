import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ALL_ROLES,
  allowedIn,
  apply,
  Broken,
  decide,
  instant,
  type Machine,
  NEW,
  OBLIGATION_COMMANDS,
  type ObligationCommand,
  type ObligationEvent,
  type Role,
  rolesFor,
  wakeAt,
} from '../../src/kernel/index.js';
import { context, hours, type Loan, type LoanCommand, type LoanEvent, loanMachine, noon } from './loan.js';

type Command = LoanCommand | ObligationCommand;
const { lifecycle } = loanMachine;

/** Gives a command; a refusal leaves the state as it is. */
function give(state: Loan | undefined, command: Command, at = noon, role: Role = 'owner') {
  const decided = decide(loanMachine, command, state, context(at, role));
  const events = decided.isOk() ? decided.value : [];
  const next = events.reduce<Loan | undefined>((before, event) => apply(loanMachine, before, event, at), state);
  return { state: next, events, code: decided.isErr() ? decided.error.code : 'taken' };
}
const lent = (): Loan => {
  const { state } = give(undefined, { type: 'Lend', hours: 48 });
  if (state === undefined) throw new Error('not lent');
  return state;
};
const wake = { type: 'Wake' } as const;
const types = (events: readonly { readonly type: string }[]): string[] => events.map(({ type }) => type);

describe('a command is refused by the first rule that applies', () => {
  test.each([
    [
      'a record that is not there, even for somebody who may not',
      undefined,
      { type: 'Prolong' },
      'carrier',
      'record.not_found',
    ],
    ['a wake of nothing', undefined, wake, 'buyer', 'record.not_found'],
    ['a record that is there already', lent(), { type: 'Lend', hours: 1 }, 'carrier', 'record.exists_already'],
    [
      'a new record by somebody who may not',
      undefined,
      { type: 'Lend', hours: 1 },
      'buyer',
      'record.actor_not_permitted',
    ],
    [
      'a status that does not take it',
      { ...lent(), status: 'back' as const },
      { type: 'Prolong' },
      'carrier',
      'record.command_not_allowed_now',
    ],
    [
      'a final status is not woken',
      { ...lent(), status: 'lost' as const },
      wake,
      'system',
      'record.command_not_allowed_now',
    ],
    [
      'somebody who may not, before the own rules',
      { ...lent(), prolonged: 2 },
      { type: 'Prolong' },
      'carrier',
      'record.actor_not_permitted',
    ],
    ['the own rules last', { ...lent(), prolonged: 2 }, { type: 'Prolong' }, 'buyer', 'loan.prolonged_enough'],
    ['only the desk wakes', lent(), wake, 'owner', 'record.actor_not_permitted'],
  ] as const)('%s', (_, state, command, role, code) => expect(give(state, command, noon, role).code).toBe(code));

  test('the answer tells what could be done instead', () => {
    const back: Loan = { ...lent(), status: 'back' };
    const decided = decide(loanMachine, { type: 'Prolong' }, back, context());
    expect(decided._unsafeUnwrapErr().details).toEqual({
      kind: 'loan',
      id: 'l-1',
      command: 'Prolong',
      status: 'back',
      allowed: [],
    });
    const role = decide(loanMachine, { type: 'Prolong' }, lent(), context(noon, 'picker'))._unsafeUnwrapErr();
    expect(role.details).toMatchObject({ role: 'picker', permitted: ['owner', 'buyer'] });
  });

  test('a name that every object has is no command', () => {
    for (const name of ['toString', 'constructor', '__proto__', 'hasOwnProperty']) {
      expect(rolesFor(lifecycle, name, 'lent')).toBeUndefined();
      expect(rolesFor(lifecycle, name, NEW)).toBeUndefined();
    }
  });
});

describe('the table answers', () => {
  test('what may be done in a status, and by whom', () => {
    expect(allowedIn(lifecycle, NEW)).toEqual(['Lend']);
    expect(allowedIn(lifecycle, 'lent')).toEqual(['Prolong', 'BringBack']);
    expect(allowedIn(lifecycle, 'lent', 'picker')).toEqual([]);
    expect(allowedIn(lifecycle, 'back')).toEqual([]);
  });

  test('obligations are paused, resumed and extended in every status that is not final', () => {
    for (const command of OBLIGATION_COMMANDS) {
      expect(rolesFor(lifecycle, command, 'lent')).toContain('system');
      for (const status of [NEW, 'back', 'lost']) expect(rolesFor(lifecycle, command, status)).toBeUndefined();
    }
  });
});

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

describe('the state after an event', () => {
  test('keeps no list of what is owed once nothing is', () => {
    const { state } = give(lent(), { type: 'BringBack' });
    expect(state).toEqual({ id: 'l-1', status: 'back', prolonged: 0 });
  });

  test('an obligation event before the record exists is broken, not refused', () => {
    const event: ObligationEvent = { type: 'ObligationResumed', kind: 'returnBy' };
    expect(() => apply(loanMachine, undefined, event, noon)).toThrow(Broken);
  });
});

describe('whatever is asked of it, in whatever order', () => {
  const command: fc.Arbitrary<Command> = fc.oneof(
    fc.record({ type: fc.constant('Lend' as const), hours: fc.integer({ min: 1, max: 100 }) }),
    fc.constantFrom({ type: 'Prolong' } as const, { type: 'BringBack' } as const, wake),
    fc.constantFrom({ type: 'PauseObligation', kind: 'returnBy', reason: 'x' } as const),
    fc.constantFrom({ type: 'ResumeObligation', kind: 'returnBy' } as const),
    fc
      .integer({ min: 1, max: 300 })
      .map((hour) => ({ type: 'ExtendObligation', kind: 'returnBy', due: hours(hour), reason: 'x' }) as const),
  );
  const walk = fc.array(fc.tuple(command, fc.constantFrom(...ALL_ROLES), fc.nat(40)), { maxLength: 25 });

  test('it follows its table, refusals change nothing, and history makes the state', () => {
    fc.assert(
      fc.property(walk, (steps) => {
        let state: Loan | undefined;
        let clock = 0;
        const history: [LoanEvent | ObligationEvent, number][] = [];
        for (const [given, role, passed] of steps) {
          clock += passed;
          const before = JSON.stringify(state);
          const status = state?.status ?? NEW;
          const step = give(state, given, hours(clock), role);
          expect(JSON.stringify(state)).toBe(before);
          if (step.code !== 'taken') expect(step.state).toBe(state);
          else expect(rolesFor(lifecycle, given.type, status)).toContain(role);
          if (status === 'back' || status === 'lost') expect(step.events).toEqual([]);
          state = step.state;
          for (const event of step.events) history.push([event, clock]);
          const kinds = (state?.owed ?? []).map(({ kind }) => kind);
          expect(new Set(kinds).size).toBe(kinds.length);
        }
        const replayed = history.reduce<Loan | undefined>(
          (loan, [event, hour]) => apply(loanMachine, loan, event, hours(hour)),
          undefined,
        );
        expect(replayed).toEqual(state);
        expect(state === undefined ? undefined : JSON.parse(JSON.stringify(state))).toEqual(state);
      }),
    );
  });

  test('the same state, command and context give the same decision', () => {
    fc.assert(
      fc.property(command, fc.constantFrom(...ALL_ROLES), (given, role) => {
        const once = decide(loanMachine, given, lent(), context(instant(hours(50)), role));
        expect(decide(loanMachine, given, lent(), context(instant(hours(50)), role))).toEqual(once);
      }),
    );
  });
});

test('a machine is data and functions: nothing in it waits', () => {
  const machine: Machine<Loan, LoanCommand, LoanEvent, unknown> = loanMachine;
  expect(Object.values(machine.decide).every((step) => step.constructor.name === 'Function')).toBe(true);
});
