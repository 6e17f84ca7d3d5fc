import * as z from 'zod';
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
} from '../../kernel/index.js';
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
export const Scan = z.strictObject({
  id: Id.optional(),
  status: ScanStatus,
  scannedAt: Instant,
  place: freeText(200).optional(),
  /** The carrier's words. Phone numbers are masked before they are kept. */
  text: freeText(500).optional(),
  /** The carrier's own code, kept as it came. */
  carrierState: freeText(60).optional(),
});
export type Scan = z.infer<typeof Scan>;

/** A carrier and its number for one parcel. */
export const Waybill = z.strictObject({ carrier: Id, number: Id, service: Id.optional() });
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
export const Parcel = z.strictObject({
  id: RecordId,
  status: ParcelStatus,
  order: RecordId,
  fulfilment: RecordId,
  location: LocationId,
  lines: z.array(LineContent),
  box: Id.optional(),
  weightGrams: Grams.optional(),
  /** The recipient record's id; the parcel itself holds no name, phone or address. */
  recipient: RecordId.optional(),
  region: Region.optional(),
  /** What the content cost the buyer; penalties by share are reckoned from it. */
  worth: Money.optional(),
  /** A deadline given by the platform; it beats the terms. */
  deliverBy: Instant.optional(),
  waybill: Waybill.optional(),
  sealedAt: Instant,
  shippedAt: Instant.optional(),
  uploadedAt: Instant.optional(),
  /** Why the last upload failed, and how many have failed since one succeeded. */
  uploadFailed: z.strictObject({ reason: Reason, times: Count }).optional(),
  /** By `scannedAt`, each report once. */
  scans: z.array(Scan),
  /** Uneventful scans beyond the bound: how many, and between which instants. */
  folded: z.strictObject({ count: Count, from: Instant, until: Instant }).optional(),
  /** What the order has been told; a parcel tells one outcome, once. */
  told: z.enum(['delivered', 'undelivered']).optional(),
  deliveredAt: Instant.optional(),
  recalledAt: Instant.optional(),
  arrivedBackAt: Instant.optional(),
  anomalies: z.array(AnomalyKind).optional(),
  owed: z.array(Obligation).readonly().optional(),
});
export type Parcel = z.infer<typeof Parcel>;

const sealed = Parcel.pick({
  order: true,
  fulfilment: true,
  location: true,
  box: true,
  weightGrams: true,
  recipient: true,
  region: true,
  worth: true,
  deliverBy: true,
}).shape;

/** A number as people and labels write it: blanks, dashes and full-width characters are allowed, and taken out. */
const written = { carrier: Id, number: freeText(80), service: Id.optional() };

/** What may be said about a parcel. */
export const ParcelCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('SealParcel'), ...sealed, lines: linesOf(LineContent) }),
  z.strictObject({ type: z.literal('UnsealParcel'), reason: Reason }),
  z.strictObject({ type: z.literal('AssignWaybill'), ...written, explanation: Explanation.optional() }),
  z.strictObject({
    type: z.literal('ReplaceWaybill'),
    ...written,
    reason: Reason,
    /** `drop` where the old number was wrong: its scans were those of another parcel. House default: `keep`. */
    oldScans: z.enum(['keep', 'drop']).optional(),
  }),
  z.strictObject({ type: z.literal('ShipParcel') }),
  /** `number`: the one that was uploaded; that of a replaced waybill changes nothing. */
  z.strictObject({ type: z.literal('NoteUploaded'), number: freeText(80).optional() }),
  z.strictObject({ type: z.literal('NoteUploadFailed'), number: freeText(80).optional(), reason: Reason }),
  z.strictObject({ type: z.literal('RecordScan'), scan: Scan }),
  z.strictObject({ type: z.literal('DeclareLost'), reason: Reason }),
  z.strictObject({ type: z.literal('RecallParcel'), reason: Reason }),
  z.strictObject({
    type: z.literal('NoteArrivedBack'),
    /** Every unit that is back. What the parcel held and is not named is missing. */
    lines: linesOf(z.strictObject({ line: Id, quantity: Quantity, disposition: ArrivedBackAs })),
  }),
]);
export type ParcelCommand = z.infer<typeof ParcelCommand>;

const content = z.array(LineContent);
const back = z.strictObject({ line: Id, sku: Sku, quantity: Quantity, disposition: ArrivedBackAs });

/** What happens to a parcel. */
export const ParcelEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ParcelSealed'), id: RecordId, ...sealed, lines: content }),
  /** Opened before it was handed over: its units go back to the fulfilment. */
  z.strictObject({ type: z.literal('ParcelUnsealed'), lines: content, reason: Reason, ...owing }),
  z.strictObject({
    type: z.literal('WaybillAssigned'),
    ...Waybill.shape,
    explanation: Explanation.optional(),
    ...owing,
  }),
  z.strictObject({
    type: z.literal('WaybillReplaced'),
    ...Waybill.shape,
    previous: Waybill,
    reason: Reason,
    oldScans: z.enum(['keep', 'drop']),
    ...owing,
  }),
  z.strictObject({ type: z.literal('ParcelUploaded'), ...Waybill.shape, ...owing }),
  z.strictObject({ type: z.literal('UploadFailed'), ...Waybill.shape, reason: Reason }),
  /** Handed over, once. `by: 'scan'`: nobody said so, but the carrier has it. */
  z.strictObject({
    type: z.literal('ParcelShipped'),
    lines: content,
    by: z.enum(['handOver', 'scan']),
    shippedAt: Instant,
    carrier: Id.optional(),
    number: Id.optional(),
    ...owing,
  }),
  /** A new report. `late`: a younger one was known already. A repeated one causes no event. */
  z.strictObject({ type: z.literal('ParcelScanned'), scan: Scan, late: z.boolean(), ...owing }),
  z.strictObject({ type: z.literal('ParcelMoved'), from: ParcelStatus, to: ParcelStatus, ...owing }),
  /** The outcome for the order, once and for good. `corrects`: it was told before that the units do not arrive. */
  z.strictObject({
    type: z.literal('ParcelDelivered'),
    lines: content,
    deliveredAt: Instant,
    corrects: z.literal('undelivered').optional(),
  }),
  /** The outcome for the order: lost, refused or coming back; once. Only a delivery may correct it. */
  z.strictObject({ type: z.literal('ParcelUndelivered'), lines: content, how: Undelivered }),
  /** The order was called off. Before hand-over it may only be unsealed; after it the carrier is to stop it. */
  z.strictObject({ type: z.literal('ParcelRecalled'), reason: Reason, handedOver: z.boolean(), ...owing }),
  /** Physically back, once. */
  z.strictObject({ type: z.literal('ParcelArrivedBack'), lines: z.array(back), missing: content, ...owing }),
  z.strictObject({ type: z.literal('ParcelAnomaly'), kind: AnomalyKind, because: z.string() }),
]);
export type ParcelEvent = z.infer<typeof ParcelEvent>;
