import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createVault,
  KeptRecipient,
  type KeyPort,
  memoryKeys,
  type PersonField,
  RecipientCommand,
  resealRecipient,
  revealRecipient,
  sealRecipient,
} from '../../src/recipient/index.js';
import { opaque, recipientAfter, region } from './support.js';

const wang = { name: '王小明', phone: '13912345678', address: '文三路478号2栋301室', region };
const all: readonly PersonField[] = ['name', 'phone', 'address'];

async function sealedWang(keys = memoryKeys(), merchant = 'm-1', id = 'r-1') {
  const vault = createVault(keys);
  const command = (await sealRecipient(vault, merchant, id, wang))._unsafeUnwrap();
  const state = KeptRecipient.parse(recipientAfter(command));
  return { keys, vault, command, state };
}

describe('a person that is sealed', () => {
  test('opens again, field by field', async () => {
    const { vault, state } = await sealedWang();
    const person = (await revealRecipient(vault, 'm-1', state, ['name', 'phone']))._unsafeUnwrap();
    expect(person.read('name')).toBe('王小明');
    expect(person.read('phone')).toBe('+8613912345678');
    expect(person.read('address')).toBeUndefined();
  });

  test('makes a command that its own schema takes, with masks beside the sealed text', async () => {
    const { command } = await sealedWang();
    expect(RecipientCommand.parse(command)).toEqual(command);
    expect(command.masked).toEqual({ name: '王**', phone: '******5678', address: '文三路****' });
  });

  test('never makes the same sealed text twice, nor one whose length tells the name', async () => {
    const vault = createVault(memoryKeys());
    const person = { merchant: 'm-1', recipient: 'r-1' };
    const seal = async (name: string) => (await vault.seal(person, { name }))._unsafeUnwrap().name;
    expect(await seal('李')).not.toBe(await seal('李'));
    expect((await seal('李'))?.length).toBe((await seal('欧阳娜娜'))?.length);
  });

  test('opens again whatever the text', async () => {
    const vault = createVault(memoryKeys());
    const person = { merchant: 'm-1', recipient: 'r-1' };
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (text) => {
        fc.pre(!text.endsWith('\u0000'));
        const sealed = (await vault.seal(person, { address: text }))._unsafeUnwrap();
        expect((await vault.open(person, sealed, ['address']))._unsafeUnwrap()).toEqual({ address: text });
      }),
      { numRuns: 50 },
    );
  });
});

describe('sealed text that was moved or changed does not open', () => {
  test('to another field, person or merchant', async () => {
    const { vault, state } = await sealedWang();
    const { name, phone } = state.sealed;
    const swapped = { ...state, sealed: { name: phone, phone: name } };
    const otherField = await revealRecipient(vault, 'm-1', swapped, ['name']);
    expect(otherField._unsafeUnwrapErr().code).toBe('recipient.not_authentic');
  });

  test('to another person or merchant, even where the key is the same', async () => {
    const one = { id: 'k1', key: new Uint8Array(32).fill(7) };
    const keys: KeyPort = { newest: async () => one, find: async () => one.key, destroy: async () => {} };
    const vault = createVault(keys);
    const command = (await sealRecipient(vault, 'm-1', 'r-1', wang))._unsafeUnwrap();
    const state = KeptRecipient.parse(recipientAfter(command));
    const otherMerchant = await revealRecipient(vault, 'm-2', state, ['name']);
    expect(otherMerchant._unsafeUnwrapErr().code).toBe('recipient.not_authentic');
    const otherPerson = await revealRecipient(vault, 'm-1', { ...state, id: 'r-2' }, ['name']);
    expect(otherPerson._unsafeUnwrapErr().code).toBe('recipient.not_authentic');
  });

  test('with any one character changed', async () => {
    const { vault, state } = await sealedWang();
    const text = state.sealed.name ?? '';
    for (let at = text.indexOf('.', 4) + 1; at < text.length - 1; at += 5) {
      if (text[at] === '.') continue;
      const changed = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
      const opened = await revealRecipient(vault, 'm-1', { ...state, sealed: { name: changed } }, ['name']);
      expect(opened._unsafeUnwrapErr().code).toBe('recipient.not_authentic');
    }
  });

  test('and a newer format is refused, not misread', async () => {
    const { vault, state } = await sealedWang();
    const newer = { ...state, sealed: { name: state.sealed.name?.replace('ow1', 'ow2') } };
    const opened = await revealRecipient(vault, 'm-1', newer, ['name']);
    expect(opened._unsafeUnwrapErr().code).toBe('recipient.format_unknown');
  });
});

describe('a person whose key was destroyed', () => {
  test('cannot be opened, nor sealed anew under the same id', async () => {
    const { vault, state } = await sealedWang();
    await vault.destroy({ merchant: 'm-1', recipient: 'r-1' });
    await vault.destroy({ merchant: 'm-1', recipient: 'r-1' });
    expect((await revealRecipient(vault, 'm-1', state, all))._unsafeUnwrapErr().code).toBe('recipient.erased');
    expect((await sealRecipient(vault, 'm-1', 'r-1', wang))._unsafeUnwrapErr().code).toBe('recipient.erased');
  });

  test('leaves the same id of another merchant alone', async () => {
    const keys = memoryKeys();
    const { vault } = await sealedWang(keys);
    const other = await sealedWang(keys, 'm-2');
    await vault.destroy({ merchant: 'm-1', recipient: 'r-1' });
    expect((await revealRecipient(vault, 'm-2', other.state, all)).isOk()).toBe(true);
  });
});

describe('keys rotate', () => {
  test('older sealed text still opens, and is sealed anew on request', async () => {
    const { keys, vault, state } = await sealedWang();
    await keys.rotate({ merchant: 'm-1', recipient: 'r-1' });
    const command = (await resealRecipient(vault, 'm-1', state))._unsafeUnwrap();
    expect(state.sealed.name).toMatch(/^ow1\.k1\./);
    expect(command.sealed.name).toMatch(/^ow1\.k2\./);
    expect(command.masked).toEqual(state.masked);
    const person = (await revealRecipient(vault, 'm-1', { ...state, ...command, status: 'kept' }, all))._unsafeUnwrap();
    expect(all.map((field) => person.read(field))).toEqual(['王小明', '+8613912345678', '文三路478号2栋301室']);
  });

  test('a key port that hands out something else is broken, not a refusal', async () => {
    const port = (id: string, bytes: number): KeyPort => ({
      newest: async () => ({ id, key: new Uint8Array(bytes) }),
      find: async () => new Uint8Array(bytes),
      destroy: async () => {},
    });
    const person = { merchant: 'm-1', recipient: 'r-1' };
    await expect(createVault(port('k.1', 32)).seal(person, { name: 'x' })).rejects.toThrow('key id');
    await expect(createVault(port('k1', 16)).seal(person, { name: 'x' })).rejects.toThrow('16 bytes');
  });

  test('a key that was imported already and cannot be extracted is taken as well', async () => {
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const vault = createVault({
      newest: async () => ({ id: 'kms:eu/1', key }),
      find: async () => key,
      destroy: async () => {},
    });
    const sealed = (await vault.seal({ merchant: 'm', recipient: 'r' }, { name: 'Zoë' }))._unsafeUnwrap();
    const opened = await vault.open({ merchant: 'm', recipient: 'r' }, sealed, ['name']);
    expect(opened._unsafeUnwrap()).toEqual({ name: 'Zoë' });
  });
});

describe('what cannot be opened here', () => {
  test("a platform's ciphertext, and fields that were never recorded", async () => {
    const vault = createVault(memoryKeys());
    const platform = await revealRecipient(vault, 'm-1', recipientAfter(opaque), ['name']);
    expect(platform._unsafeUnwrapErr().code).toBe('recipient.sealed_by_platform');
    const command = (await sealRecipient(vault, 'm-1', 'r-1', { name: '王小明', region }))._unsafeUnwrap();
    const absent = await revealRecipient(vault, 'm-1', recipientAfter(command), ['phone']);
    expect(absent._unsafeUnwrapErr().code).toBe('recipient.field_not_kept');
    const erased = recipientAfter(command, { type: 'EraseRecipient', reason: 'askedByPerson' });
    expect((await revealRecipient(vault, 'm-1', erased, ['name']))._unsafeUnwrapErr().code).toBe('recipient.erased');
  });
});

describe('no plain text gets anywhere by accident', () => {
  const canaries = ['王小明', '13912345678', '3912345', '301室', '小明'];
  const clean = (text: string | undefined) => {
    for (const canary of canaries) expect(text).not.toContain(canary);
  };

  test('a revealed person shows its masks to JSON, logs, templates, spreads and clones', async () => {
    const { vault, state } = await sealedWang();
    const person = (await revealRecipient(vault, 'm-1', state, all))._unsafeUnwrap();
    clean(JSON.stringify({ person }));
    clean(`${person}`);
    clean(inspect(person, { depth: 9, showHidden: true, getters: true }));
    clean(inspect({ person }, { customInspect: false, showHidden: true, depth: 9 }));
    clean(JSON.stringify({ ...person }));
    clean(JSON.stringify(structuredClone(person)));
    clean(JSON.stringify(Object.getOwnPropertyNames(person)));
    expect(`${person}`).toBe('王** ******5678 文三路****');
  });

  test('nor do the record, its commands and its card', async () => {
    const { command, state } = await sealedWang();
    clean(JSON.stringify([command, state]));
  });

  test('nor does any refusal, whatever stands in whatever field', async () => {
    const canary = '王小明13912345678文三路478号';
    const vault = createVault(memoryKeys());
    const holders: unknown[] = [
      canary,
      [canary],
      { text: canary },
      `${canary}\u0000`,
      `${canary}\ud800`,
      canary.repeat(500),
    ];
    const fields = ['name', 'phone', 'address', 'region'];
    for (const holder of holders) {
      for (const field of fields) {
        const sealed = await sealRecipient(vault, 'm-1', 'r-1', { ...wang, [field]: holder });
        if (sealed.isErr()) clean(JSON.stringify(sealed.error));
      }
      for (const part of ['country', 'province', 'city', 'district', 'postcodeArea']) {
        const sealed = await sealRecipient(vault, 'm-1', 'r-1', { ...wang, region: { ...region, [part]: holder } });
        if (sealed.isErr()) clean(JSON.stringify(sealed.error));
      }
      const bare = await sealRecipient(vault, 'm-1', 'r-1', holder);
      clean(JSON.stringify(bare._unsafeUnwrapErr()));
    }
  });
});
