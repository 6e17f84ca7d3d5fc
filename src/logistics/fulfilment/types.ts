import * as z from 'zod/mini';
import {
  Count,
  complaint,
  Explanation,
  Id,
  Instant,
  LocationId,
  Money,
  Obligation,
  owing,
  Quantity,
  Reason,
  RecordId,
  Sku,
  strictObject,
} from '../../kernel/index.js';
import { PackedByHand, PackedPlan } from '../plan.js';
import { Grams, LineContent, LineQuantity, linesOf } from '../types.js';

/** `picking`: begun, and not every unit is inspected or packed yet. A shop that records no picking packs from `open`. */
export const FulfilmentStatus = z.enum(['open', 'picking', 'inspected', 'packed', 'handedOver', 'cancelled']);
export type FulfilmentStatus = z.infer<typeof FulfilmentStatus>;

/**
 * A line's units in this location. Always
 * `0 ≤ handedOver ≤ packed ≤ picked − failed ≤ quantity − failed − missing − cancelled`, and `passed ≤ picked − failed`.
 */
export const FulfilmentLine = strictObject({
  line: Id,
  sku: Sku,
  /** Units given to this fulfilment, replacements included. */
  quantity: Count,
  /** Units taken off the shelf, those that failed included. */
  picked: Count,
  passed: Count,
  /** Units that failed inspection: damaged stock. */
  failed: Count,
  /** Units that the books have but the shelf has not. */
  missing: Count,
  packed: Count,
  handedOver: Count,
  /** Good units taken out of the work again. */
  cancelled: Count,
  /** Failed and missing units that were neither replaced nor called off: the order wants them, and nothing is here. */
  short: Count,
});
export type FulfilmentLine = z.infer<typeof FulfilmentLine>;

/** The work on one order in one location. */
export const Fulfilment = strictObject({
  id: RecordId,
  status: FulfilmentStatus,
  order: RecordId,
  location: LocationId,
  lines: z.array(FulfilmentLine),
  openedAt: Instant,
  /** Until when the order has to be shipped. */
  shipBy: z.optional(Instant),
  /** What the units cost the buyer; penalties by share are reckoned from it. */
  worth: z.optional(Money),
  startedAt: z.optional(Instant),
  /** Why it was called off. Units that were in parcels by then are cancelled as they are taken out. */
  calledOff: z.optional(Reason),
  owed: z.optional(z.readonly(z.array(Obligation))),
});
export type Fulfilment = z.infer<typeof Fulfilment>;

/** What inspection found of one line. */
export const InspectedUnits = strictObject({
  line: Id,
  passed: Count,
  failed: Count,
  reason: z.optional(Reason),
}).check(
  z.refine(({ passed, failed }) => passed + failed > 0, {
    error: complaint('fulfilment.nothing_inspected', 'must name units that passed or failed'),
  }),
  z.refine(({ failed, reason }) => failed === 0 || reason !== undefined, {
    error: complaint('fulfilment.reason_must_be_given', 'must give a reason for the units that failed'),
  }),
);
export type InspectedUnits = z.infer<typeof InspectedUnits>;

/** What the packer says of a parcel beside its content. */
const packed = {
  box: z.optional(Id),
  weightGrams: z.optional(Grams),
  /** Why it was packed so, where a policy chose. */
  packing: z.optional(Explanation),
  /** How it is packed, where a policy planned it or a person planned it anew. */
  plan: z.optional(PackedPlan),
  /** Given where a person packed otherwise than advised. */
  byHand: z.optional(PackedByHand),
};

const OpenFulfilment = strictObject({
  type: z.literal('OpenFulfilment'),
  order: RecordId,
  location: LocationId,
  lines: linesOf(LineContent),
  shipBy: z.optional(Instant),
  worth: z.optional(Money),
});

const units = linesOf(LineQuantity);

/** What may be said about the work in a location. */
export const FulfilmentCommand = z.discriminatedUnion('type', [
  OpenFulfilment,
  strictObject({ type: z.literal('StartPicking') }),
  strictObject({ type: z.literal('RecordPicking'), lines: units }),
  strictObject({ type: z.literal('RecordInspection'), lines: linesOf(InspectedUnits) }),
  /** Units that the books have but the shelf has not. */
  strictObject({ type: z.literal('ReportMissing'), line: Id, quantity: Quantity, reason: Reason }),
  strictObject({ type: z.literal('PackParcel'), parcel: RecordId, lines: units, ...packed }),
  // What other records tell the fulfilment.
  strictObject({ type: z.literal('ReplaceUnits'), lines: units }),
  strictObject({ type: z.literal('NoteUnpacked'), parcel: RecordId, lines: units }),
  strictObject({ type: z.literal('NoteHandedOver'), parcel: RecordId, lines: units }),
  strictObject({ type: z.literal('CancelFulfilmentUnits'), lines: units, reason: Reason }),
  strictObject({ type: z.literal('CancelFulfilment'), reason: Reason }),
]);
export type FulfilmentCommand = z.infer<typeof FulfilmentCommand>;

/** Cancelled units: `quantity` of good ones that go back to stock, and `short` ones of which there was nothing. */
export const CalledOffUnits = strictObject({ line: Id, sku: Sku, quantity: Count, short: Count });
export type CalledOffUnits = z.infer<typeof CalledOffUnits>;

const content = z.array(LineContent);
const ofOneLine = { line: Id, sku: Sku, quantity: Quantity, reason: Reason };

/** What happens to the work in a location. */
export const FulfilmentEvent = z.discriminatedUnion('type', [
  strictObject({
    type: z.literal('FulfilmentOpened'),
    ...z.pick(Fulfilment, { id: true, order: true, location: true, shipBy: true, worth: true }).shape,
    lines: content,
    ...owing,
  }),
  strictObject({ type: z.literal('PickingStarted') }),
  strictObject({ type: z.literal('UnitsPicked'), lines: content }),
  strictObject({ type: z.literal('UnitsPassed'), lines: content }),
  /** These units are damaged stock now, and the line is short of them until they are replaced. */
  strictObject({
    type: z.literal('UnitsFailed'),
    ...ofOneLine,
    /** How many of them had passed before. */
    ofPassed: Count,
  }),
  /** The books are wrong by these units, and the line is short of them until they are replaced. */
  strictObject({ type: z.literal('UnitsMissing'), ...ofOneLine }),
  strictObject({ type: z.literal('UnitsReplaced'), lines: content }),
  strictObject({ type: z.literal('ParcelPacked'), parcel: RecordId, lines: content, ...packed }),
  // The steps which the whole fulfilment has reached by its quantities. All but the last may happen again, after a
  // replacement has come in or a parcel was opened.
  strictObject({ type: z.literal('FulfilmentPicked'), ...owing }),
  strictObject({ type: z.literal('FulfilmentInspected') }),
  strictObject({ type: z.literal('FulfilmentPacked'), ...owing }),
  strictObject({ type: z.literal('FulfilmentHandedOver'), ...owing }),
  strictObject({ type: z.literal('ParcelUnpacked'), parcel: RecordId, lines: content }),
  strictObject({ type: z.literal('UnitsHandedOver'), parcel: RecordId, lines: content }),
  strictObject({ type: z.literal('FulfilmentUnitsCancelled'), lines: z.array(CalledOffUnits), reason: Reason }),
  /** Called off as a whole, once. `inParcels` is what has to be unpacked; it is cancelled as it comes out. */
  strictObject({
    type: z.literal('FulfilmentCancelled'),
    lines: z.array(CalledOffUnits),
    inParcels: content,
    reason: Reason,
    ...owing,
  }),
]);
export type FulfilmentEvent = z.infer<typeof FulfilmentEvent>;
