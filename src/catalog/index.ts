import * as z from 'zod/mini';
import { Count, freeText, Quantity, Sku, strictObject } from '../kernel/index.js';

/** What the desk must know of a SKU. All of it is the host's; what is absent is not known. */
export const SkuFacts = strictObject({
  sku: Sku,
  title: z.optional(freeText(200)),
  category: z.optional(freeText(80)),
  weightGrams: z.optional(Count),
  /** Outer size in whole millimetres. */
  size: z.optional(strictObject({ length: Quantity, width: Quantity, height: Quantity })),
  /** Whether it may be sent back without a reason. House default: always. */
  noReasonReturn: z.optional(z.enum(['always', 'ifConfirmed', 'never'])),
  /** Returned goods of this kind are never sold again, such as medicines. */
  neverRestocked: z.optional(z.boolean()),
});
export type SkuFacts = z.infer<typeof SkuFacts>;

/** Looks a SKU up. It is asked inside decisions, so it answers from memory. */
export type Catalog = (sku: string) => SkuFacts | undefined;
