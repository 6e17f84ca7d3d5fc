import { err, ok, ResultAsync } from 'neverthrow';
import * as z from 'zod/mini';
import {
  Actor,
  type AnyFailureOf,
  type AnyMachine,
  allowedIn,
  CommandId,
  complaint,
  Id,
  type Instant,
  type JournalEntry,
  keyOf,
  type Obligation,
  ObligationCommand,
  type Page,
  type PageRequest,
  parseInput,
  RecordId,
  type RecordState,
  type Role,
  recordFailures,
  rolesFor,
} from '../kernel/index.js';
import { digest } from './digest.js';
import { WAKE } from './engine.js';
import { deskFailures } from './failures.js';
import type { Envelope, Outcome, Receipt } from './receipts.js';
import type { CommonRefusal, FailureWith, Kind, RefusalOf } from './refusals.js';

/** Said with every command: who gives it, and the id under which it can be repeated safely. */
export interface Given {
  /** Required, unless the desk was bound by `desk.as(actor)`. */
  readonly by?: Actor | undefined;
  /** Same id and content: the first outcome again. House default: a new one, found in the receipt. */
  readonly commandId?: string | undefined;
}

type Fields<Command> = Omit<Command, 'type'> & Given;
type Input<Command> =
  Record<never, never> extends Omit<Command, 'type'> ? [input?: Fields<Command>] : [input: Fields<Command>];

/** A command's method: its name without the record's noun. `AcceptOrder` is `accept`, `ReleaseHold` is `releaseHold`. */
export type MethodName<Type extends string, Noun extends string> = Uncapitalize<
  Type extends `${infer Verb}${Noun}` ? (Verb extends '' ? Type : Verb) : Type
>;

/** One method for each command of a kind. Its error names the rules that can refuse it, and no others. */
export type Commands<Command extends { readonly type: string }, Noun extends string, Of extends Kind> = {
  readonly [Type in Command['type'] as MethodName<Type, Noun>]: (
    id: string,
    ...input: Input<Extract<Command, { type: Type }>>
  ) => ResultAsync<Receipt, RefusalOf<Of, Type> | CommonRefusal>;
};

/** A record as a person or program looks at it. */
export interface View<State> {
  readonly id: string;
  readonly state: State;
  readonly version: number;
  /** When it last changed. */
  readonly at: Instant;
  /** What may be done next, and by whom. */
  readonly allowed: readonly { readonly command: string; readonly by: readonly Role[] }[];
  /** What is owed, by whom, until when. */
  readonly obligations: readonly Obligation[];
}

/** How records of one kind are looked at. */
export interface Reads<State> {
  /** The record as the store has it now. */
  get(id: string): ResultAsync<View<State>, FailureWith<'record.not_found'>>;
  /** Everything that happened to it, oldest first. */
  history(id: string, page?: PageRequest): Promise<Page<JournalEntry>>;
}

type ObligationFields<Type extends ObligationCommand['type']> = Fields<Extract<ObligationCommand, { type: Type }>>;
type ObligationRefusal<Rule extends string> = CommonRefusal | FailureWith<Extract<`record.${Rule}`, RecordCode>>;
type RecordCode = AnyFailureOf<typeof recordFailures>['code'];

/** What can be done with what a record owes, or is owed: `kind` names the deadline, such as `shipBy`. */
export interface Deadlines {
  /** The clock stands still until it is resumed. */
  pauseObligation(
    id: string,
    input: ObligationFields<'PauseObligation'>,
  ): ResultAsync<Receipt, ObligationRefusal<'obligation_not_open' | 'obligation_paused_already'>>;
  /** The clock goes on; what was left is still left. */
  resumeObligation(
    id: string,
    input: ObligationFields<'ResumeObligation'>,
  ): ResultAsync<Receipt, ObligationRefusal<'obligation_not_open' | 'obligation_not_paused'>>;
  /** More time, as agreed with whoever waits. */
  extendObligation(
    id: string,
    input: ObligationFields<'ExtendObligation'>,
  ): ResultAsync<Receipt, ObligationRefusal<'obligation_not_open' | 'extension_must_be_later'>>;
}

/** All that can be done with one kind of record. */
export type Records<
  State,
  Command extends { readonly type: string },
  Noun extends string,
  Of extends Kind,
> = Reads<State> & Deadlines & Commands<Command, Noun, Of>;

/** What the facade needs of the desk. */
export interface Backing {
  submit(envelope: Envelope): Promise<Outcome>;
  read(key: string): Promise<{ state: RecordState; version: number; at: Instant } | undefined>;
  history(key: string, page?: PageRequest): Promise<Page<JournalEntry>>;
  newId(): string;
}

/** A machine with what is needed to take its commands from outside. */
export interface Offered<State, Command extends { readonly type: string }, Noun extends string> {
  readonly machine: AnyMachine;
  readonly commands: z.ZodMiniType<Command>;
  readonly noun: Noun;
  readonly state?: State;
}

/** Makes the methods of one kind of record out of its lifecycle. */
export function recordsOf<State, Command extends { readonly type: string }, Noun extends string, Of extends Kind>(
  { machine, commands, noun }: Offered<State, Command, Noun>,
  backing: Backing,
  actor: Actor | undefined,
): Records<State, Command, Noun, Of> {
  const method = (schema: z.ZodMiniType<{ readonly type: string }>, type: string) => [
    methodName(type, noun),
    (id: string, input: unknown = {}) =>
      new ResultAsync(give(schema, backing, { kind: machine.kind, id }, type, input, actor)),
  ];
  const methods = [
    ...Object.keys(machine.lifecycle.rows).map((type) => method(commands, type)),
    ...['PauseObligation', 'ResumeObligation', 'ExtendObligation'].map((type) => method(ObligationCommand, type)),
  ];
  return { ...Object.fromEntries(methods), ...readsOf<State>(machine, backing) } as Records<State, Command, Noun, Of>;
}

export const readsOf = <State>(machine: AnyMachine, backing: Backing): Reads<State> => ({
  get: (id) => new ResultAsync(view<State>(machine, backing, id)),
  history: (id, page) => backing.history(keyOf(machine.kind, id), page),
});

export function methodName(type: string, noun: string): string {
  const verb = type.endsWith(noun) && type.length > noun.length ? type.slice(0, -noun.length) : type;
  return verb.slice(0, 1).toLowerCase() + verb.slice(1);
}

async function give(
  schema: z.ZodMiniType<{ readonly type: string }>,
  backing: Backing,
  record: RecordRef,
  type: string,
  input: unknown,
  actor: Actor | undefined,
): Promise<Outcome> {
  const parsed = parseInput(MethodInput, input, type);
  if (parsed.isErr()) return err(parsed.error);
  const { by, commandId, ...fields } = parsed.value;
  const command = parseInput(schema, { ...fields, type }, type);
  return command.isErr() ? err(command.error) : submitParsed(backing, record, command.value, { by, commandId }, actor);
}

const strange = { error: complaint('input.unknown_field', 'may not be given; the method says which command it is') };
/** What a method takes beside the id. What the fields hold is looked at by the command's own schema. */
const MethodInput = z.looseObject({
  by: z.optional(z.unknown()),
  commandId: z.optional(z.unknown()),
  type: z.optional(z.undefined(strange)),
});

const ActorOrNobody = z.optional(Actor);

/** Which record a command is for, as the caller named it. */
export interface RecordRef {
  readonly kind: string;
  readonly id: string;
}

/** Hands a checked command to the engine. `content` is what makes it the same command when it is repeated. */
export async function submitParsed(
  backing: Backing,
  { kind, id: givenId }: RecordRef,
  command: { readonly type: string },
  given: { readonly by?: unknown; readonly commandId?: unknown },
  actor: Actor | undefined,
  content: unknown = command,
): Promise<Outcome> {
  const by = parseInput(ActorOrNobody, given.by ?? actor, 'by');
  if (by.isErr()) return err(by.error);
  if (by.value === undefined) return err(deskFailures.actor_missing({ command: command.type }));
  const commandId = parseInput(CommandId, given.commandId ?? backing.newId(), 'commandId');
  if (commandId.isErr()) return err(commandId.error);
  if (commandId.value.startsWith(WAKE)) return err(deskFailures.command_id_reserved({ commandId: commandId.value }));
  // `#` stands between an order and the number of its work, so an order's own id has none.
  const id = parseInput(kind === 'order' ? Id : RecordId, givenId, 'the id');
  if (id.isErr()) return err(id.error);
  const key = keyOf(kind, id.value);
  const { role, id: person } = by.value;
  const fingerprint = digest(`${key}\n${role}:${person}\n${JSON.stringify(content)}`);
  return backing.submit({ commandId: commandId.value, key, command, by: by.value, digest: fingerprint });
}

async function view<State>(machine: AnyMachine, backing: Backing, id: string) {
  const { kind, lifecycle } = machine;
  const found = await backing.read(keyOf(kind, id));
  if (found === undefined) return err(recordFailures.not_found({ kind, id }));
  const { state, version, at } = found;
  const allowed = allowedIn(lifecycle, state.status).map((command) => ({
    command,
    by: rolesFor(lifecycle, command, state.status) ?? [],
  }));
  return ok({ id, state: state as State, version, at, allowed, obligations: state.owed ?? [] });
}
