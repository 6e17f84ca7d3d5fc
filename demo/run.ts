import { createDesk, type Desk, type Instant, type Order, type Store } from 'orderwright';
import { Books, type Conservation, conservation, readRecords } from './conservation.js';
import { Host } from './host.js';
import { type ParcelTold, readJournal, type Watcher } from './journal.js';
import { Deadlines } from './measures/deadlines.js';
import { Demand } from './measures/demand.js';
import { Refunds } from './measures/money.js';
import { Parcels } from './measures/parcels.js';
import { Purchases } from './measures/purchases.js';
import { States } from './measures/states.js';
import { Automation, Shortages, StockLevels } from './measures/stock.js';
import { replay, type VirtualClock } from './replay.js';
import type { Scenario } from './scenario.js';
import { Tally } from './tally.js';
import { Teller } from './teller.js';

/** All that a replay came to, read back from the desk. */
export interface Outcome {
  readonly scenario: Scenario;
  /** Orders as the desk has them in the end. */
  readonly orders: readonly Order[];
  /** Orders of the data that are neither in the desk nor listed with a reason. Has to be empty. */
  readonly lost: readonly string[];
  readonly teller: Teller;
  /** Oddities of the data, and contradictions that the desk noticed itself. */
  readonly anomalies: Tally;
  readonly conservation: Conservation;
  readonly measures: Measures;
  readonly seconds: { readonly replay: number; readonly check: number };
}

const newMeasures = () => ({
  states: new States(),
  deadlines: new Deadlines(),
  refunds: new Refunds(),
  stock: new StockLevels(),
  shortages: new Shortages(),
  automation: new Automation(),
  parcels: new Parcels(),
  demand: new Demand(),
  purchases: new Purchases(),
});
export type Measures = ReturnType<typeof newMeasures>;

export interface Running {
  readonly store: Store;
  readonly clock: VirtualClock;
  /** Further watchers of the journal. */
  readonly watchers?: readonly Watcher[];
  readonly moved?: (at: Instant) => void;
}

/** Replays a scenario, and then reads everything back from the journal and the records. */
export async function run(scenario: Scenario, { store, clock, watchers = [], moved }: Running): Promise<Outcome> {
  const { terms, catalog, policies, steps, until, roundEvery, leastNotice, listed } = scenario;
  const teller = new Teller();
  const host = new Host();
  const desk: Desk = createDesk({
    ...{ store, terms, catalog, policies, clock: clock.now },
    host: host.handlers(() => desk, teller),
  });
  const begun = performance.now();
  await replay({
    ...{ desk, clock, until, roundEvery, leastNotice },
    steps: steps(desk, teller),
    ...(moved !== undefined && { moved }),
  });
  const replayed = performance.now();

  const measures = newMeasures();
  const books = new Books();
  const noticed = new Noticed();
  const told = await readJournal(desk, [books, noticed, ...Object.values(measures), ...watchers]);
  const stored = await readRecords(desk, store);
  const orders = [...stored].flatMap(([key, state]) => (key.startsWith('order/') ? [state as unknown as Order] : []));
  const known = new Set([...orders, ...listed].map(({ id }) => id));
  const anomalies = new Tally();
  for (const [kind, count] of [...scenario.anomalies.top(), ...noticed.kinds.top()]) anomalies.add(kind, count);
  return {
    scenario,
    orders,
    lost: scenario.orders.filter((id) => !known.has(id)),
    teller,
    anomalies,
    conservation: conservation(stored, told, books, host.paidBack, clock.now()),
    measures,
    seconds: { replay: (replayed - begun) / 1000, check: (performance.now() - replayed) / 1000 },
  };
}

/** What the desk itself found contradictory about parcels. */
class Noticed implements Watcher {
  readonly kinds = new Tally();

  parcel({ event }: ParcelTold): void {
    if (event.type === 'ParcelAnomaly') this.kinds.add(`desk.${event.kind}`);
  }
}
