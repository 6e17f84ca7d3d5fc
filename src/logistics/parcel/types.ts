import * as z from 'zod/mini';
import {
  Count,
  Explanation,
  freeText,
  Id,
  Instant,
  LocationId,
  Money,
  Obligation,
  owing,
  Quantity,
  Reason,
  RecordId,
  Region,
  Sku,
  strictObject,
} from '../../kernel/index.js';
import { PackedByHand, PackedPlan } from '../plan.js';
import { Grams, LineContent, linesOf } from '../types.js';

/** Bound: of more scans the uneventful ones in the middle are only counted. */
export const MOST_SCANS = 100;

export const ParcelStatus = z.enum([
  'sealed',
  'labelled',
  'shipped',
  'collected',
  'inTransit',
  'outForDelivery',
  'delivered',
  'refused',
  'returning',
  'returned',
  'lost',
  'voided',
]);
export type ParcelStatus = z.infer<typeof ParcelStatus>;

/**
 * What a carrier's report says, in our words. `announced`: the carrier knows the number but has not got the parcel;
 * `problem`: an attempt failed, or customs asks; `unknown`: a state that no table of ours has. These three move nothing.
 */
export const ScanStatus = z.enum([
  'announced',
  'collected',
  'inTransit',
  'outForDelivery',
  'problem',
  'unknown',
  'lost',
  'refused',
  'delivered',
  'returning',
  'returned',
]);
export type ScanStatus = z.infer<typeof ScanStatus>;

/** One report of a carrier. */
export const Scan = strictObject({
  id: z.optional(Id),
  status: ScanStatus,
  scannedAt: Instant,
  place: z.optional(freeText(200)),
  /** The carrier's words. Phone numbers are masked before they are kept. */
  text: z.optional(freeText(500)),
  /** The carrier's own code, kept as it came. */
  carrierState: z.optional(freeText(60)),
});
export type Scan = z.infer<typeof Scan>;

/** A carrier and its number for one parcel. */
export const Waybill = strictObject({ carrier: Id, number: Id, service: z.optional(Id) });
export type Waybill = z.infer<typeof Waybill>;

/** How a parcel ended for its order. */
export const Undelivered = z.enum(['lost', 'refused', 'returned']);
export type Undelivered = z.infer<typeof Undelivered>;

/** What contradicts what the desk knows, and asks for a person. Each kind is raised at most once per parcel. */
export const AnomalyKind = z.enum([
  'shippedAfterRecall',
  'deliveredBeforeShipped',
  'deliveredAfterRecall',
  /** The order was told that the parcel is lost, refused or coming back; now it is said to be delivered. */
  'deliveredAfterUndelivered',
  /** The order was told that the parcel is delivered; now it is said to be lost, refused or coming back. */
  'undeliveredAfterDelivered',
  'foundAfterLost',
  'scannedAfterVoided',
  'uploadedAfterVoided',
  'scanFromFuture',
  /** Dated long before the parcel was sealed: the carrier has used the number before. It moves nothing. */
  'scanOfAnotherParcel',
  /** The order was told an outcome which the replaced, wrong number had reported. */
  'outcomeOfAnotherNumber',
]);
export type AnomalyKind = z.infer<typeof AnomalyKind>;

/** Where units that came back go. */
export const ArrivedBackAs = z.enum(['restock', 'damaged']);
export type ArrivedBackAs = z.infer<typeof ArrivedBackAs>;

/** One physical box. */
export const Parcel = strictObject({
  id: RecordId,
  status: ParcelStatus,
  order: RecordId,
  fulfilment: RecordId,
  location: LocationId,
  lines: z.array(LineContent),
  box: z.optional(Id),
  weightGrams: z.optional(Grams),
  /** How it is packed; absent where nobody planned it. */
  plan: z.optional(PackedPlan),
  /** Given where a person packed it otherwise than advised. */
  byHand: z.optional(PackedByHand),
  /** The recipient record's id; the parcel itself holds no name, phone or address. */
  recipient: z.optional(RecordId),
  region: z.optional(Region),
  /** What the content cost the buyer; penalties by share are reckoned from it. */
  worth: z.optional(Money),
  /** A deadline given by the platform; it beats the terms. */
  deliverBy: z.optional(Instant),
  waybill: z.optional(Waybill),
  sealedAt: Instant,
  shippedAt: z.optional(Instant),
  uploadedAt: z.optional(Instant),
  /** Why the last upload failed, and how many have failed since one succeeded. */
  uploadFailed: z.optional(strictObject({ reason: Reason, times: Count })),
  /** By `scannedAt`, each report once. */
  scans: z.array(Scan),
  /** Uneventful scans beyond the bound: how many, and between which instants. */
  folded: z.optional(strictObject({ count: Count, from: Instant, until: Instant })),
  /** What the order has been told; a parcel tells one outcome, once. */
  told: z.optional(z.enum(['delivered', 'undelivered'])),
  deliveredAt: z.optional(Instant),
  recalledAt: z.optional(Instant),
  arrivedBackAt: z.optional(Instant),
  anomalies: z.optional(z.array(AnomalyKind)),
  owed: z.optional(z.readonly(z.array(Obligation))),
});
export type Parcel = z.infer<typeof Parcel>;

const sealed = z.pick(Parcel, {
  order: true,
  fulfilment: true,
  location: true,
  box: true,
  weightGrams: true,
  plan: true,
  byHand: true,
  recipient: true,
  region: true,
  worth: true,
  deliverBy: true,
}).shape;

/** A number as people and labels write it: blanks, dashes and full-width characters are allowed, and taken out. */
const written = { carrier: Id, number: freeText(80), service: z.optional(Id) };

/** What may be said about a parcel. */
export const ParcelCommand = z.discriminatedUnion('type', [
  strictObject({ type: z.literal('SealParcel'), ...sealed, lines: linesOf(LineContent) }),
  strictObject({ type: z.literal('UnsealParcel'), reason: Reason }),
  strictObject({ type: z.literal('AssignWaybill'), ...written, explanation: z.optional(Explanation) }),
  strictObject({
    type: z.literal('ReplaceWaybill'),
    ...written,
    reason: Reason,
    /** `drop` where the old number was wrong: its scans were those of another parcel. House default: `keep`. */
    oldScans: z.optional(z.enum(['keep', 'drop'])),
  }),
  strictObject({ type: z.literal('ShipParcel') }),
  /** `number`: the one that was uploaded; that of a replaced waybill changes nothing. */
  strictObject({ type: z.literal('NoteUploaded'), number: z.optional(freeText(80)) }),
  strictObject({ type: z.literal('NoteUploadFailed'), number: z.optional(freeText(80)), reason: Reason }),
  strictObject({ type: z.literal('RecordScan'), scan: Scan }),
  strictObject({ type: z.literal('DeclareLost'), reason: Reason }),
  strictObject({ type: z.literal('RecallParcel'), reason: Reason }),
  strictObject({
    type: z.literal('NoteArrivedBack'),
    /** Every unit that is back. What the parcel held and is not named is missing. */
    lines: linesOf(strictObject({ line: Id, quantity: Quantity, disposition: ArrivedBackAs })),
  }),
]);
export type ParcelCommand = z.infer<typeof ParcelCommand>;

const content = z.array(LineContent);
const back = strictObject({ line: Id, sku: Sku, quantity: Quantity, disposition: ArrivedBackAs });

/** What happens to a parcel. */
export const ParcelEvent = z.discriminatedUnion('type', [
  strictObject({ type: z.literal('ParcelSealed'), id: RecordId, ...sealed, lines: content }),
  /** Opened before it was handed over: its units go back to the fulfilment. */
  strictObject({ type: z.literal('ParcelUnsealed'), lines: content, reason: Reason, ...owing }),
  strictObject({
    type: z.literal('WaybillAssigned'),
    ...Waybill.shape,
    explanation: z.optional(Explanation),
    ...owing,
  }),
  strictObject({
    type: z.literal('WaybillReplaced'),
    ...Waybill.shape,
    previous: Waybill,
    reason: Reason,
    oldScans: z.enum(['keep', 'drop']),
    ...owing,
  }),
  strictObject({ type: z.literal('ParcelUploaded'), ...Waybill.shape, ...owing }),
  strictObject({ type: z.literal('UploadFailed'), ...Waybill.shape, reason: Reason }),
  /** Handed over, once. `by: 'scan'`: nobody said so, but the carrier has it. */
  strictObject({
    type: z.literal('ParcelShipped'),
    lines: content,
    by: z.enum(['handOver', 'scan']),
    shippedAt: Instant,
    carrier: z.optional(Id),
    number: z.optional(Id),
    ...owing,
  }),
  /** A new report. `late`: a younger one was known already. A repeated one causes no event. */
  strictObject({ type: z.literal('ParcelScanned'), scan: Scan, late: z.boolean(), ...owing }),
  strictObject({ type: z.literal('ParcelMoved'), from: ParcelStatus, to: ParcelStatus, ...owing }),
  /** The outcome for the order, once and for good. `corrects`: it was told before that the units do not arrive. */
  strictObject({
    type: z.literal('ParcelDelivered'),
    lines: content,
    deliveredAt: Instant,
    corrects: z.optional(z.literal('undelivered')),
  }),
  /** The outcome for the order: lost, refused or coming back; once. Only a delivery may correct it. */
  strictObject({ type: z.literal('ParcelUndelivered'), lines: content, how: Undelivered }),
  /** The order was called off. Before hand-over it may only be unsealed; after it the carrier is to stop it. */
  strictObject({ type: z.literal('ParcelRecalled'), reason: Reason, handedOver: z.boolean(), ...owing }),
  /** Physically back, once. */
  strictObject({ type: z.literal('ParcelArrivedBack'), lines: z.array(back), missing: content, ...owing }),
  strictObject({ type: z.literal('ParcelAnomaly'), kind: AnomalyKind, because: z.string() }),
]);
export type ParcelEvent = z.infer<typeof ParcelEvent>;
