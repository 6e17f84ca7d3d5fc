import * as z from 'zod/mini';
import { Count, freeText, Id, Quantity, Sku, strictObject } from '../kernel/index.js';

const tags = z.array(Id).check(z.maxLength(30));

/** What the desk must know of a SKU. All of it is the host's; what is absent is not known. */
export const SkuFacts = strictObject({
  sku: Sku,
  title: z.optional(freeText(200)),
  category: z.optional(freeText(80)),
  weightGrams: z.optional(Count),
  /** Outer size in whole millimetres. */
  size: z.optional(strictObject({ length: Quantity, width: Quantity, height: Quantity })),
  /** What packing has to mind, such as `fragile` or `liquid`: the packaging rules say what follows. */
  traits: z.optional(tags),
  /** Papers that go with it, such as its manual; ids of the packaging rules. */
  papers: z.optional(tags),
  /** How many grams may rest on a unit. Absent: as the packaging rules say. */
  bearsGrams: z.optional(Count),
  /** Whether it may be sent back without a reason. House default: always. */
  noReasonReturn: z.optional(z.enum(['always', 'ifConfirmed', 'never'])),
  /** Returned goods of this kind are never sold again, such as medicines. */
  neverRestocked: z.optional(z.boolean()),
});
export type SkuFacts = z.infer<typeof SkuFacts>;

/** Looks a SKU up. It is asked inside decisions, so it answers from memory. */
export type Catalog = (sku: string) => SkuFacts | undefined;
