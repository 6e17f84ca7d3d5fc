import { type AnyFailureOf, defineFailures, type Instant, isoOf, rule, shown } from '../../kernel/index.js';

/** In the order of precedence. */
export const parcelFailures = defineFailures('parcel', {
  line_given_twice: rule<{ line: string }>(
    (d) => `Line "${d.line}" is given twice.`,
    'Name each line once, with all of its units.',
  ),
  waybill_number_malformed: rule<{ number: string }>(
    (d) => `${shown(d.number)} is not a waybill number: 4 to 40 letters and digits, blanks and dashes aside.`,
    'Read the number off the label again.',
  ),
  waybill_assigned_already: rule<{ carrier: string; number: string }>(
    (d) => `The parcel has the waybill ${d.number} of ${d.carrier} already.`,
    'Use ReplaceWaybill, with a reason.',
  ),
  waybill_missing: rule<{ parcel: string }>(
    (d) => `Parcel "${d.parcel}" has no waybill.`,
    'Assign one first, or make waybills optional in the terms for a shop that delivers by itself.',
  ),
  waybill_unchanged: rule<{ carrier: string; number: string }>(
    (d) => `The parcel's waybill is ${d.number} of ${d.carrier} already; that is not another one.`,
    'Nothing is to be done, unless a digit was mistyped.',
  ),
  waybill_doubted: rule<{ carrier: string; number: string; code: string; because: string; remedy: string }>(
    (d) => `The waybill ${d.number} of ${d.carrier} was not taken: ${d.because}`,
    "Do as details.remedy says; the shop's own check of waybills refused it.",
  ),
  recalled: rule<{ recalledAt: Instant }>(
    (d) => `The parcel was recalled at ${isoOf(d.recalledAt)}; it must not be handed over.`,
    'Open it, so that its units go back to stock.',
  ),
  not_uploaded_yet: rule<{ number: string; reason: string | undefined }>(
    (d) => `The platform does not know the waybill ${d.number} yet${d.reason === undefined ? '' : ` (${d.reason})`}.`,
    'Wait for the upload, or mend what made it fail; this shop hands over only after it.',
  ),
  arrived_back_already: rule<{ arrivedBackAt: Instant }>(
    (d) => `The parcel has been back since ${isoOf(d.arrivedBackAt)}.`,
    'Correct the stock itself if what was noted was wrong.',
  ),
  line_unknown: rule<{ line: string; lines: readonly string[] }>(
    (d) => `The parcel holds nothing of line "${d.line}"; it holds: ${d.lines.join(', ')}.`,
    'Name one of its lines. Goods that belong to another parcel are noted there.',
  ),
  more_than_it_held: rule<{ line: string; asked: number; held: number }>(
    (d) => `${d.asked} units of line "${d.line}" are said to be back, but the parcel held ${d.held}.`,
    'Name at most as many units as it held.',
  ),
});
/** Any refusal by a rule of parcels. */
export type ParcelFailure = AnyFailureOf<typeof parcelFailures>;
