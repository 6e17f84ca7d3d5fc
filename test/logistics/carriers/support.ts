import { type Instant, instant } from '../../../src/kernel/index.js';
import type { CarriageTerms, CarrierService, WaveProblem } from '../../../src/logistics/carriers/index.js';

export const at = (text: string): Instant => instant(Date.parse(text));
export const CN = { country: 'CN', province: 'Zhejiang' };
export const outer = { length: 300, width: 200, height: 100 };
export const parcel = { weightGrams: 2400, outer, region: CN };
export const china = { zone: 'Asia/Shanghai', weekend: [], holidays: [], workedDays: [], source: 'test' };

/** First 1,000 g at 5.00, each further 1,000 g at 1.00. */
export const rates = (price = 500, step = 100) => ({
  by: 'weight' as const,
  first: { units: 1000, price },
  step: { units: 1000, price: step },
});
export const serviceOf = (more: Partial<CarrierService> = {}): CarrierService => ({
  carrier: 'ZTO',
  service: 'express',
  lanes: [{ id: 'all', to: [{ country: 'CN' }], rates: rates() }],
  ...more,
});
export const termsOf = (services: CarrierService[], more: Partial<CarriageTerms> = {}): CarriageTerms => ({
  currency: 'CNY',
  services,
  ...more,
});

/** Tommy Ettinger's mulberry32 (public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** 500 parcels, four carriers which do not go everywhere, capacities of 120 to 180, discounts from 60 and 120 parcels on. */
export function waveFrom(seed: number, parcels = 500, tiers = [60, 120]): WaveProblem {
  const random = randomFrom(seed);
  const share = parcels / 500;
  const services = ['A', 'B', 'C', 'D'].map((id) => ({
    id,
    capacity: Math.ceil((125 + Math.floor(random() * 56)) * share),
    tiers: tiers.map((from, tier) => ({ from, permilleOff: 60 * (tier + 1) })),
  }));
  return {
    services,
    parcels: Array.from({ length: parcels }, (_, parcel) => {
      const goes = services.filter(() => random() < 0.85);
      const offers = (goes.length > 0 ? goes : services).map(({ id }) => [
        id,
        { price: 600 + Math.floor(random() * 1200) },
      ]);
      return { id: `p-${parcel}`, offers: Object.fromEntries(offers) };
    }),
  };
}
