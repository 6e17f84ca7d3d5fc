import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { always, goods, houseWith, prepared } from './support.js';

const ask = (...rules: ReturnType<typeof always>[]) => {
  const all = prepared([goods([])], houseWith({ rules }));
  return { ...all, unit: all.units[0], wrap: all.goods[0]?.dressings[0]?.material.id, said: all.goods[0]?.decisions };
};
const wrap = (anyOf: string[], leastProtection?: number) => ({
  materials: [{ use: 'wrap' as const, anyOf, ...(leastProtection !== undefined && { leastProtection }) }],
});

describe('Where rules do not agree', () => {
  it('one that asks for upright, the floor or an own parcel is enough', () => {
    const { unit } = ask(
      always('a', { upright: true }),
      always('b', { onFloor: true }),
      always('c', { ownParcel: true }),
    );
    expect(unit).toMatchObject({ orientations: ['lwh', 'wlh'], onFloor: true, ownParcel: true });
  });

  it('the least load on top counts, and the others are told who was stricter', () => {
    const { unit, said } = ask(always('lax', { bearsGrams: 5000 }), always('strict', { bearsGrams: 200 }));
    expect(unit?.bearsGrams).toBe(200);
    expect(said).toContainEqual(expect.objectContaining({ rule: 'lax', value: 5000, overruledBy: 'strict' }));
  });

  it('what the catalogue says a unit bears counts too', () => {
    const terms = houseWith({ rules: [always('lax', { bearsGrams: 5000 })] });
    expect(prepared([goods([], { bearsGrams: 300 })], terms).units[0]?.bearsGrams).toBe(300);
  });

  it('a later rule narrows the choice of materials', () => {
    expect(ask(always('a', wrap(['bubble', 'honeycomb'])), always('b', wrap(['honeycomb', 'kraftWrap']))).wrap).toBe(
      'honeycomb',
    );
    expect(
      ask(always('a', wrap(['kraftWrap', 'honeycomb'])), always('b', wrap(['kraftWrap', 'honeycomb'], 700))).wrap,
    ).toBe('honeycomb');
  });

  it('the earlier rule wins where nothing would be left to choose from', () => {
    const { wrap: chosen, said } = ask(always('a', wrap(['bubble'])), always('b', wrap(['honeycomb'])));
    expect(chosen).toBe('bubble');
    expect(said).toContainEqual(expect.objectContaining({ rule: 'b', effect: 'wrap', overruledBy: 'a' }));
  });

  it('of opposites the earlier rule wins', () => {
    const unwrapped = { without: ['wrap' as const] };
    expect(ask(always('a', unwrapped), always('b', wrap(['bubble']))).wrap).toBeUndefined();
    expect(ask(always('a', wrap(['bubble'])), always('b', unwrapped)).wrap).toBe('bubble');
    const needed = ask(always('a', { needs: ['doubleWall'] }), always('b', { avoids: ['doubleWall', 'window'] }));
    expect(needed.unit).toMatchObject({ needs: ['doubleWall'], avoids: ['window'] });
    const papers = ask(always('a', { withoutPapers: ['invoice'] }), always('b', { papers: ['invoice', 'manual'] }));
    expect(papers.papers.map(({ paper }) => paper.id)).toEqual(['manual']);
  });

  it('the earlier rule names the group that shares a parcel', () => {
    expect(ask(always('a', { together: 'set' }), always('b', { together: 'other' })).unit?.together).toBe('set');
  });

  it('more rules never let more rest on a unit, nor allow more orientations, nor drop a label', () => {
    const rule = fc.record(
      {
        bearsGrams: fc.nat(9000),
        upright: fc.constant(true as const),
        labels: fc.subarray(['fragile', 'heavy', 'sharp']),
        classes: fc.subarray(['food', 'battery']),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 6 }), rule, fc.nat(6), (effects, one, at) => {
        const few = ask(...effects.map((effect, n) => always(`r${n}`, effect)));
        const more = ask(...effects.toSpliced(at, 0, one).map((effect, n) => always(`r${n}`, effect)));
        expect(more.unit?.bearsGrams ?? 1e9).toBeLessThanOrEqual(few.unit?.bearsGrams ?? 1e9);
        expect(more.unit?.orientations?.length ?? 6).toBeLessThanOrEqual(few.unit?.orientations?.length ?? 6);
        const names = more.labels.map(({ label }) => label);
        for (const { label } of few.labels) expect(names).toContain(label);
      }),
      { numRuns: 40 },
    );
  });
});

describe('Papers', () => {
  const lines = [
    goods([], { line: 'a', sku: 'mug', quantity: 2, papers: ['manual', 'warranty'] }),
    goods([], { line: 'b', sku: 'mug', quantity: 1, papers: ['manual', 'warranty'] }),
    goods([], { line: 'c', sku: 'lamp', quantity: 1, papers: ['manual'] }),
  ];
  const copies = (more: object = {}) =>
    Object.fromEntries(prepared(lines, undefined, more).papers.map(({ paper, copies: n }) => [paper.id, n]));

  it('are enclosed once for an order, a SKU or a unit', () => {
    expect(copies()).toEqual({ manual: 2, warranty: 3, returnSlip: 1, thankYouCard: 1 });
  });

  it("follow the buyer's wish", () => {
    expect(copies({ wishes: ['invoice', 'noCard'] })).toEqual({ invoice: 1, manual: 2, warranty: 3, returnSlip: 1 });
  });

  it('follow the channel', () => {
    const invoices = {
      ...always('invoices for companies', { papers: ['invoice'] }),
      when: [{ fact: 'channel', is: 'equal' as const, value: 'b2b' }],
    };
    const terms = houseWith({ rules: [invoices] });
    const ids = (channel: string) => prepared(lines, terms, { channel }).papers.map(({ paper }) => paper.id);
    expect(ids('b2b')).toContain('invoice');
    expect(ids('web')).not.toContain('invoice');
  });
});
