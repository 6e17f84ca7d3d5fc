import * as z from 'zod/mini';
import { freeText } from './ids.js';
import { complaint, discreet } from './input.js';
import { strictObject } from './strict-object.js';

const notCountry = complaint(
  'region.country_unknown',
  'must be two capital letters by ISO 3166-1, such as CN',
  'hideValue',
);
const coarse = (most: number) => z.optional(freeText(most, 'hideValue'));

/** Where in the world, as coarse as carriers and rules need it. Holds nothing that names a person or a door. */
export const Region = strictObject(
  {
    /** ISO 3166-1 alpha-2. */
    country: z.string({ error: notCountry }).check(z.regex(/^[A-Z]{2}$/, { error: notCountry })),
    /** Province or state, in the words or codes of the host. */
    province: coarse(60),
    city: coarse(60),
    district: coarse(60),
    postcodeArea: coarse(12),
  },
  discreet('region.must_be_an_object', 'must be an object with country, and where known province, city and district'),
);
export type Region = z.infer<typeof Region>;
