import type { Lifecycle, Role } from '../../kernel/index.js';
import { type FulfilmentCommand, FulfilmentStatus } from './types.js';

const FLOOR: readonly Role[] = ['owner', 'picker', 'packer', 'system'];
const BENCH: readonly Role[] = ['owner', 'packer', 'system'];
const DESK: readonly Role[] = ['system'];

const AT_WORK = ['open', 'picking', 'inspected'] as const;
const LIVE = [...AT_WORK, 'packed'] as const;
const BEGUN = ['picking', 'inspected', 'packed'] as const;

/**
 * The life of a fulfilment. Its quantities carry the truth and the status sums them up, so a status may go back: a
 * replacement has to be picked, an opened parcel packed again.
 */
export const fulfilmentLifecycle: Lifecycle<FulfilmentStatus, FulfilmentCommand['type']> = {
  statuses: FulfilmentStatus.options,
  final: ['handedOver', 'cancelled'],
  rows: {
    OpenFulfilment: [{ from: ['new'], by: DESK, to: ['open'] }],
    StartPicking: [{ from: ['open'], by: FLOOR, to: ['picking'] }],
    RecordPicking: [{ from: AT_WORK, by: FLOOR, to: ['picking', 'inspected'] }],
    RecordInspection: [{ from: AT_WORK, by: FLOOR, to: ['picking', 'inspected'] }],
    ReportMissing: [{ from: AT_WORK, by: FLOOR, to: ['picking'] }],
    PackParcel: [{ from: AT_WORK, by: BENCH, to: BEGUN }],
    ReplaceUnits: [{ from: LIVE, by: FLOOR, to: ['picking'] }],
    NoteUnpacked: [{ from: BEGUN, by: DESK, to: [...BEGUN, 'handedOver', 'cancelled'] }],
    NoteHandedOver: [{ from: BEGUN, by: DESK, to: [...BEGUN, 'handedOver'] }],
    CancelFulfilmentUnits: [{ from: LIVE, by: DESK, to: FulfilmentStatus.options }],
    CancelFulfilment: [{ from: LIVE, by: DESK, to: ['packed', 'handedOver', 'cancelled'] }],
  },
};
