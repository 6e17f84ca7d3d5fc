import { unforeseeableBytes } from './random.js';

/** Whose data it is. The merchant is part of it: two merchants may use the same recipient id. */
export interface PersonRef {
  readonly merchant: string;
  readonly recipient: string;
}

/** A key of WebCrypto for AES-GCM, for encrypting and decrypting; best one that cannot be extracted. */
export type AesKey = Parameters<typeof crypto.subtle.encrypt>[1];

/** A key, and the id by which it is found again. */
export interface PersonKey {
  /** Stands in the sealed text: letters, digits and `_ : / -`, at most 128. */
  readonly id: string;
  /** 32 random bytes, or a key that is imported already. */
  readonly key: Uint8Array | AesKey;
}

/**
 * Where the host keeps one key per person; usually a table of data keys, each wrapped by a key service. Back the keys up
 * apart from the records and keep those backups for a short time only: whoever restores both restores the person.
 */
export interface KeyPort {
  /**
   * The key to seal with now; made when the person has none yet. To rotate, hand out another one from now on and go on
   * answering {@link find} for the older. Undefined for ever after {@link destroy}.
   */
  newest(person: PersonRef): Promise<PersonKey | undefined>;
  /** The key with this id. Undefined: it was destroyed. */
  find(person: PersonRef, keyId: string): Promise<Uint8Array | AesKey | undefined>;
  /** Destroys all keys of the person for good, backups within their retention. Doing it twice is harmless. */
  destroy(person: PersonRef): Promise<void>;
}

export interface MemoryKeys extends KeyPort {
  /** From now on a new key is used; what was sealed before still opens. */
  rotate(person: PersonRef): Promise<void>;
}

/** For development and tests alone: the keys are gone with the process, and with them all that they sealed. */
export function memoryKeys(): MemoryKeys {
  const keys = new Map<string, PersonKey[] | 'destroyed'>();
  const slot = ({ merchant, recipient }: PersonRef) => JSON.stringify([merchant, recipient]);
  const renew = (person: PersonRef): PersonKey | undefined => {
    const had = keys.get(slot(person)) ?? [];
    if (had === 'destroyed') return undefined;
    const key = { id: `k${had.length + 1}`, key: unforeseeableBytes(32) };
    keys.set(slot(person), [...had, key]);
    return key;
  };
  return {
    newest: async (person) => {
      const had = keys.get(slot(person));
      return had === undefined ? renew(person) : had === 'destroyed' ? undefined : had.at(-1);
    },
    find: async (person, keyId) => {
      const had = keys.get(slot(person)) ?? [];
      return had === 'destroyed' ? undefined : had.find(({ id }) => id === keyId)?.key;
    },
    destroy: async (person) => {
      keys.set(slot(person), 'destroyed');
    },
    rotate: async (person) => {
      renew(person);
    },
  };
}
