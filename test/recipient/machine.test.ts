import { describe, expect, test } from 'vitest';
import { ALL_ROLES, allowedIn, Broken, decide, NEW, parseInput, type Role, rolesFor } from '../../src/kernel/index.js';
import {
  Recipient,
  RecipientCommand,
  RecipientEvent,
  recipientLifecycle,
  recipientMachine,
} from '../../src/recipient/index.js';
import { by, context, noon, opaque, recipientAfter, region } from './support.js';

const sealed = { name: `ow1.k1.${'A'.repeat(16)}.${'B'.repeat(64)}` };
const record: Extract<RecipientCommand, { type: 'RecordRecipient' }> = {
  type: 'RecordRecipient',
  source: 'merchant',
  sealed,
  masked: { name: '王**' },
  region,
};
const reveal: RecipientCommand = { type: 'NoteRevealed', purpose: 'shipping', fields: ['name'], concerns: 'p-1' };
const erase: RecipientCommand = { type: 'EraseRecipient', reason: 'askedByPerson' };
const codeOf = (command: unknown): string => {
  const parsed = parseInput(RecipientCommand, command, 'The command');
  return parsed.isErr() ? parsed.error.code : 'taken';
};

describe('the life of a recipient', () => {
  test('is kept, revealed with a trace of who and what for, amended, and erased', () => {
    const kept = recipientAfter(record);
    expect(kept).toMatchObject({ id: 'r-1', status: 'kept', reveals: 0, recordedAt: noon });
    const events = decide(recipientMachine, reveal, kept, context('packer'))._unsafeUnwrap();
    expect(events).toEqual([
      { type: 'RecipientRevealed', purpose: 'shipping', fields: ['name'], concerns: 'p-1', by: by('packer') },
    ]);
    expect(recipientAfter(record, reveal, reveal)).toMatchObject({ status: 'kept', reveals: 2 });
    const amended = recipientAfter(record, reveal, {
      ...record,
      type: 'AmendRecipientDetails',
      region: { country: 'DE' },
    });
    expect(amended).toMatchObject({ status: 'kept', region: { country: 'DE' }, reveals: 1 });
  });

  test('an erased one keeps nothing but that it was there, and takes no command', () => {
    const erased = recipientAfter(record, reveal, erase);
    expect(erased).toEqual({ id: 'r-1', status: 'erased', recordedAt: noon, erasedAt: noon, reason: 'askedByPerson' });
    expect(recipientMachine.card(erased)).toEqual({});
    expect(allowedIn(recipientLifecycle, 'erased')).toEqual([]);
    const again = decide(recipientMachine, erase, erased, context())._unsafeUnwrapErr();
    expect(again.code).toBe('record.command_not_allowed_now');
  });

  test("a platform's ciphertext becomes data of our own when the buyer gives it to us, and back", () => {
    const ours = recipientAfter(opaque, { ...record, type: 'AmendRecipientDetails' });
    expect(ours).toMatchObject({ status: 'kept', sealed });
    expect(ours).not.toHaveProperty('ciphertext');
    expect(ours).not.toHaveProperty('mergeKey');
    const theirs = recipientAfter(record, { ...opaque, type: 'AmendOpaqueDetails' });
    expect(theirs).toMatchObject({ status: 'opaque', channel: 'pdd-1' });
    expect(theirs).not.toHaveProperty('sealed');
  });

  test('a field that was never recorded cannot be revealed', () => {
    const none = decide(recipientMachine, { ...reveal, fields: ['name', 'phone'] }, recipientAfter(record), context());
    expect(none._unsafeUnwrapErr()).toMatchObject({ code: 'recipient.field_not_kept', details: { absent: ['phone'] } });
  });

  test('the card shows where, never who', () => {
    expect(recipientMachine.card(recipientAfter(opaque))).toEqual({
      channel: 'pdd-1',
      facts: { country: 'CN', province: '浙江省', reveals: 0, mergeKey: 'oaid-77' },
    });
  });

  test('an event after the erasure is broken, not refused', () => {
    const erased = recipientAfter(record, erase);
    const event = { type: 'RecipientErased', reason: 'askedByPerson' } as const;
    expect(() => recipientMachine.evolve(erased, event, noon)).toThrow(Broken);
    expect(() => recipientMachine.evolve(undefined, event, noon)).toThrow(Broken);
  });

  test('every state and event fits its schema', () => {
    for (const state of [
      recipientAfter(record),
      recipientAfter(opaque),
      recipientAfter(record, erase),
      recipientAfter(opaque, reveal),
    ]) {
      expect(Recipient.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
    }
    for (const event of decide(recipientMachine, record, undefined, context())._unsafeUnwrap()) {
      expect(RecipientEvent.parse(event)).toEqual(event);
    }
  });
});

describe('who may do what', () => {
  const may = (command: string, status: string): Role[] => {
    const roles = rolesFor(recipientLifecycle, command, status) ?? [];
    return ALL_ROLES.filter((role) => roles.includes(role));
  };

  test('only owner, packer and service open a recipient; picker, approver, buyer, platform and carrier never', () => {
    expect(may('NoteRevealed', 'kept')).toEqual(['owner', 'packer', 'service']);
    expect(may('NoteRevealed', 'opaque')).toEqual(['owner', 'packer', 'service']);
    for (const role of ['picker', 'approver', 'buyer', 'platform', 'carrier', 'system'] as const) {
      const refused = decide(recipientMachine, reveal, recipientAfter(record), context(role));
      expect(refused._unsafeUnwrapErr().code).toBe('record.actor_not_permitted');
    }
  });

  test('owner, platform and system erase', () =>
    expect(may('EraseRecipient', 'kept')).toEqual(['owner', 'platform', 'system']));

  test('buyers give their own details, but no ciphertext', () => {
    expect(may('RecordRecipient', NEW)).toContain('buyer');
    expect(may('RecordOpaqueRecipient', NEW)).not.toContain('buyer');
  });
});

describe('commands that could carry plain text are refused without repeating it', () => {
  test.each([
    [{ ...record, masked: { name: '王小明' } }, 'recipient.not_masked'],
    [{ ...record, masked: { phone: '138****8000' } }, 'recipient.not_masked'],
    [{ ...record, masked: '王小明' }, 'recipient.not_masked'],
    [{ ...record, sealed: { name: '王小明' } }, 'recipient.not_sealed'],
    [{ ...record, sealed: '王小明' }, 'recipient.not_sealed'],
    [{ ...record, sealed: {} }, 'recipient.nothing_sealed'],
    [{ ...record, name: '王小明' }, 'input.unknown_field'],
    [{ ...opaque, ciphertext: {} }, 'recipient.not_ciphertext'],
    [{ ...opaque, ciphertext: '王小明' }, 'recipient.not_ciphertext'],
    [{ ...opaque, ciphertext: { 王小明: 'x' } }, 'recipient.not_ciphertext'],
    [{ ...opaque, ciphertext: JSON.parse('{"__proto__":"x"}') }, 'recipient.not_ciphertext'],
    [{ ...opaque, mergeKey: ['王小明'] }, 'recipient.not_ciphertext'],
    [{ ...erase, reason: '王小明 asked' }, 'recipient.reason_unknown'],
  ])('case %#', (command, code) => expect(codeOf(command)).toBe(code));

  test('with no canary in the message or details', () => {
    for (const holder of ['王小明', ['王小明'], { 王小明: '王小明' }, { name: '王小明'.repeat(100) }]) {
      for (const field of ['sealed', 'masked', 'ciphertext', 'mergeKey']) {
        for (const command of [record, opaque]) {
          const parsed = parseInput(RecipientCommand, { ...command, [field]: holder }, 'The command');
          if (parsed.isErr()) expect(JSON.stringify(parsed.error)).not.toContain('王小明');
        }
      }
    }
  });
});
