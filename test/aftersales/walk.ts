import fc from 'fast-check';
import { type Case, type CaseCommand, caseLifecycle, type Finding } from '../../src/aftersales/index.js';
import { ALL_ROLES, type ObligationCommand, type Role } from '../../src/kernel/index.js';
import { commands, mugs, type Shop, type usual } from './support.js';

export const LINES = ['a', 'b', 'c'] as const;
type AnyCommand = CaseCommand | ObligationCommand;

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
const line = fc.constantFrom(...LINES);
const wanted = fc.record({ line, quantity: fc.constantFrom(1, 1, 2, 3) });
const lines = fc.array(wanted, { minLength: 1, maxLength: 2 });

/** What one step of a walk draws; which of it matters depends on the command. */
export const step = fc.record({
  id: fc.constantFrom('c-1', 'c-2', 'c-3'),
  /** Which of the commands that the table names now; or, astray, of all. */
  pick: fc.nat(1000),
  astray: fc.constantFrom(false, false, false, false, true),
  role: fc.constantFrom<(Role | undefined)[]>(undefined, undefined, undefined, ...ALL_ROLES),
  hours: fc.constantFrom(0, 0, 0, 1, 30, 200),
  /** Now and then the merchant pays a unit back without a case. */
  goodwill: fc.constantFrom(...LINES, ...Array<undefined>(60).fill(undefined)),
  remedy: fc.constantFrom('refundOnly' as const, 'returnAndRefund' as const),
  outcome: fc.constantFrom('refund' as const, 'refuse' as const, 'returnAndRefund' as const),
  lines,
  changedLines: maybe(lines),
  amount: maybe(fc.integer({ min: 1, max: 900 })),
  counted: fc.array(fc.record({ accepted: fc.nat(4), refused: fc.nat(2) }), { maxLength: 3 }),
});
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

export const orderLine = fc
  .record({
    ordered: fc.constantFrom(1, 3, 4, 7),
    charge: fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.constantFrom(0, 1, 100)),
    kept: fc.constantFrom(0, 0, 1),
    lost: fc.constantFrom(0, 0, 1),
  })
  .map(({ ordered, charge, kept, lost }) => {
    const shipped = ordered - kept;
    return { ...mugs, ordered, charge, shipped, undelivered: Math.min(lost, shipped) };
  });

export const terms = fc.record<Partial<typeof usual>>({
  whenNotAnswered: fc.constantFrom('agree', 'escalate', 'record'),
  whenNotInspected: fc.constantFrom('refund', 'escalate', 'record'),
  inspectFrom: fc.constantFrom('shipped', 'arrived'),
  approvalAbove: fc.constantFrom(0, 300, 5000),
});

const WAKE = { type: 'Wake' } as const;

/** The command of this step, and who gives it: mostly somebody whom the table permits. */
export function commandOf(drawn: Step, shop: Shop): { command: AnyCommand; role: Role } {
  const one = shop.cases.get(drawn.id);
  const status = one?.status ?? 'new';
  const rows = Object.values(commands).flatMap((command) => {
    const row = caseLifecycle.rows[command.type].find(({ from }) => from.includes(status));
    return row === undefined && !drawn.astray ? [] : [{ command, by: row?.by ?? ALL_ROLES }];
  });
  const { command, by }: { command: AnyCommand; by: readonly Role[] } = rows[drawn.pick % (rows.length + 1)] ?? {
    command: WAKE,
    by: ['system'],
  };
  const role = drawn.role ?? by[drawn.pick % by.length] ?? 'owner';
  return { command: filled(command, drawn, one), role };
}

function filled(command: AnyCommand, drawn: Step, one: Case | undefined): AnyCommand {
  const { remedy, outcome, amount, changedLines } = drawn;
  switch (command.type) {
    case 'OpenCase':
      return { ...command, lines: drawn.lines, remedy, amount };
    case 'ReviseCase':
      return { ...command, lines: changedLines, remedy, amount };
    case 'AgreeCase':
      return { ...command, amount };
    case 'DecideByPlatform':
      return { ...command, outcome, amount };
    case 'NoteReturnShipped':
      return { ...command, lines: changedLines === undefined ? undefined : one?.lines.slice(0, 1).map(oneUnit) };
    case 'InspectReturn':
      return { ...command, lines: findings(drawn, one) };
    case 'ApproveRefund':
      return { ...command, amount: one?.pending?.amount ?? 1 };
    default:
      return command;
  }
}

const oneUnit = ({ line: id }: { readonly line: string }) => ({ line: id, quantity: 1 });

const findings = ({ counted }: Step, one: Case | undefined): Finding[] =>
  (one?.lines ?? []).flatMap(({ line: id }, index) => {
    const { accepted = 0, refused = 0 } = counted[index] ?? {};
    if (accepted + refused === 0) return [];
    return [
      {
        line: id,
        counted: accepted + refused,
        accepted,
        refused,
        disposition: 'restock',
        reason: 'looked at',
      } as const,
    ];
  });
