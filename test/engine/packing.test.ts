import { ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import type { DeskOptions } from '../../src/engine/index.js';
import type { PackingFacts } from '../../src/logistics/index.js';
import { planned } from '../logistics/support.js';
import { must, orderFor, Shop } from './support/shop.js';

const explanation = { policy: 'packing', rule: 'test', facts: {}, because: 'the test says so' };

/** A policy that packs every unit by itself, and remembers what it was asked. */
function oneByOne() {
  const asked: PackingFacts[] = [];
  const packing: NonNullable<DeskOptions['policies']>['packing'] = (facts) => {
    asked.push(facts);
    const parcels = facts.lines.flatMap(({ line, sku, quantity }) =>
      Array.from({ length: quantity }, () => ({
        lines: [{ line, sku, quantity: 1 }],
        box: 'S',
        weightGrams: 400,
        plan: planned(line),
      })),
    );
    return ok({ answer: parcels, explanation });
  };
  return { asked, policies: { packing } };
}

const size = { length: 120, width: 100, height: 90 };
const catalog = (sku: string) => ({
  sku,
  title: 'Mug',
  weightGrams: 350,
  size,
  traits: ['fragile'],
  papers: ['manual'],
});

async function accepted(options: Pick<DeskOptions, 'policies' | 'catalog'>): Promise<Shop> {
  const shop = new Shop(options);
  await shop.stock(10);
  await must(shop.owner.orders.place('o-1', orderFor(2)));
  await must(shop.owner.orders.accept('o-1'));
  return shop;
}

describe('A packing policy', () => {
  test('sees what the catalogue knows of the goods, and whom they are for', async () => {
    const { asked, policies } = oneByOne();
    const shop = await accepted({ policies, catalog });
    await must(shop.desk.advise.packing('o-1#1', { wishes: ['giftWrap'] }));
    const { channel, region } = orderFor(2);
    expect(asked).toEqual([
      {
        lines: [
          {
            line: 'mug',
            sku: 'mug',
            quantity: 2,
            unitWeightGrams: 350,
            title: 'Mug',
            size,
            traits: ['fragile'],
            papers: ['manual'],
          },
        ],
        channel,
        region,
        wishes: ['giftWrap'],
      },
    ]);
  });

  test('is told nothing of goods that the catalogue does not know', async () => {
    const { asked, policies } = oneByOne();
    const shop = await accepted({ policies });
    await must(shop.desk.advise.packing('o-1#1'));
    expect(asked[0]?.lines).toEqual([{ line: 'mug', sku: 'mug', quantity: 2 }]);
  });

  test("gives a plan that stays with the parcel, and with the fulfilment's history", async () => {
    const shop = await accepted({ ...oneByOne(), catalog });
    const advised = await must(shop.desk.advise.packing('o-1#1'));
    for (const [n, { lines, ...how }] of advised.answer.entries()) {
      const units = lines.map(({ line, quantity }) => ({ line, quantity }));
      const packing = { ...how, packing: advised.explanation };
      await must(shop.owner.fulfilments.packParcel('o-1#1', { parcel: `p-${n + 1}`, lines: units, ...packing }));
    }
    expect((await must(shop.desk.parcels.get('p-2'))).state).toMatchObject({ box: 'S', plan: planned('mug') });
    expect((await must(shop.desk.parcels.get('p-2'))).state.byHand).toBeUndefined();
    const history = await shop.desk.parcels.history('p-1');
    expect(JSON.stringify(history.items)).toContain('"fillPermille":640');
  });

  test('is overruled by a person, who says why; what that costs stays with the parcel', async () => {
    const shop = await accepted({ ...oneByOne(), catalog });
    const byHand = { reason: 'both fit into one', costsMore: -500, problems: [] };
    const lines = [{ line: 'mug', quantity: 2 }];
    await must(
      shop.owner.fulfilments.packParcel('o-1#1', { parcel: 'p-1', lines, plan: planned('mug', 'mug'), byHand }),
    );
    expect((await must(shop.desk.parcels.get('p-1'))).state).toMatchObject({ byHand, plan: planned('mug', 'mug') });
  });
});
