import { type AnyFailureOf, defineFailures, type Instant, isoOf, rule } from '../../kernel/index.js';

/** In the order of precedence. */
export const reservationFailures = defineFailures('reservation', {
  has_expired: rule<{ id: string; until: Instant }>(
    (d) => `The units held for "${d.id}" were free again from ${isoOf(d.until)} on.`,
    'Reserve anew; somebody else may have taken them meanwhile.',
  ),
  not_held: rule<{ id: string; line: string; location: string; asked: number; held: number }>(
    (d) => `${d.asked} units of line "${d.line}" at ${d.location} were named, but "${d.id}" holds only ${d.held}.`,
    'Name at most the units that are held.',
  ),
});
/** Any refusal by a rule of reservations. */
export type ReservationFailure = AnyFailureOf<typeof reservationFailures>;
