import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  available,
  heldUnits,
  MOVEMENTS,
  type ReservationCommand,
  type Stock,
  type StockCommand,
  stockMachine,
} from '../../src/inventory/index.js';
import { type Instant, roundUpToMinute } from '../../src/kernel/index.js';
import { holdUnits, MINUTE, mug, noon, Stockroom, units } from './support.js';

/** What one order holds, as a child would write it down. */
interface Slip {
  held: number;
  until: Instant | undefined;
}

/** One SKU on one shelf, and a slip of paper for each order: an oracle that shares nothing with the machines. */
class Shelf {
  at: Instant = noon;
  onHand = 0;
  damaged = 0;
  readonly slips = new Map<string, Slip>();

  slip(order: string): Slip {
    const slip = this.slips.get(order) ?? { held: 0, until: undefined };
    this.slips.set(order, slip);
    return slip;
  }
  isOver = ({ until }: Slip): boolean => until !== undefined && until <= this.at;
  heldBy(order: string): number {
    const slip = this.slip(order);
    return this.isOver(slip) ? 0 : slip.held;
  }
  get held(): number {
    return [...this.slips.keys()].reduce((sum, order) => sum + this.heldBy(order), 0);
  }
  get free(): number {
    return this.onHand - this.damaged - this.held;
  }
}

type Step =
  | { readonly do: 'hold'; readonly order: string; readonly quantity: number; readonly minutes: number | undefined }
  | { readonly do: 'keep' | 'releaseAll' | 'sweep'; readonly order: string }
  | { readonly do: 'commit' | 'release' | 'damaged' | 'missing'; readonly order: string; readonly quantity: number }
  | { readonly do: StockCommand['type']; readonly quantity: number }
  | { readonly do: 'wait'; readonly milliseconds: number };

const order = fc.constantFrom('o-1', 'o-2', 'o-3', 'o-4', 'o-5', 'o-6');
const quantity = fc.integer({ min: 1, max: 4 });
const one = <Do extends string>(...of: Do[]) => fc.constantFrom(...of);
const aStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: one('hold'),
      order,
      quantity,
      minutes: fc.option(fc.integer({ min: -1, max: 5 }), { nil: undefined }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: one('keep', 'releaseAll', 'sweep'), order }) },
  { weight: 4, arbitrary: fc.record({ do: one('commit', 'release', 'damaged', 'missing'), order, quantity }) },
  { weight: 2, arbitrary: fc.record({ do: one('ReceiveStock', 'AddFound', 'TakeBack', 'TakeBackDamaged'), quantity }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: one('RemoveLost', 'SendStock', 'MarkDamaged', 'MarkRepaired', 'WriteOff'), quantity }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: one('wait'), milliseconds: fc.constantFrom(1, 30_000, MINUTE, 3 * MINUTE) }),
  },
);

const lines = (n: number) => [units(n, 'mug', 'main')];
const COMING: Readonly<Record<string, number>> = { ReceiveStock: 1, AddFound: 1, TakeBack: 1, TakeBackDamaged: 1 };
const FROM_FREE: Readonly<Record<string, boolean>> = { RemoveLost: true, SendStock: true, MarkDamaged: true };

/** Does a step on the shelf; answers whether the desk has to take it. */
function onTheShelf(shelf: Shelf, step: Step): boolean {
  switch (step.do) {
    case 'wait':
      shelf.at = (shelf.at + step.milliseconds) as Instant;
      return true;
    case 'sweep':
      for (const slip of shelf.slips.values())
        if (shelf.isOver(slip)) Object.assign(slip, { held: 0, until: undefined });
      return true;
    case 'hold': {
      const slip = shelf.slip(step.order);
      if (step.quantity > shelf.free) return false;
      if (shelf.heldBy(step.order) > 0) {
        slip.held += step.quantity;
        return true;
      }
      const wish = step.minutes === undefined ? undefined : shelf.at + step.minutes * MINUTE;
      slip.held = step.quantity;
      slip.until = wish === undefined ? undefined : roundUpToMinute(Math.max(wish, shelf.at + 1) as Instant);
      return true;
    }
    case 'keep': {
      if (shelf.heldBy(step.order) === 0) return false;
      shelf.slip(step.order).until = undefined;
      return true;
    }
    case 'releaseAll': {
      const slip = shelf.slip(step.order);
      if (slip.held === 0) return false;
      slip.held = 0;
      return true;
    }
    case 'commit':
    case 'release':
    case 'damaged':
    case 'missing': {
      if (step.quantity > shelf.heldBy(step.order)) return false;
      const slip = shelf.slip(step.order);
      slip.held -= step.quantity;
      if (step.do !== 'release') slip.until = undefined;
      if (step.do === 'damaged') shelf.damaged += step.quantity;
      else if (step.do !== 'release') shelf.onHand -= step.quantity;
      return true;
    }
    default: {
      const { quantity: n } = step;
      if (FROM_FREE[step.do] && n > shelf.free) return false;
      if ((step.do === 'MarkRepaired' || step.do === 'WriteOff') && n > shelf.damaged) return false;
      shelf.onHand += n * (COMING[step.do] ?? (/RemoveLost|SendStock|WriteOff/.test(step.do) ? -1 : 0));
      shelf.damaged +=
        n * (/MarkDamaged|TakeBackDamaged/.test(step.do) ? 1 : /Repaired|WriteOff/.test(step.do) ? -1 : 0);
      return true;
    }
  }
}

/** Does the same step in the stockroom; answers whether it was taken. */
function inTheRoom(room: Stockroom, step: Step): boolean {
  const reserve = (command: ReservationCommand) => 'order' in step && room.reserve(step.order, command) === undefined;
  switch (step.do) {
    case 'wait':
      room.at = (room.at + step.milliseconds) as Instant;
      return true;
    case 'sweep':
      room.sweep();
      return true;
    case 'hold': {
      const until = step.minutes === undefined ? undefined : ((room.at + step.minutes * MINUTE) as Instant);
      return reserve(holdUnits(lines(step.quantity), until));
    }
    case 'keep':
      return reserve({ type: 'KeepReservation' });
    case 'releaseAll':
      return reserve({ type: 'ReleaseReservation' });
    case 'commit':
      return reserve({ type: 'CommitUnits', lines: lines(step.quantity), for: 'parcel/p-1' });
    case 'release':
      return reserve({ type: 'ReleaseUnits', lines: lines(step.quantity) });
    case 'damaged':
    case 'missing':
      return reserve({ type: 'DropUnits', lines: lines(step.quantity), how: step.do, reason: 'r' });
    default: {
      const { quantity: n } = step;
      return (
        room.move(mug, { type: step.do, quantity: n, reason: 'r', to: 'shop' } as unknown as StockCommand) === undefined
      );
    }
  }
}

function compare(room: Stockroom, shelf: Shelf): void {
  const kept = room.stock();
  const { onHand, damaged, reserved } = kept;
  const free = available(kept, room.at);
  const ended = (kept.holds ?? []).reduce((sum, { until, quantity: n }) => (until <= room.at ? sum + n : sum), 0);
  expect({ onHand, damaged, free, held: reserved - ended }).toEqual({
    onHand: shelf.onHand,
    damaged: shelf.damaged,
    free: shelf.free,
    held: shelf.held,
  });
  expect(onHand).toBe(free + (reserved - ended) + damaged);
  expect(Math.min(onHand, damaged, reserved, free, ended)).toBeGreaterThanOrEqual(0);
  const live = [...room.reservations].map(([id, reservation]) => {
    const mine = heldUnits(reservation, room.at).reduce((sum, { quantity: n }) => sum + n, 0);
    expect([id, mine]).toEqual([id, shelf.heldBy(id)]);
    return mine;
  });
  expect(live.reduce((sum, n) => sum + n, 0)).toBe(reserved - ended);
}

/** Every unit came and went by a movement that says why, and the movements make the stock. */
function explained(room: Stockroom): void {
  const again = room
    .movements()
    .reduce<Stock | undefined>((state, { event }) => stockMachine.evolve(state, event, noon), undefined);
  expect(again).toEqual(room.stock());
  let onHand = 0;
  for (const [index, { version, event }] of room.movements().entries()) {
    expect(version).toBe(index + 1);
    if (event.type === 'StockOpened') continue;
    onHand += MOVEMENTS[event.type].onHand * event.quantity;
    const why = event.for ?? event.reason ?? event.until;
    if (!/^Stock(Received|Returned|Repaired)|^DamagedStockReturned/.test(event.type)) expect(why).toBeDefined();
  }
  expect(onHand).toBe(room.stock().onHand);
}

const walk = (runs: number, most: number) =>
  fc.assert(
    fc.property(fc.array(aStep, { minLength: 5, maxLength: most }), (steps) => {
      const shelf = new Shelf();
      const room = new Stockroom();
      shelf.onHand = 8;
      room.receive(8);
      for (const step of steps) {
        const before = [room.stocks, room.reservations];
        const due = onTheShelf(shelf, step);
        const done = inTheRoom(room, step);
        expect([step, done]).toEqual([step, due]);
        if (!done) expect([room.stocks, room.reservations]).toEqual(before);
        compare(room, shelf);
      }
      explained(room);
      shelf.at = (shelf.at + 60 * MINUTE) as Instant;
      room.at = shelf.at;
      room.sweep();
      compare(room, shelf);
      room.sweep();
      compare(room, shelf);
    }),
    { numRuns: runs },
  );

test('many orders on one shelf: never oversold, never refused while there is one, each unit where it belongs', () => {
  walk(150, 60);
});
