import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type CarrierService, carriageOf, quote } from '../../../src/logistics/carriers/index.js';
import { CN, outer, parcel, rates, serviceOf } from './support.js';

const total = (service: CarrierService, facts: object = {}) =>
  quote(service, { ...parcel, ...facts }).match(
    ({ price }) => price.total,
    ({ code }) => code,
  );
const lane = (table: object) => ({ lanes: [{ id: 'all', to: [{ country: 'CN' }], rates: table as never }] });

describe('A quote', () => {
  it.each([
    [1, 500],
    [1000, 500],
    [1001, 600],
    [2000, 600],
    [2001, 700],
  ])('of %d g is %d: the first kilogram, and each further one that is begun', (weightGrams, price) => {
    expect(total(serviceOf(), { weightGrams, outer: { length: 10, width: 10, height: 10 } })).toBe(price);
  });

  it('goes by the larger of actual and dimensional weight', () => {
    const bulky = { weightGrams: 800, outer: { length: 400, width: 300, height: 200 } };
    expect(quote(serviceOf({ dimensional: { divisor: 6000 } }), { ...parcel, ...bulky })._unsafeUnwrap()).toMatchObject(
      {
        chargeableGrams: 4000,
        price: { freight: 800 },
      },
    );
    expect(total(serviceOf({ dimensional: { divisor: 6000, fromCubicCentimetres: 24_001 } }), bulky)).toBe(500);
    expect(total(serviceOf({ roundUpToGrams: 5000 }), bulky)).toBe(900);
  });

  it('lists every item, each rounded by itself', () => {
    const service = serviceOf({
      lanes: [{ id: 'far', to: [{ country: 'CN' }], rates: rates(), remote: 305 }],
      oversize: [
        { aboveLongestSideMm: 250, price: 100 },
        { aboveGirthMm: 899, price: 250 },
      ],
      fuelPermille: 50,
      insurance: { permille: 3, least: 100 },
      cashOnDelivery: { permille: 10, most: 90 },
    });
    const asked = { ...parcel, insuredFor: 20_000, collect: 10_000 };
    const price = (rounding: 'up' | 'down' | 'halfUp') => quote(service, asked, { rounding })._unsafeUnwrap().price;
    expect(price('halfUp')).toEqual({
      freight: 700,
      freeFrom: 0,
      remote: 305,
      oversize: 250,
      fuel: 63,
      insurance: 100,
      cashOnDelivery: 90,
      total: 1508,
    });
    expect([price('up').fuel, price('down').fuel]).toEqual([63, 62]);
  });

  it('takes no freight from so many pieces or so much worth, but surcharges stay', () => {
    const service = serviceOf({ freeFrom: { pieces: 3, worth: 9900 }, oversize: [{ aboveGrams: 2000, price: 50 }] });
    expect([total(service), total(service, { pieces: 3 }), total(service, { worth: 9900 })]).toEqual([750, 50, 50]);
  });

  it('can go by the piece', () => {
    const service = serviceOf(lane({ by: 'piece', first: { units: 1, price: 500 }, step: { units: 1, price: 200 } }));
    expect([total(service), total(service, { pieces: 3 })]).toEqual([500, 900]);
  });

  it.each<[string, Partial<CarrierService>, object]>([
    ['carriage.region_not_covered', {}, { region: { country: 'DE' } }],
    ['carriage.class_prohibited', { prohibited: ['battery'] }, { classes: ['food', 'battery'] }],
    ['carriage.too_heavy', { limits: { mostGrams: 2000 } }, {}],
    ['carriage.too_long', { limits: { mostLongestSideMm: 299 } }, {}],
    ['carriage.girth_too_large', { limits: { mostGirthMm: 899 } }, {}],
    ['carriage.beyond_rates', lane({ by: 'weight', first: { units: 1000, price: 500 } }), {}],
    ['carriage.not_insured', { insurance: { permille: 3, mostInsured: 100 } }, { insuredFor: 101 }],
    ['carriage.not_insured', {}, { insuredFor: 1 }],
    ['carriage.collects_nothing', {}, { collect: 1 }],
    ['quantity.must_be_positive', {}, { weightGrams: 0 }],
    ['quantity.must_be_whole', {}, { weightGrams: 2.4 }],
    ['quantity.must_be_positive', {}, { weightGrams: -5 }],
    ['quantity.must_be_whole', {}, { pieces: '２' }],
    ['carriage.weight_looks_like_kilograms', {}, { weightGrams: 2, outer: { length: 500, width: 400, height: 300 } }],
    ['carriage.divisor_must_be_positive', { dimensional: { divisor: 0 } }, {}],
    [
      'carriage.cut_off_unclear',
      { pickUp: { cutOff: '5 pm', calendar: { zone: 'UTC', weekend: [], holidays: [], workedDays: [], source: '' } } },
      {},
    ],
    [
      'carriage.bands_leave_gap',
      lane({
        by: 'weight',
        bands: [
          { above: 0, upTo: 1000, price: 5 },
          { above: 2000, price: 6 },
        ],
      }),
      {},
    ],
    [
      'carriage.bands_overlap',
      lane({
        by: 'weight',
        bands: [
          { above: 0, upTo: 1000, price: 5 },
          { above: 900, price: 6 },
        ],
      }),
      {},
    ],
    [
      'carriage.bands_overlap',
      lane({
        by: 'weight',
        bands: [
          { above: 0, price: 5 },
          { above: 900, price: 6 },
        ],
      }),
      {},
    ],
    ['carriage.bands_must_begin_at_zero', lane({ by: 'weight', bands: [{ above: 1, price: 5 }] }), {}],
    ['carriage.bands_must_not_be_empty', lane({ by: 'weight', bands: [] }), {}],
    [
      'carriage.band_must_not_be_empty',
      lane({
        by: 'weight',
        bands: [
          { above: 0, upTo: 10, price: 5 },
          { above: 10, upTo: 10, price: 6 },
        ],
      }),
      {},
    ],
  ])('is refused with %s', (code, service, facts) => {
    expect(total(serviceOf(service), facts)).toBe(code);
  });

  it('asks for the province where a lane depends on it, and knows a misspelt one', () => {
    const service = serviceOf({
      lanes: [
        { id: 'remote', to: [{ country: 'CN', provinces: ['Tibet'] }], rates: rates(1500) },
        { id: 'near', to: [{ country: 'CN' }], rates: rates() },
      ],
    });
    const to = (region: object, terms = {}) =>
      quote(service, { ...parcel, region: region as never }, terms).match(
        (one) => one.lane,
        ({ code }) => code,
      );
    expect(to({ country: 'CN' })).toBe('carriage.region_unknown');
    expect([to(CN), to({ country: 'CN', province: 'Tibet' })]).toEqual(['near', 'remote']);
    const provinces = { CN: ['Tibet', 'Zhejiang'] };
    expect(to({ country: 'CN', province: 'Tibbet' }, { provinces })).toBe('carriage.region_unknown');
  });

  it('knows areas by the beginning of a postcode', () => {
    const service = serviceOf({
      lanes: [{ id: 'g', to: [{ country: 'CN', postcodes: ['53', '54'] }], rates: rates() }],
    });
    const to = (postcodeArea: string) => total(service, { region: { country: 'CN', postcodeArea } });
    expect([to('5412'), to('6412')]).toEqual([700, 'carriage.region_not_covered']);
  });

  test.prop([fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 1, max: 60_000 })])(
    'never falls as weight grows',
    (a, b) => {
      const price = (weightGrams: number) =>
        total(serviceOf(), { weightGrams, outer: { length: 9, width: 9, height: 9 } });
      expect(price(Math.min(a, b))).toBeLessThanOrEqual(price(Math.max(a, b)) as number);
    },
  );

  test.prop([fc.shuffledSubarray([300, 200, 100], { minLength: 3 })])(
    'does not ask which side is called length',
    (sides) => {
      const [length = 0, width = 0, height = 0] = sides;
      const service = serviceOf({ dimensional: { divisor: 500 }, oversize: [{ aboveGirthMm: 800, price: 70 }] });
      expect(total(service, { outer: { length, width, height } })).toBe(total(service));
    },
  );
});

describe('The price function for packing', () => {
  it('agrees with the quote, and is undefined where the service does not take the parcel', () => {
    const service = serviceOf({ dimensional: { divisor: 6000 }, limits: { mostGrams: 3000 }, prohibited: ['battery'] });
    const carriage = carriageOf(service, CN)._unsafeUnwrap();
    expect(carriage({ weightGrams: 2400, outer })).toBe(total(service));
    expect(carriage({ weightGrams: 3001, outer })).toBeUndefined();
    expect(
      carriageOf(service, CN, { classes: ['battery'] })._unsafeUnwrap()({ weightGrams: 1, outer }),
    ).toBeUndefined();
    expect(carriageOf(service, { country: 'FR' })._unsafeUnwrapErr().code).toBe('carriage.region_not_covered');
  });
});
