import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALL_ROLES, apply, decide, NEW, OBLIGATION_COMMANDS, wakeAt } from '../../src/kernel/index.js';
import { nextShares, type Order, orderLifecycle, orderMachine, refundable } from '../../src/order/index.js';
import { COMMANDS } from './stages.js';
import {
  ALL,
  allTerms,
  type Command,
  type Event,
  noTerms,
  permitted,
  person,
  place,
  placePaid,
  refundByCase,
  Trade,
  units,
  within,
} from './support.js';

const TYPES = [...Object.keys(COMMANDS), ...OBLIGATION_COMMANDS];
const PARCELS = ['p-1', 'p-2'];

/** One number of many digits decides one step: which command, about what, and whether time passes before. */
interface Step {
  readonly type: number;
  readonly hours: number;
  readonly quantities: readonly [number, number];
  readonly which: number;
  readonly role: number;
}
const aStep: fc.Arbitrary<Step> = fc.record({
  type: fc.nat(10_000),
  hours: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 90 }) }),
  quantities: fc.tuple(fc.nat(3), fc.nat(3)),
  which: fc.nat(1000),
  role: fc.nat(60),
});

/** Steps forward come up more often than ends, and what the table does not list seldom: so walks get far. */
const FORWARD = /^(NotePacked|NoteShipped|NoteDelivered|NoteUndelivered|AcceptOrder|NotePayment|RefundUnits|Wake)$/;
const ENDS = /^(CancelOrder|RejectOrder|NoteGroupFailed|NoteReviewFailed)$/;
const weightOf = (type: string) => (FORWARD.test(type) ? 12 : ENDS.test(type) ? 1 : 4);

/** How many units of a line a command can be about. */
const LEFT: Readonly<Record<string, (line: Order['lines'][number]) => number>> = {
  NotePacked: (line) => line.ordered - line.cancelled - line.packed,
  CancelUnits: (line) => line.ordered - line.cancelled - line.packed,
  NoteUnpacked: (line) => line.packed - line.shipped,
  NoteShipped: (line) => line.packed - line.shipped,
  NoteDelivered: (line) => line.shipped - line.delivered - line.undelivered,
  NoteUndelivered: (line) => line.shipped - line.delivered - line.undelivered,
  RefundUnits: (line) => line.shipped - line.refunded,
};

function unitsFor(type: string, { quantities, which }: Step, order: Order | undefined) {
  if (which % 37 === 0) return units({ cup: 1 });
  const leftOf = which % 11 === 0 ? () => 3 : (LEFT[type] ?? (() => 2));
  const some = (order?.lines ?? []).map((line, i) => {
    const wish = quantities[i] ?? 0;
    return { line: line.id, quantity: wish === 0 ? 0 : Math.max(0, Math.min(wish, leftOf(line))) };
  });
  const lines = some.filter(({ quantity }) => quantity > 0);
  return lines.length > 0 ? lines : units({ mug: 1 });
}

function commandOf(step: Step, { order, at }: Trade): Command {
  const { type, which } = step;
  const status = order?.status ?? NEW;
  const rows = [...Object.entries(orderLifecycle.rows), ['Wake', [{ from: [status] }]] as const];
  const listed = rows.filter(([, of]) => of.some(({ from }) => from.some((one) => one === status))).map(([one]) => one);
  const choice = type % 10 < 9 ? listed.flatMap((one) => Array.from({ length: weightOf(one) }, () => one)) : TYPES;
  const chosen = choice[Math.floor(type / 10) % choice.length] ?? 'Wake';
  const some = unitsFor(chosen, step, order);
  const parcel = PARCELS[which % 2] ?? '';
  switch (chosen) {
    case 'NotePayment':
      return { type: 'NotePayment', amount: 1 + ((which * 7) % 2501) };
    case 'HoldOrder':
    case 'ReleaseHold':
      return { type: chosen, hold: `h${which % 3}`, reason: 'r' } as Command;
    case 'CancelUnits':
    case 'RefundUnits':
      return { type: chosen, lines: some, reason: 'r' };
    case 'NotePacked':
    case 'NoteUnpacked':
    case 'NoteShipped':
    case 'NoteDelivered':
      return { type: chosen, parcel, lines: some };
    case 'NoteUndelivered':
      return { type: chosen, parcel, lines: some, how: 'lost' };
    case 'NoteReturned':
      return { type: chosen, case: 'c-1', lines: some };
    case 'NoteRefund':
      return which % 2 === 0 ? refundByCase(1 + which) : refundByCase(1 + which, ALL);
    case 'PauseObligation':
    case 'ResumeObligation':
    case 'ExtendObligation': {
      const owed = order?.owed ?? [];
      const { kind = 'shipBy', due = at } = owed[which % Math.max(1, owed.length)] ?? {};
      return { type: chosen, kind, due: due + 1000 * (which - 200), reason: 'r' } as Command;
    }
    case 'Wake':
      return { type: 'Wake' };
    default: {
      const known = COMMANDS[chosen as keyof typeof COMMANDS];
      return known[which % known.length] ?? { type: 'Wake' };
    }
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const moneyIn = (events: readonly Event[]): number =>
  sum(
    events.map((event) => {
      if (event.type === 'UnitsCancelled' || event.type === 'OrderCancelled') return event.refund;
      return event.type === 'UnitsRefunded' || event.type === 'PaymentReturned' ? event.amount : 0;
    }),
  );

/** What is wrong with an order; nothing, we hope. */
function wrongs(order: Order, events: readonly Event[]): string[] {
  const { status, total, paid, refunded, lines } = order;
  const found = lines.flatMap((line) => {
    const { ordered, cancelled, packed, shipped, delivered, undelivered, returned } = line;
    const chain = [0, delivered + undelivered, shipped, packed, ordered - cancelled];
    const wrong = chain.some((n, i) => n > (chain[i + 1] ?? n)) ? [`${line.id}: ${chain}`] : [];
    if (returned < 0 || returned > shipped) wrong.push(`${line.id}: ${returned} returned`);
    if (line.refunded < 0 || line.refunded > shipped) wrong.push(`${line.id}: ${line.refunded} refunded`);
    const each = Array.from({ length: ordered }, (_, i) => nextShares({ ...line, cancelled: i, refunded: 0 }, 1));
    if (sum(each) !== line.goods + line.shipping + line.tax) wrong.push(`${line.id}: its units carry ${each}`);
    return wrong;
  });
  if (sum(lines.map((line) => line.goods + line.shipping + line.tax)) !== total)
    found.push('lines do not make the total');
  if (refunded < 0 || refunded > paid) found.push(`${refunded} refunded of ${paid}`);
  if (moneyIn(events) !== refunded) found.push(`${moneyIn(events)} went back, ${refunded} were counted`);
  if (status === 'cancelled' && refundable(order) !== 0) found.push(`a cancelled order keeps ${refundable(order)}`);
  if (orderLifecycle.final.includes(status) && order.owed !== undefined) found.push(`${status} and owes something`);
  const kinds = order.owed?.map(({ kind }) => kind) ?? [];
  if (new Set(kinds).size !== kinds.length) found.push(`owed twice: ${kinds}`);
  if ((status === 'pending') !== order.awaits.length > 0 && status !== 'cancelled')
    found.push(`awaits ${order.awaits}`);
  if (order.holds.length > 0 !== (order.heldSince !== undefined)) found.push('held since never');
  return found;
}

const frozen = <Value>(value: Value): Value => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
};

/** Takes one step; everything that must hold of it is checked here. */
function go(trade: Trade, step: Step): void {
  trade.wait(step.hours);
  const command = commandOf(step, trade);
  const before = frozen(trade.order);
  const from = trade.status;
  const by = step.role < ALL_ROLES.length ? person(ALL_ROLES[step.role] ?? 'owner') : permitted(command.type, from);
  const decision = trade.decide(frozen(command), by);
  expect(trade.decide(command, by)).toEqual(decision);
  if (decision.isErr()) {
    expect(decision.error.code).toMatch(/^(order|record)\.[a-z_]+$/);
    expect(decision.error.message).not.toMatch(/undefined|NaN|\[object/);
    return;
  }
  for (const event of decision.value) trade.happen(frozen(event));
  if (trade.order === undefined) return;
  expect(wrongs(trade.order, trade.events)).toEqual([]);
  if (before !== undefined && orderLifecycle.final.includes(before.status)) expect(trade.status).toBe(from);
  const rows = orderLifecycle.rows[command.type as keyof typeof COMMANDS] ?? [];
  const row = rows.find((one) => one.from.some((status) => status === from));
  if (row !== undefined) expect(row.to).toContain(trade.status);
  else if (command.type === 'Wake') expect([from, 'cancelled', 'completed']).toContain(trade.status);
  else expect(trade.status).toBe(from);
  if (command.type === 'Wake') expect(trade.wakeAt ?? Number.POSITIVE_INFINITY).toBeGreaterThan(trade.at);
}

const aShop = fc.record({
  hold: fc.boolean(),
  cancels: fc.boolean(),
  penalty: fc.boolean(),
  deadlines: fc.boolean(),
});
const shopOf = ({
  hold,
  cancels,
  penalty,
  deadlines,
}: {
  hold: boolean;
  cancels: boolean;
  penalty: boolean;
  deadlines: boolean;
}) => {
  if (!deadlines) return noTerms;
  const more = {
    pausesOnHold: hold,
    remindHoursBefore: [2],
    ...(penalty && { penalty: { fixed: 1, to: 'buyer' as const } }),
  };
  const whenNotAccepted = cancels ? ('cancelAndRefund' as const) : ('record' as const);
  return { ...allTerms, shipBy: within(48, more), acceptBy: within(8, more), whenNotAccepted };
};
const aStart = fc.constantFrom(
  place(),
  placePaid(),
  place({ awaits: [] }),
  place({ awaits: ['payment', 'balance', 'group'] }),
  placePaid({ discount: 250, shipping: 7, tax: 11, total: 2269 }),
);

describe('whatever is done to an order, in whatever order', () => {
  test('the table, the quantities and the money hold; what is refused changes nothing; nothing throws', () => {
    fc.assert(
      fc.property(aShop, aStart, fc.array(aStep, { minLength: 10, maxLength: 60 }), (shop, start, steps) => {
        const trade = new Trade(shopOf(shop));
        trade.give(start);
        for (const step of steps) go(trade, step);
      }),
      { numRuns: 200 },
    );
  });

  test('what happened makes the same order again, also after it was stored', () => {
    fc.assert(
      fc.property(aShop, aStart, fc.array(aStep, { maxLength: 40 }), (shop, start, steps) => {
        const trade = new Trade(shopOf(shop));
        trade.give(start);
        const stored: [string, number][] = [];
        for (const step of steps) {
          const seen = trade.events.length;
          go(trade, step);
          for (const event of trade.events.slice(seen)) stored.push([JSON.stringify(event), trade.at]);
        }
        let again = JSON.parse(JSON.stringify(tradeFrom(shop, start)));
        for (const [event, at] of stored)
          again = JSON.parse(JSON.stringify(apply(orderMachine, again, JSON.parse(event), at as never)));
        expect(again).toEqual(JSON.parse(JSON.stringify(trade.order)));
      }),
      { numRuns: 40 },
    );
  });

  test('an order that is left alone ends by its deadlines, or waits for somebody who can still act', () => {
    fc.assert(
      fc.property(aStart, fc.array(aStep, { maxLength: 40 }), (start, steps) => {
        const trade = new Trade(allTerms);
        trade.give(start);
        for (const step of steps) go(trade, step);
        for (let wakes = 0; trade.wakeAt !== undefined; wakes += 1) {
          expect(wakes).toBeLessThan(40);
          trade.until(trade.wakeAt);
        }
        const { status } = trade;
        if (orderLifecycle.final.includes(status as never)) return;
        const context = { at: trade.at, id: 'o-1', ask: trade.ask };
        const answers = ALL_ROLES.flatMap((role) =>
          Object.values(COMMANDS)
            .flat()
            .filter(({ type }) => orderLifecycle.rows[type].some(({ to }) => to.some((next) => next !== status)))
            .map((command) => decide(orderMachine, command, trade.order, { ...context, by: person(role) }).isOk()),
        );
        expect(answers).toContain(true);
      }),
      { numRuns: 60 },
    );
  });
});

function tradeFrom(shop: Parameters<typeof shopOf>[0], start: Command): Order {
  const trade = new Trade(shopOf(shop));
  trade.give(start);
  return trade.now;
}

test('the walks get everywhere', () => {
  const reached = new Map<string, number>();
  for (const steps of fc.sample(fc.array(aStep, { minLength: 40, maxLength: 60 }), { numRuns: 200, seed: 7 })) {
    const trade = new Trade(noTerms);
    trade.give(placePaid());
    for (const step of steps) {
      const command = commandOf({ ...step, hours: 0 }, trade);
      if (trade.decide(command).isOk()) trade.give(command);
      reached.set(trade.status, (reached.get(trade.status) ?? 0) + 1);
    }
  }
  expect([...reached.keys()].sort()).toEqual(orderLifecycle.statuses.filter((one) => one !== 'pending').toSorted());
  expect(wakeAt({ id: 'o', status: 'cancelled', owed: [] }, orderLifecycle)).toBeUndefined();
});
