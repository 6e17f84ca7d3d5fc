import { describe, expect, it } from 'vitest';
import { parseInput } from '../../src/kernel/index.js';
import {
  CarrierFacts,
  CarrierTerms,
  chooseCarrier,
  normalisedWaybill,
  PackingFacts,
  packTogether,
  scanStatusOf,
  waybillKey,
} from '../../src/logistics/index.js';
import { lamp, mugs } from './support.js';

describe('The plain packing policy', () => {
  it('packs everything together and says why', () => {
    const lines = [
      { ...mugs, quantity: 2, unitWeightGrams: 300 },
      { ...lamp, quantity: 1, unitWeightGrams: 1200 },
    ];
    const { answer, explanation } = packTogether(
      parseInput(PackingFacts, { lines }, 'facts')._unsafeUnwrap(),
    )._unsafeUnwrap();
    expect(answer).toEqual([
      {
        lines: [
          { ...mugs, quantity: 2 },
          { ...lamp, quantity: 1 },
        ],
        weightGrams: 1800,
      },
    ]);
    expect(explanation).toMatchObject({ policy: 'packing', facts: { units: 3, weightGrams: 1800 } });
    expect(explanation.because).toContain('3 units');
  });

  it('claims no weight where one unit is not weighed', () => {
    const lines = [
      { ...mugs, quantity: 2, unitWeightGrams: 300 },
      { ...lamp, quantity: 1 },
    ];
    expect(packTogether({ lines })._unsafeUnwrap().answer[0]).not.toHaveProperty('weightGrams');
  });
});

describe('The plain carrier policy', () => {
  // Terms are plain data, as they stand in a file.
  const terms = CarrierTerms.parse(
    JSON.parse(`{
      "rules": [
        { "name": "remote", "when": [{ "fact": "province", "is": "oneOf", "value": ["Xinjiang", "Tibet"] }],
          "then": { "carrier": "EMS" } },
        { "name": "heavy", "when": [{ "fact": "weightGrams", "is": "atLeast", "value": 20000 }],
          "then": { "carrier": "DB" } },
        { "name": "fresh", "when": [{ "fact": "channel", "is": "equal", "value": "fresh" }],
          "then": { "carrier": "SF", "service": "cold" } }
      ],
      "otherwise": { "carrier": "ZTO" }
    }`),
  );
  const region = { country: 'CN', province: 'Zhejiang' };
  const chosen = (facts: object) =>
    chooseCarrier(terms, CarrierFacts.parse({ region, ...facts })).match(
      ({ answer, explanation }) => `${answer.carrier} by ${explanation.rule}`,
      ({ code }) => code,
    );

  it.each<[string, object]>([
    ['ZTO by house default', {}],
    ['EMS by remote', { region: { country: 'CN', province: 'Tibet' }, weightGrams: 30_000 }],
    ['DB by heavy', { weightGrams: 20_000 }],
    ['SF by fresh', { channel: 'fresh', weightGrams: 500 }],
    ['ZTO by house default', { channel: 'fresh', excluded: ['SF'] }],
    ['SF by fresh', { channel: 'fresh', excluded: ['ZTO'] }],
    ['carrier.none_left', { excluded: ['ZTO'] }],
  ])('answers %s for %j', (expected, facts) => {
    expect(chosen(facts)).toBe(expected);
  });
});

describe('State codes of tracking services', () => {
  it.each([
    ['kuaidi100', 0, 'inTransit'],
    ['kuaidi100', '3', 'delivered'],
    ['kuaidi100', 4, 'returned'],
    ['kuaidi100', 14, 'refused'],
    ['kuaidi100', 8, 'unknown'],
    ['kuaidi100', 'constructor', 'unknown'],
    ['kdniao', 0, 'announced'],
    ['kdniao', ' 202 ', 'outForDelivery'],
    ['kdniao', 211, 'outForDelivery'],
    ['kdniao', 403, 'unknown'],
    ['kdniao', 999, 'unknown'],
  ] as const)('%s %j is %s', (source, state, expected) => {
    expect(scanStatusOf(source, state)).toBe(expected);
  });
});

it('A waybill number has one form', () => {
  expect(normalisedWaybill('ｓｆ１２－３４　56–78')).toBe('SF12345678');
  expect(waybillKey('SF', 'sf 12-34')).toBe('SF:SF1234');
});
