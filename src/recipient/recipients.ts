import { err, type Result } from 'neverthrow';
import type { InputFailure } from '../kernel/index.js';
import { maskPerson } from '../kernel/index.js';
import { type RecipientFailure, recipientFailures } from './failures.js';
import { parsePerson } from './person.js';
import { RevealedPerson } from './revealed.js';
import type { KeptRecipient, PersonField, Recipient, RecipientCommand, RecipientSource } from './types.js';
import type { Vault } from './vault.js';

type Of<Type extends RecipientCommand['type']> = Extract<RecipientCommand, { type: Type }>;

/**
 * Checks and seals a person, and answers the command that records them. To amend a recipient, send the same content as
 * `AmendRecipientDetails`.
 *
 * @param person unknown data: name, phone, address (at least one of them) and region.
 * @returns the command, or why the person was not taken. Failures: `recipient.phone_format`,
 * `recipient.name_must_not_be_empty`, `recipient.address_must_not_be_empty`, `recipient.person_must_not_be_empty`,
 * `text.*`, `input.unknown_field`, and `recipient.erased` where the id's key was destroyed. None repeats the input.
 *
 * @example
 * ```ts
 * const command = await sealRecipient(vault, 'm-1', 'r-1', { name: '王小明', phone: '13800138000', region });
 * ```
 */
export async function sealRecipient(
  vault: Vault,
  merchant: string,
  id: string,
  person: unknown,
  source: RecipientSource = 'merchant',
): Promise<Result<Of<'RecordRecipient'>, InputFailure | RecipientFailure>> {
  const parsed = parsePerson(person);
  if (parsed.isErr()) return err(parsed.error);
  const { region, ...fields } = parsed.value;
  const sealed = await vault.seal({ merchant, recipient: id }, fields);
  return sealed.map((sealed) => ({ type: 'RecordRecipient', source, sealed, masked: maskPerson(fields), region }));
}

/**
 * Opens these fields of a recipient. Have `NoteRevealed` accepted and saved first: it checks who may, and leaves the
 * trace that every reveal has to leave.
 *
 * @returns the opened person, or `recipient.erased`, `recipient.sealed_by_platform`, `recipient.field_not_kept`,
 * `recipient.format_unknown`, `recipient.not_authentic`.
 *
 * @example
 * ```ts
 * const person = await revealRecipient(vault, 'm-1', recipient, ['name', 'phone']);
 * if (person.isOk()) label.print(person.value.read('name'), person.value.read('phone'));
 * ```
 */
export async function revealRecipient(
  vault: Vault,
  merchant: string,
  recipient: Recipient,
  fields: readonly PersonField[],
): Promise<Result<RevealedPerson, RecipientFailure>> {
  const { id } = recipient;
  if (recipient.status === 'erased') return err(recipientFailures.erased({ recipient: id }));
  if (recipient.status === 'opaque') {
    return err(recipientFailures.sealed_by_platform({ recipient: id, channel: recipient.channel }));
  }
  const absent = fields.filter((field) => !(field in recipient.sealed));
  if (absent.length > 0) return err(recipientFailures.field_not_kept({ recipient: id, absent }));
  const opened = await vault.open({ merchant, recipient: id }, recipient.sealed, fields);
  return opened.map((plain) => new RevealedPerson(plain, recipient.masked));
}

/**
 * Seals everything anew with the person's newest key, and answers the command that saves it; for the rotation of keys.
 * Nothing leaves the function in plain text.
 */
export async function resealRecipient(
  vault: Vault,
  merchant: string,
  { id, source, sealed, masked, region }: KeptRecipient,
): Promise<Result<Of<'AmendRecipientDetails'>, RecipientFailure>> {
  const person = { merchant, recipient: id };
  const opened = await vault.open(person, sealed, ['name', 'phone', 'address']);
  if (opened.isErr()) return err(opened.error);
  const resealed = await vault.seal(person, opened.value);
  return resealed.map((anew) => ({ type: 'AmendRecipientDetails', source, sealed: anew, masked, region }));
}
