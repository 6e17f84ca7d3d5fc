import { err, ok } from 'neverthrow';
import { owed, owesFrom } from '../owing.js';
import type { LineContent } from '../types.js';
import { parcelFailures } from './failures.js';
import { isHere } from './lifecycle.js';
import { type Ctx, chronicle, EVERYTHING, type Events, type Of } from './steps.js';
import { outcomeOf, shipped } from './track.js';
import type { Parcel } from './types.js';

export function seal(command: Of<'SealParcel'>, _: Parcel, { id }: Ctx): Events {
  const { type: __, ...facts } = command;
  const { lines } = facts;
  const twice = lines.find(({ line }, index) => lines.findIndex((one) => one.line === line) < index);
  if (twice !== undefined) return err(parcelFailures.line_given_twice({ line: twice.line }));
  return ok([{ type: 'ParcelSealed', id, ...facts }]);
}

export const unseal = ({ reason }: Of<'UnsealParcel'>, parcel: Parcel): Events =>
  ok([{ type: 'ParcelUnsealed', lines: parcel.lines, reason, settles: EVERYTHING }]);

/** Hands over. What the terms require has to be there: a waybill, and that the platform knows it. */
export function ship(_: Of<'ShipParcel'>, parcel: Parcel, { at, ask: { terms } }: Ctx): Events {
  const { id, recalledAt, waybill, uploadedAt, uploadFailed } = parcel;
  if (waybill === undefined && terms.waybill === 'required') {
    return err(parcelFailures.waybill_missing({ parcel: id }));
  }
  if (recalledAt !== undefined) return err(parcelFailures.recalled({ recalledAt }));
  if (waybill !== undefined && uploadedAt === undefined && terms.uploadBeforeHandOver === 'required') {
    return err(parcelFailures.not_uploaded_yet({ number: waybill.number, reason: uploadFailed?.reason }));
  }
  const first = waybill === undefined ? [] : owesFrom('firstScanBy', terms, at);
  const owes = [...first, ...owesFrom('deliverBy', terms, at, parcel.deliverBy)];
  return ok([shipped(parcel, 'handOver', at, owed(owes))]);
}

/** A second recall changes nothing. */
export function recall({ reason }: Of<'RecallParcel'>, parcel: Parcel): Events {
  if (parcel.recalledAt !== undefined) return ok([]);
  const handedOver = !isHere(parcel.status);
  const settles = handedOver ? ['firstScanBy', 'deliverBy'] : ['uploadBy'];
  return ok([{ type: 'ParcelRecalled', reason, handedOver, settles }]);
}

/** The parcel is in the house again: each unit of it goes back to the shelf, is damaged, or is missing. */
export function noteArrivedBack(command: Of<'NoteArrivedBack'>, parcel: Parcel, context: Ctx): Events {
  const { arrivedBackAt, status, told } = parcel;
  if (arrivedBackAt !== undefined) return err(parcelFailures.arrived_back_already({ arrivedBackAt }));
  const back = new Map<string, number>();
  for (const { line, quantity } of command.lines) back.set(line, (back.get(line) ?? 0) + quantity);
  for (const [line, asked] of back) {
    const held = parcel.lines.find((one) => one.line === line)?.quantity;
    if (held === undefined) {
      return err(parcelFailures.line_unknown({ line, lines: parcel.lines.map((one) => one.line) }));
    }
    if (asked > held) return err(parcelFailures.more_than_it_held({ line, asked, held }));
  }
  const skus = new Map(parcel.lines.map(({ line, sku }) => [line, sku]));
  const lines = command.lines.flatMap((unit) => {
    const sku = skus.get(unit.line);
    return sku === undefined ? [] : [{ ...unit, sku }];
  });
  const missing = parcel.lines
    .map((held): LineContent => ({ ...held, quantity: held.quantity - (back.get(held.line) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
  const story = chronicle(parcel, context);
  if (status !== 'returned') story.happen({ type: 'ParcelMoved', from: status, to: 'returned' });
  const outcome = outcomeOf(story.now(), context.at);
  if (outcome !== undefined) story.happen(outcome);
  story.wonder('undeliveredAfterDelivered', told === 'delivered');
  story.happen({ type: 'ParcelArrivedBack', lines, missing, settles: EVERYTHING });
  return ok(story.events);
}
