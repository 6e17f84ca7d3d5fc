import fc from 'fast-check';
import { type Case, type CaseCommand, caseLifecycle, type Finding } from '../../src/aftersales/index.js';
import { ALL_ROLES, type ObligationCommand, type Role } from '../../src/kernel/index.js';
import { commands, mugs, type Shop, type usual } from './support.js';

export const LINES = ['a', 'b', 'c'] as const;
type AnyCommand = CaseCommand | ObligationCommand;

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
const line = fc.constantFrom('a', 'a', 'a', ...LINES);
const wanted = fc.record({ line, quantity: fc.constantFrom(1, 1, 2, 3) });
const lines = fc.array(wanted, { minLength: 1, maxLength: 2 });

/** What one step of a walk draws; which of it matters depends on the command. */
export const step = fc.record({
  id: fc.constantFrom('c-1', 'c-2', 'c-3', 'c-4', 'c-5'),
  /** Which of the commands that the table names now; or, astray, of all. */
  pick: fc.constantFrom(...Array(60).keys()),
  astray: fc.constantFrom(true, ...Array<false>(7).fill(false)),
  role: fc.constantFrom<(Role | undefined)[]>(...Array<undefined>(45).fill(undefined), ...ALL_ROLES),
  hours: fc.constantFrom(0, 0, 0, 1, 30, 200),
  /** Now and then the merchant pays a unit back without a case. */
  goodwill: fc.constantFrom(...LINES, ...Array<undefined>(60).fill(undefined)),
  remedy: fc.constantFrom('refundOnly' as const, 'returnAndRefund' as const),
  outcome: fc.constantFrom('refund' as const, 'refuse' as const, 'returnAndRefund' as const),
  lines,
  changedLines: maybe(lines),
  amount: fc.constantFrom(undefined, undefined, undefined, undefined, 1, 50, 333, 900),
  counted: fc.array(fc.record({ accepted: fc.constantFrom(0, 1, 1, 2, 3), refused: fc.constantFrom(0, 0, 1) }), {
    maxLength: 3,
  }),
});
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

export const orderLine = fc
  .record({
    ordered: fc.constantFrom(1, 2, 4, 7),
    charge: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 300, max: 2000 }) }, fc.constantFrom(0, 1, 100)),
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

/** What leads to a refund is drawn more often; most walks would end in a withdrawal otherwise. */
const FORWARD = new Set<string>(['AgreeCase', 'ApproveRefund', 'NoteReturnArrived', 'InspectReturn']);

const WAKE = { type: 'Wake' } as const;

/** The command of this step, and who gives it: mostly somebody whom the table permits. */
export function commandOf(drawn: Step, shop: Shop): { command: AnyCommand; role: Role } {
  const one = shop.cases.get(drawn.id);
  const status = one?.status ?? 'new';
  const rows = Object.values(commands).flatMap((command) => {
    const row = caseLifecycle.rows[command.type].find(({ from }) => from.includes(status));
    const given = { command, by: row?.by ?? ALL_ROLES };
    if (row === undefined) return drawn.astray ? [given] : [];
    return FORWARD.has(command.type) ? [given, given, given, given] : [given];
  });
  const { command, by }: { command: AnyCommand; by: readonly Role[] } = rows[
    one === undefined ? 0 : drawn.pick % (rows.length + 1)
  ] ?? {
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
