import { describe, expect, test } from 'vitest';
import {
  heldUnits,
  type ReservationCommand,
  type ReservationEvent,
  reservationLifecycle,
  reservationMachine,
} from '../../src/inventory/index.js';
import { ALL_ROLES, NEW } from '../../src/kernel/index.js';
import { holdUnits, minutes, noon, person, reservation, Stockroom, units } from './support.js';

const held: ReservationEvent = { type: 'UnitsHeld', id: 'o-1', lines: [units(3), units(1, 'tea')] };
const commit = (...lines: ReturnType<typeof units>[]): ReservationCommand => ({
  type: 'CommitUnits',
  lines,
  for: 'parcel/p-1',
});
const release = (...lines: ReturnType<typeof units>[]): ReservationCommand => ({ type: 'ReleaseUnits', lines });
const drop = (how: 'damaged' | 'missing', ...lines: ReturnType<typeof units>[]): ReservationCommand => ({
  type: 'DropUnits',
  lines,
  how,
  reason: 'broken',
});
const releaseAll: ReservationCommand = { type: 'ReleaseReservation' };

describe('a reservation', () => {
  test('holds units of lines at their places', () => {
    reservation
      .given([])
      .when(holdUnits([units(3), units(1, 'tea', 'shop')]))
      .then([{ type: 'UnitsHeld', id: 'o-1', lines: [units(3), units(1, 'tea', 'shop')] }])
      .thenState({
        status: 'held',
        lines: [
          { line: 'mug', sku: 'mug', location: 'main', held: 3, committed: 0, released: 0, dropped: 0 },
          { line: 'tea', sku: 'tea', location: 'shop', held: 1, committed: 0, released: 0, dropped: 0 },
        ],
      });
  });

  test('commits what leaves the house, and is committed when all of it has', () => {
    reservation
      .given([held])
      .when(commit(units(2)))
      .then([{ type: 'UnitsCommitted', lines: [units(2)], for: 'parcel/p-1' }])
      .thenState({ status: 'held', lines: [{ held: 1, committed: 2 }, { held: 1 }] });
    reservation
      .given([held])
      .when(commit(units(3), units(1, 'tea')))
      .thenState({ status: 'committed', lines: [{ held: 0, committed: 3 }, { committed: 1 }] });
  });

  test('releases what is not wanted any more, and is released when nothing is left', () => {
    reservation
      .given([held])
      .when(release(units(3)))
      .then([{ type: 'UnitsReleased', lines: [units(3)] }])
      .thenState({ status: 'held', lines: [{ held: 0, released: 3 }, { held: 1 }] });
    reservation
      .given([held])
      .when(releaseAll)
      .thenState({ status: 'released', lines: [{ held: 0 }, { held: 0 }] });
  });

  test('of which a part left and the rest was released is committed', () => {
    const some: ReservationEvent = { type: 'UnitsCommitted', lines: [units(1)], for: 'parcel/p-1' };
    reservation
      .given([held, some])
      .when(releaseAll)
      .thenState({ status: 'committed', lines: [{ released: 2 }, {}] });
  });

  test('drops what turns out damaged or missing', () => {
    reservation
      .given([held])
      .when(drop('missing', units(1)))
      .then([{ type: 'UnitsDropped', lines: [units(1)], how: 'missing', reason: 'broken' }])
      .thenState({ status: 'held', lines: [{ held: 2, dropped: 1 }, {}] });
  });

  test.each(['held', 'committed', 'released', 'expired'] as const)('that is %s may hold replacements', (status) => {
    const ends: Record<typeof status, ReservationEvent[]> = {
      held: [],
      committed: [{ type: 'UnitsCommitted', lines: held.lines, for: 'parcel/p-1' }],
      released: [{ type: 'UnitsReleased', lines: held.lines }],
      expired: [{ type: 'ReservationExpired', lines: held.lines, until: noon }],
    };
    reservation
      .given([held, ...ends[status]])
      .when(holdUnits([units(1)]))
      .thenState({ status: 'held', lines: [{ held: status === 'held' ? 4 : 1 }, {}] });
  });
});

test('an event of a reservation that was never made is a bug, and thrown', () => {
  const lost: ReservationEvent = { type: 'UnitsReleased', lines: held.lines };
  expect(() => reservationMachine.evolve(undefined, lost, noon)).toThrow('UnitsReleased reached a reservation');
});

describe('each unit leaves the hold once', () => {
  const all = [units(3), units(1, 'tea')];

  test.each([
    ['committed twice', commit(...all), commit(units(1))],
    ['committed and released', commit(...all), release(units(1))],
    ['released and committed', release(...all), commit(units(1))],
    ['dropped and committed', drop('damaged', ...all), commit(units(1))],
    ['released twice', releaseAll, releaseAll],
  ])('it cannot be %s', (_, first, second) => {
    const room = new Stockroom().receive(9).receive(9, 'tea@main');
    room.must(room.reserve('o-1', holdUnits(all)));
    room.must(room.reserve('o-1', first));
    const before = [room.stocks, room.reservations];
    expect(room.reserve('o-1', second)?.code).toMatch(/^record\.command_not_allowed_now$/);
    expect([room.stocks, room.reservations]).toEqual(before);
  });

  test.each([
    ['more than is held', commit(units(4))],
    ['more than is held, in two parts', commit(units(2), units(2))],
    ['another line', release(units(1, 'mug', 'main', 'other'))],
    ['another place', commit(units(1, 'mug', 'shop'))],
    ['another SKU under the same line', commit(units(1, 'cup', 'main', 'mug'))],
    ['another SKU that is dropped', drop('damaged', units(1, 'cup', 'main', 'mug'))],
  ])('%s cannot be moved', (_, command) => reservation.given([held]).when(command).thenRefused('reservation.not_held'));

  test('a substitute of another SKU for the same line is counted on its own', () => {
    reservation
      .given([held])
      .when(holdUnits([units(1, 'cup', 'main', 'mug')]))
      .thenState({
        lines: [
          { sku: 'mug', held: 3 },
          { sku: 'tea', held: 1 },
          { sku: 'cup', line: 'mug', held: 1 },
        ],
      });
  });
});

describe('stock follows the reservation', () => {
  const stocked = () => new Stockroom().receive(5).receive(1, 'tea@main').receive(1, 'tea@shop');

  test('all of it or nothing: one SKU short, and no SKU is held', () => {
    const room = stocked();
    const before = [room.stocks, room.reservations];
    expect(room.reserve('o-1', holdUnits([units(5), units(2, 'tea')]))?.code).toBe('stock.not_enough');
    expect([room.stocks, room.reservations]).toEqual(before);
  });

  test('the same SKU on two lines is summed before it is tested', () => {
    const room = stocked();
    const lines = (second: number) => [units(3, 'mug', 'main', '1'), units(second, 'mug', 'main', '2')];
    expect(room.reserve('o-1', holdUnits(lines(3)))?.code).toBe('stock.not_enough');
    room.must(room.reserve('o-1', holdUnits(lines(2))));
    expect(room.movements().at(-1)?.event).toEqual({
      type: 'StockReserved',
      quantity: 5,
      for: 'reservation/o-1',
    });
  });

  test.each<readonly [string, ReservationCommand, object]>([
    ['commits', commit(units(2)), { onHand: 3, reserved: 1, damaged: 0 }],
    ['releases', release(units(2)), { onHand: 5, reserved: 1, damaged: 0 }],
    ['drops damaged units', drop('damaged', units(2)), { onHand: 5, reserved: 1, damaged: 2 }],
    ['drops missing units', drop('missing', units(2)), { onHand: 3, reserved: 1, damaged: 0 }],
  ])('when it %s', (_, command, after) => {
    const room = stocked();
    room.must(room.reserve('o-1', holdUnits([units(3)])));
    room.must(room.reserve('o-1', command));
    expect(room.stock()).toMatchObject(after);
    expect(room.movements().at(-1)?.event).toMatchObject({ for: 'reservation/o-1', quantity: 2 });
  });

  test('from several places, each by its own', () => {
    const room = stocked();
    room.must(room.reserve('o-1', holdUnits([units(1, 'tea'), units(1, 'tea', 'shop')])));
    room.must(room.reserve('o-1', commit(units(1, 'tea', 'shop'))));
    expect(room.stock('tea@main')).toMatchObject({ onHand: 1, reserved: 1 });
    expect(room.stock('tea@shop')).toMatchObject({ onHand: 0, reserved: 0 });
  });
});

describe('the table', () => {
  const commands: Record<ReservationCommand['type'], ReservationCommand> = {
    HoldUnits: holdUnits([units(1)]),
    KeepReservation: { type: 'KeepReservation' },
    CommitUnits: commit(units(1)),
    ReleaseUnits: release(units(1)),
    ReleaseReservation: releaseAll,
    DropUnits: drop('damaged', units(1)),
  };
  const lines = held.lines;
  const histories: Record<string, ReservationEvent[]> = {
    new: [],
    held: [held],
    committed: [held, { type: 'UnitsCommitted', lines, for: 'parcel/p-1' }],
    released: [held, { type: 'UnitsReleased', lines }],
    expired: [held, { type: 'ReservationExpired', lines, until: noon }],
  };

  test.each(Object.keys(histories))('for one that is %s', (status) => {
    for (const command of Object.values(commands)) {
      const listed = reservationLifecycle.rows[command.type].some(({ from }) => from.some((one) => one === status));
      for (const role of ALL_ROLES) {
        const outcome = reservation.given(histories[status] ?? []).when(command, { by: person(role) });
        if (!listed) outcome.thenRefused(status === NEW ? 'record.not_found' : 'record.command_not_allowed_now');
        else if (role === 'system') outcome.thenState({ id: 'o-1' });
        else outcome.thenRefused('record.actor_not_permitted');
      }
    }
  });

  test('the card leads to the order and counts what is held now', () => {
    const room = new Stockroom().receive(5);
    room.must(room.reserve('o-1', holdUnits([units(3)], minutes(15))));
    expect(reservationMachine.card(room.reservation('o-1'))).toEqual({ parent: 'order/o-1', facts: { units: 3 } });
    expect(heldUnits(room.reservation('o-1'), room.at)).toEqual([units(3)]);
  });
});
