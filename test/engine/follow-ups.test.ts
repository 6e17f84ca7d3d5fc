import { describe, expect, test } from 'vitest';
import type { DeskTerms } from '../../src/engine/index.js';
import type { Reservation } from '../../src/inventory/index.js';
import { booksOf, everything, orderIn, stateIn, stockIn } from './support/books.js';
import { right } from './support/laws.js';
import { must, orderFor, person, refused, Shop, unpaid } from './support/shop.js';

type AutoAccept = DeskTerms['order']['autoAccept'];
type Rule = AutoAccept['rules'][number];

const rule = (name: string, when: Rule['when'], then: Rule['then'] = 'accept'): Rule => ({ name, when, then });
const small = rule('small orders in stock', [
  { fact: 'total', is: 'atMost', value: 5000 },
  { fact: 'inStock', is: 'equal', value: true },
]);
const always = rule('always', []);
const withRules = (mode: AutoAccept['mode'], ...rules: Rule[]) =>
  new Shop({ terms: { order: { autoAccept: { mode, rules } } } });

const paid = { by: person('platform'), amount: 2000 };
const held = async (shop: Shop, id = 'o-1') => (await stateIn<Reservation>(shop.store, `reservation/${id}`)).status;

describe('an order that the desk accepts by itself', () => {
  test('is accepted with the command that made it ready, and says by which rule and facts', async () => {
    const shop = withRules('on', small);
    await shop.stock(5);
    const { events, status } = await must(shop.owner.orders.place('o-1', orderFor(2)));
    expect({ events, status }).toEqual({
      events: ['OrderPlaced', 'OrderReady', 'AutoAcceptanceJudged', 'OrderAccepted'],
      status: 'accepted',
    });
    const [entry] = (await shop.desk.orders.history('o-1')).items;
    const judged = entry?.changes
      .flatMap((change) => change.events)
      .find(({ type }) => type === 'AutoAcceptanceJudged');
    expect(judged).toMatchObject({
      mode: 'on',
      answer: 'accept',
      explanation: {
        policy: 'auto-acceptance',
        rule: 'small orders in stock',
        facts: {
          total: 2000,
          units: 2,
          lines: 1,
          holds: 0,
          inStock: true,
          country: 'CN',
          province: null,
          channel: 'web',
        },
        appealTo: 'owner',
      },
    });
    expect(await held(shop)).toBe('held');
    await right(shop);
  });

  test.each<[string, () => Shop, readonly string[]]>([
    ['off: nothing is judged', () => withRules('off', always), []],
    [
      'in shadow: it is judged and written down, and nothing follows',
      () => withRules('shadow', always),
      ['AutoAcceptanceJudged'],
    ],
    ['on, but no rule matches: it is left to a person', () => withRules('on', small), ['AutoAcceptanceJudged']],
    [
      'on, but the first rule that matches leaves it',
      () => withRules('on', rule('abroad', [{ fact: 'country', is: 'equal', value: 'CN' }], 'leave'), always),
      ['AutoAcceptanceJudged'],
    ],
  ])('%s', async (_, open, judged) => {
    const shop = open();
    await shop.stock(50);
    const { events, status } = await must(shop.owner.orders.place('o-1', orderFor(20)));
    expect(events).toEqual(['OrderPlaced', 'OrderReady', ...judged]);
    expect(status).toBe('placed');
    expect((await stockIn(shop.store)).reserved).toBe(0);
    await right(shop);
  });

  test('waits for its holds, and is accepted once the last is released', async () => {
    const shop = withRules('on', always);
    await shop.stock(5);
    await must(shop.owner.orders.place('o-1', unpaid(2)));
    await must(shop.owner.orders.hold('o-1', { hold: 'fraud', reason: 'looks odd' }));
    await must(shop.owner.orders.hold('o-1', { hold: 'address', reason: 'no number' }));
    expect((await must(shop.desk.orders.notePayment('o-1', paid))).status).toBe('placed');
    expect((await must(shop.owner.orders.releaseHold('o-1', { hold: 'fraud' }))).status).toBe('placed');
    expect((await must(shop.owner.orders.releaseHold('o-1', { hold: 'address' }))).status).toBe('accepted');
    await right(shop);
  });

  test('is accepted when the payment comes, in the same commit', async () => {
    const shop = withRules('on', small);
    await shop.stock(5);
    await must(shop.owner.orders.place('o-1', unpaid(2)));
    const commits = shop.commits;
    expect((await must(shop.desk.orders.notePayment('o-1', paid))).status).toBe('accepted');
    expect(shop.commits).toBe(commits + 1);
  });
});

describe('a shortage on the way', () => {
  test('leaves the order placed with what is missing, and nothing half done', async () => {
    const shop = withRules('on', always);
    await shop.stock(1);
    const { events, status } = await must(shop.owner.orders.place('o-1', orderFor({ mug: 2, pot: 1 })));
    expect(events).toEqual(['OrderPlaced', 'OrderReady', 'AutoAcceptanceJudged', 'ShortageFound']);
    expect(status).toBe('placed');
    expect((await orderIn(shop.store, 'o-1')).missing).toEqual([
      { sku: 'mug', wanted: 2, available: 1 },
      { sku: 'pot', wanted: 1, available: 0 },
    ]);
    const { saved } = await booksOf(shop.store);
    expect([...saved.keys()].sort()).toEqual(['order/o-1', 'stock/mug@main']);
    expect(await stockIn(shop.store)).toMatchObject({ onHand: 1, reserved: 0 });
    await right(shop);
    await shop.stock(1);
    await shop.stock(1, 'pot@main');
    expect((await must(shop.owner.orders.accept('o-1'))).status).toBe('accepted');
    expect((await orderIn(shop.store, 'o-1')).missing).toBeUndefined();
    await right(shop);
  });

  test('a person who accepts is refused with each missing unit, and nothing changes', async () => {
    const shop = new Shop();
    await shop.stock(1);
    await must(shop.owner.orders.place('o-1', orderFor({ mug: 2, pot: 1 })));
    const before = await everything(shop.store);
    expect(await refused(shop.owner.orders.accept('o-1'))).toMatchObject({
      code: 'order.shortage',
      details: {
        missing: [
          { sku: 'mug', wanted: 2, available: 1 },
          { sku: 'pot', wanted: 1, available: 0 },
        ],
      },
    });
    expect(await everything(shop.store)).toBe(before);
  });
});
