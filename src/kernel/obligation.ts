import * as z from 'zod/mini';
import { type Calendar, endOf, Span } from './calendar.js';
import { Id, Reason } from './ids.js';
import { earliest, Instant, plusHours, plusMilliseconds } from './instant.js';
import { Currency, Minor, moneyText } from './money.js';
import { strictObject } from './strict-object.js';

/**
 * Who owes what, since when, due when. A deadline is not a timer: obligations stand in the record's state, the next
 * instant at which one of them matters is stored beside the record, and when it comes the record decides anew.
 */
export const Party = z.enum(['merchant', 'buyer', 'carrier', 'platform', 'supplier']);
export type Party = z.infer<typeof Party>;

/** Something that is owed, with its deadline. */
export const Obligation = strictObject({
  /** What is owed: `payBy`, `shipBy`, `answerBy` … One obligation of a kind at a time on a record. */
  kind: z.string(),
  by: Party,
  since: Instant,
  due: Instant,
  /** Reminders still to come, earliest first. */
  remindAt: z.optional(z.array(Instant)),
  pausedAt: z.optional(Instant),
  /** Set when the deadline was missed. What is owed stays owed until it is settled. */
  missedAt: z.optional(Instant),
  /** Where the deadline comes from: a term's name, `platform`, or `agreement`. */
  source: z.string(),
});
export type Obligation = z.infer<typeof Obligation>;

/** What a missed deadline costs. */
export const Penalty = strictObject({
  /** A fixed sum, a share of the order's worth, or both; in minor units. */
  fixed: z.optional(Minor),
  permille: z.optional(z.int().check(z.minimum(0), z.maximum(10_000))),
  least: z.optional(Minor),
  most: z.optional(Minor),
  to: z.enum(['buyer', 'platform']),
});
export type Penalty = z.infer<typeof Penalty>;

/** The rule behind an obligation: plain data with its source, which a host can change. */
export const ObligationTerm = strictObject({
  within: Span,
  remindHoursBefore: z.optional(z.array(z.number().check(z.positive())).check(z.maxLength(10))),
  penalty: z.optional(Penalty),
  /** Whether the clock stands still while the record is held. */
  pausesOnHold: z.optional(z.boolean()),
  /** Where the figure comes from. */
  source: z.string(),
  /** False: nobody has checked this figure against its source. */
  verified: z.boolean(),
});
export type ObligationTerm = z.infer<typeof ObligationTerm>;

/** Opens an obligation by its term. A deadline given by a platform beats the table. */
export function owe(
  kind: string,
  by: Party,
  term: ObligationTerm,
  since: Instant,
  calendar: Calendar,
  givenDue?: Instant,
): Obligation {
  const due = givenDue ?? endOf(term.within, since, calendar);
  const source = givenDue === undefined ? term.source : 'platform';
  return { kind, by, since, due, remindAt: reminders(term, since, due), source };
}

function reminders({ remindHoursBefore }: ObligationTerm, since: Instant, due: Instant): Instant[] | undefined {
  const all: Instant[] = [];
  for (const hours of remindHoursBefore ?? []) {
    const at = plusHours(due, -hours);
    if (at > since && at < due) all.push(at);
  }
  return all.length > 0 ? all.sort((a, b) => a - b) : undefined;
}

/** What each machine's events may carry: obligations which they open, and kinds which they settle. */
export const owing = { owes: z.optional(z.array(Obligation)), settles: z.optional(z.array(z.string())) };

/** Commands about obligations that every machine takes, and the events they cause. */
export const ObligationCommand = z.discriminatedUnion('type', [
  strictObject({ type: z.literal('Wake') }),
  strictObject({ type: z.literal('PauseObligation'), kind: Id, reason: Reason }),
  strictObject({ type: z.literal('ResumeObligation'), kind: Id }),
  strictObject({ type: z.literal('ExtendObligation'), kind: Id, due: Instant, reason: Reason }),
]);
export type ObligationCommand = z.infer<typeof ObligationCommand>;

/** What happens to obligations, on any record. */
export const ObligationEvent = z.discriminatedUnion('type', [
  strictObject({ type: z.literal('ReminderDue'), kind: z.string(), by: Party, due: Instant }),
  strictObject({ type: z.literal('ObligationBreached'), kind: z.string(), by: Party, due: Instant }),
  strictObject({ type: z.literal('ObligationLapsed'), kind: z.string(), by: Party, due: Instant }),
  strictObject({
    type: z.literal('PenaltyIncurred'),
    kind: z.string(),
    amount: Minor,
    currency: Currency,
    to: z.enum(['buyer', 'platform']),
    because: z.string(),
    verified: z.boolean(),
  }),
  strictObject({ type: z.literal('ObligationPaused'), kind: z.string(), reason: Reason }),
  strictObject({ type: z.literal('ObligationResumed'), kind: z.string() }),
  strictObject({ type: z.literal('ObligationExtended'), kind: z.string(), due: Instant, reason: Reason }),
]);
export type ObligationEvent = z.infer<typeof ObligationEvent>;

type Owed = readonly Obligation[];

/** What is owed after an event that opens or settles obligations. */
export function owedAfter(
  owed: Owed,
  event: { readonly owes?: Owed | undefined; readonly settles?: readonly string[] | undefined },
): Owed {
  const { owes, settles } = event;
  if (owes === undefined && settles === undefined) return owed;
  const gone = (kind: string) => settles?.includes(kind) || owes?.some((opened) => opened.kind === kind);
  const kept = owed.length === 0 ? owed : owed.filter(({ kind }) => !gone(kind));
  return owes === undefined ? kept : [...kept, ...owes];
}

/** What is owed after one of the events of this file. */
export function owedAfterObligationEvent(owed: Owed, event: ObligationEvent, at: Instant): Owed {
  const change = (with_: (obligation: Obligation) => Obligation) =>
    owed.map((obligation) => (obligation.kind === event.kind ? with_(obligation) : obligation));
  switch (event.type) {
    case 'ReminderDue':
      return change(({ remindAt, ...rest }) => {
        const left = remindAt?.filter((reminder) => reminder > at);
        return left === undefined || left.length === 0 ? rest : { ...rest, remindAt: left };
      });
    case 'ObligationBreached':
      return change(({ remindAt: _, ...rest }) => ({ ...rest, missedAt: at }));
    case 'ObligationLapsed':
      return owed.filter(({ kind }) => kind !== event.kind);
    case 'ObligationPaused':
      return change((obligation) => ({ ...obligation, pausedAt: at }));
    case 'ObligationResumed':
      return change(({ pausedAt, ...rest }) => shifted(rest, pausedAt === undefined ? 0 : at - pausedAt));
    case 'ObligationExtended':
      return change(({ missedAt: _, ...rest }) => ({
        ...shifted(rest, event.due - rest.due),
        due: event.due,
        source: 'agreement',
      }));
    case 'PenaltyIncurred':
      return owed;
  }
}

function shifted(obligation: Obligation, by: number): Obligation {
  const due = plusMilliseconds(obligation.due, by);
  const remindAt = obligation.remindAt?.map((at) => plusMilliseconds(at, by));
  return { ...obligation, due, ...(remindAt && { remindAt }) };
}

/** The next instant at which something owed matters: a reminder or a deadline. Undefined: nothing to wake for. */
export function nextWake(owed: Owed | undefined): Instant | undefined {
  if (owed === undefined || owed.length === 0) return undefined;
  return earliest(owed.map((obligation) => wakeOf(obligation)));
}

const wakeOf = ({ pausedAt, missedAt, remindAt, due }: Obligation): Instant | undefined =>
  pausedAt !== undefined || missedAt !== undefined ? undefined : (remindAt?.[0] ?? due);

/** What a wake at this instant finds: the reminders that are due, then the deadlines that were missed. */
export function whatIsDue(owed: Owed, at: Instant): { reminders: Obligation[]; missed: Obligation[] } {
  const live = owed.filter((obligation) => (wakeOf(obligation) ?? Number.POSITIVE_INFINITY) <= at);
  return {
    reminders: live.filter(({ due }) => due > at),
    missed: live.filter(({ due }) => due <= at).sort((a, b) => a.due - b.due),
  };
}

/** A buyer's deadline passing ends a right; anybody else's is a breach. */
export const missedEvent = ({ kind, by, due }: Obligation): ObligationEvent => ({
  type: by === 'buyer' ? 'ObligationLapsed' : 'ObligationBreached',
  kind,
  by,
  due,
});

/** The money that a breach costs, or undefined where the term names none. */
export function penaltyFor(
  kind: string,
  term: ObligationTerm | undefined,
  worth: { readonly amount: Minor; readonly currency: Currency },
): ObligationEvent | undefined {
  const penalty = term?.penalty;
  if (term === undefined || penalty === undefined) return undefined;
  const share = Number((BigInt(worth.amount) * BigInt(penalty.permille ?? 0)) / 1000n);
  const sum = Math.max((penalty.fixed ?? 0) + share, penalty.least ?? 0);
  const amount = Math.min(sum, penalty.most ?? sum);
  const because = `${kind} was missed: ${moneyText(amount, worth.currency)} to the ${penalty.to} (${term.source})`;
  const { currency } = worth;
  return { type: 'PenaltyIncurred', kind, amount, currency, to: penalty.to, because, verified: term.verified };
}
