import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { type Actor, type AnyMachine, type Failure, parseInput } from '../kernel/index.js';
import {
  type PersonField,
  type Recipient,
  RecipientCommand,
  type RecipientFailure,
  type RevealedPerson,
  recipientMachine,
  revealRecipient,
  sealRecipient,
  type Vault,
} from '../recipient/index.js';
import { type Backing, type Given, type Reads, readsOf, submitParsed } from './facade.js';
import { deskFailures } from './failures.js';
import type { Outcome, Receipt } from './receipts.js';
import type { CommonRefusal, FailureWith } from './refusals.js';

type Opaque = Omit<Extract<RecipientCommand, { type: 'RecordOpaqueRecipient' }>, 'type'>;
type Noted = Omit<Extract<RecipientCommand, { type: 'NoteRevealed' }>, 'type'>;
type Erased = Omit<Extract<RecipientCommand, { type: 'EraseRecipient' }>, 'type'>;

/**
 * Names, phones and addresses. They are sealed before the desk sees them, shown masked everywhere, and opened only for
 * somebody who may, for a purpose, with a trace.
 */
export interface Recipients extends Reads<Recipient> {
  /** `person`: name, phone, address (at least one) and region; unknown data, checked here. */
  record(id: string, input: { readonly person: unknown } & Given): ResultAsync<Receipt, SealingRefusal>;
  amend(id: string, input: { readonly person: unknown } & Given): ResultAsync<Receipt, SealingRefusal>;
  /** A platform's ciphertext, kept as it came. */
  recordOpaque(id: string, input: Opaque & Given): ResultAsync<Receipt, CommonRefusal>;
  amendOpaque(id: string, input: Opaque & Given): ResultAsync<Receipt, CommonRefusal>;
  /** Leaves a trace, then opens these fields. The answer shows itself masked unless asked field by field. */
  reveal(id: string, input: Noted & Given): ResultAsync<RevealedPerson, OpeningRefusal>;
  /** Destroys the person's key: what was ever sealed for them, in every copy, cannot be read any more. */
  erase(id: string, input: Erased & Given): ResultAsync<Receipt, CommonRefusal>;
}

type SealingRefusal = CommonRefusal | FailureWith<'desk.vault_missing' | 'recipient.erased'>;
type OpeningRefusal = CommonRefusal | RecipientFailure | FailureWith<'desk.vault_missing'>;

export interface VaultOf {
  readonly merchant: string;
  readonly vault: Vault | undefined;
}

const machine = recipientMachine as unknown as AnyMachine;

/** The engine knows that something may be refused; the tables of refusals, which the tests keep true, say what. */
const refusedAs = <T, F extends Failure>(outcome: Promise<Result<T, Failure>>): ResultAsync<T, F> =>
  new ResultAsync(outcome as Promise<Result<T, F>>);

export function recipientsOf(backing: Backing, actor: Actor | undefined, { merchant, vault }: VaultOf): Recipients {
  const reads = readsOf<Recipient>(machine, backing);
  const give = async (id: string, command: unknown, given: Given, content?: unknown): Promise<Outcome> => {
    const parsed = parseInput(RecipientCommand, command, 'The recipient');
    if (parsed.isErr()) return err(parsed.error);
    return submitParsed(backing, { kind: 'recipient', id }, parsed.value, given, actor, content);
  };
  const seal = async (
    type: 'RecordRecipient' | 'AmendRecipientDetails',
    id: string,
    input: { person: unknown } & Given,
  ): Promise<Outcome> => {
    const { person, ...given } = input;
    if (vault === undefined) return err(deskFailures.vault_missing({ recipient: id }));
    const sealed = await sealRecipient(vault, merchant, id, person);
    if (sealed.isErr()) return err(sealed.error);
    // Sealing the same person twice gives two texts, so a repeated command is known by what it shows.
    const { masked, region } = sealed.value;
    return give(id, { ...sealed.value, type }, given, { type, masked, region });
  };
  const opaque = (type: string, id: string, { by, commandId, ...fields }: Opaque & Given) =>
    refusedAs<Receipt, CommonRefusal>(give(id, { type, ...fields }, { by, commandId }));
  return {
    ...reads,
    record: (id, input) => refusedAs(seal('RecordRecipient', id, input)),
    amend: (id, input) => refusedAs(seal('AmendRecipientDetails', id, input)),
    recordOpaque: (id, input) => opaque('RecordOpaqueRecipient', id, input),
    amendOpaque: (id, input) => opaque('AmendOpaqueDetails', id, input),
    reveal: (id, { by, commandId, ...noted }) =>
      refusedAs(
        give(id, { type: 'NoteRevealed', ...noted }, { by, commandId }).then(
          (outcome): Promise<Result<RevealedPerson, Failure>> | Result<RevealedPerson, Failure> =>
            outcome.isErr() ? err(outcome.error) : open(id, noted.fields),
        ),
      ),
    erase: (id, { by, commandId, reason }) => refusedAs(erase(id, { by, commandId }, reason)),
  };

  async function open(id: string, fields: readonly PersonField[]): Promise<Result<RevealedPerson, Failure>> {
    if (vault === undefined) return err(deskFailures.vault_missing({ recipient: id }));
    const view = await reads.get(id);
    return view.isErr() ? err(view.error) : revealRecipient(vault, merchant, view.value.state, fields);
  }

  async function erase(id: string, given: Given, reason: Erased['reason']): Promise<Outcome> {
    const outcome = await give(id, { type: 'EraseRecipient', reason }, given);
    // The message DestroyKey makes sure of it; this only makes it soon.
    if (outcome.isOk()) await vault?.destroy({ merchant, recipient: id }).catch(() => undefined);
    return outcome.isOk() ? ok(outcome.value) : err(outcome.error);
  }
}
