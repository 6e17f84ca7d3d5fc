import type { FulfilmentCommand, FulfilmentFailure } from './fulfilment/index.js';
import type { ParcelCommand, ParcelFailure } from './parcel/index.js';

const LINES = ['fulfilment.line_given_twice', 'fulfilment.line_unknown'] as const;
const UNITS = [...LINES, 'fulfilment.more_than_there_is'] as const;

/** With which of the fulfilment's own rules each command can be refused, in the order in which they are looked at. */
export const fulfilmentRefusals = {
  OpenFulfilment: ['fulfilment.line_given_twice'],
  StartPicking: [],
  RecordPicking: UNITS,
  RecordInspection: [...UNITS, 'fulfilment.not_picked_yet'],
  ReportMissing: ['fulfilment.line_unknown', 'fulfilment.more_than_there_is'],
  PackParcel: [
    ...UNITS,
    'fulfilment.not_picked_yet',
    'fulfilment.not_inspected_yet',
    'fulfilment.plan_holds_other_units',
  ],
  ReplaceUnits: UNITS,
  NoteUnpacked: UNITS,
  NoteHandedOver: UNITS,
  CancelFulfilmentUnits: UNITS,
  CancelFulfilment: [],
} as const satisfies Record<FulfilmentCommand['type'], readonly FulfilmentFailure['code'][]>;

/** With which of the parcel's own rules each command can be refused, in the order in which they are looked at. */
export const parcelRefusals = {
  SealParcel: ['parcel.line_given_twice'],
  UnsealParcel: [],
  AssignWaybill: ['parcel.waybill_number_malformed', 'parcel.waybill_assigned_already', 'parcel.waybill_doubted'],
  ReplaceWaybill: [
    'parcel.waybill_number_malformed',
    'parcel.waybill_missing',
    'parcel.waybill_unchanged',
    'parcel.waybill_doubted',
  ],
  ShipParcel: ['parcel.waybill_missing', 'parcel.recalled', 'parcel.not_uploaded_yet'],
  NoteUploaded: ['parcel.waybill_missing'],
  NoteUploadFailed: ['parcel.waybill_missing'],
  RecordScan: [],
  DeclareLost: [],
  RecallParcel: [],
  NoteArrivedBack: ['parcel.arrived_back_already', 'parcel.line_unknown', 'parcel.more_than_it_held'],
} as const satisfies Record<ParcelCommand['type'], readonly ParcelFailure['code'][]>;
