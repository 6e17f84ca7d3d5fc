import { describe, expect, test } from 'vitest';
import { internationalPhone, parsePerson } from '../../src/recipient/index.js';

const region = { country: 'CN', province: '浙江省', city: '杭州市' };
const codeOf = (input: unknown): string => {
  const parsed = parsePerson(input);
  return parsed.isErr() ? parsed.error.code : 'taken';
};

describe('phone numbers are made international', () => {
  test.each([
    ['13800138000', '+8613800138000'],
    ['+86 138-0013-8000', '+8613800138000'],
    ['008613800138000', '+8613800138000'],
    ['138 0013 8000转123', '+8613800138000;ext=123'],
    ['13800138000-1234', '+8613800138000;ext=1234'],
    ['+8613800138000;ext=1234', '+8613800138000;ext=1234'],
    ['010-12345678', '+861012345678'],
    ['(0571) 8888 8888', '+8657188888888'],
    ['+86 571 88888888', '+8657188888888'],
    ['0571-88888888-801', '+8657188888888;ext=801'],
    ['400-123-4567', '+864001234567'],
    ['１３８００１３８０００', '+8613800138000'],
    ['+49 30 1234567', '+49301234567'],
    ['+1 (202) 555-0173 x12', '+12025550173;ext=12'],
  ])('%j becomes %j', (phone, normalised) => expect(internationalPhone(phone, 'CN')).toBe(normalised));

  test.each([
    '1380013800',
    '138001380001',
    '23800138000',
    '12345678',
    '+86 138',
    '++49301234567',
    '13800138000转1234567',
    'none',
    '',
  ])('%j is refused', (phone) => expect(internationalPhone(phone, 'CN')).toBeUndefined());

  test('outside China the country code has to be there', () => {
    expect(internationalPhone('030 1234567', 'DE')).toBeUndefined();
    expect(internationalPhone('13800138000', 'DE')).toBeUndefined();
    expect(internationalPhone('+86 13800138000', 'DE')).toBe('+8613800138000');
  });

  test('what was normalised stays as it is', () => {
    for (const phone of ['+8613800138000', '+861012345678', '+8613800138000;ext=1', '+49301234567']) {
      expect(internationalPhone(phone, 'CN')).toBe(phone);
    }
  });
});

describe('a person is taken or refused', () => {
  test.each([
    [{ name: '王小明', region }, 'taken'],
    [{ phone: '13800138000', region }, 'taken'],
    [{ address: '文三路478号\n2栋301室', region }, 'taken'],
    [{ region }, 'recipient.person_must_not_be_empty'],
    [{ name: ' ', region }, 'recipient.name_must_not_be_empty'],
    [{ name: '**', region }, 'recipient.name_must_not_be_empty'],
    [{ name: 7, region }, 'text.must_be_text'],
    [{ name: '王\u0000', region }, 'text.control_character'],
    [{ name: '\ud800', region }, 'text.not_well_formed'],
    [{ name: '王'.repeat(101), region }, 'text.too_long'],
    [{ address: '…', region }, 'recipient.address_must_not_be_empty'],
    [{ phone: '1380013800', region }, 'recipient.phone_format'],
    [{ phone: 13800138000, region }, 'recipient.phone_format'],
    [{ name: '王小明', region: { country: 'China' } }, 'region.country_unknown'],
    [{ name: '王小明' }, 'region.must_be_an_object'],
    [{ name: '王小明', region, nickname: '小明' }, 'input.unknown_field'],
    ['王小明 13800138000', 'recipient.person_must_be_an_object'],
    [['王小明'], 'recipient.person_must_be_an_object'],
    [null, 'recipient.person_must_be_an_object'],
  ])('%j: %s', (input, code) => expect(codeOf(input)).toBe(code));

  test('the refusal names field and rule, and accepted forms', () => {
    const failure = parsePerson({ phone: '1380013', region })._unsafeUnwrapErr();
    expect(failure.details.issues[0]?.path).toBe('phone');
    expect(failure.message).toContain('+86 138-0013-8000');
    expect(failure.message).toContain('its value is not shown');
  });
});
