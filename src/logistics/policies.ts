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
  Id,
  Region,
  rule,
  ruleList,
  strictObject,
} from '../kernel/index.js';
import { Grams, LineContent, linesOf } from './types.js';

/** What a packing policy sees: the units that are ready, with what one unit weighs where that is known. */
export const PackingFacts = strictObject({
  lines: linesOf(z.extend(LineContent, { unitWeightGrams: z.optional(Grams) })),
});
export type PackingFacts = z.infer<typeof PackingFacts>;

/** What goes into one parcel. `weightGrams` is that of the content; undefined where some unit's weight is not known. */
export interface ParcelPlan {
  readonly lines: readonly LineContent[];
  readonly box?: string;
  readonly weightGrams?: number;
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

/** Ordered rules over `country`, `province`, `city`, `district`, `postcodeArea`, `weightGrams`, `channel`, `units`. */
export const CarrierTerms = strictObject({ rules: ruleList(CarrierChoice), otherwise: CarrierChoice });
export type CarrierTerms = z.infer<typeof CarrierTerms>;

/** What a choice of a carrier sees. */
export const CarrierFacts = strictObject({
  region: Region,
  weightGrams: z.optional(Grams),
  units: z.optional(Count),
  channel: z.optional(Id),
  /** Carriers that do not serve this parcel: out of order there, or not accepted by the channel. */
  excluded: z.optional(z.array(Id).check(z.maxLength(200))),
});
export type CarrierFacts = z.infer<typeof CarrierFacts>;

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
  const { region, excluded = [], ...parcel } = facts;
  const open = terms.rules.filter(({ then }) => !excluded.includes(then.carrier));
  const seen: Facts = {};
  for (const [fact, value] of Object.entries({ ...region, ...parcel })) if (value !== undefined) seen[fact] = value;
  if (excluded.length > 0) seen.excluded = excluded.join(' ');
  const choice = firstMatch('carrier', open, terms.otherwise, seen);
  return excluded.includes(choice.answer.carrier)
    ? err(carrierFailures.none_left({ excluded, otherwise: terms.otherwise.carrier }))
    : ok(choice);
}
