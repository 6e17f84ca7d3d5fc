import { type AnyFailureOf, defineFailures, type Instant, isoOf, rule } from '../../kernel/index.js';

type Of = { service: string };

/**
 * Why a service does not take a parcel, or was not chosen. In the order of precedence: what is impossible, what is not
 * wanted, what the goal rules out, what another does better.
 */
export const carriageFailures = defineFailures('carriage', {
  region_unknown: rule<Of & { field: string; value: string | undefined }>(
    (d) =>
      d.value === undefined
        ? `${d.service} cannot be priced: the region has no ${d.field}, and its lanes depend on it.`
        : `${d.service} cannot be priced: the terms know no ${d.field} "${d.value}".`,
    'Complete the region, or correct its spelling to that of the terms.',
  ),
  region_not_covered: rule<Of & { country: string; province: string | undefined }>(
    (d) => `${d.service} does not go to ${d.province ?? 'this region'} (${d.country}).`,
    'Choose another service, or add a lane.',
  ),
  class_prohibited: rule<Of & { class: string }>(
    (d) => `${d.service} does not take goods of class "${d.class}".`,
    'Choose a service that does, by road for most dangerous goods, or pack them apart.',
  ),
  mode_banned: rule<Of & { mode: string }>(
    (d) => `${d.service} goes by ${d.mode}, and the goods in the parcel must not.`,
    'Choose a service of another mode, or pack those goods apart.',
  ),
  too_heavy: rule<Of & { grams: number; most: number }>(
    (d) => `${d.service} takes up to ${d.most} g; the parcel weighs ${d.grams} g.`,
    'Split the parcel, or choose a freight service.',
  ),
  too_long: rule<Of & { millimetres: number; most: number }>(
    (d) => `${d.service} takes sides up to ${d.most} mm; the longest is ${d.millimetres} mm.`,
    'Choose another box, or a freight service.',
  ),
  girth_too_large: rule<Of & { millimetres: number; most: number }>(
    (d) => `${d.service} takes a girth up to ${d.most} mm; longest side + 2 · (the others) is ${d.millimetres} mm.`,
    'Choose another box, or a freight service.',
  ),
  beyond_rates: rule<Of & { units: number; by: 'weight' | 'piece' }>(
    (d) => `The rates of ${d.service} end before ${d.units} ${d.by === 'weight' ? 'chargeable grams' : 'pieces'}.`,
    'Split the parcel, or add a band to the rates.',
  ),
  not_insured: rule<Of & { asked: number; most: number }>(
    (d) => `${d.service} insures up to ${d.most} minor units; asked for are ${d.asked}.`,
    'Choose another service, or insure for less.',
  ),
  collects_nothing: rule<Of & { asked: number }>(
    (d) => `${d.service} does not collect from the buyer; asked for are ${d.asked} minor units.`,
    'Choose a service with cash on delivery.',
  ),
  never_picks_up: rule<Of>(
    (d) => `${d.service} comes on no day of its calendar in the next 400.`,
    "Correct the pick-up's calendar.",
  ),
  carrier_excluded: rule<Of>((d) => `${d.service}: its carrier is excluded for this parcel.`, 'Nothing is to be done.'),
  carrier_not_allowed: rule<Of>(
    (d) => `${d.service}: the platform does not take its carrier.`,
    'Choose a carrier of the list that the platform gave.',
  ),
  promises_nothing: rule<Of>(
    (d) => `${d.service} promises no day, and the goal asks for one.`,
    'Give its lanes a promise, or another goal to the terms.',
  ),
  promises_too_late: rule<Of & { promised: Instant; deliverBy: Instant }>(
    (d) => `${d.service} promises ${isoOf(d.promised)}, after ${isoOf(d.deliverBy)}.`,
    'Choose a faster service, or hand over earlier.',
  ),
  too_unlikely_in_time: rule<Of & { permille: number; least: number }>(
    (d) => `${d.service} is in time with ${d.permille} ‰, less than the ${d.least} ‰ asked for.`,
    'Ask for less, or choose a faster service.',
  ),
  too_dear: rule<Of & { price: number; most: number }>(
    (d) => `${d.service} takes ${d.price} minor units, more than the ${d.most} of the goal.`,
    'Raise the limit, or choose another goal.',
  ),
  costs_more: rule<Of & { cost: number; best: number }>(
    (d) => `${d.service} costs ${d.cost} minor units in all, ${d.cost - d.best} more than the best.`,
    'Nothing is to be done.',
  ),
  arrives_later: rule<Of & { arrives: Instant; best: Instant }>(
    (d) => `${d.service} promises ${isoOf(d.arrives)}, the best ${isoOf(d.best)}.`,
    'Nothing is to be done.',
  ),
  equal_but_later_in_terms: rule<Of>(
    (d) => `${d.service} is as good as the best; the one that stands first in the terms is taken.`,
    'Change the order of services in the terms.',
  ),
  no_service_left: rule<{ reasons: readonly string[] }>(
    (d) => `No service takes this parcel. ${d.reasons.slice(0, 5).join(' ')}`,
    'See details.reasons for each service, and remedy one of them.',
  ),
  parcel_not_measured: rule<{ missing: string }>(
    (d) => `The parcel cannot be priced: its ${d.missing} is not known.`,
    'Weigh and measure it, or pack it in a box of the catalogue.',
  ),
});
/** Any refusal of a service, and of a choice among services. */
export type CarriageFailure = AnyFailureOf<typeof carriageFailures>;
