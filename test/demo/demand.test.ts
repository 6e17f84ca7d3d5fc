import { expect, test } from 'vitest';
import { readJournal } from '../../demo/journal.js';
import { Demand } from '../../demo/measures/demand.js';
import { Purchases } from '../../demo/measures/purchases.js';
import { VirtualClock } from '../../demo/replay.js';
import { retailTerms } from '../../demo/retail/terms.js';
import { createDesk, type Failure, type Instant, instant, plusHours, type ResultAsync } from '../../src/index.js';
import { memoryStore } from '../../src/stores/memory/index.js';

const START = instant(Date.UTC(2026, 0, 1));
const owner = { role: 'owner', id: 'amy' } as const;
const at = (hours: number): Instant => plusHours(START, hours);

/** Ten mugs: one order takes eight, one of five has to wait until more come, and a third is called off. */
async function heard() {
  const clock = new VirtualClock(START);
  const desk = createDesk({ store: memoryStore({ clock: clock.now }), terms: retailTerms, clock: clock.now });
  const place = (id: string, quantity: number) =>
    desk.orders.place(id, {
      by: owner,
      ...{ channel: 'web', buyer: 'b', region: { country: 'GB' }, currency: 'GBP' },
      lines: [{ id: '1', sku: 'mug', quantity, unitPrice: 100 }],
      ...{ total: 100 * quantity, paid: 100 * quantity },
    });
  const mugs = { by: owner, quantity: 10 };
  const steps: [hours: number, () => ResultAsync<unknown, Failure>][] = [
    [0, () => desk.stock.receive('mug@main', mugs)],
    [1, () => place('o-1', 8)],
    [3, () => place('o-2', 5)],
    [5, () => desk.stock.expect('mug@main', mugs)],
    [6, () => place('o-3', 2)],
    [6.8, () => desk.orders.cancelUnits('o-3', { by: owner, lines: [{ line: '1', quantity: 1 }], reason: 'too many' })],
    [7, () => desk.orders.cancel('o-3', { by: owner, reason: 'changed their mind' })],
    [8, () => desk.orders.cancelUnits('o-1', { by: owner, lines: [{ line: '1', quantity: 2 }], reason: 'too many' })],
    [29, () => desk.stock.receiveExpected('mug@main', mugs)],
    [30, () => desk.orders.accept('o-2', { by: owner })],
  ];
  for (const [hours, step] of steps) {
    clock.moveTo(at(hours));
    (await step())._unsafeUnwrap();
  }
  const [demand, purchases] = [new Demand(), new Purchases()];
  await readJournal(desk, [demand, purchases]);
  return { demand, purchases };
}

test('demand is what was ordered less what was called off, as far as it was known', async () => {
  const { demand } = await heard();
  const unitsAt = (hours: number) =>
    demand.lines(at(hours)).map(({ units, cancelled = 0, returned = 0 }) => units - cancelled - returned);
  expect(unitsAt(40)).toEqual([6, 5, 0]);
  expect(unitsAt(6.5)).toEqual([8, 5, 2]);
  expect(unitsAt(0.5)).toEqual([]);
  expect(demand.priceOf('mug')).toBe(100);
});

test('a SKU is out of stock, and units of it are owed, while an order waits for it', async () => {
  const { demand } = await heard();
  expect(demand.stockOuts(at(40), 'mug')).toEqual([{ sku: 'mug', from: at(3), until: at(30) }]);
  expect(demand.stockOuts(at(20), 'mug')).toEqual([{ sku: 'mug', from: at(3) }]);
  expect([1.5, 3.5, 6.5, 20, 40].map((hours) => demand.owed(at(hours), 'mug'))).toEqual([0, 5, 5, 5, 0]);
});

test('an order to a supplier is open until its goods come', async () => {
  const { purchases } = await heard();
  const ordered = { supplier: 's', sku: 'mug', orderedAt: at(5), ordered: 10 };
  expect(purchases.receipts(at(20), 's')).toEqual([ordered]);
  expect(purchases.receipts(at(40), 's')).toEqual([{ ...ordered, receivedAt: at(29), received: 10 }]);
});
