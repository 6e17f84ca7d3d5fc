import {
  type Actor,
  type AnyMachine,
  apply,
  Broken,
  type Card,
  decide,
  type Failure,
  type Instant,
  idOf,
  kindOf,
  NEW,
  OBLIGATION_COMMANDS,
  type RecordState,
  type Saved,
  SYSTEM,
  wakeAt,
} from '../kernel/index.js';
import { deskFailures } from './failures.js';
import type { WorkingSet } from './working-set.js';

/** A command for a record. */
export interface Step {
  readonly key: string;
  readonly command: { readonly type: string };
  readonly by: Actor;
}

/** What follows from an event: a command on another record, a message to the host, or a refusal of it all. */
export type Reaction =
  | {
      readonly key: string;
      readonly command: { readonly type: string };
      /** What to do instead when it is refused; without it the whole command is refused. */
      readonly otherwise?: ((failure: Failure) => readonly Reaction[]) | undefined;
    }
  | { readonly tell: string; readonly key: string; readonly body: unknown }
  | { readonly refuse: Failure };

/** Everything a reaction may look at. */
export interface Happening {
  readonly key: string;
  readonly event: { readonly type: string };
  /** The record after the command. */
  readonly state: RecordState;
  readonly at: Instant;
  readonly by: Actor;
  readonly set: WorkingSet;
}

const MOST_STEPS = 20_000;

/** Machines, what they ask, and what follows: one command and all that it causes, as pure computation. */
export class Process {
  readonly #machines: ReadonlyMap<string, AnyMachine>;
  readonly #askFor: (kind: string, set: WorkingSet, at: Instant) => unknown;
  readonly #react: (happening: Happening) => readonly Reaction[];
  /** Types of messages that anybody will ever handle. */
  readonly #wanted: ReadonlySet<string>;

  constructor(
    machines: readonly AnyMachine[],
    askFor: (kind: string, set: WorkingSet, at: Instant) => unknown,
    react: (happening: Happening) => readonly Reaction[],
    wanted: ReadonlySet<string>,
  ) {
    this.#machines = new Map(machines.map((machine) => [machine.kind, machine]));
    this.#askFor = askFor;
    this.#react = react;
    this.#wanted = wanted;
  }

  /** Carries out a command and all that follows in the working set; or answers why nothing of it may happen. */
  run(set: WorkingSet, step: Step, at: Instant): Failure | undefined {
    return this.#run(set, step, at, { command: step.command.type, left: MOST_STEPS });
  }

  #run(set: WorkingSet, step: Step, at: Instant, budget: { command: string; left: number }): Failure | undefined {
    budget.left -= 1;
    if (budget.left < 0) return deskFailures.too_much_follows({ command: budget.command, most: MOST_STEPS });
    const { key, command, by } = step;
    const machine = this.machineOf(key);
    if (createsOnly(machine, command.type)) set.assumeAbsent(key);
    const before = set.read(key);
    const context = { at, by, id: idOf(key), ask: this.#askFor(machine.kind, set, at) as never };
    const decision = decide(machine, command, before.state, context);
    if (decision.isErr()) return decision.error;
    const events = decision.value;
    let state = before.state;
    for (const event of events) state = apply(machine, state, event, at);
    if (state === undefined || events.length === 0) return undefined;
    mustFollowTable(machine, command.type, before.state?.status ?? NEW, state.status);
    set.write(before, state, events, at);
    for (const event of events) {
      for (const reaction of this.#react({ key, event, state, at, by, set })) {
        const failure = this.#follow(set, reaction, at, budget);
        if (failure !== undefined) return failure;
      }
    }
    return undefined;
  }

  #follow(
    set: WorkingSet,
    reaction: Reaction,
    at: Instant,
    budget: { command: string; left: number },
  ): Failure | undefined {
    if ('refuse' in reaction) return reaction.refuse;
    if ('tell' in reaction) {
      if (this.#wanted.has(reaction.tell)) {
        set.messages.push({ type: reaction.tell, key: reaction.key, body: reaction.body });
      }
      return undefined;
    }
    const step = { key: reaction.key, command: reaction.command, by: SYSTEM };
    if (reaction.otherwise === undefined) return this.#run(set, step, at, budget);
    const attempt = set.fork();
    const failure = this.#run(attempt, step, at, budget);
    if (failure === undefined) {
      set.merge(attempt);
      return undefined;
    }
    for (const instead of reaction.otherwise(failure)) {
      const refusal = this.#follow(set, instead, at, budget);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  }

  machineOf(key: string): AnyMachine {
    const machine = this.#machines.get(kindOf(key));
    if (machine === undefined) throw new Broken(`no machine for "${key}"`);
    return machine;
  }

  /** What lists and searches see of it. */
  cardOf(key: string, state: RecordState): Card {
    return this.machineOf(key).card(state);
  }

  /** What the store keeps beside the state. */
  describe(key: string, state: RecordState) {
    const machine = this.machineOf(key);
    const { schema, lifecycle } = machine;
    return { schema, status: state.status, wakeAt: wakeAt(state, lifecycle), card: machine.card(state) };
  }

  /** The state as it is understood today, whatever schema it was saved under. */
  stateOf({ key, schema, state }: Saved): RecordState {
    const machine = this.machineOf(key);
    if (schema === machine.schema) return state as RecordState;
    if (machine.upcast === undefined || schema > machine.schema) {
      throw new Broken(`${key} was saved under schema ${schema}; this version understands ${machine.schema}`);
    }
    return machine.upcast(state, schema);
  }
}

const creators = new WeakMap<AnyMachine, Map<string, boolean>>();

/** Whether the table allows the command only on a record that does not exist. */
function createsOnly(machine: AnyMachine, command: string): boolean {
  const known = creators.get(machine) ?? new Map<string, boolean>();
  creators.set(machine, known);
  let answer = known.get(command);
  if (answer === undefined) {
    const rows: readonly { readonly from: readonly string[] }[] = machine.lifecycle.rows[command as never] ?? [];
    answer = rows.length > 0 && rows.every(({ from }) => from.every((status) => status === NEW));
    known.set(command, answer);
  }
  return answer;
}

/** The table is the law: a move that it does not name is a bug of a machine, and nothing of it is saved. */
function mustFollowTable(machine: AnyMachine, command: string, from: string, to: string): void {
  if (OBLIGATION_COMMANDS.some((one) => one === command)) return;
  const rows: readonly { from: readonly string[]; to: readonly string[] }[] =
    machine.lifecycle.rows[command as never] ?? [];
  const row = rows.find((one) => one.from.includes(from));
  if (row?.to.includes(to)) return;
  throw new Broken(`${command} took a ${machine.kind} from ${from} to ${to}, which its table does not name`);
}
