import { type AnyFailureOf, defineFailures, rule } from '../../../kernel/index.js';

/** Why a person's other packing cannot be judged, in the order of precedence. */
export const repackingFailures = defineFailures('repacking', {
  parcel_without_plan: rule<{ parcel: number }>(
    (d) => `Parcel ${d.parcel} does not say where its units stand.`,
    'Ask for the advice of a packing policy that plans places, and begin with its answer.',
  ),
  other_goods: rule<{ unit: string }>(
    (d) => `The parcels hold unit "${d.unit}", which is none of the goods that were named.`,
    'Give the facts for which the parcels were advised.',
  ),
  unit_unknown: rule<{ unit: string; units: readonly string[] }>(
    (d) => `No parcel holds unit "${d.unit}"; there are: ${d.units.slice(0, 20).join(', ')}.`,
    'Name a unit as the plan names it.',
  ),
  parcel_unknown: rule<{ parcel: number; parcels: number }>(
    (d) => `There is no parcel ${d.parcel}; there are ${d.parcels}, counted from 1.`,
    'Name one of them, or a box for a new parcel.',
  ),
  box_unknown: rule<{ box: string; boxes: readonly string[] }>(
    (d) => `There is no box "${d.box}"; there are: ${d.boxes.slice(0, 20).join(', ')}.`,
    'Name a box of the catalogue.',
  ),
  nothing_changes: rule<{ parcel: number }>(
    (d) => `Parcel ${d.parcel} is so already.`,
    'Move a unit that is elsewhere, or take another box.',
  ),
  box_too_small: rule<{ parcel: number; box: string; units: readonly string[] }>(
    (d) => `No way was found to lay ${d.units.length} units (${d.units.slice(0, 10).join(', ')}) into box "${d.box}".`,
    'Move fewer units, or take a larger box. What went in all the same can be recorded without a plan.',
  ),
});
/** Any refusal to judge what a person packs otherwise. */
export type RepackingFailure = AnyFailureOf<typeof repackingFailures>;
