import * as z from 'zod/mini';
import type { Explanation, Facts } from './explanation.js';
import { freeText } from './ids.js';
import { complaint } from './input.js';
import { strictObject } from './strict-object.js';

/** Decide and act; decide, record and change nothing; or do not decide. */
export const PolicyMode = z.enum(['on', 'shadow', 'off']);
export type PolicyMode = z.infer<typeof PolicyMode>;

/** One test of one fact. A fact that is absent matches nothing but `isAbsent`. */
export const Condition = strictObject({
  fact: freeText(60).check(z.minLength(1)),
  is: z.enum(['equal', 'notEqual', 'atLeast', 'atMost', 'oneOf', 'notOneOf', 'isAbsent']),
  value: z.optional(
    z.union([
      freeText(200),
      z.number(),
      z.boolean(),
      z.array(z.union([freeText(200), z.number()])).check(z.maxLength(500)),
    ]),
  ),
}).check(
  z.refine(({ is, value }) => fits(is, value), {
    error: complaint(
      'policy.value_does_not_fit',
      'has a value that does not fit: atLeast and atMost take a number, oneOf and notOneOf a list, isAbsent none, ' +
        'equal and notEqual one value',
    ),
  }),
);
export type Condition = z.infer<typeof Condition>;

function fits(is: string, value: unknown): boolean {
  switch (is) {
    case 'isAbsent':
      return value === undefined;
    case 'oneOf':
    case 'notOneOf':
      return Array.isArray(value);
    case 'atLeast':
    case 'atMost':
      return typeof value === 'number';
    default:
      return value !== undefined && !Array.isArray(value);
  }
}

/** Ordered rules: the first whose conditions all hold gives the answer. */
export const ruleList = <Answer extends z.ZodMiniType>(answer: Answer) =>
  z
    .array(
      strictObject({
        name: freeText(80).check(z.minLength(1)),
        when: z.array(Condition).check(z.maxLength(20)),
        // biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
        then: answer,
      }),
    )
    .check(z.maxLength(200));

/** A rule, as a policy reads it. */
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

const MOST_TEXT = 1500;
const testText = ({ fact, is, value }: Condition): string => {
  const text = JSON.stringify(value) ?? '';
  return `${fact} ${is} ${text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text}`.trim();
};

/** Asks ordered rules. The same facts and rules give the same answer for ever. */
export function firstMatch<Answer>(
  policy: string,
  rules: readonly RuleOf<Answer>[],
  houseDefault: Answer,
  facts: Facts,
): Explained<Answer> {
  const rule = rules.find(({ when }) => when.every((condition) => holds(condition, facts)));
  const tests = rule?.when.map(testText).join(' and ').slice(0, MOST_TEXT).toWellFormed();
  const because =
    rule === undefined
      ? `none of ${rules.length} rules matched, so the house default holds`
      : `rule "${rule.name}" matched: ${tests || 'it has no conditions'}`;
  return {
    answer: rule === undefined ? houseDefault : rule.then,
    explanation: { policy, rule: rule?.name ?? 'house default', facts, because, appealTo: 'owner' },
  };
}
