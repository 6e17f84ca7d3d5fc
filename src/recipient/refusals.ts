import type { RecipientFailure } from './failures.js';
import type { RecipientCommand } from './types.js';

/** With which of the recipient's own rules each command can be refused, in the order in which they are looked at. */
export const recipientRefusals = {
  RecordRecipient: [],
  RecordOpaqueRecipient: [],
  AmendRecipientDetails: [],
  AmendOpaqueDetails: [],
  NoteRevealed: ['recipient.field_not_kept'],
  EraseRecipient: [],
} as const satisfies Record<RecipientCommand['type'], readonly RecipientFailure['code'][]>;
