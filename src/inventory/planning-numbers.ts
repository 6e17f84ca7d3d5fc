import type { Result } from 'neverthrow';
import * as z from 'zod/mini';
import { complaint, type InputFailure, parseInput } from '../kernel/index.js';

const number = () =>
  z.number({
    error: complaint('planning.must_be_a_number', 'must be a finite number; leave it out where it is unknown'),
  });
const notNegative = z.minimum(0, { error: complaint('planning.must_not_be_negative', 'must be 0 or more') });

/** Any finite number. */
export const Finite = number();
/** A finite number above zero: a cost, a rate, a spread. */
export const Positive = number().check(
  z.positive({ error: complaint('planning.must_be_positive', 'must be more than 0') }),
);
/** A finite number from zero: a demand, a share of cost. */
export const NotNegative = number().check(notNegative);

const probability = complaint('planning.probability_outside_0_to_1', 'must lie between 0 and 1, as 0.95 for 95 %');
/** A share or probability, 0 and 1 allowed. */
export const Probability = z
  .number({ error: probability })
  .check(z.minimum(0, { error: probability }), z.maximum(1, { error: probability }));
/** A probability that leaves room on both sides: no stock serves all demand for sure. */
export const OpenProbability = z
  .number({ error: probability })
  .check(z.gt(0, { error: probability }), z.lt(1, { error: probability }));

/** Puts a door before a function of plain numbers: what does not fit the schema is refused, and never computed with. */
export const checked =
  <Input, Answer>(what: string, schema: z.ZodMiniType<Input>, compute: (input: Input) => Answer) =>
  (input: Input): Result<Answer, InputFailure> =>
    parseInput(schema, input, what).map(compute);
