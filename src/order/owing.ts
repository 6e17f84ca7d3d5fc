import type { Result } from 'neverthrow';
import {
  type Context,
  type Decision,
  type Instant,
  type Obligation,
  type ObligationEvent,
  owe,
  type Party,
} from '../kernel/index.js';
import type { OrderCommand } from './commands.js';
import type { OrderEvent } from './events.js';
import type { AllocatedUnits, Awaited, MissingUnits, Order, OrderTerms } from './types.js';

/** What an order's decisions ask for. */
export interface OrderAsk {
  readonly terms: OrderTerms;
  /** Which location serves which units, out of the stock that is free for this order. */
  allocate(order: Order): Result<readonly AllocatedUnits[], readonly MissingUnits[]>;
}

export type Ctx = Context<OrderAsk>;
export type Events = Decision<OrderEvent | ObligationEvent>;
export type Of<Type extends OrderCommand['type']> = Extract<OrderCommand, { type: Type }>;

export type OrderTerm =
  | 'payBy'
  | 'balanceBy'
  | 'groupBy'
  | 'reviewBy'
  | 'acceptBy'
  | 'shipBy'
  | 'deliverBy'
  | 'confirmBy'
  | 'settleUndeliveredBy';
export const OWED_BY: Readonly<Record<OrderTerm, Party>> = {
  payBy: 'buyer',
  balanceBy: 'buyer',
  groupBy: 'buyer',
  reviewBy: 'platform',
  acceptBy: 'merchant',
  shipBy: 'merchant',
  deliverBy: 'carrier',
  confirmBy: 'buyer',
  settleUndeliveredBy: 'merchant',
};
export const AWAITED: Readonly<Record<Awaited, OrderTerm>> = {
  payment: 'payBy',
  group: 'groupBy',
  review: 'reviewBy',
  balance: 'balanceBy',
};

/** The obligations that begin now, as far as the terms or the platform name them. */
export function owesFrom(
  terms: OrderTerms,
  since: Instant,
  kinds: readonly OrderTerm[],
  given?: Partial<Record<string, Instant>>,
): Obligation[] {
  const owes: Obligation[] = [];
  for (const kind of kinds) {
    const due = given?.[kind];
    const term = terms[kind] ?? (due === undefined ? undefined : GIVEN);
    if (term !== undefined) owes.push(owe(kind, OWED_BY[kind], term, since, terms.calendar, due));
  }
  return owes;
}
const GIVEN = { within: { hours: 1 }, source: 'platform', verified: true };
