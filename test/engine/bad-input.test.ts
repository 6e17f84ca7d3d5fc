import type { Result } from 'neverthrow';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Desk } from '../../src/engine/index.js';
import type { Failure } from '../../src/kernel/index.js';
import { everything } from './support/books.js';
import { codeOf, must, orderFor, person, plain, refused, Shop } from './support/shop.js';

type Issues = {
  readonly issues: readonly { readonly path: string; readonly code: string; readonly message: string }[];
};
const issuesOf = ({ details }: Failure) => (details as Issues).issues;

let shop: Shop;
beforeEach(async () => {
  shop = new Shop();
  await shop.stock(10);
  await must(shop.owner.orders.place('o-1', orderFor(2)));
});

/** What somebody does wrong, with the code of the refusal and the field that it names. */
const BAD: readonly [
  string,
  (owner: Desk, commandId: string) => PromiseLike<Result<unknown, Failure>>,
  string,
  string,
][] = [
  [
    'an order without lines',
    (d, commandId) => plain(d.orders.place('o-2', orderFor(1, { lines: [], commandId }))),
    'order.lines_must_not_be_empty',
    'lines',
  ],
  [
    'a price with a fraction',
    (d, commandId) =>
      plain(
        d.orders.place(
          'o-2',
          orderFor(1, { lines: [{ id: '1', sku: 'mug', quantity: 1, unitPrice: 19.5 }], commandId }),
        ),
      ),
    'money.must_be_whole_minor_units',
    'lines[0].unitPrice',
  ],
  [
    'a currency that is none',
    (d, commandId) => plain(d.orders.place('o-2', orderFor(1, { currency: 'RMB', commandId }))),
    'money.currency_unknown',
    'currency',
  ],
  [
    'no units at all',
    (d, commandId) => plain(d.stock.receive('mug@main', { quantity: 0, commandId })),
    'quantity.must_be_positive',
    'quantity',
  ],
  [
    'less than nothing',
    (d, commandId) => plain(d.stock.receive('mug@main', { quantity: -3, commandId })),
    'quantity.must_be_positive',
    'quantity',
  ],
  [
    'a field that is not known',
    (d, commandId) => plain(d.orders.accept('o-1', { commandId, force: true } as never)),
    'input.unknown_field',
    '',
  ],
  [
    'a reason that says nothing',
    (d, commandId) => plain(d.orders.reject('o-1', { reason: '', commandId })),
    'reason.must_not_be_empty',
    'reason',
  ],
  [
    'a number that should be text',
    (d, commandId) => plain(d.orders.place('o-2', orderFor(1, { buyer: 42 as never, commandId }))),
    'id.must_be_text',
    'buyer',
  ],
  [
    'another command in the place of this one',
    (d, commandId) => plain(d.orders.accept('o-1', { type: 'CancelOrder', reason: 'x', commandId } as never)),
    'input.unknown_field',
    'type',
  ],
  ['text in the place of fields', (d) => plain(d.orders.accept('o-1', 'now' as never)), 'input.wrong_type', ''],
  ['nothing in the place of fields', (d) => plain(d.orders.reject('o-1', null as never)), 'input.wrong_type', ''],
  [
    'an id with blanks',
    (d, commandId) => plain(d.orders.place('o 2', orderFor(1, { commandId }))),
    'id.character_not_allowed',
    '',
  ],
  ['an empty id', (d, commandId) => plain(d.orders.place('', orderFor(1, { commandId }))), 'id.must_not_be_empty', ''],
  [
    'an id that is a number',
    (d, commandId) => plain(d.orders.place(7 as never, orderFor(1, { commandId }))),
    'id.must_be_text',
    '',
  ],
  [
    'an order id that looks like work',
    (d, commandId) => plain(d.orders.place('o-1#1', orderFor(1, { commandId }))),
    'id.character_not_allowed',
    '',
  ],
  [
    'a command id with a blank',
    (d) => plain(d.orders.accept('o-1', { commandId: 'a b' })),
    'command_id.character_not_allowed',
    '',
  ],
  [
    'a command id that is a number',
    (d) => plain(d.orders.accept('o-1', { commandId: 7 as never })),
    'command_id.must_be_text',
    '',
  ],
  [
    'half an actor',
    (d, commandId) => plain(d.orders.accept('o-1', { by: { role: 'owner' } as never, commandId })),
    'id.must_be_text',
    'id',
  ],
  [
    'a role that is none',
    (d, commandId) => plain(d.orders.accept('o-1', { by: { role: 'king', id: 'k' } as never, commandId })),
    'input.invalid_value',
    'role',
  ],
  [
    'an actor with a name',
    (d, commandId) => plain(d.orders.accept('o-1', { by: { ...person('owner'), name: 'Amy' } as never, commandId })),
    'input.unknown_field',
    '',
  ],
];

describe('bad input', () => {
  test.each(BAD)('%s is refused, and nothing is changed', async (_, give, code, path) => {
    const before = await everything(shop.store);
    const commits = shop.commits;
    const failure = await refused(give(shop.owner, 'bad-1'));
    expect(failure.code).toBe(code);
    expect(issuesOf(failure)[0]).toMatchObject({ code, path });
    expect(failure.remedy).not.toBe('');
    expect(await everything(shop.store)).toBe(before);
    expect(shop.commits).toBe(commits);
  });

  test('is answered with the value that was sent', async () => {
    const failure = await refused(shop.owner.stock.receive('mug@main', { quantity: 1.5 }));
    expect(failure.message).toContain('1.5');
  });

  test('is not kept under its id, so that the same id can carry the corrected command', async () => {
    expect(await codeOf(shop.owner.stock.receive('mug@main', { quantity: 0, commandId: 'r-1' }))).toBe(
      'quantity.must_be_positive',
    );
    expect(await shop.desk.outcome('r-1')).toBeUndefined();
    expect((await must(shop.owner.stock.receive('mug@main', { quantity: 4, commandId: 'r-1' }))).version).toBe(3);
  });

  test('a command id that looks like one of the desk is refused', async () => {
    const failure = await refused(shop.owner.orders.accept('o-1', { commandId: 'wake:order/o-1:1' }));
    expect(failure).toMatchObject({ code: 'desk.command_id_reserved', details: { commandId: 'wake:order/o-1:1' } });
    expect(shop.receipts.has('wake:order/o-1:1')).toBe(false);
  });

  test('a command without an actor is refused, and kept nowhere', async () => {
    const before = await everything(shop.store);
    const failure = await refused(shop.desk.orders.accept('o-1', { commandId: 'a-1' }));
    expect(failure).toMatchObject({ code: 'desk.actor_missing', details: { command: 'AcceptOrder' } });
    expect(await everything(shop.store)).toBe(before);
    expect(shop.receipts.has('a-1')).toBe(false);
  });
});
