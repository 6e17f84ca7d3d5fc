import * as z from 'zod/mini';
import {
  Actor,
  Count,
  complaint,
  discreet,
  Id,
  Instant,
  maskAddress,
  maskName,
  maskPhone,
  Obligation,
  RecordId,
  Region,
  strictObject,
} from '../kernel/index.js';

/** One of a closed list, so that no personal data can hide in it; what was sent instead is not repeated. */
const listed = <const Word extends string>(code: string, ...words: [Word, ...Word[]]) =>
  z.enum(words, { error: complaint(`recipient.${code}`, `must be one of ${words.join(', ')}`, 'hideValue') });

/** What a desk keeps of a person. Each field is sealed by itself, so that a reveal opens no more than is needed. */
export const PersonField = listed('field_unknown', 'name', 'phone', 'address');
export type PersonField = z.infer<typeof PersonField>;

/** Kept: sealed by our own vault. Opaque: only the platform can open it. Erased: gone for good. */
export const RecipientStatus = z.enum(['kept', 'opaque', 'erased']);
export type RecipientStatus = z.infer<typeof RecipientStatus>;

/** Where the plain text came from. */
export const RecipientSource = listed('source_unknown', 'merchant', 'platform');
export type RecipientSource = z.infer<typeof RecipientSource>;

/** What a person's data was opened for. */
export const RevealPurpose = listed('purpose_unknown', 'shipping', 'delivery', 'service', 'dispute', 'authority');
export type RevealPurpose = z.infer<typeof RevealPurpose>;

/** Why a person's data was erased. */
export const ErasureReason = listed(
  'reason_unknown',
  'retentionEnded',
  'askedByPerson',
  'askedByPlatform',
  'recordedByMistake',
);
export type ErasureReason = z.infer<typeof ErasureReason>;

const notSealed = complaint('recipient.not_sealed', 'must be text that the vault has sealed', 'hideValue');
/** One field as the vault sealed it: format, key id, random start value and ciphertext. */
export const SealedText = z
  .string({ error: notSealed })
  .check(
    z.maxLength(8000, { error: notSealed }),
    z.regex(/^ow1\.[A-Za-z0-9_:/-]{1,128}\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{22,}$/, { error: notSealed }),
  );
export type SealedText = z.infer<typeof SealedText>;

export const Sealed = strictObject(
  { name: z.optional(SealedText), phone: z.optional(SealedText), address: z.optional(SealedText) },
  discreet('recipient.not_sealed', 'must be the fields that the vault has sealed'),
).check(
  z.refine((sealed) => Object.keys(sealed).length > 0, {
    error: complaint('recipient.nothing_sealed', 'must hold at least one of name, phone and address', 'hideValue'),
  }),
);
export type Sealed = z.infer<typeof Sealed>;

const masked = (mask: (text: string) => string, name: string) => {
  const sentence = `is not masked enough: masking it with ${name} would hide more`;
  const error = complaint('recipient.not_masked', sentence, 'hideValue');
  return z.string({ error }).check(
    z.maxLength(200, { error }),
    z.refine((text) => mask(text) === text, { error }),
  );
};

/** What may be shown everywhere. Taken only if our own masks would not hide more of it. */
export const Masked = strictObject(
  {
    name: z.optional(masked(maskName, 'maskName')),
    phone: z.optional(masked(maskPhone, 'maskPhone')),
    address: z.optional(masked(maskAddress, 'maskAddress')),
  },
  discreet('recipient.not_masked', 'must be the masked name, phone and address'),
);
export type Masked = z.infer<typeof Masked>;

const notCiphertext = complaint(
  'recipient.not_ciphertext',
  'must be up to 20 named texts of at most 8000 characters, as the platform gave them',
  'hideValue',
);
/** The platform's ciphertext, part by part, under the platform's own names. Never looked into. */
export const Ciphertext = z
  .record(
    z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/, { error: notCiphertext })),
    z
      .string({ error: notCiphertext })
      .check(z.minLength(1, { error: notCiphertext }), z.maxLength(8000, { error: notCiphertext })),
    {
      error: notCiphertext,
    },
  )
  .check(
    z.refine((parts) => Object.keys(parts).length >= 1 && Object.keys(parts).length <= 20, { error: notCiphertext }),
  );
export type Ciphertext = z.infer<typeof Ciphertext>;

const MergeKey = z
  .string({ error: notCiphertext })
  .check(z.minLength(1, { error: notCiphertext }), z.maxLength(500, { error: notCiphertext }));

const keptContent = { source: RecipientSource, sealed: Sealed, masked: Masked, region: Region };
const opaqueContent = {
  channel: Id,
  ciphertext: Ciphertext,
  masked: Masked,
  region: Region,
  /** The platform's key for "same recipient": orders that share it can be merged without opening anything. */
  mergeKey: z.optional(MergeKey),
};

const always = { id: RecordId, recordedAt: Instant, owed: z.optional(z.readonly(z.array(Obligation))) };
/** How often the data was opened. */
const reveals = Count;

export const KeptRecipient = strictObject({ ...always, status: z.literal('kept'), ...keptContent, reveals });
export type KeptRecipient = z.infer<typeof KeptRecipient>;
export const OpaqueRecipient = strictObject({ ...always, status: z.literal('opaque'), ...opaqueContent, reveals });
export type OpaqueRecipient = z.infer<typeof OpaqueRecipient>;
/** All that is left of a person: that there was one, and why there is no more. */
export const ErasedRecipient = strictObject({
  ...always,
  status: z.literal('erased'),
  erasedAt: Instant,
  reason: ErasureReason,
});
export type ErasedRecipient = z.infer<typeof ErasedRecipient>;

/** Names, phones and addresses live here alone; everything else holds this record's id, the region and masked text. */
export const Recipient = z.discriminatedUnion('status', [KeptRecipient, OpaqueRecipient, ErasedRecipient]);
export type Recipient = z.infer<typeof Recipient>;

const noted = {
  purpose: RevealPurpose,
  fields: z.array(PersonField).check(z.minLength(1), z.maxLength(3)),
  /** The order, parcel or case it was needed for. */
  concerns: z.optional(RecordId),
};

/** What may be said about a recipient. */
export const RecipientCommand = z.discriminatedUnion('type', [
  strictObject({ type: z.literal('RecordRecipient'), ...keptContent }),
  strictObject({ type: z.literal('RecordOpaqueRecipient'), ...opaqueContent }),
  strictObject({ type: z.literal('AmendRecipientDetails'), ...keptContent }),
  strictObject({ type: z.literal('AmendOpaqueDetails'), ...opaqueContent }),
  /** Given and saved before anything is opened: no reveal without its trace. */
  strictObject({ type: z.literal('NoteRevealed'), ...noted }),
  strictObject({ type: z.literal('EraseRecipient'), reason: ErasureReason }),
]);
export type RecipientCommand = z.infer<typeof RecipientCommand>;

/** What happens to a recipient. */
export const RecipientEvent = z.discriminatedUnion('type', [
  strictObject({ type: z.literal('RecipientRecorded'), id: RecordId, ...keptContent }),
  strictObject({ type: z.literal('OpaqueRecipientRecorded'), id: RecordId, ...opaqueContent }),
  strictObject({ type: z.literal('RecipientDetailsAmended'), ...keptContent }),
  strictObject({ type: z.literal('OpaqueDetailsAmended'), ...opaqueContent }),
  strictObject({ type: z.literal('RecipientRevealed'), ...noted, by: Actor }),
  /** What follows: the person's key is destroyed, which also ends every copy of the sealed text in old events. */
  strictObject({ type: z.literal('RecipientErased'), reason: ErasureReason }),
]);
export type RecipientEvent = z.infer<typeof RecipientEvent>;
