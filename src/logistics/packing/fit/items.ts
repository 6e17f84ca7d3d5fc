import { ORIENTATIONS, type Orientation, type Size, turned, volumeOf } from '../geometry.js';
import type { PackUnit } from '../types.js';

/** One way in which a unit may stand. */
export interface Turn {
  readonly orientation: Orientation;
  readonly size: Size;
}

/** A unit, made ready for packing. */
export interface Item {
  readonly unit: PackUnit;
  /** Equal for units that can change places. */
  readonly kind: number;
  readonly volume: number;
  readonly weight: number;
  /** The flattest first; of turns with the same size only one. */
  readonly turns: readonly Turn[];
  /** How many grams may stand on it. */
  readonly bears: number;
  readonly onFloor: boolean;
}

/**
 * Units by falling volume, equal ones side by side, whatever order they came in: so that the answer does not depend on it.
 */
export function itemsOf(units: readonly PackUnit[]): Item[] {
  const sorted = units.map((unit) => ({ unit, volume: volumeOf(unit.size) })).sort(byVolume);
  let kind = 0;
  let turns: readonly Turn[] = [];
  return sorted.map(({ unit, volume }, i) => {
    const before = sorted[i - 1]?.unit;
    if (before === undefined || !alike(before, unit)) {
      kind += 1;
      turns = turnsOf(unit);
    }
    const { weightGrams: weight, bearsGrams: bears = Number.POSITIVE_INFINITY, onFloor = false } = unit;
    return { unit, kind, volume, weight, turns, bears, onFloor };
  });
}

function byVolume(a: { unit: PackUnit; volume: number }, b: { unit: PackUnit; volume: number }): number {
  if (a.volume !== b.volume) return b.volume - a.volume;
  const [one, other] = [a.unit, b.unit];
  return (
    other.size.length - one.size.length ||
    other.size.width - one.size.width ||
    other.weightGrams - one.weightGrams ||
    (one.sku < other.sku ? -1 : one.sku > other.sku ? 1 : one.id < other.id ? -1 : 1)
  );
}

const sameList = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  a === b || (a?.length === b?.length && (a ?? []).every((one, i) => one === b?.[i]));

/** Whether two units can change places in every plan. */
function alike(a: PackUnit, b: PackUnit): boolean {
  return (
    a.size.length === b.size.length &&
    a.size.width === b.size.width &&
    a.size.height === b.size.height &&
    a.weightGrams === b.weightGrams &&
    a.bearsGrams === b.bearsGrams &&
    a.onFloor === b.onFloor &&
    a.ownParcel === b.ownParcel &&
    a.together === b.together &&
    sameList(a.orientations, b.orientations) &&
    sameList(a.classes, b.classes) &&
    sameList(a.needs, b.needs) &&
    sameList(a.avoids, b.avoids)
  );
}

function turnsOf({ size, orientations }: PackUnit): Turn[] {
  const turns: Turn[] = [];
  for (const orientation of orientations ?? ORIENTATIONS) {
    const made = turned(size, orientation);
    if (!turns.some((turn) => sameSize(turn.size, made))) turns.push({ orientation, size: made });
  }
  return turns.sort((a, b) => a.size.height - b.size.height);
}

const sameSize = (a: Size, b: Size): boolean => a.length === b.length && a.width === b.width && a.height === b.height;
