import { err, ok, type Result } from 'neverthrow';
import { type Minor, splitByLargestRemainder } from '../kernel/index.js';
import { type AftersalesFailure, aftersalesFailures } from './failures.js';
import type { CaseOrderFacts } from './owing.js';
import type { CaseUnits, RefundPart } from './types.js';

/**
 * What these units of a line can still bring: what they cost, as long as the line as a whole has that much left.
 * A rebate (a refund of less than the whole share) leaves its units open, so it is taken off the line.
 */
function worthOf(facts: CaseOrderFacts, { line: id, quantity }: CaseUnits): { worth: Minor; open: number } {
  const line = facts.lines.find((one) => one.line === id);
  if (line === undefined) return { worth: 0, open: 0 };
  const unpaid = Math.max(0, line.shipped - line.refunded);
  const open = Math.min(quantity, unpaid);
  const rebates = facts.cases
    .flatMap((one) => one.parts)
    .reduce((sum, part) => (part.line === id && part.covers === 0 ? sum + part.amount : sum), 0);
  return { open, worth: Math.min(line.shareOf(open), Math.max(0, line.shareOf(unpaid) - rebates)) };
}

const total = (amounts: readonly Minor[]): Minor => amounts.reduce((sum, amount) => sum + amount, 0);

/** The most that can be refunded for these units: bounded by their shares, and by what was paid and is still there. */
export const mostFor = (facts: CaseOrderFacts, units: readonly CaseUnits[]): Minor =>
  Math.min(total(units.map((one) => worthOf(facts, one).worth)), facts.left);

/** A refund and how it falls on the lines; the parts add up to the amount. */
export interface Grant {
  readonly amount: Minor;
  readonly parts: RefundPart[];
}

/**
 * What is paid back for `units`, where `agreed` was promised for `agreedUnits`: three agreed and two come back make two
 * thirds, line by line, in proportion to what the units cost. Never more than {@link mostFor} the units.
 */
export function grantFor(
  facts: CaseOrderFacts,
  agreed: Minor,
  agreedUnits: readonly CaseUnits[],
  units: readonly CaseUnits[],
): Grant {
  const worths = agreedUnits.map((one) => worthOf(facts, one).worth);
  const promised = spread(Math.min(agreed, total(worths)), worths);
  const parts = units.map((one): RefundPart => {
    const index = agreedUnits.findIndex(({ line }) => line === one.line);
    const { worth, open } = worthOf(facts, one);
    const rest = Math.max(0, (worths[index] ?? 0) - worth);
    const amount = Math.min(spread(promised[index] ?? 0, [worth, rest])[0] ?? 0, worth);
    return { ...one, amount, covers: amount === worth ? open : 0 };
  });
  const sum = total(parts.map(({ amount }) => amount));
  if (sum <= facts.left) return { amount: sum, parts };
  const capped = spread(
    facts.left,
    parts.map(({ amount }) => amount),
  );
  return {
    amount: facts.left,
    parts: parts.map((part, index) => {
      const amount = capped[index] ?? 0;
      return { ...part, amount, covers: amount === part.amount ? part.covers : 0 };
    }),
  };
}

const spread = (amount: Minor, weights: readonly Minor[]): Minor[] =>
  total(weights) === 0 ? weights.map(() => 0) : splitByLargestRemainder(amount, weights);

/** The amount somebody names, checked; or, where none is named, the given one as far as it is still there. */
export function amountWithin(
  named: { readonly amount?: Minor | undefined; readonly currency?: string | undefined },
  otherwise: Minor | undefined,
  units: readonly CaseUnits[],
  facts: CaseOrderFacts,
): Result<Minor, AftersalesFailure> {
  const { currency, order, left } = facts;
  if (named.currency !== undefined && named.currency !== currency) {
    return err(aftersalesFailures.currency_differs({ given: named.currency, currency }));
  }
  const most = mostFor(facts, units);
  if (most === 0) return err(aftersalesFailures.nothing_left_to_refund({ order, left, currency }));
  if (named.amount !== undefined && named.amount > most) {
    return err(aftersalesFailures.amount_exceeds_refundable({ asked: named.amount, most, currency }));
  }
  return ok(named.amount ?? Math.min(otherwise ?? most, most));
}
