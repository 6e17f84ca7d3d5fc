import { describe, expect, it } from 'vitest';
import { createDesk } from '../../../src/index.js';
import { carrierByCost, prepareChoice, waybillByFormat } from '../../../src/logistics/carriers/index.js';
import { memoryStore } from '../../../src/stores/memory/index.js';
import { CN, outer, rates, serviceOf, termsOf } from './support.js';

const lanes = (price: number) => [{ id: 'all', to: [{ country: 'CN' }], rates: rates(price, 0) }];
const services = [serviceOf({ lanes: lanes(600) }), serviceOf({ carrier: 'YTO', lanes: lanes(500) })];

/** A desk with one parcel that is packed in box b1. */
async function packed(traits: string[] = [], offered = services) {
  const carrier = carrierByCost(prepareChoice(termsOf(offered))._unsafeUnwrap(), { boxes: { b1: outer } });
  const desk = createDesk({
    store: memoryStore(),
    catalog: (sku) => ({ sku, traits }),
    policies: { carrier, waybill: waybillByFormat() },
  });
  const owner = desk.as({ role: 'owner', id: 'amy' });
  expect((await owner.stock.receive('mug@main', { quantity: 10 })).isOk()).toBe(true);
  const lines = [{ id: '1', sku: 'mug', quantity: 2, unitPrice: 1999 }];
  const order = { channel: 'web', buyer: 'b', region: CN, currency: 'CNY', lines, total: 3998, paid: 3998 };
  expect((await owner.orders.place('o-1', order)).isOk()).toBe(true);
  expect((await owner.orders.accept('o-1')).isOk()).toBe(true);
  const content = [{ line: '1', quantity: 2 }];
  expect(
    (
      await owner.fulfilments.packParcel('o-1#1', { parcel: 'p-1', box: 'b1', weightGrams: 800, lines: content })
    ).isOk(),
  ).toBe(true);
  return owner;
}

describe('A desk with carriers', () => {
  it('advises the service that costs least, and says why', async () => {
    const { answer, explanation } = (await (await packed()).advise.carrier('p-1'))._unsafeUnwrap();
    expect(answer).toEqual({ carrier: 'YTO', service: 'express' });
    expect(explanation.because).toContain('YTO/express is best of 2');
  });

  it('advises no service that does not take the goods', async () => {
    const picky = services.map((one) => (one.carrier === 'YTO' ? { ...one, prohibited: ['battery'] } : one));
    const owner = await packed(['battery'], picky);
    expect((await owner.advise.carrier('p-1'))._unsafeUnwrap().answer.carrier).toBe('ZTO');
  });

  it('takes no waybill that cannot be one, and changes nothing', async () => {
    const owner = await packed();
    const assign = async (number: string) =>
      (await owner.parcels.assignWaybill('p-1', { carrier: 'YTO', number })).match(
        () => 'taken',
        ({ code, details }) => [code, (details as { code?: string }).code],
      );
    expect(await assign('123456789012')).toEqual(['parcel.waybill_doubted', 'waybill.made_up']);
    expect(await assign('SF1330987654321')).toEqual(['parcel.waybill_doubted', 'waybill.of_another_carrier']);
    expect((await owner.parcels.get('p-1'))._unsafeUnwrap().state.waybill).toBeUndefined();
    expect(await assign('yt 1234-0987 65123')).toBe('taken');
    const replaced = await owner.parcels.replaceWaybill('p-1', {
      carrier: 'YTO',
      number: '111111',
      reason: 'mistyped',
    });
    expect(replaced._unsafeUnwrapErr().code).toBe('parcel.waybill_doubted');
  });
});
