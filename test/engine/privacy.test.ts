import { inspect } from 'node:util';
import type { ResultAsync } from 'neverthrow';
import pg from 'pg';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createDesk, createVault, type Desk, memoryKeys, type Store } from '../../src/index.js';
import { memoryStore } from '../../src/stores/memory/index.js';
import { postgresStore } from '../../src/stores/postgres/index.js';
import { freshDatabase } from '../support/postgres.js';

/** Words which stand nowhere else, planted as names, phones and addresses. */
const PLANTED = ['欧阳锦绣', '13955501234', '落霞路1717号', 'Quillfeather', '13877706543', 'Marrowby Lane 9'];
const region = { country: 'CN', province: '浙江', city: '杭州' };
const PERSON = { name: '欧阳锦绣', phone: '13955501234', address: '落霞路1717号3单元501室', region };
const ANOTHER = { name: 'Quillfeather', phone: '13877706543', address: 'Marrowby Lane 9, flat 4', region };
const OWNER = { role: 'owner', id: 'amy' } as const;
const BUYER = { role: 'buyer', id: 'b-1' } as const;
const units = [{ line: '1', quantity: 1 }];

/** Writes down everything that goes into a store and comes out of it. */
function watched(store: Store, sink: string[]): Store {
  return new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...given: unknown[]) => {
        sink.push(textOf(given));
        const answer: unknown = Reflect.apply(method, target, given);
        const heard = (value: unknown) => {
          sink.push(textOf(value));
          return value;
        };
        return answer instanceof Promise ? answer.then(heard) : heard(answer);
      };
    },
  });
}

const textOf = (value: unknown): string => `${JSON.stringify(value)} ${inspect(value, { depth: 20 })}`;

/** The whole life of an order, with everything that can be refused, and every answer written down. */
async function live(desk: Desk, sink: string[]): Promise<void> {
  const said = async (outcome: ResultAsync<unknown, unknown> | Promise<unknown>) => {
    const answer = await outcome;
    sink.push(textOf(answer), String(answer));
  };
  const owner = desk.as(OWNER);
  await said(owner.recipients.record('r-1', { person: PERSON }));
  await said(owner.recipients.record('r-1', { person: ANOTHER }));
  await said(owner.recipients.record('r-2', { person: { ...ANOTHER, phone: '13877706543 x oops' } }));
  await said(owner.recipients.record('r-2', { person: { ...ANOTHER, nmae: 'Quillfeather' } }));
  await said(owner.recipients.record('r-2', { person: ANOTHER, commandId: 'again' }));
  await said(owner.recipients.record('r-2', { person: ANOTHER, commandId: 'again' }));
  await said(owner.recipients.amend('r-2', { person: { ...ANOTHER, address: '落霞路1717号' } }));
  await said(owner.stock.receive('mug@main', { quantity: 5 }));
  const order = {
    channel: 'web',
    buyer: 'b-1',
    recipient: 'r-1',
    region,
    currency: 'CNY',
    lines: [{ id: '1', sku: 'mug', quantity: 1, unitPrice: 1999 }],
    total: 1999,
    paid: 1999,
  };
  await said(owner.orders.place('o-1', order));
  // Somebody's program mixes up its fields.
  await said(owner.orders.place('o-2', { ...order, recipient: PERSON as never }));
  await said(owner.orders.place('o-2', { ...order, region: { ...region, name: 'Quillfeather' } as never }));
  await said(owner.orders.place('o-2', { ...order, 欧阳锦绣: 1 } as never));
  await said(owner.orders.accept('o-1'));
  await said(owner.fulfilments.packParcel('o-1#1', { parcel: 'p-1', lines: units }));
  await said(owner.parcels.assignWaybill('p-1', { carrier: 'sf', number: 'SF1234567890123' }));
  await said(
    owner.recipients.reveal('r-1', { fields: ['name', 'phone', 'address'], purpose: 'shipping', concerns: 'p-1' }),
  );
  await said(desk.recipients.reveal('r-1', { by: BUYER, fields: ['name'], purpose: 'shipping' }));
  await said(owner.parcels.ship('p-1'));
  const text = 'signed, call 13955501234';
  const scan = { status: 'delivered', scannedAt: desk.now(), text } as const;
  await said(desk.parcels.recordScan('p-1', { by: { role: 'carrier', id: 'sf' }, scan }));
  await said(desk.drain());
  for (const id of ['r-1', 'r-2']) await said(desk.recipients.get(id));
  await said(desk.orders.get('o-1'));
  await said(desk.find({ limit: 100 }));
  await said(desk.changes());
  await said(desk.messages.waiting());
  await said(owner.recipients.erase('r-1', { reason: 'askedByPerson' }));
  await said(owner.recipients.reveal('r-1', { fields: ['name'], purpose: 'shipping' }));
  await said(desk.drain());
}

const deskOn = (store: Store, sink: string[]) =>
  createDesk({
    store: watched(store, sink),
    vault: createVault(memoryKeys()),
    host: {
      TellBuyer: (message) => void sink.push(textOf(message)),
      UploadWaybill: (message) => {
        sink.push(textOf(message));
        throw new Error('the platform is away');
      },
    },
  });

const leaks = (sink: readonly string[]) =>
  PLANTED.flatMap((word) => sink.filter((text) => text.includes(word)).map((text) => `${word}: ${text.slice(0, 400)}`));

describe('names, phones and addresses', () => {
  afterEach(() => vi.restoreAllMocks());

  test('reach no store, message, answer, refusal or log, in the whole life of an order', async () => {
    const sink: string[] = [];
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, method).mockImplementation((...given) => void sink.push(textOf(given)));
    }
    await live(deskOn(memoryStore(), sink), sink);
    expect(sink.length).toBeGreaterThan(60);
    expect(leaks(sink)).toEqual([]);
  });

  test('would be found, if one of them got through', async () => {
    const sink: string[] = [];
    const owner = deskOn(memoryStore(), sink).as(OWNER);
    await live(owner, []);
    const hold = { hold: 'call', reason: 'call Quillfeather' };
    const parcelled = await owner.orders.hold('o-1', hold);
    sink.push(textOf(parcelled));
    sink.push(textOf(await owner.stock.receive('mug@main', { quantity: 1, reason: 'from Marrowby Lane 9' })));
    expect(leaks(sink)).not.toEqual([]);
  });

  test('stand in no row of the database, masked or sealed as they are', async () => {
    const pool = new pg.Pool({ connectionString: await freshDatabase(), max: 2 });
    const sink: string[] = [];
    try {
      await live(deskOn(await postgresStore({ pool, merchant: 'm-1' }), sink), sink);
      const tables = await pool.query(`select tablename from pg_tables where schemaname = 'orderwright'`);
      for (const { tablename } of tables.rows) {
        const { rows } = await pool.query(`select row_to_json(t)::text as row from orderwright.${tablename} t`);
        sink.push(...rows.map(({ row }) => String(row)));
      }
      expect(sink.some((text) => text.includes('RecipientRevealed'))).toBe(true);
      expect(leaks(sink)).toEqual([]);
    } finally {
      await pool.end();
    }
  });

  test('come back to somebody who may see them, field by field, until they are erased', async () => {
    const desk = createDesk({ store: memoryStore(), vault: createVault(memoryKeys()) }).as(OWNER);
    (await desk.recipients.record('r-1', { person: PERSON }))._unsafeUnwrap();
    const opened = await desk.recipients.reveal('r-1', { fields: ['name', 'phone'], purpose: 'shipping' });
    expect(opened._unsafeUnwrap().read('name')).toBe('欧阳锦绣');
    expect(opened._unsafeUnwrap().read('phone')).toBe('+8613955501234');
    expect(opened._unsafeUnwrap().read('address')).toBeUndefined();
    (await desk.recipients.erase('r-1', { reason: 'askedByPerson' }))._unsafeUnwrap();
    const gone = await desk.recipients.reveal('r-1', { fields: ['name'], purpose: 'shipping' });
    expect(gone._unsafeUnwrapErr().code).toBe('record.command_not_allowed_now');
  });

  test('are not kept at all by a desk without a vault', async () => {
    const desk = createDesk({ store: memoryStore() }).as(OWNER);
    const refused = await desk.recipients.record('r-1', { person: PERSON });
    expect(refused._unsafeUnwrapErr().code).toBe('desk.vault_missing');
  });
});
