import * as z from 'zod/mini';
import { Count, complaint, Minor, Quantity, strictObject } from '../../kernel/index.js';

/** One band: what lies above `above`, up to and including `upTo`; grams, or pieces. */
const Band = strictObject({
  above: Count,
  /** Absent: without end. */
  upTo: z.optional(Quantity),
  price: Minor,
  /** For each unit above the band's beginning that is begun. */
  step: z.optional(strictObject({ units: Quantity, price: Minor })),
});
type Band = z.infer<typeof Band>;

const bandsRule = (code: string, sentence: string, holds: (bands: readonly Band[]) => boolean) =>
  z.refine<Band[]>(holds, { error: complaint(`carriage.${code}`, sentence) });
const neighbours = (bands: readonly Band[]) =>
  bands.slice(1).map((band, index) => ({ ends: bands[index]?.upTo ?? Number.POSITIVE_INFINITY, begins: band.above }));

const Bands = z.array(Band).check(
  z.maxLength(200),
  bandsRule('bands_must_not_be_empty', 'must hold at least one band', (bands) => bands.length > 0),
  bandsRule('bands_must_begin_at_zero', 'must begin with a band above 0', ([first]) => (first?.above ?? 0) === 0),
  bandsRule('band_must_not_be_empty', 'has a band that ends where it begins, or before', (bands) =>
    bands.every(({ above, upTo }) => upTo === undefined || upTo > above),
  ),
  bandsRule(
    'bands_overlap',
    'has bands that overlap, or are not in rising order: each begins where the last ends',
    (bands) => neighbours(bands).every(({ ends, begins }) => ends <= begins),
  ),
  bandsRule('bands_leave_gap', 'leaves a gap between bands: each must begin where the last one ends', (bands) =>
    neighbours(bands).every(({ ends, begins }) => ends >= begins),
  ),
);

const by = z.enum(['weight', 'piece']);

/** What a carrier takes: by the chargeable gram, or by the piece in the parcel. */
export const Rates = z.union([
  /** First unit and step, as in China: 1,000 g for 5.00, each further 1,000 g that is begun for 1.00. */
  strictObject({
    by,
    first: strictObject({ units: Quantity, price: Minor }),
    step: z.optional(strictObject({ units: Quantity, price: Minor })),
  }),
  strictObject({ by, bands: Bands }),
]);
export type Rates = z.infer<typeof Rates>;

/** Rates as they are read for each parcel: bands in rising order. */
export type RateTable = Pick<Rates, 'by'> & { readonly bands: readonly Band[] };

/** First unit and step as bands. Without a step nothing above the first unit is taken. */
export function tableOf(rates: Rates): RateTable {
  if ('bands' in rates) return rates;
  const { by, first, step } = rates;
  const begin = { above: 0, upTo: first.units, price: first.price };
  return { by, bands: step === undefined ? [begin] : [begin, { above: first.units, price: first.price, step }] };
}

/** The price of so many units, in minor units; undefined beyond the last band. Nothing at all counts as one unit. */
export function priceIn({ bands }: RateTable, units: number): number | undefined {
  const charged = Math.max(units, 1);
  for (const { above, upTo, price, step } of bands) {
    if (upTo !== undefined && charged > upTo) continue;
    return step === undefined ? price : price + step.price * Math.ceil((charged - above) / step.units);
  }
  return undefined;
}
