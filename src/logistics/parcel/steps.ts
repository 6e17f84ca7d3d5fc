import type { Decision, ObligationEvent } from '../../kernel/index.js';
import type { Ctx, LogisticsTerm } from '../owing.js';
import { evolveParcel } from './evolve.js';
import type { AnomalyKind, Parcel, ParcelCommand, ParcelEvent } from './types.js';

export type { Ctx };
export type Events = Decision<ParcelEvent | ObligationEvent>;
export type Of<Type extends ParcelCommand['type']> = Extract<ParcelCommand, { type: Type }>;

/** All that a parcel may owe, for events after which it owes nothing any more. */
export const EVERYTHING = ['uploadBy', 'firstScanBy', 'nextScanBy', 'deliverBy'] satisfies LogisticsTerm[];

const BECAUSE: Readonly<Record<AnomalyKind, string>> = {
  shippedAfterRecall: 'The carrier has the parcel, although it was recalled before it was handed over.',
  deliveredBeforeShipped: 'The parcel is said to be delivered, although nobody had handed it over.',
  deliveredAfterRecall: 'The parcel is said to be delivered, although it was recalled.',
  deliveredAfterUndelivered:
    'The parcel is said to be delivered, after the order was told that it is lost, refused or coming back.',
  undeliveredAfterDelivered:
    'The parcel is said to be lost, refused or coming back, after the order was told that it is delivered.',
  foundAfterLost: 'The parcel was lost, and is scanned again.',
  scannedAfterVoided: 'The parcel was opened before hand-over, but its number is scanned by the carrier.',
  uploadedAfterVoided: 'The parcel was opened before hand-over, but the platform has been given its number.',
  scanFromFuture: 'A scan is dated later than now; the time zone of the report may be wrong.',
  scanOfAnotherParcel: 'A scan is dated long before the parcel was sealed; the carrier has used the number before.',
  outcomeOfAnotherNumber: 'The order was told an outcome that belonged to another number.',
};

/** Collects what happens to a parcel one after another, each seen by the next. */
export function chronicle(before: Parcel, { at }: Ctx) {
  const events: ParcelEvent[] = [];
  let parcel = before;
  const happen = (event: ParcelEvent): void => {
    events.push(event);
    parcel = evolveParcel(parcel, event, at);
  };
  return {
    events,
    now: (): Parcel => parcel,
    happen,
    /** Says each kind once per parcel, since a person who knows of it need not hear it again. */
    wonder: (kind: AnomalyKind, applies: boolean): void => {
      if (!applies || parcel.anomalies?.includes(kind)) return;
      happen({ type: 'ParcelAnomaly', kind, because: BECAUSE[kind] });
    },
  };
}
