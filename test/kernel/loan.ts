import { err, ok } from 'neverthrow';
import {
  type Actor,
  apply,
  type Context,
  decide,
  defineFailures,
  everyDay,
  type Instant,
  instant,
  type Lifecycle,
  type Machine,
  type Obligation,
  type ObligationCommand,
  type ObligationTerm,
  owe,
  plusHours,
  type Role,
  rule,
} from '../../src/kernel/index.js';

/** A machine of our own, as small as one can be: a book is lent, prolonged, and brought back or lost. */
export type LoanStatus = 'lent' | 'back' | 'lost';
export interface Loan {
  readonly id: string;
  readonly status: LoanStatus;
  readonly prolonged: number;
  readonly owed?: readonly Obligation[] | undefined;
}
export type LoanCommand =
  | { readonly type: 'Lend'; readonly hours: number }
  | { readonly type: 'Prolong' }
  | { readonly type: 'BringBack' };
interface Owing {
  readonly owes?: readonly Obligation[];
  readonly settles?: readonly string[];
}
export type LoanEvent =
  | ({ readonly type: 'Lent'; readonly id: string } & Owing)
  | ({ readonly type: 'Prolonged' } & Owing)
  | ({ readonly type: 'BroughtBack' } & Owing)
  | { readonly type: 'Lost' };

export const noon = instant(Date.UTC(2026, 10, 22, 4));
export const hours = (count: number): Instant => plusHours(noon, count);
const calendar = everyDay('Asia/Shanghai');
const term = (count: number): ObligationTerm => ({
  within: { hours: count },
  remindHoursBefore: [24],
  source: 'the house rules',
  verified: true,
});

const failures = defineFailures('loan', {
  prolonged_enough: rule<{ times: number }>((d) => `It was prolonged ${d.times} times.`, 'Bring it back.'),
});

const lifecycle: Lifecycle<LoanStatus, LoanCommand['type']> = {
  statuses: ['lent', 'back', 'lost'],
  final: ['back', 'lost'],
  rows: {
    Lend: [{ from: ['new'], by: ['owner'], to: ['lent'] }],
    Prolong: [{ from: ['lent'], by: ['owner', 'buyer'], to: ['lent'] }],
    BringBack: [{ from: ['lent'], by: ['owner', 'buyer'], to: ['back'] }],
  },
};

export const loanMachine: Machine<Loan, LoanCommand, LoanEvent, unknown> = {
  kind: 'loan',
  schema: 1,
  lifecycle,
  decide: {
    Lend: (command, _, { at, id }) =>
      ok([
        {
          type: 'Lent',
          id,
          owes: [
            owe('returnBy', 'merchant', term(command.hours), at, calendar),
            owe('replaceBy', 'merchant', term(command.hours + 72), at, calendar),
          ],
        },
      ]),
    Prolong: (_, loan, { at }) =>
      loan.prolonged >= 2
        ? err(failures.prolonged_enough({ times: loan.prolonged }))
        : ok([{ type: 'Prolonged', owes: [owe('returnBy', 'merchant', term(48), at, calendar)] }]),
    BringBack: () => ok([{ type: 'BroughtBack', settles: ['returnBy', 'replaceBy'] }]),
  },
  evolve: (loan, event) => {
    switch (event.type) {
      case 'Lent':
        return { id: event.id, status: 'lent', prolonged: 0 };
      case 'Prolonged':
        return { ...(loan as Loan), prolonged: (loan as Loan).prolonged + 1 };
      case 'BroughtBack':
        return { ...(loan as Loan), status: 'back' };
      case 'Lost':
        return { ...(loan as Loan), status: 'lost' };
    }
  },
  missed: (_, { kind }) => (kind === 'replaceBy' ? [{ type: 'Lost' }] : []),
  card: () => ({}),
};

export const context = (at: Instant = noon, role: Role = 'owner', id = 'l-1'): Context => {
  const by: Actor = { role, id: `${role}-1` };
  return { at, by, id, ask: undefined };
};

export type Command = LoanCommand | ObligationCommand;

/** Gives a command; a refusal leaves the state as it is. */
export function give(state: Loan | undefined, command: Command, at = noon, role: Role = 'owner') {
  const decided = decide(loanMachine, command, state, context(at, role));
  const events = decided.isOk() ? decided.value : [];
  const next = events.reduce<Loan | undefined>((before, event) => apply(loanMachine, before, event, at), state);
  return { state: next, events, code: decided.isErr() ? decided.error.code : 'taken' };
}

export const lent = (): Loan => {
  const { state } = give(undefined, { type: 'Lend', hours: 48 });
  if (state === undefined) throw new Error('not lent');
  return state;
};

export const types = (events: readonly { readonly type: string }[]): string[] => events.map(({ type }) => type);
