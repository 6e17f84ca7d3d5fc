import { err, ok, type Result } from 'neverthrow';
import type * as z from 'zod/mini';
import type { Failure } from './failure.js';

/**
 * Unknown data enters only through a schema. A schema's complaints carry a code of ours, so that bad input gets the
 * same kind of answer as a refused command: code, field, actual value, what to do.
 */
export const complaint = (code: string, sentence: string, value: 'showValue' | 'hideValue' = 'showValue'): string =>
  `${code}|${value === 'hideValue' ? HIDDEN : ''}${sentence}`;

/** Marks the complaint about a field that may hold personal data: the answer does not repeat what was sent. */
const HIDDEN = '|';

/**
 * What `strictObject` takes beside its fields where personal data may stand in place of the object: complaints about
 * it do not repeat what was sent. Unknown fields are named all the same.
 */
export const discreet = (code: string, sentence: string) => ({
  error: (issue: { readonly code?: string }): string | undefined =>
    issue.code === 'unrecognized_keys' ? undefined : complaint(code, sentence, 'hideValue'),
});

/** What `z.int` takes to tell a number that is not whole from one beyond 2^53, which is too large. */
export const wholeNumber = (notWhole: string, tooLarge: string) => ({
  error: (issue: { readonly code?: string }): string => (issue.code === 'too_big' ? tooLarge : notWhole),
});

/** What is wrong with one field. */
export interface InputIssue {
  readonly code: string;
  /** Where, as in `lines[0].quantity`. */
  readonly path: string;
  readonly message: string;
}

/** Input that a schema did not take. */
export type InputFailure = Failure<string, { readonly issues: readonly InputIssue[] }>;

const MOST_ISSUES = 50;
const MOST_NAMES = 5;

/** Checks unknown data against a schema. The code is that of the first issue; `details.issues` holds up to 50. */
export function parseInput<T>(schema: z.ZodMiniType<T>, input: unknown, what: string): Result<T, InputFailure> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  const issues = parsed.error.issues.slice(0, MOST_ISSUES).map((issue) => describe(issue, input));
  const first = issues[0] ?? { code: 'input.invalid', path: '', message: 'is not valid' };
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return err({
    code: first.code,
    message: `${what} was not taken: ${first.path || 'the input'} ${first.message}${more}.`,
    remedy: 'Correct the named fields and send it again; nothing was changed.',
    details: { issues },
  });
}

function describe(issue: z.core.$ZodIssue, input: unknown): InputIssue {
  const path = pathText(issue.path);
  const value = valueAt(input, issue.path);
  const got = `; got ${shown(value)}`;
  const [, code, hidden, sentence] = OUR_COMPLAINT.exec(issue.message) ?? [];
  if (code !== undefined) return { code, path, message: sentence + (hidden ? '; its value is not shown' : got) };
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.slice(0, MOST_NAMES).map((key) => shownName(key));
    if (issue.keys.length > MOST_NAMES) names.push(`and ${issue.keys.length - MOST_NAMES} more`);
    return { code: 'input.unknown_field', path, message: `has fields that are not known: ${names.join(', ')}` };
  }
  const kind = issue.code === 'invalid_type' ? 'wrong_type' : issue.code;
  return { code: `input.${kind}`, path, message: `is not right: ${inEnglish(issue, value)}${got}` };
}

/** What zod says in English. Its own sentences for this are three kilobytes: they know every kind of schema. */
function inEnglish(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `Invalid input: expected ${issue.expected}, received ${typeName(value)}`;
    case 'invalid_value': {
      const values = issue.values.map((one) => (typeof one === 'string' ? `"${one}"` : String(one))).join('|');
      return issue.values.length > 1
        ? `Invalid option: expected one of ${values}`
        : `Invalid input: expected ${values}`;
    }
    case 'too_big':
      return `Too big: expected ${bounded(issue.origin, issue.inclusive ? '<=' : '<', issue.maximum)}`;
    case 'too_small':
      return `Too small: expected ${bounded(issue.origin, issue.inclusive ? '>=' : '>', issue.minimum)}`;
    case 'invalid_format':
      return `Invalid ${issue.format === 'date' ? 'ISO date' : issue.format}`;
    case 'invalid_key':
      return `Invalid key in ${issue.origin}`;
    case 'invalid_union':
      return 'options' in issue && issue.options !== undefined
        ? `Invalid discriminator value. Expected ${issue.options.map((option) => `'${String(option)}'`).join(' | ')}`
        : 'Invalid input';
    default:
      return 'Invalid input';
  }
}

function typeName(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? 'number' : String(value);
  if (typeof value !== 'object') return typeof value;
  if (value === null || Array.isArray(value)) return value === null ? 'null' : 'array';
  return Object.getPrototypeOf(value) === Object.prototype ? 'object' : (value.constructor?.name ?? 'object');
}

const UNITS: Readonly<Record<string, string>> = { string: ' characters', array: ' items' };
const bounded = (origin: string, sign: string, bound: number | bigint): string =>
  `${origin} to ${origin in UNITS ? 'have' : 'be'} ${sign}${bound}${UNITS[origin] ?? ''}`;

const OUR_COMPLAINT = /^([a-zA-Z_]+\.[a-z0-9_]+)\|(\|?)(.*)$/s;

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const name = shownName(String(part));
    return text ? `${text}.${name}` : name;
  }, '');

/** A field's name as it may stand in a message; what is no plain identifier might be data in the wrong place. */
const shownName = (name: string): string =>
  /^[A-Za-z_$][\w$-]{0,59}$/.test(name) ? name : '(a name that is not shown)';

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

/** Enough to find the mistake by. Fields that hold personal data are not shown at all: see {@link complaint}. */
const MOST_SHOWN = 40;

/** A value as it may stand in a message: short, with control and direction characters escaped. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value !== 'string') return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
  const short = [...value.slice(0, MOST_SHOWN * 2)].slice(0, MOST_SHOWN).join('');
  const safe = short.replace(/[\p{C}\u2028\u2029]/gu, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`);
  return `"${safe}"${short.length < value.length ? '…' : ''}`;
}
