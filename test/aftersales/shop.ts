import type { Result } from 'neverthrow';
import {
  type AftersalesAsk,
  type AftersalesTerms,
  type Case,
  type CaseCommand,
  type CaseEvent,
  type CaseOrderFacts,
  caseMachine,
  claimOf,
} from '../../src/aftersales/index.js';
import {
  type Actor,
  apply,
  decide,
  everyDay,
  type Failure,
  type Instant,
  instant,
  type ObligationCommand,
  type ObligationEvent,
  type ObligationTerm,
  type Role,
  SYSTEM,
  sharesBetween,
  wakeAt,
} from '../../src/kernel/index.js';

/** Noon in Shanghai on Monday, 2 March 2026. */
export const monday = instant(Date.UTC(2026, 2, 2, 4));
/** An instant by the clock of Shanghai, as in `shanghai('2026-03-09T24:00')`. */
export function shanghai(local: string): Instant {
  const [date = '', time = ''] = local.split('T');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return instant(Date.parse(`${date}T00:00:00+08:00`) + (hours * 60 + minutes) * 60_000);
}

const within = (span: ObligationTerm['within']): ObligationTerm => ({ within: span, source: 'test', verified: true });

/** Terms much like those of WeChat shops. */
export const usual: AftersalesTerms = {
  answerBy: within({ hours: 48 }),
  whenNotAnswered: 'agree',
  returnBy: within({ days: 7 }),
  inspectBy: within({ days: 10 }),
  inspectFrom: 'arrived',
  whenNotInspected: 'refund',
  escalateBy: within({ days: 7 }),
  decideBy: within({ days: 3 }),
  payRefundBy: within({ hours: 24 }),
  mostCasesPerOrder: 5,
  autoAgree: { mode: 'off', rules: [] },
  calendar: everyDay('Asia/Shanghai'),
};

type Line = Omit<CaseOrderFacts['lines'][number], 'shareOf'> & { readonly charge: number };

/** A line of three units, all shipped, for 100.00 together. */
export const mugs: Line = {
  line: 'mugs',
  sku: 'mug-white',
  ordered: 3,
  cancelled: 0,
  shipped: 3,
  undelivered: 0,
  returned: 0,
  refunded: 0,
  charge: 10_000,
};
export const lamp: Line = { ...mugs, line: 'lamp', sku: 'lamp-oak', ordered: 1, shipped: 1, charge: 25_000 };

export type Given = Partial<Omit<CaseOrderFacts, 'lines' | 'cases'>> & { readonly lines?: readonly Line[] };
export type Happened = CaseEvent | ObligationEvent;
export type Outcome = Result<readonly Happened[], Failure>;

/** One order and its cases. Grants and inspected returns are told to the order at once, as the engine does. */
export class Shop {
  at: Instant = monday;
  terms: AftersalesTerms;
  /** What this shop answers in a way of its own. */
  ask: Partial<AftersalesAsk> = {};
  readonly cases = new Map<string, Case>();
  order: Omit<CaseOrderFacts, 'lines' | 'cases'>;
  lines: Line[];

  constructor(terms: Partial<AftersalesTerms> = {}, given: Given = {}) {
    this.terms = { ...usual, ...terms };
    const { lines = [mugs, lamp], ...order } = given;
    const total = lines.reduce((sum, { charge }) => sum + charge, 0);
    this.lines = [...lines];
    this.order = {
      order: 'o-1',
      status: 'delivered',
      channel: 'pdd-1',
      buyer: 'b-1',
      currency: 'CNY',
      total,
      left: total,
      ...order,
    };
  }

  facts(): CaseOrderFacts {
    const lines = this.lines.map(({ charge, ...line }) => {
      const from = line.cancelled + line.refunded;
      return { ...line, shareOf: (units: number) => sharesBetween(charge, line.ordered, from, from + units) };
    });
    return { ...this.order, lines, cases: [...this.cases.values()].map(claimOf) };
  }

  /** What a command would come to; nothing changes. */
  try(id: string, command: CaseCommand | ObligationCommand, by: Role | Actor): Outcome {
    const actor = typeof by === 'string' ? { role: by, id: `${by}-1` } : by;
    const order = (wanted: string) => (wanted === this.order.order ? this.facts() : undefined);
    return decide(caseMachine, command, this.cases.get(id), {
      at: this.at,
      by: actor,
      id,
      ask: { terms: this.terms, order, ...this.ask },
    });
  }

  give(id: string, command: CaseCommand | ObligationCommand, by: Role | Actor): Outcome {
    const decision = this.try(id, command, by);
    if (decision.isErr()) return decision;
    for (const event of decision.value) {
      this.cases.set(id, apply(caseMachine, this.cases.get(id), event, this.at));
      this.#react(event);
    }
    return decision;
  }

  /** The same, for what has to work on the way to what a test is about. */
  does(id: string, command: CaseCommand | ObligationCommand, by: Role | Actor): void {
    const given = this.give(id, command, by);
    if (given.isErr()) throw new Error(given.error.message);
  }

  #react(event: Happened): void {
    if (event.type === 'RefundGranted') {
      this.order = { ...this.order, left: this.order.left - event.amount };
      this.count('refunded', event.lines);
    }
    if (event.type === 'ReturnInspected') this.count('returned', event.accepted);
  }

  count(
    counter: 'refunded' | 'returned' | 'undelivered',
    units: readonly { readonly line: string; readonly quantity: number }[],
  ): void {
    this.lines = this.lines.map((line) => {
      const moved = units.reduce((sum, one) => (one.line === line.line ? sum + one.quantity : sum), 0);
      return moved === 0 ? line : { ...line, [counter]: line[counter] + moved };
    });
  }

  /** Lets time pass until then; every deadline on the way is looked at when it comes. */
  until(then: Instant): string[] {
    const names: string[] = [];
    for (const [id, before] of this.cases) {
      for (let due = this.wakeOf(before.id); due !== undefined && due <= then; due = this.wakeOf(id)) {
        if (due > this.at) this.at = due;
        names.push(...namesOf(this.give(id, { type: 'Wake' }, SYSTEM)));
      }
    }
    this.at = then;
    return names;
  }

  wakeOf(id: string): Instant | undefined {
    return wakeAt(this.case(id), caseMachine.lifecycle);
  }

  case(id = 'c-1'): Case {
    const found = this.cases.get(id);
    if (found === undefined) throw new Error(`no case ${id}`);
    return found;
  }

  /** What is owed in a case, with its deadline. */
  owed(id = 'c-1'): Record<string, Instant> {
    return Object.fromEntries((this.case(id).owed ?? []).map(({ kind, due }) => [kind, due]));
  }
}

/** The names of the events, or the code of the refusal. */
export const namesOf = (outcome: Outcome): string[] =>
  outcome.match(
    (events) => events.map(({ type }) => type),
    ({ code }) => [code],
  );

/** An event of this type among those that happened. */
export function the<Type extends Happened['type']>(type: Type, outcome: Outcome): Extract<Happened, { type: Type }> {
  const isThat = (event: Happened): event is Extract<Happened, { type: Type }> => event.type === type;
  const events: readonly Happened[] = outcome.unwrapOr([]);
  const found = events.find(isThat);
  if (found === undefined) throw new Error(`${type} did not happen: ${namesOf(outcome).join(', ')}`);
  return found;
}
