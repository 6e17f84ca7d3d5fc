import * as z from 'zod';
import type { Explanation, Facts } from './explanation.js';

/** Decide and act; decide, record and change nothing; or do not decide. */
export const PolicyMode = z.enum(['on', 'shadow', 'off']);
export type PolicyMode = z.infer<typeof PolicyMode>;

/** One test of one fact. A fact that is absent matches nothing but `isAbsent`. */
export const Condition = z.strictObject({
  fact: z.string().min(1).max(60),
  is: z.enum(['equal', 'notEqual', 'atLeast', 'atMost', 'oneOf', 'notOneOf', 'isAbsent']),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()])).max(500)]).optional(),
});
export type Condition = z.infer<typeof Condition>;

/** Ordered rules: the first whose conditions all hold gives the answer. */
export const ruleList = <Answer extends z.ZodType>(answer: Answer) =>
  z
    .array(
      z.strictObject({
        name: z.string().min(1).max(80),
        when: z.array(Condition).max(20),
        // biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
        then: answer,
      }),
    )
    .max(200);

export interface RuleOf<Answer> {
  readonly name: string;
  readonly when: readonly Condition[];
  readonly then: Answer;
}

/** An answer that says why. */
export interface Explained<Answer> {
  readonly answer: Answer;
  readonly explanation: Explanation;
}

export function holds(condition: Condition, facts: Facts): boolean {
  const fact = Object.hasOwn(facts, condition.fact) ? facts[condition.fact] : undefined;
  const { value } = condition;
  if (condition.is === 'isAbsent') return fact === undefined || fact === null;
  if (fact === undefined || fact === null) return false;
  switch (condition.is) {
    case 'equal':
      return fact === value;
    case 'notEqual':
      return fact !== value;
    case 'atLeast':
      return typeof fact === 'number' && typeof value === 'number' && fact >= value;
    case 'atMost':
      return typeof fact === 'number' && typeof value === 'number' && fact <= value;
    case 'oneOf':
      return Array.isArray(value) && value.some((one) => one === fact);
    case 'notOneOf':
      return Array.isArray(value) && !value.some((one) => one === fact);
  }
}

/** Asks ordered rules. The same facts and rules give the same answer for ever. */
export function firstMatch<Answer>(
  policy: string,
  rules: readonly RuleOf<Answer>[],
  houseDefault: Answer,
  facts: Facts,
): Explained<Answer> {
  const rule = rules.find(({ when }) => when.every((condition) => holds(condition, facts)));
  const tests = rule?.when.map(({ fact, is, value }) => `${fact} ${is} ${JSON.stringify(value) ?? ''}`.trim());
  const because =
    rule === undefined
      ? `none of ${rules.length} rules matched, so the house default holds`
      : `rule "${rule.name}" matched: ${tests?.join(' and ') || 'it has no conditions'}`;
  return {
    answer: rule === undefined ? houseDefault : rule.then,
    explanation: { policy, rule: rule?.name ?? 'house default', facts, because, appealTo: 'owner' },
  };
}
