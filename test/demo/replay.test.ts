import { describe, expect, test } from 'vitest';
import { type ObligationTold, readJournal, type Watcher } from '../../demo/journal.js';
import { replay, type Step, VirtualClock } from '../../demo/replay.js';
import { houseTerms } from '../../src/engine/index.js';
import { createDesk, type Desk, type Instant, instant, plusHours } from '../../src/index.js';
import { memoryStore } from '../../src/stores/memory/index.js';

const START = instant(Date.UTC(2026, 0, 1));
const owner = { role: 'owner', id: 'amy' } as const;
const within = { within: { hours: 24 }, remindHoursBefore: [4], source: 'test', verified: true };
const terms = { ...houseTerms, order: { ...houseTerms.order, acceptBy: within } };

const placing = (desk: Desk, id: string, at: Instant): Step => ({
  at,
  run: async () => {
    const lines = [{ id: '1', sku: 'mug', quantity: 1, unitPrice: 100 }];
    const order = {
      channel: 'web',
      buyer: 'b',
      region: { country: 'CN' },
      currency: 'CNY',
      lines,
      total: 100,
      paid: 100,
    };
    (await desk.orders.place(id, { by: owner, ...order }))._unsafeUnwrap();
    return [];
  },
});
const accepting = (desk: Desk, id: string, at: Instant): Step => ({
  at,
  run: async () => {
    (await desk.orders.accept(id, { by: owner }))._unsafeUnwrap();
    return [];
  },
});

/** What happened about deadlines, and when, in hours after the start. */
class Heard implements Watcher {
  readonly events: [id: string, type: string, hours: number][] = [];
  obligation({ id, at, event }: ObligationTold): void {
    this.events.push([id, event.type, (at - START) / 3_600_000]);
  }
}

async function heardOf(stepsOf: (desk: Desk) => Step[]): Promise<Heard> {
  const clock = new VirtualClock(START);
  const desk = createDesk({ store: memoryStore({ clock: clock.now }), terms, clock: clock.now });
  (await desk.stock.receive('mug@main', { by: owner, quantity: 10 }))._unsafeUnwrap();
  const options = { until: plusHours(START, 100), roundEvery: 3_600_000, leastNotice: 0 };
  await replay({ desk, clock, steps: stepsOf(desk), ...options });
  const heard = new Heard();
  await readJournal(desk, [heard]);
  return heard;
}

describe('on a virtual clock', () => {
  test('a deadline is kept by what comes at its very instant, and missed by what comes a millisecond later', async () => {
    const due = plusHours(START, 24);
    const heard = await heardOf((desk) => [
      placing(desk, 'o-1', START),
      placing(desk, 'o-2', START),
      accepting(desk, 'o-1', due),
      accepting(desk, 'o-2', instant(due + 1)),
    ]);
    expect(heard.events).toEqual([
      ['o-1', 'ReminderDue', 20],
      ['o-2', 'ReminderDue', 20],
      ['o-2', 'ObligationBreached', 24],
    ]);
  });

  test('deadlines fire between steps and after the last, each at its own instant', async () => {
    const heard = await heardOf((desk) => [placing(desk, 'o-1', START), placing(desk, 'o-2', plusHours(START, 30))]);
    expect(heard.events).toEqual([
      ['o-1', 'ReminderDue', 20],
      ['o-1', 'ObligationBreached', 24],
      ['o-2', 'ReminderDue', 50],
      ['o-2', 'ObligationBreached', 54],
    ]);
  });

  test('steps go by their instants, and what follows at the same instant comes after its wave', async () => {
    const seen: string[] = [];
    const step = (name: string, hours: number, next: Step[] = []): Step => ({
      at: plusHours(START, hours),
      run: async () => {
        seen.push(name);
        return next;
      },
    });
    await heardOf(() => [
      step('third', 2),
      step('first', 1, [step('second', 1), step('never early', 0)]),
      step('also first', 1),
    ]);
    expect(seen).toEqual(['first', 'also first', 'second', 'never early', 'third']);
  });
});
