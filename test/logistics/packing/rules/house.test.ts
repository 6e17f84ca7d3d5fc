import { describe, expect, it } from 'vitest';
import { housePackaging, KNOWN_TRAITS, packagingTerms } from '../../../../src/logistics/packing/index.js';
import { goods, houseWith, prepared } from './support.js';

const first = (...traits: string[]) => {
  const all = prepared([goods(traits)]);
  return { ...all, unit: all.units[0], of: all.goods[0] };
};
const materials = (...traits: string[]) => first(...traits).of?.dressings.map(({ material }) => material.id);
const labels = (...traits: string[]) => first(...traits).labels.map(({ label }) => label);

describe("The house's packaging rules", () => {
  it('are sound terms', () => {
    expect(packagingTerms(housePackaging).isOk()).toBe(true);
  });

  it('say something of every trait that they know, or keep its goods apart', () => {
    const apart = housePackaging.segregations.flatMap(({ classes }) => classes);
    const silent = Object.keys(KNOWN_TRAITS).filter((one) => {
      const asked = first(one).of?.decisions.filter(({ rule }) => rule !== 'papers of every order') ?? [];
      return asked.length === 0 && !apart.includes(one);
    });
    expect(silent).toEqual([]);
  });

  it('leave goods without traits as they are', () => {
    const { unit, report } = first();
    expect(unit).toEqual({ id: 'mugs.1', sku: 'mug', size: { length: 120, width: 100, height: 90 }, weightGrams: 350 });
    expect(report).toMatchObject({ protectionPermille: 1000, cost: 0, grams: {}, recyclablePermille: 1000 });
  });

  it('wrap what is fragile, let little rest on it, and fill the room round it', () => {
    const { unit, filler } = first('fragile');
    expect(materials('fragile')).toEqual(['bubble']);
    // 15 mm of film on each side: 0.07632 m² with the overlap, of 120 g/m².
    expect(unit).toMatchObject({
      size: { length: 150, width: 130, height: 120 },
      weightGrams: 350 + 10,
      bearsGrams: 1000,
    });
    expect(filler?.material.id).toBe('airPillows');
    expect(labels('fragile')).toEqual(['fragile']);
  });

  it('seal liquids in a bag, and keep them upright', () => {
    expect(materials('liquid')).toEqual(['sealedBag']);
    expect(first('liquid').unit?.orientations).toEqual(['lwh', 'wlh']);
  });

  it('put the cold pack on top, and ask for an insulated box', () => {
    expect(first('cold').unit).toMatchObject({
      size: { length: 120, width: 100, height: 115 },
      weightGrams: 750,
      needs: ['insulated'],
    });
  });

  it('send goods in their own carton alone and unwrapped, even if they are fragile', () => {
    const { unit, of, filler } = first('ownContainer', 'fragile');
    expect(unit).toMatchObject({ ownParcel: true, size: { length: 120, width: 100, height: 90 } });
    expect(of?.dressings).toEqual([]);
    expect(filler).toBeUndefined();
    expect(of?.decisions).toContainEqual(
      expect.objectContaining({ effect: 'wrap', rule: 'fragile', overruledBy: 'own container' }),
    );
  });

  it('guard what is fragile and heavy better, at its corners, in double wall', () => {
    const heavy = prepared([goods(['fragile'], { unitWeightGrams: 8000 })]);
    expect(heavy.goods[0]?.dressings.map(({ use }) => use)).toEqual(['wrap', 'corners']);
    expect(heavy.goods[0]?.dressings[0]?.material.protection).toBeGreaterThanOrEqual(700);
    expect(heavy.units[0]?.needs).toEqual(['doubleWall']);
  });

  it('keep food apart from what smells, and batteries out of the air', () => {
    const { segregations, bannedModes, units } = prepared([
      goods(['food'], { line: 'tea', sku: 'tea' }),
      goods(['odour'], { line: 'fish', sku: 'fish' }),
      goods(['battery'], { line: 'torch', sku: 'torch' }),
    ]);
    expect(segregations.map(({ classes }) => classes)).toEqual([['food', 'odour']]);
    expect(bannedModes).toEqual([expect.objectContaining({ class: 'battery', mode: 'air', lines: ['torch'] })]);
    expect(units.map(({ classes }) => classes)).toEqual([['food'], ['odour'], ['battery']]);
  });

  it('name the rule and the reason of every decision', () => {
    for (const one of Object.keys(KNOWN_TRAITS)) {
      for (const { rule, because } of first(one).of?.decisions ?? []) {
        expect(housePackaging.rules.find(({ name }) => name === rule)?.then.because).toBe(because);
      }
    }
  });
});

describe('A tag of the host', () => {
  it('is asked for by its own rule', () => {
    const velvet = {
      name: 'velvet',
      when: [{ fact: 'trait.velvet', is: 'equal' as const, value: true }],
      // biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
      then: { because: 'it takes every print', labels: ['gloves'] },
    };
    const terms = houseWith({ rules: [velvet, ...housePackaging.rules] });
    expect(prepared([goods(['velvet'])], terms).labels).toEqual([
      { label: 'gloves', lines: ['mugs'], rules: ['velvet'] },
    ]);
  });
});
