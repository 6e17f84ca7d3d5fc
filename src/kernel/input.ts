import { err, ok, type Result } from 'neverthrow';
import type * as z from 'zod';
import type { Failure } from './failure.js';

/**
 * Unknown data enters only through a schema. A schema's complaints carry a code of ours, so that bad input gets the
 * same kind of answer as a refused command: code, field, actual value, what to do.
 */
export const complaint = (code: string, sentence: string): string => `${code}|${sentence}`;

export interface InputIssue {
  readonly code: string;
  /** Where, as in `lines[0].quantity`. */
  readonly path: string;
  readonly message: string;
}

export type InputFailure = Failure<string, { readonly issues: readonly InputIssue[] }>;

const MOST_ISSUES = 50;

/** Checks unknown data against a schema. The code is that of the first issue; `details.issues` holds up to 50. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown, what: string): Result<T, InputFailure> {
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
  const got = `; got ${shown(valueAt(input, issue.path))}`;
  const split = issue.message.indexOf('|');
  if (split > 0) return { code: issue.message.slice(0, split), path, message: issue.message.slice(split + 1) + got };
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => shown(key)).join(', ');
    return { code: 'input.unknown_field', path, message: `has fields that are not known: ${names}` };
  }
  const code = issue.code === 'invalid_type' ? 'input.wrong_type' : `input.${issue.code}`;
  return { code, path, message: `is not right: ${issue.message}${got}` };
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    '',
  );

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

/** Personal data may stand in a refused field, so a text is shown by its length and at most its first characters. */
const MOST_SHOWN = 40;

/** A value as it may stand in a message: short, with control and direction characters escaped. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'string') return Array.isArray(value) ? `a list of ${value.length}` : `a ${typeof value}`;
  const short = [...value.slice(0, MOST_SHOWN * 2)].slice(0, MOST_SHOWN).join('');
  const safe = short.replace(/[\p{C}\u2028\u2029]/gu, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`);
  return `"${safe}"${short.length < value.length ? '…' : ''}`;
}
