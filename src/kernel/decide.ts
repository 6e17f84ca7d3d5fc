import { err, ok } from 'neverthrow';
import { Broken, defineFailures, type Failure, rule } from './failure.js';
import { type Instant, isoOf } from './instant.js';
import { allowedIn, isObligationCommand, type Lifecycle, NEW, rolesFor } from './lifecycle.js';
import type { Context, Decision, Machine, RecordState } from './machine.js';
import {
  missedEvent,
  nextWake,
  type Obligation,
  type ObligationCommand,
  type ObligationEvent,
  owedAfter,
  owedAfterObligationEvent,
  whatIsDue,
} from './obligation.js';

interface Typed {
  readonly type: string;
}

/** Refusals that any record may answer with, in the order of precedence. */
export const recordFailures = defineFailures('record', {
  not_found: rule<{ kind: string; id: string }>(
    (d) => `There is no ${d.kind} "${d.id}".`,
    'Check the id. A record of another merchant is not found either.',
  ),
  exists_already: rule<{ kind: string; id: string; status: string }>(
    (d) => `${d.kind} "${d.id}" exists already and is ${d.status}.`,
    'To repeat a command after an unknown outcome send it with the same commandId; for a new record choose a new id.',
  ),
  actor_not_permitted: rule<{ kind: string; command: string; role: string; permitted: readonly string[] }>(
    (d) => `A ${d.role} may not give ${d.command} to this ${d.kind}; permitted are: ${d.permitted.join(', ')}.`,
    'Let a permitted person do it.',
  ),
  command_not_allowed_now: rule<{
    kind: string;
    id: string;
    command: string;
    status: string;
    allowed: readonly string[];
  }>(
    (d) => `${d.command} is not possible: ${d.kind} "${d.id}" is ${d.status}.`,
    'Look at details.allowed for the commands that are possible now.',
  ),
  obligation_not_open: rule<{ kind: string; open: readonly string[] }>(
    (d) => `Nothing called "${d.kind}" is owed; open are: ${d.open.join(', ') || 'none'}.`,
    'Name one of the open obligations.',
  ),
  obligation_paused_already: rule<{ kind: string }>((d) => `"${d.kind}" is paused already.`, 'Resume it first.'),
  obligation_not_paused: rule<{ kind: string }>((d) => `"${d.kind}" is not paused.`, 'Pause it first.'),
  extension_must_be_later: rule<{ kind: string; due: Instant; asked: Instant; now: Instant }>(
    (d) => `"${d.kind}" is due at ${isoOf(d.due)} and it is ${isoOf(d.now)}; ${isoOf(d.asked)} is not later than both.`,
    'Name a later instant. What was missed cannot be extended into the past; settle it instead.',
  ),
});

const OBLIGATION_EVENTS: Readonly<Record<ObligationEvent['type'], true>> = {
  ReminderDue: true,
  ObligationBreached: true,
  ObligationLapsed: true,
  PenaltyIncurred: true,
  ObligationPaused: true,
  ObligationResumed: true,
  ObligationExtended: true,
};
export const isObligationEvent = (event: Typed): event is ObligationEvent =>
  Object.hasOwn(OBLIGATION_EVENTS, event.type);

/**
 * Decides one command: is there such a record, does its status take the command, may this person give it, and then the
 * machine's own rules; the first that refuses is returned. Nothing is changed.
 *
 * @returns the events that follow, or the first failure that applies.
 */
export function decide<State extends RecordState, C extends Typed, E extends Typed, Ask>(
  machine: Machine<State, C, E, Ask>,
  command: C | ObligationCommand,
  state: State | undefined,
  context: Context<Ask>,
): Decision<E | ObligationEvent> {
  const { kind, lifecycle } = machine;
  const status = state?.status ?? NEW;
  const roles = rolesFor(lifecycle, command.type, status);
  if (roles === undefined) return err(notNow(machine, command.type, state, context));
  if (!roles.includes(context.by.role)) {
    return err(
      recordFailures.actor_not_permitted({ kind, command: command.type, role: context.by.role, permitted: roles }),
    );
  }
  if (isObligationCommand(command)) {
    if (state === undefined) throw new Broken(`${command.type} reached a ${kind} that does not exist`);
    return command.type === 'Wake'
      ? ok(wake(machine, state, context))
      : decideObligation(command, state.owed ?? NOTHING_OWED, context.at);
  }
  const step = machine.decide[command.type as C['type']] as (
    c: C,
    s: State,
    x: Context<Ask>,
  ) => Decision<E | ObligationEvent>;
  return step(command, state as State, context);
}

function notNow<State extends RecordState, C extends Typed, E extends Typed, Ask>(
  { kind, lifecycle }: Machine<State, C, E, Ask>,
  command: string,
  state: State | undefined,
  { id }: Context<Ask>,
): Failure {
  if (state === undefined) return recordFailures.not_found({ kind, id });
  if (rolesFor(lifecycle, command, NEW) !== undefined) {
    return recordFailures.exists_already({ kind, id, status: state.status });
  }
  const allowed = allowedIn(lifecycle, state.status);
  return recordFailures.command_not_allowed_now({ kind, id, command, status: state.status, allowed });
}

/** A wake that comes early, late or twice changes nothing: what is due is read from the state. */
function wake<State extends RecordState, C extends Typed, E extends Typed, Ask>(
  machine: Machine<State, C, E, Ask>,
  before: State,
  context: Context<Ask>,
): (E | ObligationEvent)[] {
  const events: (E | ObligationEvent)[] = [];
  let state = before;
  const happen = (event: E | ObligationEvent) => {
    events.push(event);
    state = apply(machine, state, event, context.at);
  };
  for (const { kind, by, due } of whatIsDue(state.owed ?? [], context.at).reminders) {
    happen({ type: 'ReminderDue', kind, by, due });
  }
  // One at a time, since missing one thing may settle the others, or end the record.
  for (let round = 0; round < MOST_MISSED; round++) {
    const [obligation] = whatIsDue(state.owed ?? [], context.at).missed;
    if (obligation === undefined || machine.lifecycle.final.includes(state.status)) return events;
    const consequences = machine.missed(state, obligation, context);
    happen(missedEvent(obligation));
    for (const event of consequences) happen(event);
  }
  throw new Broken(`One wake of ${machine.kind} "${before.id}" missed ${MOST_MISSED} obligations: it opens them anew`);
}

/** A machine that answers a miss by opening the same obligation, due already, would never come to an end. */
const MOST_MISSED = 1000;

function decideObligation(
  command: Exclude<ObligationCommand, { type: 'Wake' }>,
  owed: readonly Obligation[],
  now: Instant,
): Decision<ObligationEvent> {
  const { kind } = command;
  const obligation = owed.find((one) => one.kind === kind);
  if (obligation === undefined) {
    return err(recordFailures.obligation_not_open({ kind, open: owed.map((one) => one.kind) }));
  }
  switch (command.type) {
    case 'PauseObligation':
      if (obligation.pausedAt !== undefined) return err(recordFailures.obligation_paused_already({ kind }));
      return ok([{ type: 'ObligationPaused', kind, reason: command.reason }]);
    case 'ResumeObligation':
      if (obligation.pausedAt === undefined) return err(recordFailures.obligation_not_paused({ kind }));
      return ok([{ type: 'ObligationResumed', kind }]);
    case 'ExtendObligation':
      if (command.due <= obligation.due || command.due <= now) {
        return err(recordFailures.extension_must_be_later({ kind, due: obligation.due, asked: command.due, now }));
      }
      return ok([{ type: 'ObligationExtended', kind, due: command.due, reason: command.reason }]);
  }
}

/** The state after an event: the machine's own part, then what is owed. */
export function apply<State extends RecordState, C extends Typed, E extends Typed, Ask>(
  machine: Machine<State, C, E, Ask>,
  state: State | undefined,
  event: E | ObligationEvent,
  at: Instant,
): State {
  if (isObligationEvent(event)) {
    if (state === undefined) throw new Broken(`${event.type} reached a ${machine.kind} that does not exist`);
    return withOwed(state, owedAfterObligationEvent(state.owed ?? NOTHING_OWED, event, at));
  }
  const next = machine.evolve(state, event as E, at);
  const owed = owedAfter(
    next.owed ?? NOTHING_OWED,
    event as { owes?: readonly Obligation[]; settles?: readonly string[] },
  );
  if (owed === next.owed || (owed.length === 0 && next.owed === undefined)) return next;
  // What evolve has just made is nobody else's yet, so it need not be copied again.
  return next === state ? withOwed(next, owed) : Object.assign(next, { owed: owed.length > 0 ? owed : undefined });
}

const NOTHING_OWED: readonly Obligation[] = [];

const withOwed = <State extends RecordState>(state: State, owed: readonly Obligation[]): State => ({
  ...state,
  owed: owed.length > 0 ? owed : undefined,
});

/** The next instant at which the record wants to be woken. A record in a final status never does. */
export const wakeAt = (state: RecordState, lifecycle: Lifecycle<string, string>): Instant | undefined =>
  state.owed === undefined || lifecycle.final.includes(state.status) ? undefined : nextWake(state.owed);
