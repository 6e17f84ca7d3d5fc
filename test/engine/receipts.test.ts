import { beforeEach, describe, expect, test } from 'vitest';
import { everything, orderIn, stockIn } from './support/books.js';
import { right } from './support/laws.js';
import { codeOf, must, orderFor, person, plain, refused, Shop } from './support/shop.js';
import { bring } from './support/walk.js';

let shop: Shop;
beforeEach(async () => {
  shop = new Shop();
  await shop.stock(10);
});

describe('a command that comes again under its id', () => {
  test('gets the receipt it got the first time, and happens once', async () => {
    const first = await must(shop.owner.orders.place('o-1', orderFor(2, { commandId: 'x' })));
    const before = await everything(shop.store);
    expect(await must(shop.owner.orders.place('o-1', orderFor(2, { commandId: 'x' })))).toEqual(first);
    expect(await everything(shop.store)).toBe(before);
    expect(await shop.desk.outcome('x').then((outcome) => outcome?._unsafeUnwrap())).toEqual(first);
  });

  test('gets it also from another process, after a restart, and after the order has gone on', async () => {
    const first = await must(shop.owner.orders.place('o-1', orderFor(2, { commandId: 'x' })));
    const other = shop.another();
    shop.pass(60_000);
    await bring(other, 'o-2', 'delivered');
    await must(other.orders.reject('o-1', { by: person('owner'), reason: 'sold out' }));
    for (const desk of [shop.desk, other, shop.another()]) {
      expect(await must(desk.as(person('owner')).orders.place('o-1', orderFor(2, { commandId: 'x' })))).toEqual(first);
    }
    expect(first).toMatchObject({ version: 2, status: 'placed', events: ['OrderPlaced', 'OrderReady'] });
    expect((await orderIn(shop.store, 'o-1')).status).toBe('cancelled');
  });

  test('gets the refusal it got the first time, though by now it would be taken', async () => {
    await must(shop.owner.orders.place('o-1', orderFor(20)));
    const first = await refused(shop.owner.orders.accept('o-1', { commandId: 'x' }));
    expect(first.code).toBe('order.shortage');
    await shop.stock(20);
    expect(await refused(shop.owner.orders.accept('o-1', { commandId: 'x' }))).toEqual(first);
    expect(await refused(shop.another().as(person('owner')).orders.accept('o-1', { commandId: 'x' }))).toEqual(first);
    expect((await orderIn(shop.store, 'o-1')).status).toBe('placed');
    expect((await must(shop.owner.orders.accept('o-1', { commandId: 'y' }))).status).toBe('accepted');
  });

  test('is known by its content, not by the order in which its fields were written', async () => {
    const { lines, total, ...rest } = orderFor(2);
    const [line] = lines;
    const { quantity, ...other } = line ?? { id: '', sku: '', quantity: 1, unitPrice: 0 };
    await must(shop.owner.orders.place('o-1', { ...orderFor(2), commandId: 'x' }));
    const turned = { total, lines: [{ quantity, ...other }], ...rest, discount: undefined, commandId: 'x' };
    expect((await must(shop.owner.orders.place('o-1', turned as never))).version).toBe(2);
  });

  test('sent twice in one breath, both get one receipt', async () => {
    const commits = shop.commits;
    const twice = () => must(shop.owner.stock.receive('mug@main', { quantity: 5, commandId: 'x' }));
    const [first, second, third] = await Promise.all([twice(), twice(), twice()]);
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect((await stockIn(shop.store)).onHand).toBe(15);
    expect(shop.commits).toBe(commits + 1);
  });

  test('that came before its order is taken when it comes again behind it', async () => {
    const confirm = () => shop.owner.orders.notePayment('o-1', { amount: 2000, commandId: 'webhook-7' });
    expect((await refused(confirm())).code).toBe('record.not_found');
    await must(shop.owner.orders.place('o-1', { ...orderFor(2), paid: 0 }));
    const first = await must(confirm());
    expect(first).toMatchObject({ status: 'placed', events: ['PaymentNoted', 'OrderReady'] });
    expect(await must(confirm())).toEqual(first);
    expect((await orderIn(shop.store, 'o-1')).paid).toBe(2000);
  });

  test('sent twice in one breath and refused, both get the refusal', async () => {
    await must(shop.owner.orders.place('o-9', orderFor(20)));
    const twice = () => refused(shop.owner.orders.accept('o-9', { commandId: 'x' }));
    const [first, second] = await Promise.all([twice(), twice()]);
    expect(second).toEqual(first);
    expect(await refused(shop.owner.orders.accept('o-9', { commandId: 'x' }))).toEqual(first);
  });

  test('sent to two processes in one breath, both get one receipt', async () => {
    const other = shop.another().as(person('owner'));
    const give = (desk: typeof other) => must(desk.stock.receive('mug@main', { quantity: 5, commandId: 'x' }));
    const receipts = await Promise.all([give(shop.owner), give(other), give(shop.owner), give(other)]);
    for (const receipt of receipts) expect(receipt).toEqual(receipts[0]);
    expect((await stockIn(shop.store)).onHand).toBe(15);
  });

  test('costs the commands beside it nothing', async () => {
    await must(shop.owner.stock.receive('mug@main', { quantity: 1, commandId: 'x' }));
    const [again, other] = await Promise.all([
      must(shop.owner.stock.receive('mug@main', { quantity: 1, commandId: 'x' })),
      must(shop.owner.stock.receive('mug@main', { quantity: 3, commandId: 'y' })),
    ]);
    expect(again.version).toBe(3);
    expect(other.version).toBe(4);
    expect((await stockIn(shop.store)).onHand).toBe(14);
    await right(shop);
  });
});

describe('an id that was used for another command', () => {
  beforeEach(() => must(shop.owner.stock.receive('mug@main', { quantity: 5, commandId: 'x' })));

  test.each<[string, (s: Shop) => Promise<string>]>([
    ['with other units', (s) => codeOf(s.owner.stock.receive('mug@main', { quantity: 6, commandId: 'x' }))],
    ['for another record', (s) => codeOf(s.owner.stock.receive('pot@main', { quantity: 5, commandId: 'x' }))],
    ['of another kind', (s) => codeOf(s.owner.stock.expect('mug@main', { quantity: 5, commandId: 'x' }))],
    [
      'by another person',
      (s) => codeOf(s.as('owner', 'ben').stock.receive('mug@main', { quantity: 5, commandId: 'x' })),
    ],
    [
      'by the same person in another role',
      (s) => codeOf(s.as('picker', 'owner-1').stock.receive('mug@main', { quantity: 5, commandId: 'x' })),
    ],
  ])('%s is refused, and nothing happens', async (_, give) => {
    const before = await everything(shop.store);
    const receipts = new Map(shop.receipts);
    expect(await give(shop)).toBe('desk.command_id_used_for_another');
    expect(await everything(shop.store)).toBe(before);
    expect(shop.receipts).toEqual(receipts);
  });

  test('is refused in one breath too: the first to come has it', async () => {
    const outcomes = await Promise.all([
      plain(shop.owner.stock.receive('mug@main', { quantity: 1, commandId: 'y' })),
      plain(shop.owner.stock.receive('mug@main', { quantity: 2, commandId: 'y' })),
      plain(shop.owner.stock.receive('mug@main', { quantity: 1, commandId: 'y' })),
    ]);
    expect(outcomes.map((outcome) => (outcome.isOk() ? outcome.value.version : outcome.error.code))).toEqual([
      4,
      'desk.command_id_used_for_another',
      4,
    ]);
    expect((await stockIn(shop.store)).onHand).toBe(16);
  });
});

test('commands without an id of their own never share one', async () => {
  const [one, other] = [shop.another({ newId: undefined as never }), shop.another({ newId: undefined as never })];
  const receipts = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      must((i % 2 ? one : other).as(person('owner')).stock.receive('mug@main', { quantity: 1 })),
    ),
  );
  expect(new Set(receipts.map(({ commandId }) => commandId)).size).toBe(40);
  expect((await stockIn(shop.store)).onHand).toBe(50);
});
