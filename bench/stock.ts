import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Desk } from 'orderwright';
import { type Line, prepareByHand, reserveByHand } from './limits.js';
import { type Figure, figure, type Report, ratePerSecond } from './measure.js';
import { deskOn, must, newOrder, onPostgres, type Server, SKUS, server, stockUp } from './shop.js';

/** Place + accept + reserve through the whole engine (receipt, records, journal) on PostgreSQL, and no overselling. */
export async function stock({ quick }: { quick: boolean }): Promise<Report> {
  const postgres = await server();
  try {
    const figures = await rates(postgres, quick);
    const broken = await oversell(postgres, quick);
    figures.push(...(await twoProcesses(postgres, quick)));
    for (const line of broken) console.log(`  BROKEN: ${line}`);
    return { figures, broken };
  } finally {
    await postgres.stop();
  }
}

const DEMAND: Readonly<Record<string, (n: number) => Line[]>> = {
  'one hot SKU': () => [{ sku: 'sku-0', quantity: 1 }],
  'spread over 1,000 SKUs': (n) => [{ sku: SKUS[(n * 7919) % 1000] ?? '', quantity: 1 }],
  'three lines of 1,000 SKUs': (n) =>
    [n * 7919, n * 104_729 + 1, n * 1_299_709 + 2].map((k, i) => ({
      sku: SKUS[((k % 333) * 3 + i) % 1000] ?? '',
      quantity: 1 + (n % 3),
    })),
};

async function rates(postgres: Server, quick: boolean): Promise<Figure[]> {
  const { pool } = await postgres.fresh(32);
  await prepareByHand(pool, SKUS);
  const desk = deskOn((await onPostgres(postgres)).store);
  await stockUp(desk, SKUS);
  const milliseconds = quick ? 500 : 3000;
  const runs = quick ? 2 : 5;
  let orders = 0;
  const figures: Figure[] = [];
  for (const [what, linesOf] of Object.entries(DEMAND)) {
    for (const inFlight of [1, 8, 32]) {
      const byHand: number[] = [];
      const ours: number[] = [];
      for (let run = -1; run < runs; run += 1) {
        const limit = await ratePerSecond(inFlight, milliseconds, (n) =>
          reserveByHand(pool, `o-${++orders}`, linesOf(n)),
        );
        const rate = await ratePerSecond(inFlight, milliseconds, (n) =>
          must(desk.orders.place(`o-${++orders}`, newOrder(linesOf(n)))),
        );
        if (run < 0) continue;
        byHand.push(limit);
        ours.push(rate);
      }
      figures.push(figure(`${what}, ${inFlight} in flight, one statement`, 'orders/s', byHand));
      figures.push(figure(`${what}, ${inFlight} in flight, ours`, 'orders/s', ours, byHand));
    }
  }
  return figures;
}

/** 500 buyers at once for 100 units, in one process and in two. */
async function oversell(postgres: Server, quick: boolean): Promise<string[]> {
  const broken: string[] = [];
  for (let round = 0; round < (quick ? 1 : 5); round += 1) {
    for (const processes of [1, 2]) {
      const { url, pool } = await postgres.fresh(4);
      const { postgresStore } = await import('orderwright/postgres');
      const desk = deskOn(await postgresStore({ pool, merchant: 'bench' }));
      await stockUp(desk, ['one'], 100);
      const buyers = 500 / processes;
      const sold =
        processes === 1
          ? await buy(desk, 'a', buyers)
          : (await Promise.all(['a', 'b'].map((name) => child(url, 'buy', name, buyers)))).reduce(
              (sum, n) => sum + n,
              0,
            );
      const { state } = await must(desk.stock.get('one@main'));
      const held = await reserved(desk);
      console.log(
        `  500 buyers, 100 units, ${processes} process(es): ${sold} sold, counter ${state.reserved}, records ${held}`,
      );
      if (sold !== 100 || state.reserved !== 100 || held !== 100)
        broken.push(`${sold} of 100 sold in ${processes} process(es)`);
    }
  }
  return broken;
}

async function buy(desk: Desk, name: string, buyers: number): Promise<number> {
  const outcomes = await Promise.all(
    Array.from({ length: buyers }, async (_, i) => {
      await must(desk.orders.place(`${name}-${i}`, newOrder([{ sku: 'one', quantity: 1 }])));
      return (await must(desk.orders.get(`${name}-${i}`))).state.status;
    }),
  );
  return outcomes.filter((status) => status === 'accepted').length;
}

async function reserved(desk: Desk): Promise<number> {
  let units = 0;
  let after: string | undefined;
  do {
    const page = await desk.find({ kind: 'reservation', status: ['held'], limit: 500, after });
    units += page.items.reduce((sum, { facts }) => sum + Number(facts?.units ?? 0), 0);
    after = page.next;
  } while (after !== undefined);
  return units;
}

/** Two busy processes on one merchant and one hot SKU, against one alone. */
async function twoProcesses(postgres: Server, quick: boolean): Promise<Figure[]> {
  const milliseconds = quick ? 800 : 4000;
  const alone: number[] = [];
  const together: number[] = [];
  for (let run = 0; run < (quick ? 1 : 5); run += 1) {
    for (const processes of [1, 2]) {
      const { url, pool } = await postgres.fresh(4);
      const { postgresStore } = await import('orderwright/postgres');
      await stockUp(deskOn(await postgresStore({ pool, merchant: 'bench' })), ['sku-0']);
      const names = processes === 1 ? ['a'] : ['a', 'b'];
      const rates = await Promise.all(names.map((name) => child(url, 'rate', name, milliseconds)));
      (processes === 1 ? alone : together).push(rates.reduce((sum, rate) => sum + rate, 0));
    }
  }
  return [
    figure('hot SKU, 32 in flight, one process', 'orders/s', alone),
    figure('hot SKU, 2 x 32 in flight, two processes', 'orders/s', together, alone),
  ];
}

/** Runs part of a bench in a process of its own; it answers one number. */
async function child(url: string, what: 'buy' | 'rate', name: string, count: number): Promise<number> {
  const worker = fileURLToPath(new URL('stock-worker.ts', import.meta.url));
  const process_ = fork(worker, [url, what, name, String(count)], { execArgv: process.execArgv });
  const [message] = await Promise.race([once(process_, 'message'), once(process_, 'exit').then(() => [Number.NaN])]);
  return Number(message);
}

export const work = { buy };
