import * as z from 'zod';

/** Why an automatic decision fell as it did: the rule, the facts it saw, and where to turn. Stored with the decision. */
export const Explanation = z.strictObject({
  /** The name of the policy that was asked. */
  policy: z.string(),
  /** The rule that matched, or `house default`. */
  rule: z.string(),
  /** The facts which the rule saw. Never a name, phone or address. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** In words a merchant understands. */
  because: z.string(),
  /** Who can overrule it. */
  appealTo: z.string().optional(),
});
export type Explanation = z.infer<typeof Explanation>;
export type Facts = Explanation['facts'];
