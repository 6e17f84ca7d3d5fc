import { keyOf, type Machine } from '../../kernel/index.js';
import { costOf } from '../owing.js';
import type { LogisticsAsk } from '../types.js';
import { evolveParcel } from './evolve.js';
import { noteArrivedBack, recall, seal, ship, unseal } from './handle.js';
import { assignWaybill, noteUploaded, noteUploadFailed, replaceWaybill } from './label.js';
import { parcelLifecycle } from './lifecycle.js';
import { declareLost, recordScan } from './track.js';
import type { Parcel, ParcelCommand, ParcelEvent } from './types.js';
import { waybillKey } from './waybill.js';

/** One physical box, from being sealed until it is delivered, lost or back. */
export const parcelMachine: Machine<Parcel, ParcelCommand, ParcelEvent, LogisticsAsk> = {
  kind: 'parcel',
  schema: 1,
  lifecycle: parcelLifecycle,
  decide: {
    SealParcel: seal,
    UnsealParcel: unseal,
    AssignWaybill: assignWaybill,
    ReplaceWaybill: replaceWaybill,
    ShipParcel: ship,
    NoteUploaded: noteUploaded,
    NoteUploadFailed: noteUploadFailed,
    RecordScan: recordScan,
    DeclareLost: declareLost,
    RecallParcel: recall,
    NoteArrivedBack: noteArrivedBack,
  },
  evolve: evolveParcel,
  missed: ({ worth }, { kind }, { ask }) => costOf(kind, ask.terms, worth),
  card,
};

/**
 * A voided parcel sets its number free, for the box that its units go into next. So does a parcel whose order was told
 * an outcome, since carriers use their numbers again; what is scanned of it afterwards never claims the number back.
 */
function card({ status, told, order, fulfilment, location, lines, waybill, anomalies, ...parcel }: Parcel) {
  const facts = {
    fulfilment,
    location,
    carrier: waybill?.carrier ?? null,
    units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    uploaded: parcel.uploadedAt !== undefined,
    uploadFailed: parcel.uploadFailed !== undefined,
    recalled: parcel.recalledAt !== undefined,
    anomalies: anomalies?.length ?? 0,
  };
  const parent = keyOf('order', order);
  if (waybill === undefined) return { parent, facts };
  const label = waybill.number;
  return status === 'voided' || told !== undefined
    ? { label, parent, facts }
    : { label, unique: waybillKey(waybill.carrier, label), parent, facts };
}
