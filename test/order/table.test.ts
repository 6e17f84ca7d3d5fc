import { describe, expect, test } from 'vitest';
import { ALL_ROLES, NEW, OBLIGATION_COMMANDS, rolesFor } from '../../src/kernel/index.js';
import { type OrderCommand, OrderStatus, orderLifecycle } from '../../src/order/index.js';
import { COMMANDS, ordersIn, STAGES } from './stages.js';
import { type Command, person, wake } from './support.js';

const TYPES = Object.keys(COMMANDS) as readonly OrderCommand['type'][];
const OF_THE_TABLE = /^record\.(not_found|exists_already|command_not_allowed_now|actor_not_permitted)$/;
const OBLIGATIONS: readonly Command[] = [
  wake,
  { type: 'PauseObligation', kind: 'shipBy', reason: 'typhoon' },
  { type: 'ResumeObligation', kind: 'shipBy' },
  { type: 'ExtendObligation', kind: 'shipBy', due: 0 as never, reason: 'agreed' },
];

describe.each(STAGES)('while an order is %s', (stage) => {
  const notNow = (type: string) => {
    if (stage === NEW) return 'record.not_found';
    return type === 'PlaceOrder' ? 'record.exists_already' : 'record.command_not_allowed_now';
  };

  test.each([...TYPES, ...OBLIGATION_COMMANDS])(
    '%s is taken from whom the table names, and from nobody else',
    (type) => {
      const commands: readonly Command[] = [
        ...(COMMANDS[type as OrderCommand['type']] ?? []),
        ...OBLIGATIONS.filter((one) => one.type === type),
      ];
      const roles = rolesFor(orderLifecycle, type, stage);
      for (const trade of ordersIn(stage)) {
        for (const command of commands) {
          for (const role of ALL_ROLES) {
            const answer = trade.decide(command, person(role)).match(
              () => 'taken',
              ({ code }) => code,
            );
            if (roles === undefined) expect(answer, role).toBe(notNow(type));
            else if (!roles.includes(role)) expect(answer, role).toBe('record.actor_not_permitted');
            else expect(answer, role).not.toMatch(OF_THE_TABLE);
          }
        }
      }
    },
  );

  test.each(TYPES)('if the table lists %s, there is an order for which it succeeds', (type) => {
    if (rolesFor(orderLifecycle, type, stage) === undefined) return;
    const answers = ordersIn(stage).flatMap((trade) => COMMANDS[type].map((command) => trade.decide(command).isOk()));
    expect(answers).toContain(true);
  });
});

test('each step of the table is gone by some order, and each order goes by the table', () => {
  const declared = TYPES.flatMap((type) =>
    orderLifecycle.rows[type].flatMap(({ from, to }) =>
      from.flatMap((before) => to.map((next) => `${type}: ${before} → ${next}`)),
    ),
  );
  const gone = new Set<string>();
  for (const stage of STAGES) {
    for (const command of Object.values(COMMANDS).flat()) {
      for (const trade of ordersIn(stage)) {
        if (trade.decide(command).isErr()) continue;
        trade.give(command);
        gone.add(`${command.type}: ${stage} → ${trade.status}`);
      }
    }
  }
  expect([...gone].sort()).toEqual([...new Set(declared)].sort());
});

describe('no order is stuck', () => {
  const live = OrderStatus.options.filter((status) => !orderLifecycle.final.includes(status));
  const leadsOut = (stage: string) =>
    Object.values(orderLifecycle.rows)
      .flat()
      .some(({ from, to }) => from.some((one) => one === stage) && to.some((next) => next !== stage));

  test.each(live)('from %s there is a way on', (status) => expect(leadsOut(status)).toBe(true));

  test.each(orderLifecycle.final)('from %s there is none', (status) => expect(leadsOut(status)).toBe(false));

  test.each(live)('calling an order off while it is %s is carried out or refused with a reason', (status) => {
    for (const trade of ordersIn(status)) {
      const answer = trade.decide({ type: 'CancelOrder', reason: 'no longer wanted' }, 'owner').match(
        (events) => events.at(-1)?.type,
        ({ code }) => code,
      );
      const refusals = ['order.units_have_left', 'record.command_not_allowed_now'];
      expect(status === 'delivered' ? refusals : ['OrderCancelled', ...refusals.slice(0, 1)]).toContain(answer);
    }
  });
});

test('what is said twice is said once: no status is listed beside the table', () => {
  expect(orderLifecycle.statuses).toEqual(OrderStatus.options);
  expect(STAGES).toEqual([NEW, ...OrderStatus.options]);
});
