import { Broken, type Instant } from '../../kernel/index.js';
import { withScan } from './timeline.js';
import type { Parcel, ParcelEvent, Waybill } from './types.js';

/** What an event makes of a parcel. */
export function evolveParcel(parcel: Parcel | undefined, event: ParcelEvent, at: Instant): Parcel {
  if (event.type === 'ParcelSealed') {
    const { type: _, ...facts } = event;
    return { ...facts, status: 'sealed', sealedAt: at, scans: [] };
  }
  if (parcel === undefined) throw new Broken(`${event.type} reached a parcel that does not exist`);
  switch (event.type) {
    case 'ParcelUnsealed':
      return { ...parcel, status: 'voided' };
    case 'WaybillAssigned':
      return { ...parcel, status: parcel.status === 'sealed' ? 'labelled' : parcel.status, waybill: waybillOf(event) };
    case 'WaybillReplaced':
      return relabelled(parcel, event);
    case 'ParcelUploaded': {
      const { uploadFailed: _, ...rest } = parcel;
      return { ...rest, uploadedAt: at };
    }
    case 'UploadFailed': {
      const times = (parcel.uploadFailed?.times ?? 0) + 1;
      return { ...parcel, uploadFailed: { reason: event.reason, times } };
    }
    case 'ParcelShipped':
      return { ...parcel, status: 'shipped', shippedAt: event.shippedAt };
    case 'ParcelScanned': {
      const { scans: _, folded: __, ...rest } = parcel;
      return { ...rest, ...withScan(parcel, event.scan) };
    }
    case 'ParcelMoved':
      return { ...parcel, status: event.to };
    case 'ParcelDelivered':
      return { ...parcel, told: 'delivered', deliveredAt: event.deliveredAt };
    case 'ParcelUndelivered':
      return { ...parcel, told: 'undelivered' };
    case 'ParcelRecalled':
      return { ...parcel, recalledAt: at };
    case 'ParcelArrivedBack':
      return { ...parcel, arrivedBackAt: at };
    case 'ParcelAnomaly':
      return { ...parcel, anomalies: [...(parcel.anomalies ?? []), event.kind] };
  }
}

const waybillOf = ({ carrier, number, service }: Waybill): Waybill => ({
  carrier,
  number,
  ...(service !== undefined && { service }),
});

/** What the platform knows, and perhaps what was scanned, belonged to the old number. */
function relabelled(parcel: Parcel, event: Extract<ParcelEvent, { type: 'WaybillReplaced' }>): Parcel {
  const { uploadedAt: _, uploadFailed: __, ...rest } = parcel;
  const next = { ...rest, waybill: waybillOf(event) };
  if (event.oldScans === 'keep') return next;
  const { folded: ___, ...dropped } = next;
  return { ...dropped, scans: [] };
}
