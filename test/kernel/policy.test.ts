import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import {
  Condition,
  Explanation,
  type Facts,
  firstMatch,
  holds,
  parseInput,
  type RuleOf,
  ruleList,
} from '../../src/kernel/index.js';

const facts: Facts = { total: 500, city: '杭州市', repeat: true, nothing: null, zero: 0, empty: '' };

const ruleOf = <Answer>(name: string, when: Condition[], answer: Answer): RuleOf<Answer> =>
  // biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
  ({ name, when, then: answer });

describe('one test of one fact', () => {
  test.each([
    ['total', 'equal', 500, true],
    ['total', 'equal', '500', false],
    ['total', 'notEqual', 400, true],
    ['total', 'notEqual', 500, false],
    ['total', 'atLeast', 500, true],
    ['total', 'atLeast', 501, false],
    ['total', 'atMost', 500, true],
    ['total', 'atMost', 499, false],
    ['zero', 'atLeast', 0, true],
    ['city', 'atLeast', 1, false],
    ['city', 'oneOf', ['杭州市', '上海市'], true],
    ['city', 'oneOf', ['上海市'], false],
    ['city', 'notOneOf', ['上海市'], true],
    ['city', 'notOneOf', ['杭州市'], false],
    ['city', 'oneOf', [], false],
    ['city', 'notOneOf', [], true],
    ['repeat', 'equal', true, true],
    ['empty', 'equal', '', true],
    ['empty', 'isAbsent', undefined, false],
    ['zero', 'isAbsent', undefined, false],
    ['nothing', 'isAbsent', undefined, true],
    ['unknown', 'isAbsent', undefined, true],
    ['constructor', 'isAbsent', undefined, true],
    ['toString', 'notEqual', 'x', false],
  ] as const)('%s %s %j: %s', (fact, is, value, answer) =>
    expect(
      holds(
        { fact, is, ...(value !== undefined && { value: Array.isArray(value) ? [...value] : value }) } as Condition,
        facts,
      ),
    ).toBe(answer),
  );

  test('an absent fact matches nothing but isAbsent', () => {
    const values = { equal: 1, notEqual: 1, atLeast: 1, atMost: 1, oneOf: [1], notOneOf: [1] } as const;
    for (const [is, value] of Object.entries(values)) {
      for (const fact of ['unknown', 'nothing', '__proto__', 'hasOwnProperty']) {
        expect(holds(Condition.parse({ fact, is, value }), facts)).toBe(false);
      }
    }
  });

  test.each([
    [{ fact: 'total', is: 'notEqual' }],
    [{ fact: 'total', is: 'equal', value: [1] }],
    [{ fact: 'total', is: 'atLeast', value: '500' }],
    [{ fact: 'total', is: 'atMost' }],
    [{ fact: 'city', is: 'oneOf', value: '杭州市' }],
    [{ fact: 'city', is: 'isAbsent', value: true }],
  ])('%j would always or never match, and is refused', (condition) =>
    expect(parseInput(Condition, condition, 'It')._unsafeUnwrapErr().code).toBe('policy.value_does_not_fit'),
  );
});

describe('ordered rules', () => {
  const rules = [
    ruleOf('far away', [{ fact: 'city', is: 'oneOf', value: ['拉萨市'] }], 'leave'),
    ruleOf(
      'small',
      [
        { fact: 'total', is: 'atMost', value: 500 },
        { fact: 'repeat', is: 'equal', value: true },
      ],
      'accept',
    ),
    ruleOf('any', [], 'leave'),
  ];

  test('the first whose conditions all hold answers, and says why', () => {
    expect(firstMatch('autoAccept', rules, 'leave', facts)).toEqual({
      answer: 'accept',
      explanation: {
        policy: 'autoAccept',
        rule: 'small',
        facts,
        because: 'rule "small" matched: total atMost 500 and repeat equal true',
        appealTo: 'owner',
      },
    });
    expect(firstMatch('p', rules, 'x', { ...facts, city: '拉萨市' }).explanation.rule).toBe('far away');
    expect(firstMatch('p', rules, 'x', { total: 501 }).explanation.because).toBe(
      'rule "any" matched: it has no conditions',
    );
  });

  test('where none matches, the house default holds', () => {
    const { answer, explanation } = firstMatch('p', rules.slice(0, 2), 'house', {});
    expect(answer).toBe('house');
    expect(explanation).toMatchObject({
      rule: 'house default',
      because: 'none of 2 rules matched, so the house default holds',
    });
  });

  test('the explanation fits its schema, however long the rule', () => {
    const value = Array.from({ length: 500 }, (_, i) => `城市😀${i}`);
    const when = Array.from({ length: 20 }, () => ({ fact: 'city', is: 'notOneOf' as const, value }));
    const { explanation } = firstMatch('p', [ruleOf('long', when, 1)], 0, facts);
    expect(Explanation.parse(explanation)).toEqual(explanation);
  });

  test('the same facts and rules give the same answer, and a rule behind the first match changes nothing', () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 6 });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 5 }), (limits, total) => {
        const made = limits.map((value, i) => ruleOf(`r${i}`, [{ fact: 'total', is: 'equal', value }], i));
        const first = limits.indexOf(total);
        expect(firstMatch('p', made, -1, { total }).answer).toBe(first);
        expect(firstMatch('p', made.slice(0, first + 1), -1, { total }).answer).toBe(first);
      }),
    );
  });

  test('a rule list is bounded and takes no rule without a name', () => {
    const Rules = ruleList(z.enum(['accept', 'leave']));
    expect(Rules.safeParse(rules).success).toBe(true);
    expect(Rules.safeParse([ruleOf('', [], 'accept')]).success).toBe(false);
    expect(Rules.safeParse([ruleOf('x', [], 'maybe')]).success).toBe(false);
    expect(Rules.safeParse(Array(201).fill(ruleOf('x', [], 'accept'))).success).toBe(false);
  });
});
