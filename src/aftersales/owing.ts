import {
  Broken,
  type Context,
  type Currency,
  type Decision,
  type Explained,
  type Facts,
  type Instant,
  type Minor,
  type Obligation,
  type ObligationEvent,
  owe,
  owedAfter,
  type Party,
} from '../kernel/index.js';
import type { CaseCommand } from './commands.js';
import type { CaseEvent } from './events.js';
import { evolveCase } from './evolve.js';
import { aftersalesFailures } from './failures.js';
import type { AftersalesTerms, Case, Eligibility } from './types.js';

/** What a case must know of a line of its order. */
export interface CaseLineFacts {
  readonly line: string;
  readonly sku: string;
  readonly ordered: number;
  readonly cancelled: number;
  readonly shipped: number;
  /** Lost, or come back without having been delivered. */
  readonly undelivered: number;
  /** Sent back after delivery. */
  readonly returned: number;
  /** Units whose whole share was paid back. */
  readonly refunded: number;
  /** What the next so many units that are neither cancelled nor refunded cost the buyer, to the minor unit. */
  shareOf(quantity: number): Minor;
  /** Whether it may be sent back without a reason. House default: always. */
  readonly noReasonReturn?: 'always' | 'ifConfirmed' | 'never' | undefined;
  /** The buyer confirmed at this purchase that it cannot be sent back; without that proof `ifConfirmed` is `always`. */
  readonly exclusionConfirmed?: boolean | undefined;
  /** Returned goods of this kind are never sold again, such as medicines. */
  readonly neverRestocked?: boolean | undefined;
}

/** What one case claims of its order and has been granted; made by `claimOf`. */
export interface CaseClaim {
  readonly case: string;
  /** Whether its units are taken: it is open, and no refund has been granted yet. */
  readonly holds: boolean;
  readonly lines: readonly { readonly line: string; readonly quantity: number }[];
  readonly parts: readonly { readonly line: string; readonly amount: Minor; readonly covers: number }[];
}

/** What a case must know of its order. */
export interface CaseOrderFacts {
  readonly order: string;
  readonly status: string;
  readonly channel: string;
  readonly buyer: string;
  readonly currency: Currency;
  readonly total: Minor;
  /** Paid and not refunded. Refunds that are granted and not paid yet count as refunded. */
  readonly left: Minor;
  readonly shippedAt?: Instant | undefined;
  readonly deliveredAt?: Instant | undefined;
  /** Absent: the window has not begun to close. */
  readonly afterSalesUntil?: Instant | undefined;
  readonly lines: readonly CaseLineFacts[];
  /** Every case of this order, open or not; the one that decides may be among them. */
  readonly cases: readonly CaseClaim[];
}

/** What a case's decisions ask for. */
export interface AftersalesAsk {
  readonly terms: AftersalesTerms;
  /** Undefined: there is no such order. */
  order(id: string): CaseOrderFacts | undefined;
  /** In place of the rules in the terms; see {@link judgeEligibility}. */
  eligibility?(facts: Facts): Explained<Eligibility>;
}

export type Ctx = Context<AftersalesAsk>;
export type Events = Decision<CaseEvent | ObligationEvent>;
export type Of<Type extends CaseCommand['type']> = Extract<CaseCommand, { type: Type }>;

export type CaseTerm = 'answerBy' | 'returnBy' | 'inspectBy' | 'escalateBy' | 'decideBy' | 'payRefundBy';
export const OWED_BY: Readonly<Record<CaseTerm, Party>> = {
  answerBy: 'merchant',
  returnBy: 'buyer',
  inspectBy: 'merchant',
  escalateBy: 'buyer',
  decideBy: 'platform',
  payRefundBy: 'merchant',
};

/** The obligation that begins now, if the terms or the platform name it. */
export function owesFrom(terms: AftersalesTerms, since: Instant, kind: CaseTerm, given?: Instant): Obligation[] {
  const term = terms[kind] ?? (given === undefined ? undefined : GIVEN);
  return term === undefined ? [] : [owe(kind, OWED_BY[kind], term, since, terms.calendar, given)];
}
const GIVEN = { within: { hours: 1 }, source: 'platform', verified: true };

export const isCaseTerm = (kind: string): kind is CaseTerm => kind in OWED_BY;

/** What an event opens and settles; parts that would be empty are left out. */
export const changes = (owes: Obligation[], settles: string[] = []) => ({
  ...(owes.length > 0 && { owes }),
  ...(settles.length > 0 && { settles }),
});

/** Everything that is owed, for a case that ends or changes hands; `keep` goes on. */
export const everythingOwed = (one: Case, keep?: CaseTerm): string[] =>
  (one.owed ?? []).map(({ kind }) => kind).filter((kind) => kind !== keep);

/** A deadline of this kind is running or was missed; it does not begin again. */
export const isOwed = (one: Case, kind: CaseTerm): boolean => one.owed?.some((owed) => owed.kind === kind) ?? false;

/** The case after an event, its obligations included. */
export function after(one: Case | undefined, event: CaseEvent, at: Instant): Case {
  const next = evolveCase(one, event, at);
  if (event.type === 'EligibilityJudged') return next;
  return { ...next, owed: owedAfter(next.owed ?? [], event) };
}

/** Only the platform (or the desk on its behalf) may bring a deadline along. */
export function deadlineRefused(kind: CaseTerm, given: Instant | undefined, { by: { role } }: Ctx) {
  const refused = given !== undefined && role !== 'platform' && role !== 'system';
  return refused ? aftersalesFailures.deadline_not_yours({ kind, role }) : undefined;
}

/** The facts about the order of a case that exists, so its order does too. */
export function orderOf(one: Case, ask: AftersalesAsk): CaseOrderFacts {
  const facts = ask.order(one.order);
  if (facts === undefined) throw new Broken(`case "${one.id}" belongs to order "${one.order}", which was not loaded`);
  return facts;
}
