import { type AnyFailureOf, defineFailures, rule } from '../kernel/index.js';

/** In the order of precedence. None of them ever repeats a name, phone or address. */
export const recipientFailures = defineFailures('recipient', {
  erased: rule<{ recipient: string }>(
    (d) => `The data of recipient "${d.recipient}" has been erased; its key no longer exists.`,
    'It cannot be brought back. Ask the buyer for their details and record a new recipient.',
  ),
  sealed_by_platform: rule<{ recipient: string; channel: string }>(
    (d) => `Recipient "${d.recipient}" is ciphertext of the channel "${d.channel}", which only the platform can open.`,
    'Print the label with the ciphertext, or decrypt it at the platform if its rules allow.',
  ),
  field_not_kept: rule<{ recipient: string; absent: readonly string[] }>(
    (d) => `Recipient "${d.recipient}" has no ${d.absent.join(', ')}.`,
    'Ask only for the fields that were recorded.',
  ),
  format_unknown: rule<{ recipient: string; field: string }>(
    (d) => `The sealed ${d.field} of recipient "${d.recipient}" has a format that this version cannot read.`,
    'Upgrade to a version that knows the format.',
  ),
  not_authentic: rule<{ recipient: string; field: string }>(
    (d) =>
      `The sealed ${d.field} of recipient "${d.recipient}" does not belong there: it was changed, or sealed for another merchant, person or field.`,
    'Nothing was opened. Restore the record from its journal, and look for who changed it.',
  ),
});
/** Any refusal about a recipient. */
export type RecipientFailure = AnyFailureOf<typeof recipientFailures>;
