import {
  type CarrierFacts,
  createDesk,
  type Desk,
  type DeskTerms,
  everyDay,
  houseTerms,
  ok,
  plusHours,
  type Store,
} from 'orderwright';
import { chinaCalendar } from 'orderwright/calendars';
import { describePreset, storefrontCn } from 'orderwright/presets';
import { orThrow } from './or-throw.js';

// #region terms
/** The house default, with promises of our own. Terms are plain data: keep them in a file or a table. */
export const ownTerms: DeskTerms = {
  ...houseTerms,
  order: {
    ...houseTerms.order,
    calendar: everyDay('Asia/Shanghai'),
    acceptBy: { within: { hours: 24 }, remindHoursBefore: [4], source: 'our own rule', verified: true },
    shipBy: {
      within: { hours: 48 },
      remindHoursBefore: [24, 4],
      penalty: { permille: 50, least: 300, most: 3000, to: 'buyer' },
      pausesOnHold: true,
      source: 'the promise on our product pages',
      verified: true,
    },
  },
};
// #endregion terms

// #region preset
/** A preset is ready-made terms, as dated data. Read what it promises before you promise it. */
export async function presetTerms(): Promise<DeskTerms> {
  const preset = storefrontCn(orThrow(await chinaCalendar(2024, 2026)));
  for (const { term, figure, source, verified } of describePreset(preset)) {
    if (verified !== 'verified') console.log(`${term}: ${figure} (${verified}; ${source})`);
  }
  const { order, logistics, aftersales } = preset;
  return { ...houseTerms, order, logistics, aftersales };
}
// #endregion preset

// #region auto-accept
/** Small orders in stock are accepted by themselves. `shadow` decides and records, and changes nothing. */
export const autoAccept = (mode: 'off' | 'shadow' | 'on'): DeskTerms['order']['autoAccept'] => ({
  mode,
  rules: [
    { name: 'far away is for a person', when: [{ fact: 'country', is: 'notEqual', value: 'CN' }], then: 'leave' },
    {
      name: 'small and in stock',
      when: [
        { fact: 'inStock', is: 'equal', value: true },
        { fact: 'total', is: 'atMost', value: 50_000 },
      ],
      then: 'accept',
    },
  ],
});
// #endregion auto-accept

// #region judged
/** What the rules would have done, and why: read it for a week before you switch from `shadow` to `on`. */
export async function judgements(desk: Desk, order: string): Promise<unknown[]> {
  const { items } = await desk.orders.history(order);
  return items
    .flatMap(({ changes }) => changes.flatMap(({ events }) => events))
    .filter(({ type }) => type === 'AutoAcceptanceJudged');
}
// #endregion judged

// #region locations
/** Two warehouses: the one nearest to the buyer first, and both together where neither has it all. */
export const twoWarehouses: Pick<DeskTerms, 'locations' | 'allocation'> = {
  locations: [
    { id: 'hangzhou', region: { country: 'CN', province: 'Zhejiang', city: 'Hangzhou' } },
    { id: 'chengdu', region: { country: 'CN', province: 'Sichuan', city: 'Chengdu' } },
  ],
  allocation: { prefer: 'nearest', split: 'allowed' },
};
// #endregion locations

// #region policy
/** Where rules are not enough, a policy is a function from facts to an answer that explains itself. */
const heavyByTruck = ({ weightGrams = 0 }: CarrierFacts) => {
  const isHeavy = weightGrams > 20_000;
  const because = isHeavy ? 'it weighs more than 20 kg' : 'it weighs at most 20 kg';
  const explanation = { policy: 'carrier', rule: 'by weight', facts: { weightGrams }, because, appealTo: 'packer' };
  return ok({ answer: { carrier: isHeavy ? 'DEPPON' : 'ZTO' }, explanation });
};

export const openWithPolicy = (store: Store): Desk => createDesk({ store, policies: { carrier: heavyByTruck } });
// #endregion policy

export async function main(store: Store): Promise<{ judged: unknown[]; carrier: string; due: number; shipBy: number }> {
  const terms: DeskTerms = {
    ...ownTerms,
    ...twoWarehouses,
    order: { ...ownTerms.order, autoAccept: autoAccept('shadow') },
    aftersales: (await presetTerms()).aftersales,
  };
  const desk = createDesk({ store, terms });
  const owner = desk.as({ role: 'owner', id: 'amy' });
  orThrow(await owner.stock.receive('mug@chengdu', { quantity: 10 }));
  const lines = [{ id: '1', sku: 'mug', quantity: 2, unitPrice: 1999 }];
  const order = {
    channel: 'web',
    buyer: 'b-1',
    region: { country: 'CN' },
    currency: 'CNY',
    lines,
    total: 3998,
    paid: 3998,
  };

  // #region given
  // The platform gave a deadline with the order; it beats the terms.
  const shipBy = plusHours(desk.now(), 24);
  orThrow(await owner.orders.place('o-1', { ...order, deadlines: { shipBy } }));

  // Later the platform grants a day more.
  const due = plusHours(shipBy, 24);
  const platform = desk.as({ role: 'platform', id: 'pdd' });
  orThrow(await platform.orders.extendObligation('o-1', { kind: 'shipBy', due, reason: 'a snowstorm' }));
  // #endregion given

  orThrow(await owner.orders.accept('o-1'));
  orThrow(await owner.fulfilments.packParcel('o-1#1', { parcel: 'p-1', lines: [{ line: '1', quantity: 2 }] }));
  // #region advise
  const advised = orThrow(await openWithPolicy(store).advise.carrier('p-1'));
  console.log(advised.answer.carrier, advised.explanation.because);
  // #endregion advise
  const view = orThrow(await desk.orders.get('o-1'));
  const owed = view.obligations.find(({ kind }) => kind === 'shipBy');
  return { judged: await judgements(desk, 'o-1'), carrier: advised.answer.carrier, due: owed?.due ?? 0, shipBy };
}
