import {
  type Context,
  type Currency,
  type Instant,
  type Minor,
  type Obligation,
  type ObligationEvent,
  owe,
  type Party,
  penaltyFor,
} from '../kernel/index.js';
import type { LogisticsAsk, LogisticsTerms } from './types.js';

export type Ctx = Context<LogisticsAsk>;

export type LogisticsTerm = 'pickBy' | 'handOverBy' | 'uploadBy' | 'firstScanBy' | 'nextScanBy' | 'deliverBy';
export const OWED_BY: Readonly<Record<LogisticsTerm, Party>> = {
  pickBy: 'merchant',
  handOverBy: 'merchant',
  uploadBy: 'merchant',
  firstScanBy: 'merchant',
  nextScanBy: 'carrier',
  deliverBy: 'carrier',
};

/** What begins to be owed, where the terms or a given deadline name it. */
export function owesFrom(kind: LogisticsTerm, terms: LogisticsTerms, since: Instant, given?: Instant): Obligation[] {
  const term = terms[kind] ?? (given === undefined ? undefined : GIVEN);
  return term === undefined ? [] : [owe(kind, OWED_BY[kind], term, since, terms.calendar, given)];
}
const GIVEN = { within: { hours: 1 }, source: 'platform', verified: true };

/** The part of an event that opens or settles; an event that does neither says nothing about it. */
export const owed = (owes: Obligation[], settles: string[] = []) => ({
  ...(owes.length > 0 && { owes }),
  ...(settles.length > 0 && { settles }),
});

/** The money that a breach costs. Where the worth is not known only a fixed penalty can be reckoned. */
export function costOf(
  kind: string,
  terms: LogisticsTerms,
  worth: { readonly amount: Minor; readonly currency: Currency } | undefined,
): ObligationEvent[] {
  const term = terms[kind as LogisticsTerm];
  const { currency } = terms;
  const nothing = currency !== undefined && term?.penalty?.fixed !== undefined ? { amount: 0, currency } : undefined;
  const reckonedFrom = worth ?? nothing;
  const penalty = reckonedFrom && penaltyFor(kind, term, reckonedFrom);
  return penalty === undefined ? [] : [penalty];
}
