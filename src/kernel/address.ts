import * as z from 'zod';
import { freeText } from './ids.js';

/** Where in the world, as coarse as carriers and rules need it. Holds nothing that names a person or a door. */
export const Region = z.strictObject({
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/),
  /** Province or state, in the words or codes of the host. */
  province: freeText(60).optional(),
  city: freeText(60).optional(),
  district: freeText(60).optional(),
  postcodeArea: freeText(12).optional(),
});
export type Region = z.infer<typeof Region>;
