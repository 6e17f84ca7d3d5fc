import { HOUSE_MATERIALS, HOUSE_STREAMS } from './house-materials.js';
import type { PackagingEffect, PackagingTerms } from './terms.js';

type Rule = PackagingTerms['rules'][number];

const trait = (name: string) => ({ fact: `trait.${name}`, is: 'equal' as const, value: true });
const wish = (name: string) => ({ fact: `wish.${name}`, is: 'equal' as const, value: true });
const ruleOf = (name: string, when: Rule['when'], then: PackagingEffect): Rule => ({ name, when, then });
const goods = (name: string, of: string, then: PackagingEffect): Rule => ruleOf(name, [trait(of)], then);

const WRAPS = ['bubble', 'honeycomb', 'kraftWrap'];
const FILLERS = ['paperFill', 'airPillows'];

const RULES: readonly Rule[] = [
  ruleOf('buyer wants no cards', [wish('noCard')], {
    because: 'the buyer wishes no advertising',
    withoutPapers: ['thankYouCard'],
  }),
  ruleOf('buyer wants an invoice', [wish('invoice')], {
    because: 'the buyer wishes the invoice on paper',
    papers: ['invoice'],
  }),
  goods('own container', 'ownContainer', {
    because: 'its own carton is made for the way',
    ownParcel: true,
    without: ['wrap', 'corners', 'bag', 'filler'],
  }),
  goods('document', 'document', {
    because: 'a flat paper is guarded by the stiffness of what it lies in',
    without: ['wrap', 'corners'],
    labels: ['doNotBend'],
  }),
  goods('fragile', 'fragile', {
    because: 'it breaks when it falls or is pressed',
    materials: [
      { use: 'wrap', anyOf: WRAPS, leastProtection: 500 },
      { use: 'filler', anyOf: FILLERS },
    ],
    bearsGrams: 1000,
    labels: ['fragile'],
  }),
  goods('liquid', 'liquid', {
    because: 'a leak must not reach other goods, and a bottle leaks least when it stands',
    materials: [{ use: 'bag', anyOf: ['sealedBag'] }],
    upright: true,
    labels: ['thisSideUp'],
  }),
  goods('powder', 'powder', {
    because: 'dust that leaks spoils other goods',
    materials: [{ use: 'bag', anyOf: ['sealedBag'] }],
  }),
  goods('odour', 'odour', {
    because: 'its smell goes over to other goods',
    materials: [{ use: 'bag', anyOf: ['sealedBag'] }],
  }),
  goods('sharp', 'sharp', {
    because: 'its edges cut the box and the hand that opens it',
    materials: [
      { use: 'wrap', anyOf: WRAPS },
      { use: 'corners', anyOf: ['cardCorners', 'foamCorners'] },
    ],
    needs: ['doubleWall'],
    labels: ['sharp'],
  }),
  goods('keep upright', 'keepUpright', {
    because: 'it must not be turned over',
    upright: true,
    labels: ['thisSideUp'],
  }),
  goods('no stacking', 'noStacking', {
    because: 'it bears nothing on top',
    bearsGrams: 0,
    labels: ['doNotStack'],
  }),
  goods('heavy by trait', 'heavy', {
    because: 'it is heavy for its size, and goes through a thin bottom',
    onFloor: true,
    needs: ['doubleWall'],
    labels: ['heavy'],
  }),
  ruleOf('heavy by weight', [{ fact: 'weightGrams', is: 'atLeast', value: 15_000 }], {
    because: 'from 15 kg on it goes through a thin bottom, and is lifted by two',
    onFloor: true,
    needs: ['doubleWall'],
    labels: ['heavy'],
  }),
  ruleOf('fragile and heavy', [trait('fragile'), { fact: 'weightGrams', is: 'atLeast', value: 5000 }], {
    because: 'its own weight breaks it at its corners',
    materials: [
      { use: 'wrap', anyOf: WRAPS, leastProtection: 700 },
      { use: 'corners', anyOf: ['cardCorners', 'foamCorners'] },
    ],
    needs: ['doubleWall'],
  }),
  goods('battery', 'battery', {
    because: 'carriers must see that a lithium battery is inside',
    labels: ['lithiumBattery'],
  }),
  goods('flammable', 'flammable', {
    because: 'carriers must see that it burns',
    labels: ['flammable'],
  }),
  goods('cold', 'cold', {
    because: 'it must stay cold until it is opened',
    materials: [{ use: 'coldPack', anyOf: ['gelPack'] }],
    needs: ['insulated'],
    labels: ['keepCold'],
  }),
  goods('textile', 'textile', {
    because: 'cloth fears dirt and wet, and bears pressure',
    materials: [{ use: 'bag', anyOf: ['paperBag', 'polyBag'] }],
  }),
  ruleOf('papers of every order', [], { because: 'the house encloses them', papers: ['returnSlip', 'thankYouCard'] }),
];

/**
 * The house's packaging rules: a beginning to read, weigh and change. All figures about materials are the house's own
 * assumptions, unless they say a source; costs are in Chinese fen.
 */
export const housePackaging: PackagingTerms = {
  weighing: { protection: 400, cost: 400, environment: 200 },
  streams: [...HOUSE_STREAMS],
  materials: [...HOUSE_MATERIALS],
  papers: [
    { id: 'invoice', each: 'order', grams: 5, cost: 10 },
    { id: 'manual', each: 'sku', grams: 30, cost: 50 },
    { id: 'warranty', each: 'unit', grams: 5, cost: 10 },
    { id: 'returnSlip', each: 'order', grams: 5, cost: 5 },
    { id: 'thankYouCard', each: 'order', grams: 6, cost: 15 },
  ],
  rules: [...RULES],
  segregations: [
    { classes: ['food', 'flammable'], because: 'vapours of what burns spoil food' },
    { classes: ['food', 'odour'], because: 'food takes on smells' },
    { classes: ['textile', 'odour'], because: 'cloth takes on smells' },
    { classes: ['battery', 'flammable'], because: 'a battery on fire would feed on it' },
    { classes: ['battery', 'liquid'], because: 'a leak shortens a battery' },
  ],
  modeBans: [
    { class: 'battery', mode: 'air', because: 'by air a lithium battery needs papers and packing of its own' },
    { class: 'flammable', mode: 'air', because: 'what burns easily is dangerous goods in the air' },
  ],
};
