import * as z from 'zod';
import { Count, freeText, Quantity, Sku } from '../kernel/index.js';

/** What the desk must know of a SKU. All of it is the host's; what is absent is not known. */
export const SkuFacts = z.strictObject({
  sku: Sku,
  title: freeText(200).optional(),
  category: freeText(80).optional(),
  weightGrams: Count.optional(),
  /** Outer size in whole millimetres. */
  size: z.strictObject({ length: Quantity, width: Quantity, height: Quantity }).optional(),
  /** Whether it may be sent back without a reason. House default: always. */
  noReasonReturn: z.enum(['always', 'ifConfirmed', 'never']).optional(),
  /** Returned goods of this kind are never sold again, such as medicines. */
  neverRestocked: z.boolean().optional(),
});
export type SkuFacts = z.infer<typeof SkuFacts>;

/** Looks a SKU up. It is asked inside decisions, so it answers from memory. */
export type Catalog = (sku: string) => SkuFacts | undefined;
