import { createDesk, type Desk, type SkuFacts, type Store } from 'orderwright';
import {
  type Box,
  type CartonPacking,
  cartonPacking,
  housePackaging,
  type PackagingTerms,
  preparePacking,
} from 'orderwright/packing';
import { orThrow } from './or-throw.js';

// #region boxes
/** Our boxes, in millimetres, grams and cents. */
const carton = { features: ['sealable'], maxFillPermille: 900 };
const boxes: Box[] = [
  {
    id: 'S',
    inner: { length: 220, width: 160, height: 140 },
    emptyWeightGrams: 90,
    maxLoadGrams: 5000,
    cost: 45,
    ...carton,
  },
  {
    id: 'M',
    inner: { length: 330, width: 260, height: 200 },
    emptyWeightGrams: 210,
    maxLoadGrams: 12_000,
    cost: 95,
    ...carton,
  },
  {
    id: 'L',
    inner: { length: 500, width: 400, height: 350 },
    emptyWeightGrams: 610,
    maxLoadGrams: 20_000,
    cost: 240,
    ...carton,
  },
];

/** What our carrier takes: 500 and 120 for each kilogram begun, of the weight or of the volume by 5000. */
const carriage = ({ weightGrams, outer }: { weightGrams: number; outer: Box['inner'] }) => {
  const byVolume = (outer.length * outer.width * outer.height) / 5000;
  return 500 + 120 * Math.ceil(Math.max(weightGrams, byVolume) / 1000);
};

/** What packing has to know of our goods. */
const goods: Record<string, SkuFacts> = {
  mug: { sku: 'mug', weightGrams: 350, size: { length: 120, width: 100, height: 90 }, traits: ['fragile'] },
  tea: { sku: 'tea', weightGrams: 250, size: { length: 150, width: 80, height: 60 }, traits: ['food'] },
};

export const packing = orThrow(cartonPacking({ boxes, carriage }));
export const openShop = (store: Store): Desk =>
  createDesk({ store, catalog: (sku) => goods[sku], policies: { packing } });
// #endregion boxes

// #region rules
/** The house's rules, with one of our own in front: of rules that do not agree, the earlier or the stricter counts. */
export const ownRules: PackagingTerms = {
  ...housePackaging,
  weighing: { protection: 300, cost: 200, environment: 500 },
  rules: [
    {
      name: 'gifts',
      when: [{ fact: 'wish.giftWrap', is: 'equal', value: true }],
      then: {
        because: 'the buyer gives it away',
        materials: [{ use: 'wrap', anyOf: ['honeycomb', 'kraftWrap'] }],
        withoutPapers: ['invoice'],
      },
    },
    ...housePackaging.rules,
  ],
};
// #endregion rules

// #region advice
/** Packs a fulfilment as the desk advises. The plan stays with each parcel. */
export async function packAsAdvised(desk: Desk, fulfilment: string): Promise<string[]> {
  const { answer, explanation } = orThrow(await desk.advise.packing(fulfilment));
  console.log(explanation.because);
  const packed: string[] = [];
  for (const [n, { lines, box, weightGrams, plan }] of answer.entries()) {
    const parcel = `${fulfilment}-${n + 1}`;
    const units = lines.map(({ line, quantity }) => ({ line, quantity }));
    orThrow(
      await desk.fulfilments.packParcel(fulfilment, {
        parcel,
        lines: units,
        packing: explanation,
        ...(box !== undefined && { box }),
        ...(weightGrams !== undefined && { weightGrams }),
        ...(plan !== undefined && { plan }),
      }),
    );
    packed.push(parcel);
  }
  return packed;
}
// #endregion advice

// #region otherwise
/** What it does if a person takes another box for the first parcel; then packs it so, and says why. */
export async function packOtherwise(desk: Desk, fulfilment: string, box: string, by: CartonPacking = packing) {
  const facts = orThrow(await desk.advise.packingFacts(fulfilment));
  const { answer } = orThrow(by(facts));
  const { parcels, problems, costsMore } = orThrow(by.repack(facts, answer, { type: 'changeBox', parcel: 1, box }));
  const byHand = { reason: 'small boxes are wet', costsMore, problems: problems.map(({ code }) => code) };
  for (const [n, { lines, plan }] of parcels.entries()) {
    const units = lines.map(({ line, quantity }) => ({ line, quantity }));
    const how = { box, byHand, ...(plan !== undefined && { plan }) };
    orThrow(await desk.fulfilments.packParcel(fulfilment, { parcel: `${fulfilment}-${n + 1}`, lines: units, ...how }));
  }
  return byHand;
}
// #endregion otherwise

// #region weigh
/** What each care alone would choose for a mug, and what that costs and weighs. */
export function whatElse(): string[] {
  const mug = {
    line: '1',
    sku: 'mug',
    quantity: 1,
    unitWeightGrams: 350,
    size: { length: 120, width: 100, height: 90 },
  };
  const { answer } = orThrow(preparePacking(ownRules, { lines: [{ ...mug, traits: ['fragile'] }] }));
  const told = [{ name: 'as we weigh', report: answer.report }, ...answer.alternatives];
  return told.map(({ name, report: { cost, protectionPermille, grams } }) => {
    return `${name}: ${cost} cents, protection ${protectionPermille}, ${JSON.stringify(grams)}`;
  });
}
// #endregion weigh

export async function main(store: Store): Promise<{ packed: string[]; box: string | undefined; byHand: object }> {
  const desk = openShop(store).as({ role: 'owner', id: 'amy' });
  const lines = [
    { id: '1', sku: 'mug', quantity: 2, unitPrice: 1999 },
    { id: '2', sku: 'tea', quantity: 1, unitPrice: 999 },
  ];
  const order = {
    channel: 'web',
    buyer: 'b-1',
    region: { country: 'CN' },
    currency: 'CNY',
    lines,
    total: 4997,
    paid: 4997,
  };
  for (const sku of ['mug', 'tea']) orThrow(await desk.stock.receive(`${sku}@main`, { quantity: 10 }));
  for (const id of ['o-1', 'o-2']) {
    orThrow(await desk.orders.place(id, order));
    orThrow(await desk.orders.accept(id));
  }
  const packed = await packAsAdvised(desk, 'o-1#1');
  const byHand = await packOtherwise(desk, 'o-2#1', 'L');
  return { packed, box: orThrow(await desk.parcels.get('o-1#1-1')).state.box, byHand };
}
