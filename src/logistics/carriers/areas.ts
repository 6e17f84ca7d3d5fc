import * as z from 'zod/mini';
import { freeText, Region, strictObject } from '../../kernel/index.js';

const some = (most: number) =>
  z.optional(z.array(freeText(most).check(z.minLength(1))).check(z.minLength(1), z.maxLength(2000)));

/** A part of the world: every list that is given must hold the region's own word. */
export const Area = strictObject({
  country: Region.shape.country,
  provinces: some(60),
  cities: some(60),
  districts: some(60),
  /** Beginnings of postcodes: `54` holds all of Guangxi. */
  postcodes: some(12),
});
export type Area = z.infer<typeof Area>;

/** Whether a region lies in an area; the name of the field of the region that would have to be known to tell. */
export type Within = 'yes' | 'no' | 'province' | 'city' | 'district' | 'postcodeArea';

/** Tells whether a region lies in an area. A list that rules the region out settles it, whatever else is not known. */
export function within(area: Area, region: Region): Within {
  if (area.country !== region.country) return 'no';
  let unknown: Within = 'yes';
  const asks = [
    ['province', area.provinces],
    ['city', area.cities],
    ['district', area.districts],
    ['postcodeArea', area.postcodes],
  ] as const;
  for (const [field, wanted] of asks) {
    if (wanted === undefined) continue;
    const word = region[field];
    if (word === undefined) {
      if (unknown === 'yes') unknown = field;
      continue;
    }
    const isIn = field === 'postcodeArea' ? wanted.some((prefix) => word.startsWith(prefix)) : wanted.includes(word);
    if (!isIn) return 'no';
  }
  return unknown;
}
