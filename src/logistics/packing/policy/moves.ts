import { err, ok, type Result } from 'neverthrow';
import * as z from 'zod/mini';
import { Id, Quantity, strictObject } from '../../../kernel/index.js';
import type { PackedParcel } from '../types.js';
import { type RepackingFailure, repackingFailures } from './failures.js';

/** What a person does otherwise than the plan. Parcels are counted from 1. */
export const PackingMove = z.discriminatedUnion('type', [
  /** Puts units into another parcel of the plan. */
  strictObject({ type: z.literal('moveUnits'), units: z.array(Id).check(z.minLength(1)), toParcel: Quantity }),
  /** Puts units into a new parcel. */
  strictObject({ type: z.literal('partUnits'), units: z.array(Id).check(z.minLength(1)), box: Id }),
  /** Takes another box for a parcel. */
  strictObject({ type: z.literal('changeBox'), parcel: Quantity, box: Id }),
]);
export type PackingMove = z.infer<typeof PackingMove>;

/** Units by their ids, in a box; `stands` is how they stood before, where nothing has changed. */
export interface Filled {
  readonly box: string;
  readonly units: readonly string[];
  readonly stands?: Pick<PackedParcel, 'placements' | 'fillPermille'>;
}

/** The parcels after a move; those that become empty are no more. `boxes`: the ids of the catalogue. */
export function moved(
  before: readonly Filled[],
  move: PackingMove,
  boxes: readonly string[],
): Result<Filled[], RepackingFailure> {
  const number = move.type === 'moveUnits' ? move.toParcel : move.type === 'changeBox' ? move.parcel : undefined;
  const target = number === undefined ? undefined : before[number - 1];
  if (number !== undefined && target === undefined) {
    return err(repackingFailures.parcel_unknown({ parcel: number, parcels: before.length }));
  }
  if (move.type !== 'moveUnits' && !boxes.includes(move.box)) {
    return err(repackingFailures.box_unknown({ box: move.box, boxes }));
  }
  if (move.type === 'changeBox') {
    return target?.box === move.box
      ? err(repackingFailures.nothing_changes({ parcel: move.parcel }))
      : ok(before.map((one) => (one === target ? { box: move.box, units: one.units } : one)));
  }
  const all = before.flatMap(({ units }) => units);
  const stranger = move.units.find((unit) => !all.includes(unit));
  if (stranger !== undefined) return err(repackingFailures.unit_unknown({ unit: stranger, units: all }));
  if (number !== undefined && move.units.every((unit) => target?.units.includes(unit))) {
    return err(repackingFailures.nothing_changes({ parcel: number }));
  }
  const going = [...new Set(move.units)];
  const after = before.map((one) => {
    const { box } = one;
    const staying = one.units.filter((unit) => !going.includes(unit));
    if (one === target) return { box, units: [...staying, ...going] };
    return staying.length === one.units.length ? one : { box, units: staying };
  });
  if (move.type === 'partUnits') after.push({ box: move.box, units: going });
  return ok(after.filter(({ units }) => units.length > 0));
}
