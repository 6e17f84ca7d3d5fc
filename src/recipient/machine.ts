import { err, ok } from 'neverthrow';
import { Broken, type Card, type Instant, type Machine } from '../kernel/index.js';
import { recipientFailures } from './failures.js';
import { recipientLifecycle } from './lifecycle.js';
import type {
  ErasedRecipient,
  KeptRecipient,
  OpaqueRecipient,
  Recipient,
  RecipientCommand,
  RecipientEvent,
} from './types.js';

type Live = KeptRecipient | OpaqueRecipient;

function live(recipient: Recipient | undefined, event: RecipientEvent): Live {
  if (recipient === undefined) throw new Broken(`${event.type} reached a recipient that does not exist`);
  if (recipient.status === 'erased')
    throw new Broken(`${event.type} reached recipient "${recipient.id}" after erasure`);
  return recipient;
}

/** What stays the same when the details change. */
const unchanged = ({ id, recordedAt, reveals, owed }: Live) => ({
  id,
  recordedAt,
  reveals,
  ...(owed !== undefined && { owed }),
});

/** What an event makes of a recipient. */
export function evolveRecipient(recipient: Recipient | undefined, event: RecipientEvent, at: Instant): Recipient {
  switch (event.type) {
    case 'RecipientRecorded': {
      const { type: _, ...content } = event;
      return { status: 'kept', ...content, recordedAt: at, reveals: 0 };
    }
    case 'OpaqueRecipientRecorded': {
      const { type: _, ...content } = event;
      return { status: 'opaque', ...content, recordedAt: at, reveals: 0 };
    }
    case 'RecipientDetailsAmended': {
      const { type: _, ...content } = event;
      return { status: 'kept', ...unchanged(live(recipient, event)), ...content };
    }
    case 'OpaqueDetailsAmended': {
      const { type: _, ...content } = event;
      return { status: 'opaque', ...unchanged(live(recipient, event)), ...content };
    }
    case 'RecipientRevealed': {
      const before = live(recipient, event);
      return { ...before, reveals: before.reveals + 1 };
    }
    case 'RecipientErased': {
      const { id, recordedAt } = live(recipient, event);
      return { status: 'erased', id, recordedAt, erasedAt: at, reason: event.reason } satisfies ErasedRecipient;
    }
  }
}

function cardOf(recipient: Recipient): Card {
  if (recipient.status === 'erased') return {};
  const { region, reveals } = recipient;
  const facts = { country: region.country, province: region.province ?? null, reveals };
  if (recipient.status === 'kept') return { facts };
  return { channel: recipient.channel, facts: { ...facts, mergeKey: recipient.mergeKey ?? null } };
}

/** The record of one recipient. Sealing and opening are the vault's; the machine only ever sees what is sealed. */
export const recipientMachine: Machine<Recipient, RecipientCommand, RecipientEvent, unknown> = {
  kind: 'recipient',
  schema: 1,
  lifecycle: recipientLifecycle,
  decide: {
    RecordRecipient: ({ type: _, ...content }, __, { id }) => ok([{ type: 'RecipientRecorded', id, ...content }]),
    RecordOpaqueRecipient: ({ type: _, ...content }, __, { id }) =>
      ok([{ type: 'OpaqueRecipientRecorded', id, ...content }]),
    AmendRecipientDetails: ({ type: _, ...content }) => ok([{ type: 'RecipientDetailsAmended', ...content }]),
    AmendOpaqueDetails: ({ type: _, ...content }) => ok([{ type: 'OpaqueDetailsAmended', ...content }]),
    NoteRevealed: ({ type: _, ...noted }, recipient, { by }) => {
      const absent = recipient.status === 'kept' ? noted.fields.filter((field) => !(field in recipient.sealed)) : [];
      if (absent.length > 0) return err(recipientFailures.field_not_kept({ recipient: recipient.id, absent }));
      return ok([{ type: 'RecipientRevealed', ...noted, by }]);
    },
    EraseRecipient: ({ reason }) => ok([{ type: 'RecipientErased', reason }]),
  },
  evolve: evolveRecipient,
  missed: () => [],
  card: cardOf,
};
