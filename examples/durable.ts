import { createDesk, type Desk, type Store } from 'orderwright';
import { pgliteStore } from 'orderwright/pglite';
import { postgresStore } from 'orderwright/postgres';
import { Pool } from 'pg';
import { orThrow } from './or-throw.js';

// #region postgres
/** PostgreSQL 13 or newer. The tables are made on first use, in a schema of their own. */
export async function onPostgres(connectionString: string): Promise<Store> {
  const pool = new Pool({ connectionString, max: 10 });
  return postgresStore({ pool, merchant: 'teahouse' });
}
// #endregion postgres

// #region pglite
/** PostgreSQL inside this process, kept in a folder: for one small shop on one machine. */
export const onPglite = (folder: string): Promise<Store> => pgliteStore({ folder, merchant: 'teahouse' });
// #endregion pglite

// #region stuck
/** What the desk has given up on, after twelve attempts: look at it, mend the cause, hand it out again. */
export async function retryStuck(desk: Desk): Promise<string[]> {
  const { items } = await desk.messages.waiting({ stuck: true });
  for (const { id } of items) orThrow(await desk.messages.retry(id));
  return items.map(({ type, key, lastError }) => `${type} of ${key}: ${lastError}`);
}
// #endregion stuck

// #region reconcile
/** Every stock whose books do not agree, in a sentence each. */
export async function discrepancies(desk: Desk): Promise<string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await desk.find({ kind: 'stock', after });
    for (const { id } of page.items) {
      for (const { message } of orThrow(await desk.reconcileStock(id))) found.push(`${id}: ${message}`);
    }
    after = page.next;
  } while (after !== undefined);
  return found;
}
// #endregion reconcile

export async function main(store: Store): Promise<string[]> {
  const desk = createDesk({ store, mostAttempts: 1, host: { TellBuyer: () => Promise.reject(new Error('no paper')) } });
  const owner = desk.as({ role: 'owner', id: 'amy' });
  const lines = [{ id: '1', sku: 'mug', quantity: 1, unitPrice: 100 }];
  const order = {
    channel: 'web',
    buyer: 'b-1',
    region: { country: 'CN' },
    currency: 'CNY',
    lines,
    total: 100,
    paid: 100,
  };
  orThrow(await owner.stock.receive('mug@main', { quantity: 1 }));
  orThrow(await owner.orders.place('o-1', order));
  orThrow(await owner.orders.accept('o-1'));
  orThrow(await owner.fulfilments.packParcel('o-1#1', { parcel: 'p-1', lines: [{ line: '1', quantity: 1 }] }));
  orThrow(await owner.parcels.assignWaybill('p-1', { carrier: 'SF', number: 'SF1234567890123' }));
  orThrow(await owner.parcels.ship('p-1'));
  await desk.drain();
  return [...(await retryStuck(desk)), ...(await discrepancies(desk))];
}
