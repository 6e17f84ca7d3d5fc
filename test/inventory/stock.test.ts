import { describe, expect, test } from 'vitest';
import {
  available,
  MOVEMENTS,
  type Stock,
  StockCommand,
  type StockEvent,
  stockId,
  stockLifecycle,
  stockMachine,
} from '../../src/inventory/index.js';
import { ALL_ROLES, decide, type Instant, parseInput, type Role } from '../../src/kernel/index.js';
import { minutes, mug, noon, person, Stockroom, stock } from './support.js';

const opened: StockEvent = { type: 'StockOpened', sku: 'mug', location: 'main' };
const owner = { by: person('owner') };
const reason = 'counted';
/** 10 on hand, of which 4 are reserved and 3 damaged, so 3 are free; 5 are on their way. */
const kept: readonly StockEvent[] = [
  opened,
  { type: 'StockReceived', quantity: 10 },
  { type: 'StockReserved', quantity: 4, for: 'reservation/o-1' },
  { type: 'StockDamaged', quantity: 3, reason },
  { type: 'StockExpected', quantity: 5 },
];
const counters = (onHand: number, reserved: number, damaged: number, incoming: number) => ({
  onHand,
  reserved,
  damaged,
  incoming,
});

describe('each movement moves its counters, and no other', () => {
  const rows: readonly (readonly [StockCommand, ReturnType<typeof counters>])[] = [
    [{ type: 'ExpectStock', quantity: 2 }, counters(10, 4, 3, 7)],
    [{ type: 'DropExpectation', quantity: 2, reason }, counters(10, 4, 3, 3)],
    [{ type: 'ReceiveExpected', quantity: 2 }, counters(12, 4, 3, 3)],
    [{ type: 'ReceiveStock', quantity: 2 }, counters(12, 4, 3, 5)],
    [{ type: 'AddFound', quantity: 2, reason }, counters(12, 4, 3, 5)],
    [{ type: 'RemoveLost', quantity: 2, reason }, counters(8, 4, 3, 5)],
    [{ type: 'SendStock', quantity: 2, to: 'shop' }, counters(8, 4, 3, 5)],
    [{ type: 'TakeBack', quantity: 2 }, counters(12, 4, 3, 5)],
    [{ type: 'TakeBackDamaged', quantity: 2 }, counters(12, 4, 5, 5)],
    [{ type: 'MarkDamaged', quantity: 2, reason }, counters(10, 4, 5, 5)],
    [{ type: 'MarkRepaired', quantity: 2 }, counters(10, 4, 1, 5)],
    [{ type: 'WriteOff', quantity: 2, reason }, counters(8, 4, 1, 5)],
    [{ type: 'ReserveStock', quantity: 2 }, counters(10, 6, 3, 5)],
    [{ type: 'ReleaseStock', quantity: 2 }, counters(10, 2, 3, 5)],
    [{ type: 'KeepHold', quantity: 2 }, counters(10, 4, 3, 5)],
    [{ type: 'DamageReserved', quantity: 2, reason }, counters(10, 2, 5, 5)],
    [{ type: 'MissReserved', quantity: 2, reason }, counters(8, 2, 3, 5)],
    [{ type: 'ShipStock', quantity: 2 }, counters(8, 2, 3, 5)],
  ];

  test.each(rows.map(([command, after]) => [command.type, command, after] as const))('%s', (_, command, after) => {
    stock.given(kept).when(command).thenState(after);
  });

  test('and the list above leaves none out', () => {
    expect(rows.map(([{ type }]) => type).sort()).toEqual(Object.keys(stockLifecycle.rows).sort());
    expect(StockCommand.def.options.map(({ shape }) => shape.type.def.values[0]).sort()).toEqual(
      rows.map(([{ type }]) => type).sort(),
    );
  });

  test.each([
    ['DropExpectation', 'incoming', 5],
    ['ReceiveExpected', 'incoming', 5],
    ['RemoveLost', 'available', 3],
    ['SendStock', 'available', 3],
    ['MarkDamaged', 'available', 3],
    ['MarkRepaired', 'damaged', 3],
    ['WriteOff', 'damaged', 3],
    ['ReserveStock', 'available', 3],
    ['ReleaseStock', 'reserved', 4],
    ['DamageReserved', 'reserved', 4],
    ['MissReserved', 'reserved', 4],
    ['ShipStock', 'reserved', 4],
  ] as const)('%s takes all that is %s and not one more', (type, what, there) => {
    const command = (quantity: number) => ({ type, quantity, reason, to: 'shop' }) as unknown as StockCommand;
    stock.given(kept).when(command(there)).thenState({});
    stock
      .given(kept)
      .when(command(there + 1))
      .thenRefused('stock.not_enough');
    const state = stateOf(kept);
    const context = { at: noon, by: person('system'), id: mug, ask: undefined };
    const refusal = decide(stockMachine, command(there + 1), state, context)._unsafeUnwrapErr();
    expect(refusal.details).toMatchObject({ sku: 'mug', location: 'main', what, wanted: there + 1, there });
  });

  test('is written down with its reason and whom it was for', () => {
    const quantity = 2;
    stock
      .given(kept)
      .when({ type: 'RemoveLost', quantity, reason, for: 'stocktake/s-1' }, owner)
      .then([{ type: 'StockLost', quantity, reason, for: 'stocktake/s-1' }]);
    stock
      .given(kept)
      .when({ type: 'SendStock', quantity, to: 'shop' }, owner)
      .then([{ type: 'StockSent', quantity, to: 'shop' }]);
  });
});

function stateOf(events: readonly StockEvent[]): Stock {
  return events.reduce<Stock | undefined>(
    (state, event) => stockMachine.evolve(state, event, noon),
    undefined,
  ) as Stock;
}

describe('the first movement opens the stock', () => {
  test.each(['ExpectStock', 'ReceiveStock', 'AddFound', 'TakeBack', 'TakeBackDamaged'] as const)('%s', (type) => {
    const room = new Stockroom();
    expect(room.move(mug, { type, quantity: 1, reason } as StockCommand)).toBeUndefined();
    expect(room.movements().map(({ event }) => event.type)[0]).toBe('StockOpened');
    expect(room.stock()).toMatchObject({ id: mug, sku: 'mug', location: 'main' });
    expect(available(room.stock(), room.at)).toBe(/Receive|Found|TakeBack$/.test(type) ? 1 : 0);
  });

  test('what can only be there already is not found', () => {
    stock.given([]).when({ type: 'ReserveStock', quantity: 1 }).thenRefused('record.not_found');
    stock.given([]).when({ type: 'RemoveLost', quantity: 1, reason }, owner).thenRefused('record.not_found');
  });

  test.each(['mug', 'mug@', '@main', 'mug@main@shop', 'mug@main#1', ''])('"%s" names no SKU at a location', (id) => {
    const context = { at: noon, by: person('owner'), id, ask: undefined };
    const refusal = decide(stockMachine, { type: 'ReceiveStock', quantity: 1 }, undefined, context)._unsafeUnwrapErr();
    expect(refusal.code).toBe('stock.id_not_sku_at_location');
    expect(refusal.message).toContain(`"${id}"`);
  });

  test('its id says where it lies', () => expect(stockId('mug', 'main')).toBe(mug));
});

test('a stock is listed under its SKU, with its counters', () => {
  const facts = { sku: 'mug', location: 'main', onHand: 10, reserved: 4, damaged: 3, incoming: 5 };
  expect(stockMachine.card(stateOf(kept))).toEqual({ label: 'mug', facts });
});

test('a movement of a stock that was never opened is a bug, and thrown', () => {
  const received: StockEvent = { type: 'StockReceived', quantity: 1 };
  expect(() => stockMachine.evolve(undefined, received, noon)).toThrow('StockReceived reached a stock');
});

describe('what is sent to another location', () => {
  test('leaves here and is expected there', () => {
    const room = new Stockroom().receive(5);
    expect(room.move(mug, { type: 'SendStock', quantity: 2, to: 'shop' })).toBeUndefined();
    expect(room.stock()).toMatchObject({ onHand: 3, incoming: 0 });
    expect(room.stock('mug@shop')).toMatchObject({ onHand: 0, incoming: 2 });
    expect(room.movements('mug@shop').at(-1)?.event).toEqual({
      type: 'StockExpected',
      quantity: 2,
      for: `stock/${mug}`,
    });
  });
});

describe('who may move stock', () => {
  test.each(Object.entries(stockLifecycle.rows))('%s: those whom the table names', (type, rows) => {
    const command = { type, quantity: 1, reason, to: 'shop' } as unknown as StockCommand;
    for (const role of ALL_ROLES) {
      const outcome = stock.given(kept).when(command, { by: person(role) });
      if (rows[0]?.by.includes(role)) outcome.thenState({});
      else outcome.thenRefused('record.actor_not_permitted');
    }
  });

  test.each<readonly [Role, StockCommand['type'], boolean]>([
    ['picker', 'ReceiveStock', true],
    ['picker', 'MarkDamaged', true],
    ['picker', 'WriteOff', false],
    ['picker', 'AddFound', false],
    ['approver', 'AddFound', true],
    ['owner', 'ReserveStock', false],
    ['owner', 'ShipStock', false],
    ['buyer', 'TakeBack', false],
  ])('a %s: %s %s', (role, type, may) => {
    expect(stockLifecycle.rows[type].some(({ by }) => by.includes(role))).toBe(may);
  });
});

describe('what is not a movement is not taken', () => {
  const codeOf = (command: unknown) => parseInput(StockCommand, command, 'The movement')._unsafeUnwrapErr().code;

  test.each([
    ['no units', { type: 'ReceiveStock', quantity: 0 }, 'quantity.must_be_positive'],
    ['half a unit', { type: 'ReceiveStock', quantity: 0.5 }, 'quantity.must_be_whole'],
    ['units taken back by a sign', { type: 'ReceiveStock', quantity: -1 }, 'quantity.must_be_positive'],
    ['more units than there are things', { type: 'ReceiveStock', quantity: 1e10 }, 'quantity.too_large'],
    ['a loss without a reason', { type: 'RemoveLost', quantity: 1, reason: '' }, 'reason.must_not_be_empty'],
    ['a hold until a moment in seconds', { type: 'ReserveStock', quantity: 1, until: 1.7e9 }, 'instant.out_of_range'],
    ['a set counter', { type: 'ReceiveStock', quantity: 1, onHand: 5 }, 'input.unknown_field'],
  ])('%s', (_, command, code) => expect(codeOf(command)).toBe(code));
});

describe('the table of movements keeps the law', () => {
  test.each(Object.entries(MOVEMENTS))('%s makes or loses a unit openly, or only moves it', (type, per) => {
    const COMES = /Received|Found|Returned/;
    const GOES = /Lost|Sent|WrittenOff|Missing|Shipped/;
    expect(per.onHand).toBe(GOES.test(type) ? -1 : COMES.test(type) ? 1 : 0);
  });
});

describe('moving one SKU costs the same, however many orders hold it', () => {
  const heldBy = (orders: number, until: (n: number) => Instant): Stock => {
    let state = stateOf([opened, { type: 'StockReceived', quantity: 1_000_000 }]);
    for (let n = 0; n < orders; n += 1) {
      state = stockMachine.evolve(state, { type: 'StockReserved', quantity: 1, until: until(n) }, noon);
    }
    return state;
  };

  test('holds that end in the same minute are one number', () => {
    const few = heldBy(10, () => minutes(15));
    const many = heldBy(10_000, () => minutes(15));
    expect(few.holds).toEqual([{ until: minutes(15), quantity: 10 }]);
    expect(many.holds).toEqual([{ until: minutes(15), quantity: 10_000 }]);
    expect(JSON.stringify(many).length - JSON.stringify(few).length).toBeLessThan(20);
  });

  test('and a quarter of an hour is fifteen numbers', () => {
    expect(heldBy(3000, (n) => minutes(1 + (n % 15))).holds).toHaveLength(15);
  });
});
