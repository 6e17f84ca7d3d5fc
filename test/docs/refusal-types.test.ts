import type { ResultAsync } from 'neverthrow';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  type CommonRefusal,
  createDesk,
  type Desk,
  type Failure,
  type FailureWith,
  instant,
  type MissingUnits,
  type RefusalOf,
} from '../../src/index.js';
import { memoryStore } from '../../src/stores/memory/index.js';

type Refused<Method extends (...input: never[]) => unknown> =
  ReturnType<Method> extends ResultAsync<unknown, infer E> ? E : never;
type Orders = Desk['orders'];

const fields = {
  channel: 'web',
  buyer: 'b-1',
  region: { country: 'CN' },
  currency: 'CNY',
  lines: [{ id: '1', sku: 'mug', quantity: 1, unitPrice: 100 }],
  total: 100,
  paid: 100,
};

describe('The type of a command tells how it can be refused', () => {
  it('names exactly the rules that can refuse it', () => {
    expectTypeOf<RefusalOf<'order', 'AcceptOrder'>['code']>().toEqualTypeOf<
      'order.held' | 'order.shortage' | 'stock.hold_has_ended'
    >();
    expectTypeOf<RefusalOf<'order', 'RejectOrder'>>().toBeNever();
    expectTypeOf<RefusalOf<'parcel', 'ShipParcel'>['code']>().toEqualTypeOf<
      'parcel.waybill_missing' | 'parcel.recalled' | 'parcel.not_uploaded_yet' | 'order.held'
    >();
    expectTypeOf<RefusalOf<'recipient', 'EraseRecipient'>>().toBeNever();
  });

  it('gives each method its own', () => {
    expectTypeOf<Refused<Orders['accept']>>().toEqualTypeOf<
      CommonRefusal | FailureWith<'order.held' | 'order.shortage' | 'stock.hold_has_ended'>
    >();
    expectTypeOf<Refused<Orders['reject']>>().toEqualTypeOf<CommonRefusal>();
    expectTypeOf<Refused<Orders['get']>>().toEqualTypeOf<FailureWith<'record.not_found'>>();
    expectTypeOf<Refused<Desk['recipients']['record']>>().toEqualTypeOf<
      CommonRefusal | FailureWith<'desk.vault_missing' | 'recipient.erased'>
    >();
  });

  it('gives each code its details', async () => {
    const desk = createDesk({ store: memoryStore() }).as({ role: 'owner', id: 'amy' });
    const accepted = await desk.orders.place('o-1', fields).andThen(() => desk.orders.accept('o-1'));
    if (accepted.isOk()) throw new Error('there is no stock');
    const { error } = accepted;
    // @ts-expect-error: neither command is ever refused so.
    expect(error.code === 'order.hold_exists').toBe(false);
    if (error.code !== 'order.shortage') throw new Error(error.message);
    expectTypeOf(error.details.missing).toEqualTypeOf<readonly MissingUnits[]>();
    expect(error.details.missing).toEqual([{ sku: 'mug', wanted: 1, available: 0 }]);
  });

  it('knows what may be wrong with a deadline', async () => {
    const desk = createDesk({ store: memoryStore() }).as({ role: 'owner', id: 'amy' });
    const shipBy = instant(desk.now() + 3_600_000);
    const { orders } = desk;
    const pause = () => orders.pauseObligation('o-1', { kind: 'shipBy', reason: 'a strike' });
    const resume = () => orders.resumeObligation('o-1', { kind: 'shipBy' });
    const paused = await orders.place('o-1', { ...fields, deadlines: { shipBy } }).andThen(pause);
    expect(paused.isOk()).toBe(true);
    expect((await pause())._unsafeUnwrapErr().code).toBe('record.obligation_paused_already');
    expect((await resume().andThen(resume))._unsafeUnwrapErr().code).toBe('record.obligation_not_paused');
    expectTypeOf<Refused<Orders['resumeObligation']>>().toEqualTypeOf<
      CommonRefusal | FailureWith<'record.obligation_not_open' | 'record.obligation_not_paused'>
    >();
  });

  it('remains a plain failure for whoever only shows it', () => {
    expectTypeOf<Refused<Orders['accept']>>().toExtend<Failure>();
  });
});
