import { err } from 'neverthrow';
import type { Size } from '../packing/geometry.js';
import type { CarrierPolicy } from '../policies.js';
import type { WaybillPolicy } from '../types.js';
import type { Chooser } from './choose.js';
import { carriageFailures } from './failures.js';
import { judgeWaybill } from './waybill/index.js';

/** What the desk does not know of its parcels. */
export interface Measures {
  /** The outer size of each box, by id. */
  readonly boxes: Readonly<Record<string, Size>>;
  /** Taken where a parcel has no box that is known. Absent: such a parcel is refused. */
  readonly otherwise?: Size;
}

/**
 * The policy `carrier` of a desk: the service that is best by the goal of the terms. See {@link chooseService}.
 *
 * @example
 * ```ts
 * const chooser = prepareChoice(terms)._unsafeUnwrap();
 * createDesk({ store, policies: { carrier: carrierByCost(chooser, { boxes: { b1: { length: 300, width: 200, height: 100 } } }) } });
 * ```
 */
export const carrierByCost =
  (chooser: Chooser, { boxes, otherwise }: Measures): CarrierPolicy =>
  ({ weightGrams, box, units, region, worth, readyAt, deliverBy, excluded, classes, notBy }) => {
    const outer = box !== undefined && Object.hasOwn(boxes, box) ? boxes[box] : otherwise;
    if (weightGrams === undefined || weightGrams < 1)
      return err(carriageFailures.parcel_not_measured({ missing: 'weight' }));
    if (outer === undefined) return err(carriageFailures.parcel_not_measured({ missing: 'size' }));
    const known = {
      ...(units !== undefined && units > 0 && { pieces: units }),
      ...(worth !== undefined && { worth }),
      ...(readyAt !== undefined && { readyAt }),
      ...(readyAt !== undefined && deliverBy !== undefined && { deliverBy }),
      ...(excluded !== undefined && { excluded }),
      ...(classes !== undefined && { classes }),
      ...(notBy !== undefined && { notBy }),
    };
    return chooser
      .choose({ region, weightGrams, outer, ...known })
      .map(({ answer: { carrier, service }, explanation }) => ({ answer: { carrier, service }, explanation }));
  };

/**
 * The policy `waybill` of a desk: numbers that are made up, have a wrong check digit, or are plainly another carrier's are
 * refused. That a number is on another parcel is seen to by the desk itself.
 *
 * @param codes what the host calls carriers, where that is not the code in `WAYBILL_FORMATS`: `{ zhongtong: 'ZTO' }`.
 */
export const waybillByFormat =
  (codes: Readonly<Record<string, string>> = {}): WaybillPolicy =>
  ({ carrier, number }) =>
    judgeWaybill(number, { carrier: Object.hasOwn(codes, carrier) ? (codes[carrier] ?? carrier) : carrier });
