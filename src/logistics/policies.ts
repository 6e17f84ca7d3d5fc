import { err, ok, type Result } from 'neverthrow';
import * as z from 'zod/mini';
import {
  type AnyFailureOf,
  Count,
  defineFailures,
  type Explained,
  type Facts,
  type Failure,
  firstMatch,
  freeText,
  Id,
  Instant,
  Minor,
  Region,
  rule,
  ruleList,
  strictObject,
} from '../kernel/index.js';
import type { PackedPlan } from './plan.js';
import { Grams, LineContent, linesOf, OuterSize } from './types.js';

const tags = z.array(Id).check(z.maxLength(30));

/** What is ready of one order line, with what the catalogue knows of one unit of it. */
export const PackingLine = z.extend(LineContent, {
  unitWeightGrams: z.optional(Grams),
  title: z.optional(freeText(200)),
  category: z.optional(freeText(80)),
  /** Outer size in whole millimetres. */
  size: z.optional(OuterSize),
  traits: z.optional(tags),
  /** Papers that go with it, such as its manual. */
  papers: z.optional(tags),
  /** How many grams may rest on a unit. */
  bearsGrams: z.optional(Count),
});
export type PackingLine = z.infer<typeof PackingLine>;

/** What a packing policy sees: the units that are ready, and whom they are for. */
export const PackingFacts = strictObject({
  lines: linesOf(PackingLine),
  channel: z.optional(Id),
  region: z.optional(Region),
  /** What the buyer wishes, in the host's words: `giftWrap`, `noCard` … */
  wishes: z.optional(tags),
});
export type PackingFacts = z.infer<typeof PackingFacts>;

/**
 * What goes into one parcel. `weightGrams`: with box and materials where the policy knows them, else of the content alone;
 * undefined where some unit's weight is not known.
 */
export interface ParcelPlan {
  readonly lines: readonly LineContent[];
  readonly box?: string;
  readonly weightGrams?: number;
  /** How it is packed: where each unit stands, with what, at what cost. */
  readonly plan?: PackedPlan;
}

/** Which units go into which parcel. */
export type PackingPolicy = (facts: PackingFacts) => Result<Explained<readonly ParcelPlan[]>, Failure>;

/** The plain default: everything that is ready goes into one parcel. */
export const packTogether: PackingPolicy = ({ lines }) => {
  const content = lines.map(({ line, sku, quantity }) => ({ line, sku, quantity }));
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const weightGrams = lines.reduce<number | undefined>(
    (sum, { quantity, unitWeightGrams: each }) =>
      sum === undefined || each === undefined ? undefined : sum + quantity * each,
    0,
  );
  const weighed = weightGrams === undefined ? {} : { weightGrams };
  const says = weightGrams === undefined ? 'of which not every weight is known' : `of ${weightGrams} g together`;
  const because = `${units} units ${says} go into one parcel, since the plain default packs together what is ready`;
  return ok({
    answer: [{ lines: content, ...weighed }],
    explanation: {
      policy: 'packing',
      rule: 'house default',
      facts: { lines: lines.length, units, weightGrams: weightGrams ?? null },
      because,
      appealTo: 'packer',
    },
  });
};

/** A carrier by the host's own code. A shop's own van is one too: give it a code, and make waybills optional. */
export const CarrierChoice = strictObject({ carrier: Id, service: z.optional(Id) });
export type CarrierChoice = z.infer<typeof CarrierChoice>;

/**
 * Ordered rules over `country`, `province`, `city`, `district`, `postcodeArea`, `weightGrams`, `channel`, `units`, `box`,
 * `worth`, `readyAt`, `deliverBy`.
 */
export const CarrierTerms = strictObject({ rules: ruleList(CarrierChoice), otherwise: CarrierChoice });
export type CarrierTerms = z.infer<typeof CarrierTerms>;

/** What a choice of a carrier sees. */
export const CarrierFacts = strictObject({
  region: Region,
  weightGrams: z.optional(Grams),
  units: z.optional(Count),
  channel: z.optional(Id),
  /** What it is packed in, by the id of the box. */
  box: z.optional(Id),
  /** What the content is worth, in minor units. */
  worth: z.optional(Minor),
  readyAt: z.optional(Instant),
  /** Until when the buyer was promised it. */
  deliverBy: z.optional(Instant),
  /** Carriers that do not serve this parcel: out of order there, or not accepted by the channel. */
  excluded: z.optional(z.array(Id).check(z.maxLength(200))),
  /** What the goods in it are: `battery`, `liquid` … Rules read them as one text, by the alphabet. */
  classes: z.optional(tags),
  /** Modes of carriage that may not take it, such as `air`, as its plan says. */
  notBy: z.optional(tags),
});
export type CarrierFacts = z.infer<typeof CarrierFacts>;

/** Which carrier takes a parcel. */
export type CarrierPolicy = (facts: CarrierFacts) => Result<Explained<CarrierChoice>, Failure>;

/** In the order of precedence. */
export const carrierFailures = defineFailures('carrier', {
  none_left: rule<{ excluded: readonly string[]; otherwise: string }>(
    (d) =>
      `No rule names a carrier that is left, and the default "${d.otherwise}" is excluded; so are: ${d.excluded.join(', ')}.`,
    'Assign a waybill by hand, or add a rule with another carrier.',
  ),
});
/** Any refusal of a choice of a carrier. */
export type CarrierFailure = AnyFailureOf<typeof carrierFailures>;

/**
 * Which carrier takes a parcel: the first rule that matches and whose carrier is not excluded, else the house default.
 *
 * @returns the choice with its reason, or `carrier.none_left`.
 * @example
 * ```ts
 * const terms = {
 *   rules: [
 *     { name: 'remote', when: [{ fact: 'province', is: 'oneOf', value: ['Xinjiang', 'Tibet'] }], then: { carrier: 'EMS' } },
 *   ],
 *   otherwise: { carrier: 'ZTO' },
 * };
 * chooseCarrier(terms, { region: { country: 'CN', province: 'Tibet' } }); // EMS, since rule "remote" matched
 * ```
 */
export function chooseCarrier(
  terms: CarrierTerms,
  facts: CarrierFacts,
): Result<Explained<CarrierChoice>, CarrierFailure> {
  const { region, excluded = [], classes = [], notBy = [], ...parcel } = facts;
  const open = terms.rules.filter(({ then }) => !excluded.includes(then.carrier));
  const seen: Facts = {};
  for (const [fact, value] of Object.entries({ ...region, ...parcel })) if (value !== undefined) seen[fact] = value;
  for (const [fact, names] of Object.entries({ excluded, classes, notBy })) {
    if (names.length > 0) seen[fact] = names.toSorted().join(' ').slice(0, 200).toWellFormed();
  }
  const choice = firstMatch('carrier', open, terms.otherwise, seen);
  return excluded.includes(choice.answer.carrier)
    ? err(carrierFailures.none_left({ excluded, otherwise: terms.otherwise.carrier }))
    : ok(choice);
}
