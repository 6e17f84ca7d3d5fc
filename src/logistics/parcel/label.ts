import { err, ok } from 'neverthrow';
import { owed, owesFrom } from '../owing.js';
import type { WaybillPolicy } from '../types.js';
import { type ParcelFailure, parcelFailures } from './failures.js';
import { isHere } from './lifecycle.js';
import { type Ctx, chronicle, type Events, type Of } from './steps.js';
import type { Parcel, Waybill } from './types.js';
import { checkedWaybill, normalisedWaybill } from './waybill.js';

export function assignWaybill(
  command: Of<'AssignWaybill'>,
  parcel: Parcel,
  { at, ask: { terms, waybill } }: Ctx,
): Events {
  const number = checkedWaybill(command.number);
  if (number.isErr()) return err(number.error);
  if (parcel.waybill !== undefined) return err(parcelFailures.waybill_assigned_already(parcel.waybill));
  const doubt = doubted(command.carrier, number.value, waybill);
  if (doubt !== undefined) return err(doubt);
  const { type: _, ...facts } = command;
  const first = parcel.status === 'shipped' ? owesFrom('firstScanBy', terms, at) : [];
  const owes = [...owesFrom('uploadBy', terms, at), ...first];
  return ok([{ type: 'WaybillAssigned', ...facts, number: number.value, ...owed(owes) }]);
}

/** The platform is told again. Scans of a wrong number may be dropped, and with them what they said of this parcel. */
export function replaceWaybill(command: Of<'ReplaceWaybill'>, parcel: Parcel, context: Ctx): Events {
  const { at, ask } = context;
  const number = checkedWaybill(command.number);
  if (number.isErr()) return err(number.error);
  const { waybill: previous, status, told } = parcel;
  if (previous === undefined) return err(parcelFailures.waybill_missing({ parcel: parcel.id }));
  if (previous.carrier === command.carrier && previous.number === number.value) {
    return err(parcelFailures.waybill_unchanged(previous));
  }
  const doubt = doubted(command.carrier, number.value, ask.waybill);
  if (doubt !== undefined) return err(doubt);
  const { type: _, oldScans = 'keep', ...facts } = command;
  const forgets = oldScans === 'drop' && !isHere(status);
  const first = forgets ? owesFrom('firstScanBy', ask.terms, at) : [];
  const owes = [...owesFrom('uploadBy', ask.terms, at), ...first];
  const story = chronicle(parcel, context);
  story.happen({
    type: 'WaybillReplaced',
    ...facts,
    number: number.value,
    previous,
    oldScans,
    ...owed(owes, forgets ? ['nextScanBy'] : []),
  });
  if (forgets && status !== 'shipped') story.happen({ type: 'ParcelMoved', from: status, to: 'shipped' });
  story.wonder('outcomeOfAnotherNumber', forgets && told !== undefined);
  return ok(story.events);
}

/** Noted once per number; a report on a number that was replaced meanwhile changes nothing. */
export function noteUploaded({ number }: Of<'NoteUploaded'>, parcel: Parcel, context: Ctx): Events {
  const { waybill, uploadedAt, status } = parcel;
  if (waybill === undefined) return err(parcelFailures.waybill_missing({ parcel: parcel.id }));
  if (uploadedAt !== undefined || isReplaced(number, waybill)) return ok([]);
  const story = chronicle(parcel, context);
  story.happen({ type: 'ParcelUploaded', ...waybill, settles: ['uploadBy'] });
  story.wonder('uploadedAfterVoided', status === 'voided');
  return ok(story.events);
}

export function noteUploadFailed({ number, reason }: Of<'NoteUploadFailed'>, parcel: Parcel): Events {
  const { waybill, uploadedAt } = parcel;
  if (waybill === undefined) return err(parcelFailures.waybill_missing({ parcel: parcel.id }));
  if (uploadedAt !== undefined || isReplaced(number, waybill)) return ok([]);
  return ok([{ type: 'UploadFailed', ...waybill, reason }]);
}

/** What the shop's own check of waybills has against one. */
function doubted(carrier: string, number: string, judge: WaybillPolicy | undefined): ParcelFailure | undefined {
  const judged = judge?.({ carrier, number });
  if (judged === undefined || judged.isOk()) return undefined;
  const { code, message: because, remedy } = judged.error;
  return parcelFailures.waybill_doubted({ carrier, number, code, because, remedy });
}

const isReplaced = (number: string | undefined, waybill: Waybill): boolean =>
  number !== undefined && normalisedWaybill(number) !== waybill.number;
