import type { Desk } from 'orderwright';
import { orderByHand, prepareByHand } from './limits.js';
import { type Figure, figure, type Report, ratePerSecond } from './measure.js';
import { deskOn, must, newOrder, onMemory, onPglite, onPostgres, SKUS, server, stockUp } from './shop.js';

const twoLines = (n: number) => [0, 1].map((j) => ({ sku: SKUS[(n * 7 + j * 13) % 1000] ?? '', quantity: 1 }));

/** A whole order: placed, paid, accepted, packed, labelled, shipped, delivered, refunded by a case. */
async function wholeOrder(desk: Desk, id: string, n: number): Promise<void> {
  const [parcel, complaint] = [`p-${id}`, `c-${id}`];
  const lines = [
    { line: '1', quantity: 1 },
    { line: '2', quantity: 1 },
  ];
  const { paid, ...unpaid } = newOrder(twoLines(n));
  await must(desk.orders.place(id, unpaid));
  await must(desk.orders.notePayment(id, { amount: paid }));
  await must(desk.fulfilments.packParcel(`${id}#1`, { parcel, lines }));
  await must(desk.parcels.assignWaybill(parcel, { carrier: 'sf', number: `SF${id}` }));
  await must(desk.parcels.ship(parcel));
  const scan = { status: 'delivered' as const, scannedAt: desk.now() };
  await must(desk.parcels.recordScan(parcel, { by: { role: 'carrier', id: 'sf' }, scan }));
  const reason = { code: 'damaged' };
  const by = { role: 'buyer' as const, id: 'b-1' };
  await must(desk.cases.open(complaint, { by, order: id, remedy: 'refundOnly', lines, reason, received: 'received' }));
  await must(desk.cases.agree(complaint));
}

/** Whole orders per second on each store, and on PostgreSQL beside five hand-written transactions. */
export async function desk({ quick }: { quick: boolean }): Promise<Report> {
  const milliseconds = quick ? 1000 : 4000;
  const runs = quick ? 2 : 5;
  const postgres = await server();
  const figures: Figure[] = [];
  try {
    const { pool } = await postgres.fresh(8);
    await prepareByHand(pool, SKUS);
    let orders = 0;
    for (const open of [onMemory, onPglite, () => onPostgres(postgres)]) {
      const { name, store, close } = await open();
      const shop = deskOn(store);
      await stockUp(shop, SKUS);
      for (const inFlight of name === 'PostgreSQL' ? [1, 8, 32] : [8]) {
        const byHand: number[] = [];
        const ours: number[] = [];
        for (let run = -1; run < runs; run += 1) {
          const limit = async () =>
            ratePerSecond(inFlight, milliseconds, (n) => orderByHand(pool, `o-${++orders}`, twoLines(n)));
          const beside = name === 'PostgreSQL' ? await limit() : Number.NaN;
          const rate = await ratePerSecond(inFlight, milliseconds, (n) => wholeOrder(shop, `o-${++orders}`, n));
          if (run < 0) continue;
          byHand.push(beside);
          ours.push(rate);
        }
        if (name === 'PostgreSQL')
          figures.push(figure(`by hand, five transactions, ${inFlight} in flight`, 'orders/s', byHand));
        figures.push(
          figure(`${name}, ${inFlight} in flight`, 'orders/s', ours, name === 'PostgreSQL' ? byHand : undefined),
        );
      }
      await close();
    }
    return { figures, broken: [] };
  } finally {
    await postgres.stop();
  }
}
