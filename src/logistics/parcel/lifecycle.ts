import { type Lifecycle, type Role, type Row, stays } from '../../kernel/index.js';
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

/** Rows of what leaves the status as it is, or takes back what the scans of a wrong number had made of it. */
const orTo = (other: ParcelStatus, from: readonly ParcelStatus[], by: readonly Role[]): Row<ParcelStatus>[] =>
  from.map((status) => ({ from: [status], by, to: [status, other] }));

/** The life of a parcel. Once it is gone its status is what the carrier's scans, in their order, make of it. */
export const parcelLifecycle: Lifecycle<ParcelStatus, ParcelCommand['type']> = {
  statuses: ParcelStatus.options,
  final: ['voided'],
  rows: {
    SealParcel: [{ from: ['new'], by: ['system'], to: ['sealed'] }],
    UnsealParcel: [{ from: HERE, by: BENCH, to: ['voided'] }],
    AssignWaybill: [{ from: HERE, by: LABELLING, to: ['labelled'] }, ...stays(OUTWARD, LABELLING)],
    ReplaceWaybill: [
      ...stays(['labelled'], LABELLING),
      ...orTo('shipped', [...OUTWARD, ...COMING_BACK, 'lost', 'delivered'], LABELLING),
    ],
    ShipParcel: [{ from: HERE, by: [...BENCH, 'carrier'], to: ['shipped'] }],
    NoteUploaded: stays(WITH_WAYBILL, CHANNEL),
    NoteUploadFailed: stays(WITH_WAYBILL, CHANNEL),
    RecordScan: [
      ...HERE.map((status) => ({ from: [status], by: WATCHING, to: [status, ...GONE] })),
      { from: GONE, by: WATCHING, to: GONE },
      ...stays(['voided'], WATCHING),
    ],
    DeclareLost: [{ from: [...OUTWARD, ...COMING_BACK], by: WATCHING, to: ['lost'] }],
    RecallParcel: stays([...HERE, ...OUTWARD, ...COMING_BACK], ['owner', 'service', 'platform', 'system']),
    NoteArrivedBack: [{ from: GONE, by: BENCH, to: ['returned'] }],
  },
};

export const isHere = (status: ParcelStatus): status is (typeof HERE)[number] => HERE.some((one) => one === status);
