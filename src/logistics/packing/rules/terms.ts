import * as z from 'zod/mini';
import { Count, complaint, freeText, Id, Minor, ruleList, strictObject } from '../../../kernel/index.js';
import { Segregation } from '../types.js';

const tags = z.array(Id).check(z.maxLength(30));
const because = freeText(200).check(z.minLength(1));
const Permille = Count.check(
  z.maximum(1000, { error: complaint('packaging.share_too_large', 'must be at most 1000 thousandths') }),
);
const sourced = { source: freeText(200).check(z.minLength(1)), verified: z.boolean() };

/** What the merchant cares for, in thousandths that sum to 1000. */
export const Weighing = strictObject({ protection: Count, cost: Count, environment: Count }).check(
  z.refine(({ protection, cost, environment }) => protection + cost + environment === 1000, {
    error: complaint('packaging.weighing_does_not_sum', 'must hold three whole numbers that sum to 1000'),
  }),
);
export type Weighing = z.infer<typeof Weighing>;

/** What a material serves for, in the order in which a unit is dressed; `filler` fills what is left of the parcel. */
export const MaterialUse = z.enum(['bag', 'wrap', 'corners', 'coldPack', 'filler']);
export type MaterialUse = z.infer<typeof MaterialUse>;

/** What is thrown away together, such as cardboard, and which share of it is made into something new. */
export const WasteStream = strictObject({ id: Id, recyclablePermille: Permille, ...sourced });
export type WasteStream = z.infer<typeof WasteStream>;

/**
 * A material beside the box. Each takes and costs what it has by area (the unit's surface with the overlap), by piece and,
 * as filler, by litre of room; all of them are added. What is absent is 0.
 */
export const Material = strictObject({
  id: Id,
  title: z.optional(freeText(80)),
  use: MaterialUse,
  /** The id of a waste stream. */
  stream: Id,
  /** By how much it makes the unit larger, on each of the six sides; of a cold pack, on top only. */
  thicknessMm: z.optional(Count.check(z.maximum(500))),
  gramsPerSquareMetre: z.optional(Count.check(z.maximum(10_000))),
  costPerSquareMetre: z.optional(Minor),
  /** How much of it covers a surface of 1000, for seams and folds. House default: 1200. */
  overlapPermille: z.optional(Count.check(z.minimum(1000), z.maximum(5000))),
  gramsEach: z.optional(Count),
  costEach: z.optional(Minor),
  gramsPerLitre: z.optional(Count.check(z.maximum(10_000))),
  costPerLitre: z.optional(Minor),
  /** How well it guards, by the merchant's own judgement: 0 not at all, 1000 as well as can be. */
  protection: Permille,
  ...sourced,
});
export type Material = z.infer<typeof Material>;

/** A paper that may be enclosed, and how often: once for the order, for each SKU, for each unit, or in each parcel. */
export const Paper = strictObject({
  id: Id,
  title: z.optional(freeText(80)),
  each: z.enum(['order', 'sku', 'unit', 'parcel']),
  grams: Count,
  cost: Minor,
});
export type Paper = z.infer<typeof Paper>;

/** One of these materials, at least so protective. The weighing chooses among them. */
export const MaterialDemand = strictObject({
  use: MaterialUse,
  anyOf: z.array(Id).check(z.minLength(1), z.maxLength(20)),
  leastProtection: z.optional(Permille),
});
export type MaterialDemand = z.infer<typeof MaterialDemand>;

/** What a rule asks for. Every rule that matches contributes; see {@link PackagingTerms} for how they agree. */
export const PackagingEffect = strictObject({
  /** Why, in words that a packer understands. */
  because,
  materials: z.optional(z.array(MaterialDemand).check(z.maxLength(10))),
  /** Uses of materials that the unit goes without. */
  without: z.optional(z.array(MaterialUse).check(z.maxLength(5))),
  upright: z.optional(z.literal(true)),
  onFloor: z.optional(z.literal(true)),
  ownParcel: z.optional(z.literal(true)),
  /** How many grams may rest on a unit; 0: nothing. */
  bearsGrams: z.optional(Count),
  /** Units with the same name share a parcel. */
  together: z.optional(Id),
  /** What the unit is, for segregation, beside its traits. */
  classes: z.optional(tags),
  /** Features that its box must have, such as `doubleWall`. */
  needs: z.optional(tags),
  /** Features that its box must not have. */
  avoids: z.optional(tags),
  /** What is stuck on the parcel for those who handle it. */
  labels: z.optional(tags),
  /** Ids of papers to enclose. */
  papers: z.optional(tags),
  withoutPapers: z.optional(tags),
});
export type PackagingEffect = z.infer<typeof PackagingEffect>;

/** A class that never goes by this mode of carriage, such as `air`. */
export const ModeBan = strictObject({ class: Id, mode: Id, because });
export type ModeBan = z.infer<typeof ModeBan>;

/**
 * A merchant's packaging rules, as plain data. A rule sees one line's goods: `trait.NAME` and `wish.NAME` (true, or
 * absent), `sku`, `category`, `channel`, `country`, `province`, `weightGrams`, `longestMm`, `middleMm`, `shortestMm`,
 * `volumeMl`, `quantity`, and `units` of the whole packing.
 *
 * All rules that match contribute. Where they do not agree:
 * - `upright`, `onFloor`, `ownParcel`: one rule that asks is enough.
 * - `bearsGrams`: the least.
 * - `classes`, `labels`, `needs`, `avoids`, `papers`: all of them; of opposites (`needs` and `avoids`, `papers` and
 *   `withoutPapers`, `materials` and `without`) the earlier rule wins.
 * - `materials` of one use: a later rule narrows what the earlier ones leave to choose from; where nothing would be left,
 *   the earlier rules win.
 * - `together`: the earlier rule wins.
 */
export const PackagingTerms = strictObject({
  weighing: Weighing,
  /** Other weighings to compare with. House default: protection alone, cost alone, environment alone. */
  compareWith: z.optional(z.array(strictObject({ name: Id, weighing: Weighing })).check(z.maxLength(10))),
  streams: z.array(WasteStream).check(z.maxLength(50)),
  materials: z.array(Material).check(z.maxLength(200)),
  papers: z.array(Paper).check(z.maxLength(100)),
  rules: ruleList(PackagingEffect),
  segregations: z.array(Segregation).check(z.maxLength(200)),
  modeBans: z.array(ModeBan).check(z.maxLength(200)),
});
export type PackagingTerms = z.infer<typeof PackagingTerms>;
