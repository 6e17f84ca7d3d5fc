import { Broken, type Instant, type Shape } from '../../kernel/index.js';
import { withScan } from './timeline.js';
import type { Parcel, ParcelEvent, Waybill } from './types.js';

/** What an event makes of a parcel. */
export function evolveParcel(parcel: Parcel | undefined, event: ParcelEvent, at: Instant): Parcel {
  if (event.type === 'ParcelSealed') return copied({ ...event, status: 'sealed', sealedAt: at, scans: [] });
  if (parcel === undefined) throw new Broken(`${event.type} reached a parcel that does not exist`);
  const next = copied(parcel);
  switch (event.type) {
    case 'ParcelUnsealed':
      next.status = 'voided';
      return next;
    case 'WaybillAssigned':
      if (parcel.status === 'sealed') next.status = 'labelled';
      next.waybill = waybillOf(event);
      return next;
    case 'WaybillReplaced':
      // What the platform knows, and perhaps what was scanned, belonged to the old number.
      next.waybill = waybillOf(event);
      next.uploadedAt = undefined;
      next.uploadFailed = undefined;
      if (event.oldScans === 'keep') return next;
      next.scans = [];
      next.folded = undefined;
      return next;
    case 'ParcelUploaded':
      next.uploadedAt = at;
      next.uploadFailed = undefined;
      return next;
    case 'UploadFailed':
      next.uploadFailed = { reason: event.reason, times: (parcel.uploadFailed?.times ?? 0) + 1 };
      return next;
    case 'ParcelShipped':
      next.status = 'shipped';
      next.shippedAt = event.shippedAt;
      return next;
    case 'ParcelScanned':
      return Object.assign(next, withScan(parcel, event.scan));
    case 'ParcelMoved':
      next.status = event.to;
      return next;
    case 'ParcelDelivered':
      next.told = 'delivered';
      next.deliveredAt = event.deliveredAt;
      return next;
    case 'ParcelUndelivered':
      next.told = 'undelivered';
      return next;
    case 'ParcelRecalled':
      next.recalledAt = at;
      return next;
    case 'ParcelArrivedBack':
      next.arrivedBackAt = at;
      return next;
    case 'ParcelAnomaly':
      next.anomalies = [...(parcel.anomalies ?? []), event.kind];
      return next;
  }
}

const waybillOf = ({ carrier, number, service }: Waybill): Waybill => ({
  carrier,
  number,
  ...(service !== undefined && { service }),
});

/** A copy in which every field is named: see docs/decisions/0006-states-of-one-shape.md. */
const copied = (parcel: Parcel): Shape<Parcel> => ({
  id: parcel.id,
  status: parcel.status,
  order: parcel.order,
  fulfilment: parcel.fulfilment,
  location: parcel.location,
  lines: parcel.lines,
  box: parcel.box,
  weightGrams: parcel.weightGrams,
  plan: parcel.plan,
  byHand: parcel.byHand,
  recipient: parcel.recipient,
  region: parcel.region,
  worth: parcel.worth,
  deliverBy: parcel.deliverBy,
  waybill: parcel.waybill,
  sealedAt: parcel.sealedAt,
  shippedAt: parcel.shippedAt,
  uploadedAt: parcel.uploadedAt,
  uploadFailed: parcel.uploadFailed,
  scans: parcel.scans,
  folded: parcel.folded,
  told: parcel.told,
  deliveredAt: parcel.deliveredAt,
  recalledAt: parcel.recalledAt,
  arrivedBackAt: parcel.arrivedBackAt,
  anomalies: parcel.anomalies,
  owed: parcel.owed,
});
