import * as z from 'zod/mini';
import {
  Count,
  Id,
  Instant,
  LocationId,
  Obligation,
  owing,
  Quantity,
  Reason,
  RecordId,
  Sku,
  strictObject,
} from '../../kernel/index.js';

export const ReservationStatus = z.enum(['held', 'committed', 'released', 'expired']);
export type ReservationStatus = z.infer<typeof ReservationStatus>;

/** Units of an order line that one location keeps for it. */
export const ReservedLine = strictObject({
  line: Id,
  sku: Sku,
  location: LocationId,
  held: Count,
  /** Left the house. */
  committed: Count,
  released: Count,
  /** Turned out damaged or missing, so that they cannot serve the order. */
  dropped: Count,
});
export type ReservedLine = z.infer<typeof ReservedLine>;

/** What is kept for one order; the id is the order's. */
export const Reservation = strictObject({
  id: RecordId,
  status: ReservationStatus,
  lines: z.array(ReservedLine),
  /** When the hold ends by itself. Decided when read: afterwards the units are free, swept or not. */
  until: z.optional(Instant),
  owed: z.optional(z.readonly(z.array(Obligation))),
});
export type Reservation = z.infer<typeof Reservation>;

/** Units of an order line at a location. */
export const UnitsAt = strictObject({ line: Id, sku: Sku, location: LocationId, quantity: Quantity });
export type UnitsAt = z.infer<typeof UnitsAt>;
const lines = z.array(UnitsAt).check(z.minLength(1));
/** How units were lost to the order. */
const How = z.enum(['damaged', 'missing']);

/** What the desk says about a reservation. */
export const ReservationCommand = z.discriminatedUnion('type', [
  strictObject({ type: z.literal('HoldUnits'), lines, until: z.optional(Instant) }),
  strictObject({ type: z.literal('KeepReservation') }),
  strictObject({ type: z.literal('CommitUnits'), lines, for: z.string() }),
  strictObject({ type: z.literal('ReleaseUnits'), lines }),
  strictObject({ type: z.literal('ReleaseReservation') }),
  strictObject({ type: z.literal('DropUnits'), lines, how: How, reason: Reason }),
]);
export type ReservationCommand = z.infer<typeof ReservationCommand>;

const units = z.array(UnitsAt);
/** What happens to a reservation. */
export const ReservationEvent = z.discriminatedUnion('type', [
  strictObject({ type: z.literal('UnitsHeld'), id: RecordId, lines: units, until: z.optional(Instant), ...owing }),
  strictObject({ type: z.literal('ReservationKept'), lines: units, until: Instant, ...owing }),
  strictObject({ type: z.literal('UnitsCommitted'), lines: units, for: z.string() }),
  strictObject({ type: z.literal('UnitsReleased'), lines: units, until: z.optional(Instant), ...owing }),
  strictObject({ type: z.literal('UnitsDropped'), lines: units, how: How, reason: Reason }),
  strictObject({ type: z.literal('ReservationExpired'), lines: units, until: Instant, ...owing }),
]);
export type ReservationEvent = z.infer<typeof ReservationEvent>;
