import {
  type Actor,
  apply,
  decide,
  type Instant,
  instant,
  type Machine,
  type ObligationCommand,
  type ObligationEvent,
  type RecordState,
  SYSTEM,
} from '../kernel/index.js';

interface Typed {
  readonly type: string;
}
/** Who acts, and when. */
export interface Circumstances {
  readonly by?: Actor;
  readonly at?: Instant;
}

/** What came of the command. Each method throws an Error that shows expected and actual side by side. */
export interface Outcome<Event> {
  /** Exactly these events, in this order. */
  then(events: readonly Event[]): Outcome<Event>;
  /** It was taken and changed nothing. */
  thenNothing(): Outcome<Event>;
  /** Afterwards the state has at least these fields. */
  thenState(partial: object): Outcome<Event>;
  thenRefused(code: string): void;
}

/**
 * Tells in given, when, then what a machine does. Works with every test runner, as it only throws.
 *
 * @param setting - `ask`: what decisions ask for; `by`: who acts (house default: the desk), `at`: when (house default:
 * 2026-01-01T12:00Z), and the record's `id`.
 * @example
 * ```ts
 * const order = specification(orderMachine, { ask, by: { role: 'owner', id: 'amy' } });
 * order.given([placed, ready]).when({ type: 'RejectOrder', reason: 'sold out' }).thenState({ status: 'cancelled' });
 * order.given([placed]).when({ type: 'AcceptOrder' }).thenRefused('record.command_not_allowed_now');
 * ```
 */
export function specification<State extends RecordState, C extends Typed, E extends Typed, Ask>(
  machine: Machine<State, C, E, Ask>,
  setting: Circumstances & { readonly ask: Ask; readonly id?: string },
) {
  type Event = E | ObligationEvent;
  const usual = { by: SYSTEM, at: instant(Date.UTC(2026, 0, 1, 12)), id: '1', ...setting };
  const replay = (events: readonly Event[], at: Instant, state?: State) =>
    events.reduce<State | undefined>((before, event) => apply(machine, before, event, at), state);

  /** What has happened to the record, all of it at one time; nothing: it does not exist yet. */
  const given = (history: readonly Event[], { at: givenAt = usual.at }: Pick<Circumstances, 'at'> = {}) => {
    const state = replay(history, givenAt);
    const when = (command: C | ObligationCommand, { by = usual.by, at = usual.at }: Circumstances = {}) => {
      const decision = decide(machine, command, state, { by, at, id: usual.id, ask: usual.ask });
      const same = (expected: unknown, actual: unknown) => {
        compare(command.type, textOf(expected), textOf(actual));
        return outcome;
      };
      const found = decision.isOk() ? decision.value : { refused: decision.error.code, says: decision.error.message };
      const outcome: Outcome<Event> = {
        // biome-ignore lint/suspicious/noThenProperty: given, when, then; it is never awaited.
        then: (events) => same(events, found),
        thenNothing: () => same([], found),
        thenState: (partial) => {
          const after = decision.map((events) => replay(events, at, state));
          return same(partial, after.isOk() ? partOf(after.value, partial) : found);
        },
        thenRefused: (code) => void same(code, decision.isErr() ? decision.error.code : decision.value),
      };
      return outcome;
    };
    return { when };
  };
  return { given };
}

/** The part of a value that another one speaks of. */
function partOf(value: unknown, other: unknown): unknown {
  if (Array.isArray(value)) return value.map((item, index) => partOf(item, Array.isArray(other) ? other[index] : item));
  if (!isRecord(value) || !isRecord(other)) return value;
  return Object.fromEntries(Object.keys(other).map((name) => [name, partOf(value[name], other[name])]));
}

/** JSON with fields in alphabetical order, so that equal values have equal texts. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part) => (isRecord(part) ? Object.fromEntries(Object.entries(part).sort()) : part), 2);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function compare(command: string, expected: string, actual: string): void {
  if (expected === actual) return;
  const marked = (text: string, other: string, sign: string) =>
    text.replace(/^.*$/gm, (line) => `${other.split('\n').includes(line) ? ' ' : sign} ${line}`);
  const sides = `expected:\n${marked(expected, actual, '-')}\nactual:\n${marked(actual, expected, '+')}`;
  throw new Error(`When ${command}\n${sides}`);
}
