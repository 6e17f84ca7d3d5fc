import { describe, expect, test } from 'vitest';
import { keyOf, type Store } from '../../src/kernel/index.js';
import { codeOf, must, orderFor, Shop } from './support/shop.js';

/** A shop that has sold, shipped and called off. */
async function trading(): Promise<Shop> {
  const shop = new Shop({ terms: { order: { reserveAt: 'ready' } } });
  await shop.stock(20);
  for (const id of ['o-1', 'o-2', 'o-3']) {
    await must(shop.owner.orders.place(id, orderFor(2)));
    await must(shop.owner.orders.accept(id));
  }
  await must(shop.owner.orders.cancel('o-3', { reason: 'no' }));
  return shop;
}

/** Whoever loads the stock gets another counter than the store has. */
const tampered = (store: Store, onHand: (was: number) => number): Store => ({
  ...store,
  load: async (wanted) => {
    const loaded = await store.load(wanted);
    const records = loaded.records.map((saved) => {
      if (saved.key !== keyOf('stock', 'mug@main')) return saved;
      const state = saved.state as { onHand: number };
      return { ...saved, state: { ...state, onHand: onHand(state.onHand) } };
    });
    return { ...loaded, records };
  },
});

describe('a stock that is reconciled', () => {
  test('has nothing to tell where its books agree', async () => {
    const shop = await trading();
    expect(await must(shop.owner.reconcileStock('mug@main'))).toEqual([]);
  });

  test('names a counter that somebody changed by hand, and what puts it right', async () => {
    const shop = await trading();
    const desk = shop.another({ store: tampered(shop.store, (was) => was + 3) });
    const findings = await must(desk.reconcileStock('mug@main'));
    expect(findings).toMatchObject([
      {
        code: 'counter_wrong',
        figures: [{ figure: 'onHand', kept: 23, byMovements: 20 }],
        compensate: [{ type: 'RemoveLost', quantity: 3 }],
      },
    ]);
  });

  test('is not accused of what moves while it is looked at', async () => {
    const shop = await trading();
    const deeds = [
      () => must(shop.owner.orders.cancel('o-1', { reason: 'no' })),
      () => must(shop.owner.orders.cancel('o-2', { reason: 'no' })),
      () => must(shop.owner.stock.receive('mug@main', { quantity: 5 })),
    ];
    const store: Store = {
      ...shop.store,
      history: async (key, page) => {
        const read = await shop.store.history(key, page);
        await deeds.shift()?.();
        return read;
      },
    };
    expect(await must(shop.another({ store }).reconcileStock('mug@main'))).toEqual([]);
    expect(deeds).toEqual([]);
  });

  test('that never stops moving is left for a quieter moment', async () => {
    const shop = await trading();
    let n = 0;
    const store: Store = {
      ...shop.store,
      history: async (key, page) => {
        await must(shop.owner.stock.receive('mug@main', { quantity: ++n }));
        return shop.store.history(key, page);
      },
    };
    expect(await codeOf(shop.another({ store }).reconcileStock('mug@main'))).toBe('desk.stock_keeps_moving');
  });

  test('has to be there', async () => {
    const shop = new Shop();
    expect(await codeOf(shop.owner.reconcileStock('mug@main'))).toBe('record.not_found');
  });
});
