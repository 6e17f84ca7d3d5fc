import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { complaint, discreet, freeText, Id, parseInput, Quantity, Sku, shown } from '../../src/kernel/index.js';

const messageOf = (schema: z.ZodMiniType, input: unknown): string =>
  parseInput(schema, input, 'It')._unsafeUnwrapErr().message;

const Line = z.strictObject({ sku: Sku, quantity: Quantity });
const Cart = z.strictObject({
  id: Id,
  lines: z.array(Line).check(z.minLength(1), z.maxLength(3)),
  note: z.optional(freeText(20)),
});
const cart = { id: 'c-1', lines: [{ sku: 'mug', quantity: 2 }] };

describe('a refusal stays small and harmless', () => {
  test('at most 50 issues are told, and 5 unknown names', () => {
    const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`f${i}`, i]));
    expect(messageOf(Cart, { ...cart, ...wide })).toMatch(/f0, f1, f2, f3, f4, and 9995 more\.$/);
    const many = z.array(Quantity);
    const failure = parseInput(many, Array(1000).fill(0), 'It')._unsafeUnwrapErr();
    expect(failure.details.issues).toHaveLength(50);
  });

  test('a value is cut, and what could turn or break a line is escaped', () => {
    expect(shown('x'.repeat(1_000_000))).toBe(`"${'x'.repeat(40)}"…`);
    expect(shown('a\u202eb\nc\u0000d')).toBe('"a\\u{202e}b\\u{a}c\\u{0}d"');
    expect(shown('a\ud800')).toBe('"a\\u{d800}"');
    expect(shown('\u2028')).toBe('"\\u{2028}"');
    expect(shown('😀'.repeat(60))).toBe(`"${'😀'.repeat(40)}"…`);
    expect(shown(5n)).toBe('5n');
    expect(shown(Symbol('x'))).toBe('a symbol');
  });

  test('whatever the input, the answer is short, well formed and plain JSON', () => {
    const anything = fc.oneof(fc.anything(), fc.record({ id: fc.anything(), lines: fc.array(fc.anything()) }));
    fc.assert(
      fc.property(anything, (input) => {
        const parsed = parseInput(Cart, input, 'The cart');
        if (parsed.isOk()) return;
        const { message, details } = parsed.error;
        expect(message.length).toBeLessThan(1000);
        expect(message.isWellFormed()).toBe(true);
        expect(JSON.parse(JSON.stringify(details))).toEqual(details);
      }),
      { numRuns: 300 },
    );
  });

  test('a field name that might be data is not repeated', () => {
    const canary = '王小明 13912345678';
    expect(messageOf(Line, { sku: 'a', quantity: 1, [canary]: 1 })).not.toContain('王小明');
    expect(messageOf(Line, { sku: 'a', quantity: 1, 13912345678: 1 })).not.toContain('139');
    const table = z.record(z.string(), Quantity);
    expect(messageOf(table, { [canary]: 0 })).not.toContain('王小明');
  });

  test('a field that may hold personal data is not repeated either', () => {
    const Person = z.strictObject(
      {
        name: freeText(3, 'hideValue'),
        code: z.string().check(z.regex(/^x/, { error: complaint('a.b', 'must begin with x', 'hideValue') })),
      },
      discreet('a.must_be_a_person', 'must be a person'),
    );
    for (const input of [{ name: '王小明明', code: 'x' }, { name: '王', code: '王小明' }, '王小明']) {
      const failure = parseInput(Person, input, 'It')._unsafeUnwrapErr();
      expect(JSON.stringify(failure)).not.toContain('王小明');
      expect(failure.message).toContain('its value is not shown');
    }
    expect(messageOf(Person, { name: '王', code: 'x', nickname: 'y' })).toContain('nickname');
  });
});
