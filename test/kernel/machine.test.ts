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
  type ObligationEvent,
  rolesFor,
} from '../../src/kernel/index.js';
import {
  type Command,
  context,
  give,
  hours,
  type Loan,
  type LoanCommand,
  type LoanEvent,
  lent,
  loanMachine,
  noon,
} from './loan.js';

const { lifecycle } = loanMachine;
const wake = { type: 'Wake' } as const;

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
