import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import {
  Count,
  Currency,
  Explanation,
  freeText,
  Id,
  Instant,
  Minor,
  Money,
  ObligationCommand,
  PositiveMinor,
  parseInput,
  Quantity,
  Reason,
  RecordId,
  Region,
  Sku,
  Span,
  Zone,
} from '../../src/kernel/index.js';

const codeOf = (schema: z.ZodMiniType, input: unknown): string => {
  const parsed = parseInput(schema, input, 'It');
  return parsed.isErr() ? parsed.error.code : 'taken';
};
const messageOf = (schema: z.ZodMiniType, input: unknown): string =>
  parseInput(schema, input, 'It')._unsafeUnwrapErr().message;

const Line = z.strictObject({ sku: Sku, quantity: Quantity });
const Cart = z.strictObject({
  id: Id,
  lines: z.array(Line).check(z.minLength(1), z.maxLength(3)),
  note: z.optional(freeText(20)),
});
const cart = { id: 'c-1', lines: [{ sku: 'mug', quantity: 2 }] };

describe('each kind of bad input has a code of its own', () => {
  const cases: readonly [what: string, schema: z.ZodMiniType, input: unknown, code: string][] = [
    ['B01 no units', Quantity, 0, 'quantity.must_be_positive'],
    ['B02 fewer than none', Quantity, -1, 'quantity.must_be_positive'],
    ['B02 a count below zero', Count, -1, 'quantity.must_not_be_negative'],
    ['B03 half a unit', Quantity, 1.5, 'quantity.must_be_whole'],
    ['B03 a tiny fraction', Quantity, 1e-7, 'quantity.must_be_whole'],
    ['B04 not a number', Quantity, Number.NaN, 'quantity.must_be_whole'],
    ['B04 infinitely many', Quantity, Number.POSITIVE_INFINITY, 'quantity.must_be_whole'],
    ['B04 beyond 2^53', Quantity, 2 ** 53, 'quantity.too_large'],
    ['B05 a number as text', Quantity, '1', 'quantity.must_be_whole'],
    ['B05 a big integer', Quantity, 5n, 'quantity.must_be_whole'],
    ['B05 nothing', Quantity, undefined, 'quantity.must_be_whole'],
    ['B06 too many', Quantity, 1_000_000_001, 'quantity.too_large'],
    ['B11 a fraction of a cent', Minor, 19.99, 'money.must_be_whole_minor_units'],
    ['B12 an amount as text', Minor, '1,999.00', 'money.must_be_whole_minor_units'],
    ['B13 a negative amount', Minor, -100, 'money.must_not_be_negative'],
    ['B13 a payment of nothing', PositiveMinor, 0, 'money.must_be_positive'],
    ['B14 too much money', Minor, 1_000_000_000_001, 'money.too_large'],
    ['B14 money beyond 2^53', Minor, 2 ** 60, 'money.too_large'],
    ['B16 an unknown currency', Currency, 'RMB', 'money.currency_unknown'],
    ['B16 a currency in small letters', Currency, 'cny', 'money.currency_unknown'],
    ['B16 a currency as a number', Currency, 156, 'money.currency_unknown'],
    ['B21 a time as text without a zone', Instant, '2026-11-22 08:00', 'instant.must_be_whole_milliseconds'],
    ['B21 a time as text with a zone', Instant, '2026-11-22T08:00:00Z', 'instant.must_be_whole_milliseconds'],
    ['B22 seconds for milliseconds', Instant, 1_795_334_400, 'instant.out_of_range'],
    ['B22 microseconds for milliseconds', Instant, 1_795_334_400_000_000, 'instant.out_of_range'],
    ['B22 nanoseconds for milliseconds', Instant, 1_795_334_400_000_000_000, 'instant.out_of_range'],
    ['B23 a time with a fraction', Instant, 1_795_334_400_000.5, 'instant.must_be_whole_milliseconds'],
    ['B24 a zone that does not exist', Zone, 'Asia/Beijing', 'calendar.zone_unknown'],
    ['B24 an offset for a zone', Zone, '+08:00', 'calendar.zone_unknown'],
    ['B24 a zone as a number', Zone, 8, 'calendar.zone_unknown'],
    ['B24 an empty zone', Zone, '', 'calendar.zone_unknown'],
    ['a span of two kinds', Span, { days: 1, hours: 2 }, 'calendar.span_unclear'],
    ['a span of half a day', Span, { days: 0.5 }, 'calendar.span_unclear'],
    ['a span as a number', Span, 48, 'calendar.span_unclear'],
    ['B27 half a character', freeText(20), 'a\ud800b', 'text.not_well_formed'],
    ['B28 NUL in a text', freeText(20), 'a\u0000b', 'text.control_character'],
    ['B28 escape in a text', freeText(20), '\u001b[31m', 'text.control_character'],
    ['B29 a text that is a list', freeText(20), ['a'], 'text.must_be_text'],
    ['B29 an empty reason', Reason, '', 'reason.must_not_be_empty'],
    ['B30 a decomposed letter in a SKU', Sku, 'cafe\u0301', 'sku.character_not_allowed'],
    ['B30 full width', Sku, 'ＡＢＣ', 'sku.character_not_allowed'],
    ['B30 a Cyrillic А', Sku, '\u0410BC', 'sku.character_not_allowed'],
    ['B30 a space', Id, ' o-1', 'id.character_not_allowed'],
    ['B30 a slash, which would split a key', RecordId, 'order/o-1', 'id.character_not_allowed'],
    ['B30 a line end', Id, 'o-1\n', 'id.character_not_allowed'],
    ['B31 one letter under sixty marks', freeText(20), `Z${'\u0301'.repeat(60)}`, 'text.too_long'],
    ['B31 a megabyte of text', freeText(20), 'x'.repeat(1_000_000), 'text.too_long'],
    ['B31 a megabyte of an id', Id, 'x'.repeat(1_000_000), 'id.too_long'],
    [
      'B36 __proto__',
      Cart,
      JSON.parse('{"id":"c-1","lines":[{"sku":"a","quantity":1}],"__proto__":{"x":1}}'),
      'input.unknown_field',
    ],
    [
      'B36 __proto__, escaped',
      Line,
      JSON.parse('{"sku":"a","quantity":1,"\\u005f\\u005fproto__":1}'),
      'input.unknown_field',
    ],
    [
      'B36 constructor',
      Line,
      JSON.parse('{"sku":"a","quantity":1,"constructor":{"prototype":1}}'),
      'input.unknown_field',
    ],
    ['B39 an id as a number', Id, 2 ** 60, 'id.must_be_text'],
    ['B39 an id of nothing', Id, '', 'id.must_not_be_empty'],
    ['B40 an unknown field', Line, { sku: 'a', quantity: 1, qty: 2 }, 'input.unknown_field'],
    ['an unknown command', ObligationCommand, { type: 'Sleep' }, 'input.invalid_union'],
    ['a country in words', Region, { country: 'China' }, 'region.country_unknown'],
    [
      'an obligation without a sane name',
      ObligationCommand,
      { type: 'ResumeObligation', kind: 'x y' },
      'id.character_not_allowed',
    ],
  ];
  test.each(cases)('%s', (_, schema, input, code) => expect(codeOf(schema, input)).toBe(code));
});

describe('the message names field and value', () => {
  test('of the first issue, and tells how many more there are', () => {
    const failure = parseInput(
      Cart,
      {
        id: 'c-1',
        lines: [
          { sku: 'mug', quantity: 0 },
          { sku: '', quantity: 1 },
        ],
      },
      'The cart',
    )._unsafeUnwrapErr();
    expect(failure.message).toBe(
      'The cart was not taken: lines[0].quantity must be a whole number from 1; got 0 (and 2 more).',
    );
    expect(failure.details.issues.map(({ code, path }) => `${path} ${code}`)).toEqual([
      'lines[0].quantity quantity.must_be_positive',
      'lines[1].sku sku.must_not_be_empty',
      'lines[1].sku sku.character_not_allowed',
    ]);
    expect(failure.remedy).toContain('nothing was changed');
  });

  test.each([
    [{ ...cart, qty: 1 }, 'has fields that are not known: qty'],
    [
      { ...cart, lines: [{ sku: 'a', quantity: 1, qty: 1, price: 2 }] },
      'lines[0] has fields that are not known: qty, price',
    ],
    [{ ...cart, id: 1_795_334_400_000 }, 'got 1795334400000'],
    [{ ...cart, id: '\u0410BC' }, 'holds U+0410'],
    [{ ...cart, lines: {} }, 'got an object'],
    [{ ...cart, lines: null }, 'got null'],
    [{ ...cart, note: ['x'] }, 'got a list of 1'],
    [{ lines: cart.lines }, 'got nothing'],
    ['cart', 'the input is not right'],
  ])('%j', (input, text) => expect(messageOf(Cart, input)).toContain(text));

  test('a hint tells the usual mistake', () => {
    expect(messageOf(Currency, 'RMB')).toContain('CNY');
    expect(messageOf(Zone, 'Asia/Beijing')).toContain('Asia/Shanghai');
    expect(messageOf(Instant, 1_795_334_400)).toContain('looks like seconds');
    expect(messageOf(Id, 7)).toContain('2^53');
  });

  test('an option that is not in the list keeps its own code, whatever stands in the list', () => {
    expect(codeOf(z.enum(['a', 'b']), 'c')).toBe('input.invalid_value');
  });
});

describe('nothing reaches a prototype', () => {
  test('a record leaves __proto__ out, and pollutes nothing', () => {
    const facts = JSON.parse('{"__proto__":{"polluted":true},"constructor":1}');
    const parsed = Explanation.parse({ policy: 'p', rule: 'r', facts: { ...facts, total: 1 }, because: 'b' });
    expect(Object.hasOwn(parsed.facts, '__proto__')).toBe(false);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('what is right is taken as it is', () => {
  test.each([
    [Quantity, 1],
    [Quantity, 1_000_000_000],
    [Count, 0],
    [Minor, 0],
    [Minor, 1_000_000_000_000],
    [Money, { amount: 1999, currency: 'CNY' }],
    [Instant, Date.UTC(2000, 0, 1)],
    [Instant, Date.UTC(2200, 0, 1)],
    [Zone, 'Asia/Shanghai'],
    [freeText(20), 'é e\u0301 王 😀 \t\n'],
    [freeText(3), ''],
    [Id, '__proto__'],
    [RecordId, 'o-1#1@main'],
    [Region, { country: 'CN', province: '浙江省' }],
    [Cart, cart],
  ])('%#', (schema: z.ZodMiniType, input) => expect(schema.parse(input)).toEqual(input));
});
