import type { Lifecycle, Role } from '../../kernel/index.js';
import { type ParcelCommand, ParcelStatus } from './types.js';

const BENCH: readonly Role[] = ['owner', 'packer', 'system'];
const LABELLING: readonly Role[] = ['owner', 'packer', 'service', 'platform', 'system'];
const WATCHING: readonly Role[] = ['owner', 'service', 'carrier', 'platform', 'system'];
const CHANNEL: readonly Role[] = ['owner', 'platform', 'system'];

const HERE = ['sealed', 'labelled'] as const;
const OUTWARD = ['shipped', 'collected', 'inTransit', 'outForDelivery'] as const;
const COMING_BACK = ['refused', 'returning'] as const;
/** With the carrier, or at an end that only the carrier knows of. */
const GONE = [...OUTWARD, 'delivered', ...COMING_BACK, 'returned', 'lost'] as const;
const WITH_WAYBILL = ['labelled', ...GONE, 'voided'] as const;

/** The life of a parcel. Once it is gone its status is what the carrier's scans, in their order, make of it. */
export const parcelLifecycle: Lifecycle<ParcelStatus, ParcelCommand['type']> = {
  statuses: ParcelStatus.options,
  final: ['voided'],
  rows: {
    SealParcel: [{ from: ['new'], by: ['system'], to: ['sealed'] }],
    UnsealParcel: [{ from: HERE, by: BENCH, to: ['voided'] }],
    AssignWaybill: [
      { from: HERE, by: LABELLING, to: ['labelled'] },
      { from: OUTWARD, by: LABELLING, to: OUTWARD },
    ],
    ReplaceWaybill: [
      { from: ['labelled'], by: LABELLING, to: ['labelled'] },
      { from: [...OUTWARD, ...COMING_BACK, 'lost', 'delivered'], by: LABELLING, to: GONE },
    ],
    ShipParcel: [{ from: HERE, by: [...BENCH, 'carrier'], to: ['shipped'] }],
    NoteUploaded: [{ from: WITH_WAYBILL, by: CHANNEL, to: WITH_WAYBILL }],
    NoteUploadFailed: [{ from: WITH_WAYBILL, by: CHANNEL, to: WITH_WAYBILL }],
    RecordScan: [
      { from: HERE, by: WATCHING, to: [...HERE, ...GONE] },
      { from: GONE, by: WATCHING, to: GONE },
      { from: ['voided'], by: WATCHING, to: ['voided'] },
    ],
    DeclareLost: [{ from: [...OUTWARD, ...COMING_BACK], by: WATCHING, to: ['lost'] }],
    RecallParcel: [
      {
        from: [...HERE, ...OUTWARD, ...COMING_BACK],
        by: ['owner', 'service', 'platform', 'system'],
        to: [...HERE, ...OUTWARD, ...COMING_BACK],
      },
    ],
    NoteArrivedBack: [{ from: GONE, by: BENCH, to: ['returned'] }],
  },
};

export const isHere = (status: ParcelStatus): status is (typeof HERE)[number] => HERE.some((one) => one === status);
