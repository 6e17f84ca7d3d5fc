import type { Result } from 'neverthrow';
import * as z from 'zod/mini';
import { Count, complaint, type InputFailure, parseInput, strictObject } from '../../kernel/index.js';
import { PaidDemand } from './types.js';

const SplitInput = strictObject({
  /** Units of the design that were made and passed inspection. */
  units: Count,
  demand: z.array(PaidDemand).check(
    z.maxLength(1_000_000),
    z.refine((lines) => new Set(lines.map(({ design }) => design)).size <= 1, {
      error: complaint('pool.several_designs', 'must be of one design; split each design of a batch by itself'),
    }),
  ),
  /** Whether a line may get a part of its units, or all or none. */
  parts: z.enum(['allowed', 'wholeLines']),
});
export type SplitInput = z.infer<typeof SplitInput>;

/** What one order line gets. */
export interface Share {
  readonly order: string;
  readonly line: string;
  readonly units: number;
  /** Units that it still waits for. */
  readonly missing: number;
}

/** How a batch goes to its buyers. */
export interface Split {
  readonly shares: readonly Share[];
  /** Units for nobody: into stock. */
  readonly left: number;
}

/**
 * Splits what was made over the orders that paid for it: who paid first is served first. No unit is made or lost: shares and
 * what is left add up to what was made.
 */
export const splitBatch = (input: SplitInput): Result<Split, InputFailure> =>
  parseInput(SplitInput, input, 'the batch').map(({ units, demand, parts }) => {
    let left = units;
    const shares = demand
      .toSorted((a, b) => a.paidAt - b.paidAt || (`${a.order} ${a.line}` < `${b.order} ${b.line}` ? -1 : 1))
      .map(({ order, line, quantity }): Share => {
        const given = parts === 'allowed' || quantity <= left ? Math.min(quantity, left) : 0;
        left -= given;
        return { order, line, units: given, missing: quantity - given };
      });
    return { shares, left };
  });
