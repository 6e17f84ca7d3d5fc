import * as z from 'zod/mini';
import { freeText } from './ids.js';
import { strictObject } from './strict-object.js';

/** Why an automatic decision fell as it did: the rule, the facts it saw, and where to turn. Stored with the decision. */
export const Explanation = strictObject({
  /** The name of the policy that was asked. */
  policy: freeText(80),
  /** The rule that matched, or `house default`. */
  rule: freeText(80),
  /** The facts which the rule saw. Never a name, phone or address. */
  facts: z.record(freeText(60), z.union([freeText(200), z.number(), z.boolean(), z.null()])),
  /** In words a merchant understands. */
  because: freeText(2000),
  /** Who can overrule it. */
  appealTo: z.optional(freeText(80)),
});
export type Explanation = z.infer<typeof Explanation>;
/** What a rule sees: small values by name. */
export type Facts = Explanation['facts'];
