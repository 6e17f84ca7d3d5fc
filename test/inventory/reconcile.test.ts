import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CORRECTION,
  MOVEMENTS,
  type ReservationCommand,
  reconcileStock,
  type Stock,
  type StockBooks,
  StockCommand,
  type StockFinding,
  type StockMoved,
  type StockMovement,
  stockMachine,
  stockMovements,
} from '../../src/inventory/index.js';
import { apply, decide, type Instant, SYSTEM } from '../../src/kernel/index.js';
import { holdUnits, MINUTE, minutes, mug, Stockroom, units } from './support.js';

const booksOf = (room: Stockroom): StockBooks => ({
  stock: room.stock(),
  version: room.movements().length,
  movements: room.movements(),
  reservations: [...room.reservations.values()],
});
const commit = (quantity: number): ReservationCommand => ({ type: 'CommitUnits', lines: [units(quantity)], for: 'p' });
const releaseAll: ReservationCommand = { type: 'ReleaseReservation' };

/** A day's trade: two receipts, four orders, a loss. */
function aDay(): Stockroom {
  const room = new Stockroom().receive(10);
  room.must(room.reserve('o-1', holdUnits([units(3)])));
  room.must(room.reserve('o-2', holdUnits([units(2)], minutes(15))));
  room.must(room.reserve('o-3', holdUnits([units(1)], minutes(15))));
  room.must(room.reserve('o-1', commit(2)));
  room.must(room.reserve('o-3', { type: 'KeepReservation' }));
  room.must(room.move(mug, { type: 'RemoveLost', quantity: 1, reason: 'counted' }));
  room.at = minutes(20);
  room.must(room.reserve('o-4', holdUnits([units(4)])));
  room.receive(5);
  return room;
}
const with_ = (books: StockBooks, changed: Partial<StockBooks>): StockBooks => ({ ...books, ...changed });
const at = (books: StockBooks, version: number): StockMovement => {
  const found = books.movements.find((one) => one.version === version);
  if (found === undefined) throw new Error(`no movement ${version}`);
  return found;
};
const versionOf = (books: StockBooks, type: StockMoved['type'], cause?: string): number => {
  const found = books.movements.find(
    ({ event }) => event.type === type && (cause === undefined || ('for' in event && event.for === cause)),
  );
  if (found === undefined) throw new Error(`no ${type}`);
  return found.version;
};
const changed = (books: StockBooks, version: number, quantity: number): StockBooks =>
  with_(books, {
    movements: books.movements.map((one) =>
      one.version === version ? { ...one, event: { ...one.event, quantity } as StockMoved } : one,
    ),
  });
const without = (books: StockBooks, version: number): StockBooks =>
  with_(books, { movements: books.movements.filter((one) => one.version !== version) });
/** As if somebody had closed the ranks. */
const renumbered = (books: StockBooks): StockBooks =>
  with_(books, { version: undefined, movements: books.movements.map((one, i) => ({ ...one, version: i + 1 })) });
const only = (findings: readonly StockFinding[]): StockFinding => {
  expect(findings.map(({ message }) => message)).toHaveLength(1);
  return findings[0] as StockFinding;
};

describe('books that agree', () => {
  test('give nothing to say', () => expect(reconcileStock(booksOf(aDay()))).toEqual([]));

  test('also while a hold has ended and nobody has swept', () => {
    const room = aDay();
    expect(room.reservation('o-2').status).toBe('held');
    room.sweep();
    expect(room.reservation('o-2').status).toBe('expired');
    expect(reconcileStock(booksOf(room))).toEqual([]);
  });

  test('are read out of the journal, each movement at its place', () => {
    const by = SYSTEM;
    const events = [
      { type: 'StockOpened', sku: 'mug', location: 'main' },
      { type: 'StockReceived', quantity: 3 },
    ];
    const entry = { command: 'ReceiveStock', by, at: minutes(0) };
    const entries = [
      { ...entry, commandId: 'c-1', changes: [{ key: `stock/${mug}`, version: 2, events }] },
      {
        ...entry,
        commandId: 'c-2',
        changes: [
          { key: 'stock/tea@main', version: 7, events: [{ type: 'StockReceived', quantity: 9 }] },
          { key: `stock/${mug}`, version: 3, events: [{ type: 'StockReceived', quantity: 4 }] },
        ],
      },
    ];
    expect(stockMovements(entries, mug).map(({ version, cause }) => [version, cause])).toEqual([
      [1, 'c-1'],
      [2, 'c-1'],
      [3, 'c-2'],
    ]);
  });
});

describe('a counter that somebody edited', () => {
  test.each([
    ['onHand', 2, 'RemoveLost'],
    ['onHand', -2, 'AddFound'],
    ['reserved', 1, 'ReleaseStock'],
    ['reserved', -1, 'ReserveStock'],
    ['damaged', 3, 'MarkRepaired'],
    ['incoming', 3, 'DropExpectation'],
  ] as const)('%s by %i is named, with %s to put it right', (counter, by, command) => {
    const books = booksOf(aDay());
    const kept = books.stock[counter] + by;
    const found = only(reconcileStock(with_(books, { stock: { ...books.stock, [counter]: kept } })));
    expect(found.code).toBe('counter_wrong');
    expect(found.figures).toEqual([{ figure: counter, kept, byMovements: kept - by }]);
    expect(found.compensate).toMatchObject([{ type: command, quantity: Math.abs(by), for: CORRECTION }]);
  });

  test('a hold that was left out of the stock is named', () => {
    const room = new Stockroom().receive(5);
    room.must(room.reserve('o-1', holdUnits([units(2)], minutes(15))));
    const books = booksOf(room);
    const found = only(reconcileStock(with_(books, { stock: { ...books.stock, holds: undefined } })));
    expect(found.figures).toEqual([{ figure: `hold ${minutes(15)}`, kept: 0, byMovements: 2 }]);
    expect(found.compensate.map(({ type }) => type)).toEqual(['ReleaseStock', 'ReserveStock']);
  });

  test('the watermark of reclaimed holds is one of them', () => {
    const books = booksOf(aDay());
    for (const reclaimedUpTo of [minutes(19), minutes(21), undefined]) {
      const found = only(reconcileStock(with_(books, { stock: { ...books.stock, reclaimedUpTo } })));
      expect(found).toMatchObject({ code: 'counter_wrong', figures: [{ figure: 'reclaimedUpTo' }] });
    }
  });

  test('what a reservation says of itself is one of them', () => {
    const books = booksOf(aDay());
    const reservations = books.reservations.map((one) =>
      one.id === 'o-1' ? { ...one, lines: one.lines.map((line) => ({ ...line, committed: 1, held: 2 })) } : one,
    );
    const findings = reconcileStock(with_(books, { reservations }));
    expect(findings.flatMap(({ figures }) => figures.map(({ figure }) => figure)).sort()).toEqual([
      'reservation/o-1 held',
      'reservation/o-1 shipped',
    ]);
  });
});

describe('a movement of a reservation', () => {
  test.each([
    ['StockReserved', 'reservation/o-1', 3],
    ['StockReserved', 'reservation/o-3', 1],
    ['StockShipped', 'reservation/o-1', 2],
    ['HoldKept', 'reservation/o-3', 1],
  ] as const)('whose quantity was changed is named: %s for %s', (type, cause, quantity) => {
    const books = booksOf(aDay());
    const version = versionOf(books, type, cause);
    const found = only(reconcileStock(changed(books, version, quantity + 5)));
    expect(found).toMatchObject({
      code: 'movement_wrong',
      suspects: [{ version, expected: quantity }],
      compensate: [],
    });
  });

  test('that is not in the journal is told by its empty place', () => {
    const books = booksOf(aDay());
    const version = versionOf(books, 'StockShipped', 'reservation/o-1');
    const found = only(reconcileStock(without(books, version)));
    expect(found).toMatchObject({ code: 'movement_missing', place: version, compensate: [] });
    expect(found.missing).toEqual([{ type: 'StockShipped', quantity: 2, for: 'reservation/o-1' }]);
  });

  test('that is not in the journal is told by the reservation, though somebody has closed the ranks', () => {
    const books = booksOf(aDay());
    const found = only(reconcileStock(renumbered(without(books, versionOf(books, 'StockShipped', 'reservation/o-1')))));
    expect(found.code).toBe('movement_missing');
    expect(found.missing).toEqual([{ type: 'StockShipped', quantity: 2, for: 'reservation/o-1' }]);
  });

  test('that is in the journal twice is named', () => {
    const books = booksOf(aDay());
    const version = versionOf(books, 'StockShipped', 'reservation/o-1');
    const twice = with_(books, { movements: [...books.movements, at(books, version)] });
    expect(only(reconcileStock(twice))).toMatchObject({ code: 'movement_repeated', suspects: [{ version }] });
    const found = only(reconcileStock(renumbered(twice)));
    expect(found).toMatchObject({ code: 'movement_wrong', compensate: [] });
    expect(found.suspects.map(({ version, expected }) => [version, expected])).toEqual([
      [version, 0],
      [books.movements.length + 1, 0],
    ]);
  });

  test('that the stock never made is proposed to be made', () => {
    const room = aDay();
    const { stock } = room;
    const before = stock.call(room);
    const movements = room.movements();
    room.must(room.reserve('o-1', commit(1)));
    const books = with_(booksOf(room), { stock: before, movements, version: movements.length });
    const found = only(reconcileStock(books));
    expect(found).toMatchObject({ code: 'movement_missing', missing: [{ type: 'StockShipped', quantity: 1 }] });
    expect(found.compensate).toEqual([{ type: 'ShipStock', quantity: 1, for: 'reservation/o-1' }]);
    expect(reconcileStock(carriedOut(books, found.compensate, room.at))).toEqual([]);
  });

  test('that the stock made though no reservation knows of it is named, with what takes it back', () => {
    const room = aDay();
    const { reservations } = room;
    room.must(room.move(mug, { type: 'ShipStock', quantity: 1, for: 'reservation/o-1' }));
    const found = only(reconcileStock({ ...booksOf(room), reservations: [...reservations.values()] }));
    expect(found).toMatchObject({
      code: 'movement_wrong',
      figures: [
        { kept: 2, byMovements: 3 },
        { kept: 1, byMovements: 0 },
      ],
    });
    expect(found.suspects.map(({ version, expected }) => [version, expected])).toEqual([
      [room.movements().length, 0],
      [6, 1],
    ]);
    expect(found.compensate).toMatchObject([
      { type: 'AddFound', quantity: 1 },
      { type: 'ReserveStock', quantity: 1 },
    ]);
  });

  test('whose reservation is not there has no counterpart', () => {
    const books = booksOf(aDay());
    const reservations = books.reservations.filter(({ id }) => id !== 'o-4');
    const found = only(reconcileStock(with_(books, { reservations })));
    expect(found).toMatchObject({
      code: 'no_counterpart',
      suspects: [{ version: versionOf(books, 'StockReserved', 'reservation/o-4') }],
    });
  });

  test('of units at another place or of another SKU is not mixed up with it', () => {
    const room = aDay().receive(4, 'mug@shop').receive(4, 'tea@main');
    room.must(room.reserve('o-5', holdUnits([units(1), units(2, 'mug', 'shop'), units(3, 'tea')])));
    for (const id of [mug, 'mug@shop', 'tea@main']) {
      const books = { ...booksOf(room), stock: room.stock(id), movements: room.movements(id), version: undefined };
      expect(reconcileStock(books)).toEqual([]);
    }
  });
});

describe('a movement without a reservation', () => {
  test('whose quantity was changed is among the suspects, beside the counter', () => {
    const books = booksOf(aDay());
    const version = versionOf(books, 'StockLost');
    const found = only(reconcileStock(changed(books, version, 3)));
    expect(found.figures).toEqual([{ figure: 'onHand', kept: 12, byMovements: 10 }]);
    expect(found.suspects.map((one) => [one.version, one.expected])).toContainEqual([version, 1]);
  });

  test('that is not in the journal is told by its empty place and by what it moved', () => {
    const books = booksOf(aDay());
    const version = versionOf(books, 'StockLost');
    const found = only(reconcileStock(without(books, version)));
    expect(found.place).toBe(version);
    expect(found.missing.map(({ type }) => type)).toEqual(['StockLost', 'StockSent']);
  });

  test('that is missing at the end is told by the version of the record', () => {
    const books = booksOf(aDay());
    const last = books.movements.length;
    const found = only(reconcileStock(without(books, last)));
    expect(found).toMatchObject({ code: 'movement_missing', place: last });
    expect(found.missing.map(({ type, quantity }) => `${type} ${quantity}`)).toContain('StockReceived 5');
  });

  test('reclaimed holds are compared with the holds', () => {
    const books = booksOf(aDay());
    const version = versionOf(books, 'ExpiredHoldsReclaimed');
    const more = only(reconcileStock(changed(books, version, 3)));
    expect(more).toMatchObject({ code: 'movement_wrong', suspects: [{ version, expected: 2 }] });
    const none = only(reconcileStock(renumbered(without(books, version))));
    expect(none.missing).toContainEqual({ type: 'ExpiredHoldsReclaimed', quantity: 2, until: minutes(20) });
  });
});

test('several wrong things are told one by one', () => {
  const books = booksOf(aDay());
  const wrong = changed(changed(books, versionOf(books, 'StockShipped'), 1), versionOf(books, 'HoldKept'), 4);
  const findings = reconcileStock({ ...wrong, stock: { ...wrong.stock, incoming: 7 } });
  expect(findings.map(({ code }) => code).sort()).toEqual(['counter_wrong', 'movement_wrong', 'movement_wrong']);
});

test('two counters that differ by different numbers are two findings, not a movement that fits neither', () => {
  const books = booksOf(aDay());
  const { onHand, damaged } = books.stock;
  const findings = reconcileStock(
    with_(books, { stock: { ...books.stock, onHand: onHand + 2, damaged: damaged + 1 } }),
  );
  expect(findings.map(({ code, figures }) => [code, figures[0]?.figure])).toEqual([
    ['counter_wrong', 'onHand'],
    ['counter_wrong', 'damaged'],
  ]);
});

test('a journal and a counter that were changed together are told by the holds', () => {
  const books = booksOf(aDay());
  const version = versionOf(books, 'ExpiredHoldsReclaimed');
  const { reserved } = books.stock;
  const tangled = changed(with_(books, { stock: { ...books.stock, reserved: reserved - 2 } }), version, 4);
  const found = only(reconcileStock(tangled));
  expect(found.figures).toEqual([{ figure: `reclaim ${minutes(20)}`, kept: 0, byMovements: -2 }]);
  expect(found.suspects).toContainEqual(expect.objectContaining({ version, expected: 2 }));
});

test('what no single culprit explains is named all the same', () => {
  const books = booksOf(aDay());
  const tangled = changed(changed(books, versionOf(books, 'StockReserved'), 9), versionOf(books, 'StockShipped'), 7);
  const findings = reconcileStock(tangled);
  expect(findings.length).toBeGreaterThan(0);
  for (const { message } of findings) expect(message).not.toMatch(/undefined|NaN/);
});

/** The same books after the stock has carried out commands. */
function carriedOut(books: StockBooks, commands: readonly StockCommand[], now: Instant): StockBooks {
  let { stock, movements } = books;
  for (const command of commands) {
    const context = { at: now, by: SYSTEM, id: stock.id, ask: undefined };
    for (const event of decide(stockMachine, command, stock, context)._unsafeUnwrap() as StockMoved[]) {
      stock = apply(stockMachine, stock, event, now);
      movements = [...movements, { version: movements.length + 1, event }];
    }
  }
  return { ...books, stock, movements, version: movements.length };
}

const order = fc.constantFrom('o-1', 'o-2', 'o-3');
const quantity = fc.integer({ min: 1, max: 3 });
type Deed = (room: Stockroom) => unknown;
const aDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.tuple(order, quantity, fc.option(fc.integer({ min: 1, max: 4 }))).map(
    ([id, n, until]): Deed =>
      (room) =>
        room.reserve(id, holdUnits([units(n)], until === null ? undefined : ((room.at + until * MINUTE) as Instant))),
  ),
  fc.tuple(order, quantity).map(
    ([id, n]): Deed =>
      (room) =>
        room.reserve(id, commit(n)),
  ),
  fc.tuple(order, quantity, fc.constantFrom('damaged' as const, 'missing' as const)).map(
    ([id, n, how]): Deed =>
      (room) =>
        room.reserve(id, { type: 'DropUnits', lines: [units(n)], how, reason: 'r' }),
  ),
  fc.tuple(order, quantity).map(
    ([id, n]): Deed =>
      (room) =>
        room.reserve(id, { type: 'ReleaseUnits', lines: [units(n)] }),
  ),
  fc.tuple(order, fc.constantFrom({ type: 'KeepReservation' } as const, releaseAll)).map(
    ([id, command]): Deed =>
      (room) =>
        room.reserve(id, command),
  ),
  fc
    .tuple(
      quantity,
      fc.constantFrom('ReceiveStock', 'RemoveLost', 'MarkDamaged', 'WriteOff', 'ExpectStock', 'ReceiveExpected'),
    )
    .map(
      ([n, type]): Deed =>
        (room) =>
          room.move(mug, { type, quantity: n, reason: 'r' } as StockCommand),
    ),
  fc.integer({ min: 1, max: 3 }).map(
    (n): Deed =>
      (room) => {
        room.at = (room.at + n * MINUTE) as Instant;
      },
  ),
  fc.constant<Deed>((room) => room.sweep()),
);
const aHistory = fc.array(aDeed, { minLength: 8, maxLength: 40 }).map((deeds) => {
  const room = new Stockroom().receive(9);
  for (const deed of deeds) deed(room);
  return booksOf(room);
});

const namedIn = (findings: readonly StockFinding[]): number[] =>
  findings.flatMap(({ suspects, place }) => [
    ...suspects.map(({ version }) => version),
    ...(place === undefined ? [] : [place]),
  ]);
const figuresIn = (findings: readonly StockFinding[]): string[] =>
  findings.flatMap(({ figures }) => figures.map(({ figure }) => figure));

describe('whatever was traded', () => {
  test('the machines leave books that agree', () => {
    fc.assert(
      fc.property(aHistory, (books) => {
        expect(reconcileStock(books)).toEqual([]);
        expect(reconcileStock(renumbered(books))).toEqual([]);
      }),
    );
  });

  test('a quantity that was changed is found and its movement named', () => {
    fc.assert(
      fc.property(aHistory, fc.nat(), fc.integer({ min: 1, max: 5 }), (books, choice, by) => {
        const version = 2 + (choice % (books.movements.length - 1));
        const { event } = at(books, version);
        if (event.type === 'StockOpened') return;
        const other = event.quantity > by && choice % 2 === 0 ? event.quantity - by : event.quantity + by;
        const findings = reconcileStock(changed(books, version, other));
        expect(findings).toHaveLength(1);
        expect(namedIn(findings)).toContain(version);
        expect(findings[0]?.suspects).toContainEqual(expect.objectContaining({ version, expected: event.quantity }));
      }),
      { numRuns: 120 },
    );
  });

  test('a movement that was dropped is found by its place, or by all that it moved', () => {
    fc.assert(
      fc.property(aHistory, fc.nat(), (books, choice) => {
        const version = 1 + (choice % books.movements.length);
        const findings = reconcileStock(without(books, version));
        expect(findings).toHaveLength(1);
        expect(findings[0]).toMatchObject({ code: 'movement_missing', place: version });
        const { event } = at(books, version);
        if (event.type === 'StockOpened') return;
        expect(findings[0]?.missing).toContainEqual(expect.objectContaining({ quantity: event.quantity }));
        const hidden = reconcileStock(renumbered(without(books, version)));
        expect(hidden.length).toBeGreaterThan(0);
        for (const [counter, per] of Object.entries(MOVEMENTS[event.type])) {
          if (per !== 0) expect(figuresIn(hidden)).toContain(counter);
        }
      }),
      { numRuns: 120 },
    );
  });

  test('a movement that was copied is found and named', () => {
    fc.assert(
      fc.property(aHistory, fc.nat(), (books, choice) => {
        const version = 1 + (choice % books.movements.length);
        const index = version - 1;
        const copy = at(books, version);
        const movements = [...books.movements.slice(0, index), copy, ...books.movements.slice(index)];
        const findings = reconcileStock({ ...books, movements });
        expect(findings).toMatchObject([{ code: 'movement_repeated', suspects: [{ version }] }]);
        const hidden = reconcileStock(renumbered({ ...books, movements }));
        expect(hidden.length).toBeGreaterThan(0);
        expect(namedIn(hidden).some((one) => one === version || one === version + 1)).toBe(true);
      }),
      { numRuns: 120 },
    );
  });

  test('a counter that was edited is found and named, and what is proposed makes the books agree', () => {
    const counter = fc.constantFrom('onHand', 'reserved', 'damaged', 'incoming');
    fc.assert(
      fc.property(aHistory, counter, fc.integer({ min: 1, max: 4 }), fc.boolean(), (books, name, by, up) => {
        const kept = books.stock[name as 'onHand'] + (up || books.stock[name as 'onHand'] < by ? by : -by);
        const edited: Stock = { ...books.stock, [name]: kept };
        const findings = reconcileStock({ ...books, stock: edited });
        expect(findings).toHaveLength(1);
        expect(figuresIn(findings)).toEqual([name]);
        const commands = findings[0]?.compensate ?? [];
        for (const command of commands) expect(StockCommand.parse(command)).toEqual(command);
        const context = { at: minutes(1000), by: SYSTEM, id: mug, ask: undefined };
        if (commands.some((command) => decide(stockMachine, command, edited, context).isErr())) return;
        if (edited.holds !== undefined) return;
        expect(reconcileStock(carriedOut({ ...books, stock: edited }, commands, minutes(1000)))).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });
});

test('a long history is gone through in no time', () => {
  const room = new Stockroom();
  room.receive(100_000);
  const movements: StockMovement[] = [...room.movements()];
  let stock = room.stock();
  const reservations = Array.from({ length: 2000 }, (_, i) => `o-${i}`).map((id) => {
    const event: StockMoved = { type: 'StockReserved', quantity: 2, for: `reservation/${id}` };
    stock = stockMachine.evolve(stock, event, minutes(0));
    movements.push({ version: movements.length + 1, event });
    const line = { line: '1', sku: 'mug', location: 'main', held: 2, committed: 0, released: 0, dropped: 0 };
    return { id, status: 'held' as const, lines: [line] };
  });
  const books = { stock, movements, reservations };
  expect(reconcileStock(books)).toEqual([]);
  const began = performance.now();
  const found = only(reconcileStock(changed(books, 777, 5)));
  expect(found.suspects).toMatchObject([{ version: 777, expected: 2 }]);
  expect(performance.now() - began).toBeLessThan(3000);
});
