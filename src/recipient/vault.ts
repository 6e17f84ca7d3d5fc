import { err, ok, type Result } from 'neverthrow';
import { Broken } from '../kernel/index.js';
import { type RecipientFailure, recipientFailures } from './failures.js';
import type { AesKey, KeyPort, PersonRef } from './keys.js';
import type { PersonFields } from './person.js';
import { unforeseeableBytes } from './random.js';
import { PersonField, type Sealed } from './types.js';

/**
 * Seals and opens the data of persons. `createVault` is the house's own; a host may bring another, for example one that
 * asks a service to do it. It never logs, and never repeats plain text in a failure.
 */
export interface Vault {
  /** Seals each field by itself. Fails with `recipient.erased` once the person's key was destroyed. */
  seal(person: PersonRef, fields: PersonFields): Promise<Result<Sealed, RecipientFailure>>;
  /** Opens these fields and no others. Fails as a whole: an opened part is never handed out beside a broken one. */
  open(
    person: PersonRef,
    sealed: Sealed,
    fields: readonly PersonField[],
  ): Promise<Result<PersonFields, RecipientFailure>>;
  /** Makes all that was ever sealed for this person unreadable, in every copy. Doing it twice is harmless. */
  destroy(person: PersonRef): Promise<void>;
}

const FORMAT = 'ow1';
const IV_BYTES = 12;
const KEY_BYTES = 32;
/** Sealed text tells its length; rounded up, it does not tell that of a name. */
const BLOCK_BYTES = 32;
const KEY_ID = /^[A-Za-z0-9_:/-]{1,128}$/;

/**
 * AES-256-GCM by WebCrypto, so that it runs in Node, browsers and workers alike. Each field has a random 96-bit start
 * value and is bound to its merchant, person, field and key: moved anywhere else it does not open.
 *
 * @example
 * ```ts
 * const vault = createVault(memoryKeys()); // for development; in production hand in your key service
 * const sealed = await vault.seal({ merchant: 'm-1', recipient: 'r-1' }, { name: '王小明' });
 * ```
 */
export function createVault(keys: KeyPort): Vault {
  return {
    async seal(person, fields) {
      const newest = await keys.newest(person);
      if (newest === undefined) return err(recipientFailures.erased({ recipient: person.recipient }));
      const { id, key } = newest;
      if (!KEY_ID.test(id)) throw new Broken(`The key port gave a key id that cannot stand in sealed text: ${id}`);
      const imported = await importedKey(key);
      const sealed: Sealed = {};
      for (const field of PersonField.options) {
        const plain = fields[field];
        if (plain !== undefined) sealed[field] = await sealText(imported, id, bound(person, field, id), plain);
      }
      return ok(sealed);
    },

    async open(person, sealed, fields) {
      const opened: PersonFields = {};
      for (const field of fields) {
        const text = sealed[field];
        if (text === undefined) continue;
        const plain = await openField(keys, person, field, text);
        if (plain.isErr()) return err(plain.error);
        opened[field] = plain.value;
      }
      return ok(opened);
    },

    destroy: (person) => keys.destroy(person),
  };
}

async function sealText(key: AesKey, id: string, additionalData: Bytes, plain: string): Promise<string> {
  const iv = unforeseeableBytes(IV_BYTES);
  const ciphertext = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, padded(plain));
  return [FORMAT, id, base64url(iv), base64url(new Uint8Array(ciphertext))].join('.');
}

async function openField(
  keys: KeyPort,
  person: PersonRef,
  field: PersonField,
  text: string,
): Promise<Result<string, RecipientFailure>> {
  const { recipient } = person;
  const [format, id = '', iv = '', ciphertext = ''] = text.split('.');
  if (format !== FORMAT) return err(recipientFailures.format_unknown({ recipient, field }));
  const key = await keys.find(person, id);
  if (key === undefined) return err(recipientFailures.erased({ recipient }));
  const algorithm = { name: 'AES-GCM', iv: bytesOf(iv), additionalData: bound(person, field, id) };
  const imported = await importedKey(key);
  try {
    const plain = await crypto.subtle.decrypt(algorithm, imported, bytesOf(ciphertext));
    return ok(new TextDecoder().decode(plain).replace(/\u0000+$/, ''));
  } catch (error) {
    if (error instanceof Error && error.name === 'OperationError') {
      return err(recipientFailures.not_authentic({ recipient, field }));
    }
    throw error;
  }
}

async function importedKey(key: Uint8Array | AesKey): Promise<AesKey> {
  if (!(key instanceof Uint8Array)) return key;
  if (key.length !== KEY_BYTES) throw new Broken(`The key port gave ${key.length} bytes; a key has ${KEY_BYTES}`);
  const bytes = new Uint8Array(key);
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

type Bytes = Uint8Array<ArrayBuffer>;

/** What the sealed text belongs to; it is authenticated, not stored. */
const bound = ({ merchant, recipient }: PersonRef, field: PersonField, keyId: string): Bytes =>
  new TextEncoder().encode(JSON.stringify([FORMAT, keyId, merchant, recipient, field]));

/** Filled up with zeros, which no text of a person ends with. */
function padded(text: string): Bytes {
  const plain = new TextEncoder().encode(text);
  const bytes = new Uint8Array(Math.max(1, Math.ceil(plain.length / BLOCK_BYTES)) * BLOCK_BYTES);
  bytes.set(plain);
  return bytes;
}

const base64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');

const bytesOf = (text: string): Bytes =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
