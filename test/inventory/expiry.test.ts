import { describe, expect, test } from 'vitest';
import { available, hasExpired, heldUnits, reservationLifecycle } from '../../src/inventory/index.js';
import { type Instant, wakeAt } from '../../src/kernel/index.js';
import { holdUnits, minutes, mug, noon, Stockroom, stock, units } from './support.js';

const quarter = minutes(15);
/** Two mugs, both held by the first order for a quarter of an hour. */
function heldRoom(quantity = 2, until: Instant = quarter): Stockroom {
  const room = new Stockroom().receive(2);
  room.must(room.reserve('o-1', holdUnits([units(quantity)], until)));
  return room;
}
const reservedBy = (room: Stockroom) => [room.stock().reserved, available(room.stock(), room.at)];

describe('a hold with an end', () => {
  test('ends with the whole minute, never before what was promised', () => {
    const room = heldRoom(2, (noon + 1) as Instant);
    expect(room.reservation('o-1').until).toBe(minutes(1));
    expect(heldRoom(2, minutes(1)).reservation('o-1').until).toBe(minutes(1));
  });

  test('is over on the very instant, and not one millisecond before', () => {
    const room = heldRoom();
    room.at = (quarter - 1) as Instant;
    expect(room.reserve('o-2', holdUnits([units(1)]))?.code).toBe('stock.not_enough');
    expect(available(room.stock(), room.at)).toBe(0);
    expect(heldUnits(room.reservation('o-1'), room.at)).toEqual([units(2)]);
    room.at = quarter;
    expect(available(room.stock(), room.at)).toBe(2);
    expect(hasExpired(room.reservation('o-1'), room.at)).toBe(true);
    expect(heldUnits(room.reservation('o-1'), room.at)).toEqual([]);
  });

  test('gives its units to whoever comes next, though nobody has swept', () => {
    const room = heldRoom();
    room.at = quarter;
    room.must(room.reserve('o-2', holdUnits([units(2)])));
    expect(reservedBy(room)).toEqual([2, 0]);
    expect(room.movements().map(({ event }) => event.type)).toEqual([
      'StockOpened',
      'StockReceived',
      'StockReserved',
      'ExpiredHoldsReclaimed',
      'StockReserved',
    ]);
    expect(room.stock()).toMatchObject({ reclaimedUpTo: quarter, holds: undefined });
  });

  test.each(['RemoveLost', 'SendStock', 'MarkDamaged'] as const)('gives its units also to %s', (type) => {
    const room = heldRoom();
    room.at = quarter;
    expect(room.move(mug, { type, quantity: 2, reason: 'r', to: 'shop' } as never)).toBeUndefined();
    expect(room.stock().reserved).toBe(0);
  });

  test('is swept once, before or after others took the units', () => {
    const room = heldRoom();
    room.at = quarter;
    room.must(room.reserve('o-2', holdUnits([units(1)])));
    room.sweep();
    room.sweep();
    expect(room.reservation('o-1')).toMatchObject({ status: 'expired', lines: [{ held: 0, released: 2 }] });
    expect(reservedBy(room)).toEqual([1, 1]);
    const swept = heldRoom();
    swept.at = quarter;
    swept.sweep();
    expect(reservedBy(swept)).toEqual([0, 2]);
    expect(swept.reserve('o-2', holdUnits([units(2)]))).toBeUndefined();
    expect(reservedBy(swept)).toEqual([2, 0]);
    expect(swept.movements().map(({ event }) => event.type)).not.toContain('ExpiredHoldsReclaimed');
  });

  test('that was reclaimed does not take units of a later hold with it', () => {
    const room = heldRoom(1);
    room.must(room.reserve('o-2', holdUnits([units(1)], minutes(16))));
    room.at = quarter;
    room.must(room.reserve('o-3', holdUnits([units(1)])));
    room.sweep();
    expect(room.stock()).toMatchObject({ reserved: 2, holds: [{ until: minutes(16), quantity: 1 }] });
    expect(room.reservation('o-1').status).toBe('expired');
    expect(room.reservation('o-2').status).toBe('held');
  });

  test('is not swept early', () => {
    const room = heldRoom();
    expect(wakeAt(room.reservation('o-1'), reservationLifecycle)).toBe(quarter);
    room.at = (quarter - 1) as Instant;
    room.must(room.reserve('o-1', { type: 'Wake' }));
    expect(room.reservation('o-1').status).toBe('held');
    expect(reservedBy(room)).toEqual([2, 0]);
  });
});

describe('what has ended is not used any more', () => {
  test.each([
    { type: 'KeepReservation' },
    { type: 'CommitUnits', lines: [units(1)], for: 'parcel/p-1' },
    { type: 'ReleaseUnits', lines: [units(1)] },
    { type: 'DropUnits', lines: [units(1)], how: 'damaged', reason: 'r' },
  ] as const)('$type', (command) => {
    const room = heldRoom();
    room.at = quarter;
    expect(room.reserve('o-1', { ...command } as never)?.code).toBe('reservation.has_expired');
  });

  test('but it may be released, which is what happened anyway', () => {
    const room = heldRoom();
    room.at = quarter;
    room.must(room.reserve('o-1', { type: 'ReleaseReservation' }));
    expect(room.reservation('o-1').status).toBe('expired');
    expect(reservedBy(room)).toEqual([0, 2]);
  });

  test('and held anew, if the units are still there', () => {
    const room = heldRoom();
    room.at = quarter;
    room.must(room.reserve('o-1', holdUnits([units(2)], minutes(30))));
    expect(room.reservation('o-1')).toMatchObject({
      status: 'held',
      until: minutes(30),
      lines: [{ held: 2, released: 2 }],
    });
    expect(reservedBy(room)).toEqual([2, 0]);
    room.at = minutes(30);
    room.must(room.reserve('o-2', holdUnits([units(2)])));
    expect(room.reserve('o-1', holdUnits([units(1)]))?.code).toBe('stock.not_enough');
  });

  test('the stock itself neither makes nor keeps a hold that has ended', () => {
    const room = heldRoom();
    room.at = quarter;
    const until = { until: quarter };
    expect(room.move(mug, { type: 'KeepHold', quantity: 2, ...until })?.code).toBe('stock.hold_has_ended');
    expect(room.move(mug, { type: 'ReserveStock', quantity: 1, ...until })?.code).toBe('stock.hold_has_ended');
    room.must(room.reserve('o-2', holdUnits([units(1)])));
    expect(room.move(mug, { type: 'KeepHold', quantity: 2, ...until })?.code).toBe('stock.hold_has_ended');
    expect(room.move(mug, { type: 'ReleaseStock', quantity: 2, ...until })).toBeUndefined();
    expect(reservedBy(room)).toEqual([1, 1]);
  });

  test('an order whose time to pay is over already is held to the next minute, and refused by nobody', () => {
    const room = heldRoom(1);
    room.at = quarter;
    room.must(room.reserve('o-2', holdUnits([units(1)], minutes(20))));
    room.must(room.reserve('o-3', holdUnits([units(1)], minutes(3))));
    expect(room.reservation('o-3').until).toBe(minutes(16));
  });
});

describe('a hold that is kept', () => {
  test('has no end any more, and nobody else gets its units', () => {
    const room = heldRoom();
    room.must(room.reserve('o-1', { type: 'KeepReservation' }));
    expect(room.stock()).toMatchObject({ reserved: 2, holds: undefined });
    expect(wakeAt(room.reservation('o-1'), reservationLifecycle)).toBeUndefined();
    room.at = minutes(1000);
    expect(room.reserve('o-2', holdUnits([units(1)]))?.code).toBe('stock.not_enough');
    expect(hasExpired(room.reservation('o-1'), room.at)).toBe(false);
  });

  test('is kept once', () => {
    const room = heldRoom();
    room.must(room.reserve('o-1', { type: 'KeepReservation' }));
    const before = room.movements().length;
    room.must(room.reserve('o-1', { type: 'KeepReservation' }));
    expect(room.movements()).toHaveLength(before);
  });

  test('leaves the holds of others in the same minute alone', () => {
    const room = heldRoom(1);
    room.must(room.reserve('o-2', holdUnits([units(1)], quarter)));
    room.must(room.reserve('o-1', { type: 'KeepReservation' }));
    expect(room.stock()).toMatchObject({ reserved: 2, holds: [{ until: quarter, quantity: 1 }] });
  });

  test('is what a hold becomes when its units leave, or are found wanting', () => {
    for (const command of [
      { type: 'CommitUnits', lines: [units(1)], for: 'parcel/p-1' },
      { type: 'DropUnits', lines: [units(1)], how: 'damaged', reason: 'r' },
    ]) {
      const room = heldRoom();
      room.must(room.reserve('o-1', command as never));
      expect(room.reservation('o-1')).toMatchObject({ status: 'held', until: undefined });
      expect(room.stock()).toMatchObject({ reserved: 1, holds: undefined });
      room.at = minutes(1000);
      expect(room.reserve('o-2', holdUnits([units(1)]))?.code).toBe('stock.not_enough');
    }
  });

  test('joins what is added to it: a replacement is held as well as what it replaces', () => {
    const room = new Stockroom().receive(3);
    room.must(room.reserve('o-1', holdUnits([units(1)])));
    room.must(room.reserve('o-1', holdUnits([units(1)], quarter)));
    expect(room.stock()).toMatchObject({ reserved: 2, holds: undefined });
    const other = heldRoom(1);
    other.must(other.reserve('o-1', holdUnits([units(1)])));
    expect(other.stock().holds).toEqual([{ until: quarter, quantity: 2 }]);
  });
});

describe('a hold of which nothing is left', () => {
  test('does not end a second time', () => {
    for (const command of [{ type: 'ReleaseReservation' }, { type: 'ReleaseUnits', lines: [units(2)] }] as const) {
      const room = heldRoom();
      room.must(room.reserve('o-1', { ...command } as never));
      expect(room.reservation('o-1')).toMatchObject({ status: 'released', until: undefined });
      expect(wakeAt(room.reservation('o-1'), reservationLifecycle)).toBeUndefined();
      expect(reservedBy(room)).toEqual([0, 2]);
    }
  });

  test('but of which something is left does', () => {
    const room = heldRoom();
    room.must(room.reserve('o-1', { type: 'ReleaseUnits', lines: [units(1)] }));
    expect(wakeAt(room.reservation('o-1'), reservationLifecycle)).toBe(quarter);
    expect(room.stock().holds).toEqual([{ until: quarter, quantity: 1 }]);
    room.at = quarter;
    room.sweep();
    expect(room.reservation('o-1')).toMatchObject({ status: 'expired', lines: [{ released: 2 }] });
  });
});

describe('units that are held until an instant', () => {
  const opened = { type: 'StockOpened', sku: 'mug', location: 'main' } as const;
  const history = [
    opened,
    { type: 'StockReceived', quantity: 5 } as const,
    { type: 'StockReserved', quantity: 2, until: quarter } as const,
    { type: 'StockReserved', quantity: 1 } as const,
  ];

  test.each(['ShipStock', 'ReleaseStock', 'DamageReserved', 'MissReserved'] as const)(
    'are not taken by %s, which would count them as free once more when the hold ends',
    (type) => {
      const command = (quantity: number) => ({ type, quantity, reason: 'r' }) as never;
      stock.given(history).when(command(1)).thenState({ reserved: 2 });
      stock.given(history).when(command(2)).thenRefused('stock.not_enough');
    },
  );

  test('are released only as far as they are held until then', () => {
    stock.given(history).when({ type: 'ReleaseStock', quantity: 3, until: quarter }).thenRefused('stock.not_enough');
    stock.given(history).when({ type: 'KeepHold', quantity: 3, until: quarter }).thenRefused('stock.not_enough');
    stock
      .given(history)
      .when({ type: 'ReleaseStock', quantity: 1, until: minutes(14) })
      .thenRefused('stock.not_enough');
    stock
      .given(history)
      .when({ type: 'ReleaseStock', quantity: 1, until: quarter })
      .thenState({ reserved: 2, holds: [{ until: quarter, quantity: 1 }] });
  });

  test('stand in the order in which they end', () => {
    const more = { type: 'StockReserved', quantity: 1, until: minutes(5) } as const;
    stock
      .given(history)
      .when({ ...more, type: 'ReserveStock' })
      .thenState({
        holds: [{ until: minutes(5) }, { until: quarter }],
      });
  });
});
