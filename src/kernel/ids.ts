import * as z from 'zod/mini';
import { complaint } from './input.js';

const text = (code: string, what: string, most: number, allowed: RegExp) =>
  z.string({ error: complaint(`${code}.must_be_text`, `must be ${what} as text (a number breaks beyond 2^53)`) }).check(
    z.minLength(1, { error: complaint(`${code}.must_not_be_empty`, `must be ${what}, not empty`) }),
    z.maxLength(most, { error: complaint(`${code}.too_long`, `must have at most ${most} characters`) }),
    z.regex(allowed, {
      error: ({ input }) =>
        complaint(`${code}.character_not_allowed`, `must match ${allowed.source}${firstStrange(input, allowed)}`),
    }),
  );

/** Names the first character that does not belong; many look like one that does. */
function firstStrange(input: unknown, allowed: RegExp): string {
  if (typeof input !== 'string') return '';
  const strange = [...input].find((character) => !allowed.test(character))?.codePointAt(0);
  return strange === undefined ? '' : ` and holds U+${strange.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** An id given by the host or a platform. Text even where it looks like a number. */
export const Id = text('id', 'an id', 100, /^[A-Za-z0-9._:-]+$/);
/** An id which may also be one that the desk made out of others: `o-1#1`, `mug@main`. */
export const RecordId = text('id', 'an id', 200, /^[A-Za-z0-9._:#@-]+$/);
/** The id under which a command can be repeated safely; made by whoever gives the command. */
export const CommandId = text('command_id', 'a command id', 255, /^[\x21-\x7e]+$/);
/** Stock keeping unit. */
export const Sku = text('sku', 'a SKU', 80, /^[A-Za-z0-9._:-]+$/);
/** A place that holds stock. */
export const LocationId = text('location', 'a location', 60, /^[A-Za-z0-9._:-]+$/);

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/; // Tabs and line ends are text.
const soundText = (value: 'showValue' | 'hideValue') => [
  z.refine<string>((text) => text.isWellFormed(), {
    error: complaint('text.not_well_formed', 'holds half of a character (a lone surrogate)', value),
  }),
  z.refine<string>((text) => !CONTROL.test(text), {
    error: complaint('text.control_character', 'holds a control character', value),
  }),
];
/** Every free text shares these checks: most of an import is the making of schemas. */
const SOUND = { showValue: soundText('showValue'), hideValue: soundText('hideValue') };

/** Free text of a person: no control characters, no broken Unicode, bounded. `hideValue` where it is personal. */
export const freeText = (most: number, value: 'showValue' | 'hideValue' = 'showValue') =>
  z
    .string({ error: complaint('text.must_be_text', 'must be text', value) })
    .check(
      z.maxLength(most, { error: complaint('text.too_long', `must have at most ${most} characters`, value) }),
      ...SOUND[value],
    );

/** A short reason, in a person's words. */
export const Reason = freeText(500).check(
  z.minLength(1, { error: complaint('reason.must_not_be_empty', 'must say why') }),
);
