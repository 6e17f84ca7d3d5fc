import type { Result } from 'neverthrow';
import type { Actor } from './actor.js';
import type { Failure } from './failure.js';
import type { Instant } from './instant.js';
import type { Lifecycle } from './lifecycle.js';
import type { Obligation, ObligationEvent } from './obligation.js';

/** What every record's state has. It is plain JSON. */
export interface RecordState {
  readonly id: string;
  readonly status: string;
  readonly owed?: readonly Obligation[] | undefined;
}

/** All fields of a state, those without a value as `undefined`: states of one shape are copied several times faster. */
export type Shape<State> = { [Field in keyof Required<State>]: State[Field] };

interface Typed {
  readonly type: string;
}

/** What a decision may know besides the record and the command. */
export interface Context<Ask = unknown> {
  readonly at: Instant;
  readonly by: Actor;
  /** The id of the record which the command is for. */
  readonly id: string;
  /** Policies and facts which the domain asks for; pure functions, prepared by the engine. */
  readonly ask: Ask;
}

/** What follows from a command: events, or why not. */
export type Decision<Event, F extends Failure = Failure> = Result<readonly Event[], F>;

/** What lists, searches and host SQL may see of a record, beside its id and status. */
export interface Card {
  /** The number that people know it by; searched as text. */
  readonly label?: string | undefined;
  /** At most one record of a kind has it: a channel's order number, a waybill number. */
  readonly unique?: string | undefined;
  /** The record it belongs to, such as a parcel's order. */
  readonly parent?: string | undefined;
  readonly buyer?: string | undefined;
  readonly channel?: string | undefined;
  /** A few more small facts for a list; never personal data. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>> | undefined;
}

/**
 * What can happen to one kind of record, and what it means. It reads no clock, makes no id, awaits nothing and fetches
 * nothing: the same state, command and context give the same decision for ever.
 */
export interface Machine<State extends RecordState, Command extends Typed, Event extends Typed, Ask> {
  readonly kind: string;
  /** Raised when the shape of the state changes; `upcast` reads the older ones. */
  readonly schema: number;
  readonly upcast?: (old: unknown, schema: number) => State;
  readonly lifecycle: Lifecycle<State['status'], Command['type']>;
  /** One function per command. Its `state` is undefined only where the table allows the command on a new record. */
  readonly decide: {
    readonly [Type in Command['type']]: (
      command: Extract<Command, { type: Type }>,
      state: State,
      context: Context<Ask>,
    ) => Decision<Event | ObligationEvent>;
  };
  /** What an event makes of the state. Obligations are kept by {@link apply}. Never refuses, never drops an event. */
  readonly evolve: (state: State | undefined, event: Event, at: Instant) => State;
  /** What follows when something owed was not done in time. */
  readonly missed: (
    state: State,
    obligation: Obligation,
    context: Context<Ask>,
  ) => readonly (Event | ObligationEvent)[];
  readonly card: (state: State) => Card;
}

/** Any machine, for code that works with all kinds alike. */
export type AnyMachine = Machine<RecordState, Typed, Typed, never>;
