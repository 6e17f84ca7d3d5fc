import { describe, expect, test } from 'vitest';
import { Broken, defineFailures, recordFailures, rule } from '../../src/kernel/index.js';

const shop = defineFailures('shop', {
  closed_today: rule<{ day: string }>((d) => `The shop is closed on ${d.day}.`, 'Choose another day.'),
  sold_out: rule<{ sku: string }>((d) => `${d.sku} is sold out.`, 'Wait.'),
});

describe('a failure', () => {
  test('says what happened with the actual values, and what to do next', () => {
    expect(shop.closed_today({ day: 'Sunday' })).toEqual({
      code: 'shop.closed_today',
      message: 'The shop is closed on Sunday.',
      remedy: 'Choose another day.',
      details: { day: 'Sunday' },
    });
  });

  test('tells its code and remedy without being made, in the order of precedence', () => {
    expect(Object.values(shop).map(({ code }) => code)).toEqual(['shop.closed_today', 'shop.sold_out']);
    expect(shop.sold_out.remedy).toBe('Wait.');
  });

  test('is typed by its code and details', () => {
    const code: 'shop.sold_out' = shop.sold_out({ sku: 'mug' }).code;
    expect(code).toBe('shop.sold_out');
    // @ts-expect-error the details of another rule
    shop.sold_out({ day: 'Sunday' });
  });

  test('of the kernel reads as domain.rule_in_words and says what to do', () => {
    for (const { code, remedy } of Object.values(recordFailures)) {
      expect(code).toMatch(/^[a-z]+\.[a-z]+(_[a-z]+)*$/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
    }
  });
});

test('what is broken is thrown under its own name', () => {
  expect(new Broken('x')).toBeInstanceOf(Error);
  expect(new Broken('x').name).toBe('Broken');
});
