import type { Result } from 'neverthrow';
import * as z from 'zod/mini';
import { complaint, discreet, freeText, type InputFailure, parseInput, Region, strictObject } from '../kernel/index.js';
import type { PersonField } from './types.js';

const filled = (most: number, field: PersonField) =>
  freeText(most, 'hideValue').check(
    z.refine((text) => /[\p{L}\p{N}]/u.test(text), {
      error: complaint(`recipient.${field}_must_not_be_empty`, `must hold the ${field}, or be left out`, 'hideValue'),
    }),
  );

const notPhone = complaint(
  'recipient.phone_format',
  'must be a phone number such as 13800138000, +86 138-0013-8000, 13800138000转1234, 010-12345678-12, 400-123-4567, ' +
    'or from other countries with + and the country code',
  'hideValue',
);

/**
 * A person as the host hands them over. A number without a country code is read as Chinese, and only where the region
 * is China; for the national forms of other countries let a phone library make the international form first.
 */
export const Person = z.pipe(
  strictObject(
    {
      name: z.optional(filled(100, 'name')),
      phone: z.optional(z.string({ error: notPhone }).check(z.maxLength(60, { error: notPhone }))),
      /** Street, house and door, in as many lines as it has; what is coarser stands in the region. */
      address: z.optional(filled(500, 'address')),
      region: Region,
    },
    discreet('recipient.person_must_be_an_object', 'must be an object with name, phone, address and region'),
  ).check(
    z.refine(({ name, phone, address }) => name !== undefined || phone !== undefined || address !== undefined, {
      error: complaint(
        'recipient.person_must_not_be_empty',
        'must have at least one of name, phone and address',
        'hideValue',
      ),
    }),
  ),
  z.transform(({ phone, ...person }, { issues }) => {
    if (phone === undefined) return person;
    const normalised = internationalPhone(phone, person.region.country);
    if (normalised !== undefined) return { ...person, phone: normalised };
    issues.push({ code: 'custom', path: ['phone'], message: notPhone, input: phone });
    return z.NEVER;
  }),
);
export type Person = z.infer<typeof Person>;
/** The plain text of a person, field by field. */
export type PersonFields = { [Field in PersonField]?: string | undefined };

/** Checks a person. The refusal names field and rule, and never repeats what stood in the field. */
export const parsePerson = (input: unknown): Result<Person, InputFailure> => parseInput(Person, input, 'The recipient');

const EXTENSION = /\s*(?:转|轉|;?\s?ext[.=:]?|x|#|,|-)\s?(\d{1,6})$/i;
const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^0(?:10|2\d|[3-9]\d{2})\d{7,8}$/;
const SERVICE = /^[48]00\d{7}$/;
const CHINESE = [MOBILE, LANDLINE, SERVICE];

/**
 * The international form of a phone number: `+8613800138000`, with an extension `+8613800138000;ext=1234`. Undefined
 * where the text is none of the accepted forms.
 *
 * @example
 * ```ts
 * internationalPhone('138 0013 8000转1234', 'CN'); // '+8613800138000;ext=1234'
 * internationalPhone('010-12345678', 'CN'); // '+861012345678'
 * internationalPhone('+49 30 1234567', 'DE'); // '+49301234567'
 * internationalPhone('030 1234567', 'DE'); // undefined: the country code is missing
 * ```
 */
export function internationalPhone(phone: string, country: string): string | undefined {
  const text = phone.normalize('NFKC').trim();
  const whole = numberIn(text, country);
  if (whole !== undefined) return whole;
  const extension = EXTENSION.exec(text);
  if (extension === null) return undefined;
  const number = numberIn(text.slice(0, extension.index), country);
  return number === undefined ? undefined : `${number};ext=${extension[1]}`;
}

function numberIn(text: string, country: string): string | undefined {
  if (!/^\+?[\d\s().-]+$/.test(text)) return undefined;
  const digits = text.replace(/[^\d+]/g, '');
  const chinese = /^(?:\+|00)86(.*)$/.exec(digits)?.[1] ?? (country === 'CN' ? digits : '');
  const trunk = /^(?:\+|00)86[1-9]/.test(digits) && !MOBILE.test(chinese) && !SERVICE.test(chinese) ? '0' : '';
  if (CHINESE.some((form) => form.test(trunk + chinese))) return `+86${chinese.replace(/^0/, '')}`;
  return /^\+(?!86)[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}
