import { err, ok, type Result } from 'neverthrow';
import { type AftersalesFailure, aftersalesFailures } from './failures.js';
import { caseLifecycle } from './lifecycle.js';
import type { CaseClaim, CaseLineFacts, CaseOrderFacts } from './owing.js';
import { REMEDIES } from './remedies.js';
import type { Case, CaseLine, CaseStatus, CaseUnits, Remedy } from './types.js';

/** What a case claims of its order and has been granted, as other cases of the order must see it. */
export const claimOf = ({ id, status, lines, granted }: Case): CaseClaim => ({
  case: id,
  // Once granted, the order itself counts the units as refunded; holding them too would count them twice.
  holds: granted === undefined && !caseLifecycle.final.includes(status),
  lines: lines.map(({ line, quantity }) => ({ line, quantity })),
  parts: (granted?.parts ?? []).map(({ line, amount, covers }) => ({ line, amount, covers })),
});

const CLAIMING: readonly CaseStatus[] = ['requested', 'rejected', 'escalated', 'awaitingApproval'];

/** Whether a case may still ask for money without goods coming back. */
export const claimsMoney = ({ status, remedy, agreed }: Case): boolean =>
  CLAIMING.includes(status) && !REMEDIES[agreed?.remedy ?? remedy].sendsBack;

/** The same units with each line named once. */
export function folded(units: readonly { readonly line: string; readonly quantity: number }[]): CaseUnits[] {
  const sums = new Map<string, number>();
  for (const { line, quantity } of units) sums.set(line, (sums.get(line) ?? 0) + quantity);
  return [...sums].filter(([, quantity]) => quantity > 0).map(([line, quantity]) => ({ line, quantity }));
}

/** The first line of which more is named than the case is about, or the units with each line named once. */
export function withinCase(
  units: readonly { readonly line: string; readonly quantity: number }[],
  { lines }: Pick<Case, 'lines'>,
): Result<CaseUnits[], AftersalesFailure> {
  const asked = folded(units);
  for (const { line: id, quantity } of asked) {
    const line = lines.find((one) => one.line === id);
    if (line === undefined) {
      return err(aftersalesFailures.line_unknown({ line: id, lines: lines.map((one) => one.line) }));
    }
    if (quantity > line.quantity) {
      return err(aftersalesFailures.more_units_than_claimed({ line: id, asked: quantity, left: line.quantity }));
    }
  }
  return ok(asked);
}

/** Checks that these units of the order can be claimed by this case with this remedy. */
export function claimable(
  facts: CaseOrderFacts,
  self: string,
  remedy: Remedy,
  units: readonly CaseUnits[],
): Result<CaseLine[], AftersalesFailure> {
  const claimed: CaseLine[] = [];
  for (const { line: id, quantity } of folded(units)) {
    const line = facts.lines.find((one) => one.line === id);
    if (line === undefined) {
      return err(aftersalesFailures.line_unknown({ line: id, lines: facts.lines.map((one) => one.line) }));
    }
    const refusal = refusalOf(line, quantity, remedy, facts.cases, self);
    if (refusal !== undefined) return err(refusal);
    claimed.push({ line: id, sku: line.sku, quantity });
  }
  return ok(claimed);
}

function refusalOf(
  line: CaseLineFacts,
  asked: number,
  remedy: Remedy,
  cases: readonly CaseClaim[],
  self: string,
): AftersalesFailure | undefined {
  const { line: id, shipped, refunded, undelivered, returned } = line;
  if (asked > shipped) return aftersalesFailures.units_not_shipped({ line: id, asked, left: shipped });
  const withBuyer = REMEDIES[remedy].sendsBack ? shipped - undelivered - returned : shipped;
  const open = Math.max(0, Math.min(withBuyer, shipped - refunded));
  if (asked > open) return aftersalesFailures.units_settled_already({ line: id, asked, left: open });
  const holders = cases.filter((one) => one.case !== self && one.holds && one.lines.some((held) => held.line === id));
  const held = holders
    .flatMap((one) => one.lines)
    .reduce((sum, one) => (one.line === id ? sum + one.quantity : sum), 0);
  if (asked > open - held) {
    const left = Math.max(0, open - held);
    return aftersalesFailures.units_claimed_already({ line: id, asked, left, cases: holders.map((one) => one.case) });
  }
  return undefined;
}
